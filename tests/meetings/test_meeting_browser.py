"""Meetings in a real browser: written in place, answered, read from a file, with and without script."""

import re

import pytest
from playwright.sync_api import expect

from meetings import services
from meetings.models import Meeting
from tests.actions.visiting import violations
from tests.meetings.test_import_pages import TEXT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def item(held):
    return held.agenda.get()


def test_notes_and_outcomes_are_written_in_place(visit, lead, held, item):
    page = visit(lead, held.get_absolute_url())
    point = page.locator(f"#p{item.pk}")
    point.get_by_role("link", name="Skriv anteckningar").click()
    point.get_by_role("textbox", name="Anteckningar, Läget i besluten").fill("Ekby har beslutat.")
    point.get_by_role("button", name="Klar").click()
    expect(point.get_by_text("Ekby har beslutat.")).to_be_visible()
    expect(point.get_by_role("link", name="Ändra anteckningarna")).to_be_focused()

    point.locator("summary", has_text="Lägg till beslut").click()
    point.get_by_label("Typ av utfall").select_option("decision")
    line = point.get_by_label("Nytt utfall under Läget i besluten")
    for text in ("Rutinen är mall", "Alla provar i vår"):
        line.fill(text)
        line.press("Enter")
        expect(point.locator(".outcome-decision", has_text=text)).to_be_visible()
        expect(line).to_be_focused()
    point.get_by_label("Typ av utfall").select_option("action")
    line.fill("Ring @okänd")
    line.press("Enter")
    expect(point.get_by_role("alert")).to_contain_text("Ingen här heter ”okänd”.")
    expect(line).to_have_value("Ring @okänd")
    assert violations(page) == []
    assert list(held.outcomes.values_list("text", flat=True)) == ["Rutinen är mall", "Alla provar i vår"]


def test_leaving_with_unsaved_notes_asks_first(visit, lead, held, item):
    page = visit(lead, held.get_absolute_url())
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    point = page.locator(f"#p{item.pk}")
    point.get_by_role("link", name="Skriv anteckningar").click()
    point.get_by_role("textbox", name="Anteckningar, Läget i besluten").press_sequentially("Inte sparat")
    with page.expect_event("dialog"):
        page.get_by_role("link", name="Åtgärder", exact=True).first.click()
    assert asked == ["beforeunload"]
    expect(point.get_by_role("textbox", name="Anteckningar, Läget i besluten")).to_contain_text("Inte sparat")


def test_one_answers_with_one_press(visit, member, meeting):
    page = visit(member, "/moten/")
    page.get_by_role("button", name="Kommer", exact=True).click()
    expect(page.get_by_role("button", name="Kommer", exact=True)).to_have_attribute("aria-pressed", "true")
    assert meeting.attendance.get(user=member).status == "coming"


@pytest.mark.parametrize("script", [True, False])
def test_a_note_is_pasted_checked_and_saved(visit, lead, member, group, script):
    page = visit(lead, "/moten/las-in/", java_script_enabled=script)
    page.get_by_label("Eller klistra in texten").fill(TEXT)
    page.get_by_role("button", name="Läs in anteckningarna").click()
    expect(page.get_by_role("heading", name="Granska anteckningarna")).to_be_visible()
    page.get_by_label("Rubrik").first.fill("")
    page.locator(".form-actions").get_by_role("button", name="Spara mötet").click()
    expect(page.locator(".error-summary")).to_contain_text("Ge mötet en rubrik.")
    page.get_by_label("Rubrik").first.fill("Möte 3")
    page.get_by_role("checkbox", name=re.compile("Spara: .*rutinen är mall", re.IGNORECASE)).uncheck()
    page.locator(".form-actions").get_by_role("button", name="Spara mötet").click()
    expect(page.get_by_role("heading", name="Möte 3", level=1)).to_be_visible()
    saved = Meeting.objects.get()
    assert [saved.outcomes.filter(kind=kind).count() for kind in ("decision", "action")] == [0, 2]
    assert saved.outcomes.get(action__owner=member).action.due_on.isoformat() == "2026-04-01"


def test_the_menu_of_a_page_opens_within_a_phone(visit, lead, held, meeting):
    """Its button stands wherever the row of buttons wraps: first, in the middle or last."""
    held.agenda.update(heading="Läget i besluten sedan förra mötet och före nästa", presenter="Mats", minutes=20)
    page = visit(lead, meeting.get_absolute_url(), width=390)
    for address in (meeting.get_absolute_url(), held.get_absolute_url(), "/moten/"):
        page.goto(page.url.split("/moten/")[0] + address)
        page.locator(".page-actions .menu > summary").click()
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            box = page.locator(".page-actions .menu-list").bounding_box()
            assert box["x"] >= 0, (address, width)
            assert box["x"] + box["width"] <= width, (address, width)
            button = page.locator(".page-actions .menu > summary").bounding_box()
            assert 0 <= box["y"] - button["y"] - button["height"] < 20, (address, width)
    page.goto(page.url.split("/moten/")[0] + held.get_absolute_url())
    page.locator(".agenda-head .menu > summary").click()  # a long heading sends the button to a row of its own
    box = page.locator(".agenda-head .menu-list").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    page.goto(page.url.split("/moten/")[0] + "/moten/")
    page.locator(".page-actions .menu > summary").click()
    page.get_by_role("link", name="Alla beslut").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Beslut i möten")


@pytest.mark.a11y_full
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_no_page_breaks_a_rule_of_accessibility(visit, lead, held, meeting, item, width, scheme):
    services.add_outcome(held, kind="decision", text="Rutinen är mall", item=item, by=lead)
    services.add_outcome(held, kind="action", text="Dela rutinen", item=item, by=lead)
    services.add_key_date(held, on=meeting.starts_at.date(), what="Styrgruppen beslutar", by=lead)
    page = visit(lead, "/moten/", width=width, color_scheme=scheme)
    base, url = page.url.removesuffix("/moten/"), held.get_absolute_url()
    outcome = held.outcomes.get(kind="decision")
    addresses = [
        "/moten/",
        "/moten/?visa=hallna",
        "/moten/beslut/",
        "/moten/nytt/",
        "/moten/las-in/",
        "/moten/mallar/",
        url,
    ]
    addresses += [f"/moten/grupp/{held.group_id}/{end}/" for end in ("forslag", "lagesrapporter")]
    addresses += [meeting.get_absolute_url()]
    addresses += [
        f"{url}{end}"
        for end in (
            "andra/",
            "dela/",
            "narvaro/",
            f"punkter/{item.pk}/",
            f"punkter/{item.pk}/text/",
            "justering/",
            "justering/skicka/",
            f"utfall/{outcome.pk}/",
        )
    ]
    for address in addresses:
        page.goto(base + address)
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address
    page.goto(f"{base}/moten/las-in/")
    page.get_by_label("Eller klistra in texten").fill(TEXT)
    page.get_by_label("Grupp").select_option(str(held.group_id))
    page.get_by_role("button", name="Läs in anteckningarna").click()
    page.get_by_label("Dag", exact=True).first.fill("")
    page.locator(".form-actions").get_by_role("button", name="Spara mötet").click()
    expect(page.locator(".error-summary")).to_be_visible()
    assert violations(page) == []
