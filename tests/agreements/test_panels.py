import pytest
from django.utils import timezone

from agreements import queries, services
from agreements.models import Agreement, AgreementState, Phase, Provision
from agreements.panels import phases_of_organisation


@pytest.fixture
def ask(rf, member):
    def ask(organisation, address="/", user=member):
        request = rf.get(address)
        request.user = user
        return phases_of_organisation(request, organisation)

    return ask


def test_an_organisation_stands_with_its_phases(ask, row, municipality, member):
    services.move_to_phase(row, Phase.USE, because="Det används.", by=member, at=timezone.now())
    panel = ask(municipality)
    (standing,) = panel["standings"]
    assert [one.phase for one in standing.rows] == [0, 3, 0, 0]
    assert (standing.figures.in_use, standing.figures.total) == (1, 4)


def test_only_new_and_changed_when_asked(ask, rows, municipality):
    (standing,) = ask(municipality, "/?punkter=nya")["standings"]
    assert [one.provision.number for one in standing.rows] == ["2.1", "2.2", "3.1"]
    assert standing.figures.total == 4


def test_an_organisation_that_is_no_party_gets_no_panel(ask, rows, agreement, municipality):
    agreement.parties.filter(organisation=municipality).delete()
    assert ask(municipality) is None


@pytest.mark.parametrize("state", [AgreementState.DRAFT, AgreementState.REPLACED, AgreementState.ARCHIVED])
def test_only_current_agreements(ask, rows, municipality, state):
    Agreement.objects.update(state=state)
    assert ask(municipality) is None


def test_a_stranger_gets_no_panel(ask, rows, municipality, stranger):
    assert ask(municipality, user=stranger) is None


def test_the_page_of_the_organisation_shows_it(client, member, rows, municipality):
    client.force_login(member)
    text = client.get(municipality.get_absolute_url()).content.decode()
    assert "Avtalets punkter" in text
    assert "Under förutsättning att avtalet beslutas" in text


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_rows(agreement, municipality, member, count, django_assert_num_queries):
    for number in range(count):
        Provision.objects.create(agreement=agreement, number=str(number), title="P", text="T")
    services.ensure_implementations(agreement)
    assert member.takes_part
    with django_assert_num_queries(1):
        (standing,) = queries.standings_of_organisation(municipality, user=member)
    assert len(standing.rows) == count
