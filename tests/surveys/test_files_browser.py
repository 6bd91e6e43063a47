"""A file as an answer in a real browser: saved as it is chosen, refused in words, taken away; and a language changed on the way."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from organisations.models import Membership
from portal import dates
from surveys import services
from surveys.models import Question
from tests.browser import VIOLATIONS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sent(lead, respondent):
    """A text and a file, half of it in English."""
    questions = [
        Question(section="Er plan", identity="f1", kind="short_text", text="Vad heter planen?", translations={"en": {"section": "Your plan"}}),
        Question(
            section="Er plan", identity="f2", kind="file", text="Bifoga er plan",
            translations={"en": {"text": "Attach your plan"}},
        ),
    ]  # fmt: skip
    round = services.create_written_round(
        origin="own", questions=questions, contacts=Membership.objects.filter(is_contact=True).select_related("user"),
        by=lead, title="Planer", letter="", opens_on=dates.today(), closes_on=dates.today() + timedelta(days=14),
        spoken={"translations": {"en": {}}},
    )  # fmt: skip
    return services.send_round(round, by=lead, at=timezone.now())


def test_a_file_is_saved_as_it_is_chosen(page, live_server, sent, municipality, link, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    good, bad, large = (tmp_path / name for name in ("plan.pdf", "bild.pdf", "film.pdf"))
    good.write_bytes(b"%PDF-1.7\n%%EOF")
    bad.write_bytes(b"GIF89a")
    with large.open("wb") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    page.goto(live_server.url + link)
    page.get_by_role("button", name="Svara för Ekby").click()
    field = page.get_by_label("Bifoga er plan")
    field.set_input_files(good)
    expect(page.locator(".file-now")).to_contain_text("plan.pdf")
    expect(page.locator("#save-state")).to_contain_text("Sparat")
    field.set_input_files(bad)
    expect(page.locator("#note-f2")).to_contain_text("är inte det som namnet säger")
    field.set_input_files(large)
    expect(page.locator("#note-f2")).to_contain_text("större än 20 MB")
    expect(page.locator(".file-now")).to_contain_text("plan.pdf")
    assert sent.responses.get().files.count() == 1
    assert not Axe().run(page, options=VIOLATIONS).response["violations"]
    page.get_by_label("Vad heter planen?").fill("Vår plan")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your plan")
    expect(page.get_by_label("Vad heter planen?")).to_have_value("Vår plan")
    page.get_by_role("button", name=re.compile("Take the file away.*Attach your plan")).click()
    expect(page.locator(".file-now")).to_have_count(0)
    answers = sent.responses.get(organisation=municipality).answers
    assert (answers["f1"]["value"], answers["f2"]["value"], answers["f2"]["revision"]) == ("Vår plan", None, 2)
    page.goto(live_server.url + reverse("survey-history", args=[sent.pk, municipality.pk, "f2"]))
    with page.expect_download() as fetched:
        page.get_by_role("link", name="plan.pdf").click()
    assert fetched.value.path().read_bytes() == good.read_bytes()
