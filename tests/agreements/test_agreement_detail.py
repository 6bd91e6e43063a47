from datetime import timedelta

import pytest
from django.utils import timezone

from agreements import queries, services
from agreements.models import Agreement, AgreementState, Change, Phase, Progress, Provision
from portal.dates import today


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/"


def _move(row, phase, by, *, days_ago=0):
    at = timezone.now() - timedelta(days=days_ago)
    return services.move_to_phase(row, phase, because="Så här är det.", by=by, at=at)


def test_a_stranger_cannot_tell_it_exists(client, stranger, url):
    client.force_login(stranger)
    assert client.get(url).status_code == 404


def test_a_member_cannot_tell_a_draft_exists(client, member, agreement, url):
    agreement.state = AgreementState.DRAFT
    agreement.save()
    client.force_login(member)
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("who", ["member", "respondent", "coach", "auditor"])
def test_those_who_take_part_read_it_and_are_offered_no_change(client, request, url, rows, who):
    client.force_login(request.getfixturevalue(who))
    response = client.get(url)
    assert response.status_code == 200
    assert "/andra/" not in response.content.decode()


def test_it_says_its_state_in_a_sentence(client, lead, agreement, rows, url):
    agreement.decide_by = today() + timedelta(days=80)
    agreement.save()
    agreement.parties.filter(organisation__short_name="Ekby").update(decided_on=today())
    client.force_login(lead)
    text = " ".join(client.get(url).content.decode().split())
    assert "<strong>1 av 3 parter har beslutat</strong>, sista dag är" in text
    assert "om 80 dagar." in text


@pytest.mark.parametrize("state", [state.value for state in AgreementState])
def test_the_proviso_stands_until_it_is_decided(client, lead, rows, url, state):
    Agreement.objects.update(state=state)
    shown = state in {"draft", "out_for_decision"}
    client.force_login(lead)
    pages = [url, f"{url}punkter/", f"{url}beslut/", f"{url}faser/", f"{url}plan/"]
    pages += [f"/avtal/punkt/{rows[0].provision_id}/", f"/avtal/fas/{rows[0].pk}/"]
    said = {page: "under förutsättning att avtalet beslutas" in client.get(page).content.decode() for page in pages}
    assert said == dict.fromkeys(pages, shown)


def test_the_figures_are_counted_from_the_rows(agreement, rows, municipality, other_municipality, lead):
    mine = list(rows.filter(organisation=municipality).order_by("provision__position"))
    _move(mine[0], Phase.USE, lead)
    _move(mine[1], Phase.SUSTAINMENT, lead, days_ago=40)
    _move(mine[2], Phase.INTRODUCTION, lead)
    services.set_progress(mine[2], Progress.OFF_TRACK, comment="Väntar.", by=lead, at=timezone.now())
    services.set_progress(mine[3], Progress.AT_RISK, comment="Osäkert.", by=lead, at=timezone.now())
    standing = queries.standing_of(agreement, on=today())
    figures = standing.figures
    assert (figures.total, figures.in_use, figures.by_phase) == (12, 2, [9, 0, 1, 1, 1])
    assert (figures.at_risk, figures.stopped, standing.gained) == (1, 1, 1)
    assert [row.progress for row in standing.attention] == [Progress.OFF_TRACK, Progress.AT_RISK]
    assert {one.short_name for one in standing.silent} == {"Regionen", other_municipality.short_name}
    assert standing.least_started[1] == 3


def test_a_removed_clause_and_a_party_that_left_do_not_count(agreement, rows, provisions, other_municipality, lead):
    provisions[0].change = Change.REMOVED
    provisions[0].save()
    agreement.parties.filter(organisation=other_municipality).delete()
    assert queries.standing_of(agreement, on=today()).figures.total == 6


def test_a_party_that_sustains_everything_is_not_called_silent(agreement, rows, municipality, lead):
    rows.filter(organisation=municipality).update(phase=Phase.SUSTAINMENT)
    assert municipality not in queries.standing_of(agreement, on=today()).silent


def test_parts_of_the_county_stand_in_swedish_order_and_the_region_last(agreement, rows, parts):
    groups = queries.standing_of(agreement, on=today()).groups
    assert [group.name for group in groups] == ["Västra delen", "Ådalen", "Regionen"]


def test_bars_have_the_same_figures_in_words(client, lead, rows, url):
    _move(rows[0], Phase.USE, lead)
    client.force_login(lead)
    assert (
        "Ej påbörjat 11, Behovsinventering 0, Införande 0, Användning 1, Vidmakthållande 0"
        in client.get(url).content.decode()
    )


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_rows(agreement, lead, count, django_assert_num_queries):
    for number in range(count):
        Provision.objects.create(agreement=agreement, number=str(number + 1), position=number, title="P", text="T")
    services.ensure_implementations(agreement)
    for row in agreement.provisions.first().implementations.all():
        services.set_progress(row, Progress.AT_RISK, comment="Osäkert.", by=lead, at=timezone.now())
    with django_assert_num_queries(
        9
    ):  # parties, parts, cells, attention, decisions, moves, heard, pulses, least started
        queries.standing_of(agreement, on=today())


def test_an_agreement_without_clauses_offers_the_first(client, lead, member, agreement, url):
    client.force_login(lead)
    assert "Skriv den första punkten" in client.get(url).content.decode()
    client.force_login(member)
    assert "Skriv den första punkten" not in client.get(url).content.decode()
