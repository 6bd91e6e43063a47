"""Two languages of a survey: translated beside the original, read and answered in either, stored the same."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from organisations.models import Membership
from portal import dates
from portal.models import Letter
from portal.notifications import compose
from surveys import services
from surveys.languages import all_localised, localised
from surveys.models import Question, Round
from surveys.sectioning import section_numbers
from tests.pdf import unpacked

CHOICES = [{"key": "a1", "text": "Ofta"}, {"key": "a2", "text": "Sällan"}]


@pytest.fixture
def draft(lead, respondent, neighbour):
    questions = [
        Question(section="Möten", identity="f1", kind="single", text="Hur ofta ses ni?", options=CHOICES),
        Question(section="Möten", identity="f2", kind="long_text", text="Vad talar ni om?", help_text="Kort räcker."),
        Question(section="Stöd", identity="f3", kind="yes_no", text="Får ni stöd?", shown_if="f1 = a1"),
    ]
    return services.create_written_round(
        origin="own",
        questions=questions,
        contacts=Membership.objects.filter(is_contact=True).select_related("user"),
        by=lead,
        title="Hur vi ses",
        letter="Vi vill veta hur ni har det.",
        opens_on=dates.today(),
        closes_on=dates.today() + timedelta(days=14),
    )


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead)
    return client


@pytest.fixture
def english(as_lead, draft):
    """The first page is translated through the pages; the second is not."""
    as_lead.post(reverse("survey-language-add", args=[draft.pk]), {"sprak": "en"})
    words = {"head-title": "How we meet", "head-letter": "Tell us how you are."}
    assert translate(as_lead, draft, 0, words).status_code == 302
    assert translate(as_lead, draft, 1, FIRST_PAGE).status_code == 302
    draft.refresh_from_db()
    return draft


FIRST_PAGE = {
    "f1-section": "Meetings",
    "f1-text": "How often do you meet?",
    "f1-options.a1": "Often",
    "f1-options.a2": "Seldom",
    "f2-text": "What do you talk about?",
}


def translate(client, round, number, words, **more):
    """Send a page of the translation as its form stands, with these words."""
    address = reverse("survey-translate", args=[round.pk, "en", number])
    stands = {}
    for form in client.get(address).context["forms"]:
        stands |= {
            form.add_prefix(name): form[name].value() or "" for name in form.fields if not name.endswith("-same")
        }
    return client.post(address, stands | words | more)


def test_a_survey_is_translated_page_by_page_beside_the_original(as_lead, english):
    page = as_lead.get(reverse("survey-translate", args=[english.pk, "en", 1])).content.decode()
    assert "Hur ofta ses ni?" in page
    assert 'value="How often do you meet?"' in page
    assert "1 av 3 översatta" in page, "the help of f2 is left, and the second page"
    stored = english.questionnaire.questions.get(identity="f1").translations["en"]
    assert stored["options"] == {"a1": "Often", "a2": "Seldom"}
    assert english.translations["en"]["title"] == "How we meet"
    # the heading of the page is written once, for all its questions
    assert english.questionnaire.questions.get(identity="f2").translations["en"]["section"] == "Meetings"
    # the original changes: the translation stands, marked, until it is written anew or found right
    services.edit_question(
        english, changed(english, "f1", text="Hur ofta träffas ni?"), revision=2, by=english.created_by
    )
    page = as_lead.get(reverse("survey-translate", args=[english.pk, "en", 1])).content.decode()
    assert "ändrad sedan översättningen" in page
    assert "Hur ofta ses ni?" in page, "as it read before"
    assert (
        "1 ändrad sedan översättningen" in as_lead.get(reverse("survey-languages", args=[english.pk])).content.decode()
    )
    translate(as_lead, english, 1, {}, **{"f1-text-same": "on"})
    assert "ändrad sedan" not in as_lead.get(reverse("survey-languages", args=[english.pk])).content.decode()


def changed(round, identity, **fields):
    question = round.questionnaire.questions.get(identity=identity)
    for name, value in fields.items():
        setattr(question, name, value)
    return question


def test_two_who_translate_at_once_lose_nothing(as_lead, lead, english):
    address = reverse("survey-translate", args=[english.pk, "en", 1])
    seen = {"f1-revision": 2, "f2-revision": 2, **FIRST_PAGE, "f2-help_text": "Briefly."}
    assert translate(as_lead, english, 1, {"f2-text": "What is on the table?"}).status_code == 302
    late = as_lead.post(address, seen)
    assert late.status_code == 422
    assert "Någon ändrade det här medan du skrev" in late.content.decode()
    assert 'value="Briefly."' in late.content.decode()
    assert english.questionnaire.questions.get(identity="f2").translations["en"]["text"] == "What is on the table?"
    assert as_lead.post(address, seen | {"f2-revision": 3}).status_code == 302
    head = {"head-title": "Mine", "head-letter": "", "head-seen": "gammal"}
    assert as_lead.post(reverse("survey-translate", args=[english.pk, "en", 0]), head).status_code == 422
    number = {"f2-text": "Call 811228-9874"}
    assert translate(as_lead, english, 1, number).status_code == 422
    assert translate(as_lead, english, 1, {"f1-options.a1": "x" * 151}).status_code == 422


def test_one_answers_in_english_and_another_in_swedish(client, english, lead, respondent, municipality):
    sent = services.send_round(english, by=lead, at=timezone.now())
    invitation = sent.invitations.get(user=respondent)
    sent.invitations.filter(pk=invitation.pk).update(language="en")
    client.logout()
    link = reverse("survey-link", args=[invitation.token])
    assert "How we meet" in client.get(link).content.decode()
    client.post(link)
    page = reverse("survey-section", args=[sent.pk, municipality.pk, 1])
    content = client.get(page).content.decode()
    assert '<html lang="en"' in content
    assert "Meetings" in content
    assert "Seldom" in content
    assert "Kort räcker." in content, "what is not translated stays as it was written"
    # the choice of language saves what stands on the page, and comes back to it
    chosen = client.post(page, {"f1": "a1", "base-f1": "0.ab", "f2": "Vård", "base-f2": "0.ab", "sprak": "sv"})
    assert chosen.url.startswith(page)
    content = client.get(page).content.decode()
    assert '<html lang="sv"' in content
    assert "Sällan" in content
    answers = sent.responses.get().answers
    assert answers["f1"]["value"] == "a1"
    client.post(page, {"f1": "a1", "base-f1": "1.ab", "sprak": "en"})
    second = client.get(reverse("survey-section", args=[sent.pk, municipality.pk, 2])).content.decode()
    assert '<span lang="sv">Får ni stöd?</span>' in second, "not translated: read aloud as what it is"
    assert '<span lang="sv">' not in content + client.get(page).content.decode()
    check = client.get(reverse("survey-check", args=[sent.pk, municipality.pk])).content.decode()
    assert "Often" in check
    client.post(reverse("survey-submit", args=[sent.pk, municipality.pk]))
    assert (
        "How often do you meet?"
        in client.get(reverse("survey-receipt", args=[sent.pk, municipality.pk])).content.decode()
    )
    receipt = client.get(reverse("survey-receipt-pdf", args=[sent.pk, municipality.pk])).content
    assert b"/Lang(en-GB)" in unpacked(receipt), "read aloud in the language it is written in"
    lead.language = "en"
    lead.save()
    client.force_login(lead)
    results = client.get(reverse("round-results", args=[sent.pk])).content.decode()
    assert "How often do you meet?" in results
    assert "How we meet" in results


def test_letters_speak_the_language_of_who_gets_them(english, lead, respondent, neighbour):
    sent = services.send_round(english, by=lead, at=timezone.now())
    sent.invitations.filter(user=respondent).update(language="en")
    services.queue_invitations(at=timezone.now())
    said = {row.language: compose(row) for row in Letter.objects.filter(kind="survey-invitation")}
    assert "How we meet" in said["en"].subject
    assert "Tell us how you are." in said["en"].body
    assert "Hur vi ses" in said["sv"].subject
    assert "Vi vill veta" in said["sv"].body


def test_preview_and_blank_form_are_seen_in_either_language(as_lead, english):
    for name, more in ("round-preview", [1]), ("survey-blank", []):
        address = reverse(name, args=[english.pk, *more])
        assert "How often do you meet?" in as_lead.get(f"{address}?sprak=en").content.decode()
        assert "Hur ofta ses ni?" in as_lead.get(f"{address}?sprak=de").content.decode()
        assert translation.get_language() == "sv"


def test_copies_and_files_keep_the_languages(as_lead, english):
    content = as_lead.get(reverse("survey-question-file", args=[english.pk])).content
    as_lead.post("/enkater/ny/fil/", {"file": SimpleUploadedFile("fragor.json", content)})
    made = Round.objects.latest("pk")
    assert list(made.questionnaire.translations) == ["en"]
    assert localised(made, "en").title == "How we meet"
    words = english.questionnaire.questions.values_list("translations", flat=True)
    assert list(made.questionnaire.questions.values_list("translations", flat=True)) == list(words)
    fields = {"title": "Hur vi ses", "letter": "Annat", "opens_on": dates.today(), "closes_on": dates.today()}
    fields |= {"sharing": "own_and_leads", "min_organisations": 5, "min_persons": 5, "kind": "organisations"}
    assert as_lead.post(reverse("survey-copy", args=[english.pk]), fields).status_code == 302
    copy = Round.objects.latest("pk")
    assert copy.questionnaire.questions.first().translations["en"]["text"] == "How often do you meet?"
    assert localised(copy, "en").title == "How we meet"
    assert "letter" not in copy.translations["en"], "the letter was reworded"
    # what is no text of a question is left out, and a language that we do not speak
    data = json.loads(content)
    data["translations"]["de"] = {"title": "Wie"}
    data["questions"][0]["translations"] = {
        "en": {"text": 7, "options": {"a1": "Often", "a9": "?"}, "evil": "x"},
        "de": 1,
    }
    as_lead.post("/enkater/ny/fil/", {"file": SimpleUploadedFile("fragor.json", json.dumps(data).encode())})
    stored = Round.objects.latest("pk").questionnaire
    assert stored.questions.first().translations == {
        "en": {"options": {"a1": "Often"}, "of": {"options": {"a1": "Ofta"}}}
    }
    assert list(stored.translations) == ["en"]


def test_pages_are_the_same_in_every_language(draft):
    """Also where only some of the headings on a page are translated, or two become alike."""
    questions = list(draft.questionnaire.questions.all())
    questions[0].translations = {"en": {"section": "Same"}}
    questions[2].translations = {"en": {"section": "Same"}}
    spoken = all_localised(questions, "en")
    assert section_numbers(spoken) == [1, 1, 2]
    assert [one.section for one in questions] == ["Möten", "Möten", "Stöd"]


def test_a_language_is_added_once_taken_away_and_never_after_the_survey_was_sent(as_lead, english, lead):
    add, remove = (reverse(f"survey-language-{name}", args=[english.pk]) for name in ("add", "remove"))
    for wish, says in ("en", "har redan det språket"), ("de", "talar inte det språket"), ("sv", "har redan"):
        assert says in as_lead.post(add, {"sprak": wish}, follow=True).content.decode()
    as_lead.post(remove, {"sprak": "en"})
    english.refresh_from_db()
    assert english.questionnaire.translations == english.translations == {}
    assert not any(english.questionnaire.questions.values_list("translations", flat=True))
    services.send_round(english, by=lead, at=timezone.now())
    assert as_lead.post(add, {"sprak": "en"}).status_code == 403
    assert "orden ligger fast" in as_lead.get(reverse("survey-languages", args=[english.pk])).content.decode()


def test_the_portals_own_questions_are_translated_by_themselves(make_round, respondent, neighbour, lead, as_lead):
    gap = make_round()
    as_lead.post(reverse("survey-language-add", args=[gap.pk]), {"sprak": "en"})
    first = gap.questionnaire.questions.first()
    assert first.translations["en"]["text"] == "How far have you come with what the clause says?"
    assert as_lead.get(reverse("survey-translate", args=[gap.pk, "en", 1])).status_code == 200
    services.update_draft(
        gap, provisions=[first.provision], contacts=[], by=lead, title="Ny", letter="", opens_on=gap.opens_on,
        closes_on=gap.closes_on,
    )  # fmt: skip
    assert gap.questionnaire.questions.first().translations["en"]["text"].startswith("How far")


def test_only_who_makes_surveys_sees_the_languages(client, member, english, lead):
    services.send_round(english, by=lead, at=timezone.now())
    client.force_login(member)
    assert client.get(reverse("survey-languages", args=[english.pk])).status_code in (403, 404)


def test_the_pages_of_languages_cost_the_same_for_one_question_and_many(as_lead, english):
    """The same number of statements for three questions and for thirty."""
    addresses = [
        reverse("survey-languages", args=[english.pk]),
        reverse("survey-translate", args=[english.pk, "en", 1]),
        reverse("round-preview", args=[english.pk, 1]) + "?sprak=en",
    ]

    def cost(address):
        with CaptureQueriesContext(connection) as found:
            assert as_lead.get(address).status_code == 200
        return len(found)

    as_lead.get(addresses[0])  # what was told of the translation is read
    before = [cost(address) for address in addresses]
    for number in range(4, 31):
        services.add_question(
            english,
            Question(section="Möten", identity=f"f{number}", kind="single", text="Mer?", options=CHOICES),
            by=english.created_by,
        )
    assert [cost(address) for address in addresses] == before
