"""What changes a meeting, and what it leaves in the audit trail."""

import pytest
from django.db import IntegrityError, transaction

from actions.models import ActionItem
from meetings import services
from meetings.models import AgendaItem, Attendance, Meeting, NotesState, Outcome
from organisations.models import GroupMembership
from portal.models import AuditEntry
from tests.meetings.conftest import call


def deeds(about):
    return list(
        AuditEntry.objects.filter(about_label=about._meta.label_lower, about_pk=str(about.pk))
        .order_by("pk")
        .values_list("verb", flat=True)
    )


def test_calls_everybody_in_the_group(group, lead, member, neighbour, coach, municipality):
    GroupMembership.objects.create(group=group, user=neighbour, mode="if_time_allows")
    GroupMembership.objects.create(group=group, user=coach)
    coach.is_active = False
    coach.save()
    meeting = call(group, lead)
    rows = {row.user: (row.name, row.organisation, row.side, row.status) for row in meeting.attendance.all()}
    assert rows[member] == ("Mats Medlem", municipality, "municipal", "invited")
    assert rows[neighbour] == ("Nils Nabo", None, "", "if_time_allows")
    assert set(rows) == {lead, member, neighbour}
    assert deeds(meeting) == ["called meeting"]


def test_the_database_refuses_a_meeting_that_ends_before_it_starts(meeting):
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(ends_at=meeting.starts_at)


def test_edit_leaves_one_entry_with_what_changed(meeting, lead):
    services.edit_meeting(meeting, {"venue": "Rådhuset", "title": meeting.title}, by=lead)
    meeting.refresh_from_db()
    assert meeting.venue == "Rådhuset"
    assert AuditEntry.objects.get(verb="changed meeting").details == {"fields": "venue"}


def test_sharing_is_one_deed_and_is_not_taken_back(held, lead):
    for _ in range(2):
        services.share_notes(held, by=lead)
    held.refresh_from_db()
    assert held.notes_state == NotesState.SHARED
    assert deeds(held).count("shared notes") == 1


def test_answers_and_attendance(meeting, member, neighbour, lead):
    services.answer_call(meeting, "coming", by=member)
    row = Attendance.objects.get(meeting=meeting, user=member)
    assert row.status == "coming"
    services.set_attendance(row, "present", by=lead)
    row.refresh_from_db()
    assert (row.status, deeds(row)) == ("present", ["set attendance", "set attendance"])
    with pytest.raises(Attendance.DoesNotExist):
        services.answer_call(meeting, "coming", by=neighbour)


def test_one_more_is_called_once(meeting, neighbour, other_municipality, lead):
    first = services.call_person(meeting, user=neighbour, organisation=other_municipality, by=lead)
    again = services.call_person(meeting, user=neighbour, by=lead)
    named = services.call_person(meeting, name="Pia Persson", by=lead)
    assert first == again
    assert (first.name, first.side, named.name, named.user) == ("Nils Nabo", "municipal", "Pia Persson", None)


def headings(meeting):
    return list(meeting.agenda.values_list("heading", flat=True))


def test_points_are_added_last_and_moved(meeting, lead):
    one, two, three = (services.add_item(meeting, heading=name, by=lead) for name in ("Ett", "Två", "Tre"))
    services.move_item(three, up=True, by=lead)
    assert headings(meeting) == ["Ett", "Tre", "Två"]
    services.move_item(one, up=True, by=lead)  # first already
    services.move_item(two, up=False, by=lead)  # last already
    assert headings(meeting) == ["Ett", "Tre", "Två"]
    services.move_item(one, up=False, by=lead)
    assert headings(meeting) == ["Tre", "Ett", "Två"]


def test_a_point_saved_by_somebody_else_is_not_overwritten(meeting, lead, member):
    item = services.add_item(meeting, heading="Ett", by=lead)
    services.edit_item(item, {"heading": "Lenas"}, revision=1, by=lead)
    with pytest.raises(services.Stale) as stale:
        services.edit_item(item, {"heading": "Mats"}, revision=1, by=member)
    assert stale.value.item.heading == "Lenas"
    assert AgendaItem.objects.get().heading == "Lenas"
    services.edit_item(item, {"heading": "Lenas"}, revision=1, by=member)  # the same words are no quarrel


def test_what_came_out_of_a_deleted_point_stays(held, lead):
    item = held.agenda.get()
    outcome = services.add_outcome(held, kind="decision", text="Vi kör", item=item, by=lead)
    services.delete_item(item, by=lead)
    outcome.refresh_from_db()
    assert (outcome.item, headings(held)) == (None, [])


def test_an_action_outcome_makes_the_action(held, group, member, provisions, lead):
    outcome = services.add_outcome(
        held,
        kind="action",
        text="Ring",
        by=lead,
        item=held.agenda.get(),
        action={"owner": member, "provision": provisions[0]},
    )
    action = ActionItem.objects.get()
    assert (outcome.action, action.title, action.owner, action.group, action.created_by) == (
        action,
        "Ring",
        member,
        group,
        lead,
    )
    assert outcome.provision == provisions[0]
    services.delete_outcome(outcome, by=lead)
    assert (ActionItem.objects.count(), Outcome.objects.count()) == (1, 0)


def test_outcomes_keep_their_order(held, lead):
    item = held.agenda.get()
    for kind, text in (("information", "Ett"), ("decision", "Två"), ("information", "Tre")):
        services.add_outcome(held, kind=kind, text=text, item=item, by=lead)
    assert list(item.outcomes.order_by("position").values_list("text", flat=True)) == ["Ett", "Två", "Tre"]


def test_the_database_ties_kind_and_action(held, lead, group):
    with pytest.raises(IntegrityError), transaction.atomic():
        Outcome.objects.create(meeting=held, kind="action", text="Utan åtgärd")
