"""A survey of one's own: made from the library or a file, written question by question, asked and compared."""

import json
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from organisations.models import Membership
from portal import dates
from surveys import library, services
from surveys.models import Origin, Question, QuestionKind, Round, RoundState

CHOOSE = "/enkater/ny/"


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead)
    return client


@pytest.fixture
def own(lead, respondent, neighbour):
    """A draft with the library's needs inventory, to the contact persons."""
    return services.create_written_round(
        origin=Origin.NEEDS,
        questions=library.questions_for(Origin.NEEDS),
        contacts=Membership.objects.filter(is_contact=True).select_related("user"),
        by=lead,
        title="Vad behöver ni?",
        letter="",
        opens_on=dates.today(),
        closes_on=dates.today() + timedelta(days=14),
    )


def form_of(question, **changes):
    """What the form of a question sends."""
    fields = {name: getattr(question, name) for name in ("section", "text", "help_text", "shown_if", "revision")}
    if question.options:
        fields["options_text"] = "\n".join(option["text"] for option in question.options)
    if question.rows:
        fields["rows_text"] = "\n".join(row["text"] for row in question.rows)
    return fields | changes


def codes(round):
    return list(round.questionnaire.questions.values_list("identity", flat=True))


@pytest.mark.parametrize("origin", [Origin.COLLABORATION, Origin.NEEDS, Origin.MEETING, Origin.OWN])
def test_the_library_gives_a_draft_with_its_questions(as_lead, respondent, origin):
    assert f"/enkater/ny/{origin}/" in as_lead.get(CHOOSE).content.decode()
    contact = Membership.objects.get(user=respondent, is_contact=True)
    fields = {"title": "Vår enkät", "letter": "", "opens_on": dates.today(), "closes_on": dates.today()}
    fields |= {"sharing": "own_and_leads", "min_organisations": 5}
    answer = as_lead.post(f"/enkater/ny/{origin}/", fields | {"contacts": [contact.pk]})
    round = Round.objects.get()
    assert answer.url == reverse("survey-questions", args=[round.pk])
    assert round.questionnaire.questions.count() == len(library.questions_for(origin))
    assert round.invitations.get().user == respondent
    assert as_lead.get(answer.url).status_code == 200
    if origin != Origin.OWN:
        assert as_lead.get(reverse("round-preview", args=[round.pk, 1])).status_code == 200
        assert as_lead.get(reverse("survey-blank", args=[round.pk])).status_code == 200


@pytest.mark.parametrize("kind", QuestionKind.values)
def test_a_question_of_every_kind_is_written_changed_and_previewed(as_lead, own, kind):
    address = reverse("survey-question-new", args=[own.pk]) + f"?slag={kind}"
    assert as_lead.get(address).status_code == 200
    fields = {
        "section": "Mer",
        "text": "En fråga till?",
        "revision": 1,
        "options_text": "Ett\nTvå\n",
        "rows_text": "Rad",
    }
    assert as_lead.post(address, fields).status_code == 302
    question = own.questionnaire.questions.last()
    assert (question.kind, question.identity, question.section) == (kind, "f7", "Mer")
    edit = reverse("survey-question-edit", args=[own.pk, question.pk])
    assert as_lead.post(edit, form_of(question, text="Omskriven?")).status_code == 302
    page = as_lead.get(reverse("round-preview", args=[own.pk, 3])).content.decode()
    assert "Omskriven?" in page
    assert "Omskriven?" in as_lead.get(reverse("survey-blank", args=[own.pk])).content.decode()


def test_a_reworded_option_keeps_its_key(as_lead, own):
    """So that answers in two rounds can be compared."""
    question = own.questionnaire.questions.get(kind=QuestionKind.MULTIPLE)
    keys = [option["key"] for option in question.options]
    lines = ["Utbildning i lag", *[option["text"] for option in question.options[1:]], "Något nytt"]
    edit = reverse("survey-question-edit", args=[own.pk, question.pk])
    as_lead.post(edit, form_of(question, options_text="\n".join([question.options[1]["text"], *lines[2:]])))
    question.refresh_from_db()
    assert question.options[0]["key"] == keys[1]
    as_lead.post(
        edit, form_of(question, options_text="\n".join(["Ny först", *[o["text"] for o in question.options[1:]]]))
    )
    question.refresh_from_db()
    assert question.options[0]["key"] == keys[1]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": ""}, "Skriv frågan."),
        ({"options_text": "Bara en"}, "Skriv minst två svar"),
        ({"options_text": "Lika\nLika"}, "står där två gånger"),
        ({"options_text": "\n".join(f"Rad {number}" for number in range(61))}, "Högst 60 rader"),
        ({"options_text": "Kort\n" + "x" * 151}, "högst 150 tecken"),
        ({"shown_if": "f1 är ja"}, "Villkoret går inte att förstå"),
        ({"shown_if": "f99 = ja"}, "ingen fråga med koden f99"),
        ({"shown_if": "f5 besvarad"}, "måste stå på en tidigare sida"),
        ({"shown_if": "f4 besvarad"}, "måste stå på en tidigare sida"),
        ({"text": "Vad vet ni om 19121212-1212?"}, "personnummer"),
    ],
)
def test_a_question_that_cannot_be_saved_says_why_and_keeps_what_was_typed(as_lead, own, fields, says):
    question = own.questionnaire.questions.get(identity="f4")
    answer = as_lead.post(
        reverse("survey-question-edit", args=[own.pk, question.pk]),
        form_of(question) | {"help_text": "Min hjälp"} | fields,
    )
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "Min hjälp" in answer.content.decode()


def test_two_who_write_the_same_question_do_not_overwrite_each_other(as_lead, own):
    question = own.questionnaire.questions.first()
    edit = reverse("survey-question-edit", args=[own.pk, question.pk])
    as_lead.post(edit, form_of(question, text="Den första skrev detta"))
    answer = as_lead.post(edit, form_of(question, text="Den andra skrev detta"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Den första skrev detta" in page
    assert "Den andra skrev detta" in page
    again = as_lead.post(edit, form_of(question, text="Den andra skrev detta") | {"revision": 2})
    assert again.status_code == 302


def test_questions_change_places_but_never_past_what_they_look_at(as_lead, own):
    last = own.questionnaire.questions.last()
    as_lead.post(
        reverse("survey-question-edit", args=[own.pk, last.pk]), form_of(last, section="Sist", shown_if="f4 = a1")
    )
    as_lead.post(reverse("survey-question-move", args=[own.pk, last.pk]), {"up": "1"})
    assert codes(own) == ["f1", "f2", "f3", "f4", "f6", "f5"]
    answer = as_lead.post(reverse("survey-question-move", args=[own.pk, last.pk]), {"up": "1"}, follow=True)
    assert codes(own) == ["f1", "f2", "f3", "f4", "f6", "f5"]
    assert "ser" in answer.content.decode() or "se på en fråga" in answer.content.decode()
    fourth = own.questionnaire.questions.get(identity="f4")
    answer = as_lead.post(reverse("survey-question-remove", args=[own.pk, fourth.pk]), follow=True)
    assert "se på en fråga som inte ställs före den" in answer.content.decode()
    assert "f4" in codes(own)
    as_lead.post(reverse("survey-question-remove", args=[own.pk, last.pk]))
    as_lead.post(reverse("survey-question-remove", args=[own.pk, fourth.pk]))
    assert codes(own) == ["f1", "f2", "f3", "f5"]


def test_a_sent_survey_is_not_rewritten(as_lead, own, lead):
    services.send_round(own, by=lead, at=timezone.now())
    question = own.questionnaire.questions.first()
    for name, arguments in [("survey-questions", []), ("survey-question-edit", [question.pk])]:
        assert as_lead.get(reverse(name, args=[own.pk, *arguments])).status_code == 403
    assert as_lead.post(reverse("survey-question-remove", args=[own.pk, question.pk])).status_code == 403
    assert as_lead.get(reverse("survey-blank", args=[own.pk])).status_code == 200


def test_an_empty_survey_is_not_sent(as_lead, own):
    own.questionnaire.questions.all().delete()
    page = as_lead.get(own.get_absolute_url()).content.decode()
    assert "Det finns inget att fråga om än" in page
    answer = as_lead.post(reverse("round-send", args=[own.pk]), follow=True)
    assert "Skriv minst en fråga" in answer.content.decode()
    assert Round.objects.get().state == RoundState.DRAFT


def test_who_does_not_lead_makes_no_surveys(client, member, own):
    client.force_login(member)
    for address in (CHOOSE, "/enkater/ny/own/", reverse("survey-copy", args=[own.pk])):
        assert client.get(address).status_code == 403
    assert client.get(reverse("survey-questions", args=[own.pk])).status_code == 404
    assert client.get("/enkater/").status_code == 200


def test_a_questionnaire_goes_out_as_a_file_and_comes_in_the_same(as_lead, own):
    second = own.questionnaire.questions.get(identity="f5")
    as_lead.post(
        reverse("survey-question-edit", args=[own.pk, second.pk]), form_of(second, shown_if="f1 besvarad", least="0")
    )
    content = as_lead.get(reverse("survey-question-file", args=[own.pk])).content
    answer = as_lead.post("/enkater/ny/fil/", {"file": SimpleUploadedFile("fragor.json", content)})
    made = Round.objects.latest("pk")
    assert answer.url == reverse("survey-questions", args=[made.pk])
    assert made.title == own.title
    facts = [field.attname for field in Question._meta.fields if field.name not in ("id", "questionnaire", "revision")]
    assert list(made.questionnaire.questions.values(*facts)) == list(own.questionnaire.questions.values(*facts))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe\x00", "Filen är inte JSON"),
        (b"[" * 5000, "Filen är inte JSON"),
        (b"{}", "inget frågeformulär"),
        ({"version": 9}, "nyare version"),
        ({"questions": []}, "mellan 1 och 300"),
        ({"questions": [{"kind": "okänd", "text": "?"}]}, "Fråga 1 är inte av någon sort"),
        ({"questions": [{"kind": "single", "text": "?", "section": "A"}]}, "Fråga 1: Skriv minst två svar"),
        ({"questions": [{"kind": "yes_no", "text": "", "section": "A"}]}, "Fråga 1: Skriv frågan."),
        (
            {"questions": [{"kind": "number", "text": "?", "section": "A", "least": {"a": 1}, "shown_if": "f9 = 1"}]},
            "f9",
        ),
        (None, "Välj en fil först"),
    ],
)
def test_a_file_that_is_no_questionnaire_says_why(as_lead, content, says):
    if isinstance(content, dict):
        content = json.dumps({"fardplan": "questionnaire", "version": 1, "questions": []} | content).encode()
    sent = {} if content is None else {"file": SimpleUploadedFile("fil.json", content)}
    answer = as_lead.post("/enkater/ny/fil/", sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Round.objects.exists()


@pytest.fixture
def asked(own, lead, many):
    """The needs inventory sent, with a condition on its second page, to five more municipalities."""
    own.questionnaire.questions.filter(identity="f6").update(section="Sist", shown_if="f5 > 10")
    for organisation in many(5):
        services.add_invitation(
            own, organisation=organisation, name="K", email=f"k{organisation.pk}@example.org", by=lead
        )
    services.send_round(own, by=lead, at=timezone.now())
    own.refresh_from_db()
    return own


def send(client, page, fields):
    """Open a page and send its form back with these answers, as a browser without script does."""
    hidden = re.findall(r'name="(base-[^"]+)"[^>]*value="([^"]*)"', client.get(page).content.decode())
    return client.post(page, dict(hidden) | fields)


def test_every_kind_is_answered_without_script_and_hidden_pages_come_and_go(client, respondent, municipality, asked):
    client.force_login(respondent)
    page = reverse("survey-section", args=[asked.pk, municipality.pk, 1])
    rows = {f"f1.a{number}": "a2" for number in range(1, 5)}
    answer = send(client, page, rows | {f"f2.a{number}": str(6 - number) for number in range(1, 6)} | {"f3": "Tid."})
    assert answer.status_code == 302
    second = reverse("survey-section", args=[asked.pk, municipality.pk, 2])
    answer = send(client, second, {"f4": ["a1", "a3"], "f5": "8,5"})
    assert answer.url.startswith(reverse("survey-check", args=[asked.pk, municipality.pk])), "the third page is hidden"
    check = client.get(answer.url).content.decode()
    assert "Hur stort är ert behov" in check.split("Era svar")[0], "one row of the matrix is missing"
    answer = send(client, second, {"f5": "många"})
    assert answer.status_code == 422
    assert "många" in answer.content.decode()
    answer = send(client, second, {"f4": ["a1", "a3"], "f5": "12"})
    assert answer.url.startswith(reverse("survey-section", args=[asked.pk, municipality.pk, 3]))
    send(client, reverse("survey-section", args=[asked.pk, municipality.pk, 3]), {"f6": "2027-01-15"})
    send(client, page, rows | {"f1.a5": "a3"})
    assert client.post(reverse("survey-submit", args=[asked.pk, municipality.pk]), follow=True).status_code == 200
    stored = asked.responses.get(organisation=municipality).answers
    assert {code: answer["value"] for code, answer in stored.items()} == {
        "f1": {"a1": "a2", "a2": "a2", "a3": "a2", "a4": "a2", "a5": "a3"},
        "f2": ["a5", "a4", "a3", "a2", "a1"],
        "f3": "Tid.",
        "f4": ["a1", "a3"],
        "f5": "12",
        "f6": "2027-01-15",
    }


def test_answers_are_spread_out_when_five_have_answered(client, lead, answer, asked, django_assert_max_num_queries):
    matrix = {"value": {f"a{number}": "a3" for number in range(1, 6)}}
    organisations = [row.organisation for row in asked.invitations.select_related("organisation")]

    def give(organisation, chosen, number):
        others = {"f4": chosen, "f5": number, "f6": "2027-01-15", "f2": ["a1", "a2", "a3", "a4", "a5"]}
        answer(asked, organisation, matrix, texts=others)

    for number, organisation in enumerate(organisations[:4]):
        give(organisation, ["a1"], str(number + 11))
    client.force_login(lead)
    address = reverse("round-results", args=[asked.pk])
    page = client.get(address).content.decode()
    assert "4 organisationer har svarat." in page
    assert "minst 5 utöver läsarens egen organisation har svarat" in page
    assert "(100 %)" not in page
    give(organisations[4], ["a2", "a1"], "50")
    with django_assert_max_num_queries(14):
        page = client.get(address).content.decode()
    assert "5 (100 %)" in page
    assert "1 (20 %)" in page
    assert "100 personer" in page, "the sum"
    assert "20,0 personer" in page, "the mean"
    assert "13,0 personer" in page, "the median"
    assert "15 januari 2027" in page
    for name in ("round-results-excel", "round-results-csv"):
        assert client.get(reverse(name, args=[asked.pk])).status_code == 200
