"""The frame: preferences, menus, failure pages, the component page."""

import pytest
from django.test import Client, RequestFactory

from portal import views


@pytest.fixture
def calm(client):
    client.raise_request_exception = False
    return client


def test_the_root_leads_in(client, member):
    assert client.get("/")["Location"] == "/konto/logga-in/"
    client.force_login(member)
    assert client.get("/")["Location"] == "/min-sida/"


def test_preferences_are_kept_with_the_person(client, member):
    client.force_login(member)
    response = client.post("/installning/", {"theme": "dark", "language": "en", "next": "/organisationer/?sok=a"})
    assert response["Location"] == "/organisationer/?sok=a"
    member.refresh_from_db()
    assert (member.theme, member.language) == ("dark", "en")
    text = client.get("/organisationer/").content.decode()
    assert '<html lang="en" data-theme="dark" data-bs-theme="dark">' in text
    assert "<h1>Organisations</h1>" in text


@pytest.mark.parametrize("values", [{"theme": "pink"}, {"language": "xx"}, {}])
def test_unknown_preferences_change_nothing(client, member, values):
    client.force_login(member)
    assert client.post("/installning/", values).status_code == 302
    member.refresh_from_db()
    assert (member.theme, member.language) == ("auto", "sv")


@pytest.mark.parametrize("wish", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_preferences_never_lead_away(client, wish):
    assert client.post("/installning/", {"theme": "dark", "next": wish})["Location"] == "/"


def test_before_signing_in_preferences_are_cookies(client, db):
    client.post("/installning/", {"theme": "dark", "language": "en"})
    assert '<html lang="en" data-theme="dark"' in client.get("/konto/logga-in/").content.decode()


def test_the_menu_says_where_one_is(client, member):
    client.force_login(member)
    text = client.get("/organisationer/").content.decode()
    assert '<a href="/organisationer/" aria-current="page">Organisationer</a>' in text
    assert '<a href="/organisationer/" aria-current="true">' in client.get("/organisationer/personer/").content.decode()


def test_letters_are_in_the_menu_of_those_who_may_read_them(client, member, auditor):
    client.force_login(member)
    assert 'href="/utskick/"' not in client.get("/komponenter/").content.decode()
    client.force_login(auditor)
    assert 'href="/utskick/"' in client.get("/komponenter/").content.decode()


def test_the_component_page(client, stranger):
    assert client.get("/komponenter/").status_code == 302
    client.force_login(stranger)
    text = client.get("/komponenter/").content.decode()
    assert 'type="importmap"' in text
    assert text.count("field-error") == 1
    assert "data-django-prose-editor-configurable" in text


def test_a_page_that_is_not_here(calm, member):
    calm.force_login(member)
    response = calm.get("/finns-inte/")
    assert response.status_code == 404
    assert "Sidan finns inte" in response.content.decode()
    assert 'class="site-footer"' in response.content.decode()


def test_what_one_may_not_do(calm, member):
    calm.force_login(member)
    response = calm.get("/utskick/")
    assert response.status_code == 403
    assert "Du får inte göra det" in response.content.decode()


def test_a_form_without_its_guard(member):
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    response = client.post("/installning/", {"theme": "dark"})
    assert response.status_code == 403
    assert "Formuläret gick inte att lita på" in response.content.decode()


def test_a_request_that_cannot_be_read(calm, db, settings):
    settings.ALLOWED_HOSTS = ["fardplan.example.org"]
    settings.DEBUG = False
    response = calm.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "Adressen gick inte att läsa" in response.content.decode()


def test_too_much_at_once_is_said_to_be_too_much(calm, db, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 50
    response = calm.post("/konto/logga-in/", "login=" + "x" * 100, content_type="application/x-www-form-urlencoded")
    assert (response.status_code, "för stort" in response.content.decode()) == (413, True)


def test_when_everything_fails_the_page_needs_no_database(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = views.broken(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Något gick fel hos oss" in response.content.decode()
