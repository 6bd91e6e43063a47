"""Every address, seen by everybody: who is not signed in is asked to; who belongs to nothing finds nothing."""

import pytest
from django.test import Client

from tests.portal.addresses import every_address, path_of

# Open without signing in, and why.
OPEN = {
    "front": "the way in",
    "healthz": "for those who watch the servers",
    "set-preferences": "language and theme before signing in",
    "accessibility": "the law wants it open",
    "accessibility-message": "the law wants it open",
    "privacy": "the law wants it open",
    "survey-link": "personal links need no account",
    "poll-link": "personal links need no account",
    "poll-voter": "the page behind a personal link; without the right of one it says so, and nothing else",
    "calendar-feed": "calendar programs cannot sign in; the address holds a secret of one's own",
    "meeting-feed": "the same, for meetings",
}
OPEN_PREFIXES = ("account_", "survey-", "action-link-", "demo")
# Signed in without belonging to anything: one's own empty page, and what says nothing about anybody.
FOR_ANYBODY_SIGNED_IN = {"my-page", "components"}


def is_open(name):
    return name in OPEN or name.startswith(OPEN_PREFIXES)


@pytest.mark.usefixtures("demonstration")
@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_visitor_is_asked_to_sign_in(client, method):
    let_in = {
        address.name: response.status_code
        for address in every_address()
        if not is_open(address.name)
        and (response := getattr(client, method)(path_of(address))).status_code not in {302, 405}
    }
    assert let_in == {}


@pytest.mark.usefixtures("demonstration")
@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_cannot_tell_that_anything_exists(client, stranger, method):
    client.force_login(stranger)
    told = {
        address.name: response.status_code
        for address in every_address()
        if not is_open(address.name)
        and address.name not in FOR_ANYBODY_SIGNED_IN
        and (response := getattr(client, method)(path_of(address))).status_code not in {404, 405}
    }
    assert told == {}


@pytest.mark.usefixtures("demonstration")
@pytest.mark.django_db
def test_reading_changes_nothing(client, lead):
    """No address changes the database on GET (sessions aside)."""
    from django.apps import apps

    def counted():
        return {
            model._meta.label: model.objects.count()
            for app in ("portal", "organisations", "agreements", "actions", "meetings", "support", "surveys")
            for model in apps.get_app_config(app).get_models()
        }

    client = Client()
    client.force_login(lead)
    before = counted()
    for address in every_address():
        if not address.name.startswith("account_"):
            b"".join(client.get(path_of(address)))  # to its end: a file that is sent is closed then
    assert counted() == before
