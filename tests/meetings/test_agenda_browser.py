"""The agenda while several work with it: dragged to its place, and what others do comes by itself."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings import services
from tests.actions.visiting import violations
from tests.meetings.apart import visit  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def items(held, lead):
    """Three points, the last two under the heading Avslut."""
    first = held.agenda.get()
    made = [services.add_item(held, heading=one, section="Avslut", by=lead) for one in ("Enkäten", "Nästa möte")]
    return [first, *made]


def headings(held):
    return [(row.section, row.heading) for row in held.agenda.all()]


def test_a_point_is_dragged_under_another_heading_and_told(visit, lead, held, items):  # noqa: F811
    page = visit(lead, held.get_absolute_url())
    expect(page.get_by_role("heading", name="Avslut", level=2)).to_be_visible()
    handle, last = page.locator(f"#p{items[0].pk} .drag-handle"), page.locator(f"#p{items[2].pk}")
    assert violations(page) == []
    handle.hover()
    page.mouse.down()
    box = last.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2, steps=5)
    box = last.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] + 15, steps=5)
    page.mouse.up()
    expect(page.locator("#besked")).to_contain_text("Läget i besluten är nu punkt 3 av 3.")
    expect(page.locator(f"#p{items[0].pk} .agenda-no")).to_have_text("3")
    assert headings(held) == [("Avslut", "Enkäten"), ("Avslut", "Nästa möte"), ("Avslut", "Läget i besluten")]
    # the same without a pointer
    point = page.locator(f"#p{items[0].pk}")
    point.locator("summary", has_text="Mer").click()
    point.get_by_role("button", name="Flytta upp").click()
    expect(page.locator(f"#p{items[0].pk} .agenda-no")).to_have_text("2")


def test_what_others_do_comes_within_seconds_and_leaves_the_writer_alone(visit, lead, secretary, held, items):  # noqa: F811
    page = visit(lead, held.get_absolute_url())
    point = page.locator(f"#p{items[1].pk}")
    point.get_by_role("link", name="Skriv anteckningar").click()
    editor = page.get_by_role("textbox", name="Anteckningar, Enkäten")
    editor.press_sequentially("Vi skickar")
    services.add_item(held, heading="Ny punkt", by=secretary)
    services.move_item(items[1], up=True, by=secretary)
    services.add_outcome(held, kind="decision", text="Rutinen är mall", item=items[0], by=secretary)
    services.delete_item(items[2], by=secretary)
    expect(page.get_by_role("heading", name="Ny punkt")).to_be_visible(timeout=9000)
    expect(page.locator(f"#p{items[0].pk} .outcome-decision")).to_contain_text("Rutinen är mall")
    expect(page.locator(f"#p{items[2].pk}")).to_have_count(0)
    expect(editor).to_be_focused()
    with page.expect_response(lambda one: "/spara/" in one.url and "maj." in (one.request.post_data or "")):
        editor.press_sequentially(" den i maj.")
    assert held.agenda.get(pk=items[1].pk).text == "<p>Vi skickar den i maj.</p>"
    shown = page.locator("#agenda > [data-item] .agenda-title").all_inner_texts()
    assert [text.split("\n")[-1].lstrip("123 \t") for text in shown] == [row.heading for row in held.agenda.all()]
    # the point one writes in is deleted by another: the words stay on the page
    services.delete_item(items[1], by=secretary)
    expect(page.locator("#besked")).to_contain_text("Någon har tagit bort punkten du skriver i.", timeout=9000)
    expect(editor).to_contain_text("Vi skickar den i maj.")


def test_an_outcome_comes_to_the_screen_in_the_room(visit, lead, held, items):  # noqa: F811
    page = visit(lead, f"{held.get_absolute_url()}visa/")
    services.add_outcome(held, kind="decision", text="Rutinen är mall", item=items[0], by=lead)
    services.write_text(items[0], "Ekby har beslutat.", revision=1, by=lead, at=timezone.now())
    expect(page.locator(".outcome-decision")).to_contain_text("Rutinen är mall", timeout=9000)
    expect(page.get_by_text("Ekby har beslutat.")).to_be_visible()
