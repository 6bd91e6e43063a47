"""Kunskap: the first page, the list with its filters, who sees what, the workbook, and the panels elsewhere."""

import io

import openpyxl
import pytest

from agreements import kinds, queries
from agreements.models import AgreementState, KnowledgeItem, KnowledgeKind, KnowledgeState
from agreements.services import save_knowledge

from .conftest import NOON


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/kunskap/"


def _titles(response):
    return [item.title for item in response.context["page"]]


def test_a_stranger_cannot_tell_it_exists(client, stranger, make_knowledge, url):
    item = make_knowledge()
    client.force_login(stranger)
    for path in (url, f"{url}alla/", f"{url}excel/", f"{url}principer/", f"{url}inriktning/", item.get_absolute_url()):
        assert client.get(path).status_code == 404


def test_a_draft_agreement_hides_everything_from_members(client, member, agreement, make_knowledge, url):
    item = make_knowledge()
    agreement.state = AgreementState.DRAFT
    agreement.save()
    client.force_login(member)
    assert client.get(url).status_code == 404
    assert client.get(item.get_absolute_url()).status_code == 404


def test_every_kind_has_a_form_of_fields_that_exist_and_a_name():
    fields = {field.name for field in [*KnowledgeItem._meta.fields, *KnowledgeItem._meta.many_to_many]}
    assert set(kinds.KINDS) == set(KnowledgeKind)
    assert {name for about in kinds.KINDS.values() for name in about.fields} <= fields


def test_the_first_page_counts_each_kind_and_says_what_waits(client, lead, make_knowledge, url):
    make_knowledge("Ett behov")
    make_knowledge("Ett till")
    make_knowledge("Ett hinder", "hindrance")
    make_knowledge("Vem ringer?", "question")
    make_knowledge("Avslutat", state="closed")
    client.force_login(lead)
    response = client.get(url)
    counts = {kind: count for _heading, rows in response.context["parts"] for kind, _about, count, _may in rows}
    assert (counts["need"], counts["hindrance"], counts["risk"]) == (2, 1, 0)
    assert response.context["figures"].unanswered == 1
    text = response.content.decode()
    assert "1 fråga väntar på svar." in text
    assert "Under förutsättning" in text or "förutsättning att avtalet beslutas" in text
    assert 'aria-current="page">Kunskap' in text


def test_an_empty_first_page_invites_those_who_may_write(client, member, auditor, agreement, url):
    client.force_login(member)
    assert f"{url}ny/?slag=need" in client.get(url).content.decode()
    client.force_login(auditor)
    text = client.get(url).content.decode()
    assert "ny/?slag=" not in text
    assert "Skicka frågan" in text  # anybody who takes part may ask


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ("", ["Tre", "Två", "Ett"]),
        ("?slag=hindrance", ["Två"]),
        ("?status=closed", ["Stängt"]),
        ("?niva=local", ["Tre"]),
        ("?sok=RÄCKER", ["Ett"]),
        ("?sok=sköterskor", ["Tre"]),
        ("?slag=påhittat&niva=x&punkt=abc&organisation=²", ["Tre", "Två", "Ett"]),
        ("?ordning=rubrik", ["Ett", "Tre", "Två"]),
        ("?ordning=-rubrik", ["Två", "Tre", "Ett"]),
    ],
)
def test_the_list_is_searched_filtered_and_sorted(client, member, make_knowledge, url, wish, found):
    make_knowledge("Ett", text="En sida räcker.")
    make_knowledge("Två", "hindrance")
    make_knowledge("Tre", audience="Sjuksköterskor", level="local")
    make_knowledge("Stängt", state="closed")
    client.force_login(member)
    assert _titles(client.get(f"{url}alla/{wish}")) == found


def test_the_list_is_cut_to_a_clause_and_an_organisation(
    client, lead, make_knowledge, provisions, other_municipality, url
):
    make_knowledge("Här", provisions=[provisions[1], provisions[2]])
    make_knowledge("Där", provisions=[provisions[2]], organisation=other_municipality, by=lead)
    client.force_login(lead)
    assert _titles(client.get(f"{url}alla/?punkt={provisions[1].pk}")) == ["Här"]
    assert _titles(client.get(f"{url}alla/?punkt={provisions[2].pk}")) == ["Där", "Här"]
    response = client.get(f"{url}alla/?organisation={other_municipality.pk}&sok=finns+inte")
    assert "Inga träffar" in response.content.decode()
    assert [str(one) for one in response.context["choices"]["organisations"]] == ["Ekby kommun", "Åsele kommun"]


def test_a_long_list_has_pages(client, member, make_knowledge, url):
    for number in range(51):
        make_knowledge(f"Sak {number}")
    client.force_login(member)
    assert len(_titles(client.get(f"{url}alla/"))) == 50
    assert len(_titles(client.get(f"{url}alla/?sida=2"))) == 1


@pytest.mark.parametrize(
    ("state", "seers"),
    [
        (KnowledgeState.DRAFT, {"member", "respondent"}),
        (KnowledgeState.PROPOSED, {"member", "respondent", "lead"}),
        (KnowledgeState.PUBLISHED, {"member", "respondent", "lead", "neighbour", "auditor"}),
    ],
)
def test_what_is_not_shared_is_seen_by_its_own_and_what_is_proposed_by_those_who_lead_too(
    client, request, make_knowledge, state, seers, url
):
    example = make_knowledge("Måndagsmöte", "good_example", state=state)
    seen = set()
    for name in ("member", "respondent", "lead", "neighbour", "auditor"):
        client.force_login(request.getfixturevalue(name))
        listed = "Måndagsmöte" in client.get(f"{url}alla/").content.decode()
        assert listed == (client.get(example.get_absolute_url()).status_code == 200)
        if listed:
            seen.add(name)
    assert seen == seers


def test_the_workbook_holds_the_filtered_list_without_formulas_or_names(
    client, member, make_knowledge, provisions, url
):
    make_knowledge("=SUMMA(A1)", text="@start", provisions=[provisions[1]], level="local")
    make_knowledge("Annat", "hindrance")
    client.force_login(member)
    answer = client.get(f"{url}excel/?slag=need")
    assert answer["Content-Disposition"].startswith('attachment; filename="kunskap-')
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[0][:4] == ("I korthet", "Slag", "Status", "Mer")
    assert len(rows) == 2
    assert rows[1][:4] == ("'=SUMMA(A1)", "Behov", "Öppen", "'@start")
    assert "§ 2.1 Fast vårdkontakt" in rows[1]
    assert not any("Medlem" in str(cell) for row in rows for cell in row)


def test_the_page_of_a_clause_shows_what_is_known_by_kind_and_leads_to_asking(
    client, member, make_knowledge, provisions, url
):
    make_knowledge("Ett behov", provisions=[provisions[1]])
    make_knowledge("Ett hinder", "hindrance", provisions=[provisions[1]])
    make_knowledge("Någon annanstans", provisions=[provisions[2]])
    client.force_login(member)
    text = client.get(provisions[1].get_absolute_url()).content.decode()
    assert "Det här vet vi" in text
    assert text.index(">Behov<") < text.index("Ett behov") < text.index(">Hinder<") < text.index("Ett hinder")
    assert "Någon annanstans" not in text
    assert f"{url}fragor/ny/?punkt={provisions[1].pk}" in text
    assert f"{url}alla/?punkt={provisions[1].pk}" in text


def test_the_page_of_an_organisation_shows_what_it_has_told(client, member, make_knowledge, municipality, county, url):
    make_knowledge("Ett behov")
    client.force_login(member)
    text = client.get(municipality.get_absolute_url()).content.decode()
    assert "Vad organisationen har berättat" in text
    assert f"{url}alla/?organisation={municipality.pk}" in text
    assert "Vad organisationen har berättat" not in client.get(county[0].get_absolute_url()).content.decode()


def test_more_than_a_few_of_a_kind_are_counted(member, make_knowledge, provisions):
    for number in range(6):
        make_knowledge(f"Behov {number}", provisions=[provisions[1]])
    (known,) = queries.known_about(member, provision=provisions[1])
    assert (len(known.items), known.total, known.more) == (4, 6, 2)


def test_the_rules_stand_discreetly_on_the_agreements_page(client, member, lead, make_knowledge, agreement):
    client.force_login(member)
    assert "Våra regler" not in client.get(agreement.get_absolute_url()).content.decode()
    make_knowledge("Ring hellre en gång till", "rule", by=lead, organisation=None)
    assert "Ring hellre en gång till" in client.get(agreement.get_absolute_url()).content.decode()


def test_focus_areas_stand_under_their_year(client, member, lead, make_knowledge, url):
    make_knowledge("Följa upp", "focus", by=lead, organisation=None, year=2026)
    make_knowledge("Göra känt", "focus", by=lead, organisation=None, year=2025)
    make_knowledge("Små steg", "focus", by=lead, organisation=None, year=2026)
    client.force_login(member)
    years = client.get(f"{url}inriktning/").context["years"]
    assert [(year, [item.title for item in rows]) for year, rows in years] == [
        (2026, ["Följa upp", "Små steg"]),
        (2025, ["Göra känt"]),
    ]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "statements"),
    [
        ("", 9),  # session, user, roles, agreement, figures, messages, boxes, rules, clauses of the form
        ("alla/", 9),  # session, user, roles, agreement, count, rows, their clauses, two lists of choices
        ("fragor/", 6),
        ("inriktning/", 6),
        ("principer/", 5),
    ],
)
def test_costs_the_same_however_many_rows(
    client, lead, agreement, provisions, county, count, path, statements, url, django_assert_num_queries
):
    for number in range(count):
        for kind in KnowledgeKind:
            item = KnowledgeItem(
                agreement=agreement, kind=kind, title=f"{kind} {number}", organisation=county[number % 3], year=2026
            )
            save_knowledge(item, provisions=provisions[: number + 1], by=lead, at=NOON)
    client.force_login(lead)
    with django_assert_num_queries(statements):
        assert client.get(f"{url}{path}").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_a_panel_costs_one_statement(
    member, make_knowledge, provisions, municipality, count, django_assert_num_queries
):
    for number in range(count):
        make_knowledge(f"Behov {number}", provisions=[provisions[1]])
        make_knowledge(f"Hinder {number}", "hindrance", provisions=[provisions[1]])
    assert member.takes_part
    with django_assert_num_queries(1):
        assert len(queries.known_about(member, provision=provisions[1])) == 2
    with django_assert_num_queries(1):
        assert len(queries.known_about(member, organisation=municipality)) == 2
