"""Two surveys that are not made from clauses: a self-assessment that is being answered, and a draft."""

from datetime import timedelta

from organisations.models import Membership
from overview.demonstration.answers import change_one, store_response, stored
from overview.demonstration.own_surveys_text import (
    BEGUN,
    COACH_QUESTION,
    COLLABORATION,
    COLLABORATION_LETTER,
    COLLABORATION_TITLE,
    NEEDS_LETTER,
    NEEDS_TITLE,
    UNSURE,
)
from overview.demonstration.spoken import ask_for_plan, give_plans, speak_english
from overview.demonstration.spoken_text import COLLABORATION_IN_ENGLISH, NEEDS_IN_ENGLISH
from surveys.library import questions_for
from surveys.models import Missing, Origin, Question, QuestionKind
from surveys.services import add_question, create_written_round, send_round

SENT = (-20, 11)  # when the self-assessment opens and closes, days from today
DRAFT = (6, 27)
HEALTH_CENTRES = ["smedjan", "bruket", "akanten", "hagstugan", "tallgarden"]


def build_own_surveys(county):
    """Create the self-assessment with its answers, and the inventory of needs as a draft; returns what was sent."""
    asked = [*county.municipalities, *(county.organisations[key] for key in ["primarvard", *HEALTH_CENTRES])]
    round = _make(county, Origin.COLLABORATION, asked, SENT, title=COLLABORATION_TITLE, letter=COLLABORATION_LETTER)
    ask_for_plan(round, by=county.people["anders.fors"])
    speak_english(round, COLLABORATION_IN_ENGLISH, by=county.people["anders.fors"])
    sent_at = county.calendar.at(round.opens_on, 9, 20)
    round = send_round(round, by=county.people["anders.fors"], at=sent_at)
    round.invitations.update(created_at=sent_at - timedelta(hours=2), queued_at=sent_at + timedelta(seconds=20))
    questions = list(Question.objects.filter(questionnaire=round.questionnaire_id))
    for place, (key, said) in enumerate((COLLABORATION | BEGUN).items()):
        last = county.calendar.moment(-10 + place, 13) if key in COLLABORATION else county.calendar.moment(-1, 15)
        _answer(county, round, key, zip(questions, said, strict=False), last=last, is_done=key in COLLABORATION)
    give_plans(county, round)

    draft = _make(county, Origin.NEEDS, county.municipalities, DRAFT, title=NEEDS_TITLE, letter=NEEDS_LETTER)
    draft.invitations.update(created_at=county.calendar.moment(-3, 15))
    _ask_about_coach(county, draft)
    speak_english(draft, NEEDS_IN_ENGLISH, by=county.people["anders.fors"])
    return round


def _make(county, origin, organisations, days, **words):
    contacts = Membership.objects.filter(organisation__in=organisations, is_contact=True).select_related("user")
    opens_on, closes_on = (county.calendar.day(day) for day in days)
    return create_written_round(
        origin=origin,
        questions=questions_for(origin),
        contacts=contacts.order_by("pk"),
        by=county.people["anders.fors"],
        opens_on=opens_on,
        closes_on=closes_on,
        **words,
    )


def _answer(county, round, key, said, *, last, is_done):
    """Let those who were invited write, one after another, and hand in at last."""
    organisation = county.organisations[key]
    invited = list(round.invitations.filter(organisation=organisation).select_related("user").order_by("pk"))
    begun = last - timedelta(minutes=50)
    answers, changes = {}, []
    for place, (question, value) in enumerate(said):
        if value == "":
            continue
        is_unsure = (key, question.identity) == UNSURE
        content = {"value": None, "missing": Missing.UNKNOWN.value} if is_unsure else {"value": value}
        by, at = invited[place % len(invited)], begun + timedelta(minutes=3 * place)
        answers[question.identity] = stored(content, by, at, revision=1)
        changes.append((question.identity, answers[question.identity], by, at))
    change_one(changes, answers, invited)
    store_response(county, round, organisation, answers=answers, changes=changes, handed_in=last if is_done else None)
    for invitation in invited:
        invitation.opened_at = begun - timedelta(minutes=4)
        invitation.save(update_fields=["opened_at"])


def _ask_about_coach(county, draft):
    """A question of one's own on a page of its own, shown only to who has chosen a coach."""
    chosen = next(one for one in draft.questionnaire.questions.all() if one.kind == QuestionKind.MULTIPLE)
    coach = Question(
        identity="f7",
        kind=QuestionKind.LONG_TEXT,
        section="Coachen",
        text=COACH_QUESTION,
        shown_if=f"{chosen.identity} = {chosen.options[1]['key']}",
    )
    add_question(draft, coach, by=county.people["anders.fors"])
