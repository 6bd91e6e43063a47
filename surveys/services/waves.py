"""Waves: one questionnaire asked of many local forums at once; each forum's round is an ordinary one besides."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import audit
from portal.revisions import claim
from surveys.languages import LONGEST_TITLE, worded_for, words_of_wave
from surveys.models import Invitation, Question, Questionnaire, Round, RoundFinish, RoundKind, RoundState, Sharing, Wave
from surveys.queries.dialogues import standing_of
from surveys.services.dialogues import finish_round, save_guide
from surveys.services.reminders import add_reminder, choose_contact, choose_reminders, remove_reminder
from surveys.services.reveals import count_if_done, forum_organisations
from surveys.services.rounds import close_round, ensure_both_sides, extend_round, send_round


@transaction.atomic
def create_wave(
    *, origin, questions, forums, by, previous=None, agreement=None, spoken=None, words=None, **fields
) -> Wave:
    """A draft: the questions once, and a draft round for each forum. `forums` are forum_people.ForumToAsk.

    `spoken` are the questionnaire's languages (languages.spoken_like), `words` title and letter in them (still_of).
    """
    questionnaire = Questionnaire.objects.create(
        title=fields["title"], origin=origin, agreement=agreement, created_by=by, **(spoken or {})
    )
    for position, question in enumerate(questions):
        question.questionnaire, question.position = questionnaire, position
    Question.objects.bulk_create(questions)
    wave = Wave.objects.create(questionnaire=questionnaire, previous=previous, created_by=by, **fields)
    _ask(wave, forums, by=by, words=words)
    audit.record(by, "made survey wave", wave)
    return wave


@transaction.atomic
def update_wave(wave, *, forums, revision, by, **fields) -> Wave:
    """Change a draft: everything but its questions, and which forums are asked; whom a forum's round asks stays."""
    row = claim(wave, revision)
    _ensure_draft(row)
    for name, value in fields.items():
        setattr(row, name, value)
    row.revision += 1
    row.save()
    chosen = {one.forum.pk: one for one in forums}
    words = _words(row)
    for round in list(row.rounds.select_for_update(of=("self",)).select_related("forum")):
        if round.forum_id not in chosen:
            round.delete()
            continue
        one = chosen.pop(round.forum_id)
        for name, value in _facts(row, round.forum).items():
            setattr(round, name, value)
        round.save()
        _mend_sides(round, one)
    _ask(row, chosen.values(), by=by, words=words)
    audit.record(by, "changed survey wave", row)
    return row


def _mend_sides(round, one):
    """Let the organisation that was chosen answer for its side, and ask the people of a side that had nobody."""
    before = forum_organisations(round)
    for side in one.sides:
        was = before.get(side.side)
        if was is None:
            _invite(round, side)
        elif was != side.organisation:
            round.invitations.filter(organisation=was).update(organisation=side.organisation)


def _facts(wave, forum) -> dict:
    return {
        "title": f"{wave.title}, {forum.name}"[:LONGEST_TITLE],
        "letter": wave.letter,
        "opens_on": wave.opens_on,
        "closes_on": wave.closes_on,
        "contact": wave.contact,
        "min_organisations": wave.min_organisations,
    }


def _ask(wave, forums, *, by, words=None):
    """A draft round for each forum, with one invitation for each person of its sides."""
    before = dict(wave.previous.rounds.values_list("forum", "pk")) if wave.previous_id else {}
    forums = list(forums)
    rounds = [
        Round(
            questionnaire=wave.questionnaire,
            agreement=wave.questionnaire.agreement,
            wave=wave,
            forum=one.forum,
            kind=RoundKind.FORUM,
            sharing=Sharing.ASKED,
            previous_id=before.get(one.forum.pk),
            created_by=by,
            **_facts(wave, one.forum),
        )
        for one in forums
    ]
    for round in rounds:
        round.translations = {code: worded_for(round, said) for code, said in (words or {}).items()}
    Round.objects.bulk_create(rounds)
    Invitation.objects.bulk_create(
        invitation
        for round, one in zip(rounds, forums, strict=True)
        for side in one.sides
        for invitation in _invitations(round, side)
    )
    return rounds


def _words(wave) -> dict:
    """What the wave's title and letter are in its other languages: every forum's round says the same."""
    if not wave.questionnaire.translations:
        return {}
    first = wave.rounds.select_related("forum").order_by("pk").first()
    return words_of_wave(first) if first else {}


def _invite(round, side):
    Invitation.objects.bulk_create(_invitations(round, side), ignore_conflicts=True)


def _invitations(round, side) -> list[Invitation]:
    return [
        Invitation(
            round=round,
            organisation=side.organisation,
            user_id=person.user,
            name=person.name,
            email=person.email,
            language=person.language,
        )
        for person in (side.people if side.organisation else [])
    ]


@transaction.atomic
def ask_forum_too(wave, forum, *, by, at) -> Round:
    """Send a wave that is out to one more forum (a forum_people.ForumToAsk), until the same last day."""
    wave = _hold(wave)
    if wave.is_draft:
        raise ValidationError(_("The survey has not been sent yet."))
    found = wave.rounds.filter(forum=forum.forum).first()
    if found is None:
        (found,) = _ask(wave, [forum], by=by, words=_words(wave))
    else:
        _mend_sides(found, forum)
    found = send_round(found, by=by, at=at)
    audit.record(by, "asked one more forum", wave, forum=forum.forum.pk)
    return found


@transaction.atomic
def delete_wave(wave, *, by):
    """Throw away a wave that was never sent: its rounds, and its questions that nobody else is asked."""
    wave = _hold(wave)
    _ensure_draft(wave)
    audit.record(by, "deleted survey wave", wave)
    questionnaire = wave.questionnaire
    wave.rounds.all().delete()
    wave.delete()
    if not (questionnaire.rounds.exists() or questionnaire.waves.exists()):
        questionnaire.delete()


@transaction.atomic
def send_wave(wave, *, by, at) -> tuple[int, list[Round]]:
    """Send to every forum that has people on both sides: how many, and the drafts that are left.

    All or nothing for those that are sent. What is left can be sent by the same press once it is mended.
    """
    wave = _hold(wave)
    if not wave.questionnaire.questions.exists():
        raise ValidationError(_("Write at least one question before you send the survey."))
    sent, left = 0, []
    for round in wave.rounds.filter(state=RoundState.DRAFT).select_related("forum").order_by("pk"):
        try:
            ensure_both_sides(round)
        except ValidationError:
            left.append(round)
        else:
            send_round(round, by=by, at=at)
            sent += 1
    if sent:
        wave.sent_at = wave.sent_at or at
        wave.save(update_fields=["sent_at"])
        audit.record(by, "sent survey wave", wave, forums=sent, left=len(left))
    elif not wave.sent_at:
        raise ValidationError(
            _("No forum has people on both sides yet. Add people, or choose other forums, and send again.")
        )
    return sent, left


@transaction.atomic
def extend_wave(wave, *, closes_on, by, at) -> Wave:
    """Move the last day of every forum that is not finished for good."""
    wave = _hold(wave)
    if closes_on < wave.opens_on:
        raise ValidationError(_("The last day to answer is before the first."))
    if closes_on < timezone.localdate(at):
        raise ValidationError(_("The last day to answer has passed. Choose today or later."))
    was, wave.closes_on = wave.closes_on, closes_on
    wave.save(update_fields=["closes_on"])
    wave.rounds.filter(state=RoundState.DRAFT).update(closes_on=closes_on)
    for round in _unfinished(wave):
        extend_round(round, closes_on=closes_on, by=by, at=at)
    audit.record(by, "moved last day of survey wave", wave, was=was, now=closes_on)
    return wave


@transaction.atomic
def close_wave(wave, *, by, at) -> Wave:
    """Take no more answers of any forum; what one side has answered is shown to both from now on."""
    wave = _hold(wave)
    for round in _sent(wave).filter(state=RoundState.OPEN):
        close_round(round, by=by)
    count_if_done(wave, at=at)
    audit.record(by, "closed survey wave", wave)
    return wave


@transaction.atomic
def finish_wave(wave, *, because, by, at) -> int:
    """Finish every forum's round for good, with its dialogue or with the reason; how many. See finish_round."""
    wave, because = _hold(wave), because.strip()
    number = 0
    for round in _unfinished(wave):
        standing = standing_of(round)
        lacks = standing.lacking or not standing.held
        if lacks and not because:
            raise ValidationError(_("Dialogues are lacking. Say why the survey is finished all the same."))
        finish_round(round, because=because if lacks else "", by=by, at=at)
        number += 1
    count_if_done(wave, at=at)
    if number:
        audit.record(by, "finished survey wave", wave, rounds=number)
    return number


@transaction.atomic
def add_wave_reminder(wave, *, on, text, by) -> int:
    """One more day of reminding in every forum that still takes answers; how many."""
    rounds = _reminded(wave)
    if not rounds:
        raise ValidationError(_("The survey is closed. Move the last day first."))
    for round in rounds:
        add_reminder(round, on=on, text=text, by=by)
    return len(rounds)


@transaction.atomic
def remove_wave_reminder(wave, *, on, by):
    """Take a day of reminding away in every forum, where it has not come."""
    for round in _reminded(wave):
        for reminder in choose_reminders(round, by=by).reminders.filter(on=on, queued_at=None):
            remove_reminder(reminder, by=by)


@transaction.atomic
def save_wave_guide(wave, questions, *, by, revision=None) -> int:
    """Word the questions that every forum's dialogue begins with; the first forum's stand for them all."""
    rounds = list(_unfinished(wave))
    if not rounds:
        raise ValidationError(_("The survey is finished for good. It can be read, but not changed."))
    for place, round in enumerate(rounds):
        save_guide(round, questions, by=by, revision=None if place else revision)
    return len(rounds)


@transaction.atomic
def choose_wave_contact(wave, contact, *, by) -> Wave:
    """Who signs the letters of every forum, and gets the answers to them."""
    wave = _hold(wave)
    wave.contact = contact
    wave.save(update_fields=["contact"])
    for round in wave.rounds.order_by("pk"):
        choose_contact(round, contact, by=by)
    return wave


def _hold(wave) -> Wave:
    return Wave.objects.select_for_update(of=("self",)).select_related("questionnaire").get(pk=wave.pk)


def _ensure_draft(wave):
    if not wave.is_draft:
        raise ValidationError(_("The survey has been sent and cannot be changed."))


def _sent(wave):
    return wave.rounds.exclude(state=RoundState.DRAFT).order_by("pk")


def _unfinished(wave):
    return _sent(wave).exclude(pk__in=RoundFinish.objects.filter(round__wave=wave).values("round"))


def _reminded(wave) -> list[Round]:
    """The rounds that can still remind somebody."""
    today = timezone.localdate()
    return [round for round in wave.rounds.order_by("pk") if not round.is_over(on=today)]
