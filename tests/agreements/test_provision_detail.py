import pytest

from agreements import services
from agreements.models import Agreement, AgreementState, Phase, Provision

from .conftest import NOON


@pytest.fixture
def url(provisions):
    return provisions[1].get_absolute_url()


@pytest.fixture
def old(agreement, provisions):
    """The clause that § 2.1 comes from, in the agreement that is replaced."""
    before = Agreement.objects.create(title="Förra", short_title="Förra avtalet", state=AgreementState.REPLACED)
    old = Provision.objects.create(agreement=before, number="7", title="Kontakt", text="Kontakten utses inom en månad.")
    agreement.replaces = before
    agreement.save()
    provisions[1].predecessor = old
    provisions[1].text = "Kontakten utses inom två <b>veckor</b>."
    provisions[1].save()
    return old


def test_a_stranger_cannot_tell_it_exists(client, stranger, url):
    client.force_login(stranger)
    assert client.get(url).status_code == 404


def test_a_clause_of_a_draft_is_hidden_from_members(client, member, agreement, url):
    agreement.state = AgreementState.DRAFT
    agreement.save()
    client.force_login(member)
    assert client.get(url).status_code == 404


def test_old_and_new_stand_side_by_side_word_by_word(client, member, old, url):
    client.force_login(member)
    text = client.get(url).content.decode()
    assert "<p>Kontakten utses inom <del>en månad.</del></p>" in text
    assert "<p>Kontakten utses inom <ins>två &lt;b&gt;veckor&lt;/b&gt;.</ins></p>" in text


def test_every_party_stands_with_its_phase_by_part_of_the_county(client, member, rows, row, parts, url):
    services.move_to_phase(row, Phase.USE, because="Det används.", by=member, at=NOON)
    client.force_login(member)
    context = client.get(url).context
    shown = [
        (group.name, [(one.organisation.short_name, one.phase) for one in group.implementations])
        for group in context["groups"]
    ]
    assert shown == [("Västra delen", [("Åsele", 0)]), ("Ådalen", [("Ekby", 3)]), ("Regionen", [("Regionen", 0)])]


def test_activities_of_the_plan_stand_on_the_clause(client, member, activity, provisions, url):
    activity.provision = provisions[1]
    activity.save()
    client.force_login(member)
    assert "19 eller 20 januari" in client.get(url).content.decode()


def test_one_can_read_on_to_the_next_clause(client, member, provisions, url):
    client.force_login(member)
    context = client.get(url).context
    assert (context["before"], context["after"]) == (provisions[0], provisions[2])


@pytest.mark.parametrize(("who", "offered"), [("lead", True), ("member", False), ("coach", False), ("auditor", False)])
def test_only_those_who_lead_are_offered_to_change_it(client, request, url, who, offered):
    client.force_login(request.getfixturevalue(who))
    assert ("Ändra punkten" in client.get(url).content.decode()) is offered
