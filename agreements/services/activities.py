"""The plan's activities: writing them down, moving them, saying how they went."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agreements.models import Activity, ActivityState, HomeworkState, HomeworkSubmission
from agreements.owners import HELPERS
from agreements.services.copies import carry_texts
from agreements.services.plan_versions import keep_before_change
from portal import audit
from portal.revisions import claim


@transaction.atomic
def save_activity(activity, *, by, revision=None, copies_too=False):
    """Store an activity; its stage and its clause must belong to the same agreement, which must not be history.

    `revision` is what the person saw. `copies_too` carries new words on to local copies that nobody has changed.
    """
    ensure_open(activity)
    _ensure_possible(activity)
    keep_before_change(activity.stage.plan_id)
    was = None
    if activity.pk:
        was = claim(activity, revision)
        activity.revision = was.revision + 1
        activity.copy_of_id, activity.for_every_party = was.copy_of_id, was.for_every_party
    activity.save()
    details = {"starts_on": activity.starts_on, "state": activity.state}
    if was is not None and _days(was) != _days(activity):
        started_on, ended_on, or_was = _days(was)
        details |= {"started_on": started_on, "ended_on": ended_on or "", "or_was": or_was or ""}
    audit.record(by, "changed" if was else "created", activity, **details)
    if was is not None and copies_too:
        carry_texts(activity, was=was, by=by)
    return activity


def ensure_open(activity):
    """Refuse to change the plan of an agreement that is history."""
    if activity.stage.plan.agreement.is_closed:
        raise ValidationError(_("The agreement has been replaced. Its plan can be read but not changed."))


def _days(activity):
    return activity.starts_on, activity.ends_on, activity.or_on


def _ensure_possible(activity):
    agreement = activity.stage.plan.agreement_id
    if activity.provision_id and activity.provision.agreement_id != agreement:
        raise ValidationError({"provision": _("The clause belongs to another agreement.")})
    if activity.change_owner_id and activity.change_owner.kind in HELPERS:
        raise ValidationError({"change_owner": NOT_IN_OPERATIONS})
    activity.clean()


NOT_IN_OPERATIONS = _(
    "The owner must be a unit in operations: a municipality, a health centre or another unit that gives care."
    " A joint body or a consultant supports, but does not own the change."
)


@transaction.atomic
def set_activity_state(activity, state, *, by):
    """Say that an activity is planned, under way, done or cancelled."""
    ensure_open(activity)
    keep_before_change(activity.stage.plan_id)
    row = claim(activity, None)
    if row.state == state:
        return row
    audit.record(by, "set state", row, was=row.state, now=state)
    row.state = state
    row.revision += 1
    row.save(update_fields=["state", "revision"])
    return row


@transaction.atomic
def cancel_activity(activity, *, by, copies_too=False):
    """Call it off; it stays in the plan, struck through. Copies follow when asked, save those that are done."""
    row = set_activity_state(activity, ActivityState.CANCELLED, by=by)
    if copies_too:
        left = Activity.objects.filter(copy_of=row).exclude(state__in=[ActivityState.DONE, ActivityState.CANCELLED])
        copies = list(left.select_for_update(of=("self",)).order_by("pk"))
        keys = [copy.pk for copy in copies]
        Activity.objects.filter(pk__in=keys).update(state=ActivityState.CANCELLED, revision=F("revision") + 1)
        audit.record_many(
            by, "set state", [(copy, {"was": copy.state, "now": ActivityState.CANCELLED}) for copy in copies]
        )
    return row


@transaction.atomic
def remove_activity(activity, *, by):
    """Take an activity out of the plan, with its copies and submissions; the trail keeps that it was there."""
    ensure_open(activity)
    keep_before_change(activity.stage.plan_id)
    row = claim(activity, None)
    mine = Q(activity=row) | Q(activity__copy_of=row)  # the copies go too
    if HomeworkSubmission.objects.filter(mine, state=HomeworkState.HANDED_IN).exists():
        raise ValidationError(_("A group has handed in its homework. Cancel the activity instead, so that it is kept."))
    audit.record_many(by, "removed", [(copy, {"copy_of": row.pk}) for copy in row.copies.all()])
    audit.record(by, "removed", row, stage=row.stage_id, starts_on=row.starts_on)
    row.delete()
