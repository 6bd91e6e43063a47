"""What stands behind the phases: adoption, owners, evidence, checklists and half-yearly pulses."""

from datetime import timedelta
from random import Random

from agreements.checklists import criteria_of
from agreements.models import (
    Adoption,
    Change,
    CriterionCheck,
    Evidence,
    Holding,
    Implementation,
    Phase,
    PhaseChange,
    Progress,
    Pulse,
)
from agreements.owners import possible_owners
from agreements.periods import half_year_after
from overview.demonstration.evidence_text import CONTACTS, EVIDENCE, NOTES, PULSES, REPORTS, SLIPPED
from overview.demonstration.phases import SILENT, SILENT_DAYS, who_reports

SEED = 19
LEFT_DUE = 5  # pulses that nobody has answered yet
CARRIED = 4  # rows that followed from the agreement before and await confirmation
COME = {  # how far the new way has come, by phase: one of these
    Phase.NOT_STARTED: [Adoption.NOT_YET],
    Phase.NEEDS_ASSESSMENT: [Adoption.NOT_YET, Adoption.KNOWN, Adoption.KNOWN],
    Phase.INTRODUCTION: [Adoption.KNOWN, Adoption.UNDERSTOOD, Adoption.UNDERSTOOD],
    Phase.USE: [Adoption.UNDERSTOOD, Adoption.USED, Adoption.USED],
    Phase.SUSTAINMENT: [Adoption.USED],
}


def build_evidence(county):
    """Give every row what its phase would have brought with it. A random of its own keeps the rest as it was."""
    random = Random(SEED)  # noqa: S311 - chosen for sameness, not secrecy
    rows = list(
        Implementation.objects.filter(provision__agreement=county.agreement)
        .select_related("organisation", "provision")
        .prefetch_related("provision__core_components")
        .order_by("pk")
    )
    _tell_adoption(county, random, rows)
    _name_owners(random, rows)
    _add_evidence(county, random, rows)
    _tick(county, random, rows)
    _take_pulses(county, random, rows)
    _leave_some_to_confirm(county, random, rows)


def _day_after(county, random, day, *, at_most=-1):
    """A workday between a day and yesterday, or None when there is none."""
    first = (day - county.today).days + 1
    if first > at_most:
        return None
    chosen = county.calendar.day(random.randint(first, at_most))
    return chosen if chosen > day else None


def _tell_adoption(county, random, rows):
    """A report for each row where the new way has begun to come through, after all else that has happened to it."""
    reports, told = [], []
    for row in rows:
        adoption = random.choice(COME[row.phase])
        if row.phase_since is None:
            continue
        latest = -SILENT_DAYS if row.organisation.code == SILENT else -1
        day = _day_after(county, random, row.changed_at.date(), at_most=latest)
        if adoption == Adoption.NOT_YET or day is None:
            continue
        words, person = random.choice(REPORTS[adoption]), random.choice(who_reports(county, row.organisation))
        at = county.calendar.moment((day - county.today).days, 10)
        reports.append(
            PhaseChange(
                implementation=row,
                was=row.phase,
                now=row.phase,
                progress_was=row.progress,
                progress_now=row.progress,
                target_was=row.target_on,
                target_now=row.target_on,
                adoption_was=random.randint(0, adoption - 1),
                adoption_now=adoption,
                because=words,
                at=at,
                by=person,
            )
        )
        row.adoption, row.revision = adoption, row.revision + 1
        if row.progress == Progress.ON_TRACK:  # what makes it stop is still what one should read first
            row.comment, row.changed_at, row.changed_by = words, at, person
        told.append(row)
    PhaseChange.objects.bulk_create(reports)
    Implementation.objects.bulk_update(told, ["adoption", "comment", "changed_at", "changed_by", "revision"])


def _name_owners(random, rows):
    units = {}
    for row in rows:
        if row.phase == Phase.NOT_STARTED or random.random() < 0.25:
            continue
        if row.organisation not in units:
            units[row.organisation] = possible_owners(row.organisation)
        row.owner_unit, row.owner_contact = random.choice(units[row.organisation]), random.choice(CONTACTS)
    Implementation.objects.bulk_update(rows, ["owner_unit", "owner_contact"])


def _add_evidence(county, random, rows):
    found = []
    for row in rows:
        if row.phase < Phase.INTRODUCTION or random.random() < 0.55:
            continue
        for text, page in random.sample(EVIDENCE, random.randint(1, 2)):
            found.append(
                Evidence(
                    implementation=row,
                    on=_day_after(county, random, row.phase_since) or row.phase_since,
                    text=text,
                    link=f"https://intranat.demo.example/{page}" if page else "",
                    by=random.choice(who_reports(county, row.organisation)),
                )
            )
    Evidence.objects.bulk_create(found)


def _tick(county, random, rows):
    """Most lists have begun, a few are complete: those propose the next phase."""
    checks = []
    for row in rows:
        if row.phase == Phase.NOT_STARTED:
            continue
        criteria = criteria_of(row.phase, row.provision.core_components.all())
        share = random.choice([0, 0.2, 0.4, 0.6, 0.8, 0.8, 1]) if row.phase != Phase.SUSTAINMENT else 1
        for criterion in random.sample(criteria, round(share * len(criteria))):
            day = _day_after(county, random, row.phase_since) or row.phase_since
            checks.append(
                CriterionCheck(
                    implementation=row,
                    criterion=criterion.key,
                    note=random.choice(NOTES),
                    at=county.calendar.moment((day - county.today).days, 14),
                    by=random.choice(who_reports(county, row.organisation)),
                )
            )
    CriterionCheck.objects.bulk_create(checks)


def _take_pulses(county, random, rows):
    """What has been sustained for half a year has been asked about; a few wait, and one has slipped."""
    sustained = sorted((row for row in rows if row.is_sustained), key=lambda row: (row.phase_since, row.pk))
    due = [row for row in sustained if half_year_after(row.phase_since) <= county.today]
    for place, row in enumerate(due[LEFT_DUE:]):
        answered = _day_after(county, random, half_year_after(row.phase_since)) or county.calendar.day(-1)
        holds, note = PULSES[place % len(PULSES)] if place else (Holding.NO, SLIPPED)
        who = random.choice(who_reports(county, row.organisation))
        Pulse.objects.create(implementation=row, on=answered, holds=holds, note=note, by=who)


def _leave_some_to_confirm(county, random, rows):
    changed = [row for row in rows if row.provision.change == Change.CHANGED and row.phase == Phase.USE]
    for row in random.sample(changed, CARRIED):
        row.carried_on = max(row.phase_since, county.today - timedelta(days=30))
        row.save(update_fields=["carried_on"])
