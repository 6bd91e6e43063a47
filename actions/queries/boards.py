"""The same actions as a board and as a calendar."""

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F

from actions.models import ActionState
from actions.queries.lists import list_actions

IN_COLUMN = 15
ON_DAY = 4
SOONEST = (F("due_on").asc(nulls_last=True), "-priority", "pk")
LATEST = (F("done_at").desc(nulls_last=True), "-pk")


@dataclass(frozen=True)
class Column:
    """One state of a board: its first cards, and how many there are."""

    state: ActionState
    cards: list
    total: int

    @property
    def hidden(self) -> int:
        return self.total - len(self.cards)


def board(user, wish, *, on) -> list[Column]:
    """A column for each state, the soonest due first and the latest finished first. Five statements."""
    rows = list_actions(user, wish, on=on)
    totals = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return [
        Column(
            state,
            list(rows.filter(state=state).order_by(*(LATEST if state == ActionState.DONE else SOONEST))[:IN_COLUMN]),
            totals.get(state, 0),
        )
        for state in ActionState
    ]


@dataclass(frozen=True)
class Day:
    """A day of the calendar."""

    date: date
    actions: list
    is_in_month: bool
    is_today: bool

    @property
    def shown(self) -> list:
        return self.actions[:ON_DAY]

    @property
    def hidden(self) -> int:
        return max(0, len(self.actions) - ON_DAY)


@dataclass(frozen=True)
class Month:
    """A month in whole weeks, Monday first."""

    first: date
    weeks: list[list[Day]]

    @property
    def before(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        return (self.first + timedelta(days=31)).replace(day=1)

    @property
    def count(self) -> int:
        return sum(len(day.actions) for week in self.weeks for day in week if day.is_in_month)


def month_of(text, *, on) -> date:
    """The first day of the month an address names ("2026-11"), else of this month."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return on.replace(day=1)
    return first if 2000 <= first.year <= 2100 else on.replace(day=1)


def month(user, wish, first, *, on) -> Month:
    """The actions due in the weeks of a month. One statement."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    due = defaultdict(list)
    rows = list_actions(user, wish, on=on).filter(due_on__range=(weeks[0][0], weeks[-1][-1]))
    for action in rows.order_by("due_on", "-priority", "pk"):
        due[action.due_on].append(action)
    return Month(first, [[Day(day, due[day], day.month == first.month, day == on) for day in week] for week in weeks])
