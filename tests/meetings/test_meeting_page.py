"""A meeting's page: what it says, to whom, and what it costs."""

import pytest
from django.utils import timezone

from actions import services as actions
from meetings import services
from meetings.models import NotesState
from tests.meetings.conftest import call


@pytest.fixture
def full(meeting, held, lead, member, provisions):
    """The coming meeting with everything, after one that left an open action."""
    services.add_outcome(held, kind="action", text="Skicka rutinen", by=lead, action={"owner": member})
    item = services.add_item(meeting, heading="Fast vårdkontakt", presenter="Mats Medlem", minutes=45, by=lead)
    services.write_text(item, "Ekby berättade.\n\nSe https://example.org/rutin", revision=1, by=lead, at=timezone.now())
    services.add_outcome(meeting, kind="information", text="Ekonomerna kommer", item=item, by=lead)
    services.add_outcome(meeting, kind="decision", text="Rutinen är mall", item=item, provision=provisions[1], by=lead)
    services.add_outcome(meeting, kind="action", text="Fråga vårdcentralen", item=item, by=lead)
    services.add_key_date(
        meeting, on=meeting.starts_at.date(), what="Styrgruppen beslutar", is_preliminary=True, by=lead
    )
    return meeting


def page(client, meeting):
    return client.get(meeting.get_absolute_url()).content.decode()


def test_says_it_all(client, member, full):
    client.force_login(member)
    text = page(client, full)
    for words in (
        "09.00–12.00. Stadshuset. Arbetsgruppen.",
        "Mats Medlem · 45 min",
        '<a href="https://example.org/rutin"',
        "Ekonomerna kommer",
        "Rutinen är mall",
        "§\xa02.1 Fast vårdkontakt",
        "Fråga vårdcentralen",
        "Saknar ansvarig",
        "Styrgruppen beslutar",
        "preliminärt",
        "0 av 2 kommer",
        "Kommunerna, 0 av 1",
        "Skicka rutinen",
        "1 öppen åtgärd",
        "Anteckningarna är ett utkast",
        "Kommer du?",
    ):
        assert words in text


def test_text_is_escaped(client, lead, held):
    item = held.agenda.get()
    services.write_text(item, "<p>a</p><script>alert(1)</script>", revision=1, by=lead, at=timezone.now())
    type(item).objects.filter(pk=item.pk).update(text="<p>b</p><script>alert(2)</script>")
    client.force_login(lead)
    assert "<script>alert" not in page(client, held)


def test_who_came_is_counted_once_the_meeting_has_been(client, lead, held):
    first, second = held.attendance.order_by("pk")
    services.set_attendance(first, "present", by=lead)
    services.set_attendance(second, "absent", by=lead)
    client.force_login(lead)
    text = page(client, held)
    assert "1 av 2 var med" in text
    assert "förhindrad" in text
    assert "Hållet" in text


@pytest.mark.parametrize(
    ("who", "status"),
    [("lead", 200), ("member", 200), ("guest", 200), ("neighbour", 404), ("auditor", 404), ("stranger", 404)],
)
def test_who_may_open_a_draft(who, status, client, meeting, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(meeting.get_absolute_url()).status_code == status


def test_a_guest_sees_the_call_but_not_the_notes(client, guest, full):
    client.force_login(guest)
    text = page(client, full)
    assert "Anteckningarna är inte delade än" in text
    assert "Kommer du?" in text
    for secret in (
        "Ekby berättade",
        "Rutinen är mall",
        "Fråga vårdcentralen",
        "Styrgruppen beslutar",
        "Skicka rutinen",
    ):
        assert secret not in text


@pytest.mark.parametrize("who", ["auditor", "coach", "neighbour"])
def test_who_only_reads_sees_shared_notes_and_no_way_to_change_them(who, client, shared, request):
    client.force_login(request.getfixturevalue(who))
    text = page(client, shared)
    assert "Läget i besluten" in text
    assert "Anteckningarna delades" in text
    for way in ("/punkter/", "/utfall/", "/andra/", "/dela/", "/narvaro/", "/datum/"):
        assert f"{shared.get_absolute_url()}{way.lstrip('/')}" not in text


EDITING = ["andra/", "dela/", "narvaro/", "punkter/", "utfall/", "datum/"]


@pytest.mark.parametrize("address", EDITING)
def test_who_may_not_change_is_refused(address, client, member, auditor, shared, stranger):
    url = f"{shared.get_absolute_url()}{address}"
    for person, status in ((member, 403), (auditor, 403), (stranger, 404)):
        client.force_login(person)
        assert client.post(url, {"heading": "x", "line": "x", "kind": "decision"}).status_code == status
    shared.refresh_from_db()
    assert (shared.agenda.count(), shared.outcomes.count(), shared.attendance.count()) == (1, 0, 2)


def test_cancelled_and_later_meetings_are_not_the_previous_one(client, lead, group, full):
    call(group, lead, title="Inställt", days=-1, status="cancelled")
    client.force_login(lead)
    assert client.get(full.get_absolute_url()).context["previous"].title == "Möte 4"


def test_done_actions_no_longer_follow_along(client, lead, full, held):
    action = held.outcomes.get().action
    actions.set_state(action, "done", by=lead, at=full.starts_at)
    client.force_login(lead)
    assert client.get(full.get_absolute_url()).context["previous_actions"] == []


# -- sharing ----------------------------------------------------------------------------------------------------------


def test_sharing_warns_first_and_then_does_it(client, lead, neighbour, held):
    url = f"{held.get_absolute_url()}dela/"
    client.force_login(lead)
    text = client.get(url).content.decode()
    assert "Dela med 3 personer?" in text
    assert "kan bli allmän handling" in text
    held.refresh_from_db()
    assert held.notes_state == NotesState.DRAFT
    client.force_login(neighbour)
    assert client.get(held.get_absolute_url()).status_code == 404

    client.force_login(lead)
    assert client.post(url).status_code == 302
    client.force_login(neighbour)
    assert client.get(held.get_absolute_url()).status_code == 200


# -- cost -------------------------------------------------------------------------------------------------------------


def fill(meeting, previous, rows, by, owner):
    for number in range(rows):
        services.add_outcome(previous, kind="action", text=f"Förra {number}", by=by, action={"owner": owner})
        item = services.add_item(meeting, heading=f"Punkt {number}", by=by)
        for kind in ("information", "decision"):
            services.add_outcome(meeting, kind=kind, text=f"{kind} {number}", item=item, by=by)
        services.add_outcome(meeting, kind="action", text=f"Åtgärd {number}", item=item, by=by, action={"owner": owner})
        services.add_outcome(meeting, kind="decision", text=f"Utan punkt {number}", by=by)
        services.call_person(meeting, name=f"Pia {number}", by=by)
        services.add_key_date(meeting, on=meeting.starts_at.date(), what=f"Datum {number}", by=by)


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_for_a_reader(client, member, lead, neighbour, meeting, held, rows, django_assert_num_queries):
    fill(meeting, held, rows, lead, neighbour)
    client.force_login(member)
    # session, user, memberships, meeting, kept groups, seat, previous, its actions, points, outcomes, sent on, loose,
    # sent on, people, dates, seats for the ticks, moves, replaced
    with django_assert_num_queries(18):
        client.get(meeting.get_absolute_url())


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_for_who_edits(client, lead, neighbour, meeting, held, rows, django_assert_num_queries):
    fill(meeting, held, rows, lead, neighbour)
    client.force_login(lead)
    # session, user, memberships, meeting, previous, its actions, points, outcomes, sent on, loose, sent on, people,
    # dates, following, seats, moves, replaced
    with django_assert_num_queries(17):
        client.get(meeting.get_absolute_url())
