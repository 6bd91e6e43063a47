"""Where each party stands with each clause, and the year that led there.

Nobody is ahead in everything: each party has its own chapters that go well, whatever its size. Clauses that were in
the previous agreement are in use, changed ones are being introduced, new ones have just begun.
"""

from dataclasses import dataclass, field

from agreements.models import Change, Implementation, Phase, PhaseChange, Progress
from overview.demonstration.county import create_dated
from overview.demonstration.people import REGION
from overview.demonstration.phases_text import (
    ABOUT_LEADING,
    BACK,
    FROM_BEFORE,
    REASONS,
    REASONS_BY_CLAUSE,
    STORIES,
    TARGETS,
)

SILENT = "0617"  # has told nothing for more than three months
SILENT_DAYS = 95
HARD = {"3.5": -0.2, "6.2": -0.15, "6.3": -0.25, "4.1": -0.1, "2.3": 0.15, "2.4": 0.2, "3.4": 0.1}


@dataclass
class Course:
    """One party's year with one clause: what happened so many days from today, oldest first."""

    organisation: object
    provision: object
    events: list[tuple] = field(default_factory=list)  # (offset, phase or None, progress or None, words, person's key)


def build_phases(county):
    """Create every implementation with its history."""
    courses = [
        _course(county, organisation, provision, tilt)
        for organisation in county.parties
        for tilt in [_tilts(county)]
        for provision in county.provisions.values()
    ]
    implementations, changes = [], []
    for course in courses:
        implementation = Implementation(organisation=course.organisation, provision=course.provision)
        changes += _play(county, implementation, course.events)
        implementations.append(implementation)
    moments = [row.changed_at or county.calendar.moment(-360, 9) for row in implementations]
    create_dated(implementations, "changed_at", moments)
    PhaseChange.objects.bulk_create(sorted(changes, key=lambda change: change.at))


def _tilts(county):
    """How well each chapter goes for one party."""
    chapters = {provision.chapter for provision in county.provisions.values()}
    return {chapter: county.random.choice([-0.2, -0.1, 0, 0.1, 0.25]) for chapter in sorted(chapters)}


def _course(county, organisation, provision, tilts):
    code = organisation.code or REGION
    story = STORIES.get((code, provision.number))
    if story:
        return Course(organisation, provision, story)
    chance = tilts[provision.chapter] + HARD.get(provision.number, 0)
    events = {Change.UNCHANGED: _known, Change.CHANGED: _being_changed, Change.NEW: _just_begun}[provision.change](
        county.random, chance
    )
    if code == SILENT:
        events = [(round(offset * 0.65) - SILENT_DAYS, phase) for offset, phase in events]
    reported, before = [], Phase.NOT_STARTED
    for offset, phase in events:
        reported.append((offset, phase, None, _reason(county.random, provision, before, phase), ""))
        before = phase
    under_way = before in {Phase.NEEDS_ASSESSMENT, Phase.INTRODUCTION}
    if under_way and code != SILENT and county.random.random() < 0.3:
        reported.append((min(events[-1][0] + 5, -1), None, Progress.ON_TRACK, county.random.choice(TARGETS), ""))
    return Course(organisation, provision, reported)


def _known(random, chance):
    """In the previous agreement word for word: in use when the work began, as a rule."""
    if random.random() < 0.75 + chance:
        events = [(random.randint(-350, -300), Phase.USE)]
        if random.random() < 0.4 + chance:
            events.append((random.randint(-240, -20), Phase.SUSTAINMENT))
        elif random.random() < 0.12:
            events.append((random.randint(-90, -10), Phase.INTRODUCTION))
        return events
    events = [(random.randint(-350, -300), Phase.INTRODUCTION)]
    if random.random() < 0.5 + chance:
        events.append((random.randint(-200, -15), Phase.USE))
    return events


def _being_changed(random, chance):
    events = [(random.randint(-320, -200), Phase.NEEDS_ASSESSMENT)]
    if random.random() < 0.7 + chance:
        events.append((random.randint(-185, -70), Phase.INTRODUCTION))
        if random.random() < 0.42 + chance:
            events.append((random.randint(-60, -4), Phase.USE))
    return events


def _just_begun(random, chance):
    if random.random() > 0.78 + chance:
        return []
    events = [(random.randint(-210, -50), Phase.NEEDS_ASSESSMENT)]
    if random.random() < 0.42 + chance:
        events.append((random.randint(-45, -14), Phase.INTRODUCTION))
        if random.random() < 0.12 + chance:
            events.append((random.randint(-11, -3), Phase.USE))
    return events


def _reason(random, provision, before, phase):
    own = REASONS_BY_CLAUSE.get(provision.number, {}).get(phase, [])
    if own and provision.number in ABOUT_LEADING and before != Phase.NOT_STARTED:
        return random.choice(own)
    if phase < before:
        return random.choice(REASONS[BACK])
    if before == Phase.NOT_STARTED and phase == Phase.USE:
        return random.choice(FROM_BEFORE)
    if own and (provision.number in ABOUT_LEADING or random.random() < 0.7):
        return random.choice(own)
    return random.choice(REASONS[phase])


def _play(county, row, events):
    """Let the events happen to an unsaved implementation; yields the history in order."""
    for offset, phase, progress, words, key in events:
        staff = county.staff_of(row.organisation)
        person = county.people[key] if key else county.random.choice(_who_report(staff))
        at = county.calendar.moment(offset, county.random.randint(8, 15), county.random.randrange(0, 60, 5))
        was = (row.phase, row.progress, row.target_on)
        if phase is not None:
            row.phase, row.phase_since = phase, at.date()
        if progress is not None:
            row.progress, row.comment = progress, words
            row.target_on = county.calendar.day(county.random.randint(25, 160))
        row.revision += 1
        row.changed_at, row.changed_by = at, person
        yield PhaseChange(
            implementation=row,
            was=was[0],
            now=row.phase,
            progress_was=was[1],
            progress_now=row.progress,
            target_was=was[2],
            target_now=row.target_on,
            because=words,
            at=at,
            by=person,
        )


def who_reports(county, organisation):
    """Those of an organisation who say where it stands."""
    return _who_report(county.staff_of(organisation))


def _who_report(staff):
    """Those of an organisation who do the work; the elected, auditors and administrators do not."""
    titles = ("chef", "sjuksköterska", "utvecklingsledare", "direktör")
    return [user for user in staff if user.title.lower().endswith(titles) or "chef," in user.title.lower()]
