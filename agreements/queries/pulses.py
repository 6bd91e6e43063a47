"""The half-yearly check of what is sustained: when it is due, and for whom."""

from datetime import timedelta

from django.db.models import DateField, Func, Max, OuterRef, Q, Subquery
from django.db.models.functions import Greatest

from agreements.models import Agreement, Change, Holding, Implementation, Phase, Pulse

SHORTEST = timedelta(days=181)  # no six months in a row are shorter


class HalfYearAfter(Func):
    """The same day six months on (agreements.periods.half_year_after says the same of one date)."""

    template = "(%(expressions)s + interval '6 months')::date"
    output_field = DateField()


def with_pulse_day(implementations):
    """Add `pulse_on`: six months after the last pulse, or after sustainment began. Means nothing in other phases."""
    last = Pulse.objects.filter(implementation=OuterRef("pk")).order_by().values("implementation")
    return implementations.annotate(
        pulse_on=HalfYearAfter(Greatest("phase_since", Subquery(last.annotate(last=Max("on")).values("last"))))
    )


def due_by(implementations, *, on):
    """Those of `with_pulse_day` that are sustained and whose day has come.

    What began less than half a year ago is left out first, so that the pulses of many thousand rows are not looked up.
    """
    long_since = implementations.filter(phase=Phase.SUSTAINMENT, phase_since__lte=on - SHORTEST)
    return long_since.filter(pulse_on__lte=on)


def pulses_due(agreement, *, on) -> list[Implementation]:
    """What is to be checked now, longest overdue first, with `pulse_on`; one SQL statement."""
    if agreement.is_closed:
        return []
    rows = Implementation.objects.filter(
        ~Q(provision__change=Change.REMOVED),
        provision__agreement=agreement,
        organisation__in=agreement.parties.values("organisation"),
    )  # those of current(), asked so that the database hashes the parties: a page of many thousand rows waits for it
    return list(_to_read(due_by(with_pulse_day(rows), on=on)))


def pulses_to_remind_of(*, on) -> list[Implementation]:
    """What is to be checked in every agreement that is alive; one SQL statement."""
    rows = Implementation.objects.current().filter(provision__agreement__in=Agreement.objects.current())
    return list(_to_read(due_by(with_pulse_day(rows), on=on)))


def _to_read(rows):
    return (
        rows.select_related("organisation", "provision")
        .defer("provision__text", "provision__what_is_new")
        .order_by("pulse_on", "organisation__short_name", "provision__position")
    )


def last_pulse_slipped(row, pulses) -> bool:
    """Whether the latest pulse of this time in sustainment said that it has slipped; `pulses` newest first."""
    return bool(
        row.phase == Phase.SUSTAINMENT
        and pulses
        and pulses[0].holds == Holding.NO
        and (row.phase_since is None or pulses[0].on >= row.phase_since)
    )
