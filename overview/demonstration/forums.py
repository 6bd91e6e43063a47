"""The support of local forums: the team, who coaches what, contact persons, ways of working, and talks."""

from datetime import time, timedelta

from django.contrib.auth.hashers import make_password

from actions.models import ActionItem
from meetings import rich
from meetings.models import (
    AgendaItem,
    Attendance,
    AttendanceStatus,
    Frequency,
    Meeting,
    MeetingForm,
    MeetingStatus,
    NotesState,
    Series,
    SeriesItem,
)
from organisations.models import (
    Group,
    Grouping,
    GroupingKind,
    GroupKind,
    GroupMembership,
    GroupRole,
    Membership,
    Role,
    User,
)
from overview.demonstration.county import BEGINNING, create_dated
from overview.demonstration.forums_text import (
    CHECK_IN,
    CHECK_IN_NOTES,
    CHECK_IN_POINTS,
    COACHING,
    CONTACTS,
    MORE_FORUMS,
    NEW_COACHES,
    PARTS,
    TALKS,
    TEAM,
)
from overview.demonstration.people import Person
from overview.demonstration.workdays import TUESDAY
from support.models import Coaching, ForumContact, ForumPart, Talk

KEY = "stodteamet"
WEEKS = [-14, -7, 0, 7, 14, 21]
FORUM = "Chefer för kommunens hälso- och sjukvård och för vårdcentralerna."
TEAM_PURPOSE = "Coachar de lokala ledningsforumen, sprider det som fungerar och hjälper till med verktyg."


def build_forums(county):
    """After the meetings and actions of the groups; the support team becomes one of the county's groups."""
    coaches = _coaches(county)
    team = _team(county, [*[county.people[key] for key in TEAM], *coaches.values()])
    people = county.people | coaches
    forums = _forums(county)
    _check_ins(county, team)
    Coaching.objects.bulk_create(
        Coaching(
            forum=forums[forum],
            coach=people[coach],
            since=county.today + timedelta(days=since),
            until=None if until is None else county.today + timedelta(days=until),
        )
        for forum, coach, since, until in COACHING
    )
    _contacts(county, forums)
    ForumPart.objects.bulk_create(
        ForumPart(
            forum=forums[forum],
            kind=kind,
            text=text,
            is_settled=is_settled,
            changed_on=county.calendar.day(-days_ago),
        )
        for forum, parts in PARTS.items()
        for kind, text, is_settled, days_ago in parts
    )
    _talks(county, forums, people)


def _coaches(county) -> dict[str, User]:
    nobody_knows = make_password(None)
    persons = [Person(first, last, title, place, Role.COACH) for first, last, title, place in NEW_COACHES]
    users = create_dated(
        [
            User(
                email=person.email,
                first_name=person.first_name,
                last_name=person.last_name,
                title=person.title,
                phone=f"070-000 60 {place:02d}",
                password=nobody_knows,
            )
            for place, person in enumerate(persons, start=1)
        ],
        "joined_at",
        [county.calendar.moment(BEGINNING, 9)] * len(persons),
    )
    Membership.objects.bulk_create(
        Membership(user=user, organisation=county.organisations[person.organisation], role=person.role)
        for user, person in zip(users, persons, strict=True)
    )
    return {person.key: user for person, user in zip(persons, users, strict=True)}


def _team(county, people) -> Group:
    team = Group.objects.create(
        name="Länets stödteam",
        kind=GroupKind.SUPPORT_TEAM,
        purpose=TEAM_PURPOSE,
        reports_to=county.groups["projektledningen"],
    )
    county.groups[KEY] = team
    GroupMembership.objects.bulk_create(
        GroupMembership(
            group=team,
            user=user,
            organisation=user.memberships.select_related("organisation").get().organisation,
            joined_on=county.today + timedelta(days=-380),
        )
        for user in people
    )
    return team


def _forums(county) -> dict[str, Group]:
    """Those that are there from before, and six more."""
    forums = {key.removeprefix("forum-"): group for key, group in county.groups.items() if key.startswith("forum-")}
    parts = {part.name: part for part in Grouping.objects.filter(kind=GroupingKind.COUNTY_PART)}
    for key, name, part, people in MORE_FORUMS:
        forums[key] = Group.objects.create(
            name=name,
            kind=GroupKind.LOCAL_FORUM,
            purpose=FORUM,
            grouping=parts.get(part),
            reports_to=county.groups["arbetsgruppen"],
        )
        GroupMembership.objects.bulk_create(
            GroupMembership(
                group=forums[key],
                user=county.people[person],
                organisation=county.home_of(county.people[person]),
                role=GroupRole.MEMBER if place else GroupRole.CHAIR,
                joined_on=county.today + timedelta(days=-390),
            )
            for place, person in enumerate(people)
        )
    return forums


def _contacts(county, forums):
    for one in CONTACTS:
        user = county.people.get(one.person)
        ForumContact.objects.create(
            forum=forums[one.forum],
            side=one.side,
            user=user,
            name=user.get_full_name() if user else one.person,
            phone=one.phone,
            organisation=county.home_of(user) if user else county.organisations["primarvard"],
            since=county.today + timedelta(days=one.since),
            until=None if one.until is None else county.today + timedelta(days=one.until),
        )


def _talks(county, forums, people):
    """The talks; where a step was acted on, it is an action of the forum since the day after."""
    for said in TALKS:
        on = county.calendar.day(said.day)
        talk = Talk(
            forum=forums[said.forum],
            kind=said.kind,
            on=on,
            coach=people[said.coach],
            others=said.others,
            text=said.text,
            next_step=said.next_step,
            next_on=None if said.next_day is None else county.calendar.day(said.next_day),
        )
        if said.acted:
            title, _line, more = said.next_step.partition("\n")
            (talk.action,) = create_dated(
                [
                    ActionItem(
                        title=title.rstrip("."),
                        description=said.next_step if more else "",
                        group=talk.forum,
                        due_on=county.calendar.day(20),
                        created_by=talk.coach,
                    )
                ],
                "created_at",
                [county.calendar.soon_after(county.calendar.at(on, 15))],
            )
        talk.save()


def _check_ins(county, team):
    """The weekly check-ins as a series: two with notes, and those to come."""
    leader = county.people["johanna.sjogren"]
    days = sorted({county.calendar.meeting_day(week, TUESDAY) for week in WEEKS})
    series = Series.objects.create(
        group=team,
        title=CHECK_IN,
        frequency=Frequency.WEEKLY,
        weekday=TUESDAY,
        starts_on=days[0],
        ends_on=county.today + timedelta(days=180),
        starts=time(8, 30),
        ends=time(9),
        form=MeetingForm.DIGITAL,
        link="https://demo.example/avstamning",
        is_preliminary=False,
        created_by=leader,
    )
    SeriesItem.objects.bulk_create(
        SeriesItem(series=series, position=place, heading=heading)
        for place, heading in enumerate(CHECK_IN_POINTS, start=1)
    )
    for day in days:
        is_held = day < county.today
        meeting = Meeting.objects.create(
            group=team,
            title=CHECK_IN,
            starts_at=county.calendar.at(day, 8, 30),
            ends_at=county.calendar.at(day, 9),
            form=MeetingForm.DIGITAL,
            link=series.link,
            status=MeetingStatus.CONFIRMED,
            note_taker=county.people["tomas.ekberg"],
            notes_state=NotesState.SHARED if is_held else NotesState.DRAFT,
            series=series,
            series_on=day,
            created_by=leader,
        )
        AgendaItem.objects.bulk_create(
            AgendaItem(
                meeting=meeting,
                position=place,
                heading=heading,
                text=rich.from_plain(CHECK_IN_NOTES[place - 1]) if is_held else "",
            )
            for place, heading in enumerate(CHECK_IN_POINTS, start=1)
        )
        status = AttendanceStatus.PRESENT if is_held else AttendanceStatus.INVITED
        Attendance.objects.bulk_create(
            Attendance(
                meeting=meeting,
                user=seat.user,
                name=seat.user.get_full_name(),
                organisation=seat.organisation,
                side=seat.organisation.side,
                status=status,
            )
            for seat in team.seats.select_related("user", "organisation")
        )
