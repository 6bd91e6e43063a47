"""Forums that the tests of this folder share."""

from datetime import timedelta

import pytest

from organisations.models import GroupMembership
from portal import dates
from support.models import Coaching
from tests.actions.visiting import visit  # noqa: F401 - a fixture
from tests.support.forums import LIST, make_forum


@pytest.fixture
def today():
    return dates.today()


@pytest.fixture
def forum(member, municipality):
    """The local forum of Ekby, where Mats sits."""
    forum = make_forum("Ledningsforum Ekby", purpose="Chefer i Ekby.")
    GroupMembership.objects.create(group=forum, user=member, organisation=municipality)
    return forum


@pytest.fixture
def coaching(forum, coach, today):
    """Cia coaches the forum since a hundred days."""
    return Coaching.objects.create(forum=forum, coach=coach, since=today - timedelta(days=100))


@pytest.fixture
def address(forum):
    return f"{LIST}{forum.pk}/"
