"""The register of documents as a tree, and the documents of one clause. Every path asks `visible_to` first."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Max
from django.utils.translation import gettext as _

from agreements.models import Document, DocumentKind, RelatedDocument, RelationKind
from portal.collation import swedish_key

IN_AGREEMENT = [DocumentKind.SUB_AGREEMENT, DocumentKind.ANNEX]
KINDS = list(DocumentKind.values)
DEEPEST = 4  # steps in from the left; below that a document stands as far in as its parent


@dataclass
class DocumentRow:
    """One document in the tree. `matches` is False for one that only shows where those below it belong."""

    document: Document
    depth: int
    matches: bool = True
    is_own: bool = False


@dataclass
class Register:
    """What there is, in order and in groups, cut to a wish."""

    groups: list[tuple[str, list[DocumentRow]]]
    total: int
    shown: int
    own_drafts: int
    by_key: dict[int, Document]


def register_of(agreement, *, user, kind="", state="", search="") -> Register:
    """The documents the user may see, each below what it belongs to; one statement."""
    documents = list(
        Document.objects.visible_to(user)
        .filter(agreement=agreement)
        .select_related("organisation")
        .annotate(
            version=Max("versions__number"), version_at=Max("versions__at"), clauses=Count("provisions", distinct=True)
        )
    )
    own = user.organisations_as()
    by_key = {document.pk: document for document in documents}
    children = defaultdict(list)
    for document in documents:
        # what hangs under something one may not see stands at the top: its place must not tell that there is more
        children[document.parent_id if document.parent_id in by_key else None].append(document)
    for below in children.values():
        below.sort(key=lambda document: (KINDS.index(document.kind), swedish_key(document.title)))
    wish = _Wish(kind, state, search.casefold())
    groups = [
        (
            _("Parts of the agreement"),
            _rows(children, wish, own, [d for d in children[None] if d.kind in IN_AGREEMENT]),
        ),
        (
            _("Documents around it"),
            _rows(children, wish, own, [d for d in children[None] if d.kind not in IN_AGREEMENT]),
        ),
    ]
    return Register(
        groups=[(name, rows) for name, rows in groups if rows],
        total=len(documents),
        shown=sum(row.matches for _name, rows in groups for row in rows),
        own_drafts=sum(document.is_draft for document in documents),
        by_key=by_key,
    )


@dataclass(frozen=True)
class _Wish:
    kind: str
    state: str
    search: str

    def fits(self, document) -> bool:
        text = f"{document.title}\n{document.summary}\n{document.registry_number}\n{document.organisation.name}"
        return (
            self.kind in {"", document.kind}
            and self.state in {"", document.state}
            and (not self.search or self.search in text.casefold())
        )


def _rows(children, wish, own, documents, depth=0) -> list[DocumentRow]:
    """Those that fit, each after what it belongs to, as deep as the tree goes."""
    rows = []
    for document in documents:
        below = _rows(children, wish, own, children.get(document.pk, []), depth + 1)
        matches = wish.fits(document)
        if matches or below:
            rows.append(DocumentRow(document, min(depth, DEEPEST), matches, document.organisation_id in own))
        rows += below
    return rows


def related_documents(agreement, register) -> list[tuple[str, list[RelatedDocument]]]:
    """(relation, what stands in it), what is replaced first; a link only to what the user may see. One statement."""
    groups = {str(kind.label): [] for kind in RelationKind}
    for related in RelatedDocument.objects.filter(agreement=agreement):
        related.seen_document = register.by_key.get(related.document_id)
        groups[related.get_kind_display()].append(related)
    return [(name, sorted(rows, key=lambda row: swedish_key(row.title))) for name, rows in groups.items() if rows]


def documents_of_former(former, *, shown, user):
    """The documents that concern only the earlier wordings of a clause (keys); no statement without any."""
    if not former:
        return []
    rows = Document.objects.visible_to(user).filter(provisions__in=former).exclude(provisions=shown)
    return rows.select_related("organisation").order_by("title").distinct()


def documents_of_provision(provision, *, user):
    """The documents that concern a clause."""
    return (
        Document.objects.visible_to(user).filter(provisions=provision).select_related("organisation").order_by("title")
    )
