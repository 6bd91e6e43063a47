"""Minutes are adjusted and approved by two people, each in a browser of their own; a point goes on to the next meeting."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings import services
from meetings.models import Meeting
from tests.actions.visiting import violations
from tests.meetings.apart import visit  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_adjust_and_approve_the_same_wording(visit, lead, member, held):  # noqa: F811
    item = held.agenda.get()
    services.write_text(item, "Ekby har inte beslutat.", revision=1, by=lead, at=timezone.now())
    lenas = visit(lead, held.get_absolute_url())
    lenas.get_by_role("link", name="Skicka till justering").click()
    for name in ("Lena Ledare", "Mats Medlem"):
        lenas.get_by_role("checkbox", name=re.compile(name)).check()
    lenas.get_by_role("button", name="Skicka till justering").click()
    expect(lenas.get_by_text("0 av 2 har godkänt")).to_be_visible()
    lenas.get_by_role("link", name="Läs och godkänn").first.click()
    assert violations(lenas) == []
    lenas.get_by_role("button", name="Jag godkänner anteckningarna").click()
    expect(lenas.get_by_text("1 av 2 har godkänt")).to_be_visible()

    matss = visit(member, f"{held.get_absolute_url()}justering/godkann/")
    expect(matss.get_by_text("Ekby har inte beslutat.")).to_be_visible()
    matss.get_by_role("link", name="Jag vill ändra något").click()
    point = matss.locator(f"#s{item.pk}")
    point.locator("summary", has_text="Skriv en synpunkt").click()
    point.get_by_label("Din synpunkt").fill("Ekby beslutade i går.")
    point.get_by_role("button", name="Spara synpunkten").click()
    expect(point).to_contain_text("Ekby beslutade i går.")

    lenas.reload()
    lenas.get_by_role("button", name=re.compile("^Klar")).click()
    lenas.locator(f"#s{item.pk}").get_by_role("link", name="Läget i besluten").click()
    lenas.locator(f"#p{item.pk}").get_by_role("link", name=re.compile("anteckningar")).click()
    editor = lenas.get_by_role("textbox", name="Anteckningar, Läget i besluten")
    editor.press("Control+a")
    with lenas.expect_response(lambda one: "/spara/" in one.url and "beslutat." in (one.request.post_data or "")):
        editor.press_sequentially("Ekby har beslutat.")
    # the word that was changed asks both again: what Lena approved is no longer what stands there
    for page, approved in ((lenas, 1), (matss, 2)):
        page.goto(page.url.split("/moten/")[0] + f"{held.get_absolute_url()}justering/godkann/")
        expect(page.get_by_text("Ekby har beslutat.")).to_be_visible()
        if approved == 2:
            expect(page.get_by_text("Du är sist att svara")).to_be_visible()
            page.get_by_role("checkbox", name="Skicka även anteckningarna med e-post").check()
            assert violations(page) == []
        page.get_by_role("button", name="Jag godkänner anteckningarna").click()
    expect(matss.get_by_text("Alla har godkänt anteckningarna, och de är låsta.")).to_be_visible()
    expect(matss.get_by_text("2 brev är på väg.")).to_be_visible()
    approval = held.approvals.get()
    assert [one["name"] for one in approval.approvers] == ["Lena Ledare", "Mats Medlem"]
    assert approval.content["items"][0]["text"] == "<p>Ekby har beslutat.</p>"
    assert Meeting.objects.get(pk=held.pk).is_locked


def test_a_point_and_its_open_action_go_on_to_the_next_meeting(visit, lead, member, held, meeting):  # noqa: F811
    item = held.agenda.get()
    services.add_outcome(held, kind="action", text="Dela rutinen", item=item, action={"owner": member}, by=lead)
    page = visit(lead, held.get_absolute_url())
    point = page.locator(f"#p{item.pk}")
    point.locator(".agenda-tools summary").click()
    point.get_by_role("button", name="Ta upp igen nästa gång").click()
    expect(page.get_by_text("Punkten står på dagordningen för Möte 5.")).to_be_visible()
    page.goto(page.url.split("/moten/")[0] + meeting.get_absolute_url())
    expect(page.get_by_role("heading", name="Läget i besluten")).to_be_visible()
    expect(page.get_by_text("Tas upp igen från ett tidigare möte.")).to_be_visible()
    earlier = page.get_by_role("region", name="Från tidigare möten")
    expect(earlier).to_contain_text("Dela rutinen")
    assert violations(page) == []
