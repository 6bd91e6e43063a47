"""Who has decided, who has set a date, and who has not."""

from dataclasses import dataclass
from datetime import date

from agreements.models import Party
from portal.collation import swedish_key

MADE, DATED, NONE = "made", "dated", "none"


@dataclass
class DecisionBoard:
    """The parties in the order of their decisions, with what they add up to."""

    parties: list[Party]
    decide_by: date | None
    on: date

    def _count(self, state):
        return sum(party.decision_state == state for party in self.parties)

    @property
    def total(self) -> int:
        return len(self.parties)

    @property
    def made(self) -> int:
        return self._count(MADE)

    @property
    def dated(self) -> int:
        return self._count(DATED)

    @property
    def undated(self) -> list[Party]:
        return [party for party in self.parties if party.decision_state == NONE]

    @property
    def days_left(self) -> int | None:
        return (self.decide_by - self.on).days if self.decide_by else None

    @property
    def overdue(self) -> list[Party]:
        """Those whose planned day has passed without a decision."""
        return [party for party in self.parties if party.is_overdue(on=self.on)]

    @property
    def all_decided(self) -> bool:
        return bool(self.parties) and self.made == self.total

    def made_since(self, day) -> int:
        return sum(bool(party.decided_on and party.decided_on > day) for party in self.parties)


def decision_board(agreement, *, on) -> DecisionBoard:
    """Decided first by date, then planned by date, then those without a date in alphabetical order; one statement."""
    parties = sorted(
        Party.objects.filter(agreement=agreement).select_related("organisation"),
        key=lambda party: (
            party.decided_on is None,
            party.decided_on or party.planned_on or date.max,
            swedish_key(party.organisation.short_name),
        ),
    )
    return DecisionBoard(parties, agreement.decide_by, on)
