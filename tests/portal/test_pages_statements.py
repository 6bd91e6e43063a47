"""What everybody may read: accessibility, personal data, cookies; and the anonymous message."""

from dataclasses import fields

import pytest
from django.core.cache import cache

from portal.models import Letter
from portal.notifications import compose
from portal.statements import AccessibilityStatement, accessibility_statement

PAGE = "/tillganglighet/"
MESSAGE = "/tillganglighet/meddelande/"


@pytest.fixture(autouse=True)
def _fresh_limits(db):
    cache.clear()


def test_the_statement_has_its_parts_and_the_page_shows_them(client):
    statement = accessibility_statement()
    assert len(fields(AccessibilityStatement)) == 10  # the eleventh is the message function
    text = client.get(PAGE).content.decode()
    for part in (statement.service, statement.actor, "Delvis förenlig", statement.supervisor, "12 §", "9 §"):
        assert part in text
    assert text.count("Varför:") == len(statement.faults) > 0
    assert f"{statement.assessed_on.day} november 2026" in text
    assert f'action="{MESSAGE}#meddelande"' in text


def test_an_anonymous_message_becomes_a_letter_to_those_who_run_the_portal(client, settings):
    settings.DEFAULT_FROM_EMAIL = "Färdplan <drift@example.org>"
    assert client.post(MESSAGE, {"text": "Jag hör inte knappen."})["Location"] == PAGE
    letter = Letter.objects.get(kind="portal-accessibility")
    assert letter.to_address == "drift@example.org"
    message = compose(letter)
    assert "Jag hör inte knappen." in message.body
    assert "ingen adress" in message.body
    assert "Tack." in client.get(PAGE).content.decode()


def test_whoever_wants_an_answer_leaves_an_address(client):
    client.post(MESSAGE, {"text": "Hej", "email": "vera@example.org"})
    message = compose(Letter.objects.get())
    assert "vera@example.org" in message.body
    assert message.reply_to == ["vera@example.org"]


@pytest.mark.parametrize("values", [{"text": ""}, {"text": "Hej", "email": "inte en adress"}])
def test_mistakes(client, values):
    response = client.post(MESSAGE, values)
    assert response.status_code == 422
    assert "error-summary" in response.content.decode()
    assert Letter.objects.count() == 0


def test_at_most_five_an_hour_from_one_place(client):
    for _ in range(5):
        assert client.post(MESSAGE, {"text": "Hej"}, REMOTE_ADDR="192.0.2.1").status_code == 302
    stopped = client.post(MESSAGE, {"text": "Hej"}, REMOTE_ADDR="192.0.2.1")
    assert stopped.status_code == 429
    assert stopped["Retry-After"] == "300"
    assert "Vänta några minuter" in stopped.content.decode()
    assert client.post(MESSAGE, {"text": "Hej"}, REMOTE_ADDR="192.0.2.2").status_code == 302
    assert Letter.objects.count() == 6


def test_the_pages_cost_no_queries(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(PAGE).status_code == 200
        assert client.get("/personuppgifter/").status_code == 200


def test_every_cookie_the_portal_sets_stands_in_the_table(client, member, settings):
    client.post("/installning/", {"language": "en", "theme": "dark"})
    client.post("/installning/", {"language": "sv"})
    client.post(MESSAGE, {"text": "Hej"})
    client.get("/konto/logga-in/")
    client.force_login(member)
    text = client.get("/personuppgifter/").content.decode()
    assert {name for name in client.cookies if f"<code>{name}</code>" not in text} == set()
    assert {"session", "csrf", "language", "theme"} <= set(client.cookies)


def test_both_are_linked_from_every_page(client, member):
    for address in ("/konto/logga-in/", PAGE):
        text = client.get(address).content.decode()
        assert f'href="{PAGE}"' in text
        assert 'href="/personuppgifter/"' in text
