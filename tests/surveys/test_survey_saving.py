"""Saving answers: nothing lost, nobody overwritten, nothing taken that should not be."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from portal.models import AuditEntry
from surveys import services
from surveys.answers import Base, read_answer
from surveys.models import AnswerChange, Response
from surveys.services import Conflict, Given, Saved
from surveys.writers import Writer

RUT, MATS = Writer("Rut"), Writer("Mats")


def save(round, organisation, question, value, base=None, by=RUT):
    content = {"value": value} if value is not None else None
    given = Given(question, content, base or Base())
    return services.save_answers(round, organisation, [given], by=by, at=timezone.now())[question.identity]


def test_saves_the_answer_with_revision_and_history(sent, municipality, scale):
    result = save(sent, municipality, scale, 2, Base(0, "aa"))
    assert result.answer["value"] == 2
    assert result.answer["revision"] == 1
    response = Response.objects.get()
    assert response.answers[scale.identity] == result.answer
    assert list(AnswerChange.objects.values_list("question", "by_name", "answer__value")) == [
        (scale.identity, "Rut", 2)
    ]


def test_the_same_answer_again_changes_nothing(sent, municipality, scale):
    save(sent, municipality, scale, 2)
    assert save(sent, municipality, scale, 2, by=MATS).answer["by"] == "Rut"
    assert AnswerChange.objects.count() == 1


def test_nothing_given_makes_no_response(sent, municipality, scale):
    assert save(sent, municipality, scale, None) == Saved(None)
    assert not Response.objects.exists()


def test_who_saw_the_latest_may_change_it(sent, municipality, scale):
    save(sent, municipality, scale, 2)
    assert save(sent, municipality, scale, 3, Base(1), by=MATS).answer["value"] == 3


def test_who_saw_an_older_one_is_told_and_nothing_is_overwritten(sent, municipality, text):
    save(sent, municipality, text, "Ruts text")
    result = save(sent, municipality, text, "Mats text", Base(0), by=MATS)
    assert isinstance(result, Conflict)
    assert (result.theirs["value"], result.theirs["by"], result.ours) == ("Ruts text", "Rut", {"value": "Mats text"})
    assert Response.objects.get().answers[text.identity]["value"] == "Ruts text"


def test_who_has_not_touched_it_is_left_in_peace(sent, municipality, text):
    save(sent, municipality, text, "Först")
    save(sent, municipality, text, "Sedan", Base(1))
    result = save(sent, municipality, text, "Först", Base(1), by=MATS)
    assert isinstance(result, Saved)
    assert Response.objects.get().answers[text.identity]["value"] == "Sedan"


def test_the_same_opened_page_is_not_warned_of_its_own_words(sent, municipality, text):
    save(sent, municipality, text, "En", Base(0, "ab12"))
    assert save(sent, municipality, text, "En mening", Base(0, "ab12")).answer["value"] == "En mening"


def test_emptying_an_answer_is_kept_as_a_change(sent, municipality, text):
    save(sent, municipality, text, "Bort med det")
    save(sent, municipality, text, None, Base(1))
    assert Response.objects.get().answers[text.identity]["value"] is None
    assert AnswerChange.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_at_once_become_one_saved_and_one_told(sent, municipality, text):
    start, results = threading.Barrier(2), {}

    def write(by):
        start.wait()
        try:
            results[by.name] = save(sent, municipality, text, f"{by.name}s text", by=by)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[by]) for by in (RUT, MATS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(result).__name__ for result in results.values()) == ["Conflict", "Saved"]
    stored = Response.objects.get().answers[text.identity]
    assert isinstance(results[stored["by"]], Saved)


def test_takes_nothing_before_the_first_day_or_after_the_last(sent, municipality, scale, close):
    at = timezone.now() - timedelta(days=2)
    with pytest.raises(services.RoundClosedError):
        services.save_answers(sent, municipality, [Given(scale, {"value": 1}, Base())], by=RUT, at=at)
    close(sent)
    with pytest.raises(services.RoundClosedError):
        save(sent, municipality, scale, 1)
    assert not Response.objects.exists()


def test_takes_nothing_once_closed_though_the_page_was_open(sent, municipality, scale, lead):
    services.close_round(sent, by=lead)
    with pytest.raises(services.RoundClosedError):
        save(sent, municipality, scale, 1)


def test_submitting_gives_one_receipt_however_often(sent, municipality, answer):
    response = answer(sent, municipality, 1, 2, 3)
    again = services.submit(sent, municipality, by=MATS, at=timezone.now() + timedelta(minutes=1))
    assert response.receipt
    assert (again.receipt, again.submitted_at, again.submitted_by_name) == (
        response.receipt,
        response.submitted_at,
        response.submitted_by_name,
    )
    assert AuditEntry.objects.filter(verb="submitted survey response").count() == 1


def test_submitting_says_what_is_missing(sent, municipality, answer):
    with pytest.raises(services.IncompleteError) as refused:
        answer(sent, municipality, 1)
    assert [question.provision.number for question in refused.value.missing] == ["2.2", "3.1"]


def test_do_not_know_counts_as_an_answer(sent, municipality, answer):
    unknown = {"value": None, "missing": "unknown"}
    assert answer(sent, municipality, unknown, unknown, {"value": None, "missing": "not_applicable"}).receipt


def test_a_submitted_answer_is_locked(sent, municipality, scale, answer):
    answer(sent, municipality, 1, 2, 3)
    with pytest.raises(services.AlreadySubmittedError):
        save(sent, municipality, scale, 4, Base(1))


def test_reopened_it_can_be_changed_and_submitted_with_a_new_receipt(
    sent, municipality, scale, answer, lead, invitation
):
    first = answer(sent, municipality, 1, 2, 3)
    receipt = first.receipt
    reopening = services.reopen(first, because="Siffran för § 2.1 var fel.", by=lead, at=timezone.now())
    assert (reopening.receipt, reopening.because) == (receipt, "Siffran för § 2.1 var fel.")
    save(sent, municipality, scale, 4, Base(1))
    again = services.submit(sent, municipality, by=RUT, at=timezone.now())
    assert again.receipt not in ("", receipt)
    assert AuditEntry.objects.filter(verb="reopened survey response", by=lead).count() == 1


def test_reopening_twice_is_once(sent, municipality, answer, lead):
    response = answer(sent, municipality, 1, 2, 3)
    assert services.reopen(response, because="Ett", by=lead, at=timezone.now())
    assert services.reopen(response, because="Två", by=lead, at=timezone.now()) is None
    assert [one.because for one in response.reopenings.all()] == ["Ett"]


@pytest.mark.parametrize("raw", ["5", "-1", "1.5", "two", "²", "07", "1 "])
def test_a_scale_takes_nothing_else(scale, raw):
    with pytest.raises(ValidationError):
        read_answer(scale, raw)


@pytest.mark.parametrize(
    ("raw", "content"),
    [("", None), ("0", {"value": 0}), ("4", {"value": 4}), ("unknown", {"value": None, "missing": "unknown"})],
)
def test_a_scale_is_read(scale, raw, content):
    assert read_answer(scale, raw) == content


def test_a_text_is_read_without_what_cannot_be_stored(text):
    assert read_answer(text, "En rad\r\ntvå\x00 rader \n") == {"value": "En rad\ntvå rader"}
    assert read_answer(text, " \n ") is None


def test_a_text_has_a_limit_that_is_said(text):
    assert read_answer(text, "a" * 10_000)
    with pytest.raises(ValidationError) as refused:
        read_answer(text, "a" * 10_001)
    assert "10\xa0001" in refused.value.messages[0]
    assert "10\xa0000" in refused.value.messages[0]


def test_what_one_page_sent_first_and_comes_last_undoes_nothing(sent, municipality, text):
    save(sent, municipality, text, "En hel mening", Base.read("0.ab12.2000"))
    assert save(sent, municipality, text, "En hel", Base.read("0.ab12.1000")).answer["value"] == "En hel mening"
    assert save(sent, municipality, text, "En hel mening till", Base.read("0.ab12.3000")).answer["revision"] == 2
    assert AnswerChange.objects.count() == 2
