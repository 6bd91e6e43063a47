"""Changing organisations and the groupings they belong to."""

from django.db import transaction

from organisations.models import GroupingMember
from portal import audit


@transaction.atomic
def add_organisation(organisation, *, by):
    """Save a new organisation."""
    organisation.save()
    audit.record(by, "added the organisation", organisation, kind=organisation.kind)
    return organisation


@transaction.atomic
def edit_organisation(organisation, *, changed, by):
    """Save an organisation; `changed` names the fields, for the audit trail."""
    organisation.save()
    audit.record(by, "edited the organisation", organisation, fields=", ".join(changed))
    return organisation


@transaction.atomic
def join_grouping(organisation, grouping, *, by, valid_from=None, valid_to=None, source=""):
    """Say that an organisation belongs to a grouping, from and to which day."""
    member = GroupingMember.objects.create(
        organisation=organisation, grouping=grouping, valid_from=valid_from, valid_to=valid_to, source=source
    )
    audit.record(by, "put into a grouping", organisation, grouping=grouping.pk)
    return member


@transaction.atomic
def leave_grouping(member, *, on, by):
    """End a belonging on a day; what was stays on record."""
    member.valid_to = on
    member.save(update_fields=["valid_to"])
    audit.record(by, "taken out of a grouping", member.organisation, grouping=member.grouping_id)
    return member
