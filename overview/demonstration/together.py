"""One municipality answers together: two colleagues were lent a section each, and there is a question between them."""

from datetime import timedelta

from surveys.models import AnswerChange, AnswerComment, Delegation, Response
from surveys.writers import Writer

WHERE = "0683"
NURSE = ("Gunilla Frisk", "gunilla.frisk@demo.example")
TRAINER = ("Anton Sand", "anton.snad@demo.example")
ASKED = "Det här kan du bäst. Svara gärna före torsdag, så hinner vi gå igenom det tillsammans."
SAID = [
    "Gäller siffran alla enheter eller bara de som har börjat?",
    "Alla. Två av fem har kommit igång, därför lite lägre än förra gången.",
]


def build_together(county, round):
    """Lend, answer by link and talk, as the pages would."""
    municipality = next(one for one in county.municipalities if one.code == WHERE)
    first, second = (
        round.invitations.filter(organisation=municipality)
        .select_related("round", "organisation", "user")
        .order_by("pk")[:2]
    )
    questions = list(round.questionnaire.questions.filter(provision__isnull=False))
    pages = list(dict.fromkeys(question.provision_id for question in questions))
    theirs = [[one for one in questions if one.provision_id == page] for page in pages[-2:]]
    at = county.calendar.moment(-3, 10)
    nurse = _lend(first, NURSE, theirs[0], at, opened_at=at + timedelta(hours=3))
    _lend(first, TRAINER, theirs[1], at, returned_at=at + timedelta(minutes=4))
    _answer(round, municipality, theirs[0][0], nurse, at + timedelta(hours=3, minutes=6))
    for number, (invitation, text) in enumerate(zip((first, second), SAID, strict=True)):
        AnswerComment.objects.create(
            round=round,
            organisation=municipality,
            question=questions[0].identity,
            text=text,
            at=at + timedelta(minutes=30 * number),
            by_key=Writer(invitation.name, user=invitation.user, invitation=invitation).key,
            by_name=invitation.name,
            by_user=invitation.user,
        )


def _lend(by, person, questions, at, **more):
    (name, email), round = person, by.round
    delegation = Delegation.objects.create(
        round=round,
        organisation=by.organisation,
        name=name,
        email=email,
        questions=[question.identity for question in questions],
        message=ASKED,
        by_name=by.name,
        by_user=by.user,
        expires_at=round.links_end_at,
        **more,
    )
    delegation.arm()
    Delegation.objects.filter(pk=delegation.pk).update(created_at=at)
    return delegation


def _answer(round, municipality, question, delegation, at):
    response = Response.objects.get(round=round, organisation=municipality)
    answer = {"value": 2, "revision": 1, "by": delegation.name, "at": at.isoformat(timespec="seconds"), "page": ""}
    changed_at = response.changed_at
    response.answers[question.identity] = answer
    response.save(update_fields=["answers"])
    Response.objects.filter(pk=response.pk).update(changed_at=max(changed_at, at))
    AnswerChange.objects.create(
        response=response,
        question=question.identity,
        answer=answer,
        at=at,
        by_name=delegation.name,
        by_delegation=delegation,
    )
