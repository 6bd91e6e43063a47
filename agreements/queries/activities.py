"""One activity with all that belongs to it: its copies rolled up, the homework handed in, the days it was moved from."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from agreements.models import Activity, ActivityState, HomeworkState, HomeworkSubmission
from agreements.queries.parties import parties_in_groups
from organisations.models import Group, Organisation
from portal.audit import entries_about
from portal.collation import swedish


@dataclass
class RollUp:
    """How the local copies of one activity stand on a day; cancelled ones count as nothing."""

    total: int = 0
    done: int = 0
    under_way: int = 0
    late: int = 0
    cancelled: int = 0

    def count(self, copy, *, on):
        if copy.state == ActivityState.CANCELLED:
            self.cancelled += 1
            return
        self.total += 1
        self.done += copy.state == ActivityState.DONE
        self.under_way += copy.state == ActivityState.UNDER_WAY
        self.late += copy.is_late(on=on)


def roll_ups(originals, *, on) -> dict[int, RollUp]:
    """Roll-ups of those activities (a queryset or keys) that have copies, by key: one SQL statement."""
    rows = Activity.objects.filter(copy_of__in=originals).order_by()
    found = defaultdict(RollUp)
    for copy in rows.only("copy_of", "state", "starts_on", "ends_on", "or_on"):
        found[copy.copy_of_id].count(copy, on=on)
    return dict(found)


@dataclass
class CopyGroup:
    """The copies in one part of the county; `roll_up` sums them."""

    name: str
    copies: list[Activity] = field(default_factory=list)
    roll_up: RollUp = field(default_factory=RollUp)


@dataclass
class Copies:
    """All copies of an activity by part of the county, and the parties that have none."""

    groups: list[CopyGroup]
    roll_up: RollUp
    without: list[Organisation]

    def __bool__(self):
        return bool(self.groups)


def copies_of(activity, agreement, *, on) -> Copies:
    """Three SQL statements: the copies, and the parties in their parts."""
    rows = Activity.objects.filter(copy_of=activity).select_related("organisation", "owner", "change_owner")
    by_organisation = {copy.organisation_id: copy for copy in rows.order_by(swedish("organisation__short_name"))}
    groups, without, whole = [], [], RollUp()
    _division, parts = parties_in_groups(agreement, on=on)
    for part in parts:
        group = CopyGroup(part.name)
        for organisation in part.organisations:
            copy = by_organisation.pop(organisation.pk, None)
            if copy is None:
                without.append(organisation)
            else:
                group.copies.append(copy)
        groups.append(group)
    groups.append(CopyGroup("", list(by_organisation.values())))  # of those that are party no longer
    groups = [group for group in groups if group.copies]
    for group in groups:
        for copy in group.copies:
            copy.late = copy.is_late(on=on)
            group.roll_up.count(copy, on=on)
            whole.count(copy, on=on)
    return Copies(groups, whole, without)


@dataclass(frozen=True)
class Move:
    """The days an activity had before somebody moved it."""

    starts_on: date
    ends_on: date | None
    or_on: date | None
    at: object
    by: object


def moves_of(activity) -> list[Move]:
    """Every change of days that the trail knows, newest first: one SQL statement."""
    entries = entries_about(activity).filter(details__has_key="started_on")
    return [
        Move(
            date.fromisoformat(entry.details["started_on"]),
            _day(entry.details.get("ended_on")),
            _day(entry.details.get("or_was")),
            entry.at,
            entry.by,
        )
        for entry in entries
    ]


def _day(text):
    return date.fromisoformat(text) if text else None


@dataclass
class Homework:
    """What the groups were asked for and have handed in; `own` are the person's groups."""

    submissions: list[HomeworkSubmission]
    own: set[int]
    late: int
    handed_in: int


def homework_of(activity, *, user, on) -> Homework:
    """Every group's submission with `late`, `mine` and `readable` on it: two SQL statements.

    `readable` holds for what is handed in, and for the person's own groups; nobody else sees what is being written.
    """
    own = set(Group.objects.of(user).values_list("pk", flat=True))
    rows = list(
        HomeworkSubmission.objects.filter(activity=activity)
        .select_related("group", "handed_in_by")
        .order_by(swedish("group__name"))
    )
    for row in rows:
        row.activity = activity
        row.mine = row.group_id in own
        row.late = row.is_late(on=on)
        row.readable = row.mine or row.state == HomeworkState.HANDED_IN
        row.writable = row.is_writable(on=on)
    handed_in = [row for row in rows if row.state == HomeworkState.HANDED_IN]
    return Homework(rows, own, sum(row.late for row in rows if row not in handed_in), len(handed_in))
