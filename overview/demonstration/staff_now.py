"""An anonymous survey to staff that is being answered now: by personal links, and by open links that hang on the walls.

Two who can sign in by one press have not been sent theirs yet: the worker sends them when the portal starts, so that
their letters can be read, with the link, on the page Utskick.
"""

from datetime import timedelta

from organisations.models import User
from overview.demonstration.staff_now_text import ANSWERS, LETTER, PEOPLE, QUESTIONS, TEXTS, TITLE
from surveys.models import Invitation, Origin, Question, RoundKind
from surveys.services import create_written_round, send_round
from surveys.services.open_links import make_open_links
from surveys.services.persons import submit_person

DAYS = (-6, 12)  # when it opens and closes, days from today
UNSENT = ("katarina.holmqvist", "lena.hedlund")
PUT_UP = ("smedjan", "bruket")


def build_staff_now(county):
    """Create the round with its links and the answers so far; returns it."""
    by = county.people["johanna.sjogren"]
    opens_on, closes_on = (county.calendar.day(day) for day in DAYS)
    round = create_written_round(
        origin=Origin.OWN,
        questions=[Question(**one) for one in QUESTIONS],
        contacts=[],
        by=by,
        title=TITLE,
        letter=LETTER,
        kind=RoundKind.ANONYMOUS,
        opens_on=opens_on,
        closes_on=closes_on,
    )
    Invitation.objects.bulk_create(_invited(county, round))
    make_open_links(round, [None, *(county.organisations[key] for key in PUT_UP)], by=by)
    sent_at = county.calendar.at(opens_on, 8, 40)
    round = send_round(round, by=by, at=sent_at)
    asked = round.invitations.exclude(user__in=[county.people[key] for key in UNSENT])
    asked.update(queued_at=sent_at + timedelta(seconds=25))
    for links in (round.invitations, round.open_links):
        links.update(created_at=sent_at - timedelta(hours=1))
    _answer(county, round)
    return round


def _invited(county, round):
    """Those who have an account by name, and colleagues of theirs without one."""
    for key, colleagues in PEOPLE.items():
        organisation = county.organisations[key]
        for user in county.staff_of(organisation):
            yield _invitation(round, organisation, user.get_full_name(), user.email, user)
        for number in range(1, colleagues + 1):
            yield _invitation(round, organisation, f"Kollega {number}", f"kollega{number}.{key}@demo.example")


def _invitation(round, organisation, name, email, user: User | None = None):
    return Invitation(round=round, organisation=organisation, name=name, email=email, user=user)


def _answer(county, round):
    """Some of those asked have answered, and some by the links on the walls. What they say is drawn, not theirs."""
    at = county.calendar.moment(-1, 10)
    for key, (by_letter, by_link) in ANSWERS.items():
        organisation = county.organisations[key] if key else None
        sent = round.invitations.filter(organisation=organisation).exclude(queued_at=None).order_by("-pk")
        for invitation in sent[:by_letter] if key else ():
            submit_person(round, answers=_said(county.random), organisation=organisation, invitation=invitation, at=at)
        for number in range(by_link):
            page = f"demonstration-{key}-{number:04}"
            submit_person(round, answers=_said(county.random), organisation=organisation, page_key=page, at=at)


def _said(random) -> dict:
    """One person's answers; a question of a text is left empty by most."""
    place = random.choices(["hemma", "boende", "mottagning"], [5, 4, 3])[0]
    answers = {
        "stod": random.choices([1, 2, 3, 4, 5], [1, 2, 5, 6, 3])[0],
        "plats": place,
        "moten": random.choices(["yes", "no", "uncertain"], [6, 3, 2])[0],
        "trygg": random.choices([2, 3, 4, 5], [2, 4, 6, 3])[0],
    }
    if place == "hemma":
        answers["ensam"] = random.choices([1, 2, 3, 4, 5], [2, 4, 4, 3, 1])[0]
    if random.random() < 0.3:
        answers["tips"] = random.choice(TEXTS)
    return {identity: {"value": value} for identity, value in answers.items()}
