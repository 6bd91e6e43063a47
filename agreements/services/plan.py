"""The project plan: a living document, so every change leaves its mark in the audit trail."""

from django.db import transaction
from django.db.models import Max

from agreements.models import Agreement, Plan, Stage
from agreements.services.plan_versions import keep_before_change
from portal import audit
from portal.revisions import ChangedMeanwhile, claim


@transaction.atomic
def save_plan(plan, *, by, revision=None):
    """Store the plan's own words: title, summary, goal, to whom it reports."""
    new = plan.pk is None
    if new:
        Agreement.objects.select_for_update().get(pk=plan.agreement_id)
        if stored := Plan.objects.filter(agreement=plan.agreement_id).first():
            raise ChangedMeanwhile(stored)
        plan.revision = 1
    else:
        plan.revision = claim(plan, revision).revision + 1
        keep_before_change(plan.pk)
    plan.save()
    audit.record(by, "created" if new else "changed", plan)
    return plan


@transaction.atomic
def save_stage(stage, *, by, revision=None):
    """Store a stage; a new one comes last. Stages may overlap."""
    keep_before_change(stage.plan_id)
    was = claim(stage, revision) if stage.pk else None
    if was is None:
        last = Stage.objects.filter(plan=stage.plan).aggregate(last=Max("position"))["last"]
        stage.position = 1 if last is None else last + 1
    else:
        stage.revision = was.revision + 1
    stage.save()
    details = {"starts_on": stage.starts_on, "ends_on": stage.ends_on}
    if was is not None and (was.starts_on, was.ends_on) != (stage.starts_on, stage.ends_on):
        details |= {"started_on": was.starts_on, "ended_on": was.ends_on}
    audit.record(by, "changed" if was else "created", stage, **details)
    return stage
