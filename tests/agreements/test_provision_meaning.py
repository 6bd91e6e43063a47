"""What a clause means for whom, what it consists of, how realistic it is, and the marking as changed."""

import pytest
from django.core.exceptions import ValidationError

from agreements import services
from agreements.models import Agreement, Provision


@pytest.fixture
def clause(provisions):
    return provisions[1]


@pytest.fixture
def url(clause):
    return f"/avtal/punkt/{clause.pk}/andra/"


def _values(**changes):
    values = {"number": "2.1", "title": "Fast vårdkontakt", "text": "Text.", "change": "new", "revision": 1}
    return values | changes


def test_all_of_it_is_kept_and_shown(client, lead, member, clause, url):
    client.force_login(lead)
    response = client.post(
        url,
        _values(
            realism_note="Kräver en halv tjänst.",
            core_components="  Namnet står i planen \r\n\r\nAlla vet vem\r\nAlla vet vem",
            for_0_audience="Chefer",
            for_0_text="Utse någon.",
            for_1_audience="",
            for_1_text="",
            for_2_audience="Närstående",
            for_2_text="Du vet vem du ringer.",
        ),
    )
    assert response.status_code == 302
    assert [one.text for one in clause.core_components.all()] == ["Namnet står i planen", "Alla vet vem"]
    assert [(one.audience, one.text) for one in clause.relevance.all()] == [
        ("Chefer", "Utse någon."),
        ("Närstående", "Du vet vem du ringer."),
    ]
    client.force_login(member)
    text = client.get(clause.get_absolute_url()).content.decode()
    for words in ("Kräver en halv tjänst.", "Namnet står i planen", "Du vet vem du ringer.", "Kärnkomponenter"):
        assert words in text


def test_there_are_always_two_empty_rows(client, lead, clause, url):
    services.save_provision(clause, by=lead, relevance=[("Chefer", "Utse.")])
    client.force_login(lead)
    rows = client.get(url).context["form"].rows
    assert [audience.value() for audience, _text in rows] == ["Chefer", None, None]


def test_an_emptied_row_disappears_and_the_others_keep_their_keys(lead, clause):
    services.save_provision(clause, by=lead, relevance=[("Chefer", "A"), ("Läkare", "B")])
    kept = clause.relevance.get(audience="Läkare").pk
    services.save_provision(clause, by=lead, relevance=[("läkare", "C")])
    assert [(one.pk, one.audience, one.text) for one in clause.relevance.all()] == [(kept, "läkare", "C")]


def test_a_core_component_with_the_same_words_keeps_its_key(lead, clause):
    services.save_provision(clause, by=lead, core_components=["Ett", "Två", "Tre"])
    before = {one.text: one.pk for one in clause.core_components.all()}
    services.save_provision(clause, by=lead, core_components=["Tre", "Två och en halv", "Ett"])
    after = {one.text: one.pk for one in clause.core_components.all()}
    assert list(after) == ["Tre", "Två och en halv", "Ett"]
    assert (after["Ett"], after["Tre"]) == (before["Ett"], before["Tre"])


def test_what_is_not_given_is_left_alone(lead, clause):
    services.save_provision(clause, by=lead, core_components=["Ett"], relevance=[("Chefer", "A")])
    services.save_provision(clause, by=lead)
    assert (clause.core_components.count(), clause.relevance.count()) == (1, 1)


@pytest.mark.parametrize(
    ("row", "field", "said"),
    [
        ({"for_0_text": "Utse."}, "for_0_audience", "Skriv vem texten är för, eller ta bort texten."),
        (
            {"for_0_audience": "Chefer"},
            "for_0_text",
            "Skriv vad punkten innebär för dem, eller ta bort målgruppen.",
        ),
        (
            {"for_0_audience": "Chefer", "for_0_text": "A", "for_1_audience": "CHEFER", "for_1_text": "B"},
            "for_1_audience",
            "Det finns redan en text för den målgruppen.",
        ),
        (
            {"core_components": "x" * 301},
            "core_components",
            "En kärnkomponent får vara högst 300 tecken. Dela upp den på två rader.",
        ),
        ({"number": "§ "}, "number", "Skriv punktens nummer, till exempel 4.2."),
    ],
)
def test_what_does_not_hold_together_is_said_where_it_is(client, lead, clause, url, row, field, said):
    client.force_login(lead)
    response = client.post(url, _values(**row))
    assert response.status_code == 422
    assert response.context["form"].errors == {field: [said]}
    assert clause.relevance.count() == 0


def test_audiences_in_use_are_suggested_once(client, lead, provisions, url):
    services.save_provision(provisions[0], by=lead, relevance=[("Chefer", "A"), ("Ålderspensionärer", "B")])
    services.save_provision(provisions[2], by=lead, relevance=[("chefer", "A")])
    client.force_login(lead)
    assert client.get(url).context["audiences"] == ["Chefer", "Ålderspensionärer"]


@pytest.fixture
def followed(agreement, clause, lead):
    """§ 2.1 with a clause before it, unchanged."""
    before = Agreement.objects.create(title="Förra", short_title="Förra", state="in_force")
    old = Provision.objects.create(agreement=before, number="7", title="Kontakt", text=clause.text)
    Agreement.objects.filter(pk=agreement.pk).update(replaces=before)
    Provision.objects.filter(pk=clause.pk).update(predecessor=old, change="unchanged")
    clause.refresh_from_db()
    return old


def test_a_clause_whose_words_leave_the_old_ones_is_marked_as_changed(client, lead, clause, url, followed):
    client.force_login(lead)
    values = _values(change="unchanged", predecessor=followed.pk, text="Andra ord.")
    response = client.post(url, values, follow=True)
    assert "märkt som ändrad, eftersom texten skiljer sig från förut" in response.content.decode()
    clause.refresh_from_db()
    assert clause.change == "changed"
    client.post(url, values | {"text": "Andra ord!", "revision": 2})
    clause.refresh_from_db()
    assert clause.change == "unchanged"  # once it is marked, the choice is the writer's


def test_line_ends_alone_are_no_change(client, lead, clause, url, followed):
    for row in (followed, clause):
        Provision.objects.filter(pk=row.pk).update(text="En rad.\n\nEn till.")
    client.force_login(lead)
    client.post(url, _values(change="unchanged", predecessor=followed.pk, text="En rad.\r\n\r\nEn till.\r\n"))
    clause.refresh_from_db()
    assert (clause.change, clause.revision) == ("unchanged", 2)


def test_a_new_clause_has_no_clause_before_it(client, lead, url, followed):
    client.force_login(lead)
    response = client.post(url, _values(change="new", predecessor=followed.pk))
    assert response.context["form"].errors == {
        "predecessor": ["En ny punkt har ingen punkt före sig. Välj ändrad, eller ta bort punkten i det förra avtalet."]
    }


def test_the_clause_before_belongs_to_the_agreement_that_is_replaced(lead, provisions, clause, followed):
    clause.predecessor = provisions[0]
    with pytest.raises(ValidationError) as refused:
        services.save_provision(clause, by=lead)
    assert "predecessor" in refused.value.message_dict


@pytest.mark.parametrize("count", [1, 3])
def test_the_clause_page_costs_the_same_however_many_rows(
    client, lead, agreement, clause, count, django_assert_num_queries
):
    relevance = [(f"Målgrupp {number}", "Text.") for number in range(count)]
    services.save_provision(clause, by=lead, relevance=relevance, core_components=[f"Del {n}" for n in range(count)])
    keep = agreement.parties.values_list("pk", flat=True)[:count]
    agreement.parties.exclude(pk__in=list(keep)).delete()
    client.force_login(lead)
    # session, user, memberships, clause, rows, parties, parts of the county, neighbours (2), texts, components,
    # activities, documents, and the panels of this app and those above it
    with django_assert_num_queries(19):
        response = client.get(clause.get_absolute_url())
    assert len(response.context["relevance"]) == count
