"""Quality dialogues after the first gap survey, some of them still to be held, and work that came of the second."""

from datetime import timedelta

from actions.models import ActionItem, ActionState
from actions.services import set_state
from agreements.models import Implementation, KnowledgeKind, Phase
from organisations.models import Group
from overview.demonstration.dialogues_text import (
    ACTION,
    DRAFT,
    FORUM,
    GUIDE,
    HELD,
    NOTE,
    PHASE,
    POINT,
    POINT_TEXT,
)
from overview.demonstration.forums_text import MORE_FORUMS
from surveys.models import QualityDialogue, Response
from surveys.queries.cells import cell_of
from surveys.services import dialogues, followup


def build_dialogues(county, first, second):
    """Hold the dialogues of the first round, and follow up answers of the second where they have been submitted."""
    dialogues.save_guide(first, GUIDE, by=county.people["johanna.sjogren"])
    for code, (day, who, said, note, steps) in HELD.items():
        organisation = county.organisations[code]
        by = county.staff_of(organisation)[0]
        dialogue = _hold(county, first, day, who, said, by=by, organisation=organisation, note=note)
        _share(county, dialogue, steps, by=by, day=day)
    code, day, who, said = DRAFT
    organisation = county.organisations[code]
    _hold(county, first, day, who, said, by=county.staff_of(organisation)[0], organisation=organisation)
    key, day, who, said, steps = FORUM
    forum = county.groups.get(f"forum-{key}") or _forum_named(county, key)
    by = forum.seats.order_by("pk").first().user
    _share(county, _hold(county, first, day, who, said, by=by, group=forum), steps, by=by, day=day)
    _follow_up(county, second)


def _forum_named(county, key):
    return Group.objects.get(name=next(name for one, name, _part, _people in MORE_FORUMS if one == key))


def _hold(county, round, day, who, said, *, by, note="", **whose):
    held_on = county.calendar.day(day)
    dialogue = QualityDialogue(
        round=round,
        held_on=held_on,
        participants=who,
        answers=[{"question": question, "text": text} for question, text in zip(GUIDE, said, strict=True)],
        note=note,
        **whose,
    )
    dialogues.save_dialogue(dialogue, by=by)
    at = county.calendar.at(held_on, 15)
    QualityDialogue.objects.filter(pk=dialogue.pk).update(created_at=at, changed_at=at)
    return dialogue


def _share(county, dialogue, steps, *, by, day):
    """Write its next steps, let those whose day has passed be done, and share it."""
    at = county.calendar.at(dialogue.held_on, 16)
    for title, days in steps:
        due_on = county.calendar.day(day + days)
        step = dialogues.add_step(dialogue, title=title, owner=by, due_on=due_on, by=by)
        ActionItem.objects.filter(pk=step.action_id).update(created_at=at)
        if due_on < county.today:
            set_state(step.action, ActionState.DONE, by=by, at=county.calendar.moment(day + days - 4, 14))
    dialogues.share_dialogue(dialogue, by=by, at=at + timedelta(minutes=20))
    QualityDialogue.objects.filter(pk=dialogue.pk).update(changed_at=at + timedelta(minutes=20))


def _cell(county, round, code, number):
    """The cell, the person who follows it up, and when: some hours after the answer was submitted."""
    organisation = county.organisations[code]
    by = county.staff_of(organisation)[0]
    provision = county.provisions[number]
    question = round.questionnaire.questions.get(provision=provision, is_required=True)
    at = Response.objects.get(round=round, organisation=organisation).submitted_at + timedelta(hours=1)
    return cell_of(by, round.pk, organisation.pk, question.identity), by, at


def _follow_up(county, round):
    code, number, title = ACTION
    cell, by, at = _cell(county, round, code, number)
    tie = followup.follow_up_with_action(
        cell, title=title, owner=by, due_on=county.calendar.day(30), description="", by=by, at=at
    )
    ActionItem.objects.filter(pk=tie.action_id).update(created_at=at)

    code, number, heading = POINT
    cell, by, at = _cell(county, round, code, number)
    group = county.groups["arbetsgruppen"]
    followup.follow_up_with_point(cell, group, heading=heading, text=POINT_TEXT, by=by, at=at)

    code, number, title = NOTE
    cell, by, at = _cell(county, round, code, number)
    tie = followup.follow_up_with_note(
        cell, kind=KnowledgeKind.HINDRANCE, title=title, text="", draft=False, by=by, at=at
    )
    type(tie.knowledge).objects.filter(pk=tie.knowledge_id).update(created_at=at, changed_at=at)

    code, number, because = PHASE
    cell, by, at = _cell(county, round, code, number)
    row = Implementation.objects.get(organisation=cell.organisation, provision=cell.provision)
    phase = Phase.USE if row.phase != Phase.USE else Phase.SUSTAINMENT
    followup.follow_up_with_phase(cell, row, phase=phase, because=because, by=by, at=at)
