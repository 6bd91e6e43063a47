"""What a digest letter says: of all that was owed on its day, what still holds when it is written."""

from dataclasses import dataclass, field

from actions.models import ActionItem, ActionLink, Reminder, ReminderKind

SHOWN = 25


@dataclass
class Line:
    """One action in a letter. `link` is there for whoever is responsible; `changes` for whoever follows it."""

    action: ActionItem
    link: ActionLink | None = None
    changes: list = field(default_factory=list)


@dataclass
class Digest:
    """The parts of a letter, each with its lines in order."""

    late: list[Line] = field(default_factory=list)
    soon: list[Line] = field(default_factory=list)
    to_lead: list[Line] = field(default_factory=list)
    followed: list[Line] = field(default_factory=list)

    def __bool__(self):
        return bool(self.late or self.soon or self.to_lead or self.followed)


def digest_of(user, *, told_on) -> Digest:
    """Four statements: the reminders, what of it the person may see, the links, and the roles that decide it."""
    rows = list(
        Reminder.objects.filter(user=user, told_on=told_on)
        .select_related("action__provision", "action__group", "action__organisation", "action__owner", "change__by")
        .order_by("action__due_on", "action", "pk")
    )
    visible = ActionItem.objects.visible_to(user).filter(pk__in=[row.action_id for row in rows])
    seen = set(visible.values_list("pk", flat=True))
    links = {link.action_id: link for link in ActionLink.objects.filter(user=user, action__in=seen, revoked_at=None)}
    digest = Digest()
    followed = {}
    for row in rows:
        if row.action_id not in seen:
            continue
        if row.kind == ReminderKind.CHANGED:
            if row.change.withdrawn_at is None:
                followed.setdefault(row.action_id, Line(row.action)).changes.append(row.change)
        elif _still_true(row, user):
            _part(digest, row).append(Line(row.action, links.get(row.action_id)))
    digest.followed = list(followed.values())
    return digest


def _still_true(row, user) -> bool:
    """Whether the action is open, has the date it had, and is the business of the person."""
    same = row.action.is_open and row.action.due_on == row.due_on
    return same and (row.kind == ReminderKind.ESCALATED or row.action.owner_id == user.pk)


def _part(digest, row):
    if row.kind == ReminderKind.ESCALATED:
        return digest.to_lead
    return digest.late if row.action.is_late else digest.soon
