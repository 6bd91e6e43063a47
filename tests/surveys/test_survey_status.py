"""The list of rounds and the status of one: how far each has come."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal import dates
from portal.models import Letter, LetterState
from surveys import services, tasks
from surveys.models import RoundState
from surveys.queries.rounds import Standing, status_of, waiting_for

LIST = "/enkater/"


# The list


def test_the_list_is_newest_first_and_says_what_waits(client, member, lead, sent, make_round, close):
    old = close(services.send_round(make_round(title="Förra"), by=lead, at=timezone.now()), days_ago=100)
    client.force_login(member)
    response = client.get(LIST)
    assert list(response.context["page"]) == [sent, old]
    assert "1 av dem väntar på ert svar." in response.content.decode()
    assert reverse("survey-answer", args=[sent.pk]) in response.content.decode()


def test_the_empty_list_offers_the_first_step(client, lead, member):
    client.force_login(lead)
    assert reverse("survey-choose") in client.get(LIST).content.decode()
    client.force_login(member)
    content = client.get(LIST).content.decode()
    assert "Inga enkäter än" in content
    assert reverse("survey-choose") not in content


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
