"""Whose answers somebody may read by name."""

from dataclasses import dataclass, replace

from surveys import policies
from surveys.models import Sharing


@dataclass(frozen=True)
class Viewer:
    """What somebody may see of a round's answers: all by name, or one's own organisations'."""

    reads_all: bool
    own: frozenset[int]
    follows: bool

    @classmethod
    def of(cls, user):
        return cls(
            reads_all=policies.can_read_all_answers(user),
            own=frozenset(user.organisations_as()),
            follows=policies.can_follow_rounds(user),
        )

    def within(self, round, *, asked, answered, on) -> "Viewer":
        """The same within a round: where all who were asked share, they read all once they have answered."""
        mine = self.own & set(asked)
        if round.is_of_forum:  # there are answers only once they have been revealed to all who were asked
            return replace(self, reads_all=True) if mine else self
        shares = round.sharing == Sharing.ASKED and bool(mine) and (bool(mine & set(answered)) or round.is_over(on=on))
        return replace(self, reads_all=True) if shares else self

    def may_read(self, organisation_pk: int) -> bool:
        return self.reads_all or organisation_pk in self.own
