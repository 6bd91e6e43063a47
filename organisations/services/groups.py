"""Changing groups and the seats in them."""

from django.db import transaction

from portal import audit


@transaction.atomic
def add_group(group, *, by):
    """Save a new group."""
    group.save()
    audit.record(by, "added the group", group, kind=group.kind)
    return group


@transaction.atomic
def edit_group(group, *, changed, by):
    """Save a group; `changed` names the fields, for the audit trail."""
    group.save()
    audit.record(by, "edited the group", group, fields=", ".join(changed))
    return group


@transaction.atomic
def add_seat(seat, *, by):
    """Give a person a seat in a group."""
    seat.save()
    audit.record(by, "gave a seat", seat.group, person=seat.user_id, role=seat.role)
    return seat


@transaction.atomic
def edit_seat(seat, *, by):
    """Save as what, for whom and how often the person takes part."""
    seat.save()
    audit.record(by, "changed a seat", seat.group, person=seat.user_id, role=seat.role)
    return seat


@transaction.atomic
def end_seat(seat, *, by):
    """Take a seat away; meetings the person was at keep them."""
    audit.record(by, "took away a seat", seat.group, person=seat.user_id)
    seat.delete()
