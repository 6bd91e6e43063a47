"""Signing in: with a password, with a code, with a new password; and what stops those who only guess."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from organisations.models import User

LOGIN = "/konto/logga-in/"
CODE = "/konto/kod/"
PASSWORD = "en lång och hemlig mening"


@pytest.fixture(autouse=True)
def _fresh_limits(db):
    cache.clear()


@pytest.fixture
def known(member, settings):
    """Somebody with a password; kept by a quick hash, since the real one is made to take long."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    member.set_password(PASSWORD)
    member.save()
    return member


def signed_in(client):
    return int(client.session["_auth_user_id"]) if "_auth_user_id" in client.session else None


def test_with_a_password_as_it_is_really_kept(client, member):
    member.set_password(PASSWORD)
    member.save()
    assert member.password.startswith("argon2$argon2id$")
    client.post(LOGIN, {"login": member.email, "password": PASSWORD})
    assert signed_in(client) == member.pk


def test_with_a_password(client, known):
    response = client.post(LOGIN, {"login": known.email.upper(), "password": PASSWORD})
    assert response["Location"] == reverse("my-page")
    assert signed_in(client) == known.pk


def test_one_comes_back_to_where_one_was_going(client, known):
    response = client.post(LOGIN, {"login": known.email, "password": PASSWORD, "next": "/organisationer/"})
    assert response["Location"] == "/organisationer/"
    client.logout()
    away = {"login": known.email, "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post(LOGIN, away)["Location"] == reverse("my-page")


def test_the_session_ends_with_the_browser_unless_one_asks_to_stay(client, known):
    client.post(LOGIN, {"login": known.email, "password": PASSWORD})
    assert client.session.get_expire_at_browser_close()
    client.logout()
    client.post(LOGIN, {"login": known.email, "password": PASSWORD, "remember": "on"})
    assert not client.session.get_expire_at_browser_close()


def test_a_wrong_password_is_told_in_plain_words(client, known):
    text = client.post(LOGIN, {"login": known.email, "password": "fel"}).content.decode()
    assert "error-summary" in text
    assert f'value="{known.email}"' in text
    assert signed_in(client) is None


def test_the_page_tells_the_same_whether_an_address_is_known(client, known):
    told = [
        re.sub(
            r"[0-9A-Za-z]{64}", "", client.post(LOGIN, {"login": address, "password": "fel"}).content.decode()
        ).replace(address, "")
        for address in (known.email, "nobody@example.org")
    ]
    assert told[0] == told[1]


def test_after_five_guesses_at_one_address_even_the_right_password_waits(client, known):
    for _ in range(5):
        client.post(LOGIN, {"login": known.email, "password": "fel"})
    client.post(LOGIN, {"login": known.email, "password": PASSWORD})
    assert signed_in(client) is None


def test_one_persons_guesses_do_not_stop_a_colleague_at_the_same_address(client, known, respondent):
    respondent.set_password(PASSWORD)
    respondent.save()
    for _ in range(6):
        client.post(LOGIN, {"login": known.email, "password": "fel"})
    client.post(LOGIN, {"login": respondent.email, "password": PASSWORD})
    assert signed_in(client) == respondent.pk


def test_with_a_code(client, member):
    response = client.post(CODE, {"email": member.email})
    assert response["Location"] == reverse("account_confirm_login_code")
    (letter,) = mail.outbox
    assert letter.to == [member.email]
    assert member.email in client.get(response["Location"]).content.decode()
    code = re.search(r"^([0-9A-Z-]{6,})$", letter.body, re.MULTILINE)[1]
    assert client.post(response["Location"], {"code": "FEL-KOD"}).status_code == 200
    assert client.post(response["Location"], {"code": code})["Location"] == reverse("my-page")
    assert signed_in(client) == member.pk


def test_an_unknown_address_gets_a_letter_but_no_code(client, db):
    response = client.post(CODE, {"email": "nobody@example.org"})
    assert response["Location"] == reverse("account_confirm_login_code")
    (letter,) = mail.outbox
    assert re.search(r"^([0-9A-Z-]{6,})$", letter.body, re.MULTILINE) is None


def test_forgotten_password(client, known):
    client.post("/konto/losenord/glomt/", {"email": known.email})
    (letter,) = mail.outbox
    path = re.search(r"https?://[^/]+(/konto/losenord/nyckel/\S+)", letter.body)[1]
    page = client.get(path, follow=True)
    form = page.redirect_chain[-1][0]
    new = "en helt annan hemlig mening"
    assert client.post(form, {"password1": new, "password2": new}).status_code == 302
    known.refresh_from_db()
    assert known.check_password(new)
    assert "token_fail" in client.get(path, follow=True).context


def test_a_letter_that_cannot_be_sent_is_told_on_the_page(client, member, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    text = client.post(CODE, {"email": member.email}, follow=True).content.decode()
    assert 'class="alert alert-danger"' in text


def test_nobody_makes_an_account_by_themselves(client, db):
    values = {"email": "ny@example.org", "password1": PASSWORD, "password2": PASSWORD}
    assert client.get("/konto/ny/").status_code == 200
    client.post("/konto/ny/", values)
    assert User.objects.count() == 0


def test_a_closed_account_cannot_sign_in(client, known):
    known.is_active = False
    known.save()
    client.post(LOGIN, {"login": known.email, "password": PASSWORD})
    assert signed_in(client) is None


def test_signing_out_is_a_post(client, member):
    client.force_login(member)
    client.get("/konto/logga-ut/")
    assert signed_in(client) == member.pk
    client.post("/konto/logga-ut/")
    assert signed_in(client) is None


def test_change_password(client, known):
    client.force_login(known)
    url = "/konto/losenord/"
    new = "en helt annan hemlig mening"
    wrong = client.post(url, {"oldpassword": "fel", "password1": new, "password2": new})
    assert "error-summary" in wrong.content.decode()
    assert client.post(url, {"oldpassword": PASSWORD, "password1": new, "password2": new}).status_code == 302
    known.refresh_from_db()
    assert [letter.to for letter in mail.outbox] == [[known.email]]
    assert known.check_password(new)


def test_choose_a_first_password(client, member):
    member.set_unusable_password()
    member.save()
    client.force_login(member)
    assert client.post("/konto/losenord/nytt/", {"password1": PASSWORD, "password2": PASSWORD}).status_code == 302
    member.refresh_from_db()
    assert member.check_password(PASSWORD)


@pytest.mark.parametrize(
    "path", [LOGIN, CODE, "/konto/losenord/glomt/", "/konto/losenord/glomt/klart/", "/konto/inaktiv/"]
)
def test_pages_of_the_way_in_are_in_our_look(client, db, path):
    text = client.get(path).content.decode()
    assert 'class="login' in text
    assert "placeholder" not in text
