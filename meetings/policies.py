"""Who may do what with meetings. Coaches and auditors read; their own answer to a call everybody gives."""

from actions.policies import ACTING, group_ids
from meetings.models import MinutesStage, NotesState
from organisations.models import GroupMembership, GroupRole


def can_call_meetings(user, group) -> bool:
    """Leads, and the chair and secretary of the group."""
    if not user.is_authenticated:
        return False
    if user.leads:
        return True
    return user.has_role(*ACTING) and group.pk in groups_kept_by(user)


def can_call_any(user) -> bool:
    """Whether there is any group the user may call to a meeting."""
    return user.is_authenticated and (user.leads or (user.has_role(*ACTING) and bool(groups_kept_by(user))))


def can_edit_meeting(user, meeting) -> bool:
    """Leads, the chair and secretary of the group, and who takes the notes."""
    if not user.is_authenticated:
        return False
    if user.leads:
        return True
    if not user.has_role(*ACTING):
        return False
    return meeting.note_taker_id == user.pk or meeting.group_id in groups_kept_by(user)


def can_read_notes(user, meeting) -> bool:
    """The group and the leads while the notes are a draft; all who see the meeting once they are shared."""
    if meeting.notes_state == NotesState.SHARED or user.leads:
        return True
    return GroupMembership.objects.filter(group=meeting.group_id, user=user).exists()


def sits_in_group(user, meeting) -> bool:
    """Whether the user sits in the meeting's group: theirs are its internal points. Asked once per user object."""
    return user.is_authenticated and meeting.group_id in group_ids(user)


def can_comment(user, meeting) -> bool:
    """The group and the leads, while the minutes are out for comments or being adjusted."""
    if meeting.stage not in (MinutesStage.COMMENTS, MinutesStage.ADJUSTING):
        return False
    return user.leads or (user.has_role(*ACTING) and sits_in_group(user, meeting))


def can_reopen(user, meeting) -> bool:
    """Who may change the meeting, once its minutes are locked."""
    return meeting.is_locked and can_edit_meeting(user, meeting)


def can_delete_templates(user) -> bool:
    """The leads; whoever added a template may take it away too."""
    return user.is_authenticated and user.leads


def can_propose(user, group) -> bool:
    """Who sits in the group, and the leads."""
    return user.is_authenticated and (user.leads or (user.has_role(*ACTING) and group.pk in group_ids(user)))


def can_set_availability(user, group=None) -> bool:
    """The leads for all meetings; for one group those who call it to its meetings too."""
    if group is None:
        return user.is_authenticated and user.leads
    return can_call_meetings(user, group)


def sits_in(user, group) -> bool:
    """Whether the user sits in the group. Asked once per user object."""
    return user.is_authenticated and group.pk in group_ids(user)


def groups_kept_by(user) -> set[int]:
    """Ids of the groups the user is chair or secretary of, asked once per user object."""
    if not hasattr(user, "_groups_kept"):
        user._groups_kept = set(
            GroupMembership.objects.filter(user=user, role__in=[GroupRole.CHAIR, GroupRole.SECRETARY]).values_list(
                "group_id", flat=True
            )
        )
    return user._groups_kept
