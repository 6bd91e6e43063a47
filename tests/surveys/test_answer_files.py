"""Files as answers: sent in, replaced, taken away, lost to nobody, and read by those who may read the answer."""

import io
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.models import Membership
from portal import dates
from surveys import services
from surveys.models import AnswerFile, Question, Round, RoundKind

PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture
def sent(lead, respondent, neighbour):
    """A text and a file are asked of the two municipalities."""
    questions = [
        Question(section="Om er", identity="f1", kind="short_text", text="Vad heter planen?"),
        Question(section="Om er", identity="f2", kind="file", text="Bifoga er plan"),
        Question(section="Sist", identity="f3", kind="short_text", text="Mer?", shown_if="f2 besvarad"),
    ]
    round = services.create_written_round(
        origin="own",
        questions=questions,
        contacts=Membership.objects.filter(is_contact=True).select_related("user"),
        by=lead,
        title="Planer",
        letter="",
        opens_on=dates.today(),
        closes_on=dates.today() + timedelta(days=14),
    )
    return services.send_round(round, by=lead, at=timezone.now())


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def a_file(name="plan.pdf", content=PDF, kind="application/pdf"):
    return SimpleUploadedFile(name, content, content_type=kind)


def page_of(desk):
    return reverse("survey-section", args=[*desk, 1])


def stands(sent, organisation):
    return sent.responses.get(organisation=organisation).answers["f2"]


def status_of(browser, row):
    response = browser.get(reverse("survey-answer-file", args=[row.pk]))
    _read = b"".join(response)
    return response.status_code


def test_a_file_is_sent_with_the_page_replaced_and_taken_away(visitor, sent, desk, municipality, tmp_path):
    sent_in = {
        "f1": "Vår plan",
        "f2": a_file("../../Plan för Ekby.pdf"),
        "base-f1": "0.ab",
        "base-f2": "0.ab",
        "now-f2": "",
    }
    assert visitor.post(page_of(desk), sent_in).status_code == 302
    first = AnswerFile.objects.get()
    assert stands(sent, municipality)["value"] == {"file": first.pk, "name": "Plan för Ekby.pdf", "size": len(PDF)}
    assert Path(first.file.path).is_relative_to(tmp_path)
    assert "Plan" not in first.file.name
    page = visitor.get(page_of(desk)).content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert "Plan för Ekby.pdf" in page
    # the page sent again without a new file leaves the file, and shows the page that waits for it
    again = {"f1": "Vår nya plan", "base-f1": "1.cd", "base-f2": "1.cd", "now-f2": first.pk}
    assert visitor.post(page_of(desk), again).url.startswith(reverse("survey-section", args=[*desk, 2]))
    assert stands(sent, municipality)["revision"] == 1
    visitor.post(page_of(desk), {"f2": a_file("ny.txt", "Åtgärder".encode()), "base-f2": "1.ef", "now-f2": first.pk})
    assert stands(sent, municipality)["value"]["name"] == "ny.txt"
    removed = visitor.post(page_of(desk), {"remove": "f2", "base-f2": "2.00", "now-f2": first.pk})
    assert removed.url.endswith("#answer-f2")
    assert stands(sent, municipality)["value"] is None
    history = visitor.get(reverse("survey-history", args=[*desk, "f2"])).content.decode()
    assert history.count("/svara/fil/") == 2
    change = sent.responses.get().changes.filter(answer__revision=1, question="f2").get()
    visitor.post(reverse("survey-history", args=[*desk, "f2"]), {"change": change.pk, "base": "3."})
    assert stands(sent, municipality)["value"]["file"] == first.pk


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (a_file("plan.exe", b"MZ"), "som slutar på pdf"),
        (a_file("plan.pdf", b"MZ nothing"), "innehåll"),
        (a_file("Anna 19121212-1212.pdf"), "personnummer"),
    ],
)
def test_what_is_refused_says_why_and_all_else_is_saved(visitor, sent, desk, municipality, file, says):
    posted = {"f1": "Vår plan", "f2": file, "base-f1": "0.ab", "base-f2": "0.ab", "now-f2": ""}
    refused = visitor.post(page_of(desk), posted)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert says in page
    assert 'value="Vår plan"' in page
    assert list(sent.responses.get().answers) == ["f1"]
    assert not AnswerFile.objects.exists()


def test_two_who_send_a_file_at_once_choose_which_shall_stand(visitor, respondent, sent, desk, municipality):
    other = Client()
    other.force_login(respondent)
    save = reverse("survey-save", args=[*desk, "f2"])
    saved = visitor.post(save, {"f2": a_file("en.pdf"), "base-f2": "0.aa.1", "now-f2": ""})
    assert saved.status_code == 200
    assert 'id="file-f2" hx-swap-oob="true"' in saved.content.decode()
    late = other.post(page_of(desk), {"f2": a_file("två.pdf"), "base-f2": "0.bb", "now-f2": ""})
    assert late.status_code == 409
    kept = AnswerFile.objects.get(name="två.pdf").pk
    assert f'name="kept-f2" value="{kept}"' in late.content.decode()
    assert stands(sent, municipality)["value"]["name"] == "en.pdf"
    other.post(page_of(desk), {"mine": "f2", "kept-f2": kept, "seen-f2": "1.", "base-f2": "0.bb", "now-f2": ""})
    assert stands(sent, municipality)["value"]["name"] == "två.pdf"


def test_a_file_of_another_answer_cannot_be_taken(visitor, sent, desk, neighbour, other_municipality):
    theirs = sent.responses.create(organisation=other_municipality)
    row = theirs.files.create(question="f2", name="hemlig.pdf", size=3, at=timezone.now(), by_name="N")
    visitor.post(page_of(desk), {"mine": "f2", "kept-f2": row.pk, "base-f2": "0.bb", "now-f2": ""})
    assert not AnswerFile.objects.exclude(pk=row.pk).exists()
    mine = sent.responses.filter(organisation=desk[1]).first()
    assert mine is None or "f2" not in mine.answers


def test_who_may_read_the_answer_reads_its_file(
    visitor, sent, desk, municipality, respondent, member, neighbour, lead, coach
):
    def get(user, row):
        browser = Client()
        if user:
            browser.force_login(user)
        return status_of(browser, row)

    visitor.post(page_of(desk), {"f2": a_file("gammal.pdf"), "base-f2": "0.ab", "now-f2": ""})
    visitor.post(page_of(desk), {"f2": a_file("rätt.pdf"), "base-f2": "1.cd", "now-f2": "1"})
    old, row = AnswerFile.objects.order_by("pk")
    assert [get(user, row) for user in (respondent, member, lead, neighbour, coach, None)] == [
        200, 200, 404, 404, 404, 404,
    ]  # fmt: skip
    fetched = visitor.get(reverse("survey-answer-file", args=[row.pk]))
    assert fetched["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert fetched["X-Content-Type-Options"] == "nosniff"
    assert fetched["Content-Disposition"].startswith("attachment; filename*=utf-8''r%C3%A4tt.pdf")
    assert b"".join(fetched.streaming_content) == PDF
    visitor.post(reverse("survey-submit", args=desk))
    assert get(lead, row) == 200
    assert get(lead, old) == 404
    assert get(respondent, old) == 200
    assert get(neighbour, row) == 404
    assert "rätt.pdf" in visitor.get(reverse("survey-receipt", args=desk)).content.decode()
    browser = Client()
    browser.force_login(lead)
    page = browser.get(reverse("round-results", args=[sent.pk])).content.decode()
    assert reverse("survey-answer-file", args=[row.pk]) in page
    book = openpyxl.load_workbook(io.BytesIO(browser.get(reverse("round-results-excel", args=[sent.pk])).content))
    assert book["Svar"].cell(2, 4).value.startswith("rätt.pdf")
    coded = browser.get(reverse("round-results-coded", args=[sent.pk])).content.decode("utf-8-sig")
    assert "rätt.pdf" in coded
    assert "filens namn" in browser.get(reverse("round-codebook", args=[sent.pk])).content.decode("utf-8-sig")


def test_a_colleague_reads_the_files_of_what_was_lent(visitor, sent, desk, municipality):
    visitor.post(page_of(desk), {"f2": a_file(), "base-f2": "0.ab", "now-f2": ""})
    row = AnswerFile.objects.get()
    for questions, status in (["f2"], 200), (["f1"], 404):
        lent = sent.delegations.create(
            organisation=municipality, name="K", email="k@example.org", questions=questions, by_name="R",
            expires_at=sent.links_end_at,
        )  # fmt: skip
        lent.arm()
        browser = Client()
        browser.post(reverse("survey-delegation-link", args=[lent.token]))
        assert status_of(browser, row) == status


def test_where_persons_answer_no_file_is_asked_for(client, lead, sent):
    draft = services.create_written_round(
        origin="own", questions=[], contacts=[], by=lead, title="Personal", letter="",
        opens_on=dates.today(), closes_on=dates.today() + timedelta(days=3),
    )  # fmt: skip
    Round.objects.filter(pk=draft.pk).update(kind=RoundKind.ANONYMOUS)
    client.force_login(lead)
    assert 'value="file"' not in client.get(reverse("survey-questions", args=[draft.pk])).content.decode()
    fields = {"section": "Mer", "text": "Bifoga?", "revision": 1}
    refused = client.post(reverse("survey-question-new", args=[draft.pk]) + "?slag=file", fields)
    assert refused.status_code == 422
    assert "tas inga filer emot" in refused.content.decode()
    with pytest.raises(ValidationError):
        services.add_question(draft, Question(kind="file", text="?", identity="f1"), by=lead)
