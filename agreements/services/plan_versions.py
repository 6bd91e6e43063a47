"""Versions of the plan: saved on purpose, and kept by themselves before the first change of a day."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from agreements.models import Plan, PlanVersion
from agreements.plan_text import to_json
from agreements.queries.plan_text import start_of, text_of
from portal import audit


def keep_before_change(plan_pk, *, at=None):
    """Keep the plan as it stands, unless it has been kept today. Call in the transaction, before what changes.

    It also lets one change of the plan happen at a time.
    """
    plan = Plan.objects.select_for_update(of=("self",)).select_related("reports_to").get(pk=plan_pk)
    at = at or timezone.now()
    if not plan.versions.filter(at__gte=start_of(timezone.localdate(at))).exists():
        _keep(plan, note="", by=None, at=at)
    return plan


def keep_plan_of(agreement_pk):
    """The same for what belongs to the agreement and is read in its plan; an agreement without a plan keeps nothing."""
    for plan_pk in Plan.objects.filter(agreement=agreement_pk).values_list("pk", flat=True):
        keep_before_change(plan_pk)


@transaction.atomic
def save_version(plan, *, note, by, at):
    """Save a version with a note about what is new."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("reports_to").get(pk=plan.pk)
    version = _keep(plan, note=note, by=by, at=at)
    audit.record(by, "saved version", plan, number=version.number)
    return version


def _keep(plan, *, note, by, at):
    last = plan.versions.aggregate(last=Max("number"))["last"] or 0
    return PlanVersion.objects.create(
        plan=plan, number=last + 1, note=note, content=to_json(text_of(plan)), at=at, by=by
    )
