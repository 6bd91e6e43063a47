"""The demonstration's assessments of the local forums: a wave that is done, and one where a forum waits."""

from portal.models import Letter, LetterState
from surveys.models import Wave
from surveys.queries.waves import Stage, wave_table


def test_last_years_wave_is_talked_about_and_this_years_has_one_that_waits(county):
    now, before = Wave.objects.all()
    assert now.previous == before
    assert before.counted_at
    done, going = wave_table(before), wave_table(now)
    assert {row.stage for row in done.every} == {Stage.HELD, Stage.REVEALED}
    assert done.held >= 5
    assert done.steps >= 5
    assert [row.forum.name for row in going.every if row.stage == Stage.ONE] == ["Ledningsforum Habo"]
    assert {Stage.NOBODY, Stage.HELD, Stage.REVEALED} < {row.stage for row in going.every}
    told = Letter.objects.filter(kind="survey-revealed")
    assert told
    assert set(told.values_list("state", flat=True)) == {LetterState.SENT}
    assert all(row.round.reveal.at.date() <= county.today for row in [*done.every, *going.every] if row.is_revealed)
