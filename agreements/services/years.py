"""What comes back every year: activities copied to the next one, on the same weekday."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agreements.models import Activity, ActivityState
from agreements.services.plan_versions import keep_before_change
from portal import audit

A_YEAR = timedelta(weeks=52)  # 364 days: the same weekday, in the same week of most years
REPEATED = ["title", "kind", "level", "organiser", "owner_id", "organisation_id", "provision_id", "change_owner_id"]
REPEATED += ["audience", "may_start_before_decision", "note"]


def a_year_later(activity, *, stage=None) -> Activity:
    """The same activity next year, planned and not yet stored."""
    days = {
        name: day + A_YEAR if (day := getattr(activity, name)) else None for name in ("starts_on", "ends_on", "or_on")
    }
    return Activity(
        stage=stage or activity.stage,
        state=ActivityState.PLANNED,
        **days,
        **{name: getattr(activity, name) for name in REPEATED},
    )


@transaction.atomic
def copy_to_next_year(plan, activities, *, stage=None, by):
    """Store next year's activities, in `stage` or each in its own; those already there are left. Returns the new."""
    if plan.agreement.is_closed:
        raise ValidationError(_("The agreement has been replaced. Its plan can be read but not changed."))
    keep_before_change(plan.pk)
    there = planned_days(plan)
    made = [a_year_later(activity, stage=stage) for activity in activities]
    made = Activity.objects.bulk_create(one for one in made if (one.title, one.starts_on) not in there)
    audit.record_many(by, "created", [(one, {"from_last_year": True}) for one in made])
    return made


def planned_days(plan) -> set:
    """(title, first day) of everything in the plan: how an activity that is already there is known."""
    return set(Activity.objects.filter(stage__plan=plan).shared().values_list("title", "starts_on"))


@transaction.atomic
def undo_copies(plan, keys, *, by) -> int:
    """Take back what was copied, save what somebody has changed since; returns how many went."""
    keep_before_change(plan.pk)
    untouched = list(Activity.objects.filter(stage__plan=plan, pk__in=keys, revision=1, copies=None, submissions=None))
    audit.record_many(by, "removed", [(one, {}) for one in untouched])
    Activity.objects.filter(pk__in=[one.pk for one in untouched]).delete()
    return len(untouched)
