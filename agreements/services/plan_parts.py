"""The rows of the plan: text, goals, mandate questions, roles and workspaces. The plan's row is locked first."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agreements.models import PlanSection
from agreements.periods import day
from agreements.services.places import change_places
from agreements.services.plan_versions import keep_before_change
from portal import audit
from portal.revisions import ChangedMeanwhile, claim

ORDERED = ("goal", "mandatequestion")


@transaction.atomic
def save_section(section, *, by, revision=None):
    """Store one row in words; an empty text takes the row away. None then, else the section."""
    plan = keep_before_change(section.plan_id)
    stored = PlanSection.objects.filter(plan=plan, row=section.row).first()
    if stored and (section.pk is None or (revision is not None and stored.revision != revision)):
        raise ChangedMeanwhile(stored)
    if stored is None:
        section.pk = None  # somebody emptied the row meanwhile: what was written is written anew
    if not section.text.strip():
        if stored:
            stored.delete()
            audit.record(by, "emptied row", plan, row=section.row)
        return None
    section.revision = stored.revision + 1 if stored else 1
    section.save(force_insert=stored is None)
    audit.record(by, "wrote row", plan, row=section.row)
    return section


@transaction.atomic
def save_part(part, *, by, revision=None):
    """Store a goal, a question, a role or a workspace; a new one that has an order comes last."""
    keep_before_change(part.plan_id)
    new = part.pk is None
    if not new:
        row = claim(part, revision)
        part.revision = row.revision + 1
    elif part._meta.model_name in ORDERED:
        last = type(part).objects.filter(plan=part.plan_id).order_by("position").last()
        part.position = last.position + 1 if last else 1
    part.save()
    audit.record(by, "created" if new else "changed", part)
    return part


@transaction.atomic
def move_part(part, *, up, by):
    """Let a goal or a question change places with its neighbour of the same kind."""
    keep_before_change(part.plan_id)
    same = {"kind": part.kind} if part._meta.model_name == "goal" else {}
    rows = type(part).objects.filter(plan=part.plan_id, **same).order_by("position", "pk")
    position = change_places(rows, part, up=up)
    if position:
        audit.record(by, "moved", part, position=position)


@transaction.atomic
def remove_part(part, *, by):
    """Take a goal, a question, a role or a workspace out of the plan; its versions remember it."""
    plan = keep_before_change(part.plan_id)
    audit.record(by, "removed from plan", plan, part=part._meta.model_name, pk=part.pk)
    part.delete()


@transaction.atomic
def answer_goal(goal, *, reached, evaluated_on, note, by, on, revision=None):
    """Answer a goal that can be checked with yes or no, on or after its date; a correction leaves its trace."""
    keep_before_change(goal.plan_id)
    row = claim(goal, revision)
    if row.kind != "smart":
        raise ValidationError(_("An effect goal is followed over time. It is not answered with yes or no."))
    if on < row.evaluate_on:
        raise ValidationError(
            _("The goal is evaluated on %(day)s at the earliest. Change that day first if you want to answer now.")
            % {"day": day(row.evaluate_on)}
        )
    if evaluated_on > on:
        raise ValidationError({"evaluated_on": _("The day lies in the future. Note the answer when you have it.")})
    was = row.reached
    row.reached, row.evaluated_on, row.note = reached, evaluated_on, note
    row.revision += 1
    row.save(update_fields=["reached", "evaluated_on", "note", "revision"])
    words = {None: "", True: "yes", False: "no"}
    audit.record(
        by,
        "answered goal" if was is None else "corrected answer",
        row,
        was=words[was],
        now=words[reached],
        evaluated_on=evaluated_on,
    )
    return row
