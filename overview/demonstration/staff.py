"""Two anonymous surveys to staff, a year apart: closed, counted and sealed."""

from datetime import timedelta

from overview.demonstration.staff_text import ANSWERED, CHANGE, GOOD, LETTER, QUESTIONS, SECTION, THEMES, TITLES
from surveys.models import (
    AnsweredMark,
    Invitation,
    Missing,
    Origin,
    PendingAnswer,
    PersonAnswer,
    PersonText,
    Question,
    Round,
    RoundKind,
)
from surveys.services import close_round, create_written_round, send_round
from surveys.services.sealing import seal

DAYS = ((-358, -337), (-66, -45))  # when they open and close, days from today
WRITE = 0.85
CHANGED = 0.45  # how much better it has become on a scale of five


def build_staff_surveys(county):
    """Create both, the second with the first as the one before; returns them."""
    first = _make(county, 0, previous=None)
    return [first, _make(county, 1, previous=first)]


def _make(county, time, *, previous):
    opens_on, closes_on = (county.calendar.day(day) for day in DAYS[time])
    by = county.people["anders.fors"]
    round = create_written_round(
        origin=Origin.OWN,
        questions=[Question(section=SECTION, allows_not_applicable=False, **one) for one in QUESTIONS],
        contacts=[],
        by=by,
        previous=previous,
        title=TITLES[time],
        letter=LETTER,
        kind=RoundKind.ANONYMOUS,
        opens_on=opens_on,
        closes_on=closes_on,
    )
    sent_at = county.calendar.at(opens_on, 9, 10)
    Invitation.objects.bulk_create(
        Invitation(
            round=round,
            organisation=county.organisations[code],
            name=f"Medarbetare {number}",
            email=f"medarbetare{number}.{code}@demo.example",
        )
        for code, (asked, *_answered) in ANSWERED.items()
        for number in range(1, asked + 1)
    )
    round = send_round(round, by=by, at=sent_at)
    round.invitations.update(created_at=sent_at - timedelta(hours=1), queued_at=sent_at + timedelta(seconds=30))
    for code, (_asked, *answered) in ANSWERED.items():
        _answer(county, round, county.organisations[code], answered[time], time)
    _write(county, round)
    close_round(round, by=by)
    seal(round, at=county.calendar.at(closes_on, 17) + timedelta(hours=9))
    _code(round)
    return Round.objects.get(pk=round.pk)


def _answer(county, round, organisation, number, time):
    """So many of those who were asked have answered; what they said has nothing to do with who they are."""
    invited = round.invitations.filter(organisation=organisation).order_by("pk")[:number]
    AnsweredMark.objects.bulk_create(AnsweredMark(invitation=one) for one in invited)
    mood = county.random.uniform(-0.6, 0.6) + CHANGED * time
    rows = PersonAnswer.objects.bulk_create(
        PersonAnswer(round=round, organisation=organisation, answers=_said(county.random, mood))
        for _one in range(number)
    )
    PendingAnswer.objects.bulk_create(PendingAnswer(answer=row, round=round) for row in rows)


def _write(county, round):
    """Some have written a line, each their own."""
    places = [county.organisations[code] for code in ANSWERED]
    sizes = [asked for asked, *_answered in ANSWERED.values()]
    PersonText.objects.bulk_create(
        PersonText(round=round, organisation=county.random.choices(places, sizes)[0], question=question, text=text)
        for question, texts in (("bra", GOOD), ("andra", CHANGE))
        for text in texts
        if county.random.random() < WRITE
    )


def _said(random, mood) -> dict:
    """One person's answers; now and then somebody does not know, or leaves a question out."""
    tendency = random.gauss(3.2 + mood, 0.8)
    order = random.choices(
        [["nummer", "mote", "utbildning"], ["mote", "utbildning", "nummer"], ["utbildning", "nummer", "mote"]],
        [6, 3, 2],
    )[0]
    possible = {
        **{one: _step(random.gauss(tendency, 0.8), 1, 5) for one in ("ringa", "planera", "besked")},
        "helhet": _step(random.gauss(2 * tendency - 0.5, 1.3), 0, 10),
        "plats": random.choices(["hemma", "boende", "mottagning", "kontor"], [9, 6, 3, 1])[0],
        "hinder": [
            key
            for key, share in (("tid", 0.6), ("system", 0.5), ("ansvar", 0.35), ("kanner", 0.2))
            if random.random() < share
        ],
        "ofta": {
            row: random.choices(["vecka", "manad", "sallan"], [2, 4, 3])[0] for row in ("plan", "foljupp", "lakemedel")
        },
        "hjalp": order,
        "samtal": str(max(0, round(random.gauss(6, 3)))),
    }
    answers = {}
    for question, value in possible.items():
        chance = random.random()
        if value == [] or chance < 0.03:
            continue
        answers[question] = {"value": None, "missing": Missing.UNKNOWN.value} if chance < 0.08 else {"value": value}
    return answers


def _step(number, low, high) -> int:
    return min(max(round(number), low), high)


def _code(round):
    """Who leads has begun to say what the texts are about."""
    for beginning, theme in THEMES.items():
        round.person_texts.filter(text__startswith=beginning).update(themes=[theme])
