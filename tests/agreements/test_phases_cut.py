"""The matrix cut by side, chapter, clause, phase, progress and what is left to do; combined, and as a list."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from agreements import services
from agreements.models import AgreementState, Implementation, Phase, Progress


@pytest.fixture
def url(agreement, rows, parts):
    return f"/avtal/{agreement.pk}/faser/"


def cells(client, url, **asked):
    text = client.get(url, asked).content.decode()
    return {int(pk) for kind, pk in re.findall(r'<a class="(cell [^"]*)" id="c(\d+)"', text) if "cell-off" not in kind}


def listed(client, url, **asked):
    return [row.pk for row, _may in client.get(url, asked | {"vy": "lista"}).context["rows"]]


@pytest.fixture
def varied(rows, row, lead, county, municipality):
    """Ekby owns § 2.1 and introduces it, at risk; Åsele sustains § 3.1 since long; the region's § 1.1 was carried."""
    region, _ekby, asele = county
    services.move_to_phase(row, Phase.INTRODUCTION, because="Börjar.", by=lead, at=timezone.now())
    services.set_progress(row, Progress.AT_RISK, comment="Osäkert.", by=lead, at=timezone.now())
    services.set_owner(row, municipality, contact="", by=lead)
    old = rows.get(organisation=asele, provision__number="3.1")
    services.move_to_phase(old, Phase.SUSTAINMENT, because="Sitter.", by=lead, at=timezone.now() - timedelta(days=200))
    carried = rows.get(organisation=region, provision__number="1.1")
    Implementation.objects.filter(pk=carried.pk).update(carried_on=date(2026, 1, 1))
    return {"risk": row.pk, "pulse": old.pk, "carried": carried.pk}


def test_each_cut_alone(client, lead, rows, row, varied, url):
    client.force_login(lead)
    everything = set(rows.values_list("pk", flat=True))
    of = {"municipal": rows.filter(organisation__side="municipal"), "region": rows.filter(organisation__side="region")}
    for side, wanted in of.items():
        assert cells(client, url, huvudman=side) == set(wanted.values_list("pk", flat=True))
    chapter = set(rows.filter(provision__chapter="Kapitel 2").values_list("pk", flat=True))
    assert cells(client, url, punkt="kapitel:Kapitel 2") == chapter
    clause = set(rows.filter(provision=row.provision).values_list("pk", flat=True))
    assert cells(client, url, punkt=str(row.provision_id)) == clause
    assert cells(client, url, fas="2") == {varied["risk"]}
    assert cells(client, url, fas="0") == everything - {varied["risk"], varied["pulse"]}
    assert cells(client, url, lage="on_track") == everything - {varied["risk"]}
    assert cells(client, url, kvar="agare") == everything - {varied["risk"]}
    assert cells(client, url, kvar="avstamning") == {varied["pulse"]}
    assert cells(client, url, kvar="bekrafta") == {varied["carried"]}


def test_cuts_are_combined_and_cleared(client, lead, rows, varied, parts, url):
    client.force_login(lead)
    assert cells(client, url, fas="2", lage="at_risk", huvudman="municipal", punkter="nya") == {varied["risk"]}
    assert cells(client, url, fas="2", huvudman="region") == set()
    assert cells(client, url, kvar="avstamning", fas="4", lansdel=parts[1].pk) == {varied["pulse"]}
    assert "Rensa alla filter" in client.get(url, {"fas": "2"}).content.decode()
    assert "Rensa alla filter" not in client.get(url).content.decode()


def test_the_list_shows_what_is_asked_for_in_the_order_of_the_table(client, lead, rows, varied, url, county):
    region, ekby, asele = county
    client.force_login(lead)
    order = [
        pk
        for organisation in (asele, ekby, region)
        for pk in rows.filter(organisation=organisation).order_by("provision__position").values_list("pk", flat=True)
    ]
    assert listed(client, url) == order
    assert listed(client, url, kvar="bekrafta") == [varied["carried"]]
    assert "Inga träffar" in client.get(url, {"vy": "lista", "fas": "1"}).content.decode()


def test_the_list_offers_a_tick_only_for_what_one_may_move(client, member, auditor, agreement, municipality, url):
    client.force_login(member)
    ticks = re.findall(r'name="rad" value="(\d+):1"', client.get(url, {"vy": "lista"}).content.decode())
    own = Implementation.objects.filter(organisation=municipality).values_list("pk", flat=True)
    assert {int(pk) for pk in ticks} == set(own)
    for change in (lambda: client.force_login(auditor), lambda: _close(agreement, client, member)):
        change()
        text = client.get(url, {"vy": "lista"}).content.decode()
        assert ('name="rad"' in text, "Flytta de ikryssade" in text) == (False, False)


def _close(agreement, client, member):
    agreement.state = AgreementState.REPLACED
    agreement.save()
    client.force_login(member)


def test_only_rows_one_may_move_can_be_selected(client, member, auditor, url):
    client.force_login(member)
    text = client.get(url).content.decode()
    assert re.findall(r"<tr data-may><th scope=\"row\"><a [^>]*>([^<]*)", text) == ["Ekby"]
    client.force_login(auditor)
    text = client.get(url).content.decode()
    assert ("data-may" in text, 'id="valda"' in text) == (False, False)


@pytest.mark.parametrize(
    "garbage",
    [
        {"fas": "9"},
        {"fas": "²"},
        {"punkt": "99999999999999999999"},
        {"punkt": "²"},
        {"punkt": "kapitel:Finns inte"},
        {"kvar": "x"},
        {"huvudman": "'--"},
        {"vy": '"><script>'},
        {"vy": "lista", "sida": "x"},
    ],
)
def test_a_broken_address_shows_a_page(client, lead, url, garbage):
    client.force_login(lead)
    response = client.get(url, garbage)
    assert response.status_code == 200
    assert '"><script>' not in response.content.decode()


@pytest.mark.parametrize("asked", [{"kvar": "agare"}, {"kvar": "avstamning"}, {"fas": "0", "vy": "lista"}])
def test_a_cut_costs_at_most_one_statement_more(client, lead, url, asked, django_assert_max_num_queries):
    client.force_login(lead)
    with django_assert_max_num_queries(10):
        client.get(url, asked)


def test_the_export_is_cut_alike(client, lead, varied, url):
    client.force_login(lead)
    whole, part = client.get(f"{url}excel/"), client.get(f"{url}excel/", {"kvar": "bekrafta"})
    assert (whole.status_code, part.status_code) == (200, 200)
    assert len(part.content) < len(whole.content)
