"""Meetings that the tests of this folder share."""

import pytest

from meetings import services
from meetings.models import Meeting
from organisations.models import GroupMembership
from tests.actions.visiting import visit  # noqa: F401 - a fixture
from tests.meetings.moments import moment
from tests.meetings.polling import guest_voter, link, poll  # noqa: F401 - fixtures
from tests.meetings.post import called, post  # noqa: F401 - fixtures


def call(group, by, *, title="Möte 5", days=7, **facts):
    """A meeting from nine to twelve, so many days from today."""
    given = {"form": "physical", "venue": "Stadshuset", "link": "", "status": "confirmed", "note_taker": None}
    return services.add_meeting(
        group=group, by=by, title=title, starts_at=moment(days), ends_at=moment(days, 12), **given | facts
    )


@pytest.fixture
def meeting(group, lead):
    """The group's next meeting, in a week."""
    return call(group, lead)


@pytest.fixture
def held(group, lead):
    """The group's last meeting, ten days ago, with one point."""
    meeting = call(group, lead, title="Möte 4", days=-10)
    services.add_item(meeting, heading="Läget i besluten", by=lead)
    return meeting


@pytest.fixture
def secretary(neighbour, group):
    """Keeps the group's notes without leading anything else."""
    GroupMembership.objects.create(group=group, user=neighbour, role="secretary")
    return neighbour


@pytest.fixture
def guest(respondent, meeting, lead):
    """Called to the meeting without sitting in the group."""
    services.call_person(meeting, user=respondent, by=lead)
    return respondent


@pytest.fixture
def shared(held, lead):
    """The last meeting with its notes shared."""
    services.share_notes(held, by=lead)
    return Meeting.objects.get(pk=held.pk)
