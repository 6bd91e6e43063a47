"""Who sees a meeting, reads its notes and may change it."""

import pytest

from meetings import policies
from meetings.models import Meeting, Outcome
from meetings.services import add_outcome
from organisations.models import GroupMembership


def titles(user):
    return set(Meeting.objects.visible_to(user).values_list("title", flat=True))


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("lead", {"Möte 4", "Möte 5"}),
        ("member", {"Möte 4", "Möte 5"}),
        ("guest", {"Möte 5"}),
        ("neighbour", set()),
        ("auditor", set()),
        ("stranger", set()),
    ],
)
def test_a_draft_is_seen_by_the_group_and_who_is_called(who, expected, meeting, held, request):
    assert titles(request.getfixturevalue(who)) == expected


@pytest.mark.parametrize("who", ["neighbour", "auditor", "coach", "respondent"])
def test_shared_notes_are_seen_by_all_who_take_part(who, meeting, shared, request):
    assert titles(request.getfixturevalue(who)) == {"Möte 4"}


def test_who_is_called_but_sits_not_in_the_group_reads_no_draft(guest, meeting, member, lead):
    add_outcome(meeting, kind="decision", text="Hemligt än", by=lead)
    assert policies.can_read_notes(guest, meeting) is False
    assert policies.can_read_notes(member, meeting) is True
    assert not Meeting.objects.with_notes_for(guest).exists()
    assert not Outcome.objects.visible_to(guest).exists()
    assert Outcome.objects.visible_to(member).count() == 1


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("lead", True),
        ("administrator", True),
        ("secretary", True),
        ("member", False),  # sits in the group
        ("guest", False),
        ("coach", False),
        ("auditor", False),
        ("stranger", False),
    ],
)
def test_who_may_change_a_meeting(who, may, meeting, request):
    assert policies.can_edit_meeting(request.getfixturevalue(who), meeting) is may


def test_the_note_taker_may(meeting, member):
    meeting.note_taker = member
    assert policies.can_edit_meeting(member, meeting) is True


@pytest.mark.parametrize("who", ["coach", "auditor"])
def test_who_reads_may_not_even_as_secretary(who, group, meeting, request):
    reader = request.getfixturevalue(who)
    GroupMembership.objects.create(group=group, user=reader, role="secretary")
    assert policies.can_edit_meeting(reader, meeting) is False
    assert policies.can_call_meetings(reader, group) is False
    assert policies.can_call_any(reader) is False


def test_who_may_call_a_group(secretary, lead, member, group):
    assert [policies.can_call_meetings(user, group) for user in (lead, secretary, member)] == [True, True, False]
    assert [policies.can_call_any(user) for user in (lead, secretary, member)] == [True, True, False]
