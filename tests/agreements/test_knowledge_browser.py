"""Knowledge in a real browser: a question without a name from clause to answer, an example read by two people."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from agreements import services
from agreements.models import KnowledgeItem, TheoryStep
from tests.browser import VIOLATIONS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def faults_of(visit):
    """What axe objects to on a page, and a page wider than its window; axe itself needs styles the policy refuses."""

    def faults_of(user, address, **options):
        page = visit(user, address, bypass_csp=True, **options)
        found = [violation["id"] for violation in Axe().run(page, options=VIOLATIONS).response["violations"]]
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        return [*found, "wider than its window"] if wide else found

    return faults_of


def test_a_question_without_a_name_from_the_clause_to_its_answer(visit, respondent, lead, provisions):
    clause = provisions[1]
    page = visit(respondent, clause.get_absolute_url())
    page.get_by_role("link", name="Ställ en fråga om punkten").click()
    expect(page.get_by_label("Punkt")).to_have_value(str(clause.pk))
    page.get_by_role("button", name="Skicka frågan").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv din fråga.")
    page.get_by_label("Din fråga").fill("Vem ringer på helgen?")
    page.get_by_label("Fråga utan namn").check()
    page.get_by_role("button", name="Skicka frågan").click()
    expect(page.get_by_role("status").first).to_contain_text("skickad utan namn")
    item = KnowledgeItem.objects.get()
    assert (item.created_by, item.organisation) == (None, None)

    page = visit(lead, f"/avtal/{clause.agreement_id}/kunskap/")
    page.get_by_role("link", name="Svara på 1 som väntar").click()
    expect(page.get_by_text("Rut Respons")).to_have_count(0)
    page.get_by_role("link", name=re.compile("Svara.*Vem ringer på helgen")).click()
    page.get_by_label("Svar", exact=True).fill("Kommunens sjuksköterska ringer läkarlinjen.")
    page.get_by_role("button", name="Spara svaret").click()
    answer = page.get_by_role("group").filter(has_text="Vem ringer på helgen?")
    expect(page.get_by_role("heading", name="2.1 Fast vårdkontakt")).to_be_visible()
    answer.locator("summary").click()
    expect(page.get_by_text("Kommunens sjuksköterska ringer läkarlinjen.")).to_be_visible()

    page = visit(respondent, clause.get_absolute_url(), width=390)
    page.get_by_role("link", name="Vem ringer på helgen?").click()
    expect(page.get_by_text("Kommunens sjuksköterska ringer läkarlinjen.")).to_be_visible()
    expect(page.get_by_text("Inget namn och ingen organisation är sparad.")).to_be_visible()


def test_a_good_example_is_read_by_two_people_before_it_is_shared(
    visit, member, lead, neighbour, agreement, municipality
):
    home = f"/avtal/{agreement.pk}/kunskap/"
    page = visit(member, home)
    page.get_by_text("Skriv ned", exact=True).click()
    page.get_by_role("link", name="Gott exempel").click()
    page.get_by_label("I korthet").fill("Måndagsmöte på femton minuter")
    page.get_by_label("Var och hur").fill("Varje måndag klockan åtta.")
    page.get_by_label("Vad andra kan ta efter").fill("En fast tid.")
    page.get_by_role("button", name="Spara som utkast").click()
    expect(page.get_by_text("Bara Ekby kommun ser det.")).to_be_visible()
    page.get_by_role("button", name="Föreslå för granskning").click()
    expect(page.locator(".page-state")).to_contain_text("Väntar på granskning")
    expect(page.get_by_role("button", name="Granskat: dela det")).to_have_count(0)
    example = KnowledgeItem.objects.get()

    other = visit(lead, example.get_absolute_url())
    other.get_by_label("Vad som saknas").fill("Skriv vem man kan ringa.")
    other.get_by_role("button", name="Skicka tillbaka till den som skrivit").click()
    expect(other.get_by_role("status").first).to_contain_text("utkast igen")
    expect(other.get_by_role("heading", level=1)).to_have_text("Goda exempel")

    page = visit(member, example.get_absolute_url())
    expect(page.get_by_text("Skriv vem man kan ringa.")).to_be_visible()
    page.get_by_role("link", name="Ändra", exact=True).click()
    page.get_by_label("Kontakt").fill("Enhetschefen i Ekby")
    page.get_by_role("button", name="Spara", exact=True).click()
    page.get_by_role("button", name="Föreslå för granskning").click()

    other = visit(lead, example.get_absolute_url())
    other.get_by_role("button", name="Granskat: dela det").click()
    expect(other.get_by_text("Delad med alla som ser avtalet.")).to_be_visible()
    example.refresh_from_db()
    assert (example.state, example.created_by, example.reviewed_by) == ("published", member, lead)

    page = visit(neighbour, f"{home}alla/?slag=good_example", width=390, color_scheme="dark")
    page.get_by_role("link", name="Måndagsmöte på femton minuter").click()
    expect(page.get_by_text("Enhetschefen i Ekby")).to_be_visible()


def test_the_drawing_scrolls_in_its_own_region_on_a_phone_and_answers_the_keyboard(visit, lead, agreement):
    last = None
    for kind, text in ((4, "Trygg hemma"), (3, "En fast kontakt svarar"), (2, "Utbildning"), (1, "Två coacher")):
        step = TheoryStep(agreement=agreement, kind=kind, text=text, assumption="det finns tid")
        last = services.save_theory_step(step, leads_to=[last] if last else [], provisions=[], by=lead)
    page = visit(lead, f"/avtal/{agreement.pk}/kunskap/forandring/", width=390)
    region = page.get_by_role("region", name="Bild av förändringsteorin")
    region.focus()
    page.keyboard.press("ArrowRight")
    region = page.locator(".theory-scroll")
    for _moment in range(100):  # scrolling takes its time, and our policy lets nothing wait for it within the page
        if region.evaluate("it => it.scrollLeft") > 0:
            break
        page.wait_for_timeout(50)
    assert region.evaluate("it => it.scrollLeft") > 0


def test_a_line_in_the_learning_document_and_a_message_gone_out(visit, lead, agreement):
    page = visit(lead, f"/avtal/{agreement.pk}/kunskap/larande/")
    page.get_by_label("I korthet").fill("Ta med läkaren från början")
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_role("link", name="Ta med läkaren från början")).to_be_visible()

    page.goto(page.url.replace("larande/", "kommunikation/"))
    page.get_by_role("link", name="Skriv det första budskapet").click()
    page.get_by_label("Budskap").fill("Det här är nytt")
    page.get_by_label("För vem").fill("chefer")
    page.get_by_label("Kanal").fill("Brev")
    page.get_by_label("Nivå").select_option("county_wide")
    page.get_by_role("button", name="Spara budskapet").click()
    page.get_by_text("Mer: Det här är nytt").click()
    page.get_by_role("button", name="Har gått ut i dag").click()
    expect(page.get_by_text("gick ut i dag")).to_be_visible()
    page.get_by_label("För vem").check()
    expect(page.get_by_role("heading", name="chefer")).to_be_visible()


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (320, "dark")])
def test_nothing_stands_in_anybodys_way(faults_of, lead, agreement, provisions, make_knowledge, width, theme):
    home = f"/avtal/{agreement.pk}/kunskap/"
    services.save_theory_step(
        TheoryStep(agreement=agreement, kind=1, text="Två coacher"), leads_to=[], provisions=provisions, by=lead
    )
    example = make_knowledge("Måndagsmöte", "good_example", state="proposed", provisions=provisions)
    question = make_knowledge("Vem ringer?", "question")
    make_knowledge("Fråga först", "rule", by=lead, organisation=None)
    make_knowledge("Pröva först", "lesson", provisions=provisions)
    paths = ["", "alla/", "fragor/", "fragor/ny/", "larande/", "forandring/", "kommunikation/", "kommunikation/ny/"]
    paths += ["principer/", "inriktning/", "ny/?slag=risk"]
    addresses = [f"{home}{path}" for path in paths]
    addresses += [example.get_absolute_url(), f"{example.get_absolute_url()}ta-bort/"]
    addresses += [f"{question.get_absolute_url()}svara/"]
    faults = {address: faults_of(lead, address, width=width, color_scheme=theme) for address in addresses}
    assert {address: found for address, found in faults.items() if found} == {}
