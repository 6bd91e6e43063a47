"""Creates a year of meetings with attendance, points and what came out of them, and the meetings that are coming."""

from dataclasses import dataclass, field
from datetime import timedelta

from actions.models import ActionItem, ActionState
from meetings import rich
from meetings.models import (
    AgendaItem,
    Attendance,
    AttendanceStatus,
    KeyDate,
    Meeting,
    MeetingStatus,
    NotesState,
    Outcome,
)
from meetings.services.meetings import seat_of
from organisations.models import AttendanceMode, GroupMembership, GroupRole, Side
from overview.demonstration import points
from overview.demonstration.county import create_dated
from overview.demonstration.groups import WITHOUT_ACCOUNT
from overview.demonstration.meetings_text import ACTION
from overview.demonstration.people import PEOPLE
from overview.demonstration.series import COMING, NOT_HELD, all_series

CALLED_OFF = {MeetingStatus.CANCELLED, MeetingStatus.REPLACED}
NOTES_IN_DRAFT = {"arbetsgruppen", "forum-vetlanda", "projektledningen"}  # the latest notes of these are not shared yet
LISTENERS = {"pensionarsradet", "politiska"}  # are not told which municipality has come how far
DEMONSTRATED = {person.key for person in PEOPLE[:6]}


@dataclass
class Draft:
    """A meeting on its way: the row and what goes with it, until the rows can be stored together."""

    meeting: Meeting
    series: object
    place: int
    seats: list
    themes: list = field(default_factory=list)
    attendance: list = field(default_factory=list)
    points: list = field(default_factory=list)  # (AgendaItem, theme or None)

    @property
    def day(self):
        return self.meeting.starts_at.date()

    @property
    def is_called_off(self):
        return self.meeting.status in CALLED_OFF


def build_meetings(county) -> dict[str, list[Draft]]:
    """Create the meetings; returns those that were held by group, oldest first."""
    year = points.Year.of(county.agreement)
    seats = _seats(county)
    last_day = (county.agreement.decide_by - county.today).days
    drafts, held = [], {}
    for series in all_series(last_day):
        own = _call(county, series, seats[series.group])
        _deal_out_themes(series, own, county.today)
        for before, draft in zip([None, *own[:-1]], own, strict=True):
            _attend(county, draft, before)
        not_called_off = [draft for draft in own if not draft.is_called_off]
        for place, draft in enumerate(not_called_off):
            before = not_called_off[place - 1] if place else None
            after = not_called_off[place + 1] if place + 1 < len(not_called_off) else None
            _write(draft, year, before=before, after=after, today=county.today)
        held[series.group] = [draft for draft in own if _is_held(draft, county.today)]
        drafts += own
    for group in NOTES_IN_DRAFT:
        held[group][-1].meeting.notes_state = NotesState.DRAFT
    _store(county, drafts)
    return held


def _seats(county):
    seats = {}
    for seat in GroupMembership.objects.select_related("user", "organisation").order_by("pk"):
        key = next(key for key, group in county.groups.items() if group.pk == seat.group_id)
        seats.setdefault(key, []).append(seat)
    return seats


def _is_held(draft, today):
    return draft.day < today and not draft.is_called_off


def _call(county, series, seats):
    """The meetings of a series in order; one that would fall in the holidays is left out, or comes after them."""
    drafts, previous = [], None
    for place, offset in enumerate(series.days):
        day = county.calendar.meeting_day(offset, series.weekday)
        moved = abs(day - county.today - timedelta(days=offset))
        if offset < 0 and drafts and (moved > timedelta(days=10) or day <= previous):
            continue
        later = offset
        while previous and day <= previous:
            later += 7
            day = county.calendar.meeting_day(later, series.weekday)
        draft = _meeting(county, series, place, day=day, seats=seats)
        count = len(drafts) + 1
        draft.meeting.title = f"{series.title}, möte {count}"
        if series.group == "arbetsgruppen" and count in NOT_HELD:
            draft.meeting.status = NOT_HELD[count]
        drafts.append(draft)
        previous = day
    return drafts


def _meeting(county, series, place, *, day, seats):
    turn = place % len(series.forms)
    form, venue = series.forms[turn], series.places[place % len(series.places)]
    first, last = series.hours
    chair = next(seat for seat in seats if seat.role == GroupRole.CHAIR)
    taker = next((seat for seat in seats if seat.role == GroupRole.SECRETARY), seats[-1])
    meeting = Meeting(
        group=county.groups[series.group],
        starts_at=county.calendar.at(day, first),
        ends_at=county.calendar.at(day, last),
        form=form,
        venue="" if form == "digital" else venue,
        link="" if form == "physical" else f"https://mote.demo.example/{series.group}",
        status=COMING.get((series.group, place), MeetingStatus.CONFIRMED),
        note_taker=taker.user,
        notes_state=NotesState.SHARED if day < county.today else NotesState.DRAFT,
        created_by=chair.user,
    )
    return Draft(meeting, series, place, [seat for seat in seats if seat.joined_on <= day])


def _deal_out_themes(series, drafts, today):
    """Spread the themes evenly over the meetings that were held, so that the last has the last."""
    held = [draft for draft in drafts if _is_held(draft, today)]
    for place, theme in enumerate(series.themes, start=1):
        held[max(round(place * len(held) / len(series.themes)) - 1, 0)].themes.append(theme)
    for draft, theme in zip(held[-len(series.second_themes) :], series.second_themes, strict=False):
        draft.themes.insert(0, theme)


def _attend(county, draft, before):
    past = draft.day < county.today
    soon = draft.day - county.today < timedelta(days=10)
    said = " ".join(theme.text for theme in draft.themes)
    for seat in draft.seats:
        held = past and not draft.is_called_off
        status = _status(county, seat, held=held, past=past, soon=soon)
        is_first = before is not None and seat.joined_on > before.day
        if held and (is_first or seat.user.get_full_name() in said):  # whoever is new or quoted was there
            status = AttendanceStatus.PRESENT
        draft.attendance.append(
            Attendance(
                meeting=draft.meeting,
                user=seat.user,
                name=seat.user.get_full_name(),
                organisation=seat.organisation,
                side=seat.organisation.side,
                status=status,
                is_new=is_first,
                seat=seat_of(seat),
            )
        )
    if draft.series.group == "pensionarsradet":
        for name, organisation in WITHOUT_ACCOUNT:
            status = AttendanceStatus.PRESENT if past else AttendanceStatus.INVITED
            draft.attendance.append(
                Attendance(meeting=draft.meeting, name=name, organisation_text=organisation, status=status)
            )


def _status(county, seat, *, held, past, soon):
    random = county.random.random()
    sometimes = seat.mode == AttendanceMode.IF_TIME_ALLOWS
    leads_it = seat.role in {GroupRole.CHAIR, GroupRole.SECRETARY}
    if held:
        prevented = random < (0.5 if sometimes else 0 if leads_it else 0.15)
        return AttendanceStatus.ABSENT if prevented else AttendanceStatus.PRESENT
    if past:
        return AttendanceStatus.INVITED
    if seat.user.email.partition("@")[0] in DEMONSTRATED:
        return AttendanceStatus.COMING if soon else AttendanceStatus.INVITED
    if sometimes:
        return AttendanceStatus.IF_TIME_ALLOWS
    if not soon:
        return AttendanceStatus.COMING if random < 0.2 else AttendanceStatus.INVITED
    return (
        AttendanceStatus.COMING
        if random < 0.65
        else AttendanceStatus.ABSENT
        if random < 0.75
        else AttendanceStatus.INVITED
    )


def _write(draft, year, *, before, after, today):
    """The points: with notes when the meeting was held, with headings alone when it is coming."""
    held = _is_held(draft, today)
    chair = draft.meeting.created_by.get_full_name()
    words = draft.series.words
    if draft.is_called_off:
        return
    if held:
        earlier = before.day if before else None
        prevented = [one.name for one in draft.attendance if one.status == AttendanceStatus.ABSENT]
        newcomers = [one.name for one in draft.attendance if one.is_new]
        _point(
            draft,
            "Inledning och förra mötet",
            chair,
            minutes=10,
            text=points.opening(chair, prevented=prevented, newcomers=newcomers, previous=earlier),
        )
        since = earlier or draft.day - timedelta(days=30)
        _point(
            draft,
            "Läget",
            chair,
            minutes=20,
            text=points.standing(
                year,
                since=since,
                until=draft.day,
                only=words.get("kommun", ""),
                phases=draft.series.group not in LISTENERS,
            ),
        )
        for theme in draft.themes:
            text = theme.text.format(**words) if words else theme.text
            _point(draft, theme.heading.format(**words), _presenter(draft, text), minutes=40, text=text, theme=theme)
        _point(draft, "Nästa möte", chair, minutes=5, text=points.closing(after.meeting if after else None))
    elif draft.meeting.status != MeetingStatus.PROPOSED:
        for heading, minutes in [("Inledning och förra mötet", 10), ("Läget", 20), *_coming(draft), ("Nästa möte", 5)]:
            _point(draft, heading, chair, minutes=minutes)


def _coming(draft):
    return {
        "arbetsgruppen": [("Lokala tillägg: vad blir gemensamt?", 45), ("Svaren i nulägesenkäten", 30)],
        "styrgruppen": [("Slutrapportens innehåll", 45), ("Pengar till stödet efter beslutet", 30)],
        "operativa": [("Avstämning av lokala tillägg", 40), ("Provet med avvikelser", 20)],
        "projektledningen": [("Öppna åtgärder", 15)],
        "politiska": [("Läget i kommunerna", 40)],
    }.get(draft.series.group, [("Resultat, avvikelser och övergångar", 45)])


def _point(draft, heading, presenter, *, minutes, text="", theme=None):
    item = AgendaItem(
        meeting=draft.meeting,
        position=len(draft.points) + 1,
        heading=heading,
        text=rich.clean(text),
        presenter=presenter,
        minutes=minutes,
    )
    draft.points.append((item, theme))


def _presenter(draft, text):
    """Somebody the notes name, else somebody of the group."""
    present = [one.name for one in draft.attendance if one.status == AttendanceStatus.PRESENT and one.user_id]
    named = [name for name in present if name in text]
    return (named or present)[0]


def _store(county, drafts):
    Meeting.objects.bulk_create(draft.meeting for draft in drafts)
    Attendance.objects.bulk_create(one for draft in drafts for one in draft.attendance)
    AgendaItem.objects.bulk_create(item for draft in drafts for item, _theme in draft.points)
    outcomes = [outcome for draft in drafts for outcome in _outcomes(county, draft)]
    actions = [outcome.action for outcome in outcomes if outcome.action]
    create_dated(actions, "created_at", [action.created_at for action in actions])
    for outcome in outcomes:
        outcome.action = outcome.action  # the key, now that the action has one
    Outcome.objects.bulk_create(outcomes)
    KeyDate.objects.bulk_create(date for draft in drafts for date in _key_dates(county, draft))


def _outcomes(county, draft):
    for item, theme in draft.points:
        for place, came in enumerate(theme.came if theme else [], start=1):
            provision = county.provisions.get(theme.provision)
            text = came.text.format(**draft.series.words) if draft.series.words else came.text
            action = _action(county, draft, came, text, provision) if came.kind == ACTION else None
            yield Outcome(
                meeting=draft.meeting,
                item=item,
                position=place,
                kind=came.kind,
                text=text,
                provision=provision,
                action=action,
            )


def _action(county, draft, came, text, provision):
    """What the meeting asked for, and what has become of it since."""
    owner = county.people.get(came.owner)
    if owner is None and draft.series.words:  # a local forum always asks somebody
        owner = county.random.choice([seat.user for seat in draft.seats if seat.role != GroupRole.EXPERT])
    due_on = county.calendar.day((draft.day - county.today).days + came.days)
    action = ActionItem(
        title=text,
        owner=owner,
        group=draft.meeting.group,
        organisation=county.home_of(owner) if owner and county.home_of(owner).side == Side.MUNICIPAL else None,
        provision=provision,
        due_on=due_on,
        created_by=draft.meeting.note_taker,
    )
    action.created_at = draft.meeting.ends_at
    _age(county, action, (county.today - due_on).days, draft.day)
    return action


def _age(county, action, late, met_on):
    """Most of what is long due is done; of what was due lately, some is late."""
    random = county.random.random()
    if late > 30 or (late > 0 and random < 0.55):
        done = action.owner is not None and random < 0.93
        action.state = ActionState.DONE if done else ActionState.CANCELLED
        if done:
            days_ago = min(max(late + county.random.randint(-9, 4), 1), (county.today - met_on).days - 1)
            done_at = county.calendar.moment(-max(days_ago, 1), 15)
            action.done_at = max(done_at, action.created_at + timedelta(hours=1))
    elif random < 0.35:
        action.state = ActionState.UNDER_WAY


def _key_dates(county, draft):
    """What the notes of the latest meetings say is coming."""
    if not _is_held(draft, county.today) or county.today - draft.day > timedelta(days=40):
        return
    agreement = county.agreement
    yield KeyDate(meeting=draft.meeting, on=agreement.decide_by, what="Sista dag för parternas beslut")
    if draft.series.group in {"arbetsgruppen", "projektledningen", "styrgruppen"}:
        yield KeyDate(
            meeting=draft.meeting,
            on=agreement.valid_from,
            what="Avtalet börjar gälla, om alla beslutar",
            is_preliminary=True,
        )
