"""A date poll in a real browser: asked from the finder, answered on a phone from the letter, made into a meeting."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import expect

from meetings.models import DatePoll, Meeting
from portal import dates, notifications
from tests.actions.visiting import violations

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_the_finder_by_letter_to_a_meeting(visit, browser, live_server, lead, member, group):
    cache.clear()
    page = visit(lead, f"/moten/hitta-tid/?grupp={group.pk}")
    page.get_by_role("button", name="Sök tider").click()
    expect(page.get_by_role("heading", name="5 förslag")).to_be_visible()
    assert violations(page) == []
    for place in (0, 1):
        page.get_by_role("checkbox", name=re.compile("^Välj ")).nth(place).check()
    page.get_by_role("button", name="Fråga deltagarna").click()
    page.get_by_label("Vad handlar mötet om?").fill("Arbetsdag")
    page.get_by_label("Svara senast").fill((dates.today() + timedelta(days=3)).isoformat())
    page.get_by_role("group", name="Person 1").get_by_label("Namn").fill("Gun Gäst")
    page.get_by_role("group", name="Person 1").get_by_label("E-postadress").fill("gun@example.net")
    assert violations(page) == []
    page.get_by_role("button", name="Skicka frågan").click()
    expect(page.get_by_text("Ingen har svarat ännu.")).to_be_visible()

    notifications.send_due()
    letter = next(one for one in mail.outbox if "gun@example.net" in one.to[0])
    path = re.search(r"/lank/datum/[\w-]{43}/", letter.body)[0]
    context = browser.new_context(viewport={"width": 320, "height": 700}, locale="sv-SE", java_script_enabled=False)
    phone = context.new_page()
    phone.goto(live_server.url + path)
    phone.get_by_role("button", name="Svara").click()
    expect(phone).not_to_have_url(re.compile("lank"))
    first, second = phone.get_by_role("group").filter(has=phone.get_by_role("radio")).all()
    first.get_by_text("Nej", exact=True).click()
    phone.get_by_role("button", name="Skicka ditt svar").click()
    expect(phone.get_by_role("alert")).to_contain_text("Svara för")
    expect(first.get_by_label("Nej")).to_be_checked()
    second.get_by_text("Ja", exact=True).click()
    phone.get_by_label("Kommentar").fill("Reser på förmiddagen")
    phone.get_by_role("button", name="Skicka ditt svar").click()
    expect(phone.get_by_text("Tack, ditt svar är sparat.")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()

    page = visit(lead, DatePoll.objects.get().get_absolute_url())
    expect(page.get_by_role("row", name=re.compile("Gun Gäst.*Nej.*Ja"))).to_be_visible()
    expect(page.get_by_text("Reser på förmiddagen")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name=re.compile("^Välj")).first.click()
    page.get_by_role("button", name="Skapa mötet").click()
    expect(page.get_by_role("heading", name="Arbetsdag", level=1)).to_be_visible()
    meeting = Meeting.objects.get()
    assert meeting.status == "preliminary"
    assert meeting.attendance.get(name="Gun Gäst").address == "gun@example.net"
