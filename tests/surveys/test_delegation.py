"""Sections lent to a colleague: the letter, the link, what it reaches, what it does not, and its end."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal import notifications
from portal.models import AuditEntry, Letter
from surveys import services
from surveys.answers import Base
from surveys.models import AnswerChange, Delegation, Response
from surveys.writers import Writer

EVA = {"name": "Eva Expert", "email": "Eva.Expert@example.org", "message": "Du kan det här bäst."}


@pytest.fixture(autouse=True)
def _no_guesses_yet(db):
    cache.clear()


@pytest.fixture
def at(desk):
    return lambda name, *more: reverse(f"survey-{name}", args=[*desk, *more])


@pytest.fixture
def questions(sent):
    """The identities of each page, in order."""
    pages = {}
    for question in sent.questionnaire.questions.all():
        pages.setdefault(question.provision_id or 0, []).append(question.identity)
    return list(pages.values())


@pytest.fixture
def lent(visitor, at, questions):
    """Rut lets Eva answer the second section."""
    response = visitor.post(at("delegation-new"), {**EVA, "sections": questions[1][0]})
    assert response["Location"] == at("contents")
    return Delegation.objects.get()


@pytest.fixture
def eva(lent):
    """A browser that has come by Eva's link."""
    client = Client()
    link = reverse("survey-delegation-link", args=[lent.token])
    assert client.get(link).status_code == 200
    assert client.post(link).status_code == 302
    return client


def test_the_letter_holds_the_link_and_the_outbox_does_not(lent, sent, municipality):
    row = Letter.objects.get(kind="survey-delegation")
    message = notifications.compose(row)
    assert lent.token in message.body
    assert "Du kan det här bäst." in message.body
    assert "Rut Respons" in message.subject
    kept = json.dumps([row.context, row.key, row.about_pk]) + str(Delegation.objects.values().get())
    assert lent.token not in kept
    assert row.to_address == "eva.expert@example.org"
    assert (lent.expires_at, lent.by_name, lent.by_invitation) == (
        sent.links_end_at,
        "Rut Respons",
        sent.invitations.get(user__last_name="Respons"),
    )
    entry = AuditEntry.objects.get(verb="lent survey sections")
    assert "Eva" not in str(entry.__dict__)


def test_she_sees_and_writes_her_sections_and_finds_no_other(eva, at, desk, questions, sent):
    page = eva.get(at("section", 1))
    assert [row["question"].identity for row in page.context["rows"]] == questions[1]
    assert "Låt en kollega svara" not in page.content.decode()
    assert eva.get(at("section", 2)).status_code == 404
    mine, other = questions[1][0], questions[0][0]
    assert eva.post(at("save", mine), {mine: "3", f"base-{mine}": "0.ab"}).status_code == 200
    for name in ("save", "talk", "talk-read", "history"):
        assert eva.post(at(name, other), {other: "1", "change": "1"}).status_code == 404
        assert eva.get(at(name, other)).status_code in (404, 405)
    assert eva.post(at("section", 1), {mine: "3", other: "1"}).status_code == 302
    assert list(Response.objects.get().answers) == [mine]
    change = AnswerChange.objects.get()
    assert (change.by_name, change.by_delegation.email, change.by_invitation) == (
        "Eva Expert",
        "eva.expert@example.org",
        None,
    )
    for name in ("delegation-new", "receipt-pdf"):
        assert eva.get(at(name)).status_code == 404
    contents = eva.get(at("contents"))
    assert [len(line.section.asked) for line in contents.context["lines"]] == [len(questions[1])]


def test_she_cannot_submit_nor_lend(eva, at, lent, questions, answer, sent, municipality):
    answer(sent, municipality, 1, 2, 3, submit=False)
    check = eva.get(at("check"))
    assert "Din del är sparad" in check.content.decode()
    assert reverse("survey-submit", args=[sent.pk, municipality.pk]) not in check.content.decode()
    assert eva.post(at("submit")).status_code == 404
    assert eva.post(at("delegation-new"), {**EVA, "sections": questions[1][0]}).status_code == 404
    assert eva.post(at("delegation-back", lent.pk)).status_code == 404
    assert not Response.objects.submitted().exists()


def test_the_one_who_lent_sees_how_far_it_has_come(visitor, eva, at, questions, lent):
    mine = questions[1][0]
    eva.post(at("save", mine), {mine: "3"})
    page = visitor.get(at("contents"))
    (one,) = page.context["lent"]
    assert (one.done, one.total, one.delegation.opened_at is not None) == (1, 1, True)
    assert [line.section.names for line in page.context["lines"]] == [[], ["Eva Expert"], [], []]
    assert [len(line.lent_to) for line in page.context["lines"]] == [0, 1, 0, 0]
    assert "Eva Expert" in visitor.get(at("section", 2)).content.decode()


def test_taken_back_it_ends_at_once_and_what_was_answered_stays(visitor, eva, at, lent, questions, sent, municipality):
    mine = questions[1][0]
    eva.post(at("save", mine), {mine: "3"})
    assert visitor.post(at("delegation-back", lent.pk)).status_code == 302
    assert eva.get(at("section", 1)).status_code == 404
    assert eva.post(at("save", mine), {mine: "4", f"base-{mine}": "1."}).status_code == 404
    link = reverse("survey-delegation-link", args=[lent.token])
    assert Client().get(link).status_code == 410
    assert "Ekby" not in Client().get(link).content.decode()
    assert Response.objects.get().answers[mine]["value"] == 3
    assert notifications.compose(Letter.objects.get(kind="survey-delegation")) is None
    given = services.Given(sent.questionnaire.questions.get(identity=mine), {"value": 1}, Base(1))
    with pytest.raises(services.NotLentError):  # it was taken back while she wrote
        services.save_answers(
            sent, municipality, [given], by=Writer("Eva", delegation=lent, may_submit=False), at=timezone.now()
        )


def test_sent_again_the_old_link_opens_nothing(visitor, at, lent):
    old = lent.token
    visitor.post(at("delegation-again", lent.pk))
    lent.refresh_from_db()
    assert lent.token != old
    assert Client().get(reverse("survey-delegation-link", args=[old])).status_code == 404
    assert Client().get(reverse("survey-delegation-link", args=[lent.token])).status_code == 200
    assert Letter.objects.filter(kind="survey-delegation").count() == 2


def test_it_ends_with_the_round_and_follows_its_last_day(eva, at, lent, sent, lead, close):
    services.extend_round(sent, closes_on=sent.closes_on + timedelta(days=3), by=lead, at=timezone.now())
    lent.refresh_from_db()
    sent.refresh_from_db()
    assert lent.expires_at == sent.links_end_at
    services.close_round(sent, by=lead)
    assert Client().get(reverse("survey-delegation-link", args=[lent.token])).status_code == 410
    assert eva.get(at("section", 1)).status_code == 410
    Delegation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert eva.get(at("section", 1)).status_code == 404


def test_a_member_writes_and_lends_but_does_not_submit(
    client, member, at, questions, answer, sent, municipality, settings
):
    answer(sent, municipality, 1, 2, 3, submit=False)
    client.force_login(member)
    assert client.post(at("delegation-new"), {**EVA, "sections": questions[0][0]}).status_code == 302
    assert "Rut Respons" in client.get(at("check")).content.decode()
    assert client.post(at("submit")).status_code == 403
    settings.SURVEY_MEMBERS_SUBMIT = True
    assert client.post(at("submit"))["Location"] == at("receipt")


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(visitor, at, questions, lent):
    tries = [
        ({}, "Skriv personens namn."),
        ({**EVA, "email": "eva"}, "giltig e-postadress"),
        ({**EVA, "email": "ny@example.org"}, "Välj minst ett avsnitt."),
        ({**EVA, "email": "ny@example.org", "sections": "påhittat"}, "finns inte längre"),
        ({**EVA, "email": "ny@example.org", "sections": questions[0][0], "message": "811218-9876"}, "personnummer"),
        ({**EVA, "sections": questions[0][0]}, "svarar redan på några avsnitt"),
    ]
    for data, sentence in tries:
        response = visitor.post(at("delegation-new"), data)
        assert response.status_code == 422, data
        assert sentence in response.content.decode(), data
    assert "Eva Expert" in response.content.decode()
    assert Delegation.objects.count() == 1


def test_neighbours_and_visitors_find_nothing(neighbour, at, lent):
    stranger, other = Client(), Client()
    other.force_login(neighbour)
    for client in (stranger, other):
        assert client.get(at("contents")).status_code == 404
        assert client.post(at("delegation-new")).status_code == 404
        assert client.post(at("delegation-back", lent.pk)).status_code == 404
    lent.refresh_from_db()
    assert lent.revoked_at is None


def test_a_link_of_another_organisation_is_not_found_here(visitor, at, sent, other_municipality, questions):
    other = services.lend(
        sent,
        other_municipality,
        name="O",
        email="o@example.org",
        questions=questions[0],
        by=Writer("N"),
        at=timezone.now(),
    )
    assert visitor.post(at("delegation-back", other.pk)).status_code == 404
