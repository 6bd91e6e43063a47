"""What the clauses mean for whom, a sub-agreement below the agreement, and how the one before was decided."""

from datetime import timedelta

from agreements.models import (
    Agreement,
    AgreementState,
    Change,
    CoreComponent,
    Implementation,
    Party,
    Provision,
    Relevance,
)
from overview.demonstration.clauses_text import (
    MANAGERS,
    MEANINGS,
    NURSES,
    PART_PURPOSE,
    PART_SHORT_TITLE,
    PART_TITLE,
    PARTS,
    RESIDENTS,
)
from overview.demonstration.county import create_dated
from overview.demonstration.people import REGION

# The parties of the sub-agreement: the region and the highland municipalities; those that have decided, days ago.
HIGHLAND = [REGION, "0604", "0682", "0684", "0685", "0686", "0687"]
HIGHLAND_DECIDED = {"0685": -24, "0687": -12}


def build_clauses(county):
    """Fill in the clauses of the county's agreement, and write the sub-agreement below it."""
    _write_meanings(county)
    _decide_the_one_before(county)
    _write_part(county)


def _write_meanings(county):
    relevance, components = [], []
    for meaning in MEANINGS:
        clause = county.provisions[meaning.number]
        clause.realism_note = meaning.realism
        for audience, text in ((MANAGERS, meaning.managers), (NURSES, meaning.nurses), (RESIDENTS, meaning.residents)):
            if text:
                relevance.append(Relevance(provision=clause, audience=audience, text=text))
        components += [
            CoreComponent(provision=clause, position=position, text=text) for position, text in enumerate(meaning.core)
        ]
    Provision.objects.bulk_update([county.provisions[meaning.number] for meaning in MEANINGS], ["realism_note"])
    Relevance.objects.bulk_create(relevance)
    CoreComponent.objects.bulk_create(components)


def _decide_the_one_before(county):
    """Every party decided about the agreement that is replaced, in the autumn before it began."""
    old = county.agreement.replaces
    first = old.valid_from - timedelta(days=120)
    Party.objects.bulk_create(
        Party(
            agreement=old,
            organisation=organisation,
            planned_on=first + timedelta(days=5 * place),
            decided_on=first + timedelta(days=5 * place),
            registry_number=f"{'KS' if organisation.code else 'RS'} {first.year}/{40 + 7 * place}",
        )
        for place, organisation in enumerate(county.parties)
    )


def _write_part(county):
    part = Agreement.objects.create(
        title=PART_TITLE,
        short_title=PART_SHORT_TITLE,
        purpose=PART_PURPOSE,
        state=AgreementState.OUT_FOR_DECISION,
        parent=county.agreement,
        implementation_word="övergång till nytt arbetssätt",
        valid_from=county.agreement.valid_from,
        decide_by=county.agreement.decide_by,
    )
    clauses = Provision.objects.bulk_create(
        Provision(
            agreement=part,
            number=one.number,
            position=position,
            chapter=one.chapter,
            title=one.title,
            text=one.text,
            change=Change.NEW,
            responsible=one.responsible,
            realism_note=one.realism,
        )
        for position, one in enumerate(PARTS)
    )
    organisations = [county.organisations[code] for code in HIGHLAND]
    Party.objects.bulk_create(
        Party(
            agreement=part,
            organisation=one,
            planned_on=county.calendar.day(HIGHLAND_DECIDED.get(one.code, 30)),
            decided_on=county.calendar.day(HIGHLAND_DECIDED[one.code]) if one.code in HIGHLAND_DECIDED else None,
        )
        for one in organisations
    )
    rows = [Implementation(organisation=one, provision=clause) for one in organisations for clause in clauses]
    create_dated(rows, "changed_at", [county.calendar.moment(-60, 9)] * len(rows))
