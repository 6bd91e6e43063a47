"""Two gap surveys: one closed long ago, one that is being answered now."""

from datetime import timedelta

from agreements.models import Implementation, Phase
from organisations.models import Membership
from overview.demonstration.answers import change_one, store_response, stored
from overview.demonstration.surveys_text import COMMENTS, HINDRANCES, LETTER, UNCHANGED, WHOLE
from overview.demonstration.together import build_together
from surveys.models import Missing, Question
from surveys.services import close_round, create_gap_round, send_round

FIRST = (-228, -200)  # when the rounds opened and close, days from today
SECOND = (-13, 15)
NEVER_ANSWERED = "0617"
ON_THE_DAY = "0665"  # handed in the first on the day of the first reminder, before its letter had gone
SUBMITTED = {"0687": -9, "0643": -8, "0686": -6, "0680": -5, "0665": -2, "0682": -1}
STARTED = {"0685": 12, "0683": 18, "0604": 5, "0662": 22}  # how many of the required questions have an answer
WRONG_ADDRESS = ("frida.lofgren@demo.example", "frida.lofgrn@demo.example")
EXPECTED = {Phase.NOT_STARTED: 0, Phase.NEEDS_ASSESSMENT: 1, Phase.INTRODUCTION: 2, Phase.USE: 3, Phase.SUSTAINMENT: 4}


def build_surveys(county):
    """Create both rounds with their invitations and answers; returns them."""
    standing = _standing(county)
    changed = [provision for provision in county.provisions.values() if provision.is_new_or_changed]
    first = _send(county, 1, changed, FIRST)
    reminded_on = first.closes_on - timedelta(days=7)
    earlier = {key: _on_scale(value - county.random.choice([0, 0, 0, 1, 1, -1])) for key, value in standing.items()}
    for municipality in county.municipalities:
        if municipality.code == ON_THE_DAY:
            _answer(county, first, municipality, earlier, handed_in=county.calendar.at(reminded_on, 14))
        elif municipality.code != NEVER_ANSWERED:
            day = county.random.randint(FIRST[0] + 6, FIRST[1])
            _answer(county, first, municipality, earlier, handed_in=county.calendar.moment(day, 14))
    close_round(first, by=county.people["johanna.sjogren"])

    second = _send(county, 2, list(county.provisions.values()), SECOND)
    for municipality in county.municipalities:
        if municipality.code in SUBMITTED:
            _answer(
                county,
                second,
                municipality,
                standing,
                handed_in=county.calendar.moment(SUBMITTED[municipality.code], 14),
            )
        elif municipality.code in STARTED:
            _answer(county, second, municipality, standing, so_far=STARTED[municipality.code])
    wrong = second.invitations.get(email=WRONG_ADDRESS[0])
    wrong.email = WRONG_ADDRESS[1]
    wrong.save(update_fields=["email"])
    build_together(county, second)
    return [first, second]


def _standing(county):
    """What each municipality would say today, clause by clause: near its phase, with a mind of its own."""
    rows = Implementation.objects.filter(provision__agreement=county.agreement).order_by("pk")
    return {
        (row.organisation_id, row.provision_id): _on_scale(
            EXPECTED[row.phase] + county.random.choice([-1, 0, 0, 0, 0, 1])
        )
        for row in rows
    }


def _on_scale(value):
    return min(max(value, 0), 4)


def _send(county, count, provisions, days):
    lead = county.people["johanna.sjogren"]
    opens_on, closes_on = (county.calendar.day(day) for day in days)
    season = "våren" if closes_on.month <= 6 else "hösten"
    contacts = Membership.objects.filter(organisation__in=county.municipalities, is_contact=True).select_related("user")
    round = create_gap_round(
        county.agreement,
        provisions=provisions,
        contacts=contacts.order_by("pk"),
        by=lead,
        title=f"Nulägesenkät {count}, {season} {closes_on.year}",
        letter=LETTER,
        opens_on=opens_on,
        closes_on=closes_on,
    )
    sent_at = county.calendar.at(opens_on, 9)
    round = send_round(round, by=lead, at=sent_at)
    round.invitations.update(created_at=sent_at - timedelta(hours=1), queued_at=sent_at + timedelta(seconds=20))
    return round


def _answer(county, round, municipality, standing, *, handed_in=None, so_far=None):
    """Let the invited people of a municipality write together, and hand in at a time unless it is on its way."""
    questions = list(Question.objects.filter(questionnaire=round.questionnaire_id).select_related("provision"))
    if so_far is not None:
        questions = _until(questions, so_far)
    invited = list(round.invitations.filter(organisation=municipality).select_related("user").order_by("pk"))
    last = handed_in or county.calendar.moment(-1, 14)
    begun = round.sent_at + (last - round.sent_at) * 0.4
    step = (last - begun) / (len(questions) + 1)
    answers, changes = {}, []
    for place, question in enumerate(questions, start=1):
        said = _say(county, question, municipality, standing, round)
        if said is None:
            continue
        by = invited[(place // 9) % min(len(invited), 2)]
        at = begun + step * place
        answers[question.identity] = stored(said, by, at, revision=1)
        changes.append((question.identity, answers[question.identity], by, at))
    change_one(changes, answers, invited)
    store_response(
        county, round, municipality, answers=answers, changes=changes, handed_in=last if handed_in is not None else None
    )
    for invitation in invited[:2]:
        invitation.opened_at = begun - timedelta(minutes=4)
        invitation.save(update_fields=["opened_at"])


def _until(questions, required):
    """The questions up to and with the required one of that number, and what goes with its clause."""
    asked = [question for question in questions if question.is_required][:required]
    return [question for question in questions if question.position <= asked[-1].position]


def _say(county, question, municipality, standing, round):
    random = county.random.random()
    if question.has_steps:
        if random < 0.04:
            return {"value": None, "missing": Missing.UNKNOWN.value}
        if random < 0.05:
            return {"value": None, "missing": Missing.NOT_APPLICABLE.value}
        return {"value": standing[municipality.pk, question.provision_id]}
    text = _words(county, question, random, standing.get((municipality.pk, question.provision_id)))
    return {"value": text} if text else None


def _words(county, question, random, value):
    """Hindrances are written where the figure is low; the rest now and then."""
    if question.provision is None:
        return county.random.choice(WHOLE[question.identity]) if random < 0.8 else ""
    if question.identity.endswith("-hindrances"):
        known = HINDRANCES.get(question.provision.number, [])
        return county.random.choice(known) if known and value <= 2 and random < 0.7 else ""
    if question.identity.endswith("-unchanged"):
        return county.random.choice(UNCHANGED) if value >= 3 and random < 0.2 else ""
    return county.random.choice(COMMENTS) if random < 0.08 else ""
