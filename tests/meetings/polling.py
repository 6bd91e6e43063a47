"""Date polls for tests: made, answered by the services, and their form as a browser sends it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings import services
from meetings.models import DatePoll
from portal import dates
from tests.meetings.moments import moment


def make_poll(group, by, *, people=(), others=(), days=(20, 21), answer_by=7, **facts):
    """A poll about nine to eleven on some days from today."""
    poll = DatePoll(group=group, title="Arbetsdag", answer_by=dates.today() + timedelta(days=answer_by), **facts)
    voters = [{"user": one, "name": one.get_full_name(), "address": one.email, "side": "municipal"} for one in people]
    voters += [{"name": name, "address": address} for name, address in others]
    options = [(moment(day), moment(day, 11)) for day in days]
    return services.ask(poll, options=options, voters=voters, by=by, at=timezone.now())


@pytest.fixture
def poll(group, lead, member):
    return make_poll(group, lead, people=[lead, member], others=[("Gun Gäst", "gun@example.net")])


@pytest.fixture
def guest_voter(poll):
    return poll.voters.get(name="Gun Gäst")


@pytest.fixture
def link(guest_voter):
    return f"/lank/datum/{guest_voter.token}/"


def answers(poll, *suits, comment="", revision=1):
    given = {f"tid_{option.pk}": one for option, one in zip(poll.options.all(), suits, strict=False)}
    return given | {"comment": comment, "revision": revision}


def answer(poll, voter, *suits, comment=""):
    given = dict(zip(poll.options.values_list("pk", flat=True), suits, strict=True))
    voter.refresh_from_db()
    return services.answer_poll(
        voter, given, comment=comment, by=voter.user, at=timezone.now(), revision=voter.revision
    )


def form(page, **changed):
    """What a browser would send of the form: its words, three rows of times, and one other person."""
    words = {"title": "Arbetsdag", "text": "", "form": "", "venue": "", "revision": 1}
    words["answer_by"] = dates.today() + timedelta(days=5)
    facts = words | {
        "tider-TOTAL_FORMS": 3,
        "tider-INITIAL_FORMS": 0,
        "andra-TOTAL_FORMS": 1,
        "andra-INITIAL_FORMS": 0,
        "andra-0-name": "",
        "andra-0-address": "",
    }
    for place, day in enumerate((10, 11)):
        facts |= {
            f"tider-{place}-day": dates.today() + timedelta(days=day),
            f"tider-{place}-starts": "09:00",
            f"tider-{place}-ends": "11:00",
        }
    facts["people"] = [value for value, _label in page.context["page"].people.fields["people"].choices]
    return facts | changed
