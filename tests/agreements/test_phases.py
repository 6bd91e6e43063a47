import re

import pytest
from django.utils import timezone

from agreements import queries, services
from agreements.models import Phase, Progress, Provision
from portal.dates import today


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/faser/"


def _cells(response):
    return re.findall(r'<a class="(cell[^"]*)" id="c(\d+)"', response.content.decode())


def test_a_stranger_cannot_tell_it_exists(client, stranger, rows, url):
    client.force_login(stranger)
    assert client.get(url).status_code == 404
    assert client.get(f"{url}excel/").status_code == 404


def test_a_cell_for_every_party_and_clause_in_force(client, auditor, rows, url):
    client.force_login(auditor)
    assert sorted(int(pk) for _kind, pk in _cells(client.get(url))) == sorted(rows.values_list("pk", flat=True))


def test_groups_and_rows_stand_in_swedish_order(client, lead, rows, parts, url):
    client.force_login(lead)
    heads = re.findall(r'<th scope="row(?:group)?"[^>]*>(?:<a [^>]*>)?([^<]+)', client.get(url).content.decode())
    assert heads == ["Västra delen", "Åsele", "Ådalen", "Ekby", "Regionen", "Regionen"]


def test_phase_is_shape_progress_is_mark_and_both_are_words(client, lead, row, url):
    services.move_to_phase(row, Phase.INTRODUCTION, because="Vi börjar.", by=lead, at=timezone.now())
    services.set_progress(row, Progress.OFF_TRACK, comment="Väntar.", by=lead, at=timezone.now())
    client.force_login(lead)
    text = client.get(url).content.decode()
    cell = re.search(rf'<a class="([^"]*)" id="c{row.pk}".*?</a>', text)
    assert cell[1] == "cell cell-2 cell-stop"
    assert "#phase-2" in cell[0]
    assert "#status-stop" in cell[0]
    assert "Införande, stannat" in cell[0]


def test_exactly_one_cell_is_in_the_tab_order(client, lead, rows, row, url):
    client.force_login(lead)
    reachable = re.compile(r'id="c(\d+)" tabindex="0"')
    assert len(reachable.findall(client.get(url).content.decode())) == 1
    assert reachable.findall(client.get(url, {"ruta": row.pk}).content.decode()) == [str(row.pk)]


def test_the_cut_stands_in_the_address(client, lead, row, parts, url):
    services.set_progress(row, Progress.AT_RISK, comment="Osäkert.", by=lead, at=timezone.now())
    client.force_login(lead)
    assert len(_cells(client.get(url, {"lansdel": parts[0].pk}))) == 4
    assert len(_cells(client.get(url, {"punkter": "nya"}))) == 9
    assert [int(pk) for _kind, pk in _cells(client.get(url, {"lage": "attention"}))] == [row.pk]
    assert _cells(client.get(url, {"lage": "off_track"})) == []
    assert "Inga träffar" in client.get(url, {"lage": "off_track"}).content.decode()


def test_a_cut_does_not_change_the_figures(client, lead, rows, parts, url):
    client.force_login(lead)
    assert client.get(url, {"lansdel": parts[0].pk, "punkter": "nya"}).context["figures"].total == 12


@pytest.mark.parametrize(
    "garbage",
    ["?lansdel=x'--", "?ruta=0", "?ruta=%C3%A5", "?part=9999999999", "?lage=x", "?ruta=99999999999999999999999"],
)
def test_a_broken_address_shows_a_page(client, lead, rows, url, garbage):
    client.force_login(lead)
    assert client.get(url + garbage).status_code == 200


def test_the_panel_can_stand_open_by_address(client, member, row, url):
    client.force_login(member)
    text = client.get(url, {"ruta": row.pk}).content.decode()
    assert f'data-cell="c{row.pk}"' in text
    assert 'hx-target="#ruta"' in text


def test_the_phone_shows_ones_own_organisation_first(client, member, rows, municipality, other_municipality, url):
    client.force_login(member)
    assert client.get(url).context["phone"]["organisation"] == municipality
    phone = client.get(url, {"part": other_municipality.pk}).context["phone"]
    assert (phone["organisation"], len(phone["rows"])) == (other_municipality, 4)


@pytest.mark.parametrize("count", [1, 3])
def test_costs_at_most_twelve_statements_however_large(
    client, lead, agreement, parts, url, count, django_assert_num_queries
):
    for number in range(count):
        Provision.objects.create(agreement=agreement, number=str(number), title="P", text="T")
    services.ensure_implementations(agreement)
    client.force_login(lead)
    with django_assert_num_queries(9):  # session, user, memberships, agreement, parties, parts, clauses, cells, pulses
        response = client.get(url)
    assert len(_cells(response)) == 3 * count


def test_names_are_escaped(client, lead, agreement, municipality, url):
    municipality.short_name = "<b>Ekby</b>"
    municipality.save()
    Provision.objects.create(agreement=agreement, number="1", title='"><script>', text="T")
    services.ensure_implementations(agreement)
    client.force_login(lead)
    text = client.get(url).content.decode()
    assert "<b>Ekby" not in text
    assert '"><script>' not in text


def test_one_formula_for_the_figures_everywhere(agreement, row, lead):
    services.move_to_phase(row, Phase.USE, because="Det används.", by=lead, at=timezone.now())
    standing, matrix = queries.standing_of(agreement, on=today()), queries.matrix_of(agreement, on=today())
    listed = [one.figures for _chapter, found in queries.provision_rows(agreement) for one in found]
    assert standing.figures == matrix.figures == queries.phase_figures(agreement)
    assert sum(figures.in_use for figures in listed) == matrix.figures.in_use == 1
