"""What changes an action keeps its history, its audit entry and its revision."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from actions import services
from actions.models import ActionChange, ActionItem, ActionState
from portal.models import AuditEntry

AT = datetime(2026, 3, 9, 12, tzinfo=UTC)


def changes(action):
    return list(ActionChange.objects.filter(action=action).order_by("pk").values_list("field", "was", "now", "comment"))


def deeds():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", "details"))


def facts(action, **changed):
    return {name: getattr(action, name) for name in services.FIELDS} | changed


def test_add_keeps_all_that_was_said(action, member, municipality, group, provisions, lead):
    action.refresh_from_db()
    assert (action.owner, action.organisation, action.group, action.provision) == (
        member,
        municipality,
        group,
        provisions[1],
    )
    assert (action.state, action.done_at, action.created_by, action.revision) == (ActionState.OPEN, None, lead, 1)
    assert deeds() == [("added action", {})]


def test_the_name_as_written_gives_way_to_a_person(lead, member):
    assert services.add_action(title="Ring", owner=member, owner_text="Mats M", by=lead).owner_text == ""
    written = services.add_action(title="Ring", owner_text="Mats M", by=lead)
    assert services.edit_action(written, {"owner": member}, revision=1, by=lead, at=AT).owner_text == ""
    assert changes(written) == [("owner", "", "Mats Medlem", ""), ("owner_text", "Mats M", "", "")]


def test_edit_writes_one_row_per_changed_fact(action, neighbour, lead):
    was = action.due_on.isoformat()
    services.edit_action(
        action,
        facts(action, owner=neighbour, due_on=date(2030, 5, 6), description="Längre text"),
        revision=1,
        by=lead,
        at=AT,
    )
    action.refresh_from_db()
    assert (action.owner, action.due_on, action.description, action.revision) == (
        neighbour,
        date(2030, 5, 6),
        "Längre text",
        2,
    )
    assert changes(action) == [
        ("description", "", "", ""),
        ("owner", "Mats Medlem", "Nils Nabo", ""),
        ("due_on", was, "2030-05-06", ""),
    ]
    assert deeds()[-1] == ("changed action", {"fields": "description owner due_on"})


def test_edit_that_changes_nothing_leaves_no_trace(action, lead):
    services.edit_action(action, facts(action), revision=1, by=lead, at=AT)
    action.refresh_from_db()
    assert (action.revision, changes(action), len(deeds())) == (1, [], 1)


def test_edit_of_an_old_version_is_refused_with_both(action, lead, member):
    services.edit_action(action, facts(action, title="Lenas rubrik"), revision=1, by=lead, at=AT)
    with pytest.raises(services.Stale) as stale:
        services.edit_action(action, facts(action, title="Mats rubrik"), revision=1, by=member, at=AT)
    assert (stale.value.action.title, stale.value.last.by) == ("Lenas rubrik", lead)
    assert ActionItem.objects.get(pk=action.pk).title == "Lenas rubrik"


def test_state_goes_both_ways_and_once(action, member):
    services.set_state(action, ActionState.DONE, by=member, at=AT)
    services.set_state(action, ActionState.DONE, by=member, at=AT)
    action.refresh_from_db()
    assert (action.state, action.done_at, action.revision) == (ActionState.DONE, AT, 2)
    services.set_state(action, ActionState.OPEN, by=member, at=AT)
    action.refresh_from_db()
    assert (action.state, action.done_at) == (ActionState.OPEN, None)
    assert changes(action) == [("state", "open", "done", ""), ("state", "done", "open", "")]


def test_comment_stands_in_the_history(action, member):
    services.comment(action, "Vi väntar på svar.", by=member, at=AT)
    assert changes(action) == [("comment", "", "", "Vi väntar på svar.")]
    assert deeds()[-1] == ("commented on action", {})


def test_the_database_refuses_done_without_a_time(action):
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionItem.objects.filter(pk=action.pk).update(state="done")
