"""What colleagues say among themselves about a question: theirs only, no part of the answer, and nowhere else."""

import pytest
from django.test import Client
from django.urls import reverse

from surveys.models import AnswerChange, AnswerComment, Response

SAID = "Ska vi verkligen svara två här?"


@pytest.fixture
def at(desk):
    return lambda name, *more: reverse(f"survey-{name}", args=[*desk, *more])


@pytest.fixture
def colleague(member, sent):
    client = Client()
    client.force_login(member)
    return client


@pytest.fixture
def say(scale):
    field = f"{scale.identity}-comment"
    return lambda client, address, text, **extra: client.post(address, {field: text}, **extra)


def test_a_thread_without_script(visitor, colleague, at, scale, say):
    address = at("talk", scale.identity)
    assert say(visitor, address, SAID)["Location"] == address
    say(visitor, address, SAID)  # the button pressed twice
    assert say(colleague, address, "Jag tycker tre.").status_code == 302
    assert [(one.by_name, one.text) for one in AnswerComment.objects.all()] == [
        ("Rut Respons", SAID),
        ("Mats Medlem", "Jag tycker tre."),
    ]
    content = colleague.get(address).content.decode()
    assert SAID in content
    assert content.count("Ta bort min kommentar") == 1
    assert not Response.objects.exists()
    assert not AnswerChange.objects.exists()


def test_with_script_the_thread_comes_into_the_page(visitor, at, scale, say):
    response = say(visitor, at("talk", scale.identity), SAID, headers={"HX-Request": "true"})
    content = response.content.decode()
    assert response.status_code == 200
    assert SAID in content
    assert "<html" not in content
    assert f'id="talk-count-{scale.identity}" hx-swap-oob="true"' in content


def test_what_is_unread_is_counted_per_section_and_per_person(visitor, colleague, at, scale, text, say):
    say(visitor, at("talk", scale.identity), SAID)
    visitor.post(at("talk", text.identity), {f"{text.identity}-comment": "Se bilagan."})

    def unread(client):
        return [line.unread for line in client.get(at("contents")).context["lines"]]

    assert (unread(visitor), unread(colleague)) == ([0, 0, 0, 0], [2, 0, 0, 0])
    assert "2 nya" in colleague.get(at("contents")).content.decode()
    assert "1 ny" in colleague.get(at("section", 1)).content.decode()
    colleague.get(at("talk", scale.identity))
    assert unread(colleague) == [2, 0, 0, 0], "reading by GET changes nothing"
    colleague.post(at("talk-read", scale.identity))
    assert unread(colleague) == [1, 0, 0, 0]
    say(colleague, at("talk", scale.identity), "Ja.")
    assert unread(visitor) == [1, 0, 0, 0]


def test_only_ones_own_can_be_taken_away(visitor, colleague, at, scale, say):
    say(visitor, at("talk", scale.identity), SAID)
    pk = AnswerComment.objects.get().pk
    address = at("talk-remove", scale.identity, pk)
    assert colleague.post(address).status_code == 404
    assert visitor.post(address).status_code == 302
    assert not AnswerComment.objects.exists()
    assert visitor.post(address).status_code == 404


@pytest.mark.parametrize(
    ("text", "sentence"), [("", "Skriv något först."), ("Se 811218-9876", "personnummer"), ("a" * 1001, "1000 tecken")]
)
def test_what_is_refused_is_said_and_kept(visitor, at, scale, say, text, sentence):
    for headers in ({}, {"HX-Request": "true"}):
        response = say(visitor, at("talk", scale.identity), text, headers=headers)
        assert response.status_code == 422
        assert sentence in response.content.decode()
        assert text in response.content.decode()
    assert not AnswerComment.objects.exists()


def test_what_is_written_and_not_sent_goes_along_when_the_page_is_saved(visitor, at, scale, text):
    visitor.post(at("section", 1), {scale.identity: "2", f"{scale.identity}-comment": SAID})
    assert AnswerComment.objects.get().text == SAID
    assert list(Response.objects.get().answers) == [scale.identity]


def test_nobody_else_ever_reads_it(visitor, client, lead, neighbour, at, scale, say, answer, sent, municipality):
    say(visitor, at("talk", scale.identity), SAID)
    response = answer(sent, municipality, 1, 2, 3)
    other = Client()
    other.force_login(neighbour)
    assert other.get(at("talk", scale.identity)).status_code == 404
    assert say(other, at("talk", scale.identity), "Hej").status_code == 404
    lead_client = Client()
    lead_client.force_login(lead)
    assert lead_client.get(at("talk", scale.identity)).status_code == 404
    pages = [
        reverse("response-detail", args=[sent.pk, response.pk]),
        reverse("round-results", args=[sent.pk]),
        reverse("round-results-csv", args=[sent.pk]),
        sent.get_absolute_url(),
    ]
    for address in pages:
        page = lead_client.get(address)
        assert page.status_code == 200
        assert SAID not in b"".join(page).decode()
    assert SAID not in visitor.get(at("receipt")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_much_is_said_and_lent(visitor, at, scale, say, count, django_assert_num_queries):
    for number in range(count):
        say(visitor, at("talk", scale.identity), f"Nummer {number}")
        visitor.post(
            at("delegation-new"),
            {"name": "E", "email": f"e{number}@example.org", "sections": scale.identity},
        )
    visitor.get(at("contents"))  # takes the messages out of the session
    with django_assert_num_queries(6):  # session, link, questions, responses, comments, lent
        assert visitor.get(at("contents")).status_code == 200
