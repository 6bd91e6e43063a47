"""Cases with their steps and moved dates, and what is noted about anchoring."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch

from agreements.models import Anchoring, DateMove, DecisionCase, DecisionStep, Document, Party
from portal.collation import swedish_key


@dataclass
class CaseRow:
    """A case with its steps in order. Documents are those the user may see."""

    case: DecisionCase
    steps: list[DecisionStep]
    report: Document | None

    @property
    def decided(self) -> int:
        return sum(bool(step.decided_on) for step in self.steps)

    @property
    def coming(self) -> DecisionStep | None:
        """Whose turn it is."""
        return next((step for step in self.steps if not step.decided_on), None)


def case_rows(cases, *, user) -> list[CaseRow]:
    """Cases with everything shown of them: cases, steps, moves and documents, one statement each."""
    steps = DecisionStep.objects.select_related("group").prefetch_related("moves").order_by("position")
    cases = list(cases.select_related("organisation").prefetch_related(Prefetch("steps", queryset=steps)))
    wanted = {case.report_id for case in cases} | {step.document_id for case in cases for step in case.steps.all()}
    seen = Document.objects.visible_to(user).in_bulk(wanted - {None})
    rows = []
    for case in cases:
        for step in case.steps.all():
            step.seen_document = seen.get(step.document_id)
        rows.append(CaseRow(case, list(case.steps.all()), seen.get(case.report_id)))
    order = list(DecisionCase._meta.get_field("kind").choices)
    places = {value: place for place, (value, _label) in enumerate(order)}
    return sorted(rows, key=lambda row: (places[row.case.kind], swedish_key(row.case.title)))


def attach_moves(parties):
    """Give every party `moved_dates`, the moves of its planned decision with the latest first; one statement."""
    moves = defaultdict(list)
    for move in DateMove.objects.filter(party__in=parties):
        moves[move.party_id].append(move)
    for party in parties:
        party.moved_dates = moves[party.pk]


def anchoring_of(agreement, *, user) -> list[tuple[Party, Anchoring, list[Anchoring]]]:
    """(party, its latest note, the earlier ones) for the notes the user may see, in Swedish order; one statement."""
    notes = defaultdict(list)
    rows = Anchoring.objects.visible_to(user).filter(party__agreement=agreement)
    for note in rows.select_related("party__organisation", "by").order_by("-on", "-pk"):
        notes[note.party].append(note)
    parties = sorted(notes, key=lambda party: swedish_key(party.organisation.name))
    return [(party, notes[party][0], notes[party][1:]) for party in parties]
