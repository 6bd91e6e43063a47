"""Everything that changes an action item: each one transaction, one history row per changed fact, one audit entry."""

from datetime import timedelta

from django.db import transaction
from django.db.models.functions import TruncDate

from actions.models import ActionChange, ActionItem, ActionState
from portal import audit, notifications
from portal.notifications import Recipient

FIELDS = ("title", "description", "owner", "owner_text", "organisation", "group", "provision", "due_on")
COMMENT, STATE = "comment", "state"


class Stale(Exception):  # noqa: N818 - read where it is caught: "except Stale"
    """Somebody else saved first. `action` is what stands in the database now, `last` their latest change."""

    def __init__(self, action, last):
        super().__init__(f"action {action.pk} has changed")
        self.action = action
        self.last = last


@transaction.atomic
def add_action(
    *,
    title,
    by,
    description="",
    owner=None,
    owner_text="",
    organisation=None,
    group=None,
    provision=None,
    parent=None,
    due_on=None,
    state=ActionState.OPEN,
    at=None,
):
    """Write down one thing to do. `by` is a user, or None for the portal itself; `at` is needed only when it is done."""
    action = ActionItem.objects.create(
        title=title,
        description=description,
        owner=owner,
        owner_text="" if owner else owner_text,
        organisation=organisation,
        group=group,
        provision=provision,
        parent=parent,
        due_on=due_on,
        state=state,
        done_at=at if state == ActionState.DONE else None,
        created_by=by,
    )
    audit.record(by, "added action", action)
    return action


@transaction.atomic
def edit_action(action, facts, *, revision, by, at):
    """Change the facts of an action (a dict of FIELDS). Raises Stale when somebody saved after `revision` was read."""
    now = ActionItem.objects.select_for_update(of=("self",)).select_related(*RELATED).get(pk=action.pk)
    if now.revision != revision:
        raise Stale(now, now.changes.select_related("by").exclude(field=COMMENT).first())
    if facts.get("owner"):
        facts = {**facts, "owner_text": ""}
    changed = [name for name in FIELDS if name in facts and getattr(now, name) != facts[name]]
    if not changed:
        return now
    changes = []
    for name in changed:
        changes.append(_change(now, name, getattr(now, name), facts[name], by=by, at=at))
        setattr(now, name, facts[name])
    ActionChange.objects.bulk_create(changes)
    now.revision += 1
    now.save(update_fields=[*changed, "revision"])
    audit.record(by, "changed action", now, fields=" ".join(changed))
    return now


RELATED = ("owner", "organisation", "group", "provision")


@transaction.atomic
def set_state(action, state, *, by, at):
    """Open, begin, finish or cancel. The same state again changes nothing."""
    now = ActionItem.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if now.state == state:
        return now
    ActionChange.objects.create(action=now, field=STATE, was=now.state, now=state, at=at, by=by)
    now.state = state
    now.done_at = at if state == ActionState.DONE else None
    now.revision += 1
    now.save(update_fields=["state", "done_at", "revision"])
    audit.record(by, "set state of action", now, state=state)
    return now


@transaction.atomic
def comment(action, text, *, by, at):
    """Write a comment into the history of an action."""
    change = ActionChange.objects.create(action=action, field=COMMENT, comment=text, at=at, by=by)
    audit.record(by, "commented on action", action)
    return change


def _change(action, name, was, now, *, by, at):
    """One row of history; long text is only said to have changed."""
    if name == "description":
        was = now = ""
    return ActionChange(action=action, field=name, was=_shown(was), now=_shown(now), at=at, by=by)


def _shown(value) -> str:
    """A fact as the history keeps it: dates in ISO form, people and things by name."""
    if value is None:
        return ""
    return (value.isoformat() if hasattr(value, "isoformat") else str(value))[:300]


# -- reminders --------------------------------------------------------------------------------------------------------

LATE = 0
CATCH_UP = timedelta(days=7)


def remind_owners(*, on) -> int:
    """Owe each owner the letters of this day: 7 days before, 1 day before, and once when the day has passed.

    A sweep that missed days catches up: each letter has a window that ends where the next begins, and a key of
    its own, so it goes once whether the sweep runs twice, late or at once. What was written down after the day its
    letter belongs to (an old note, say) gets none. Returns the number of new letters.
    """
    queued = 0
    for days, kind, first, last in (
        (7, "action-due", on + timedelta(days=2), on + timedelta(days=7)),
        (1, "action-due", on, on + timedelta(days=1)),
        (LATE, "action-late", on - CATCH_UP, on - timedelta(days=1)),
    ):
        for action in _to_remind_of(first, last):
            if action.written_on > action.due_on - timedelta(days=days):
                continue
            key = f"{kind}:{action.pk}:{action.due_on.isoformat()}"
            letter = notifications.queue(
                kind,
                to=Recipient.of(action.owner),
                about=action,
                key=f"{key}:{days}" if days else key,
                context={"due_on": action.due_on.isoformat()},
            )
            queued += letter is not None
    return queued


def _to_remind_of(first, last):
    return (
        ActionItem.objects.open()
        .filter(due_on__range=(first, last), owner__is_active=True)
        .exclude(owner__email="")
        .select_related("owner")
        .annotate(written_on=TruncDate("created_at"))
        .order_by("pk")
    )
