"""The theory of change: its boxes, their order, and what leads to what. It never leads back to itself."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, TheoryStep
from agreements.services.places import change_places
from portal import audit
from portal.revisions import claim


def _lock(agreement_id):
    """One change of the drawing at a time, so that two links never close a circle between them."""
    Agreement.objects.select_for_update(of=("self",)).get(pk=agreement_id)


@transaction.atomic
def save_theory_step(step, *, leads_to, provisions, by, revision=None):
    """Store a box with its links; a new one, or one that changes column, stands last there."""
    _lock(step.agreement_id)
    new = step.pk is None
    if new:
        step.position = _last(step) + 1
    else:
        row = claim(step, revision)
        step.revision = row.revision + 1
        step.position = row.position if row.kind == step.kind else _last(step) + 1
    _ensure_no_circle(step, leads_to)
    step.save()
    step.leads_to.set(leads_to)
    step.provisions.set(provisions)
    audit.record(by, "created" if new else "changed", step, kind=step.kind, leads_to=[one.pk for one in leads_to])
    return step


def _last(step) -> int:
    same = TheoryStep.objects.filter(agreement=step.agreement_id, kind=step.kind)
    return same.aggregate(last=Max("position"))["last"] or 0


def _ensure_no_circle(step, leads_to):
    """Walk forwards from what the box is to lead to; meeting the box again is a circle."""
    if any(one.agreement_id != step.agreement_id for one in leads_to):
        raise ValidationError({"leads_to": _("What it leads to belongs to another agreement.")})
    if step.pk is None:
        return
    onward = defaultdict(list)
    links = TheoryStep.leads_to.through.objects.filter(from_theorystep__agreement=step.agreement_id)
    for one, other in links.exclude(from_theorystep=step.pk).values_list("from_theorystep", "to_theorystep"):
        onward[one].append(other)
    waiting, seen = [one.pk for one in leads_to], set()
    while waiting:
        here = waiting.pop()
        if here == step.pk:
            raise ValidationError(
                {"leads_to": _("That would lead back to where it began. Take away one of the links first.")}
            )
        if here not in seen:
            seen.add(here)
            waiting += onward[here]


@transaction.atomic
def move_theory_step(step, *, up, by):
    """Let two neighbours in a column change places."""
    _lock(step.agreement_id)
    same = TheoryStep.objects.filter(agreement=step.agreement_id, kind=step.kind).order_by("position", "pk")
    position = change_places(same, step, up=up)
    if position:
        audit.record(by, "moved", step, position=position)


@transaction.atomic
def remove_theory_step(step, *, by):
    audit.record(by, "removed", step, kind=step.kind)
    step.delete()
