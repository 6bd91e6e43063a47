"""Everything that changes an action item: each one transaction, one history row per changed fact, one audit entry."""

from django.db import transaction

from actions.models import ActionChange, ActionItem, ActionLink, ActionState, Priority
from actions.services.telling import tell
from portal import audit

FIELDS = ("title", "description", "owner", "owner_text", "organisation", "group", "provision", "due_on", "priority")
ALSO = "also_provisions"
COMMENT, STATE = "comment", "state"
RELATED = ("owner", "organisation", "group", "provision")


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
    priority=Priority.NORMAL,
    also_provisions=(),
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
        priority=priority,
        state=state,
        done_at=at if state == ActionState.DONE else None,
        created_by=by,
    )
    if also_provisions:
        action.also_provisions.set(also_provisions)
    audit.record(by, "added action", action)
    return action


@transaction.atomic
def add_actions(rows, *, by) -> list[ActionItem]:
    """Write down many things to do at once (dicts of FIELDS), as they came of one text: two statements."""
    made = ActionItem.objects.bulk_create(
        ActionItem(**row | {"owner_text": "" if row.get("owner") else row.get("owner_text", "")}, created_by=by)
        for row in rows
    )
    if made:
        audit.record_many(by, "added action", [(action, {}) for action in made])
    return made


@transaction.atomic
def edit_action(action, facts, *, revision, by, at):
    """Change the facts of an action (a dict of FIELDS). Raises Stale when somebody saved after `revision` was read."""
    now = ActionItem.objects.select_for_update(of=("self",)).select_related(*RELATED).get(pk=action.pk)
    if now.revision != revision:
        raise Stale(now, now.changes.select_related("by").exclude(field=COMMENT).first())
    if facts.get("owner"):
        facts = {**facts, "owner_text": ""}
    before = now.owner
    changed = [name for name in FIELDS if name in facts and getattr(now, name) != facts[name]]
    changes = []
    for name in changed:
        changes.append(change_row(now, name, getattr(now, name), facts[name], by=by, at=at))
        setattr(now, name, facts[name])
    if ALSO in facts and (change := _set_also(now, facts[ALSO], by=by, at=at)):
        changes.append(change)
    if not changes:
        return now
    ActionChange.objects.bulk_create(changes)
    now.revision += 1
    now.save(update_fields=[*changed, "revision"])
    if "owner" in changed:
        end_links(now, before, at=at)
    tell(now, changes, by=by, also=[now.owner_id] if "owner" in changed else ())
    audit.record(by, "changed action", now, fields=" ".join(change.field for change in changes))
    return now


def _set_also(action, provisions, *, by, at):
    """Say which more clauses an action is about; the row of history, or None when they are the same."""
    was = list(action.also_provisions.all())
    if {row.pk for row in was} == {row.pk for row in provisions}:
        return None
    action.also_provisions.set(provisions)
    names = [", ".join(f"§ {row.number}" for row in rows) for rows in (was, provisions)]
    return change_row(action, ALSO, *names, by=by, at=at)


def end_links(action, user, *, at):
    """Whoever is no longer responsible can no longer answer for the action from an old letter."""
    if user is not None:
        ActionLink.objects.filter(action=action, user=user, revoked_at=None).update(revoked_at=at)


@transaction.atomic
def set_state(action, state, *, by, at):
    """Open, begin, finish or cancel. The same state again changes nothing."""
    now = ActionItem.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if now.state == state:
        return now
    change = ActionChange.objects.create(action=now, field=STATE, was=now.state, now=state, at=at, by=by)
    now.state = state
    now.done_at = at if state == ActionState.DONE else None
    now.revision += 1
    now.save(update_fields=["state", "done_at", "revision"])
    tell(now, [change], by=by)
    audit.record(by, "set state of action", now, state=state)
    return now


def change_row(action, name, was, now, *, by, at):
    """One row of history; long text is only said to have changed."""
    if name == "description":
        was = now = ""
    return ActionChange(action=action, field=name, was=_shown(was), now=_shown(now), at=at, by=by)


def _shown(value) -> str:
    """A fact as the history keeps it: dates in ISO form, people and things by name."""
    if value is None:
        return ""
    return (value.isoformat() if hasattr(value, "isoformat") else str(value))[:300]
