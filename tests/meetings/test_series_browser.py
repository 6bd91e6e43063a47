"""A series is made, and a meeting moved, in a real browser: by keyboard, by mouse and on a phone."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from meetings.models import Meeting, Series
from tests.actions.visiting import violations
from tests.meetings.test_series import coming_monday

pytestmark = pytest.mark.django_db(transaction=True)


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_series_is_made_and_a_meeting_moved(visit, lead, group):
    page = visit(lead, "/moten/")
    page.get_by_role("link", name="Serier").press("Enter")
    page.get_by_role("link", name="Gör den första serien").press("Enter")
    first = coming_monday()
    page.get_by_label("Grupp").select_option(str(group.pk))
    page.get_by_label("Vad heter serien?").fill("Veckoavstämning")
    expect(page.get_by_label("Vilken i månaden")).to_be_hidden()
    page.get_by_label("Vecka eller månad").select_option("monthly")
    expect(page.get_by_label("Vilken i månaden")).to_be_visible()
    page.get_by_label("Vecka eller månad").select_option("weekly")
    page.get_by_label("Veckodag").select_option("0")
    page.get_by_label("Första dag").fill(first.isoformat())
    page.get_by_label("Sista dag").fill((first + timedelta(days=14)).isoformat())
    page.get_by_label("Börjar").fill("09:00")
    page.get_by_label("Slutar").fill("10:00")
    page.get_by_label("Platser").fill("Stadshuset\nRegionens hus")
    page.get_by_label("Stående punkter").fill("Läget 20 min\nÖppna åtgärder")
    assert violations(page) == []
    page.get_by_role("button", name="Visa dagarna").press("Enter")

    expect(page.get_by_role("heading", name="Vilka dagar?")).to_be_visible()
    days = page.get_by_role("checkbox")
    expect(days).to_have_count(3)
    for place in range(3):
        days.nth(place).check()
    days.nth(1).press("Space")
    assert violations(page) == []
    page.get_by_role("button", name="Lägg in mötena").press("Enter")
    expect(page.get_by_role("heading", name="Veckoavstämning", level=1)).to_be_visible()
    meetings = list(Series.objects.get().meetings.order_by("starts_at"))
    assert [one.venue for one in meetings] == ["Stadshuset", "Regionens hus"]
    assert violations(page) == []

    page.get_by_role("link", name="Veckoavstämning, möte 2").click()
    page.get_by_role("button", name="Bekräfta mötet").click()
    page.locator(".page-head, header, main").get_by_text("Mer", exact=True).first.click()
    page.get_by_role("link", name="Flytta mötet").click()
    page.get_by_label("Dag", exact=True).fill((first + timedelta(days=16)).isoformat())
    page.get_by_label("Varför flyttas det?").fill("Krock med nämnden")
    assert violations(page) == []
    page.get_by_role("button", name="Flytta mötet").press("Enter")
    expect(page.get_by_text("Krock med nämnden")).to_be_visible()
    moved = Meeting.objects.get(pk=meetings[1].pk)
    assert (moved.status, moved.moves.count()) == ("moved", 1)
    assert violations(page) == []

    page.goto(page.url.split("/moten/")[0] + f"/moten/kalender-vy/?manad={first + timedelta(days=16):%Y-%m}")
    expect(page.locator(".calendar").get_by_text("flyttat")).to_be_visible()
    page.get_by_text("Månaden som lista").press("Enter")
    expect(page.locator("details.disclosure").get_by_text("flyttat")).to_be_visible()
    assert violations(page) == []


@pytest.mark.a11y_full
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_no_page_of_series_breaks_a_rule_of_accessibility(visit, lead, group, width, scheme):
    from tests.meetings.test_series import make

    series = make(group, lead)
    meeting, item = series.meetings.first(), series.items.first()
    page = visit(lead, "/moten/serier/", width=width, color_scheme=scheme)
    base, url = page.url.removesuffix("/moten/serier/"), series.get_absolute_url()
    addresses = ["/moten/", "/moten/serier/", "/moten/serier/ny/", f"/moten/serier/punkt/{item.pk}/"]
    addresses += [f"/moten/kalender-vy/?manad={coming_monday():%Y-%m}"]
    parts = ("andra/", "forlang/", "avsluta/", "bekrafta/", "beslut/", "atgarder/", "dagordningar/")
    addresses += [url, *(f"{url}{part}" for part in parts)]
    addresses += [f"/moten/{meeting.pk}/{way}/" for way in ("flytta", "ersatt", "stall-in")]
    for address in addresses:
        page.goto(base + address)
        assert violations(page) == [], address
        assert fits(page), address
    page.goto(f"{base}{url}andra/")
    page.get_by_label("Veckodag").select_option("1")
    page.get_by_role("button", name="Visa vad som ändras").click()
    expect(page.get_by_role("heading", name="Vad som ändras")).to_be_visible()
    assert violations(page) == []
    assert fits(page)
