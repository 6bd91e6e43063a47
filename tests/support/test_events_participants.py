"""Who came, in numbers: the table, and the coverage."""

import io

import openpyxl
import pytest

from organisations.models import Grouping, GroupingMember, Organisation
from portal.models import AuditEntry
from support.forms.participation import ParticipationForm
from support.models import Participation
from tests.support.events import make_series, plan


@pytest.fixture
def north(municipality):
    part = Grouping.objects.create(kind="county_part", name="Norra")
    GroupingMember.objects.create(grouping=part, organisation=municipality)
    return part


@pytest.fixture
def south(other_municipality):
    part = Grouping.objects.create(kind="county_part", name="Ådalen")
    GroupingMember.objects.create(grouping=part, organisation=other_municipality)
    return part


@pytest.fixture
def centres(region, municipality, north):
    """Two health centres, one of them in the north."""
    rows = [
        Organisation.objects.create(name=f"Vårdcentralen {name}", short_name=name, kind="health_centre", parent=region)
        for name in ("Ekdungen", "Örnen")
    ]
    GroupingMember.objects.create(grouping=north, organisation=rows[0])
    return rows


@pytest.fixture
def event(lead):
    return plan(lead, days=-3)


def table(event):
    return f"/stod/tillfallen/{event.pk}/deltagare/"


def seen(client, event):
    return client.get(table(event)).context["form"]["seen"].value()


def stored(event):
    rows = Participation.objects.filter(event=event).values_list("organisation", "grouping", "unit", "persons")
    return sorted(rows, key=str)


def test_the_whole_table_is_saved_at_once(client, lead, event, county, north, south, centres):
    region, ekby, asele = county
    client.force_login(lead)
    sent = {
        "seen": seen(client, event),
        f"o{ekby.pk}-municipality": " 4 ",
        f"o{asele.pk}-municipality": "",
        f"o{centres[0].pk}-health_centre": "2",
        f"o{region.pk}-region": "0",
        f"d{south.pk}-municipality": "3",
        "d0-other": "1",
    }
    assert client.post(table(event), sent).status_code == 302
    assert stored(event) == sorted(
        [
            (ekby.pk, None, "municipality", 4),
            (centres[0].pk, None, "health_centre", 2),
            (None, south.pk, "municipality", 3),
            (None, None, "other", 1),
        ],
        key=str,
    )
    sent |= {"seen": seen(client, event), f"o{ekby.pk}-municipality": "0", "d0-other": "9"}
    client.post(table(event), sent)
    assert Participation.objects.filter(event=event).count() == 3
    assert Participation.objects.get(event=event, unit="other").persons == 9
    assert AuditEntry.objects.filter(verb="counted participants").count() == 2
    page = client.get(event.get_absolute_url()).content.decode()
    assert "<strong>14 personer</strong> kom, från 1 namngiven organisation" in page


def test_a_bad_number_is_told_at_its_field_and_nothing_is_lost(client, lead, event, county):
    client.force_login(lead)
    first, second, third = (
        f"o{one.pk}-{unit}" for one, unit in zip(county, ["region", *["municipality"] * 2], strict=True)
    )
    sent = {"seen": seen(client, event), first: "fyra", second: "-1", third: "12", "d0-hospital": "3,5"}
    answer = client.post(table(event), sent)
    page = answer.content.decode()
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {first, second, "d0-hospital"})
    assert "Skriv ett heltal, till exempel 4" in page
    assert "Siffran kan inte vara under 0." in page
    assert [f'value="{typed}"' in page for typed in ("fyra", "-1", "12", "3,5")] == [True] * 4
    assert stored(event) == []
    huge = client.post(table(event), {"seen": seen(client, event), third: "9" * 30})
    assert "Det är fler än som kan räknas här." in huge.content.decode()


def test_two_who_count_at_once_overwrite_nothing(client, lead, event, municipality):
    client.force_login(lead)
    name, mark = f"o{municipality.pk}-municipality", seen(client, event)
    client.post(table(event), {"seen": mark, name: "4"})
    answer = client.post(table(event), {"seen": mark, name: "7", "d0-other": "2"})
    page = answer.content.decode()
    assert (answer.status_code, "Ekby kommun: 4" in page, 'value="7"' in page) == (422, True, True)
    assert stored(event) == [(municipality.pk, None, "municipality", 4)]
    again = {"seen": answer.context["form"]["seen"].value(), name: "7", "d0-other": "2"}
    assert client.post(table(event), again).status_code == 302
    assert sorted(row[-1] for row in stored(event)) == [2, 7]


def count(event, **persons):
    """count(event, organisation=..., persons=...) as a row."""
    return Participation.objects.create(event=event, **persons)


def test_coverage_says_who_has_come_and_ranks_nobody(client, lead, member, county, north, south, centres):
    _region, ekby, asele = county
    series = make_series()
    first, second = plan(lead, days=-9, series=series), plan(lead, days=-2, series=series)
    coming = plan(lead, days=4, series=series)
    draft = plan(lead, days=-2, series=series, state="draft")
    count(first, organisation=ekby, unit="municipality", persons=3)
    count(second, organisation=ekby, unit="municipality", persons=1)
    count(second, organisation=centres[1], unit="health_centre", persons=2)
    count(second, grouping=south, unit="hospital", persons=5)
    count(second, unit="region", persons=7)
    count(coming, organisation=asele, unit="municipality", persons=99)
    count(draft, organisation=asele, unit="municipality", persons=99)
    client.force_login(member)
    answer = client.get("/stod/tillfallen/tackning/", {"serie": series.pk})
    found, page = answer.context["coverage"], answer.content.decode()
    assert (found.events, found.counted, found.persons) == (2, 2, 18)
    assert [(part.name, part.municipalities, part.municipalities_of, part.persons) for part in found.parts] == [
        ("Norra", 1, 1, 4),
        ("Ådalen", 0, 1, 5),
        ("", 0, 0, 2),
    ]
    assert [row.name for row in found.parts[0].rows] == ["Ekby kommun", "Vårdcentralen Ekdungen"]
    assert (found.health_centres, found.health_centres_of, found.parts_reached) == (1, 2, 2)
    assert [(row.kind, row.persons) for row in found.others] == [("Övriga regionen", 7)]
    assert "från 1 av 2 kommuner" in page
    assert "2 av 2 delregioner" in page
    assert "1 av 2 vårdcentraler" in page
    none = client.get("/stod/tillfallen/tackning/", {"till": "2001-01-01", "fran": "0000-01-01", "slag": "x"})
    assert "Inga siffror här" in none.content.decode()
    one = client.get(f"/stod/tillfallen/{first.pk}/tackning/").context["coverage"]
    assert (one.persons, one.municipalities, one.municipalities_of) == (3, 1, 2)


def test_coverage_as_a_workbook(client, lead, member, county, north, event):
    county[1].name = "=Ekby"
    county[1].save()
    count(event, organisation=county[1], unit="municipality", persons=3)
    client.force_login(member)
    for address in ("/stod/tillfallen/tackning/excel/", f"/stod/tillfallen/tackning/excel/?tillfalle={event.pk}"):
        answer = client.get(address)
        rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
        assert rows[0] == ("Delregion", "Organisation", "Slags arbetsplats", "Tillfällen", "Personer")
        assert ("Norra", "'=Ekby", "Kommun", 1, 3) in rows
    hidden = plan(lead, state="draft")
    assert client.get(f"/stod/tillfallen/tackning/excel/?tillfalle={hidden.pk}").status_code == 404


def test_what_an_unlucky_number_of_organisations_costs(client, lead, event, county, django_assert_num_queries):
    for number in range(30):
        Organisation.objects.create(
            name=f"Vårdcentralen {number}", short_name=str(number), kind="health_centre", parent=county[0]
        )
    client.force_login(lead)
    with django_assert_num_queries(8):  # session, user, memberships, event, numbers, organisations, parts, belongings
        assert client.get(table(event)).status_code == 200
    with django_assert_num_queries(9):
        client.get(f"/stod/tillfallen/{event.pk}/tackning/")


def test_an_organisation_that_has_changed_kind_keeps_its_number(lead, event, municipality):
    count(event, organisation=municipality, unit="municipality", persons=3)
    Organisation.objects.filter(pk=municipality.pk).update(kind="joint_body")
    form = ParticipationForm(event=event, user=lead, on=event.starts_at.date())
    assert {form[f"o{municipality.pk}-{unit}"].value() for unit in ("municipality", "other")} == {3, None}
