"""Min sida: what one should do, answer and attend, and what has happened."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements.models import Implementation, PhaseChange

URL = "/min-sida/"


def groups(response):
    return [(str(group.title), [row.title for row in group.actions]) for group in response.context["actions"].groups]


def test_actions_by_when_they_are_due(client, member, lead, make_action, today):
    to_sunday = 6 - today.weekday()
    make_action("Utan dag", member)
    make_action("Sen", member, days=-3)
    make_action("I dag", member, days=0)
    make_action("Nästa vecka", member, days=to_sunday + 1)
    make_action("Söndag", member, days=to_sunday)
    make_action("Någon annans", lead, days=0)
    make_action("Klar", member, days=0, state="done", done_at=timezone.now())
    client.force_login(member)
    response = client.get(URL)
    assert groups(response) == [
        ("Försenade", ["Sen"]),
        ("Den här veckan", ["I dag", "Söndag"]),
        ("Senare", ["Nästa vecka"]),
        ("Utan datum", ["Utan dag"]),
    ]
    text = response.content.decode()
    assert "1 åtgärd är försenad." in text
    assert "3 dagar sen" in text


def test_an_action_is_marked_as_done_from_here(client, member, make_action):
    action = make_action("Dela rutinen", member, days=1)
    client.force_login(member)
    text = client.get(URL).content.decode()
    done = reverse("action-done", args=[action.pk])
    assert f'action="{done}"' in text
    assert '<input type="hidden" name="next" value="/min-sida/">' in text
    assert client.post(done, {"next": URL})["Location"] == URL
    action.refresh_from_db()
    assert action.state == "done"
    assert groups(client.get(URL)) == []


def test_many_actions_are_cut_and_counted(client, member, make_action):
    for place in range(23):
        make_action(f"Åtgärd {place}", member, days=place)
    client.force_login(member)
    response = client.get(URL)
    assert (response.context["actions"].shown, response.context["actions"].total) == (20, 23)
    text = response.content.decode()
    assert "Visa alla 23" in text
    assert "Visa 3 till" in text


def test_surveys_that_wait_with_how_far_they_have_come(
    client, respondent, municipality, other_municipality, make_round, answered
):
    later = make_round("Sista", [municipality], closes=20)
    first = make_round("Första", [municipality, other_municipality], closes=3)
    make_round("Stängd", [municipality], state="closed")
    make_round("Passerad", [municipality], closes=-2)
    make_round("Andras", [other_municipality])
    answered(first, municipality, ["q0", "q2"])
    answered(make_round("Inskickad", [municipality]), municipality, ["q0", "q1"], submitted=True)
    client.force_login(respondent)
    response = client.get(URL)
    assert [(row.round, row.organisation, row.done, row.total) for row in response.context["surveys"]] == [
        (first, municipality, 1, 2),
        (later, municipality, 0, 2),
    ]
    text = response.content.decode()
    assert "2 enkäter väntar på svar." in text
    assert reverse("survey-start", args=[first.pk, municipality.pk]) in text
    assert "1 av 2 frågor besvarade." in text


def test_who_only_reads_is_not_asked_to_answer(client, auditor, region, make_round):
    make_round("Enkäten", [region])
    client.force_login(auditor)
    assert client.get(URL).context["surveys"] == []


def test_coming_meetings_of_ones_groups_and_calls(client, member, lead, coach, group, make_meeting):
    own = make_meeting("Vårt möte", group, days=3, called=[member], answer="coming")
    cancelled = make_meeting("Inställt", group, days=1)
    cancelled.status = "cancelled"
    cancelled.save()
    make_meeting("Inställt", group, days=1, status="cancelled")
    make_meeting("Hållet", group, days=-3)
    client.force_login(member)
    response = client.get(URL)
    assert response.context["meetings"] == [own]
    assert "Du kommer" in response.content.decode()
    client.force_login(coach)
    assert client.get(URL).context["meetings"] == []


def test_what_happened_in_what_one_follows(
    client, member, neighbour, lead, coach, implementation, other_municipality, provisions
):
    theirs = Implementation.objects.create(organisation=other_municipality, provision=provisions[1])
    now = timezone.now()

    def change(work, **fields):
        values = {
            "was": 0,
            "now": 1,
            "progress_was": "on_track",
            "progress_now": "on_track",
            "because": "Rutinen finns.",
            "by": lead,
        }
        return PhaseChange.objects.create(implementation=work, **values | {"at": now} | fields)

    mine = change(implementation)
    stopped = change(implementation, was=1, now=1, progress_now="off_track", at=now - timedelta(days=1))
    other = change(theirs, at=now - timedelta(days=2))
    change(implementation, at=now - timedelta(days=20))
    seen = {}
    for user in (member, neighbour, lead, coach):
        client.force_login(user)
        seen[user] = [item.change for item in client.get(URL).context["news"]]
    assert seen == {
        member: [mine, stopped],
        neighbour: [other],
        lead: [mine, stopped, other],
        coach: [mine, stopped, other],
    }
    client.force_login(member)
    text = client.get(URL).content.decode()
    assert "Rutinen finns." in text
    assert "Behovsinventering" in text


def test_decisions_about_the_agreement_concern_everybody(client, member, agreement, other_municipality, today):
    party = agreement.parties.get(organisation=other_municipality)
    client.force_login(member)
    for days, expected in ((-1, [party]), (-30, []), (1, [])):
        party.decided_on = today + timedelta(days=days)
        party.save()
        assert [item.party for item in client.get(URL).context["news"]] == expected


def test_when_nothing_waits_the_page_offers_a_first_step(client, member, coach):
    client.force_login(member)
    text = client.get(URL).content.decode()
    assert "Inget väntar på dig." in text
    assert text.count('class="empty"') == 3
    assert "Skriv din första åtgärd" in text
    client.force_login(coach)
    assert "Skriv din första åtgärd" not in client.get(URL).content.decode()


def test_who_belongs_to_nothing_sees_nothing(client, stranger, make_action):
    make_action("Hemlig", stranger, days=1)
    assert client.get(URL).status_code == 302
    client.force_login(stranger)
    response = client.get(URL)
    assert response.status_code == 200
    assert "actions" not in response.context
    assert "Hemlig" not in response.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_many_rows(
    client, member, lead, group, municipality, provisions, make_action, make_meeting, make_round, answered, rows
):
    for place in range(rows):
        make_action(
            f"Åtgärd {place}", member, days=place - 1, provision=provisions[0], group=group, organisation=municipality
        )
        make_meeting(f"Möte {place}", group, days=place + 1, called=[member, lead])
        answered(make_round(f"Enkät {place}", [municipality]), municipality, ["q0"])
        work = Implementation.objects.create(organisation=municipality, provision=provisions[place])
        PhaseChange.objects.create(implementation=work, was=0, now=1, because="Så.", at=timezone.now(), by=lead)
    client.force_login(member)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(URL)
    assert (response.context["actions"].total, len(response.context["surveys"])) == (rows, rows)
    assert (len(response.context["meetings"]), len(response.context["news"])) == (rows, rows)
    # session, user, roles; actions 2; dialogues 1; surveys 3, own 1; meetings 2; polls 1; events 1; news 2
    assert len(queries) == 16
