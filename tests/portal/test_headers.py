"""Every address answers with the headers that score A+, with production settings over https."""

import pytest
from django.test import Client

from portal.policy import editor_importmap, editor_style, source_hash
from tests.portal.addresses import every_address, path_of
from tests.portal.observatory import directives, score

OPEN = {
    "front", "healthz", "set-preferences", "accessibility", "privacy", "survey-link",
}  # fmt: skip


@pytest.fixture
def visitor(https):
    return Client(headers={"host": "fardplan.example.org"})


@pytest.mark.usefixtures("demonstration")
@pytest.mark.django_db
@pytest.mark.parametrize("signed_in", [False, True], ids=["visitor", "lead"])
def test_every_address_scores_a_plus(visitor, lead, signed_in):
    if signed_in:
        visitor.force_login(lead)
    low = {}
    for address in every_address():
        response = visitor.get(path_of(address), secure=True)
        for close in response._resource_closers:  # the file of a download; response.close() would end the transaction
            close()
        points = score(response, response.cookies.values())
        if points < 100:
            low[address.name] = points
        assert response.status_code < 500, address.name
    assert low == {}


@pytest.mark.django_db
def test_http_is_sent_on_to_https(visitor):
    response = visitor.get("/konto/logga-in/", secure=False)
    assert (response.status_code, response["Location"]) == (301, "https://fardplan.example.org/konto/logga-in/")


@pytest.mark.django_db
def test_the_policy_allows_ourselves_and_the_editors_two_constants(visitor):
    policy = directives(visitor.get("/konto/logga-in/", secure=True)["Content-Security-Policy"])
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == ["'self'", source_hash(editor_importmap())]
    assert policy["style-src"] == ["'self'", source_hash(editor_style())]
    assert [
        name for name, values in policy.items() if any("unsafe" in value or "nonce" in value for value in values)
    ] == []


@pytest.mark.django_db
def test_locally_there_is_no_hsts_and_no_redirect(client):
    response = client.get("/konto/logga-in/")
    assert response.status_code == 200
    assert "Strict-Transport-Security" not in response.headers


@pytest.mark.django_db
def test_cookies_follow_the_scheme(visitor, client, lead):
    visitor.force_login(lead)
    assert "__Host-session" in visitor.cookies
    assert visitor.cookies["__Host-session"]["path"] == "/"


@pytest.mark.django_db
def test_signed_in_pages_are_not_kept_by_the_browser(client, lead):
    client.force_login(lead)
    assert "no-store" in client.get("/min-sida/")["Cache-Control"]
