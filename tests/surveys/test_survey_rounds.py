"""Rounds: made from the agreement in a few clicks, followed, minded; who may what."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.models import Membership
from portal import dates
from portal.models import Letter, LetterState
from surveys import services, tasks
from surveys.models import Response, Round, RoundState
from surveys.queries.rounds import Standing, status_of, waiting_for

LIST = "/enkater/"


@pytest.fixture
def new(agreement):
    return reverse("gap-survey-new", args=[agreement.pk])


def posted(agreement, **fields):
    values = {
        "title": "Gap-enkät våren",
        "letter": "Hej",
        "opens_on": dates.today().isoformat(),
        "closes_on": (dates.today() + timedelta(days=14)).isoformat(),
        "provisions": [provision.pk for provision in agreement.provisions.new_in_agreement()],
        "contacts": [contact.pk for contact in Membership.objects.filter(is_contact=True)],
    }
    return values | fields


# The draft


def test_the_page_shows_the_questions_and_ticks_every_contact_person(
    client, lead, new, provisions, respondent, neighbour
):
    client.force_login(lead)
    response = client.get(new)
    assert response.status_code == 200
    assert [provision.number for provision in response.context["provisions"]] == ["2.1", "2.2", "3.1"]
    assert len(response.context["example"]) == 4
    assert len(response.context["open_questions"]) == 3
    assert len(response.context["chosen_contacts"]) == 2
    assert response.context["without"] == []
    assert response.content.decode().count("checked") == 5


def test_who_has_no_contact_person_is_pointed_out_with_a_way_to_mend_it(
    client, lead, new, provisions, respondent, other_municipality
):
    client.force_login(lead)
    response = client.get(new)
    assert [candidate.organisation for candidate in response.context["without"]] == [other_municipality]
    assert reverse("organisation-detail", args=[other_municipality.pk]) in response.content.decode()


def test_makes_a_draft_with_four_questions_per_clause_and_three_about_the_whole(
    client, lead, new, agreement, provisions, respondent
):
    client.force_login(lead)
    response = client.post(new, posted(agreement))
    round = Round.objects.get()
    assert response["Location"] == round.get_absolute_url()
    assert round.state == RoundState.DRAFT
    questions = list(round.questionnaire.questions.values_list("provision__number", "kind", "is_required"))
    per_clause = [("scale_4", True), ("long_text", False), ("long_text", False), ("long_text", False)]
    expected = [(number, *one) for number in ("2.1", "2.2", "3.1") for one in per_clause]
    assert questions == [*expected, *[(None, "long_text", False)] * 3]
    assert [(row.user, row.token_hash) for row in round.invitations.all()] == [(respondent, None)]
    assert not Letter.objects.exists()


def test_the_questions_are_put_in_swedish_whoever_makes_them(client, lead, new, agreement, provisions):
    lead.language = "en"
    lead.save()
    client.force_login(lead)
    client.post(new, posted(agreement))
    assert (
        Round.objects.get().questionnaire.questions.first().text == "Hur långt har ni kommit med det som punkten säger?"
    )


def test_only_the_chosen_clauses_and_people(client, lead, new, agreement, provisions, respondent, neighbour):
    client.force_login(lead)
    client.post(new, posted(agreement, provisions=[provisions[1].pk], contacts=[]))
    round = Round.objects.get()
    assert round.questionnaire.questions.count() == 7
    assert not round.invitations.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"provisions": []},
        {"provisions": ["999999"]},
        {"contacts": ["999999"]},
        {"closes_on": "2020-01-01"},
        {"opens_on": "2999-01-01"},
        {"closes_on": "i morgon"},
        {"letter": "Patienten 811218-9876"},
        {"letter": "a" * 3001},
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, lead, new, agreement, provisions, respondent, wrong):
    client.force_login(lead)
    response = client.post(new, posted(agreement, **({"title": "Min titel"} | wrong)))
    assert response.status_code == 422
    content = response.content.decode()
    assert "error-summary" in content
    assert ("Min titel" in content) == ("title" not in wrong)
    assert not Round.objects.exists()


def test_a_clause_that_is_not_new_cannot_be_asked_about(client, lead, new, agreement, provisions):
    client.force_login(lead)
    assert client.post(new, posted(agreement, provisions=[provisions[0].pk])).status_code == 422


def test_without_new_clauses_the_page_says_so(client, lead, new):
    client.force_login(lead)
    response = client.get(new)
    assert response.status_code == 200
    assert reverse("provision-list", args=[response.context["agreement"].pk]) in response.content.decode()


def test_a_draft_is_changed_and_deleted(client, lead, draft, agreement, provisions):
    client.force_login(lead)
    edit = reverse("round-edit", args=[draft.pk])
    assert len(client.get(edit).context["chosen_provisions"]) == 3
    client.post(edit, posted(agreement, title="Nytt namn", provisions=[provisions[1].pk]))
    draft.refresh_from_db()
    assert (draft.title, draft.questionnaire.questions.count()) == ("Nytt namn", 7)
    assert client.post(reverse("round-delete", args=[draft.pk]))["Location"] == LIST
    assert not Round.objects.exists()


def test_the_draft_is_seen_as_who_answers_sees_it_and_saves_nothing(client, lead, draft):
    client.force_login(lead)
    response = client.get(reverse("round-preview", args=[draft.pk, 1]))
    content = response.content.decode()
    assert "Fast vårdkontakt gäller." in content
    assert "hx-post" not in content
    first, second = (reverse("round-preview", args=[draft.pk, number]) for number in (1, 2))
    assert client.post(first, {"comment": "Prov"})["Location"] == second, "the Enter key turns the page, as for real"
    assert client.get(reverse("round-preview", args=[draft.pk, 5])).status_code == 404
    assert not Response.objects.exists()


def test_sending_asks_first_and_says_to_how_many(client, lead, draft):
    client.force_login(lead)
    content = client.get(draft.get_absolute_url()).content.decode()
    assert "Skicka enkäten till 2 kommuner (2 personer)" in content
    assert reverse("round-send", args=[draft.pk]) not in content
    assert (
        reverse("round-send", args=[draft.pk])
        in client.get(f"{draft.get_absolute_url()}?bekrafta=skicka").content.decode()
    )
    client.get(reverse("round-send", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.state == RoundState.DRAFT


def test_sent_from_the_page(client, lead, draft):
    client.force_login(lead)
    for _ in range(2):
        assert client.post(reverse("round-send", args=[draft.pk]))["Location"] == draft.get_absolute_url()
    tasks.invite()
    assert Letter.objects.count() == 2


def test_what_is_sent_cannot_be_changed(client, lead, sent, agreement, provisions):
    client.force_login(lead)
    assert client.get(reverse("round-edit", args=[sent.pk])).status_code == 403
    assert client.post(reverse("round-edit", args=[sent.pk]), posted(agreement)).status_code == 403
    assert client.post(reverse("round-delete", args=[sent.pk])).status_code == 403


# Who may what


@pytest.mark.parametrize("who", ["member", "respondent", "coach", "auditor"])
def test_only_who_leads_makes_and_minds(client, sent, invitation, request, who, agreement):
    client.force_login(request.getfixturevalue(who))
    pages = ["round-send", "round-extend", "round-close", "invitation-add", "round-delete"]
    statuses = {name: client.post(reverse(name, args=[sent.pk])).status_code for name in pages}
    assert statuses == dict.fromkeys(pages, 403)
    for name in ("invitation-resend", "invitation-revoke"):
        assert client.post(reverse(name, args=[sent.pk, invitation.pk])).status_code == 403
    assert client.get(reverse("gap-survey-new", args=[agreement.pk])).status_code == 403
    assert client.get(reverse("round-preview", args=[sent.pk, 1])).status_code == 403
    sent.refresh_from_db()
    assert sent.state == RoundState.OPEN


@pytest.mark.parametrize("who", ["member", "coach", "auditor", "stranger"])
def test_a_draft_is_seen_by_who_leads_only(client, draft, request, who):
    client.force_login(request.getfixturevalue(who))
    for name, args in [("round-detail", []), ("round-results", []), ("round-preview", [1]), ("survey-answer", [])]:
        assert client.get(reverse(name, args=[draft.pk, *args])).status_code == 404


def test_a_round_is_seen_by_those_who_were_asked(client, sent, neighbour, other_invitation, member):
    client.force_login(neighbour)
    assert client.get(sent.get_absolute_url()).status_code == 200
    sent.invitations.filter(organisation=other_invitation.organisation).delete()
    assert client.get(sent.get_absolute_url()).status_code == 404
    client.force_login(member)
    assert client.get(sent.get_absolute_url()).status_code == 200


def test_who_answers_sees_neither_names_nor_the_others_progress(
    client, member, sent, other_invitation, other_municipality, answer
):
    answer(sent, other_municipality, 1, 2, 3)
    client.force_login(member)
    content = client.get(sent.get_absolute_url()).content.decode()
    assert "1 av 2 organisationer har svarat." in content
    assert "Ekby kommun har besvarat 0 av 3 frågor" in content
    for secret in (other_invitation.name, other_invitation.email, other_municipality.name):
        assert secret not in content


def test_an_invitation_of_another_round_is_not_found(client, lead, sent, make_round):
    other = services.send_round(make_round(title="Annan"), by=lead, at=timezone.now())
    client.force_login(lead)
    theirs = other.invitations.first()
    for name in ("invitation-resend", "invitation-revoke"):
        assert client.post(reverse(name, args=[sent.pk, theirs.pk])).status_code == 404


# The list


def test_the_list_is_newest_first_and_says_what_waits(client, member, lead, sent, make_round, close):
    old = close(services.send_round(make_round(title="Förra"), by=lead, at=timezone.now()), days_ago=100)
    client.force_login(member)
    response = client.get(LIST)
    assert list(response.context["page"]) == [sent, old]
    assert "1 av dem väntar på ert svar." in response.content.decode()
    assert reverse("survey-answer", args=[sent.pk]) in response.content.decode()


def test_the_empty_list_offers_the_first_step(client, lead, member, agreement):
    client.force_login(lead)
    assert reverse("gap-survey-new", args=[agreement.pk]) in client.get(LIST).content.decode()
    client.force_login(member)
    content = client.get(LIST).content.decode()
    assert "Inga enkäter än" in content
    assert reverse("gap-survey-new", args=[agreement.pk]) not in content


def test_what_waits_for_a_person(member, neighbour, auditor, sent, municipality, answer):
    today = dates.today()
    assert list(waiting_for(member, on=today)) == [sent]
    assert list(waiting_for(auditor, on=today)) == []
    assert list(waiting_for(member, on=sent.closes_on + timedelta(days=1))) == []
    answer(sent, municipality, 1, 2, 3)
    assert list(waiting_for(member, on=today)) == []
    assert list(waiting_for(neighbour, on=today)) == [sent]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long(
    client, member, lead, respondent, make_round, rows, django_assert_num_queries
):
    for number in range(rows):
        services.send_round(make_round(title=f"Enkät {number}"), by=lead, at=timezone.now())
    client.force_login(member)
    with django_assert_num_queries(5):  # session, user, memberships, count, rounds
        response = client.get(LIST)
    assert len(response.context["page"]) == rows


# The status


def test_says_how_far_each_has_come_step_by_step(draft, lead, municipality, invitation_of, answer):
    def standing():
        return next(row.standing for row in status_of(draft, on=dates.today()) if row.organisation == municipality)

    seen = [standing()]
    services.send_round(draft, by=lead, at=timezone.now())
    draft.refresh_from_db()
    tasks.invite()
    Letter.objects.update(state=LetterState.SENT, sent_at=timezone.now())
    seen.append(standing())
    draft.invitations.update(opened_at=timezone.now())
    seen.append(standing())
    text = draft.questionnaire.questions.filter(is_required=False).first()
    answer(draft, municipality, texts={text.identity: "Tid"}, submit=False)
    seen.append(standing())
    answer(draft, municipality, 2, submit=False)
    seen.append(standing())
    answer(draft, municipality, 2, 3, 4)
    seen.append(standing())
    assert seen == list(Standing)


@pytest.fixture
def invitation_of():
    return lambda round, organisation: round.invitations.get(organisation=organisation)


def test_counts_what_is_answered_and_shows_never_what(client, lead, sent, municipality, text, answer):
    answer(sent, municipality, 2, texts={text.identity: "Hemligt tills vidare"}, submit=False)
    client.force_login(lead)
    content = client.get(sent.get_absolute_url()).content.decode()
    assert "1 av 3" in content
    assert "Hemligt tills vidare" not in content


def test_a_letter_that_did_not_arrive_is_said_first(client, lead, sent, invitation):
    tasks.invite()
    Letter.objects.filter(about_pk=invitation.pk).update(state=LetterState.FAILED, error="550 no such mailbox")
    client.force_login(lead)
    content = client.get(sent.get_absolute_url()).content.decode()
    assert "Brev till 1 organisation kom inte fram." in content
    assert "550 no such mailbox" in content


@pytest.mark.parametrize("rows", [1, 3])
def test_the_status_costs_the_same_however_many(
    client, auditor, lead, make_round, many, answer, rows, django_assert_num_queries
):
    organisations = many(rows)
    sent = services.send_round(make_round(), by=lead, at=timezone.now())
    for organisation in organisations:
        answer(sent, organisation, 1, 2, 3)
    client.force_login(auditor)
    # session, user, memberships, round, then: required questions, responses, invitations, letters, county parts
    with django_assert_num_queries(9):
        response = client.get(sent.get_absolute_url())
    assert len(response.context["status"]) == rows


def test_extended_closed_and_invited_from_the_page(client, lead, sent, municipality):
    client.force_login(lead)
    later = sent.closes_on + timedelta(days=7)
    client.post(reverse("round-extend", args=[sent.pk]), {"closes_on": later.isoformat()})
    client.post(
        reverse("invitation-add", args=[sent.pk]),
        {"organisation": municipality.pk, "name": "Ny Person", "email": "ny.person@example.org"},
    )
    client.post(reverse("round-close", args=[sent.pk]))
    sent.refresh_from_db()
    assert (sent.closes_on, sent.state) == (later, RoundState.CLOSED)
    assert sent.invitations.filter(email="ny.person@example.org").count() == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("round-extend", {"closes_on": "2020-01-01"}),
        ("round-extend", {"closes_on": ""}),
        ("invitation-add", {"name": "Ny", "email": "inte en adress"}),
        ("invitation-add", {"name": "", "email": "rut.respons@example.org"}),
    ],
)
def test_mistakes_in_the_small_forms_are_said_on_the_page(client, lead, sent, municipality, name, data):
    client.force_login(lead)
    response = client.post(reverse(name, args=[sent.pk]), {"organisation": municipality.pk, **data})
    assert response.status_code == 422
    assert "error-summary" in response.content.decode()


def test_the_same_address_twice_is_said_at_the_field(client, lead, sent, municipality):
    client.force_login(lead)
    data = {"organisation": municipality.pk, "name": "Rut", "email": "Rut.Respons@example.org"}
    response = client.post(reverse("invitation-add", args=[sent.pk]), data)
    assert response.status_code == 422
    assert "Den här adressen är redan inbjuden." in response.content.decode()


def test_closing_asks_first(client, lead, sent):
    client.force_login(lead)
    assert reverse("round-close", args=[sent.pk]) not in client.get(sent.get_absolute_url()).content.decode()
    content = client.get(f"{sent.get_absolute_url()}?bekrafta=stang").content.decode()
    assert reverse("round-close", args=[sent.pk]) in content
    assert "2 organisationer har inte skickat in." in content


def test_an_answer_is_opened_again_with_a_reason(client, lead, sent, municipality, answer):
    response = answer(sent, municipality, 1, 2, 3)
    client.force_login(lead)
    address = reverse("response-reopen", args=[sent.pk, response.pk])
    assert client.post(address, {"because": " "}).status_code == 422
    assert client.post(address, {"because": "Fel siffra"})["Location"] == sent.get_absolute_url()
    response.refresh_from_db()
    assert response.submitted_at is None


def test_an_answer_cannot_be_opened_again_once_the_round_is_closed(client, lead, sent, municipality, answer):
    response = answer(sent, municipality, 1, 2, 3)
    services.close_round(sent, by=lead)
    client.force_login(lead)
    assert client.get(reverse("response-reopen", args=[sent.pk, response.pk])).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_making_a_draft_costs_the_same_however_many(
    client, lead, new, provisions, many, rows, django_assert_num_queries
):
    many(rows)
    client.force_login(lead)
    # session, user, memberships, agreement; then contact persons, municipalities, all clauses for the form and the page
    with django_assert_num_queries(8):
        response = client.get(new)
    assert len(response.context["chosen_contacts"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_draft_costs_the_same_however_many(client, lead, make_round, many, rows, django_assert_num_queries):
    many(rows)
    draft = make_round()
    client.force_login(lead)
    with django_assert_num_queries(6):  # session, user, memberships, round, questions, invitations
        response = client.get(draft.get_absolute_url())
    assert len(response.context["invitations"]) == rows
