"""Known, understood, used (001-19): how far the agreement has come among the parties, as a direction (methods M12)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import F
from django.utils import timezone

from agreements.models import Adoption, Implementation, PhaseChange

BACK = timedelta(days=90)


@dataclass(frozen=True)
class AdoptionStep:
    """How many parties have come at least this far, now and a while ago."""

    level: Adoption
    count: int
    before: int

    @property
    def gained(self) -> int:
        return self.count - self.before

    @property
    def lost(self) -> int:
        return -self.gained


@dataclass(frozen=True)
class AdoptionFunnel:
    """Known, understood, used among `total` parties; `days` is how far back the direction looks."""

    total: int
    steps: list[AdoptionStep]
    days: int = BACK.days

    @property
    def anything(self) -> bool:
        return any(step.count or step.before for step in self.steps)


def adoption_of_provision(provision, *, on) -> AdoptionFunnel:
    """How many parties know, understand and use one clause; two SQL statements."""
    now, before = _levels(Implementation.objects.current().filter(provision=provision), on=on)
    return _funnel(now, before, share=0)


def adoption_of_agreement(agreement, *, on) -> AdoptionFunnel:
    """How many parties know, understand and use at least half of the clauses; two SQL statements."""
    now, before = _levels(Implementation.objects.current().filter(provision__agreement=agreement), on=on)
    return _funnel(now, before, share=0.5)


def _levels(rows, *, on):
    """Levels by organisation, now and BACK days ago."""
    since = timezone.make_aware(datetime.combine(on - BACK, time.min))
    earlier = dict(
        PhaseChange.objects.filter(implementation__in=rows, at__gte=since, adoption_was__isnull=False)
        .exclude(adoption_was=F("adoption_now"))
        .order_by("-at", "-pk")
        .values_list("implementation_id", "adoption_was")
    )  # the oldest of each comes last and stays
    now, before = defaultdict(list), defaultdict(list)
    for pk, organisation, adoption in rows.order_by().values_list("pk", "organisation_id", "adoption"):
        now[organisation].append(adoption)
        before[organisation].append(earlier.get(pk, adoption))
    return now, before


def _funnel(now, before, *, share):
    def reached(levels, step):
        """Parties with enough clauses at this step or beyond: the share asked for, and at least one."""
        counts = [(sum(level >= step for level in found), len(found)) for found in levels.values()]
        return sum(count > 0 and count >= share * total for count, total in counts)

    steps = [
        AdoptionStep(step, reached(now, step), reached(before, step))
        for step in (Adoption.KNOWN, Adoption.UNDERSTOOD, Adoption.USED)
    ]
    return AdoptionFunnel(len(now), steps)
