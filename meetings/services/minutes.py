"""The life of minutes: out for comments, adjusted, approved and locked, reopened with a reason."""

from django.db import transaction

from meetings.models import Adjuster, Approval, ItemComment, Meeting, MinutesStage
from meetings.queries import minutes
from meetings.services.locks import hold
from meetings.services.mailing import ask_adjusters, ask_for_comments, remind_adjusters
from portal import audit


class NotNow(Exception):  # noqa: N818 - read where it is caught: "except NotNow"
    """The minutes have come to another stage meanwhile; `meeting` is how it stands."""

    def __init__(self, meeting):
        super().__init__(f"meeting {meeting.pk} is at {meeting.stage}")
        self.meeting = meeting


def _at(meeting, *stages):
    now = hold(meeting)
    if now.stage not in stages:
        raise NotNow(now)
    return now


def _move(meeting, stage, verb, *, by, **details):
    meeting.stage = stage
    meeting.save(update_fields=["stage", *details])
    audit.record(by, verb, meeting)
    return meeting


@transaction.atomic
def send_for_comments(meeting, *, by, comments_by=None):
    """Ask the group to comment, point by point, until a day."""
    now = _at(meeting, MinutesStage.WRITING, MinutesStage.COMMENTS)
    if now.stage == MinutesStage.WRITING:
        ask_for_comments(now, by=by)
    now.comments_by = comments_by
    return _move(now, MinutesStage.COMMENTS, "sent minutes for comments", by=by, comments_by=comments_by)


@transaction.atomic
def comment_on(item, text, *, by, at):
    """A remark on one point."""
    _at(item.meeting, MinutesStage.COMMENTS, MinutesStage.ADJUSTING)
    comment = ItemComment.objects.create(item=item, text=text, at=at, by=by)
    audit.record(by, "commented on point", item.meeting, point=item.pk)
    return comment


@transaction.atomic
def settle_comment(comment, *, by, at):
    """Say that a remark has been taken care of. The same again changes nothing."""
    hold(comment.item.meeting)
    now = ItemComment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if now.settled_at is None:
        now.settled_at, now.settled_by = at, by
        now.save(update_fields=["settled_at", "settled_by"])
        audit.record(by, "settled comment", comment.item.meeting, comment=now.pk)
    return now


@transaction.atomic
def send_to_adjusters(meeting, adjusters, *, by, adjust_by=None):
    """Name who adjusts the minutes: as many as the meeting says, or more. What they approved before is kept by its hash."""
    now = _at(meeting, MinutesStage.WRITING, MinutesStage.COMMENTS, MinutesStage.ADJUSTING)
    wanted = {user.pk for user in adjusters}
    if len(wanted) < now.adjusters_needed:
        raise ValueError(f"{now.adjusters_needed} adjusters are needed, {len(wanted)} were named")
    now.adjusters.exclude(user__in=wanted).delete()
    there = set(now.adjusters.values_list("user_id", flat=True))
    named = Adjuster.objects.bulk_create(Adjuster(meeting=now, user=user) for user in adjusters if user.pk not in there)
    again = now.stage != MinutesStage.ADJUSTING
    ask_adjusters(now, list(now.adjusters.select_related("user")) if again else named, by=by)
    now.adjust_by = adjust_by
    remind_adjusters(now)
    return _move(now, MinutesStage.ADJUSTING, "sent minutes to adjusters", by=by, adjust_by=adjust_by)


@transaction.atomic
def back_to_writing(meeting, *, by):
    """Take the minutes back from comments or adjusters."""
    now = _at(meeting, MinutesStage.COMMENTS, MinutesStage.ADJUSTING)
    return _move(now, MinutesStage.WRITING, "took minutes back to writing", by=by)


@transaction.atomic
def approve(meeting, *, sha256, by, at) -> Meeting:
    """One adjuster approves the wording they read, told by its hash; the last one locks the minutes.

    NotNow when the wording has changed since it was read, or the minutes are not being adjusted; Adjuster.DoesNotExist
    for who is not named.
    """
    now = _at(meeting, MinutesStage.ADJUSTING)
    own = now.adjusters.select_for_update(of=("self",)).get(user=by)
    content = minutes.content(now)
    if minutes.hash_of(content) != sha256:
        raise NotNow(now)
    own.sha256, own.approved_at = sha256, at
    own.save(update_fields=["sha256", "approved_at"])
    audit.record(by, "approved minutes", now, sha256=sha256)
    named = list(now.adjusters.select_related("user"))
    if len(named) >= now.adjusters_needed and all(one.sha256 == sha256 for one in named):
        Approval.objects.create(
            meeting=now,
            number=now.approvals.count() + 1,
            content=content,
            sha256=sha256,
            approvers=[{"name": one.user.get_full_name(), "at": one.approved_at.isoformat()} for one in named],
            at=at,
        )
        _move(now, MinutesStage.APPROVED, "locked minutes", by=by)
    return now


@transaction.atomic
def reopen(meeting, *, reason, by, at):
    """Unlock approved minutes. The approved wording stays, with when, by whom and why it was reopened."""
    now = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if not now.is_locked:
        raise NotNow(now)
    approval = now.approvals.order_by("-number").first()
    approval.reopened_at, approval.reopened_by, approval.reason = at, by, reason
    approval.save(update_fields=["reopened_at", "reopened_by", "reason"])
    now.adjusters.update(sha256="", approved_at=None)
    return _move(now, MinutesStage.WRITING, "reopened minutes", by=by)
