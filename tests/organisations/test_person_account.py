"""Closing and opening an account, and the letter that says how to sign in."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.models import Letter
from portal.notifications import compose


def test_closing_asks_first(client, lead, member):
    client.force_login(lead)
    url = reverse("person-close", args=[member.pk])
    assert member.get_full_name() in client.get(url).content.decode()
    member.refresh_from_db()
    assert member.is_active
    assert client.post(url).status_code == 302
    member.refresh_from_db()
    assert not member.is_active


def test_who_is_closed_is_signed_out_at_once(client, lead, member):
    theirs = Client()
    theirs.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert theirs.get("/organisationer/").status_code == 200
    client.force_login(lead)
    client.post(reverse("person-close", args=[member.pk]))
    assert theirs.get("/organisationer/").status_code == 302


def test_nobody_closes_their_own_account_nor_an_administrators(client, lead, administrator):
    client.force_login(lead)
    assert client.post(reverse("person-close", args=[lead.pk])).status_code == 403
    assert client.post(reverse("person-close", args=[administrator.pk])).status_code == 403
    client.force_login(administrator)
    assert client.post(reverse("person-close", args=[lead.pk])).status_code == 302


def test_open_again(client, lead, closed):
    client.force_login(lead)
    assert client.post(reverse("person-open", args=[closed.pk])).status_code == 302
    closed.refresh_from_db()
    assert closed.is_active


def test_letter_says_how_to_sign_in_and_may_be_asked_for_again(client, lead, member, settings):
    settings.BASE_URL = "https://fardplan.example.org"
    client.force_login(lead)
    for _ in range(2):
        assert client.post(reverse("person-welcome", args=[member.pk])).status_code == 302
    first, second = Letter.objects.order_by("pk")
    assert first.key != second.key
    message = compose(first)
    assert message.to == ["Mats Medlem <mats.medlem@example.org>"]
    assert "https://fardplan.example.org/konto/kod/" in message.body
    assert "Ekby kommun" in message.body


def test_the_letter_is_dropped_when_the_account_is_closed(client, lead, member):
    client.force_login(lead)
    client.post(reverse("person-welcome", args=[member.pk]))
    client.post(reverse("person-close", args=[member.pk]))
    assert compose(Letter.objects.get()) is None


@pytest.mark.parametrize("name", ["person-close", "person-open", "person-welcome"])
def test_who_may(client, member, respondent, auditor, stranger, name):
    url = reverse(name, args=[respondent.pk])
    for user, status in ((None, 302), (member, 403), (auditor, 403), (stranger, 404)):
        if user:
            client.force_login(user)
        assert client.post(url).status_code == status
    respondent.refresh_from_db()
    assert respondent.is_active
