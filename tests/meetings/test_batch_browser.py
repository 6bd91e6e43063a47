"""A folder read in a real browser: chosen, watched while it is read, stopped, gone on with, and its report."""

import pytest
from playwright.sync_api import expect

from meetings import tasks
from meetings.models import Meeting
from meetings.services import reading
from tests.actions.visiting import violations
from tests.meetings.test_batch_reading import note

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_a_folder_with_progress(width, scheme, visit, lead, group, tmp_path, monkeypatch):
    for n in (1, 2, 3):
        (tmp_path / f"mote-{n}.txt").write_bytes(note(f"{n} mars 2026"))
    (tmp_path / "tom.txt").write_bytes(b"")
    page = visit(lead, "/moten/las-in/", width=width, color_scheme=scheme)
    page.get_by_role("link", name="Läs in en mapp").click()
    assert violations(page) == []
    page.get_by_label("Grupp").select_option(label=group.name)
    page.get_by_label("Filer").set_input_files(sorted(tmp_path.glob("*.txt")))
    page.get_by_role("button", name="Läs in anteckningarna").click()
    expect(page.get_by_role("heading", name="1 fil går inte att läsa")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Läs de 3 filer som går att läsa").click()
    bar = page.get_by_role("progressbar", name="Anteckningarna läses strax")
    expect(bar).to_have_attribute("value", "1")
    assert violations(page) == []
    page.get_by_role("button", name="Stoppa läsningen").focus()

    save = reading.save_note

    def save_and_look(found, **given):
        if not Meeting.objects.exists():
            return save(found, **given)
        raise KeyboardInterrupt  # the worker is killed at the second file

    monkeypatch.setattr(reading, "save_note", save_and_look)
    with pytest.raises(KeyboardInterrupt):
        tasks.read_notes()
    expect(page.get_by_role("progressbar", name="Anteckningarna läses")).to_have_attribute("value", "2")
    expect(page.locator("#sagt")).to_contain_text("2 av 4 filer är lästa.")
    expect(page.get_by_role("button", name="Stoppa läsningen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Läsningen stoppades: 2 av 4 filer är lästa")).to_be_visible()
    monkeypatch.setattr(reading, "save_note", save)
    page.get_by_role("button", name="Läs resten").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    tasks.read_notes()
    expect(page.get_by_role("heading", name="Fil för fil")).to_be_visible()
    expect(page.locator("#sagt")).to_contain_text("Läsningen är klar.")
    expect(page.locator(".status-ok")).to_have_count(3)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
