"""The panel: reading, moving, reporting; with and without script."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agreements import services
from agreements.models import AgreementState, Phase, Progress, Provision

HTMX = {"HX-Request": "true"}


@pytest.fixture
def url(row):
    return f"/avtal/fas/{row.pk}/"


def _move(**changes):
    return {"phase": "3", "because": "Alla använder rutinen.", "revision": "1", **changes}


def _report(**changes):
    return {
        "progress": "off_track",
        "adoption": "1",
        "comment": "Vi väntar.",
        "target_on": "2027-03-01",
        "revision": "1",
        **changes,
    }


def test_a_stranger_cannot_tell_it_exists(client, stranger, url):
    client.force_login(stranger)
    assert client.get(url).status_code == 404
    assert client.post(f"{url}flytta/", _move()).status_code == 404


def test_a_draft_is_hidden_from_members(client, member, agreement, url):
    agreement.state = AgreementState.DRAFT
    agreement.save()
    client.force_login(member)
    assert client.post(f"{url}flytta/", _move()).status_code == 404


@pytest.mark.parametrize("who", ["neighbour", "respondent", "coach", "auditor"])
def test_who_may_only_read_gets_no_form_and_is_refused(client, request, row, url, who):
    client.force_login(request.getfixturevalue(who))
    assert "Flytta till en annan fas" not in client.get(url).content.decode()
    assert client.post(f"{url}flytta/", _move()).status_code == 403
    assert client.post(f"{url}lage/", _report()).status_code == 403
    row.refresh_from_db()
    assert (row.phase, row.progress, row.revision) == (0, "on_track", 1)


@pytest.mark.parametrize("who", ["lead", "administrator", "member"])
def test_who_may_move_does_it_without_script(client, request, row, url, who):
    user = request.getfixturevalue(who)
    client.force_login(user)
    response = client.post(f"{url}flytta/", _move())
    assert (response.status_code, response.url) == (302, url)
    row.refresh_from_db()
    assert (row.phase, row.changed_by) == (Phase.USE, user)
    assert "Alla använder rutinen." in client.get(url).content.decode()


def test_with_script_the_panel_and_exactly_one_cell_come_back(client, member, row, url):
    client.force_login(member)
    response = client.post(f"{url}flytta/", _move(), headers=HTMX)
    text = response.content.decode()
    assert response.status_code == 200
    assert re.findall(r'<a class="(cell [^"]*)" id="(c\d+)"', text) == [("cell cell-3", f"c{row.pk}")]
    assert re.findall(r'id="([^"]+)"[^>]*hx-swap-oob', text) == [f"c{row.pk}", "faser-lage"]
    assert "<html" not in text
    assert "1 av 12 används eller vidmakthålls" in text


def test_with_script_the_panel_alone_is_read(client, member, url):
    client.force_login(member)
    text = client.get(url, headers=HTMX).content.decode()
    assert text.strip().startswith("<aside")
    assert "hx-swap-oob" not in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"because": " "}, "Skriv varför. En mening räcker."),
        ({"phase": ""}, "Välj en fas."),
        ({"phase": "0"}, "Arbetet är redan i fasen Ej påbörjat. Välj en annan."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_missing_is_said_and_what_was_typed_stays(client, member, row, url, changes, said, headers):
    client.force_login(member)
    response = client.post(f"{url}flytta/", _move(**changes), headers=headers)
    text = response.content.decode()
    assert response.status_code == 422
    assert said in text
    assert _move(**changes)["because"].strip() in text
    row.refresh_from_db()
    assert (row.phase, row.revision) == (0, 1)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_who_comes_second_sees_both_versions_and_loses_neither(client, member, lead, row, url, headers):
    services.move_to_phase(row, Phase.INTRODUCTION, because="Vi hann före.", by=lead, at=timezone.now())
    client.force_login(member)
    response = client.post(f"{url}flytta/", _move(), headers=headers)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Nu gäller: Införande, i fas." in text
    assert "Vi hann före." in text
    assert "Du ville: Användning." in text
    assert "Alla använder rutinen.</textarea>" in text
    row.refresh_from_db()
    assert (row.phase, row.changes.count()) == (Phase.INTRODUCTION, 1)
    revision = re.search(r'name="revision" value="(\d+)"', text)[1]
    assert client.post(f"{url}flytta/", _move(revision=revision)).status_code == 302
    row.refresh_from_db()
    assert (row.phase, row.changes.count()) == (Phase.USE, 2)


def test_progress_is_reported_with_comment_and_target(client, member, row, url):
    client.force_login(member)
    response = client.post(f"{url}lage/", _report(), headers=HTMX)
    text = response.content.decode()
    assert response.status_code == 200
    assert re.findall(r'<a class="(cell [^"]*)"', text) == ["cell cell-0 cell-stop"]
    assert "Måldatumet satt till 1 mars 2027" in text
    row.refresh_from_db()
    assert (row.progress, row.comment) == (Progress.OFF_TRACK, "Vi väntar.")


def test_a_report_that_comes_second_sees_both_versions(client, member, lead, row, url):
    services.set_progress(row, Progress.AT_RISK, comment="Osäkert.", by=lead, at=timezone.now())
    client.force_login(member)
    response = client.post(f"{url}lage/", _report())
    text = response.content.decode()
    assert response.status_code == 422
    assert "Nu gäller: Ej påbörjat, risk." in text
    assert "Du ville: Stannat." in text
    assert "Vi väntar.</textarea>" in text
    row.refresh_from_db()
    assert row.progress == Progress.AT_RISK


def test_a_report_without_a_reason_is_refused(client, member, row, url):
    client.force_login(member)
    response = client.post(f"{url}lage/", _report(comment=""))
    assert response.status_code == 422
    assert "Skriv vad det beror på. En mening räcker." in response.content.decode()


def test_history_tells_every_step_with_its_reason(client, member, auditor, url):
    client.force_login(member)
    client.post(f"{url}flytta/", _move())
    client.post(f"{url}lage/", _report(revision="2"))
    client.post(f"{url}flytta/", _move(revision="3", phase="1", because="Det var för tidigt."))
    client.force_login(auditor)
    text = client.get(url).content.decode().split('class="timeline"')[1]
    order = [
        "Användning till Behovsinventering",
        "Det var för tidigt.",
        "Läget ändrat till stannat",
        "Ej påbörjat till Användning",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_a_party_that_left_is_no_longer_shown(client, member, agreement, municipality, url):
    agreement.parties.filter(organisation=municipality).delete()
    client.force_login(member)
    assert client.get(url).status_code == 404


def test_what_people_write_is_shown_as_text(client, member, url):
    client.force_login(member)
    client.post(f"{url}flytta/", _move(because="<img src=x onerror=alert(1)>"))
    assert "<img" not in client.get(url).content.decode()


def test_only_posting_changes_anything(client, member, row, url):
    client.force_login(member)
    assert client.get(f"{url}flytta/").status_code == 405
    assert client.get(f"{url}lage/").status_code == 405


def test_moving_costs_the_same_however_large_the_matrix(client, member, agreement, municipality):
    client.force_login(member)
    costs = []
    for number in range(3):
        Provision.objects.create(agreement=agreement, number=str(number), title="P", text="T")
        services.ensure_implementations(agreement)
        row = agreement.provisions.get(number=str(number)).implementations.get(organisation=municipality)
        with CaptureQueriesContext(connection) as queries:
            assert client.post(f"/avtal/fas/{row.pk}/flytta/", _move(), headers=HTMX).status_code == 200
        costs.append(len(queries))
    assert costs[1] == costs[2] <= 21
