"""The register of documents, the cases on their way to a decision, moved dates, and notes about anchoring."""

from datetime import timedelta

from django.core.files.base import ContentFile

from agreements.models import (
    Anchoring,
    DateMove,
    DecisionCase,
    DecisionStep,
    Document,
    DocumentState,
    DocumentVersion,
    Party,
    RelatedDocument,
)
from overview.demonstration.cases_text import CASES, MOVED_PARTIES, NOTES
from overview.demonstration.county import create_dated
from overview.demonstration.documents_text import DOCUMENTS, RELATED

LEADER = "johanna.sjogren"


def build_documents(county):
    """Everything around the decision that is written down; needs the agreement with its parties, and the groups."""
    documents = _write_documents(county)
    _list_related(county, documents)
    _write_cases(county, documents)
    _move_parties(county)
    _note_anchoring(county)


def _write_documents(county):
    documents = {}
    for paper in DOCUMENTS:
        shared_at = county.calendar.moment(paper.shared, 14, 20) if paper.state != DocumentState.DRAFT else None
        document = Document(
            agreement=county.agreement,
            parent=documents.get(paper.under),
            organisation=county.organisations[paper.organisation],
            kind=paper.kind,
            title=paper.title,
            summary=paper.summary,
            registry_number=paper.registry_number.format(year=county.today.year),
            state=paper.state,
            shared_at=shared_at,
            shared_by=county.people[paper.by] if shared_at else None,
            created_by=county.people[paper.by],
        )
        create_dated([document], "created_at", [county.calendar.moment(paper.written, 9, 30)])
        document.provisions.set([county.provisions[number] for number in paper.provisions])
        documents[paper.key] = document
    _add_versions(county, documents)
    return documents


def _add_versions(county, documents):
    rows, moments = [], []
    for paper in DOCUMENTS:
        for number, issue in enumerate(paper.versions, start=1):
            version = DocumentVersion(
                document=documents[paper.key],
                number=number,
                note=issue.note,
                link=issue.link,
                by=county.people[paper.by],
            )
            if issue.text:
                content = issue.text.encode()
                version.file = ContentFile(content, issue.file_name)
                version.file_name, version.file_size = issue.file_name, len(content)
            rows.append(version)
            moments.append(county.calendar.moment(issue.on, 10, 15))
    create_dated(rows, "at", moments)


def _list_related(county, documents):
    old = county.agreement.replaces
    RelatedDocument.objects.bulk_create(
        RelatedDocument(
            agreement=county.agreement,
            kind=one.kind,
            title=one.title or old.title,
            document=documents.get(one.document),
            link=one.link,
            note=one.note,
        )
        for one in RELATED
    )


def _write_cases(county, documents):
    for matter in CASES:
        case = DecisionCase.objects.create(
            agreement=county.agreement,
            kind=matter.kind,
            title=matter.title,
            organisation=county.organisations.get(matter.organisation),
            registry_number=matter.registry_number.format(year=county.today.year),
            report=documents[matter.report],
        )
        for position, turn in enumerate(matter.steps, start=1):
            decided_on = _day(county, turn.decided)
            step = DecisionStep.objects.create(
                case=case,
                position=position,
                body=turn.body,
                group=county.groups.get(turn.group),
                kind=turn.kind,
                planned_on=_day(county, turn.planned),
                decided_on=decided_on,
                outcome=turn.outcome,
                note=turn.note,
                registry_number=turn.registry_number.format(year=(decided_on or county.today).year),
                document=documents.get(turn.document),
            )
            if turn.was is not None:
                _keep_move(county, _day(county, turn.was), step.planned_on, turn.because, turn.moved, step=step)


def _day(county, offset):
    return None if offset is None else county.calendar.day(offset)


def _keep_move(county, was, now, because, on, **of):
    at = county.calendar.moment(on, 8, 50)
    DateMove.objects.create(was=was, now=now, because=because, at=at, by=county.people[LEADER], **of)


def _move_parties(county):
    """Parties that first had planned another day."""
    for code, moved in MOVED_PARTIES.items():
        party = _party(county, code)
        was = county.calendar.day((party.planned_on - county.today).days - moved.earlier_by)
        was = was if was != party.planned_on else party.planned_on - timedelta(days=7)
        _keep_move(county, was, party.planned_on, moved.because, moved.on, party=party)


def _note_anchoring(county):
    Anchoring.objects.bulk_create(
        Anchoring(
            party=_party(county, note.party),
            on=county.calendar.day(note.on),
            support=note.support,
            source=note.source,
            note=note.note,
            by=county.people[note.by],
        )
        for note in NOTES
    )


def _party(county, code):
    return Party.objects.get(agreement=county.agreement, organisation=county.organisations[code])
