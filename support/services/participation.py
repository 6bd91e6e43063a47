"""How many came, saved as the whole table at once."""

from django.db import transaction

from portal import audit
from support.models import Event, Participation


class CountedMeanwhile(Exception):  # noqa: N818  not a fault: two people counted at once
    """Somebody saved other numbers after the table was shown; `stands` is what is stored: {key: persons}."""

    def __init__(self, stands):
        super().__init__("the numbers have changed")
        self.stands = stands


def key_of(row):
    """(organisation, part of the county, kind of workplace): what a number stands for."""
    return (row.organisation_id, row.grouping_id, row.unit)


def stored_counts(event) -> dict:
    """{key: persons} of an event. One statement."""
    return {key_of(row): row.persons for row in Participation.objects.filter(event=event).order_by()}


@transaction.atomic
def count(event, counts, *, seen, by):
    """Store a table: {key: persons}, where nought and nothing take a number away. Six statements at most.

    `seen` is what the person had before them; CountedMeanwhile when something else is stored now.
    """
    Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    rows = {key_of(row): row for row in Participation.objects.filter(event=event).order_by()}
    stands = {key: row.persons for key, row in rows.items()}
    if stands != seen:
        raise CountedMeanwhile(stands)
    changed = {key: persons or 0 for key, persons in counts.items() if (persons or 0) != stands.get(key, 0)}
    gone = [rows[key].pk for key, persons in changed.items() if not persons]
    kept = [rows[key] for key, persons in changed.items() if persons and key in rows]
    for row in kept:
        row.persons = changed[key_of(row)]
    Participation.objects.filter(pk__in=gone).delete()
    Participation.objects.bulk_update(kept, ["persons"])
    Participation.objects.bulk_create(
        Participation(event=event, organisation_id=organisation, grouping_id=grouping, unit=unit, persons=persons)
        for (organisation, grouping, unit), persons in changed.items()
        if persons and (organisation, grouping, unit) not in rows
    )
    if changed:
        audit.record(by, "counted participants", event, numbers=len(changed))
    return len(changed)
