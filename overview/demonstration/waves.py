"""Assessments of the local forums by both their sides: last year's with its dialogues, and one that is open."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from actions.models import ActionItem, ActionState
from actions.services import set_state
from organisations.models import Group, Side
from overview.demonstration.answers import change_one, store_response, stored
from overview.demonstration.county import create_dated
from overview.demonstration.forums_text import MORE_FORUMS
from overview.demonstration.letters import _letter, _subject, _surveys
from overview.demonstration.waves_text import (
    BEGUN,
    FIRST,
    FIRST_TALKS,
    LETTER,
    REMINDER,
    SECOND,
    SECOND_TALKS,
    TITLE,
)
from portal.models import Letter
from surveys.library import questions_for
from surveys.models import Origin, QualityDialogue, Question, Round, RoundReminder, RoundState, Wave
from surveys.queries.dialogues import default_guide
from surveys.queries.forum_people import forums_to_ask
from surveys.services import copies_of, dialogues
from surveys.services.reveals import count_if_done, reveal_if_due
from surveys.services.waves import create_wave, send_wave

BEFORE, NOW = (-362, -341), (-12, 11)  # first and last day, days from today


def build_waves(county):
    """Two waves with the same questions; the second is compared with the first, and one forum waits in it."""
    forums = _forums(county)
    first = _send(county, BEFORE, questions=questions_for(Origin.COLLABORATION))
    for place, (key, sides) in enumerate(FIRST.items()):
        _answer(county, first, forums[key], sides, day=BEFORE[0] + 6 + place)
    over = _on(first.closes_on + timedelta(days=1), 0, 2)
    for round in first.rounds.all():
        reveal_if_due(round, at=over)
    count_if_done(first, at=over)
    first.rounds.update(state=RoundState.CLOSED)
    _talk(county, first, forums, FIRST_TALKS, last=BEFORE[1])

    second = _send(county, NOW, questions=copies_of(first.questionnaire), previous=first)
    for place, (key, sides) in enumerate(SECOND.items()):
        _answer(county, second, forums[key], sides, day=-9 + place)
    _begin(county, second, forums)
    second.rounds.update(has_own_reminders=True)
    RoundReminder.objects.bulk_create(
        RoundReminder(round=round, on=county.calendar.day(6), text=REMINDER) for round in second.rounds.all()
    )
    _talk(county, second, forums, SECOND_TALKS, last=-1)
    _letters(county, [first, second])


def _forums(county) -> dict[str, Group]:
    there = {key.removeprefix("forum-"): group for key, group in county.groups.items() if key.startswith("forum-")}
    return there | {key: Group.objects.get(name=name) for key, name, _part, _people in MORE_FORUMS}


def _on(day, hour, minute=0):
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _send(county, days, *, questions, previous=None) -> Wave:
    lead = county.people["anders.fors"]
    opens_on, closes_on = (county.calendar.day(day) for day in days)
    wave = create_wave(
        origin=Origin.COLLABORATION,
        questions=questions,
        forums=[one for one in forums_to_ask(on=county.today) if one.is_complete],
        previous=previous,
        by=lead,
        title=f"{TITLE} {opens_on.year}",
        letter=LETTER,
        opens_on=opens_on,
        closes_on=closes_on,
        contact=lead,
        min_organisations=3,
    )
    at = county.calendar.at(opens_on, 9, 10)
    send_wave(wave, by=lead, at=at)
    Wave.objects.filter(pk=wave.pk).update(created_at=at - timedelta(hours=3))
    for round in wave.rounds.all():
        round.invitations.update(created_at=at - timedelta(hours=3), queued_at=at + timedelta(seconds=20))
    wave.refresh_from_db()
    return wave


def _answer(county, wave, forum, sides, *, day):
    """One side after the other; when both are in, both read."""
    round = wave.rounds.filter(forum=forum).first()
    if round is None:
        return
    for place, side in enumerate((Side.REGION, Side.MUNICIPAL)):
        said = sides[place]
        if not said or None in said:
            continue
        at = county.calendar.moment(day + place, 13, 20)
        _write(county, round, side, said, at=at, handed_in=at)
        reveal_if_due(round, at=at)


def _begin(county, wave, forums):
    key, said = BEGUN
    round = wave.rounds.get(forum=forums[key])
    _write(county, round, Side.MUNICIPAL, said, at=county.calendar.moment(-1, 15), handed_in=None)


def _write(county, round, side, said, *, at, handed_in):
    invited = list(
        round.invitations.filter(organisation__side=side).select_related("user", "organisation").order_by("pk")
    )
    questions = Question.objects.filter(questionnaire=round.questionnaire_id)
    answers, changes = {}, []
    for place, (question, value) in enumerate(zip(questions, said, strict=False)):
        by, written = invited[place % len(invited)], at - timedelta(minutes=40 - 4 * place)
        answers[question.identity] = stored({"value": value}, by, written, revision=1)
        changes.append((question.identity, answers[question.identity], by, written))
    change_one(changes, answers, invited)
    store_response(county, round, invited[0].organisation, answers=answers, changes=changes, handed_in=handed_in)
    for invitation in invited[:2]:
        invitation.opened_at = at - timedelta(minutes=45)
        invitation.save(update_fields=["opened_at"])


def _talk(county, wave, forums, talks, *, last):
    """The dialogues of a wave's forums; a step whose day has passed is done."""
    for key, talk in talks.items():
        round, day = wave.rounds.get(forum=forums[key]), last + talk.days
        by = forums[key].seats.order_by("pk").first().user
        held_on = county.calendar.day(day)
        dialogue = QualityDialogue(
            round=round,
            group=forums[key],
            held_on=held_on,
            participants=talk.who,
            answers=[
                {"question": question, "text": text} for question, text in zip(default_guide(), talk.said, strict=True)
            ],
        )
        dialogues.save_dialogue(dialogue, by=by)
        at = county.calendar.at(held_on, 15)
        for title, days in talk.steps:
            due_on = county.calendar.day(day + days)
            step = dialogues.add_step(dialogue, title=title, owner=by, due_on=due_on, by=by)
            ActionItem.objects.filter(pk=step.action_id).update(created_at=at)
            if due_on < county.today:
                set_state(step.action, ActionState.DONE, by=by, at=county.calendar.moment(day + days - 3, 14))
        dialogues.share_dialogue(dialogue, by=by, at=at + timedelta(minutes=30))
        QualityDialogue.objects.filter(pk=dialogue.pk).update(created_at=at, changed_at=at + timedelta(minutes=30))


def _letters(county, waves):
    """The letters that went with all this, sent long ago."""
    rounds = list(Round.objects.filter(wave__in=waves).order_by("pk"))
    letters = list(_surveys(county, rounds))
    Letter.objects.filter(kind="survey-revealed").delete()
    for round in [one for one in rounds if one.is_revealed]:
        asked = round.invitations.exclude(user=None).select_related("user")
        letters += [
            _letter(
                "survey-revealed",
                about=one,
                key=f"survey-revealed:{round.pk}:{one.pk}",
                user=one.user,
                address=one.email,
                at=round.reveal.at + timedelta(seconds=place),
                subject=_subject("survey-revealed", round=round),
            )
            for place, one in enumerate(asked.order_by("pk"))
        ]
    letters.sort(key=lambda letter: letter.queued_at)
    create_dated(letters, "queued_at", [letter.queued_at for letter in letters])
