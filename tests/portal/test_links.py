"""Personal links: the token is never stored, opens one thing only, and dies when it is renewed or revoked."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from portal import links
from surveys.models import Invitation, Questionnaire, Round


@pytest.fixture
def invitation(municipality):
    round_ = Round.objects.create(
        questionnaire=Questionnaire.objects.create(title="Nuläge"),
        title="Nuläge",
        state="open",
        opens_on=date(2026, 1, 1),
        closes_on=date(2026, 2, 1),
        sent_at=timezone.now(),
    )
    invitation = Invitation.objects.create(round=round_, organisation=municipality, name="Rut", email="rut@example.org")
    invitation.arm()
    return invitation


class Request:
    """As much of a request as a session needs."""

    def __init__(self):
        self.session = type("Session", (dict,), {"modified": False})()


def test_the_token_is_long_and_not_in_the_row(invitation):
    row = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert len(invitation.token) == 43
    assert invitation.token not in str(row)


def test_the_token_finds_its_row_and_no_other(invitation):
    assert list(Invitation.objects.with_token(invitation.token)) == [invitation]
    assert list(Invitation.objects.with_token(invitation.token[:-1] + "x")) == []
    assert list(Invitation.objects.with_token("")) == []


def test_an_unarmed_link_opens_nothing(invitation, other_municipality):
    other = Invitation.objects.create(
        round=invitation.round, organisation=other_municipality, name="Nils", email="nils@example.org"
    )
    assert list(Invitation.objects.with_token(other.token)) == []


def test_a_renewed_link_replaces_the_old_one(invitation):
    request, old = Request(), invitation.token
    links.remember(request, invitation)
    invitation.renew()
    assert list(Invitation.objects.with_token(old)) == []
    assert list(links.reachable(request, Invitation.objects.all())) == []


@pytest.mark.parametrize(
    "change",
    [{"revoked_at": timezone.now()}, {"expires_at": timezone.now() - timedelta(seconds=1)}],
    ids=["revoked", "expired"],
)
def test_what_was_opened_before_is_closed_at_once(invitation, change):
    request = Request()
    links.remember(request, invitation)
    assert list(links.reachable(request, Invitation.objects.all())) == [invitation]
    Invitation.objects.filter(pk=invitation.pk).update(**change)
    assert list(links.reachable(request, Invitation.objects.all())) == []


def test_a_session_without_links_reaches_nothing(invitation):
    assert list(links.reachable(Request(), Invitation.objects.all())) == []
