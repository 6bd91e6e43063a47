"""Before something is deleted: what goes with it, and what is tied to it and must not be lost."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.models import (
    Agreement,
    AgreementState,
    DecisionCase,
    DecisionStep,
    Document,
    DocumentVersion,
    Implementation,
    Party,
    Provision,
    Stage,
)
from agreements.ties import in_words, kind_of

# Keys that are parts of the thing itself: they go with it, and are asked about in their turn.
PARTS = {
    ("agreements.party", "agreement"),
    ("agreements.provision", "agreement"),
    ("agreements.implementation", "provision"),
    ("agreements.relevance", "provision"),
    ("agreements.corecomponent", "provision"),
    ("agreements.documentversion", "document"),
    ("agreements.document_provisions", "document"),
    ("agreements.decisionstep", "case"),
    ("agreements.datemove", "step"),
}


@dataclass
class Removal:
    """What deleting would take along, and why it cannot be done (empty when it can)."""

    goes: list[str]
    obstacles: list[str]
    ties: list[str]
    instead: str

    @property
    def is_safe(self) -> bool:
        return not (self.obstacles or self.ties)

    @property
    def why_not(self) -> list[str]:
        """All that stands in the way, as sentences."""
        tied = [_("Tied to it: %(things)s.") % {"things": ", ".join(self.ties)}] if self.ties else []
        return self.obstacles + tied


def ties_of(*rows) -> list[str]:
    """What points to these rows (querysets) from anywhere, parts aside, in words. One statement for each key."""
    counts = Counter()
    for queryset in rows:
        for relation in queryset.model._meta.get_fields(include_hidden=True):
            if not (relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)):
                continue
            label = relation.related_model._meta.label_lower
            if (label, relation.field.name) in PARTS:
                continue
            counts[label] += relation.related_model._base_manager.filter(
                **{f"{relation.field.name}__in": queryset.values("pk")}
            ).count()
    said = {}  # the same thing may point with several keys: say it once
    for label, count in counts.items():
        if count:
            said[kind_of(label)] = max(said.get(kind_of(label), (0, label)), (count, label))
    return [in_words(label, count) for count, label in said.values()]


def removal_of(thing) -> Removal:
    """What deleting an agreement, a clause, a document, a case or a stage would mean."""
    return {
        Agreement: _of_agreement,
        Provision: _of_provision,
        Document: _of_document,
        DecisionCase: _of_case,
        Stage: _of_stage,
    }[type(thing)](thing)


def _of_agreement(agreement):
    clauses, parties = Provision.objects.filter(agreement=agreement), Party.objects.filter(agreement=agreement)
    work = Implementation.objects.filter(provision__agreement=agreement)
    obstacles = []
    if agreement.state != AgreementState.DRAFT:
        obstacles.append(_("Only a draft can be deleted: others may already work by it."))
    ties = ties_of(Agreement.objects.filter(pk=agreement.pk), clauses, parties, work)
    decided = parties.filter(decided_on__isnull=False).count()
    if decided:
        ties.append(in_words("agreements.party", decided))
    clause_count, party_count = clauses.count(), parties.count()
    return Removal(
        goes=[
            ngettext("%(count)d clause", "%(count)d clauses", clause_count) % {"count": clause_count},
            ngettext("%(count)d party", "%(count)d parties", party_count) % {"count": party_count},
        ],
        obstacles=obstacles,
        ties=ties,
        instead=_("Set its state to archived instead. It can then be read, and nothing in it moves."),
    )


def _of_provision(provision):
    row = Provision.objects.filter(pk=provision.pk)
    work = Implementation.objects.filter(provision=provision)
    obstacles = []
    if provision.agreement.is_closed:
        obstacles.append(_("The agreement has been replaced. Its clauses can be read but not changed."))
    goes = [_("the clause with its text, what it means for whom, and its core components")]
    count = work.count()
    if count:
        goes.append(
            ngettext("%(count)d untouched row among the phases", "%(count)d untouched rows among the phases", count)
            % {"count": count}
        )
    return Removal(
        goes=goes,
        obstacles=obstacles,
        ties=ties_of(row, work),
        instead=_("Mark the clause as removed instead. It then stands in the text and is not followed up any more."),
    )


def _of_document(document):
    row = Document.objects.filter(pk=document.pk)
    obstacles = []
    if not document.is_draft:
        obstacles.append(_("The document has been shared. What has been shared is kept."))
    count = DocumentVersion.objects.filter(document=document).count()
    return Removal(
        goes=[
            ngettext("%(count)d version with its file", "%(count)d versions with their files", count) % {"count": count}
        ],
        obstacles=obstacles,
        ties=ties_of(row),
        instead=_("Archive the document instead, or first move what is tied to it.")
        if not document.is_draft
        else _("First move what is tied to it."),
    )


def _of_case(case):
    steps = DecisionStep.objects.filter(case=case)
    decided, count = steps.filter(decided_on__isnull=False).count(), steps.count()
    obstacles = []
    if decided:
        obstacles.append(
            ngettext(
                "%(count)d of its steps has been decided. A decision is a fact and is kept.",
                "%(count)d of its steps have been decided. Decisions are facts and are kept.",
                decided,
            )
            % {"count": decided}
        )
    ties = ties_of(DecisionCase.objects.filter(pk=case.pk), steps)
    return Removal(
        goes=[ngettext("%(count)d step", "%(count)d steps", count) % {"count": count}],
        obstacles=obstacles,
        ties=ties,
        instead=_("Let the case stand, and note in its next step that it is not taken further."),
    )


def _of_stage(stage):
    return Removal(
        goes=[],
        obstacles=[],
        ties=ties_of(Stage.objects.filter(pk=stage.pk)),
        instead=_("First move its activities to another stage."),
    )
