"""Läge: what an agreement adds up to on a day, and what needs attention."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone

from agreements.models import Implementation, Phase, PhaseChange, Progress, Provision
from agreements.queries.decisions import DecisionBoard, decision_board
from agreements.queries.parties import parties_in_groups
from agreements.queries.phases import IN_USE, PhaseFigures, cells_of, figures_of
from agreements.queries.pulses import pulses_due
from organisations.models import Organisation

RECENT = timedelta(days=30)
SILENT = timedelta(days=90)
SHOWN = 6


@dataclass
class GroupFigures:
    """One bar: a part of the county and its figures."""

    name: str
    size: str
    figures: PhaseFigures


@dataclass
class Standing:
    """Everything the page Läge says, counted once."""

    on: date
    conditional: bool
    division: str
    board: DecisionBoard
    figures: PhaseFigures
    gained: int
    groups: list[GroupFigures]
    attention: list[Implementation]
    attention_total: int
    silent: list[Organisation]
    pulses: list[Implementation]
    least_started: tuple[Provision, int] | None

    @property
    def phases(self):
        return Phase.choices

    @property
    def lost(self) -> int:
        return -self.gained

    @property
    def decided_recently(self) -> int:
        return self.board.made_since(self.recent_since)

    @property
    def needs_nothing(self) -> bool:
        waiting = self.board.overdue or (self.board.undated and self.conditional)
        return not (self.attention or waiting or self.silent or self.pulses)

    @property
    def recent_since(self) -> date:
        return self.on - RECENT

    @property
    def silent_days(self) -> int:
        return SILENT.days


def standing_of(agreement, *, on) -> Standing:
    """The standing on a day; nine SQL statements, however many organisations and clauses."""
    division, groups = parties_in_groups(agreement, on=on)
    cells = cells_of(agreement)
    by_organisation, unstarted = {}, {}
    for (organisation, provision), cell in cells.items():
        by_organisation.setdefault(organisation, []).append(cell)
        if cell[1] == Phase.NOT_STARTED:
            unstarted[provision] = unstarted.get(provision, 0) + 1
    attention = _attention(agreement)
    return Standing(
        on=on,
        conditional=agreement.is_conditional,
        division=division,
        board=decision_board(agreement, on=on),
        figures=figures_of(cells.values()),
        gained=_gained(agreement, since=on - RECENT),
        groups=[
            GroupFigures(
                group.name,
                group.size,
                figures_of(cell for one in group.organisations for cell in by_organisation.get(one.pk, [])),
            )
            for group in groups
        ],
        attention=attention[:SHOWN],
        attention_total=len(attention),
        silent=_silent(agreement, groups, by_organisation, since=on - SILENT),
        pulses=pulses_due(agreement, on=on),
        least_started=_least_started(agreement, unstarted),
    )


def _attention(agreement):
    """Stopped before at risk, then by organisation and clause."""
    rows = (
        Implementation.objects.current()
        .filter(provision__agreement=agreement)
        .needing_attention()
        .select_related("organisation", "provision", "changed_by")
        .defer("provision__text", "provision__what_is_new")
        .order_by("organisation__short_name", "provision__position")
    )
    return sorted(rows, key=lambda row: row.progress != Progress.OFF_TRACK)


def _morning(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def _gained(agreement, *, since) -> int:
    """How many more cells are in use than on the day `since`: moves in less moves out."""
    moves = PhaseChange.objects.filter(
        implementation__in=Implementation.objects.current().filter(provision__agreement=agreement),
        at__gte=_morning(since),
    ).aggregate(
        gained=Count("pk", filter=Q(now__in=IN_USE) & ~Q(was__in=IN_USE)),
        lost=Count("pk", filter=Q(was__in=IN_USE) & ~Q(now__in=IN_USE)),
    )
    return moves["gained"] - moves["lost"]


def _silent(agreement, groups, by_organisation, *, since) -> list[Organisation]:
    """Parties that have reported nothing since a day, and still have something to do."""
    heard = dict(
        PhaseChange.objects.filter(implementation__provision__agreement=agreement)
        .order_by()
        .values_list("implementation__organisation")
        .annotate(Max("at"))
    )
    limit = _morning(since)
    return [
        organisation
        for group in groups
        for organisation in group.organisations
        if any(phase != Phase.SUSTAINMENT for _pk, phase, _progress in by_organisation.get(organisation.pk, []))
        and not (organisation.pk in heard and heard[organisation.pk] >= limit)
    ]


def _least_started(agreement, unstarted):
    """The clause most parties have not started, and how many; None when all have begun."""
    if not unstarted:
        return None
    pk, count = max(unstarted.items(), key=lambda item: (item[1], -item[0]))
    return Provision.objects.only("number", "title", "agreement_id").get(pk=pk), count
