"""Cases on their way to a decision, the dates that move, and what is noted about anchoring."""

from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from agreements.models import DateMove, DecisionCase, DecisionStep
from agreements.periods import day
from portal import audit
from portal.revisions import claim


def keep_move(*, was, now, because, by, at, step=None, party=None):
    """Keep the old date when a planned one is moved or taken back; setting the first one is no move."""
    if was is None or was == now:
        return None
    return DateMove.objects.create(was=was, now=now, because=because, by=by, at=at, step=step, party=party)


@transaction.atomic
def save_case(case, *, by, revision=None):
    new = case.pk is None
    if not new:
        case.revision = claim(case, revision).revision + 1
    case.save()
    audit.record(by, "created" if new else "changed", case, kind=case.kind)
    return case


@transaction.atomic
def save_step(step, *, by, at, on, because="", revision=None):
    """Store a body's turn, a new one last. A planned date that moves leaves its old value and the reason."""
    case = DecisionCase.objects.select_for_update().get(pk=step.case_id)
    new = step.pk is None
    was = None
    if new:
        last = case.steps.last()
        step.position = last.position + 1 if last else 1
    else:
        row = claim(step, revision)
        was = row.planned_on
        step.position = row.position
        step.revision = row.revision + 1
    _ensure_possible(step, on=on)
    step.save()
    keep_move(was=was, now=step.planned_on, because=because, by=by, at=at, step=step)
    details = {"planned_on": step.planned_on or "", "decided_on": step.decided_on or "", "outcome": step.outcome}
    audit.record(by, "created" if new else "changed", step, **details | ({"planned_was": was} if was else {}))
    return step


def _ensure_possible(step, *, on):
    """A decision is made on a day that has been, after what comes before it and before what comes after."""
    if not step.decided_on:
        return
    if step.decided_on > on:
        raise ValidationError(
            {"decided_on": _("The decision cannot be in the future. Write the day as planned instead.")}
        )
    others = DecisionStep.objects.filter(case=step.case_id, decided_on__isnull=False).exclude(pk=step.pk)
    earlier = others.filter(position__lt=step.position, decided_on__gt=step.decided_on).last()
    if earlier:
        raise ValidationError(
            {
                "decided_on": _("The earlier step, %(body)s, was decided on %(day)s. This one cannot be before it.")
                % {"body": earlier.body, "day": day(earlier.decided_on)}
            }
        )
    later = others.filter(position__gt=step.position, decided_on__lt=step.decided_on).first()
    if later:
        raise ValidationError(
            {
                "decided_on": _("The later step, %(body)s, was decided on %(day)s. This one cannot be after it.")
                % {"body": later.body, "day": day(later.decided_on)}
            }
        )


@transaction.atomic
def move_step(step, *, up, by):
    """Let two neighbours change places, unless that would put a decision before the one it follows."""
    case = DecisionCase.objects.select_for_update().get(pk=step.case_id)
    steps = list(case.steps.select_for_update().order_by("position"))
    place = next((index for index, one in enumerate(steps) if one.pk == step.pk), None)
    other = None if place is None else place + (-1 if up else 1)
    if other is None or not 0 <= other < len(steps):
        return
    steps[place], steps[other] = steps[other], steps[place]
    days = [one.decided_on for one in steps if one.decided_on]
    if any(first > second for first, second in pairwise(days)):
        raise ValidationError(_("The steps have been decided in this order and cannot change places."))
    steps[place].position, steps[other].position = steps[other].position, steps[place].position
    DecisionStep.objects.bulk_update([steps[place], steps[other]], ["position"])
    audit.record(by, "moved step", step, position=steps[other].position)


@transaction.atomic
def remove_step(step, *, by):
    """Take away a step that was never decided; those behind move up."""
    case = DecisionCase.objects.select_for_update().get(pk=step.case_id)
    row = DecisionStep.objects.select_for_update().get(pk=step.pk)
    if row.decided_on:
        raise ValidationError(_("The step has been decided. Remove its decision first."))
    audit.record(by, "removed step", case, step=row.pk, position=row.position)
    position = row.position
    row.delete()
    case.steps.filter(position__gt=position).update(position=F("position") - 1)


@transaction.atomic
def add_anchoring(anchoring, *, by):
    """Note how anchored the agreement is with a party. The trail says that, never what was written."""
    anchoring.by = by
    anchoring.save()
    audit.record(by, "noted anchoring", anchoring.party, anchoring=anchoring.pk, on=anchoring.on)
    return anchoring


@transaction.atomic
def remove_anchoring(anchoring, *, by):
    audit.record(by, "removed anchoring", anchoring.party, anchoring=anchoring.pk, on=anchoring.on)
    anchoring.delete()
