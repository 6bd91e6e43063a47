"""The agreement that is out for decision, the one it replaces, and what each party has decided."""

import calendar as months
from datetime import date, timedelta

from agreements.models import Agreement, AgreementState, Change, Party, Provision
from overview.demonstration.agreement_text import (
    OLD_PURPOSE,
    OLD_SHORT_TITLE,
    OLD_TITLE,
    PURPOSE,
    SHORT_TITLE,
    TITLE,
)
from overview.demonstration.agreement_text_care import CHAPTERS, OLD_CHAPTERS
from overview.demonstration.people import REGION

# Decided so many days from today.
DECIDED = {
    "0687": (-45, 12),
    "0643": (-42, 31),
    "0686": (-28, 58),
    REGION: (-21, 214),
    "0685": (-17, 77),
    "0680": (-13, 196),
    "0683": (-10, 104),
    "0682": (-3, 89),
}
# The day is set, so many days from today; None: by the last day for all. Gnosjö and Mullsjö have set no day.
PLANNED = {"0665": 18, "0604": 39, "0662": 42, "0684": None}


def write_agreement(county):
    """Write both agreements, clause by clause, and the decisions; fills in the county's agreement and provisions."""
    today = county.today
    decide_by = _month_end(today + timedelta(days=65))
    valid_from = _month_end(decide_by + timedelta(days=1)) + timedelta(days=1)
    old = Agreement.objects.create(
        title=OLD_TITLE,
        short_title=OLD_SHORT_TITLE,
        purpose=OLD_PURPOSE,
        state=AgreementState.IN_FORCE,
        valid_from=date(today.year - 6, 1, 1),
        valid_to=valid_from - timedelta(days=1),
    )
    county.agreement = Agreement.objects.create(
        title=TITLE,
        short_title=SHORT_TITLE,
        purpose=PURPOSE,
        state=AgreementState.OUT_FOR_DECISION,
        replaces=old,
        valid_from=valid_from,
        valid_to=date(valid_from.year + 4, valid_from.month, 1) - timedelta(days=1),
        decide_by=decide_by,
    )
    _write_provisions(county, _write_old_provisions(old))
    _add_parties(county)


def _month_end(day):
    return day.replace(day=months.monthrange(day.year, day.month)[1])


def _write_old_provisions(agreement):
    clauses = [clause for clauses in CHAPTERS.values() for clause in clauses if clause.old_number]
    clauses.sort(key=lambda clause: [int(part) for part in clause.old_number.split(".")])
    rows = Provision.objects.bulk_create(
        Provision(
            agreement=agreement,
            number=clause.old_number,
            position=position,
            chapter=OLD_CHAPTERS[clause.old_number[0]],
            title=clause.old_title,
            text=clause.old_text or clause.text,
            responsible=clause.responsible,
        )
        for position, clause in enumerate(clauses)
    )
    return {row.number: row for row in rows}


def _write_provisions(county, old):
    rows = Provision.objects.bulk_create(
        Provision(
            agreement=county.agreement,
            number=clause.number,
            position=position,
            chapter=chapter,
            title=clause.title,
            text=clause.text,
            change=clause.change,
            what_is_new=clause.what_is_new,
            responsible=clause.responsible,
            predecessor=old.get(clause.old_number),
        )
        for position, (chapter, clause) in enumerate(
            (chapter, clause) for chapter, clauses in CHAPTERS.items() for clause in clauses
        )
    )
    county.provisions = {row.number: row for row in rows if row.change != Change.REMOVED}


def _add_parties(county):
    Party.objects.bulk_create(_party(county, organisation) for organisation in county.parties)


def _party(county, organisation):
    code = organisation.code or REGION
    party = Party(agreement=county.agreement, organisation=organisation)
    if code in DECIDED:
        offset, number = DECIDED[code]
        party.decided_on = party.planned_on = county.calendar.day(offset)
        office = "KS" if organisation.code else "RS"
        party.registry_number = f"{office} {party.decided_on.year}/{number}"
    elif code in PLANNED:
        offset = PLANNED[code]
        if offset is None:  # a good week before the last day
            offset = (county.agreement.decide_by - county.today).days - 10
        party.planned_on = county.calendar.day(offset)
    return party
