"""The public facts, and loading a county from them."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from organisations import facts
from organisations.models import Grouping, GroupingKind, GroupingMember, Organisation, OrganisationKind

JONKOPING = "Region Jönköpings län"


def test_jonkoping_has_thirteen_municipalities_and_its_region(db):
    county = facts.load_county(JONKOPING)
    assert county["06"].kind == OrganisationKind.REGION
    assert county["06"].name == JONKOPING
    assert Organisation.objects.municipalities().count() == 13
    assert len(county) == 14
    assert {code for code, organisation in county.items() if organisation.code == code} == set(county) - {"06"}


def test_a_population_has_its_day_and_its_source(db):
    vetlanda = facts.load_county(JONKOPING)["0685"]
    vetlanda.refresh_from_db()
    assert (vetlanda.name, vetlanda.short_name) == ("Vetlanda kommun", "Vetlanda")
    assert (vetlanda.population, vetlanda.population_as_of) == (27528, date(2024, 12, 31))
    assert vetlanda.population_source == "SCB, via citypopulation.de"


def test_an_undated_population_is_left_out(db):
    ockero = facts.load_county("Västra Götalandsregionen")["1407"]
    assert (ockero.population, ockero.population_as_of, ockero.population_source) == (None, None, "")


def test_a_municipality_belongs_to_groupings_of_several_types(db):
    vetlanda = facts.load_county(JONKOPING)["0685"]
    assert {(each.grouping.kind, each.grouping.name) for each in vetlanda.groupings.all()} == {
        (GroupingKind.COUNTY_PART, "Höglandet"),
        (GroupingKind.ASSOCIATION, "Höglandsförbundet"),
    }
    tranas = Organisation.objects.get(code="0687")
    assert [each.grouping.name for each in tranas.groupings.all()] == ["Höglandet"]


def test_a_care_collaboration_can_differ_from_the_association(db):
    orust = facts.load_county("Västra Götalandsregionen")["1421"]
    stenungsund = Organisation.objects.get(code="1415")
    assert {each.grouping.name for each in orust.groupings.all()} == {"Fyrbodals kommunalförbund", "Fyrbodal"}
    assert {each.grouping.name for each in stenungsund.groupings.all()} == {"Göteborgsregionen", "SIMBA"}
    assert {each.grouping.kind for each in stenungsund.groupings.all()} == {
        GroupingKind.ASSOCIATION,
        GroupingKind.CARE_COLLABORATION,
    }


@pytest.mark.parametrize("region", facts.region_names())
def test_loading_again_changes_nothing(db, region):
    def everything():
        return [list(model.objects.order_by("pk").values()) for model in (Organisation, Grouping, GroupingMember)]

    facts.load_county(region)
    before = everything()
    facts.load_county(region)
    assert everything() == before
    for organisation in Organisation.objects.all():
        organisation.full_clean()
    for member in GroupingMember.objects.all():
        member.full_clean()


def test_loading_again_keeps_what_people_entered(db):
    facts.load_county(JONKOPING)
    Organisation.objects.filter(code="0604").update(email="halsa@aneby.example", population=1)
    aneby = facts.load_county(JONKOPING)["0604"]
    aneby.refresh_from_db()
    assert (aneby.email, aneby.population) == ("halsa@aneby.example", 6797)


def test_an_unknown_region_is_told_with_those_there_are(db):
    with pytest.raises(
        CommandError, match="Region Jämtland Härjedalen, Region Jönköpings län, Västra Götalandsregionen"
    ):
        call_command("load_facts", region="Region Ingenstans")
    assert not Organisation.objects.exists()


def test_the_command_says_what_it_loaded(db, capsys):
    call_command("load_facts", region="Region Jämtland Härjedalen")
    assert capsys.readouterr().out == "Region Jämtland Härjedalen: 8 municipalities.\n"
