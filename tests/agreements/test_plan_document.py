"""The project plan as a document: reading it, writing its rows one at a time, and taking it along as Word."""

import io
import zipfile
from datetime import date

import pytest

from agreements import services
from agreements.models import (
    Activity,
    AgreementState,
    Goal,
    LocalSupplement,
    MandateQuestion,
    Plan,
    PlanRole,
    PlanSection,
    RelatedDocument,
    Stage,
    Workspace,
)
from agreements.plan_rows import TEXT_ROWS
from agreements.prose import prose
from organisations.models import Group, GroupKind
from portal.audit import entries_about


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/plan/dokument/"


@pytest.fixture
def row_url(agreement):
    return f"/avtal/{agreement.pk}/plan/rad/bakgrund/"


def _text(response):
    return " ".join(response.content.decode().split())


def test_a_stranger_cannot_tell_it_exists(client, stranger, plan, url, row_url):
    client.force_login(stranger)
    assert {client.get(page).status_code for page in (url, f"{url}word/", row_url)} == {404}


@pytest.mark.parametrize("who", ["member", "respondent", "coach", "auditor"])
def test_others_read_and_do_not_write(client, request, plan, url, row_url, who):
    client.force_login(request.getfixturevalue(who))
    text = _text(client.get(url))
    assert "Ingenting är skrivet här ännu." in text
    assert "/plan/rad/" not in text
    assert client.get(row_url).status_code == 403
    assert client.post(row_url, {"text": "Nytt", "revision": 1}).status_code == 403


def test_every_row_of_the_template_stands_in_it_and_in_the_contents(client, lead, plan, url):
    client.force_login(lead)
    response = client.get(url)
    text = _text(response)
    names = [
        "Bakgrund",
        "Uppdrag",
        "Mål",
        "Utvärdering av måluppfyllelse",
        "Syfte och effektmål",
        "Utvärdering av effekten",
        "Avgränsningar",
        "Principer",
        "Prioriterade frågor, områden och dokument",
        "Resurser",
        "Arbetsytor",
        "Styrning och rapportering",
        "Tidplan",
        "Aktiviteter",
        "Lokala tillägg",
    ]
    assert [str(name) for _place, name in response.context["contents"]] == names
    for place, name in response.context["contents"]:
        assert f'<h2 id="{place}-rubrik">{name}</h2>' in text
        assert f'href="#{place}"' in text


def test_an_empty_row_says_what_belongs_there_and_leads_to_its_page(client, lead, plan, url, agreement):
    client.force_login(lead)
    text = _text(client.get(url))
    for one in TEXT_ROWS:
        assert str(one.invites) in text
        assert f'href="/avtal/{agreement.pk}/plan/rad/{one.slug}/"' in text
    assert "<strong>0 av 11 textrader</strong> är skrivna." in text


def test_a_row_is_written_changed_and_emptied(client, lead, plan, url, row_url):
    client.force_login(lead)
    response = client.post(row_url, {"text": "Så här började det.\n\n- ett\n- två", "revision": 1})
    assert response["Location"] == f"{url}#bakgrund"
    assert "<p>Så här började det.</p> <ul><li>ett</li><li>två</li></ul>" in _text(client.get(url))
    client.post(row_url, {"text": "Så här blev det.", "revision": 1})
    section = PlanSection.objects.get()
    assert (section.text, section.revision) == ("Så här blev det.", 2)
    client.post(row_url, {"text": "  ", "revision": 2})
    assert not PlanSection.objects.exists()
    assert [entry.verb for entry in entries_about(plan)] == ["emptied row", "wrote row", "wrote row"]


def test_what_is_written_is_escaped(client, lead, plan, url, row_url):
    client.force_login(lead)
    client.post(row_url, {"text": "- <script>alert(1)</script>", "revision": 1})
    assert "<li>&lt;script&gt;alert(1)&lt;/script&gt;</li>" in _text(client.get(url))


def test_whoever_comes_second_sees_both_texts_and_loses_neither(client, lead, plan, row_url):
    client.force_login(lead)
    client.post(row_url, {"text": "Först", "revision": 1})
    PlanSection.objects.update(revision=2, text="Annas text")
    response = client.post(row_url, {"text": "Min text", "revision": 1})
    text = _text(response)
    assert response.status_code == 422
    assert "Text: Annas text" in text
    assert "Min text</textarea>" in text
    assert PlanSection.objects.get().text == "Annas text"
    client.post(row_url, {"text": "Min text", "revision": response.context["form"].data["revision"]})
    assert PlanSection.objects.get().text == "Min text"


def test_two_who_write_the_first_words_of_a_row_do_not_overwrite_each_other(client, plan, lead, row_url):
    client.force_login(lead)
    assert client.get(row_url).context["form"]["revision"].value() == 0
    client.post(row_url, {"text": "Annas text", "revision": 0})
    response = client.post(row_url, {"text": "Min text", "revision": 0})
    assert response.status_code == 422
    assert "Text: Annas text" in _text(response)
    with pytest.raises(services.ChangedMeanwhile):
        services.save_section(PlanSection(plan=plan, row="background", text="Min text"), by=lead, revision=0)
    assert PlanSection.objects.get().text == "Annas text"


def test_two_who_start_the_plan_get_one(client, lead, agreement):
    client.force_login(lead)
    page = f"/avtal/{agreement.pk}/plan/andra/"
    values = {"title": "Annas plan", "summary": "", "goal": "", "revision": 0}
    client.post(page, values)
    response = client.post(page, values | {"title": "Min plan"})
    assert response.status_code == 422
    assert "Annas plan" in _text(response)
    with pytest.raises(services.ChangedMeanwhile):
        services.save_plan(Plan(agreement=agreement, title="Min plan"), by=lead)
    assert Plan.objects.get().title == "Annas plan"


def test_a_personal_number_is_refused_and_the_text_stays(client, lead, plan, row_url):
    client.force_login(lead)
    response = client.post(row_url, {"text": "Det gäller 19121212-1212.", "revision": 1})
    assert response.status_code == 422
    assert "personnummer" in response.content.decode()
    assert "Det gäller 19121212-1212.</textarea>" in response.content.decode()


def test_a_row_nobody_knows_is_no_page(client, lead, plan, agreement):
    client.force_login(lead)
    assert client.get(f"/avtal/{agreement.pk}/plan/rad/hittepa/").status_code == 404


def test_a_closed_agreement_is_history(client, lead, agreement, plan, url, row_url):
    agreement.state = AgreementState.ARCHIVED
    agreement.save()
    client.force_login(lead)
    text = _text(client.get(url))
    assert "/plan/rad/" not in text
    assert "Hämta som Word" in text
    for page in (row_url, f"/avtal/{agreement.pk}/plan/andra/", f"/avtal/{agreement.pk}/plan/mal/nytt/"):
        assert client.get(page).status_code == 403
        assert client.post(page, {"revision": 1}).status_code == 403


def test_without_a_plan_it_invites_to_start_one(client, lead, member, agreement, url, row_url):
    client.force_login(lead)
    assert "Börja på planen" in _text(client.get(url))
    assert client.get(row_url).status_code == 404
    client.force_login(member)
    assert "Ingen plan än" in _text(client.get(url))
    assert client.get(f"{url}word/").status_code == 404


def test_the_reporting_chain_goes_upwards_to_the_topmost(client, lead, plan, url):
    top = Group.objects.create(name="Politisk samverkan", kind=GroupKind.STEERING)
    middle = Group.objects.create(name="Chefsgruppen", kind=GroupKind.OPERATIONAL_STEERING, reports_to=top)
    plan.reports_to = middle
    plan.save()
    client.force_login(lead)
    response = client.get(url)
    assert [group.name for group in response.context["chain"]] == ["Chefsgruppen", "Politisk samverkan"]
    assert f'<a href="{top.get_absolute_url()}">Politisk samverkan</a>' in _text(response)


def _fill(plan, lead, municipality, number):
    """One more of everything the document shows."""
    group = Group.objects.create(name=f"Grupp {number}", kind=GroupKind.LOCAL_FORUM)
    stage = Stage.objects.create(
        plan=plan, position=10 + number, title=f"E{number}", starts_on=date(2026, 1, 1), ends_on=date(2026, 2, 1)
    )
    Activity.objects.create(
        stage=stage,
        title=f"A{number}",
        kind="webinar",
        level="local",
        starts_on=date(2026, 1, 5),
        owner=lead,
        organisation=municipality,
    )
    PlanSection.objects.create(plan=plan, row=TEXT_ROWS[number].row, text=f"Rad {number}")
    Goal.objects.create(plan=plan, kind="smart", text=f"Mål {number}", question="Klart?", evaluate_on=date(2026, 1, 1))
    Goal.objects.create(plan=plan, kind="effect", text=f"Effekt {number}")
    MandateQuestion.objects.create(plan=plan, text=f"Fråga {number}")
    PlanRole.objects.create(plan=plan, role=f"Roll {number}", user=lead, group=group)
    Workspace.objects.create(plan=plan, title=f"Yta {number}", link="https://example.org/", group=group)
    RelatedDocument.objects.create(agreement=plan.agreement, kind="considers", title=f"Dokument {number}")
    LocalSupplement.objects.create(plan=plan, group=group, title=f"Tillägg {number}", text="T", is_draft=False)


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_rows(client, lead, plan, municipality, url, count, django_assert_num_queries):
    for number in range(count):
        _fill(plan, lead, municipality, number)
    client.force_login(lead)
    with django_assert_num_queries(14):  # session, user, memberships, agreement, plan and the nine kinds of rows
        response = client.get(url)
    text = _text(response)
    last = count - 1
    for words in (f"Rad {last}", f"Mål {last}", f"Fråga {last}", f"Roll {last}", f"Yta {last}", f"Dokument {last}"):
        assert words in text
    assert f"Grupp {last}: <a" in text


def test_word_has_headings_tables_and_speaks_swedish(client, member, lead, plan, activity, municipality, url):
    _fill(plan, lead, municipality, 0)
    PlanSection.objects.create(plan=plan, row="scope", text="Inte tandvård & <annat>.")
    client.force_login(member)
    response = client.get(f"{url}word/")
    assert response["Content-Disposition"].startswith('attachment; filename="gemensam-plan-')
    with zipfile.ZipFile(io.BytesIO(response.content)) as file:
        body, styles = file.read("word/document.xml").decode(), file.read("word/styles.xml").decode()
        core = file.read("docProps/core.xml").decode()
    assert 'w:val="sv-SE"' in styles
    assert "<dc:title>Gemensam plan</dc:title>" in core
    assert body.count('w:val="Heading1"') == 15
    assert body.count("<w:tbl>") >= 4
    assert "Inte tandvård" in body
    assert "&lt;annat&gt;" in body
    assert "under förutsättning" in body.replace('</w:t></w:r><w:r><w:t xml:space="preserve">', "")


def test_the_proviso_stands_on_the_pages(client, lead, plan, url, row_url):
    client.force_login(lead)
    assert "under förutsättning att avtalet beslutas" in _text(client.get(url))
    assert "under förutsättning att avtalet beslutas" in _text(client.get(row_url))


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("", ""),
        ("En rad\nen till", "<p>En rad<br>en till</p>"),
        ("Först:\n• ett\n* två\n\nSedan", "<p>Först:</p>\n<ul><li>ett</li><li>två</li></ul>\n<p>Sedan</p>"),
        ("-5 grader", "<p>-5 grader</p>"),
        ("a < b", "<p>a &lt; b</p>"),
    ],
)
def test_plain_text_becomes_paragraphs_and_lists(text, markup):
    assert prose(text) == markup


def test_the_plan_itself_is_changed_by_one_at_a_time(client, lead, plan, agreement):
    client.force_login(lead)
    Plan.objects.update(revision=2, title="Annas namn")
    response = client.post(
        f"/avtal/{agreement.pk}/plan/andra/", {"title": "Mitt namn", "summary": "", "goal": "", "revision": 1}
    )
    assert response.status_code == 422
    assert "Annas namn" in response.content.decode()
    assert Plan.objects.get().title == "Annas namn"
