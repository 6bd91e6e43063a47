"""When the sides can meet, busy periods, and two date polls: one that is open, one that became a meeting."""

from datetime import date, timedelta

from django.utils import timezone

from meetings.models import (
    AvailabilityLevel,
    AvailabilityPattern,
    BusyPeriod,
    DatePoll,
    Meeting,
    MeetingForm,
    PollAnswer,
    PollOption,
    PollVoter,
    Suits,
)
from organisations.models import GroupMembership, Side
from overview.demonstration.workdays import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, easter

CAN, HARD, CANNOT = AvailabilityLevel.CAN, AvailabilityLevel.HARD, AvailabilityLevel.CANNOT
YES, IF_NEEDED, NO = Suits.YES, Suits.IF_NEEDED, Suits.NO
REGION, MUNICIPAL = Side.REGION, Side.MUNICIPAL

FOR_ALL = {
    REGION: [CAN, CAN, CAN, CAN, CAN],
    MUNICIPAL: [HARD, CAN, CAN, CAN, CANNOT],
}
# Where a group goes by something else: (group, side, weekday).
OWN = {
    ("politiska", MUNICIPAL, MONDAY): CAN,
    ("politiska", REGION, TUESDAY): CANNOT,
    ("mas", MUNICIPAL, WEDNESDAY): HARD,
}
# What the people of the working group answered about the four times, by turns; the last of them have not answered.
ANSWERS = [
    [YES, YES, YES, NO],
    [YES, IF_NEEDED, YES, NO],
    [NO, YES, YES, YES],
    [YES, NO, IF_NEEDED, YES],
    [YES, YES, YES, IF_NEEDED],
    [IF_NEEDED, NO, YES, YES],
]
COMMENTS = {2: "Har ledningsgrupp på förmiddagen den första dagen.", 3: "Hinner bara vara med till klockan elva."}
SILENT = 4


def build_times(county):
    """Created after the groups and their meetings."""
    _weekdays(county)
    _busy(county)
    _open_poll(county)
    _closed_poll(county)


def _weekdays(county):
    rows = [
        AvailabilityPattern(side=side, weekday=weekday, level=level)
        for side, levels in FOR_ALL.items()
        for weekday, level in enumerate(levels)
    ]
    rows += [
        AvailabilityPattern(group=county.groups[group], side=side, weekday=weekday, level=level)
        for (group, side, weekday), level in OWN.items()
    ]
    AvailabilityPattern.objects.bulk_create(rows)


def _busy(county):
    today = county.today
    periods = []
    for year in (today.year - 1, today.year, today.year + 1):
        spring = easter(year)
        periods += [
            (MUNICIPAL, "Sportlov", date.fromisocalendar(year, 7, 1), date.fromisocalendar(year, 7, 5)),
            (MUNICIPAL, "Påsklov", spring + timedelta(days=2), spring + timedelta(days=5)),
            ("", "Semesterveckor", date.fromisocalendar(year, 27, 1), date.fromisocalendar(year, 31, 5)),
            (MUNICIPAL, "Höstlov", date.fromisocalendar(year, 44, 1), date.fromisocalendar(year, 44, 5)),
            ("", "Jul och nyår", date(year, 12, 21), date(year + 1, 1, 6)),
        ]
        if year % 4 == 2:
            election = _second_sunday(year, 9)
            periods.append(("", "Valveckan", election - timedelta(days=6), election + timedelta(days=1)))
    budget = county.calendar.meeting_day(66)
    budget -= timedelta(days=budget.weekday())
    council = county.calendar.meeting_day(52)
    periods += [
        (MUNICIPAL, "Kommunernas budgetvecka", budget, budget + timedelta(days=4)),
        (REGION, "Regionfullmäktige om budgeten", council, council + timedelta(days=1)),
    ]
    near = [row for row in periods if (row[3] - today).days >= -100 and (row[2] - today).days <= 370]
    BusyPeriod.objects.bulk_create(
        BusyPeriod(side=side, what=what, starts_on=first, ends_on=last) for side, what, first, last in near
    )


def _second_sunday(year, month):
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7)


def _open_poll(county):
    calendar, group = county.calendar, county.groups["arbetsgruppen"]
    poll = DatePoll.objects.create(
        group=group,
        title="Arbetsdag om rutinerna vid utskrivning",
        text="Vi behöver en halvdag tillsammans för att gå igenom rutinerna. Vi träffas på plats och bjuder på lunch.",
        form=MeetingForm.PHYSICAL,
        venue="Stadshuset i Nässjö",
        answer_by=calendar.day(6),
        asked_at=calendar.moment(-4, 10, 15),
        created_by=county.people["johanna.sjogren"],
    )
    days = [calendar.meeting_day(offset, weekday) for offset, weekday in _FOUR_TIMES]
    options = [_option(calendar, poll, day, 9, 12) for day in sorted(set(days))]
    seats = list(GroupMembership.objects.filter(group=group).select_related("user", "organisation").order_by("pk"))
    voters = [_voter(poll, seat=seat, ends=options[-1].ends_at) for seat in seats]
    voters.append(
        _voter(poll, name="Gunnel Åstrand", address="gunnel.astrand@brukarrad.example", ends=options[-1].ends_at)
    )
    for place, voter in enumerate(voters[:-SILENT]):
        _answer(voter, options, ANSWERS[place % len(ANSWERS)], calendar.moment(-3, 11, place), COMMENTS.get(place, ""))


_FOUR_TIMES = [(22, TUESDAY), (23, WEDNESDAY), (29, TUESDAY), (59, THURSDAY)]


def _closed_poll(county):
    """About the operative steering group's next meeting, which was fixed by it."""
    calendar, group = county.calendar, county.groups["operativa"]
    after = calendar.at(county.today, 23, 59)
    meeting = Meeting.objects.filter(group=group, starts_at__gt=after).order_by("starts_at").first()
    closed_at = calendar.moment(-8, 14, 30)
    poll = DatePoll.objects.create(
        group=group,
        title=meeting.title,
        text="Nästa möte krockar med annat för flera av oss. Vilken dag passar er?",
        form=meeting.form,
        answer_by=calendar.day(-9),
        asked_at=calendar.moment(-16, 8, 40),
        closed_at=closed_at,
        meeting=meeting,
        created_by=county.people["anders.fors"],
    )
    chosen = timezone.localdate(meeting.starts_at)
    before = calendar.meeting_day((chosen - county.today).days - 5, MONDAY)
    options = [
        _option(calendar, poll, before, 13, 15),
        PollOption.objects.create(poll=poll, starts_at=meeting.starts_at, ends_at=meeting.ends_at),
    ]
    seats = GroupMembership.objects.filter(group=group).select_related("user", "organisation").order_by("pk")
    for place, seat in enumerate(seats):
        voter = _voter(poll, seat=seat, ends=options[-1].ends_at)
        first = [IF_NEEDED, NO, YES][place % 3]
        _answer(voter, options, [first, NO if place == 3 else YES], calendar.moment(-14, 9, place))


def _option(calendar, poll, day, first, last):
    starts_at, ends_at = calendar.at(day, first), calendar.at(day, last)
    return PollOption.objects.create(poll=poll, starts_at=starts_at, ends_at=ends_at)


def _voter(poll, *, ends, seat=None, name="", address=""):
    voter = PollVoter(poll=poll, name=name, address=address, expires_at=ends)
    if seat:
        voter.user, voter.name, voter.address = seat.user, seat.user.get_full_name(), seat.user.email
        voter.organisation, voter.side = seat.organisation, seat.organisation.side
    voter.save()
    voter.arm()
    return voter


def _answer(voter, options, answers, at, comment=""):
    PollAnswer.objects.bulk_create(
        PollAnswer(voter=voter, option=option, suits=suits) for option, suits in zip(options, answers, strict=False)
    )
    voter.comment, voter.answered_at, voter.revision = comment, at, 2
    voter.save(update_fields=["comment", "answered_at", "revision"])
