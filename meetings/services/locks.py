"""Approved minutes are locked: every service that would change them holds the meeting first."""

from meetings.models import Meeting


class Locked(Exception):  # noqa: N818 - read where it is caught: "except Locked"
    """The minutes of `meeting` are approved; they are reopened first, with a reason, or left as they are."""

    def __init__(self, meeting):
        super().__init__(f"the minutes of meeting {meeting.pk} are approved")
        self.meeting = meeting


def hold(meeting) -> Meeting:
    """The meeting as it stands, held until the transaction ends; Locked when its minutes are approved."""
    now = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if now.is_locked:
        raise Locked(now)
    return now
