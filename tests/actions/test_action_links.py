"""The links in the letter: one page, one button, and a clear word when the link opens nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actions import services
from actions.models import ActionItem, ActionLink
from portal.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(action, member):
    link = ActionLink.objects.create(action=action, user=member, expires_at=timezone.now() + timedelta(days=60))
    link.arm()
    return link


def address(link, what="klar"):
    return f"/svara/atgard/{link.token}/{what}/"


@pytest.mark.parametrize("what", ["klar", "datum"])
def test_opening_a_link_changes_nothing(what, client, link, action):
    response = client.get(address(link, what))
    assert response.status_code == 200
    assert response.content.decode().count('type="submit"') - _frame_buttons(client) == 1
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store, private", "noindex, nofollow")
    assert response["Referrer-Policy"] == "strict-origin"
    action.refresh_from_db()
    assert (action.state, action.revision, action.changes.count()) == ("open", 1, 0)


def _frame_buttons(client):
    """The buttons every page has: language and appearance."""
    return client.get("/svara/atgard/finns-inte/klar/").content.decode().count('type="submit"')


def test_the_button_finishes_in_the_persons_name(client, link, action, member):
    response = client.post(address(link), follow=True)
    assert response.redirect_chain == [(address(link), 302)]
    assert "Åtgärden är klar:" in response.content.decode()
    action.refresh_from_db()
    assert (action.state, action.changes.get().by) == ("done", member)
    assert AuditEntry.objects.filter(verb="finished by the link of a letter", by=member).count() == 1


@pytest.mark.parametrize(("state", "said"), [("done", "Åtgärden är klar:"), ("cancelled", "Åtgärden är avbruten.")])
@pytest.mark.parametrize("what", ["klar", "datum"])
def test_what_is_closed_already_says_so(what, state, said, client, link, action, lead):
    services.set_state(action, state, by=lead, at=timezone.now())
    for response in (
        client.get(address(link, what)),
        client.post(address(link, what), {"due_on": "2099-01-01"}, follow=True),
    ):
        assert said in response.content.decode()
    assert action.changes.count() == 1


def test_a_new_date(client, link, action, member, today):
    day = today + timedelta(days=40)
    response = client.post(address(link, "datum"), {"due_on": day.isoformat(), "revision": "1"}, follow=True)
    assert response.status_code == 200
    assert "Det nya datumet är sparat:" in response.content.decode()
    action.refresh_from_db()
    assert (action.due_on, action.changes.get().by) == (day, member)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Välj ett datum."),
        ("snart", "Skriv ett datum, till exempel 2026-10-27."),
        ("2020-01-01", "Datumet har passerat. Välj i dag eller senare."),
    ],
)
def test_an_impossible_date_is_refused_in_words(typed, said, client, link, action):
    response = client.post(address(link, "datum"), {"due_on": typed, "revision": "1"})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert f'value="{typed}"' in response.content.decode() or not typed
    assert ActionItem.objects.get(pk=action.pk).due_on == action.due_on


def test_a_date_chosen_while_somebody_changed_the_action(client, link, action, lead, today):
    theirs, mine = today + timedelta(days=20), today + timedelta(days=30)
    services.edit_action(action, {"due_on": theirs}, revision=1, by=lead, at=timezone.now())
    response = client.post(address(link, "datum"), {"due_on": mine.isoformat(), "revision": "1"})
    assert response.status_code == 422
    assert "Någon ändrade åtgärden under tiden." in response.content.decode()
    assert ActionItem.objects.get().due_on == theirs
    assert client.post(address(link, "datum"), {"due_on": mine.isoformat(), "revision": "2"}).status_code == 302
    assert ActionItem.objects.get().due_on == mine


def test_a_link_that_was_never_made(client):
    response = client.get("/svara/atgard/finns-inte/klar/")
    assert response.status_code == 404
    assert "Länken fungerar inte" in response.content.decode()


def _expire(link, action, lead, member):
    ActionLink.objects.update(expires_at=timezone.now())


def _hand_over(link, action, lead, member):
    services.edit_action(action, {"owner": lead}, revision=1, by=lead, at=timezone.now())


def _close(link, action, lead, member):
    member.is_active = False
    member.save()


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        (_expire, "Länken är för gammal"),
        (_hand_over, "Länken gäller inte längre dig"),
        (_close, "Länken gäller inte längre dig"),
    ],
)
@pytest.mark.parametrize("what", ["klar", "datum"])
def test_a_link_that_opens_nothing_any_more(what, deed, said, client, link, action, lead, member):
    deed(link, action, lead, member)
    for response in (client.get(address(link, what)), client.post(address(link, what), {"due_on": "2099-01-01"})):
        assert response.status_code == 410
        page = response.content.decode()
        assert said in page
        assert action.title not in page
    assert ActionItem.objects.get().state == "open"


def test_somebody_else_who_is_signed_in_cannot_use_it(client, link, action, neighbour):
    client.force_login(neighbour)
    for response in (client.get(address(link)), client.post(address(link))):
        assert response.status_code == 403
        assert "Länken är till någon annan" in response.content.decode()
    assert ActionItem.objects.get().state == "open"


def test_the_person_may_be_signed_in(client, link, action, member):
    client.force_login(member)
    assert client.post(address(link)).status_code == 302
    assert ActionItem.objects.get().state == "done"


def test_who_gets_the_action_back_gets_a_new_link(link, action, lead, member, today):
    services.edit_action(action, {"owner": lead}, revision=1, by=lead, at=timezone.now())
    services.edit_action(
        action, {"owner": member, "due_on": today + timedelta(days=1)}, revision=2, by=lead, at=timezone.now()
    )
    ActionItem.objects.update(created_at=timezone.now() - timedelta(days=90))
    old = link.token
    services.remind(on=today)
    link.refresh_from_db()
    assert link.token != old
    assert list(ActionLink.objects.with_token(link.token).usable(at=timezone.now())) == [link]
    assert not ActionLink.objects.with_token(old).exists()
