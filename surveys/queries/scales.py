"""One question whose answers are steps of a scale: one's own figure beside those of the groups that may be shown."""

from dataclasses import dataclass

from surveys.answers import content
from surveys.models import Missing, Question
from surveys.queries.answered import COUNTY
from surveys.statistics import Comparison, Summary, is_small_change


@dataclass(frozen=True)
class Cell:
    """One organisation's answer to one scale question: a figure, or why there is none."""

    value: int | None
    missing: str
    ramp: int = 0  # 0-4: where on its scale the figure stands, for the colour
    identity: str = ""  # of the question, for the address where the answer is followed up

    @property
    def word(self) -> str:
        return str(Missing(self.missing).label) if self.missing in Missing.values else ""

    @classmethod
    def of(cls, answer, question):
        value, missing = content(answer)
        if value is None:
            return cls(None, missing, identity=question.identity)
        low, high = min(question.steps), max(question.steps)
        return cls(value, missing, round(4 * (value - low) / (high - low)), question.identity)


@dataclass(frozen=True)
class QuestionResult:
    """One scale question: one's own figure now and before, and those of the groups that may be shown."""

    question: Question
    own: Cell
    own_before: Cell
    groups: dict[str, Comparison]
    groups_before: dict[str, Comparison]
    chosen: str  # which group it is compared with

    @property
    def provision(self):
        return self.question.provision

    @property
    def title(self) -> str:
        return str(self.provision) if self.provision else self.question.text

    @property
    def change(self) -> int | None:
        """Steps since the round before, for one's own organisation."""
        if self.own.value is None or self.own_before.value is None:
            return None
        return self.own.value - self.own_before.value

    @property
    def county(self) -> Summary | None:
        return self.groups[COUNTY].summary if COUNTY in self.groups else None

    @property
    def compared(self) -> Comparison | None:
        return self.groups.get(self.chosen)

    @property
    def compared_change(self):
        """How far the group's mean has moved, as an exact fraction of a step."""
        before = self.groups_before.get(self.chosen)
        return self.compared.mean - before.mean if self.compared and before else None

    @property
    def is_small(self) -> bool:
        """Whether the change of the mean says little."""
        change = self.compared_change
        if change is None:
            return False
        fewest = min(self.compared.summary.count, self.groups_before[self.chosen].summary.count)
        return is_small_change(change, count=fewest)
