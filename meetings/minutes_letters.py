"""What the letters about minutes say. Each is written when it is sent, and dropped when it has lost its point."""

from datetime import date
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import override

from meetings import handout
from meetings.models import Adjuster, Attendance, Meeting, MinutesStage, NotesState
from meetings.queries import mailing, minutes
from organisations.models import GroupMembership
from portal import dates
from portal.notifications import Part, letter


@letter("meeting-comments")
def minutes_comments(row):
    """To one of the group, while the minutes are out for comments."""
    meeting = Meeting.objects.select_related("group").filter(pk=row.about_pk, stage=MinutesStage.COMMENTS).first()
    if meeting is None or not GroupMembership.objects.filter(group=meeting.group_id, user=row.to_user_id).exists():
        return None
    return _frame(meeting) | {
        "address": settings.BASE_URL + reverse("minutes", args=[meeting.pk]) + "#synpunkter",
        "last_day": meeting.comments_by and dates.full(meeting.comments_by),
    }


@letter("meeting-adjust")
def minutes_adjust(row):
    adjuster = _to_adjust(row)
    return adjuster and _asked(adjuster)


@letter("meeting-adjust-soon")
def minutes_adjust_soon(row):
    """The one reminder, unless the last day has been changed or has passed."""
    adjuster = _to_adjust(row)
    last_day = date.fromisoformat(row.context["adjust_by"])
    if adjuster is None or adjuster.meeting.adjust_by != last_day or last_day < dates.today():
        return None
    return _asked(adjuster)


def _to_adjust(row):
    """Who a letter is to, unless they have approved the minutes as they stand, or the minutes are no longer adjusted."""
    rows = Adjuster.objects.select_related("meeting__group", "meeting__note_taker")
    adjuster = rows.filter(pk=row.about_pk, meeting__stage=MinutesStage.ADJUSTING).first()
    if adjuster is None:
        return None
    return None if adjuster.sha256 == minutes.hash_of(minutes.content(adjuster.meeting)) else adjuster


def _asked(adjuster):
    meeting = adjuster.meeting
    return _frame(meeting) | {
        "address": settings.BASE_URL + reverse("minutes-approve", args=[meeting.pk]),
        "last_day": meeting.adjust_by and dates.full(meeting.adjust_by),
    }


@letter("meeting-minutes")
def minutes_out(row):
    """The minutes to one on the list, in the wording that was sent; nothing when it no longer holds."""
    called = Attendance.objects.select_related("meeting__group", "user").filter(pk=row.about_pk).first()
    if called is None or mailing.address_of(called).casefold() != row.to_address.casefold():
        return None
    meeting = called.meeting
    content, sha256 = mailing.wording(meeting)
    in_force = meeting.is_locked or meeting.notes_state == NotesState.SHARED
    if sha256 != row.context["sha256"] or not in_force or not mailing.may_get(called, meeting):
        return None
    has_account = called.user_id is not None
    return _frame(meeting) | {
        "is_approved": meeting.is_locked,
        "has_account": has_account,
        "actions": [
            (action, settings.BASE_URL + action.get_absolute_url() if has_account else "")
            for action in mailing.own_actions(called)
        ],
        "decisions": mailing.decisions(content),
        "address": settings.BASE_URL
        + (reverse("minutes", args=[meeting.pk]) if meeting.is_locked else meeting.get_absolute_url()),
        "parts": [Part(_pdf(meeting.pk, sha256, meeting.stage), handout.KINDS["pdf"], _name(content))],
    }


def _frame(meeting):
    return {"meeting": meeting, "group": meeting.group, "day": dates.full(timezone.localtime(meeting.starts_at).date())}


def _name(content):
    with override("sv"):
        return slugify(f"anteckningar {content['title']} {content['date']}") + ".pdf"


@lru_cache(maxsize=4)
def _pdf(pk, sha256, stage) -> bytes:
    """Made once for all letters of a wording: its hash, and whether it is approved, say which."""
    meeting = Meeting.objects.select_related("group").get(pk=pk)
    approval = meeting.approvals.order_by("-number").first() if meeting.is_locked else None
    with override("sv"):
        return handout.written("pdf", minutes.current(meeting), approval=approval)
