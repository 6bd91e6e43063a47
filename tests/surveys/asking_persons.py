"""A survey that persons answer one by one: its questions, its people, and what their browsers send."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from portal import dates
from surveys import services
from surveys.models import (
    Origin,
    PersonAnswer,
    Question,
    QuestionKind,
    RoundKind,
)
from surveys.services.audience import add_people
from surveys.services.open_links import make_open_links

YES = {"f1": "4", "f2": "a1", "f3": "", "f4": "yes"}
THANKS = "/svara/tack/"


def questions():
    return [
        Question(identity="f1", kind=QuestionKind.AGREE, section="Arbetet", text="Vi hjälps åt", is_required=True),
        Question(
            identity="f2", kind=QuestionKind.SINGLE, section="Arbetet", text="Var arbetar du?",
            options=[{"key": "a1", "text": "Hemma hos"}, {"key": "a2", "text": "På boende"}],
        ),
        Question(
            identity="f3", kind=QuestionKind.LONG_TEXT, section="Boendet", text="Hur är boendet?", shown_if="f2 = a2"
        ),
        Question(identity="f4", kind=QuestionKind.YES_NO, section="Slutet", text="Vill du fortsätta?"),
    ]  # fmt: skip


@pytest.fixture
def persons_round(lead):
    """Makes drafts. Nobody has guessed at any link yet."""
    cache.clear()

    def make(kind=RoundKind.ANONYMOUS, **fields):
        values = {
            "title": "Hur har du det på jobbet?",
            "letter": "Berätta hur du har det.",
            "opens_on": dates.today(),
            "closes_on": dates.today() + timedelta(days=10),
        } | fields
        return services.create_written_round(
            origin=Origin.OWN, questions=questions(), contacts=[], by=lead, kind=kind, **values
        )

    return make


@pytest.fixture
def staff(persons_round, lead, municipality, other_municipality):
    """Sent to six of one organisation and two of another, with an open link for everybody. (round, link)"""
    round = persons_round()
    places = [municipality] * 6 + [other_municipality] * 2
    add_people(
        round,
        (
            {"organisation": place.pk, "name": f"Person {n}", "email": f"p{n}@example.org"}
            for n, place in enumerate(places)
        ),
        by=lead,
    )
    make_open_links(round, [None, municipality], by=lead)
    round = services.send_round(round, by=lead, at=timezone.now())
    return round, round.open_links.get(organisation=None)


def address(link):
    name = "survey-open" if link._meta.model_name == "openlink" else "survey-link"
    return reverse(name, args=[link.token])


def page_of(client, link, **more):
    """What the browser sends: the page's own key, and the answers."""
    opened = client.get(address(link))
    key = opened.content.decode().partition('name="page" value="')[2].partition('"')[0]
    assert len(key) > 20
    return {"page": key, **YES, **more}


def stored():
    return [sorted(answer.answers.items()) for answer in PersonAnswer.objects.all()]
