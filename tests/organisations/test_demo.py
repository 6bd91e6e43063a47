"""The demonstration's buttons: there when DEMO is on, gone without trace when it is off."""

from importlib import reload

import pytest
from django.urls import clear_url_caches, set_urlconf

import portal.urls
from organisations.models import Membership, Role, User
from organisations.services import demo_person

URL = "/demo/logga-in/"


@pytest.fixture
def demo(settings):
    """Serve as with DEMO=1, then as it was."""
    before = settings.DEMO
    _serve(settings, demo=True)
    yield
    _serve(settings, demo=before)


@pytest.fixture
def no_demo(settings):
    before = settings.DEMO
    _serve(settings, demo=False)
    yield
    _serve(settings, demo=before)


def _serve(settings, *, demo):
    settings.DEMO = demo
    reload(portal.urls)
    clear_url_caches()
    set_urlconf(None)


def invented(first, role, organisation, ending="demo.example", **fields):
    user = User.objects.create_user(f"{first}@{ending}".lower(), first_name=first, last_name="Demo", **fields)
    Membership.objects.create(user=user, organisation=organisation, role=role)
    return user


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("role", Role.values)
def test_a_button_signs_in_the_person_of_its_role(client, region, role):
    person = invented("Ada", role, region)
    assert f'name="role" value="{role}"' in client.get("/konto/logga-in/").content.decode()
    response = client.post(URL, {"role": role})
    assert response["Location"] == "/min-sida/"
    assert int(client.session["_auth_user_id"]) == person.pk


@pytest.mark.usefixtures("demo")
def test_one_comes_back_to_where_one_was_going_but_never_elsewhere(client, region):
    invented("Ada", Role.LEAD, region)
    assert client.post(URL, {"role": "lead", "next": "/organisationer/"})["Location"] == "/organisationer/"
    assert client.post(URL, {"role": "lead", "next": "//evil.example"})["Location"] == "/min-sida/"


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("role", ["", "lead", "owner"])
def test_without_such_a_person_nobody_is_signed_in(client, lead, role):
    assert client.post(URL, {"role": role})["Location"] == "/konto/logga-in/"
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("demo")
def test_the_address_answers_to_post_alone(client, region):
    invented("Ada", Role.LEAD, region)
    assert client.get(URL).status_code == 405


@pytest.mark.usefixtures("no_demo")
def test_without_demonstration_there_is_no_button_and_no_address(client, region):
    invented("Ada", Role.LEAD, region)
    assert "/demo/" not in client.get("/konto/logga-in/").content.decode()
    assert client.post(URL, {"role": "lead"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_first_active_invented_person(region, lead):
    invented("Borta", Role.LEAD, region, is_active=False)
    first = invented("Ada", Role.LEAD, region)
    invented("Bo", Role.LEAD, region)
    assert demo_person(Role.LEAD) == first
    assert demo_person(Role.COACH) is None
