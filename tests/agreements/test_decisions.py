from datetime import timedelta

import pytest

from agreements import queries
from agreements.models import Party
from portal.audit import entries_about
from portal.dates import today


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/beslut/"


@pytest.fixture
def party(agreement, municipality):
    return agreement.parties.get(organisation=municipality)


@pytest.fixture
def decision(party):
    return f"/avtal/part/{party.pk}/"


def test_a_stranger_cannot_tell_it_exists(client, stranger, url, decision):
    client.force_login(stranger)
    assert client.get(url).status_code == 404
    assert client.post(decision, {}).status_code == 404


@pytest.mark.parametrize("who", ["member", "coach", "auditor"])
def test_others_read_the_board_and_change_nothing(client, request, url, party, decision, who):
    client.force_login(request.getfixturevalue(who))
    text = client.get(f"{url}?part={party.pk}").content.decode()
    assert "<form" not in text.split('id="innehall"')[1]
    assert client.post(decision, {"decided_on": "2026-01-01"}).status_code == 403
    party.refresh_from_db()
    assert party.decided_on is None


def test_decided_first_then_planned_then_without_a_date(agreement, county):
    day = today()
    agreement.parties.filter(organisation=county[2]).update(decided_on=day)
    agreement.parties.filter(organisation=county[0]).update(planned_on=day + timedelta(days=9))
    board = queries.decision_board(agreement, on=day)
    assert [(party.organisation, party.decision_state) for party in board.parties] == [
        (county[2], "made"),
        (county[0], "dated"),
        (county[1], "none"),
    ]
    assert (board.made, board.dated, [one.organisation for one in board.undated]) == (1, 1, [county[1]])


def test_a_planned_day_that_has_passed_is_noticed(agreement, county):
    agreement.parties.filter(organisation=county[0]).update(planned_on=today() - timedelta(days=1))
    board = queries.decision_board(agreement, on=today())
    assert [party.organisation for party in board.overdue] == [county[0]]


def test_a_decision_is_written_down_in_its_row(client, lead, url, party, decision):
    client.force_login(lead)
    assert "Spara beslutet" in client.get(f"{url}?part={party.pk}").content.decode()
    response = client.post(
        decision, {"planned_on": "", "decided_on": today().isoformat(), "registry_number": "KS 1", "revision": 1}
    )
    assert response.url == f"{url}#part-{party.pk}"
    party.refresh_from_db()
    assert (party.decided_on, party.registry_number) == (today(), "KS 1")
    assert {entry.verb for entry in entries_about(party)} == {"recorded decision", "changed registry number"}


def test_a_day_in_the_future_is_refused_and_what_was_typed_stays(client, lead, party, decision):
    client.force_login(lead)
    tomorrow = (today() + timedelta(days=1)).isoformat()
    response = client.post(decision, {"decided_on": tomorrow, "registry_number": "KS 7", "revision": 1})
    text = response.content.decode()
    assert response.status_code == 422
    assert "Beslutet kan inte ligga i framtiden." in text
    assert f'value="{tomorrow}"' in text
    assert 'value="KS 7"' in text
    party.refresh_from_db()
    assert (party.decided_on, party.registry_number) == (None, "")


def test_a_date_that_is_no_date_is_refused_in_swedish(client, lead, decision):
    client.force_login(lead)
    response = client.post(decision, {"planned_on": "snart"})
    assert response.status_code == 422
    assert "giltigt datum" in response.content.decode()


def test_when_all_have_decided_it_can_be_marked(client, lead, agreement, url):
    client.force_login(lead)
    assert "Markera som beslutat" not in client.get(url).content.decode()
    Party.objects.update(decided_on=today())
    assert "Markera som beslutat" in client.get(url).content.decode()
    assert client.post(f"{url}alla/").url == url
    agreement.refresh_from_db()
    assert agreement.state == "decided"


def test_it_is_not_marked_too_early(client, lead, agreement, url):
    client.force_login(lead)
    text = client.post(f"{url}alla/", follow=True).content.decode()
    agreement.refresh_from_db()
    assert agreement.state == "out_for_decision"
    assert "3 parter har inte beslutat." in text


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_rows(client, lead, agreement, url, count, django_assert_num_queries):
    keep = list(agreement.parties.values_list("pk", flat=True)[:count])
    agreement.parties.exclude(pk__in=keep).delete()
    client.force_login(lead)
    with django_assert_num_queries(8):  # session, user, memberships, agreement, parties, moved dates, cases, anchoring
        assert client.get(url).status_code == 200
