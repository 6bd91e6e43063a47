"""How a local forum works: what it has settled, who coaches it, and who speaks for each side."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from organisations.models import Group
from portal import audit, dates
from portal.revisions import ChangedMeanwhile, claim
from support.models import Coaching, ForumContact, ForumPart


def _hold(forum):
    """One at a time changes who coaches a forum and who speaks in it."""
    return Group.objects.select_for_update().get(pk=forum.pk)


@transaction.atomic
def settle_part(part, *, revision, by, on):
    """Write what the forum has settled about one of the five parts; the first time its row is made."""
    row, _is_new = ForumPart.objects.get_or_create(forum=part.forum, kind=part.kind, defaults={"revision": 0})
    row = claim(row, revision)
    row.text, row.is_settled = part.text, part.is_settled
    row.changed_on = on
    row.revision += 1
    row.save(update_fields=["text", "is_settled", "changed_on", "revision"])
    audit.record(by, "wrote how a forum works", row.forum, part=row.kind, settled=row.is_settled)
    return row


@transaction.atomic
def assign_coach(coaching, *, by):
    """Somebody coaches a forum from a day."""
    _hold(coaching.forum)
    overlap = Coaching.objects.begun_or_coming(on=coaching.since).filter(forum=coaching.forum, coach=coaching.coach)
    if overlap.exists():
        raise ValidationError({"coach": _("The person coaches this forum already.")})
    coaching.save()
    audit.record(by, "assigned coach", coaching.forum, person=coaching.coach_id, since=coaching.since)
    return coaching


@transaction.atomic
def end_coaching(coaching, *, until, by):
    """Say which day is the last; what has been stands as history."""
    _hold(coaching.forum)
    row = Coaching.objects.get(pk=coaching.pk)
    if until < row.since:
        words = _("The coaching began %(day)s. The last day cannot be before it.")
        raise ValidationError({"until": words % {"day": dates.spoken(row.since)}})
    later = Coaching.objects.filter(forum=row.forum_id, coach=row.coach_id, since__gt=row.since, since__lte=until)
    if later.exists():
        raise ValidationError({"until": _("The person coaches the forum anew before that day. Choose an earlier one.")})
    row.until = until
    row.save(update_fields=["until"])
    audit.record(by, "ended coaching", row.forum, person=row.coach_id, until=until)
    return row


@transaction.atomic
def change_contact(contact, *, instead_of, by):
    """A side gets a contact person; whoever it had until then becomes history from the day before.

    `instead_of` is the key of the one its writer saw there, None when nobody: another since then is told of.
    """
    _hold(contact.forum)
    before = ForumContact.objects.filter(forum=contact.forum, side=contact.side).order_by("since", "pk").last()
    if (before.pk if before else None) != instead_of:
        raise ChangedMeanwhile(before or contact)
    if before and (before.until is None or before.until >= contact.since):
        if contact.since <= before.since:
            words = _("%(name)s is contact person from %(day)s. The next one can begin the day after, at the earliest.")
            values = {"name": before.name, "day": dates.spoken(before.since)}
            raise ValidationError({"since": words % values})
        before.until = contact.since - timedelta(days=1)
        before.revision += 1
        before.save(update_fields=["until", "revision"])
    contact.save()
    audit.record(by, "changed contact person", contact.forum, side=contact.side, since=contact.since)
    return contact


@transaction.atomic
def edit_contact(contact, *, revision, by):
    """Mend what stands about a contact person; the days too."""
    row = claim(contact, revision)
    contact.revision = row.revision + 1
    contact.save()
    audit.record(by, "edited contact person", contact.forum, contact=contact.pk)
    return contact


@transaction.atomic
def remove_contact(contact, *, by):
    """Take a contact person away altogether: written by mistake, or asked to be forgotten."""
    audit.record(by, "removed contact person", contact.forum, contact=contact.pk)
    contact.delete()
