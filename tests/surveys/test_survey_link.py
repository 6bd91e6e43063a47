"""The way in by a personal link, and every way it can be wrong."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from surveys import services
from surveys.models import Invitation, Response


@pytest.fixture(autouse=True)
def _no_guesses_yet(db):
    cache.clear()


def start(sent, organisation):
    return reverse("survey-start", args=[sent.pk, organisation.pk])


def test_says_whose_survey_it_is_and_changes_nothing(client, link, sent, municipality, invitation):
    response = client.get(link)
    assert response.status_code == 200
    content = response.content.decode()
    assert sent.title in content
    assert municipality.name in content
    assert content.count('<button type="submit" class="btn btn-primary') == 1
    invitation.refresh_from_db()
    assert invitation.opened_at is None
    assert not Response.objects.exists()
    assert "links" not in client.session


def test_the_button_moves_the_right_into_the_session_and_the_secret_out_of_the_address(
    client, link, sent, municipality, invitation
):
    response = client.post(link)
    assert (response.status_code, response["Location"]) == (302, start(sent, municipality))
    assert invitation.token not in response["Location"]
    assert client.get(start(sent, municipality)).status_code == 302
    invitation.refresh_from_db()
    assert invitation.opened_at is not None


def test_the_button_needs_a_form_of_ours(link):
    assert Client(enforce_csrf_checks=True).post(link).status_code == 403


def test_without_the_button_there_is_no_way_in(client, link, sent, municipality):
    client.get(link)
    response = client.get(start(sent, municipality))
    assert response.status_code == 404
    assert municipality.name not in response.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_page_is_neither_kept_nor_told_to_others(client, link, method):
    response = getattr(client, method)(link)
    assert response["Cache-Control"] == "no-store, private"
    # never the path; "no-referrer" on the page with the button would make browsers post with "Origin: null"
    assert response["Referrer-Policy"] == ("strict-origin" if method == "get" else "no-referrer")


def _revoke(invitation, lead):
    services.revoke(invitation, by=lead, at=timezone.now())


def _renew(invitation, lead):
    services.resend(invitation, by=lead)


def _close(invitation, lead):
    services.close_round(invitation.round, by=lead)


def _expire(invitation, lead):
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(minutes=1))


@pytest.mark.parametrize(("end", "status"), [(_revoke, 410), (_renew, 404), (_close, 410), (_expire, 410)])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_is_over_says_what_to_do_and_names_nobody(
    client, link, invitation, municipality, lead, end, status, method
):
    end(invitation, lead)
    response = getattr(client, method)(link)
    assert response.status_code == status
    assert response["Referrer-Policy"] == "no-referrer"
    content = response.content.decode()
    for secret in (
        municipality.name,
        municipality.short_name,
        invitation.name,
        invitation.email,
        invitation.round.title,
    ):
        assert secret not in content
    assert "links" not in client.session


@pytest.mark.parametrize("end", [_revoke, _renew, _expire])
def test_a_right_that_was_opened_ends_with_its_link(visitor, invitation, sent, municipality, lead, end):
    end(invitation, lead)
    assert visitor.get(reverse("survey-section", args=[sent.pk, municipality.pk, 1])).status_code == 404


def test_a_link_that_never_was(client, db):
    response = client.get(reverse("survey-link", args=["A" * 43]))
    assert response.status_code == 404
    assert "hittades inte" in response.content.decode()


def test_a_draft_has_no_links(client, draft):
    invitation = draft.invitations.first()
    assert client.get(reverse("survey-link", args=[invitation.token])).status_code == 404


def test_a_link_opens_its_own_organisation_only(visitor, sent, other_municipality, other_invitation):
    assert visitor.get(start(sent, other_municipality)).status_code == 404


def test_guessing_is_slowed_down_for_one_address_and_no_other(client, link):
    for number in range(20):
        assert client.get(reverse("survey-link", args=[f"guess-{number}"])).status_code == 404
    response = client.get(reverse("survey-link", args=["guess-20"]))
    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    assert client.get(link).status_code == 429
    assert client.get(link, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_links_that_work_are_never_counted(client, link):
    assert {client.get(link).status_code for _ in range(30)} == {200}


def test_opening_starts_a_new_session_for_twelve_hours(client, link):
    client.get(reverse("account_login"))
    client.post(link)
    assert client.session.get_expiry_age() == pytest.approx(12 * 3600, abs=5)


def test_who_is_signed_in_stays_signed_in(client, link, lead):
    client.force_login(lead)
    client.post(link)
    assert client.session["_auth_user_id"] == str(lead.pk)


def test_before_the_first_day_the_link_says_when(client, make_round, respondent, lead):
    from portal import dates

    opens = dates.today() + timedelta(days=3)
    sent = services.send_round(make_round(opens_on=opens), by=lead, at=timezone.now())
    invitation = sent.invitations.get()
    link = reverse("survey-link", args=[invitation.token])
    assert client.get(link).status_code == 200
    client.post(link)
    response = client.get(reverse("survey-section", args=[sent.pk, invitation.organisation_id, 1]))
    assert response.status_code == 200
    assert "öppnar" in response.content.decode()
