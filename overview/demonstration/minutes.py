"""The life of the notes: some are out for comments, some are adjusted, some are locked and one was opened again."""

from datetime import timedelta

from meetings import services
from meetings.models import Meeting, MinutesStage, Outcome, OutcomeKind
from meetings.queries import minutes
from organisations.models import GroupRole
from overview.demonstration.minutes_text import COMMENTS, INTERNAL, PROPOSALS, REASON
from portal.models import Letter, LetterState
from portal.notifications import compose


def build_minutes(county, held):
    """Move the notes of the working group and the steering group on, and let points wait for their next meetings."""
    working, steering = (held[key] for key in ("arbetsgruppen", "styrgruppen"))
    _comment(county, working[-1])
    for draft in (working[-2], working[-3], steering[-1]):
        _approve(county, draft.meeting)
    _reopen(county, working[-3].meeting)
    _approve(county, steering[-2].meeting, only_first=True)
    _decide(county, steering[-1].meeting)
    _propose(county)
    _have_sent(county)


def _have_sent(county):
    """The letters of what is out just now went some days ago; those of what was done long ago are not kept."""
    at = county.calendar.moment(-3, 9)
    for letter in Letter.objects.filter(kind__in=["meeting-comments", "meeting-adjust"]):
        if compose(letter) is None:
            letter.delete()
            continue
        went = {"state": LetterState.SENT, "attempts": 1, "sent_at": at + timedelta(seconds=9), "send_after": at}
        Letter.objects.filter(pk=letter.pk).update(queued_at=at, subject=letter.subject, **went)


def _two(meeting):
    """Who adjusts: the chair, and somebody who was there."""
    seats = list(meeting.group.seats.select_related("user").order_by("pk"))
    chair = next(seat.user for seat in seats if seat.role == GroupRole.CHAIR)
    return [chair, next(seat.user for seat in seats if seat.user != chair)]


def _comment(county, draft):
    meeting, points = draft.meeting, list(draft.meeting.agenda.order_by("position"))
    by = meeting.note_taker
    services.send_for_comments(meeting, by=by, comments_by=county.calendar.day(4))
    people = _two(meeting)
    for place, text in enumerate(COMMENTS):
        comment = services.comment_on(
            points[place + 1], text, by=people[place % 2], at=county.calendar.moment(-2 + place, 14)
        )
        if place:
            services.settle_comment(comment, by=by, at=county.calendar.moment(-1, 16))


def _approve(county, meeting, *, only_first=False):
    now = Meeting.objects.get(pk=meeting.pk)
    if now.is_locked:
        return
    adjusters = _two(now)
    services.send_to_adjusters(now, adjusters, by=now.note_taker)
    for days, one in enumerate(adjusters[:1] if only_first else adjusters, start=3):
        at = min(now.ends_at + timedelta(days=days), county.calendar.moment(-1, 9))
        services.approve(now, sha256=minutes.hash_of(minutes.content(now)), by=one, at=at)


def _reopen(county, meeting):
    now = Meeting.objects.get(pk=meeting.pk)
    if now.stage == MinutesStage.APPROVED:
        services.reopen(now, reason=REASON, by=now.note_taker, at=county.calendar.moment(-4, 10))
        _approve(county, now)


def _decide(county, meeting):
    """A decision of the steering group waits on the working group's list, and several have a day to be reviewed."""
    decisions = Outcome.objects.filter(kind=OutcomeKind.DECISION, item__is_internal=False)
    open_ones = decisions.exclude(meeting__stage=MinutesStage.APPROVED).select_related("meeting__group")
    for place, outcome in enumerate(open_ones.order_by("-meeting__starts_at", "pk")[:4]):
        services.edit_outcome(
            outcome,
            text=outcome.text,
            provision=outcome.provision,
            review_on=county.calendar.day(60 + 30 * place),
            by=outcome.meeting.note_taker,
        )
    sent = (
        open_ones.exclude(meeting__group=county.groups["arbetsgruppen"]).order_by("-meeting__starts_at", "pk").first()
    )
    if sent:
        services.forward(
            sent, county.groups["arbetsgruppen"], by=sent.meeting.note_taker, at=county.calendar.moment(-3, 11)
        )


def _propose(county):
    for key, rows in PROPOSALS.items():
        group = county.groups[key]
        people = [seat.user for seat in group.seats.select_related("user").order_by("pk")]
        for place, (heading, text, length) in enumerate(rows):
            services.propose(
                group,
                heading=heading,
                text=text,
                minutes=length,
                by=people[place % len(people)],
                at=county.calendar.moment(-9 + 3 * place, 10),
            )
    coming = Meeting.objects.filter(group=county.groups["arbetsgruppen"]).coming(at=county.calendar.moment(0, 0))
    meeting = coming.filter(agenda__isnull=False).order_by("starts_at").first()
    if meeting:
        services.add_item(meeting, heading=INTERNAL, minutes=10, is_internal=True, by=meeting.note_taker)
