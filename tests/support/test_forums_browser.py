"""A coach on a phone; two people at one part; nothing that axe objects to."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from actions.models import ActionItem
from organisations.models import Side
from support.models import ForumContact, ForumPart, Talk
from tests.actions.visiting import violations

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_coach_notes_a_talk_on_a_phone_and_makes_its_next_step_an_action(visit, coach, coaching, forum, today):
    Talk.objects.create(forum=forum, kind="check_in", on=today - timedelta(days=9), text="Sist", next_on=today)
    page = visit(coach, "/min-sida/", width=390)
    turn = page.get_by_role("region", name="Dags att samtala med")
    turn.get_by_role("link", name="Skriv ner ett samtal").click()
    page.get_by_label("Coachande samtal").check()
    page.get_by_label("Med vem").fill("Ordföranden")
    page.get_by_role("button", name="Spara samtalet").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_label("Med vem")).to_have_value("Ordföranden")
    page.get_by_label("Vad vi talade om").fill("Om att börja i tid.")
    page.get_by_label("Vad kommer härnäst").fill("Prova en klocka på bordet")
    page.get_by_role("button", name="Spara samtalet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Coachande samtal i dag")
    assert violations(page) == []
    page.get_by_role("button", name="Gör till åtgärd för forumet").click()
    expect(page.get_by_role("link", name="Prova en klocka på bordet")).to_be_visible()
    assert ActionItem.objects.get().group == forum
    page.goto(page.url.partition("/stod/")[0] + "/min-sida/")
    expect(page.get_by_role("region", name="Dags att samtala med")).to_have_count(0)


def test_a_part_is_written_in_place_and_nobody_is_overwritten(visit, member, forum):
    """The form opens where the text stands; who comes second sees both texts and decides."""
    page = visit(member, f"/stod/forum/{forum.pk}/", java_script_enabled=False)
    page.locator("#dagordning summary").click()
    page.locator("#dagordning textarea").fill("Tre delar")
    ForumPart.objects.create(forum=forum, kind="agenda", text="Två delar")
    page.locator("#dagordning").get_by_role("button", name="Spara").click()
    part = page.locator("#dagordning")
    expect(part.get_by_text("Det här gäller nu")).to_be_visible()
    expect(part.locator("textarea")).to_have_value("Tre delar")
    part.get_by_role("button", name="Spara").click()
    expect(page.locator("#dagordning").get_by_text("Tre delar").first).to_be_visible()
    assert ForumPart.objects.get().text == "Tre delar"


@pytest.mark.a11y_full
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_no_page_breaks_a_rule_of_accessibility(visit, lead, coach, coaching, forum, today, width, scheme):
    talk = Talk.objects.create(forum=forum, kind="check_in", on=today, coach=coach, text="Sist", next_step="Ring")
    ForumContact.objects.create(forum=forum, side=Side.REGION, name="Siv Svar", phone="070-1", since=today)
    page = visit(lead, "/stod/forum/", width=width, color_scheme=scheme)
    base = page.url.removesuffix("/stod/forum/")
    for address in (
        "/stod/forum/",
        "/stod/forum/?sok=finns+inte",
        f"/stod/forum/{forum.pk}/",
        f"/stod/forum/{forum.pk}/arbetsformer/arshjul/",
        f"/stod/forum/{forum.pk}/coach/ny/",
        f"/stod/forum/{forum.pk}/kontakt/regionen/ny/",
        f"/stod/forum/{forum.pk}/samtal/",
        f"/stod/forum/{forum.pk}/samtal/nytt/",
        f"/stod/samtal/{talk.pk}/",
        "/stod/samtal/",
        "/stod/team/",
    ):
        page.goto(base + address)
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address
