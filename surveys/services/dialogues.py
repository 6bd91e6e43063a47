"""Quality dialogues: begun, written, shared, ended in at most three next steps; and the round that is finished by them."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from actions import services as actions
from portal import audit
from portal.revisions import claim
from surveys.models import MOST_STEPS, DialogueGuide, DialogueStep, QualityDialogue, Round, RoundFinish, RoundState
from surveys.queries import dialogues as queries
from surveys.services.reveals import reveal_if_due


@transaction.atomic
def save_guide(round, questions, *, by, revision=None) -> DialogueGuide:
    """The questions that dialogues begun from now on have; what is begun keeps its own."""
    Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    ensure_unfinished(round)
    guide, made = DialogueGuide.objects.get_or_create(round=round, defaults={"questions": questions})
    if not made:
        guide = claim(guide, revision)
        guide.questions = questions
        guide.revision += 1
        guide.save(update_fields=["questions", "revision"])
    audit.record(by, "worded dialogue guide", round)
    return guide


@transaction.atomic
def save_dialogue(dialogue, *, by, revision=None) -> QualityDialogue:
    """Store what was written; a draft until it is shared. ValidationError when one was begun already."""
    ensure_unfinished(dialogue.round)
    new = dialogue.pk is None
    if new:
        dialogue.created_by = by
    else:
        row = claim(dialogue, revision)
        dialogue.revision, dialogue.shared_at = row.revision + 1, row.shared_at
        if row.shared_at and not dialogue.held_on:
            raise ValidationError(_("The dialogue is shared. Give the day it was held."))
    dialogue.changed_by = by
    try:
        with transaction.atomic():
            dialogue.save()
    except IntegrityError as error:
        raise ValidationError(
            _("The dialogue has been begun already. Open it from the list of dialogues; a draft is seen by its own.")
        ) from error
    audit.record(by, "began dialogue" if new else "changed dialogue", dialogue)
    return dialogue


@transaction.atomic
def share_dialogue(dialogue, *, by, at) -> QualityDialogue:
    """Let those who lead read it; from then on it counts as held."""
    row = claim(dialogue, None)
    if row.shared_at:
        return row
    ensure_unfinished(row.round)
    if not row.held_on:
        raise ValidationError(_("Give the day the dialogue was held before you share it."))
    row.shared_at, row.revision = at, row.revision + 1
    row.save(update_fields=["shared_at", "revision", "changed_at"])
    audit.record(by, "shared dialogue", row)
    return row


@transaction.atomic
def add_step(dialogue, *, by, **facts) -> DialogueStep:
    """A next step as an action of the organisation or the forum; the fourth is refused, the same words come once."""
    row = claim(dialogue, None)
    steps = list(row.steps.select_related("action"))
    before = next((step for step in steps if step.action.title == facts["title"]), None)
    if before:
        return before
    free = set(range(1, MOST_STEPS + 1)) - {step.number for step in steps}
    if not free:
        raise ValidationError(
            _("A dialogue has at most three next steps. Take one away first, or make an action of its own.")
        )
    action = actions.add_action(organisation=row.organisation, group=row.group, by=by, **facts)
    step = DialogueStep.objects.create(dialogue=row, number=min(free), action=action)
    audit.record(by, "added next step", row, action=action.pk)
    return step


@transaction.atomic
def remove_step(step, *, by):
    """Untie it. The action stays: somebody may have begun."""
    audit.record(by, "removed next step", step.dialogue, action=step.action_id)
    step.delete()


@transaction.atomic
def finish_round(round, *, because, by, at) -> RoundFinish:
    """Finish for good. ValidationError when a dialogue is lacking and no reason is given."""
    round = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    done = RoundFinish.objects.filter(round=round).first()
    if done:
        return done
    if round.is_draft:
        raise ValidationError(_("The survey has not been sent yet."))
    standing = queries.standing_of(round)
    if not because and (standing.lacking or not standing.held):
        raise ValidationError(_("Dialogues are lacking. Say why the survey is finished all the same."))
    finish = RoundFinish.objects.create(
        round=round, lacking=len(standing.lacking), because=because.strip(), by=by, at=at
    )
    if round.state == RoundState.OPEN:
        round.state = RoundState.CLOSED
        round.save(update_fields=["state"])
        reveal_if_due(round, at=at)
    audit.record(by, "finished survey round", round, lacking=finish.lacking)
    return finish


def ensure_unfinished(round):
    """ValidationError once the round is finished for good."""
    if RoundFinish.objects.filter(round=round.pk).exists():
        raise ValidationError(_("The survey is finished for good. It can be read, but not changed."))
