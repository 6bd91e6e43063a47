"""Saving what a workbook said, all of it or nothing."""

from datetime import date

from django.db import transaction

from actions.models import ActionItem, ActionState
from actions.services.actions import add_action, edit_action, set_state
from portal import audit

NAMED = ("owner", "organisation", "group", "provision")


@transaction.atomic
def save_rows(rows, *, defaults, by, at) -> tuple[int, int]:
    """(new, changed). `rows` are {"pk", "revision", "facts"} with plain values. Stale when somebody came between."""
    made = changed = 0
    for row in rows:
        facts = _facts(row["facts"])
        state = facts.pop("state", None)
        if row["pk"] is None:
            place = {} if {"group", "organisation"} & facts.keys() else defaults
            action = add_action(**place | facts, by=by)
            made += 1
        else:
            action = ActionItem.objects.get(pk=row["pk"])
            action = edit_action(action, facts, revision=row["revision"], by=by, at=at)
            changed += 1
        if state and state != action.state:
            set_state(action, ActionState(state), by=by, at=at)
    audit.record(by, "read in actions from a workbook", by, new=made, changed=changed)
    return made, changed


def _facts(plain) -> dict:
    """Dates as dates, and what is named by its key as the row itself."""
    facts = dict(plain)
    if facts.get("due_on"):
        facts["due_on"] = date.fromisoformat(facts["due_on"])
    for name in NAMED:
        if facts.get(name):
            model = ActionItem._meta.get_field(name).related_model
            facts[name] = model.objects.get(pk=facts[name])
        elif name in facts:
            facts[name] = None
    if "owner" in facts and facts["owner"] is None:
        facts["owner_text"] = ""
    return facts
