"""What of the matrix is asked for: part of the county, side, clauses, phase, progress, and what is left to do."""

from dataclasses import dataclass

from agreements.models import Implementation, Phase, Progress
from agreements.queries.pulses import due_by, with_pulse_day
from portal.asked import number_in

NEEDS_ATTENTION = "attention"
CHAPTER = "kapitel:"
OWNERLESS, PULSE, CARRIED = "agare", "avstamning", "bekrafta"
LEFT_TO_DO = (OWNERLESS, PULSE, CARRIED)
ATTENTION = {Progress.AT_RISK, Progress.OFF_TRACK}


@dataclass(frozen=True)
class Cut:
    """Every field empty asks for everything; what a field does not know is not asked for.

    `clause` is the number of a clause as text, or "kapitel:" and a chapter's heading. `phase` is a phase as text.
    """

    group: str = ""
    side: str = ""
    new_only: bool = False
    clause: str = ""
    phase: str = ""
    progress: str = ""
    todo: str = ""

    def __bool__(self):
        return bool(self.group or self.side or self.new_only or self.clause) or self.asks_for_cells

    @property
    def asks_for_cells(self) -> bool:
        """Whether it depends on the cells themselves which of them are wanted."""
        return bool(self.wanted_phase is not None or self.wanted_progress or self.todo in LEFT_TO_DO)

    @property
    def wanted_phase(self) -> int | None:
        return int(self.phase) if self.phase in {str(value) for value in Phase.values} else None

    @property
    def wanted_progress(self) -> set:
        if self.progress == NEEDS_ATTENTION:
            return ATTENTION
        return {self.progress} if self.progress in Progress.values else set()

    @property
    def is_further(self) -> bool:
        """Whether more is asked for than the three filters that always stand open."""
        return bool(self.side or self.clause or self.phase or self.todo)

    def wants_provision(self, provision) -> bool:
        if self.new_only and not provision.is_new_or_changed:
            return False
        if self.clause.startswith(CHAPTER):
            return provision.chapter == self.clause.removeprefix(CHAPTER)
        return number_in(self.clause) in (None, provision.pk)

    def wants_organisation(self, organisation) -> bool:
        return not self.side or organisation.side == self.side

    def wants_cell(self, cell) -> bool:
        """Whether phase and progress are those asked for."""
        phase, progress = self.wanted_phase, self.wanted_progress
        return (phase is None or cell[1] == phase) and (not progress or cell[2] in progress)


def left_to_do(agreement, todo, *, on) -> set[int]:
    """Keys of the rows that lack an owner, whose pulse is due, or that await confirmation; one SQL statement."""
    rows = Implementation.objects.current().filter(provision__agreement=agreement).order_by()
    if todo == PULSE:
        rows = due_by(with_pulse_day(rows), on=on)
    else:
        rows = rows.ownerless() if todo == OWNERLESS else rows.carried()
    return set(rows.values_list("pk", flat=True))
