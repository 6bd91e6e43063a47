"""Answering together: last time's answer confirmed, an earlier state put back, and the receipt."""

import re
import zlib

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal import notifications
from portal.models import Letter
from surveys import services
from surveys.answers import Base
from surveys.models import AnswerChange, Response
from surveys.writers import Writer


@pytest.fixture
def again(sent, make_round, municipality, answer, close, lead):
    """A second round; the first was answered 1, unknown and 3, with a text."""
    text = sent.questionnaire.questions.filter(is_required=False).first()
    answer(sent, municipality, 1, {"value": None, "missing": "unknown"}, 3, texts={text.identity: "Tid saknas"})
    close(sent, days_ago=40)
    return services.send_round(make_round(title="Nästa"), by=lead, at=timezone.now())


@pytest.fixture
def at(again, municipality):
    return lambda name, *more: reverse(f"survey-{name}", args=[again.pk, municipality.pk, *more])


@pytest.fixture
def rut(again, respondent):
    client = Client()
    client.post(reverse("survey-link", args=[again.invitations.get(user=respondent).token]))
    return client


@pytest.fixture
def page(again):
    return list(again.questionnaire.questions.all()[:2])


def answers(round):
    response = Response.objects.filter(round=round).first()
    return response.answers if response else {}


def test_last_times_answer_stands_beside_and_counts_for_nothing_until_confirmed(rut, at, again, page):
    response = rut.get(at("section", 1))
    content = response.content.decode()
    assert content.count('name="same"') == 3  # two answers, and the whole section
    assert "Tid saknas" in content
    assert "0 av 3 besvarade" in content
    assert answers(again) == {}


def test_one_answer_is_confirmed_and_what_was_typed_beside_it_is_saved(rut, at, again, page, sent):
    scale, text = page
    response = rut.post(at("section", 1), {scale.identity: "", text.identity: "Nytt", "same": scale.identity})
    assert response["Location"] == at("section", 1) + f"#answer-{scale.identity}"
    found = answers(again)
    assert (found[scale.identity]["value"], found[scale.identity]["before"], found[scale.identity]["by"]) == (
        1,
        sent.pk,
        "Rut Respons",
    )
    assert found[text.identity]["value"] == "Nytt"
    change = AnswerChange.objects.get(response__round=again, question=scale.identity)
    assert change.answer["before"] == sent.pk
    content = rut.get(at("section", 1)).content.decode()
    assert "samma som förra gången" in content
    assert "1 av 3 besvarade" in content


def test_the_whole_section_takes_only_what_is_empty(rut, at, again, page):
    scale, text = page
    rut.post(at("section", 1), {scale.identity: "4", text.identity: "", "same": "avsnitt"})
    found = answers(again)
    assert (found[scale.identity]["value"], found[text.identity]["value"]) == (4, "Tid saknas")
    assert "before" not in found[scale.identity]
    rut.post(at("section", 2), {"same": "avsnitt"})
    assert sorted(one.get("missing", "") for one in answers(again).values()) == ["", "", "unknown"]


def test_what_no_longer_fits_is_not_offered(rut, at, again, page):
    scale, _text = page
    scale.kind = "yes_no"
    scale.save()
    assert f'value="{scale.identity}"' not in "".join(
        re.findall(r'<button[^>]*name="same"[^>]*>', rut.get(at("section", 1)).content.decode())
    )
    rut.post(at("section", 1), {"same": scale.identity})
    assert answers(again) == {}


def test_a_colleague_who_was_just_before_stands(rut, at, again, page, municipality, monkeypatch):
    scale, _text = page
    save = services.save_answers

    def late(round, organisation, given, **more):
        theirs = services.Given(scale, {"value": 4}, Base())
        save(round, organisation, [theirs], by=Writer("Mats"), at=timezone.now())
        return save(round, organisation, given, **more)

    monkeypatch.setattr(services, "save_answers", late)
    assert rut.post(at("section", 1), {"same": "avsnitt"}).status_code == 302
    assert (answers(again)[scale.identity]["value"], answers(again)[scale.identity]["by"]) == (4, "Mats")


def test_history_of_an_answer_and_putting_back(rut, at, again, page, municipality):
    scale, _text = page
    for revision, (value, name) in enumerate([(2, "Rut"), (4, "Mats")]):
        given = services.Given(scale, {"value": value}, Base(revision))
        services.save_answers(again, municipality, [given], by=Writer(name), at=timezone.now())
    response = rut.get(at("history", scale.identity))
    assert [(row["change"].by_name, row["is_now"], row["can_put_back"]) for row in response.context["rows"]] == [
        ("Mats", True, False),
        ("Rut", False, True),
    ]
    first = AnswerChange.objects.get(response__round=again, answer__revision=1)
    address = at("history", scale.identity)
    assert (
        rut.post(address, {"change": first.pk, "base": "1."}, follow=True).context["rows"][0]["words"].startswith("4")
    )
    assert answers(again)[scale.identity]["revision"] == 2, "the page was old: nothing is put back"
    rut.post(address, {"change": first.pk, "base": "2."})
    assert (answers(again)[scale.identity]["value"], answers(again)[scale.identity]["revision"]) == (2, 3)
    assert AnswerChange.objects.filter(response__round=again).count() == 3
    for bad in ("", "x", "9" * 30, "0"):
        assert rut.post(address, {"change": bad}).status_code == 404


def test_history_is_for_the_own_organisation(at, page, neighbour, lead, rut):
    for user in (neighbour, lead):
        client = Client()
        client.force_login(user)
        assert client.get(at("history", page[0].identity)).status_code == 404


def test_the_receipt_as_a_tagged_pdf_and_a_letter(rut, at, again, municipality, respondent):
    assert rut.get(at("receipt-pdf"))["Location"] == at("start")
    for number in (1, 2, 3):
        rut.post(at("section", number), {"same": "avsnitt"})
    assert rut.post(at("submit"))["Location"] == at("receipt")
    receipt = Response.objects.get(round=again).receipt
    assert at("receipt-pdf") in rut.get(at("receipt")).content.decode()
    response = rut.get(at("receipt-pdf"))
    assert response["Content-Type"] == "application/pdf"
    assert receipt in response["Content-Disposition"]
    data = response.content
    streams = b"".join(_inflated(one) for one in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL))
    everything = data + streams
    assert b"/MarkInfo" in everything
    assert b"/StructTreeRoot" in everything
    assert b"pdfuaid" in everything
    row = Letter.objects.get(kind="survey-receipt")
    assert row.to_address == respondent.email
    body = notifications.compose(row).body
    assert receipt in body
    assert "Tid saknas" not in body
    assert again.invitations.get(user=respondent).token in body
    rut.post(at("submit"))
    assert Letter.objects.filter(kind="survey-receipt").count() == 1
    services.reopen(Response.objects.get(round=again), because="Fel", by=respondent, at=timezone.now())
    assert notifications.compose(row) is None


def _inflated(data):
    try:
        return zlib.decompress(data)
    except zlib.error:
        return b""
