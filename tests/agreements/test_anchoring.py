"""Notes about anchoring need tact: dated, sourced, and seen by few."""

from datetime import date, timedelta

import pytest

from agreements.models import Anchoring, Party
from organisations.models import Membership, Organisation, OrganisationKind, Role
from portal.audit import entries_about
from portal.dates import today


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/beslut/"


@pytest.fixture
def notes(agreement, lead, region, municipality):
    """One note about the region, one about Ekby."""
    for organisation, words in ((region, "Regionens läge"), (municipality, "Ekbys läge")):
        party = Party.objects.get(agreement=agreement, organisation=organisation)
        Anchoring.objects.create(
            party=party, on=date(2026, 2, 3), support="questions", source="Samtal", note=words, by=lead
        )


def _values(of, **changes):
    values = {"party": of.pk, "on": "2026-02-03", "support": "growing", "source": "Möte med nämnden"}
    return values | {"note": "Frågorna är färre."} | changes


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("lead", {"Regionens läge", "Ekbys läge"}),
        ("administrator", {"Regionens läge", "Ekbys läge"}),
        ("member", {"Ekbys läge"}),
        ("respondent", {"Ekbys läge"}),
        ("neighbour", {"Ekbys läge"}),
        ("coach", {"Regionens läge"}),
        ("auditor", {"Regionens läge"}),
    ],
)
def test_seen_by_ones_own_side_and_by_those_who_lead(client, request, notes, url, who, seen):
    client.force_login(request.getfixturevalue(who))
    text = client.get(url).content.decode()
    assert {words for words in ("Regionens läge", "Ekbys läge") if words in text} == seen


def test_who_belongs_to_no_side_sees_none_and_no_heading(client, notes, url, django_user_model):
    firm = Organisation.objects.create(name="Byrån", short_name="Byrån", kind=OrganisationKind.CONSULTANT, side="")
    user = django_user_model.objects.create_user("kim.konsult@example.org", first_name="Kim", last_name="Konsult")
    Membership.objects.create(user=user, organisation=firm, role=Role.COACH)
    client.force_login(user)
    text = client.get(url).content.decode()
    assert "Ekbys läge" not in text
    assert "Förankring" not in text


def test_a_stranger_sees_nothing(stranger, notes):
    assert not Anchoring.objects.visible_to(stranger).exists()


def test_it_carries_no_colour(client, lead, notes, url):
    client.force_login(lead)
    section = client.get(url).content.decode().split('id="forankring"')[1].split("</section>")[0]
    assert "Frågor kvar, 3 februari" in section
    assert "Källa: Samtal" in section
    assert "status-" not in section
    assert "<svg" not in section


def test_those_who_lead_add_a_note_and_take_it_back(client, lead, agreement, municipality, url):
    party = Party.objects.get(agreement=agreement, organisation=municipality)
    client.force_login(lead)
    assert f'value="{party.pk}" selected' in client.get(f"{url}forankring/?part={party.pk}").content.decode()
    assert client.post(f"{url}forankring/", _values(party)).url == f"{url}#forankring"
    note = Anchoring.objects.get()
    assert (note.party, note.by, note.source) == (party, lead, "Möte med nämnden")
    entry = entries_about(party).get()
    assert entry.verb == "noted anchoring"
    assert "nämnden" not in str(entry.details)
    assert client.post(f"/avtal/forankring/{note.pk}/ta-bort/").url == f"{url}#forankring"
    assert not Anchoring.objects.exists()


@pytest.mark.parametrize("who", ["member", "coach", "auditor"])
def test_others_write_nothing(client, request, agreement, municipality, region, notes, url, who):
    party = Party.objects.get(agreement=agreement, organisation=municipality)
    user = request.getfixturevalue(who)
    client.force_login(user)
    assert "Ny anteckning" not in client.get(url).content.decode()
    assert client.post(f"{url}forankring/", _values(party)).status_code == 403
    own = Anchoring.objects.visible_to(user).get()
    other = Anchoring.objects.exclude(pk=own.pk).get()
    assert client.post(f"/avtal/forankring/{own.pk}/ta-bort/").status_code == 403
    assert client.post(f"/avtal/forankring/{other.pk}/ta-bort/").status_code == 404
    assert Anchoring.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"source": ""}, "Ange hur vi vet det."),
        ({"support": ""}, "Ange hur det står till."),
        ({"party": ""}, "Välj en part."),
        ({"on": ""}, "Ange vilken dag det gäller."),
        ({"on": (today() + timedelta(days=2)).isoformat()}, "Dagen ligger i framtiden."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, lead, agreement, municipality, url, changes, said):
    party = Party.objects.get(agreement=agreement, organisation=municipality)
    client.force_login(lead)
    response = client.post(f"{url}forankring/", _values(party, **changes))
    text = response.content.decode()
    assert response.status_code == 422
    assert said in text
    assert "Frågorna är färre." in text
    assert not Anchoring.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_rows(client, lead, agreement, url, count, django_assert_num_queries):
    for party in agreement.parties.all()[:count]:
        for day in (1, 2):
            Anchoring.objects.create(party=party, on=date(2026, 1, day), support="steady", source="Möte", by=lead)
    client.force_login(lead)
    with django_assert_num_queries(8):  # session, user, memberships, agreement, parties, moved dates, cases, anchoring
        assert client.get(url).status_code == 200
