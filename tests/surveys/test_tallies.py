"""Tallies equal the answers, whatever comes in what order, in what portions, and however the counting is interrupted."""

import random

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from organisations.models import Organisation
from surveys import tasks
from surveys.models import Invitation, PendingAnswer, PersonAnswer, Tally
from surveys.services import tallies
from tests.surveys.staff import any_answers, plainly, staff_round, steps, write, write_texts


def kept(round) -> dict:
    """What is tallied now, without the rows that are written at the end."""
    rows = Tally.objects.filter(round=round).exclude(question="", value=Tally.ASKED).exclude(question="fritext")
    return {
        (one.organisation_id, one.question, one.part, one.value, one.missing): one.count for one in rows if one.count
    }


class TalliesTest(TestCase):
    @settings(deadline=None, max_examples=12)
    @given(st.integers(0, 2**32), st.lists(st.tuples(st.integers(1, 9), st.integers(1, 12), st.booleans()), max_size=6))
    def test_any_answers_in_any_portions(self, seed, deeds):
        chance = random.Random(seed)
        places = [None, *(Organisation.objects.create(name=f"Kommun {n}", short_name=f"K{n}") for n in range(2))]
        round, other = staff_round(), staff_round()
        for many, most, is_cut in deeds:
            for _one in range(many):
                write(chance.choice([round, round, other]), chance.choice(places), any_answers(chance))
            if is_cut:
                try:
                    with transaction.atomic():
                        tallies.fold(most=most)
                        raise DatabaseError("the line is cut")
                except DatabaseError:
                    pass
            tallies.fold(most=most)
            assert tallies.recount(round) == tallies.recount(other) == []
        left = PendingAnswer.objects.filter(round=round).count()
        assert tallies.fold_round(round) == left
        while tallies.fold(most=3):
            pass
        assert tallies.recount(round) == tallies.recount(other) == []
        assert kept(round) == plainly(round)
        assert kept(other) == plainly(other)


@pytest.fixture
def counted(municipality):
    round = staff_round()
    write(round, municipality, *steps(1, 1, 4), {})
    write_texts(round, municipality, "Mer tid.", "Bra lokaler.")
    Invitation.objects.bulk_create(
        Invitation(round=round, organisation=municipality, name="", email=f"p{number}@example.org")
        for number in range(6)
    )
    tallies.fold_round(round)
    return round


def test_at_the_end_texts_and_those_who_were_asked_are_counted_too(counted, municipality):
    rows = Tally.objects.filter(round=counted, organisation=municipality)
    assert rows.get(question="fritext", value="", missing="").count == 2
    assert rows.get(question="", value=Tally.ASKED).count == 6
    assert tallies.recount(counted) == []
    tallies.fold_round(counted)
    assert rows.get(question="fritext").count == 2


def test_a_tally_that_is_wrong_is_found_said_and_mended(counted, municipality, capsys, caplog):
    Tally.objects.filter(question="trivs", value="1").update(count=3)
    Tally.objects.filter(question="trivs", value="4").delete()
    (first, second) = tallies.recount(counted)
    assert (first.value, first.tallied, first.counted) == ("1", 3, 2)
    assert (second.value, second.tallied, second.counted) == ("4", 0, 1)
    assert tasks.recount() == 1
    assert f"survey round {counted.pk}" in caplog.text
    with pytest.raises(CommandError, match="1 of 1 rounds differ"):
        call_command("recount_tallies")
    call_command("recount_tallies", round=counted.pk, mend=True)
    call_command("recount_tallies")
    said = capsys.readouterr().out
    assert "tallied 3, counted 2" in said
    assert "the tallies are equal to the answers" in said
    assert kept(counted) == plainly(counted)
    assert Tally.objects.get(question="", value=Tally.ASKED, organisation=municipality).count == 6
    with pytest.raises(CommandError, match="no round of persons with number 999999"):
        call_command("recount_tallies", round=999_999)


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_never_count_the_same_answer():
    """One holds its rows while the other works: the other takes the rest and waits for nothing but the tallies."""
    round = staff_round()
    write(round, None, *steps(*[2] * 10))
    with connection.copy().cursor() as other:
        other.execute("BEGIN")
        other.execute("SELECT answer_id FROM surveys_pendinganswer ORDER BY answer_id LIMIT 4 FOR UPDATE")
        assert tallies.fold() == 6
        other.execute("ROLLBACK")
        other.connection.close()
    assert tallies.fold() == 4
    assert Tally.objects.get(round=round, question="trivs").count == PersonAnswer.objects.filter(round=round).count()
