"""Several cells at once: one reason, one transaction, each its own history; what others changed is left alone."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from agreements import services
from agreements.forms.phases import MANY
from agreements.models import AgreementState, Implementation, Phase, PhaseChange, Progress
from portal.audit import entries_about

from .conftest import NOON

HTMX = {"HX-Request": "true"}


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/faser/flera/"


@pytest.fixture
def mine(rows, municipality):
    """Ekby's four rows, in the agreement's order."""
    return list(rows.filter(organisation=municipality).order_by("provision__position"))


def seen(rows):
    return ",".join(f"{row.pk}:{row.revision}" for row in rows)


def wish(chosen, **changes):
    return {"rows": seen(chosen), "phase": "2", "progress": "", "because": "Alla börjar i dag.", **changes}


def undo_of(response):
    return re.search(r'name="before" value="([^"]+)"', response.content.decode())[1]


# The service


def test_each_row_gets_its_own_history_and_trail(mine, member):
    outcome = services.move_many(
        {row.pk: 1 for row in mine},
        phase=Phase.USE,
        progress=Progress.AT_RISK,
        because=" Så här. ",
        by=member,
        at=NOON,
    )
    assert (len(outcome.moved), outcome.meanwhile, outcome.same) == (4, [], [])
    for row in mine:
        row.refresh_from_db()
        assert (row.phase, row.phase_since, row.progress, row.comment) == (3, date(2026, 3, 12), "at_risk", "Så här.")
        assert (row.revision, row.changed_by, row.changed_at) == (2, member, NOON)
        change = row.changes.get()
        assert (change.was, change.now, change.progress_was, change.progress_now) == (0, 3, "on_track", "at_risk")
        assert (change.because, change.by, change.at) == ("Så här.", member, NOON)
        assert {entry.verb for entry in entries_about(row)} == {"moved to phase", "reported progress"}


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_rows(mine, member, count, django_assert_num_queries):
    with django_assert_num_queries(6):  # savepoint, rows, history, rows, trail, release
        services.move_many({row.pk: 1 for row in mine[:count]}, phase=3, because="Så.", by=member, at=NOON)


def test_what_somebody_changed_is_left_alone_and_the_others_are_saved(mine, member, lead):
    services.move_to_phase(mine[0], Phase.USE, because="Vi hann före.", by=lead, at=NOON)
    outcome = services.move_many(
        {row.pk: 1 for row in mine}, phase=Phase.INTRODUCTION, because="Alla.", by=member, at=NOON
    )
    assert ([row.pk for row in outcome.meanwhile], len(outcome.moved)) == ([mine[0].pk], 3)
    assert [row.phase for row in Implementation.objects.filter(pk__in=[m.pk for m in mine]).order_by("pk")].count(
        2
    ) == 3
    mine[0].refresh_from_db()
    assert (mine[0].phase, mine[0].revision, mine[0].changes.count()) == (Phase.USE, 2, 1)


def test_what_stands_so_already_gets_no_history(mine, member):
    services.move_to_phase(mine[0], Phase.USE, because="Klart.", by=member, at=NOON)
    outcome = services.move_many({mine[0].pk: 2, mine[1].pk: 1}, phase=Phase.USE, because="B.", by=member, at=NOON)
    assert ([row.pk for row in outcome.same], [row.pk for row in outcome.moved]) == ([mine[0].pk], [mine[1].pk])
    assert mine[0].changes.count() == 1


@pytest.mark.parametrize("reason", ["", "  ", None])
def test_without_a_reason_nothing_moves(mine, member, reason):
    with pytest.raises(ValidationError):
        services.move_many({row.pk: 1 for row in mine}, phase=3, because=reason, by=member, at=NOON)
    assert PhaseChange.objects.count() == 0


def test_undoing_puts_everything_back_but_the_history(mine, member, lead):
    services.move_to_phase(mine[0], Phase.NEEDS_ASSESSMENT, because="Först.", by=lead, at=NOON - timedelta(days=90))
    services.set_progress(mine[0], Progress.AT_RISK, comment="Osäkert.", by=lead, at=NOON - timedelta(days=80))
    Implementation.objects.filter(pk=mine[1].pk).update(carried_on=date(2026, 1, 1))
    fields = ["pk", "phase", "phase_since", "progress", "comment", "carried_on", "adoption"]
    rows = Implementation.objects.filter(pk__in=[mine[0].pk, mine[1].pk]).order_by("pk")
    before = list(rows.values(*fields))
    outcome = services.move_many(
        {mine[0].pk: 3, mine[1].pk: 1}, phase=3, progress="off_track", because="B.", by=member, at=NOON
    )
    assert list(rows.values(*fields)) != before
    back = services.put_back(outcome.before, by=member, at=NOON)
    assert (list(rows.values(*fields)), len(back.moved)) == (before, 2)
    assert [row.changes.count() for row in rows] == [4, 2]
    assert rows[0].revision == 5


def test_undoing_leaves_what_somebody_changed_since(mine, member, lead):
    outcome = services.move_many({row.pk: 1 for row in mine[:2]}, phase=3, because="B.", by=member, at=NOON)
    services.move_to_phase(mine[0], Phase.SUSTAINMENT, because="Sitter.", by=lead, at=NOON)
    back = services.put_back(outcome.before, by=member, at=NOON)
    assert ([row.pk for row in back.meanwhile], [row.pk for row in back.moved]) == ([mine[0].pk], [mine[1].pk])
    mine[0].refresh_from_db()
    assert mine[0].phase == Phase.SUSTAINMENT


# The page


def test_a_stranger_cannot_tell_it_exists(client, stranger, mine, url):
    client.force_login(stranger)
    assert client.get(url).status_code == 404
    assert client.post(url, wish(mine)).status_code == 404
    assert client.post(f"{url}angra/", {}).status_code == 404


def test_one_row_that_is_not_ones_own_refuses_all(client, member, rows, mine, url):
    other = rows.exclude(organisation=mine[0].organisation).first()
    client.force_login(member)
    assert client.post(url, wish([*mine, other])).status_code == 403
    assert client.get(url, {"rad": f"{other.pk}:1"}).status_code == 403
    assert PhaseChange.objects.count() == 0


@pytest.mark.parametrize("who", ["coach", "auditor", "respondent"])
def test_who_only_reads_is_refused(client, request, mine, url, who):
    client.force_login(request.getfixturevalue(who))
    assert client.post(url, wish(mine)).status_code == 403


def test_a_closed_agreement_is_history(client, lead, agreement, mine, url):
    agreement.state = AgreementState.REPLACED
    agreement.save()
    client.force_login(lead)
    assert client.post(url, wish(mine)).status_code == 403


def test_the_answer_is_the_changed_cells_and_no_more(client, member, mine, url):
    client.force_login(member)
    text = client.post(url, wish(mine[:2]), headers=HTMX).content.decode()
    found = re.findall(r'<a class="(cell [^"]*)" id="(c\d+)" tabindex="-1" data-r="(\d+)"[^>]*hx-swap-oob', text)
    assert found == [("cell cell-2", f"c{row.pk}", "2") for row in mine[:2]]
    assert "2 rutor flyttades." in text
    assert "<html" not in text


def test_the_list_leads_to_the_form_and_the_form_to_the_deed(client, member, mine, url):
    client.force_login(member)
    page = client.get(url, {"rad": [f"{row.pk}:1" for row in mine]}).content.decode()
    assert "4 rutor valda" in page
    assert f'value="{seen(mine)}"' in page
    response = client.post(url, wish(mine))
    assert response.status_code == 200
    assert "4 rutor flyttades." in response.content.decode()
    undone = client.post(f"{url}angra/", {"before": undo_of(response)})
    assert "Ångrat: 4 rutor är som förut." in undone.content.decode()
    assert set(Implementation.objects.values_list("phase", flat=True)) == {0}


def test_both_versions_are_shown_and_the_wish_can_be_sent_again(client, member, lead, mine, url):
    services.move_to_phase(mine[0], Phase.USE, because="Vi hann före.", by=lead, at=timezone.now())
    client.force_login(member)
    for row in mine:
        row.revision = 1
    response = client.post(url, wish(mine), headers=HTMX)
    text = " ".join(response.content.decode().split())
    assert response.status_code == 422
    assert "1 ruta hann någon annan ändra. Den är orörd" in text
    assert "Nu gäller: Användning, i fas." in text
    assert "Vi hann före." in text
    assert "Du ville: Införande." in text
    assert "3 rutor flyttades." in text
    again = dict(re.findall(r'type="hidden" name="(rows|phase|progress|because)" value="([^"]*)"', text))
    assert again == {"rows": f"{mine[0].pk}:2", "phase": "2", "progress": "", "because": "Alla börjar i dag."}
    assert client.post(url, again, headers=HTMX).status_code == 200
    mine[0].refresh_from_db()
    assert (mine[0].phase, mine[0].changes.count()) == (Phase.INTRODUCTION, 2)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"because": " "}, "Skriv varför. En mening räcker."),
        ({"phase": ""}, "Välj en fas eller ett läge att ändra till."),
        ({"rows": ""}, "Välj minst en ruta i tabellen först."),
        ({"rows": "x,1:,:2,-1:3"}, "Välj minst en ruta i tabellen först."),
        ({"rows": ",".join(f"{n}:1" for n in range(1, MANY + 2))}, "Välj färre."),
        ({"phase": "7"}, "giltigt"),
        ({"because": "Patient 19640823-3234"}, "personnummer"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_not_right_is_said_and_what_was_typed_stays(client, lead, mine, url, changes, said, headers):
    client.force_login(lead)
    data = wish(mine, **changes)
    response = client.post(url, data, headers=headers)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert data["because"].strip() in response.content.decode()
    assert PhaseChange.objects.count() == 0


def test_rows_that_are_gone_are_counted_and_the_rest_is_saved(client, lead, mine, url):
    client.force_login(lead)
    data = wish(mine[:1]) | {"rows": f"{mine[0].pk}:1,99999999:1"}
    assert "1 ruta finns inte längre" in client.post(url, data).content.decode()
    assert client.post(url, data | {"rows": "99999999:1"}).status_code == 404


def test_undoing_needs_what_the_portal_wrote_itself(client, member, neighbour, mine, url):
    client.force_login(member)
    before = undo_of(client.post(url, wish(mine)))
    assert client.post(f"{url}angra/", {"before": before[:-2] + "xx"}).status_code == 404
    assert client.get(f"{url}angra/").status_code == 405
    client.force_login(neighbour)
    assert client.post(f"{url}angra/", {"before": before}).status_code == 403
    client.force_login(member)
    assert client.post(f"{url}angra/", {"before": before}).status_code == 200
    again = client.post(f"{url}angra/", {"before": before})
    assert again.status_code == 422
    assert "4 rutor hann någon annan ändra" in again.content.decode()
