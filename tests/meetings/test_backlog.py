"""Proposed points, carry-over to the next meeting, planned times, the screen in the room, the decision log."""

import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from meetings import services
from meetings.models import Meeting, Proposal, ProposalState
from organisations.models import Group, GroupKind
from tests.meetings.conftest import call


@pytest.fixture
def address(group):
    return f"/moten/grupp/{group.pk}/forslag/"


@pytest.fixture
def proposal(group, member):
    return services.propose(
        group, heading="Kortare möten", text="Vi hinner inte.", minutes=15, by=member, at=timezone.now()
    )


def test_a_member_proposes_and_the_chair_takes_it_up(client, lead, member, meeting, address):
    client.force_login(member)
    assert client.post(address, {"heading": ""}).status_code == 422
    client.post(address, {"heading": "Kortare möten", "text": "Vi hinner inte.", "minutes": 15})
    proposal = Proposal.objects.get()
    page = client.get(address).content.decode()
    assert "Kortare möten" in page
    assert "Sätt på dagordningen" not in page
    assert client.post(f"{address}{proposal.pk}/", {"meeting": meeting.pk}).status_code == 403
    client.force_login(lead)
    client.post(f"{address}{proposal.pk}/", {"meeting": meeting.pk})
    item = meeting.agenda.get()
    assert (item.heading, item.text, item.minutes, item.presenter) == (
        "Kortare möten", "<p>Vi hinner inte.</p>", 15, "Mats Medlem",
    )  # fmt: skip
    proposal.refresh_from_db()
    assert (proposal.state, proposal.item) == (ProposalState.TAKEN, item)
    assert "0 punkter väntar" in client.get(address).content.decode()


def test_it_is_answered_once(client, lead, meeting, proposal, address):
    client.force_login(lead)
    client.post(f"{address}{proposal.pk}/", {"decline": "1"})
    response = client.post(f"{address}{proposal.pk}/", {"meeting": meeting.pk}, follow=True)
    assert "Någon har svarat på förslaget under tiden." in response.content.decode()
    proposal.refresh_from_db()
    assert (proposal.state, meeting.agenda.count()) == (ProposalState.DECLINED, 0)


def test_it_goes_to_a_coming_meeting_of_the_group_only(client, lead, held, proposal, address):
    client.force_login(lead)
    other = call(Group.objects.create(name="Annan", kind=GroupKind.WORKING), lead)
    for wrong in (held.pk, other.pk, "x", ""):
        assert client.post(f"{address}{proposal.pk}/", {"meeting": wrong}).status_code == 404


@pytest.mark.parametrize("who", ["neighbour", "coach", "auditor", "stranger"])
def test_the_list_is_the_groups_own(who, client, request, proposal, address):
    client.force_login(request.getfixturevalue(who))
    assert client.get(address).status_code == 404
    assert client.post(address, {"heading": "x"}).status_code == 404


def test_a_forwarded_decision_stands_on_the_other_groups_list(client, lead, held):
    steering = Group.objects.create(name="Styrgruppen", kind=GroupKind.STEERING)
    outcome = services.add_outcome(held, kind="decision", text="Rutinen är mall", by=lead)
    services.forward(outcome, steering, by=lead, at=timezone.now())
    client.force_login(lead)
    page = client.get(f"/moten/grupp/{steering.pk}/forslag/").content.decode()
    assert "Rutinen är mall" in page
    assert "Beslutat i Arbetsgruppen" in page


def test_a_point_and_open_actions_go_on_to_the_next_meeting(client, lead, member, held, meeting, group):
    older = call(group, lead, title="Möte 3", days=-40)
    services.add_outcome(older, kind="action", text="Det gamla", by=lead, action={"owner": member})
    services.add_outcome(held, kind="action", text="Det nya", by=lead, action={"owner": member})
    item = held.agenda.get()
    client.force_login(lead)
    for _ in range(2):  # twice is once
        client.post(f"{held.get_absolute_url()}punkter/{item.pk}/nasta-mote/")
    carried = meeting.agenda.get()
    assert (carried.heading, carried.carried_from) == ("Läget i besluten", item)
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Tas upp igen från ett tidigare möte." in page
    assert "Det gamla" in page
    assert "Det nya" in page
    assert "2 öppna åtgärder" in page


def test_without_a_later_meeting_it_says_so(client, lead, held):
    client.force_login(lead)
    address = f"{held.get_absolute_url()}punkter/{held.agenda.get().pk}/nasta-mote/"
    assert "Gruppen har inget senare möte." in client.post(address, follow=True).content.decode()


def test_planned_times_and_an_agenda_that_is_too_long(client, lead, meeting):
    for heading, minutes in (("Ett", 60), ("Två", 130), ("Tre", 10)):
        services.add_item(meeting, heading=heading, minutes=minutes, by=lead)
    client.force_login(lead)
    page = client.get(meeting.get_absolute_url())
    text = page.content.decode()
    assert "Dagordningen är 20 minuter längre än mötet." in text
    assert [item.planned.astimezone().minute for item in page.context["agenda"]] == [0, 0, 10]
    assert [item.late for item in page.context["agenda"]] == [False, False, True]
    Meeting.objects.filter(pk=meeting.pk).update(ends_at=meeting.ends_at + timezone.timedelta(hours=1))
    assert "längre än mötet" not in client.get(meeting.get_absolute_url()).content.decode()


def test_one_point_at_a_time_and_never_an_internal_one(client, lead, held):
    services.add_item(held, heading="Löneläget", is_internal=True, by=lead)
    services.add_item(held, heading="Nästa möte", by=lead)
    client.force_login(lead)
    url = f"{held.get_absolute_url()}visa/"
    first = client.get(url).content.decode()
    assert "1. Läget i besluten" in first
    assert "punkt 1 av 2" in first
    last = client.get(f"{url}?punkt=2").content.decode()
    assert "2. Nästa möte" in last
    for odd in ("0", "99", "x", "-1", "9" * 30):
        assert client.get(url, {"punkt": odd}).status_code == 200
    assert "Löneläget" not in first + last


def test_the_decision_log_of_a_group_as_excel(client, lead, held, provisions, group):
    day = timezone.localdate()
    services.add_outcome(held, kind="decision", text="=1+1", provision=provisions[0], review_on=day, by=lead)
    services.add_outcome(held, kind="decision", text="Annat", by=lead)
    client.force_login(lead)
    assert f"/moten/beslut/excel/?grupp={group.pk}" in client.get(f"/moten/beslut/?grupp={group.pk}").content.decode()
    book = load_workbook(io.BytesIO(client.get(f"/moten/beslut/excel/?grupp={group.pk}&sok=1%2B1").content))
    rows = list(book.active.values)
    assert rows[0][:3] == ("Beslut", "Grupp", "Möte")
    assert len(rows) == 2
    assert (rows[1][0], rows[1][5].date()) == ("'=1+1", day)


@pytest.mark.parametrize("who", ["neighbour", "auditor"])
def test_the_log_leaves_out_drafts_of_others(who, client, request, held, lead):
    services.add_outcome(held, kind="decision", text="Hemligt än", by=lead)
    client.force_login(request.getfixturevalue(who))
    book = load_workbook(io.BytesIO(client.get("/moten/beslut/excel/").content))
    assert len(list(book.active.values)) == 1
