"""What one action's page shows: its parts, its history as a story, who follows it, its files."""

from dataclasses import dataclass
from itertools import groupby

from actions.models import ActionChange, ActionState
from portal.collation import swedish


@dataclass(frozen=True)
class Event:
    """What one person did at one moment: a comment, or changes that were saved together."""

    changes: list[ActionChange]

    @property
    def first(self) -> ActionChange:
        return self.changes[0]

    @property
    def is_comment(self) -> bool:
        return self.first.field == "comment"


def history(action) -> list[Event]:
    """The changes of an action as a story, newest first. One statement."""
    rows = action.changes.select_related("by")
    return [Event(list(together)) for _key, together in groupby(rows, key=_told_together)]


def _told_together(change):
    """Changes saved at once are one event; a comment always stands alone."""
    alone = change.pk if change.field == "comment" else None
    return change.at, change.by_id, alone


@dataclass(frozen=True)
class Parts:
    """The parts of an action shared out to organisations, rolled up."""

    rows: list
    done: int
    late: int
    ownerless: int
    dateless: int

    @property
    def total(self) -> int:
        """Those that count: what is cancelled is not to be done."""
        return len([row for row in self.rows if row.state != ActionState.CANCELLED])

    @property
    def are_all_done(self) -> bool:
        return self.total > 0 and self.done == self.total

    def __bool__(self):
        return bool(self.rows)


def parts_of(action, *, user) -> Parts:
    """The parts the person may see, by organisation. One statement."""
    rows = list(
        action.children.visible_to(user)
        .select_related("owner", "organisation", "group", "provision")
        .order_by(swedish("organisation__name"), "pk")
    )
    return Parts(
        rows,
        done=sum(row.state == ActionState.DONE for row in rows),
        late=sum(row.is_late for row in rows),
        ownerless=sum(row.is_open and row.owner_id is None for row in rows),
        dateless=sum(row.is_open and row.due_on is None for row in rows),
    )


def followers(action) -> list:
    """Who follows an action. One statement."""
    return [row.user for row in action.followers.select_related("user").filter(user__is_active=True)]


def files(action) -> list:
    """Its files, oldest first. One statement."""
    return list(action.files.select_related("by"))
