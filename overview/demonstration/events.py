"""Creates the events of the demonstration: two series of call-ins, a workshop with next steps, conferences, outreach."""

from datetime import timedelta

from organisations.models import Grouping, GroupingKind, GroupingMember
from overview.demonstration.county import INVENTED
from overview.demonstration.events_text import AUTUMN, HEALTH_CENTRES, QUESTIONS, SINGLES, SPRING
from overview.demonstration.people import UNITS
from overview.demonstration.workdays import TUESDAY
from support.forms.participation import UNIT_OF
from support.models import (
    Event,
    EventKind,
    EventMaterial,
    EventSeries,
    EventState,
    GuidingQuestion,
    Participation,
)
from support.services.next_steps import add_next_step

PURPOSE = "En eftermiddag på nätet där forumen berättar för varandra. Ingen behöver förbereda en presentation."


def build_events(county):
    """The events with their questions, numbers, links and next steps."""
    parts = {part.name: part for part in Grouping.objects.filter(kind=GroupingKind.COUNTY_PART)}
    _place_health_centres(county, parts)
    for occasions in (SPRING, AUTUMN):
        _call_ins(county, occasions, parts)
    for single in SINGLES:
        _single(county, single, parts)
    _draft(county)


def _place_health_centres(county, parts):
    """The part of the county each health centre lies in."""
    GroupingMember.objects.bulk_create(
        GroupingMember(grouping=parts[part], organisation=county.organisations[key], source=INVENTED)
        for key, part in HEALTH_CENTRES.items()
    )


def _call_ins(county, occasions, parts):
    days = [county.calendar.meeting_day(occasion.days, TUESDAY) for occasion in occasions]
    middle = days[len(days) // 2]
    season = "våren" if middle.month <= 6 else "hösten"
    series = EventSeries.objects.create(
        title=f"Call-in {season} {middle.year}", purpose=PURPOSE, questions="\n".join(QUESTIONS)
    )
    for occasion, day in zip(occasions, days, strict=True):
        event = _event(
            county,
            day,
            occasion,
            kind=EventKind.CALL_IN,
            series=series,
            purpose=PURPOSE,
            audience="Alla som sitter i ett lokalt ledningsforum",
            organiser="Stödteamet",
            form="digital",
            link="https://demo.example/call-in",
            created_by=county.people["tomas.ekberg"],
        )
        said = [*occasion.said, "", "", ""]
        _ask(event, zip(QUESTIONS, said, strict=False))
        _fill(county, event, occasion, parts)


def _event(county, day, occasion, **facts):
    starts, ends = occasion.hours
    state = EventState.HELD if day < county.today else EventState.PLANNED
    return Event.objects.create(
        title=occasion.title,
        theme=occasion.theme,
        starts_at=county.calendar.at(day, starts),
        ends_at=county.calendar.at(day, ends),
        state=state,
        outcome=occasion.outcome if state == EventState.HELD else "",
        **facts,
    )


def _single(county, single, parts):
    leader = county.people["johanna.sjogren"]
    event = _event(
        county,
        county.calendar.meeting_day(single.days),
        single,
        kind=single.kind,
        purpose=single.purpose,
        audience=single.audience,
        organiser=single.organiser,
        group=county.groups.get(single.group),
        agreement=county.agreement if single.kind != EventKind.OUTREACH else None,
        form=single.form,
        venue=single.venue,
        created_by=leader,
    )
    _ask(event, single.questions)
    _fill(county, event, single, parts)
    for title, owner, days, group in single.steps:
        facts = {
            "title": title,
            "owner": county.people[owner],
            "due_on": county.calendar.day(days),
            "group": county.groups[group],
        }
        step = add_next_step(event, facts, by=leader)
        type(step.action).objects.filter(pk=step.action_id).update(created_at=event.ends_at + timedelta(minutes=20))


def _ask(event, questions):
    GuidingQuestion.objects.bulk_create(
        GuidingQuestion(event=event, position=place, text=text, said=said)
        for place, (text, said) in enumerate(questions, start=1)
    )


def _fill(county, event, occasion, parts):
    """Numbers and links of what has been held."""
    if event.state != EventState.HELD:
        return
    kinds = {unit.key: unit.kind for unit in UNITS}
    rows = []
    for place, persons in occasion.came.items():
        if isinstance(place, tuple):
            row = Participation(event=event, grouping=parts.get(place[0]), unit=place[1], persons=persons)
        else:
            organisation = county.organisations[place]
            kind = kinds.get(place, organisation.kind)
            unit = UNIT_OF.get(kind, "other")
            row = Participation(event=event, organisation=organisation, unit=unit, persons=persons)
        rows.append(row)
    Participation.objects.bulk_create(rows)
    EventMaterial.objects.bulk_create(
        EventMaterial(event=event, title=title, link=link) for title, link in occasion.material
    )


def _draft(county):
    """A draft that only the coaches' leaders and its writer see."""
    day = county.calendar.meeting_day(95, TUESDAY)
    Event.objects.create(
        kind=EventKind.CALL_IN,
        title="Call-in 1 nästa omgång",
        theme="Tema väljs efter enkäten",
        starts_at=county.calendar.at(day, 13),
        ends_at=county.calendar.at(day, 15),
        form="digital",
        state=EventState.DRAFT,
        created_by=county.people["tomas.ekberg"],
    )
