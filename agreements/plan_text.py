"""The plan as one plain text: what its page shows, what a version keeps, and what two days are compared by.

A version (`PlanVersion.content`) is this structure as JSON: `to_json` writes it, `from_json` reads it, dates as
"2026-03-12". People are kept by their number only, so that a person who leaves the portal leaves the versions too;
groups and organisations by number and the name they had. Local copies of an activity are not part of the shared text.
A field that a later edition of the portal adds needs a default: then older versions can still be opened.
"""

from dataclasses import asdict, dataclass, field, fields
from datetime import date

from agreements.models import ActivityKind, ActivityState, Level, MandateState, PlanRow, RelationKind
from agreements.periods import activity_days, span
from organisations.models import Side

FORMAT = 1


def _word(choices, value):
    """The word of a stored value; a value that no longer exists says itself."""
    return choices(value).label if value in choices.values else value


@dataclass
class GoalRow:
    id: int
    kind: str
    text: str
    question: str = ""
    evaluate_on: date | None = None
    reached: bool | None = None
    evaluated_on: date | None = None
    note: str = ""

    def asks(self, on) -> bool:
        """Whether the day has come to answer it."""
        return self.kind == "smart" and self.reached is None and self.evaluate_on is not None and self.evaluate_on <= on


@dataclass
class QuestionRow:
    id: int
    text: str
    state: str = MandateState.OPEN
    answer: str = ""

    @property
    def state_word(self):
        return _word(MandateState, self.state)


@dataclass
class RoleRow:
    id: int
    role: str
    person: int | None = None
    group: str = ""
    group_id: int | None = None
    who: str = ""
    is_reference: bool = False
    side: str = ""
    scope: str = ""
    tasks: str = ""
    person_name: str = field(default="", compare=False)

    @property
    def side_word(self):
        return _word(Side, self.side) if self.side else ""

    @property
    def filled_by(self) -> str:
        """The person, the group and what is said in words, as one line."""
        return ", ".join(one for one in (self.person_name, self.group, self.who) if one)


@dataclass
class WorkspaceRow:
    id: int
    title: str
    link: str = ""
    group: str = ""
    group_id: int | None = None


@dataclass
class StageRow:
    id: int
    title: str
    starts_on: date
    ends_on: date

    @property
    def days(self) -> str:
        return span(self.starts_on, self.ends_on)


@dataclass
class ActivityRow:
    id: int
    stage: int
    title: str
    kind: str
    level: str
    starts_on: date
    ends_on: date | None = None
    or_on: date | None = None
    state: str = ActivityState.PLANNED
    organiser: str = ""
    organisation: str = ""
    audience: str = ""
    note: str = ""
    person: int | None = None
    person_name: str = field(default="", compare=False)

    @property
    def days(self) -> str:
        return activity_days(self)

    @property
    def kind_word(self):
        return _word(ActivityKind, self.kind)

    @property
    def level_word(self):
        return _word(Level, self.level)

    @property
    def state_word(self):
        return _word(ActivityState, self.state)


@dataclass
class DocumentRow:
    id: int
    kind: str
    title: str
    link: str = ""
    note: str = ""

    @property
    def relation(self):
        return _word(RelationKind, self.kind)


@dataclass
class SupplementRow:
    id: int
    whose: str
    title: str
    text: str


LISTS = {
    "goals": GoalRow,
    "questions": QuestionRow,
    "roles": RoleRow,
    "workspaces": WorkspaceRow,
    "stages": StageRow,
    "activities": ActivityRow,
    "documents": DocumentRow,
    "supplements": SupplementRow,
}


@dataclass
class PlanText:
    """The whole plan. `sections` is row -> text; `reports_to` names the groups upwards, the nearest first."""

    title: str = ""
    summary: str = ""
    goal: str = ""
    reports_to: list[str] = field(default_factory=list)
    sections: dict[str, str] = field(default_factory=dict)
    goals: list[GoalRow] = field(default_factory=list)
    questions: list[QuestionRow] = field(default_factory=list)
    roles: list[RoleRow] = field(default_factory=list)
    workspaces: list[WorkspaceRow] = field(default_factory=list)
    stages: list[StageRow] = field(default_factory=list)
    activities: list[ActivityRow] = field(default_factory=list)
    documents: list[DocumentRow] = field(default_factory=list)
    supplements: list[SupplementRow] = field(default_factory=list)

    @property
    def smart_goals(self):
        return [one for one in self.goals if one.kind == "smart"]

    @property
    def effect_goals(self):
        return [one for one in self.goals if one.kind == "effect"]

    @property
    def by_stage(self):
        """(stage, its activities in order of date)."""
        return [(stage, [one for one in self.activities if one.stage == stage.id]) for stage in self.stages]

    @property
    def written_rows(self) -> int:
        """How many of the text rows have words."""
        return sum(bool(self.sections.get(row)) for row in PlanRow.values)

    def people(self) -> set[int]:
        """The numbers of the people it names."""
        return {row.person for row in [*self.roles, *self.activities] if row.person}

    def name_people(self, names: dict[int, str]):
        """Fill in names by number; who is gone stays unnamed."""
        for row in [*self.roles, *self.activities]:
            row.person_name = names.get(row.person, "")


def to_json(text: PlanText) -> dict:
    """The structure as plain values, without people's names."""
    content = asdict(text)
    for name in LISTS:
        for row in content[name]:
            row.pop("person_name", None)
            for key, value in row.items():
                if isinstance(value, date):
                    row[key] = value.isoformat()
    return {"format": FORMAT} | content


def from_json(content: dict) -> PlanText:
    """The structure again; what this edition does not know is left aside."""
    known = {one.name for one in fields(PlanText)}
    text = PlanText(**{key: value for key, value in content.items() if key in known and key not in LISTS})
    for name, kind in LISTS.items():
        setattr(text, name, [_row(kind, row) for row in content.get(name, [])])
    return text


def _row(kind, values):
    names = {one.name for one in fields(kind)} - {"person_name"}
    return kind(
        **{
            key: date.fromisoformat(value) if key.endswith("_on") and value else value
            for key, value in values.items()
            if key in names
        }
    )
