"""Several actions at once: one transaction, each with its own history; what others changed meanwhile is left alone."""

from dataclasses import dataclass, field

from django.db import transaction

from actions.models import ActionChange, ActionItem, ActionLink, ActionState
from actions.services.actions import RELATED, STATE, change_row
from actions.services.telling import tell_all
from portal import audit


@dataclass
class Outcome:
    """What became of the rows: `changed`, `same` as wished already, and `meanwhile` as others left them."""

    changed: list[ActionItem] = field(default_factory=list)
    same: list[ActionItem] = field(default_factory=list)
    meanwhile: list[ActionItem] = field(default_factory=list)


@transaction.atomic
def edit_many(seen, facts, *, by, at, state=None) -> Outcome:
    """Give the rows of `seen` (key -> the revision the person saw) these facts, a state, or both.

    The statements are as many for three rows as for a hundred.
    """
    outcome, changes, news, left = Outcome(), [], [], []
    rows = (
        ActionItem.objects.select_for_update(of=("self",)).filter(pk__in=seen).select_related(*RELATED).order_by("pk")
    )
    for row in rows:
        if row.revision != seen[row.pk]:
            outcome.meanwhile.append(row)
            continue
        before = row.owner_id
        made = _apply(row, facts, state, by=by, at=at)
        if not made:
            outcome.same.append(row)
            continue
        row.revision += 1
        outcome.changed.append(row)
        changes += made
        also = [row.owner_id] if row.owner_id != before else []
        if also and before:
            left.append((row.pk, before))
        news.append((row, made, also))
    ActionChange.objects.bulk_create(changes)
    fields = [*facts, "owner_text", "state", "done_at", "revision"]
    ActionItem.objects.bulk_update(outcome.changed, list(dict.fromkeys(fields)))
    for former in {user for _pk, user in left}:
        pks = [pk for pk, user in left if user == former]
        ActionLink.objects.filter(action__in=pks, user=former, revoked_at=None).update(revoked_at=at)
    tell_all(news, by=by)
    audit.record_many(
        by, "changed action", [(row, {"fields": " ".join(one.field for one in made)}) for row, made, _also in news]
    )
    return outcome


def _apply(row, facts, state, *, by, at) -> list[ActionChange]:
    """Put the facts on the row; the history of what was new."""
    made = []
    for name, value in facts.items():
        if getattr(row, name) != value:
            made.append(change_row(row, name, getattr(row, name), value, by=by, at=at))
            setattr(row, name, value)
    if row.owner_id:
        row.owner_text = ""
    if state and row.state != state:
        made.append(ActionChange(action=row, field=STATE, was=row.state, now=state, at=at, by=by))
        row.state = state
        row.done_at = at if state == ActionState.DONE else None
    return made
