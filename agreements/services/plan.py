"""The project plan: a living document, so every change leaves its mark in the audit trail."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from agreements.models import Activity, Agreement, Stage
from portal import audit


@transaction.atomic
def save_plan(plan, *, by):
    """Store the plan's own words: title, summary, goal, to whom it reports."""
    new = plan.pk is None
    plan.save()
    audit.record(by, "created" if new else "changed", plan)
    return plan


@transaction.atomic
def save_stage(stage, *, by):
    """Store a stage; a new one comes last. Stages may overlap."""
    was = Stage.objects.filter(pk=stage.pk).first() if stage.pk else None
    if was is None:
        Agreement.objects.select_for_update().get(pk=stage.plan.agreement_id)
        last = Stage.objects.filter(plan=stage.plan).aggregate(last=Max("position"))["last"]
        stage.position = 1 if last is None else last + 1
    stage.save()
    details = {"starts_on": stage.starts_on, "ends_on": stage.ends_on}
    if was is not None and (was.starts_on, was.ends_on) != (stage.starts_on, stage.ends_on):
        details |= {"started_on": was.starts_on, "ended_on": was.ends_on}
    audit.record(by, "changed" if was else "created", stage, **details)
    return stage


@transaction.atomic
def save_activity(activity, *, by):
    """Store an activity; its stage and its clause must belong to the same agreement."""
    agreement = activity.stage.plan.agreement_id
    if activity.provision_id and activity.provision.agreement_id != agreement:
        raise ValidationError({"provision": _("The clause belongs to another agreement.")})
    was = Activity.objects.filter(pk=activity.pk).first() if activity.pk else None
    activity.save()
    details = {"starts_on": activity.starts_on, "state": activity.state}
    if was is not None and was.starts_on != activity.starts_on:
        details["started_on"] = was.starts_on
    audit.record(by, "changed" if was else "created", activity, **details)
    return activity


@transaction.atomic
def set_activity_state(activity, state, *, by):
    """Say that an activity is planned, under way, done or cancelled."""
    row = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    if row.state == state:
        return row
    audit.record(by, "set state", row, was=row.state, now=state)
    row.state = state
    row.save(update_fields=["state"])
    return row
