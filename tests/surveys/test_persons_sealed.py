"""Sealing a round of persons: nothing is lost or doubled, and nothing that is left ties an answer to anybody."""

import json
from collections import Counter

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.models import AuditEntry, Letter
from surveys.models import (
    AnsweredMark,
    Invitation,
    PendingAnswer,
    PersonAnswer,
    PersonDraft,
    PersonText,
    Round,
    RoundKind,
    SentPage,
)
from surveys.services import close_round, sealing
from surveys.services.persons import save_person_draft, submit_person
from surveys.services.tallies import recount
from tests.surveys.staff import staff_round

QUESTIONS = [
    {"identity": "nr", "kind": "number", "text": "Vilken i ordningen?"},
    {"identity": "ord", "kind": "long_text", "text": "Berätta"},
]


def invite(round, organisation, count):
    return Invitation.objects.bulk_create(
        Invitation(round=round, organisation=organisation, name=f"P{number}", email=f"p{number}@example.org")
        for number in range(count)
    )


def rows(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def order_of(sql, place):
    """The numbers that were answered, in the order in which the rows come, as places in the order they came in."""
    return [place[value] for (value,) in rows(sql)]


def likeness(one, other) -> float:
    """How alike two orders of the same things are: 1 the same, 0 nothing, -1 turned around (Spearman)."""
    ranks = [sorted(range(len(order)), key=order.__getitem__) for order in (one, other)]
    places = [dict(zip(rank, range(len(rank)), strict=True)) for rank in ranks]
    n = len(one)
    return 1 - 6 * sum((places[0][key] - places[1][key]) ** 2 for key in range(n)) / (n * (n * n - 1))


TELLING = "answers->'nr'->>'value'"
ORDERS = {
    "answers by place": f"SELECT {TELLING} FROM surveys_personanswer ORDER BY ctid",
    "answers by key": f"SELECT {TELLING} FROM surveys_personanswer ORDER BY id",
    "texts by place": "SELECT text FROM surveys_persontext ORDER BY ctid",
    "texts by key": "SELECT text FROM surveys_persontext ORDER BY id",
    "marks by place": "SELECT invitation_id::text FROM surveys_answeredmark ORDER BY ctid",
}


@pytest.mark.django_db(transaction=True)
def test_after_sealing_nothing_ties_a_mark_to_an_answer(municipality, lead, client):
    """250 persons answer one after the other, each in a transaction of its own, as in life."""
    round = staff_round(questions=QUESTIONS)
    people = invite(round, municipality, 250)
    for number, invitation in enumerate(people):
        answers = {"nr": {"value": str(number)}, "ord": {"value": str(number)}}
        submit_person(round, answers=answers, organisation=municipality, invitation=invitation, at=timezone.now())
    numbers = {str(number): number for number in range(250)}
    asked = {str(invitation.pk): number for number, invitation in enumerate(people)}
    together = "SELECT count(*) FROM surveys_personanswer a JOIN surveys_answeredmark m ON a.xmin = m.xmin"
    assert rows(together) == [(250,)]  # before: whoever has the database sees what was written together
    keys = set(PersonAnswer.objects.values_list("pk", flat=True)) | set(PersonText.objects.values_list("pk", flat=True))

    close_round(round, by=lead)
    assert sealing.seal_due(at=timezone.now()) == 1

    after = {name: order_of(sql, asked if "marks" in name else numbers) for name, sql in ORDERS.items()}
    for name, order in after.items():
        assert sorted(order) == list(range(250)), name
        assert abs(likeness(order, list(range(250)))) < 0.3, name  # by chance once in a million
        for other in set(after) - {name}:
            assert abs(likeness(order, after[other])) < 0.3, (name, other)
    numbers_of = {
        table: {number for (number,) in rows(f"SELECT DISTINCT xmin::text FROM {table}")} for table in sealing.TABLES
    }
    assert [len(one) for one in numbers_of.values()] == [1, 1, 1]
    assert len(set.union(*numbers_of.values())) == 3
    assert not keys & set(PersonAnswer.objects.values_list("pk", flat=True))
    assert not keys & set(PersonText.objects.values_list("pk", flat=True))
    assert recount(round) == []
    round.refresh_from_db()
    assert round.sealed_at
    trail = json.dumps([[one.verb, one.about_label, one.about_pk, one.details] for one in AuditEntry.objects.all()])
    assert "personanswer" not in trail
    assert "invitation" not in trail
    assert not SentPage.objects.exists()
    assert not PendingAnswer.objects.exists()
    assert not Letter.objects.filter(context__has_key="answers").exists()
    assert not any("answer" in str(session.get_decoded()) for session in Session.objects.all())
    assert not sealing.seal(round, at=timezone.now())  # once


class KilledError(Exception):
    """The worker was killed here."""


DEEDS = st.lists(
    st.tuples(st.sampled_from(["link", "page", "draft", "sent"]), st.integers(0, 4), st.integers(0, 9)), max_size=25
)


@pytest.fixture(scope="module")
def killing():
    """Lets sealing stop before a step, in the order they come."""
    patch = pytest.MonkeyPatch()
    steps = ["_answers_of_drafts", "fold_round", "_write_anew", "_finish"]
    real = {name: getattr(sealing, name) for name in steps}

    def at(name):
        def stop(*_args, **_values):
            raise KilledError

        for step in steps:
            patch.setattr(sealing, step, stop if step == name else real[step])

    yield at
    patch.undo()


@pytest.mark.django_db
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    deeds=DEEDS,
    individual=st.booleans(),
    stops=st.lists(st.sampled_from(["_answers_of_drafts", "fold_round", "_write_anew", "_finish"]), max_size=4),
)
def test_nothing_is_lost_or_doubled(municipality, killing, deeds, individual, stops):
    """Answers come in any order, some twice; drafts are changed; sealing is killed anywhere, and begins again."""
    kind = RoundKind.INDIVIDUAL if individual else RoundKind.ANONYMOUS
    round = staff_round(questions=QUESTIONS, kind=kind)
    people, expected, drafts = invite(round, municipality, 5), {}, {}
    for way, who, number in deeds:
        answers = {"nr": {"value": str(number)}, "ord": {"value": f"nummer {number}"}}
        if individual:
            draft = drafts.get(who)
            drafts[who] = save_person_draft(
                people[who],
                answers=answers,
                revision=draft.revision if draft else 0,
                at=timezone.now(),
                send=way == "sent",
            )
            if drafts[who].is_submitted:
                expected[who] = number
        else:
            by = {"invitation": people[who]} if way in ("link", "draft") else {"page_key": f"page {who}"}
            taken = submit_person(
                round, answers=answers, organisation=municipality if who else None, at=timezone.now(), **by
            )
            place = (next(iter(by)), who)
            assert taken == (place not in expected)
            expected.setdefault(place, number)
    Round.objects.filter(pk=round.pk).update(state="closed")
    for stop in stops:
        killing(stop)
        with pytest.raises(KilledError):
            sealing.seal(round, at=timezone.now())
        assert not Round.objects.get(pk=round.pk).sealed_at
    killing(None)
    assert sealing.seal(round, at=timezone.now())
    found = PersonAnswer.objects.filter(round=round)
    wanted = Counter(str(number) for number in expected.values())
    assert Counter(one.answers["nr"]["value"] for one in found) == wanted
    assert Counter(one.text for one in PersonText.objects.filter(round=round)) == Counter(
        f"nummer {number}" for number in expected.values()
    )
    marked = set(expected) if individual else {who for way, who in expected if way == "invitation"}
    marks = AnsweredMark.objects.filter(invitation__round=round).values_list("invitation", flat=True)
    assert set(marks) == {people[who].pk for who in marked}
    assert not PersonDraft.objects.filter(invitation__round=round).exists()
    assert not PendingAnswer.objects.filter(round=round).exists()
    assert recount(round) == []


@pytest.mark.django_db
def test_a_round_whose_last_day_has_passed_is_closed_and_sealed(municipality, lead, close):
    round = close(staff_round(questions=QUESTIONS))
    open_still = staff_round(questions=QUESTIONS)
    assert sealing.seal_due(at=timezone.now()) == 1
    round.refresh_from_db()
    open_still.refresh_from_db()
    assert (round.state, bool(round.sealed_at)) == ("closed", True)
    assert (open_still.state, open_still.sealed_at) == ("open", None)
