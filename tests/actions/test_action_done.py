"""The tick: done and open again, from any page, with and without script."""

import pytest

from actions.models import ActionItem


@pytest.fixture
def url(action):
    return f"/atgarder/{action.pk}/klar/"


def state():
    return ActionItem.objects.get().state


def test_toggles(client, member, action, url):
    client.force_login(member)
    assert client.post(url).status_code == 302
    assert state() == "done"
    client.post(url)
    assert state() == "open"


def test_the_same_wish_twice_is_one_deed(client, member, action, url):
    client.force_login(member)
    for _ in range(2):
        client.post(url, {"state": "done"})
    assert (state(), action.changes.count()) == ("done", 1)


@pytest.mark.parametrize(
    ("wish", "where"),
    [
        ("/atgarder/?visa=mina", "/atgarder/?visa=mina"),
        ("/min-sida/", "/min-sida/"),
        ("https://example.com/", None),
        ("//example.com/", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_goes_back_only_to_our_own_pages(wish, where, client, member, action, url):
    client.force_login(member)
    assert client.post(url, {"next": wish})["Location"] == (where or action.get_absolute_url())


@pytest.mark.parametrize(("row", "start"), [("li", "<li "), ("tr", "<tr "), ("", "<li ")])
def test_htmx_gets_the_row_and_a_way_to_undo(row, start, client, member, action, url):
    client.force_login(member)
    response = client.post(url, {"state": "done", "row": row}, headers={"HX-Request": "true"})
    part = response.content.decode().strip()
    assert response.status_code == 200
    assert start in part.split("\n", 2)[0] + part.split("\n", 2)[1]
    assert f'id="atgard-{action.pk}"' in part
    assert 'aria-checked="true"' in part
    assert "Åtgärden är klar." in part
    assert "Ångra" in part
    assert "<html" not in part


def test_get_changes_nothing(client, member, action, url):
    client.force_login(member)
    assert client.get(url).status_code == 405
    assert state() == "open"


@pytest.mark.parametrize(("who", "status"), [("neighbour", 403), ("auditor", 403), ("coach", 403), ("stranger", 404)])
def test_who_may_not(who, status, client, url, request):
    client.force_login(request.getfixturevalue(who))
    assert client.post(url).status_code == status
    assert state() == "open"
