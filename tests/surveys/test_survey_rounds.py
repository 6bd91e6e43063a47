"""Rounds: made from the agreement in a few clicks, followed, minded; who may what."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.models import Change
from organisations.models import Membership
from portal import dates
from portal.models import Letter
from surveys import services, tasks
from surveys.models import Response, Round, RoundState

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
        "sharing": "own_and_leads",
        "min_organisations": 5,
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
    assert response.content.decode().count("checked") == 6  # three clauses, two people, the sharing rule


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


def test_an_unchanged_clause_can_be_asked_about_and_one_that_is_gone_cannot(client, lead, new, agreement, provisions):
    client.force_login(lead)
    same, gone = provisions[:2]
    type(gone).objects.filter(pk=gone.pk).update(change=Change.REMOVED)
    assert f'id="provision-{same.pk}">' in client.get(new).content.decode(), "there, and not chosen from the start"
    assert client.post(new, posted(agreement, provisions=[gone.pk])).status_code == 422
    assert client.post(new, posted(agreement, provisions=[same.pk])).status_code == 302


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
    assert "Skicka enkäten till 2 organisationer (2 personer)" in content
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
    with django_assert_num_queries(7):  # session, user, memberships, round, questions, their number, invitations
        response = client.get(draft.get_absolute_url())
    assert len(response.context["invitations"]) == rows


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
