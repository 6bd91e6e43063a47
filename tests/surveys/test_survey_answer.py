"""The pages of answering: by link or account, with and without script, and everything that can be sent wrongly."""

import pytest
from django.urls import reverse

from surveys import services
from surveys.models import AnswerChange, Response


@pytest.fixture
def section(desk):
    return reverse("survey-section", args=[*desk, 1])


@pytest.fixture
def save_at(desk):
    return lambda question: reverse("survey-save", args=[*desk, question.identity])


def stored(question):
    response = Response.objects.first()
    return response.answers.get(question.identity, {}).get("value") if response else None


@pytest.mark.parametrize("who", ["member", "respondent"])
def test_members_and_respondents_reach_it_without_a_link(client, sent, municipality, request, who):
    client.force_login(request.getfixturevalue(who))
    response = client.get(reverse("survey-answer", args=[sent.pk]))
    assert response["Location"] == reverse("survey-start", args=[sent.pk, municipality.pk])
    assert client.get(response["Location"], follow=True).status_code == 200


@pytest.mark.parametrize("who", ["stranger", "coach", "auditor", "lead"])
def test_who_has_no_organisation_to_answer_for(client, desk, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("survey-answer", args=[desk[0]])).status_code == 404
    for name in ("survey-start", "survey-check", "survey-receipt"):
        assert client.get(reverse(name, args=desk)).status_code == 404
    assert client.post(reverse("survey-submit", args=desk)).status_code == 404


def test_a_neighbour_cannot_tell_it_exists(client, desk, neighbour, scale, save_at, section):
    client.force_login(neighbour)
    assert client.get(section).status_code == 404
    assert client.post(section, {scale.identity: "1"}).status_code == 404
    assert client.post(save_at(scale), {scale.identity: "1"}).status_code == 404
    assert not Response.objects.exists()


def test_a_draft_cannot_be_answered(client, draft, respondent, municipality):
    client.force_login(respondent)
    assert client.get(reverse("survey-answer", args=[draft.pk])).status_code == 404
    assert client.get(reverse("survey-start", args=[draft.pk, municipality.pk])).status_code == 404


def test_who_answers_for_two_organisations_chooses(client, sent, neighbour, municipality):
    from organisations.models import Membership, Role

    Membership.objects.create(user=neighbour, organisation=municipality, role=Role.MEMBER)
    client.force_login(neighbour)
    response = client.get(reverse("survey-answer", args=[sent.pk]))
    assert response.status_code == 200
    assert sorted(one.short_name for one in response.context["organisations"]) == ["Ekby", "Åsele"]


def test_the_first_page_shows_the_clause_and_its_questions(visitor, section):
    response = visitor.get(section)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store, private"
    content = response.content.decode()
    assert "Fast vårdkontakt gäller." in content
    assert "0 av 3 besvarade" in content
    assert [row["question"].identity.rsplit("-", 1)[1] for row in response.context["rows"]] == [
        "now",
        "hindrances",
        "unchanged",
        "comment",
    ]


def test_without_script_everything_is_saved_by_next(visitor, desk, section, scale, text):
    response = visitor.post(section, {scale.identity: "2", text.identity: "Tid", f"base-{scale.identity}": "0."})
    assert response["Location"] == reverse("survey-section", args=[*desk, 2])
    assert (stored(scale), stored(text)) == (2, "Tid")


def test_previous_saves_too(visitor, desk, section):
    second = reverse("survey-section", args=[*desk, 2])
    question = visitor.get(second).context["rows"][0]["question"]
    response = visitor.post(second, {question.identity: "3", "back": "1"})
    assert response["Location"] == section
    assert stored(question) == 3


def test_the_last_page_goes_to_the_check(visitor, desk):
    last = reverse("survey-section", args=[*desk, 4])
    assert visitor.post(last, {"page": "ab12"})["Location"] == reverse("survey-check", args=desk) + "?sparat=ab12"


def test_a_page_there_is_not(visitor, desk):
    assert visitor.get(reverse("survey-section", args=[*desk, 5])).status_code == 404


def test_saves_as_it_is_given(visitor, save_at, scale):
    response = visitor.post(
        save_at(scale), {scale.identity: "3", f"base-{scale.identity}": "0.ab12"}, headers={"HX-Request": "true"}
    )
    assert response.status_code == 200
    assert stored(scale) == 3
    content = response.content.decode()
    assert "1 av 3 besvarade" in content
    assert 'value="1.ab12"' in content


def test_a_tampered_question_saves_nothing(visitor, desk, sent):
    for identity in ("clause-999999-now", "whole-invented"):
        response = visitor.post(reverse("survey-save", args=[*desk, identity]), {identity: "1"})
        assert response.status_code == 404
    assert not Response.objects.exists()


def test_fields_that_are_not_questions_are_left_alone(visitor, section, scale):
    visitor.post(section, {scale.identity: "1", "clause-1-invented": "9", "answers": "x"})
    assert list(Response.objects.get().answers) == [scale.identity]


def test_an_answer_outside_the_scale_is_refused_in_words(visitor, section, scale, text):
    response = visitor.post(section, {scale.identity: "9", text.identity: "kvar"})
    assert response.status_code == 422
    assert stored(scale) is None
    assert stored(text) == "kvar"


@pytest.mark.parametrize("number", ["811218-9876", "19811218 9876", "8112189876", "811278-9873"])
def test_a_personal_number_is_stopped_and_kept_in_the_field_only(visitor, section, save_at, text, number):
    written = f"Patienten {number} väntar"
    for address in (section, save_at(text)):
        response = visitor.post(address, {text.identity: written})
        assert response.status_code == 422
        assert "personnummer" in response.content.decode()
    assert written in visitor.post(section, {text.identity: written}).content.decode()
    assert not Response.objects.exists()
    assert not AnswerChange.objects.exists()


def test_a_megabyte_of_text_is_refused_with_a_sentence(visitor, save_at, section, text):
    for address in (save_at(text), section):
        response = visitor.post(address, {text.identity: "a" * 1_048_576})
        assert response.status_code == 422
        assert "10\xa0000" in response.content.decode()
    assert not Response.objects.exists()


def test_what_is_written_is_shown_as_text(visitor, section, text):
    visitor.post(section, {text.identity: "<script>alert(1)</script>"})
    content = visitor.get(section).content.decode()
    assert "<script>alert" not in content
    assert "&lt;script&gt;alert" in content


def test_a_conflict_shows_both_and_overwrites_nothing(visitor, section, save_at, text):
    visitor.post(section, {text.identity: "Ruts text", f"base-{text.identity}": "0.aa"})
    response = visitor.post(section, {text.identity: "Min text", f"base-{text.identity}": "0.bb"})
    assert response.status_code == 409
    content = response.content.decode()
    assert "Ruts text" in content
    assert "Min text</textarea>" in content
    assert stored(text) == "Ruts text"
    assert visitor.post(save_at(text), {text.identity: "Min text", f"base-{text.identity}": "0.bb"}).status_code == 409
    assert stored(text) == "Ruts text"


def test_writing_on_does_not_slip_past_a_conflict(visitor, section, save_at, text):
    visitor.post(section, {text.identity: "Ruts text", f"base-{text.identity}": "0.aa"})
    for words in ("Min", "Min text"):
        response = visitor.post(save_at(text), {text.identity: words, f"base-{text.identity}": "0.bb"})
        assert response.status_code == 409
        assert f'id="base-{text.identity}"' not in response.content.decode()


@pytest.mark.parametrize(("choice", "stands"), [("mine", "Min text"), ("theirs", "Ruts text")])
def test_the_person_chooses(visitor, section, text, choice, stands):
    visitor.post(section, {text.identity: "Ruts text", f"base-{text.identity}": "0.aa"})
    posted = {
        text.identity: "Min text",
        f"base-{text.identity}": "0.bb",
        f"seen-{text.identity}": "1.",
        choice: text.identity,
    }
    assert visitor.post(section, posted)["Location"] == section
    assert stored(text) == stands


def test_choosing_mine_when_a_third_has_written_is_asked_again(visitor, section, text):
    visitor.post(section, {text.identity: "Ett", f"base-{text.identity}": "0.aa"})
    visitor.post(section, {text.identity: "Två", f"base-{text.identity}": "1.cc"})
    posted = {
        text.identity: "Min",
        f"base-{text.identity}": "0.bb",
        f"seen-{text.identity}": "1.",
        "mine": text.identity,
    }
    assert visitor.post(section, posted).status_code == 409
    assert stored(text) == "Två"


def test_the_answer_of_last_time_stands_on_the_scale(
    client, sent, lead, respondent, municipality, answer, close, make_round
):
    from django.utils import timezone

    answer(sent, municipality, 1, 2, 3)
    close(sent, days_ago=100)
    again = services.send_round(make_round(title="Nästa"), by=lead, at=timezone.now())
    client.force_login(respondent)
    response = client.get(reverse("survey-section", args=[again.pk, municipality.pk, 1]))
    steps = response.context["rows"][0]["asked"].steps
    assert [step["before"] for step in steps] == [False, True, False, False, False]
    assert "Ert svar i " in response.content.decode()


def test_the_check_lists_what_is_missing(visitor, desk, section, scale):
    visitor.post(section, {scale.identity: "2"})
    response = visitor.get(reverse("survey-check", args=desk))
    assert [one.provision.number for one in response.context["missing"]] == ["2.2", "3.1"]


def test_submitting_too_early_is_refused(visitor, desk):
    response = visitor.post(reverse("survey-submit", args=desk))
    assert response.status_code == 422
    assert not Response.objects.submitted().exists()


def test_submitting_twice_gives_the_same_receipt(visitor, sent, municipality, desk):
    for question in sent.questionnaire.questions.filter(is_required=True):
        visitor.post(reverse("survey-save", args=[*desk, question.identity]), {question.identity: "1"})
    receipts = set()
    for _ in range(2):
        assert visitor.post(reverse("survey-submit", args=desk))["Location"] == reverse("survey-receipt", args=desk)
        response = visitor.get(reverse("survey-receipt", args=desk))
        receipts.add(response.context["response"].receipt)
        assert "Rut Respons" in response.content.decode()
    assert len(receipts) == 1


def test_after_submitting_the_pages_lead_to_the_receipt(
    visitor, sent, municipality, desk, section, scale, save_at, answer
):
    answer(sent, municipality, 1, 2, 3)
    for address in (section, reverse("survey-check", args=desk), reverse("survey-start", args=desk)):
        assert visitor.get(address)["Location"] == reverse("survey-receipt", args=desk)
    assert visitor.post(section, {scale.identity: "4"})["Location"] == reverse("survey-receipt", args=desk)
    response = visitor.post(save_at(scale), {scale.identity: "4", f"base-{scale.identity}": "1."})
    assert response.status_code == 410
    assert stored(scale) == 1


def test_after_the_last_day_a_member_reads_what_was_written(
    client, member, sent, municipality, desk, section, scale, answer, close
):
    answer(sent, municipality, 2, submit=False)
    close(sent)
    client.force_login(member)
    response = client.get(section)
    assert response.status_code == 410
    assert "2 ungefär hälften" in response.content.decode()
    assert client.post(section, {scale.identity: "4"}).status_code == 410
    assert client.post(reverse("survey-submit", args=desk)).status_code == 403  # a member writes; others hand in
    assert (stored(scale), Response.objects.get().submitted_at) == (2, None)


def test_reopened_it_says_why(client, member, sent, municipality, section, answer, lead):
    from django.utils import timezone

    response = answer(sent, municipality, 1, 2, 3)
    services.reopen(response, because="Siffran var fel.", by=lead, at=timezone.now())
    client.force_login(member)
    content = client.get(section).content.decode()
    assert "Siffran var fel." in content
    assert "Lena Ledare" in content


@pytest.mark.parametrize("extra", [0, 2])
def test_costs_the_same_however_many_have_answered(
    visitor, sent, section, many, answer, extra, django_assert_num_queries
):
    for organisation in many(extra):
        answer(sent, organisation, 1, 2, 3)
    with django_assert_num_queries(7):  # session, link, questions, responses of both rounds, comments, lent, clause
        assert visitor.get(section).status_code == 200
