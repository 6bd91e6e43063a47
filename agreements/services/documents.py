"""The register of documents: writing it down, new versions, and the warned step of sharing."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Document, DocumentState, DocumentVersion
from agreements.services.plan_versions import keep_plan_of
from portal import audit
from portal.revisions import claim

DRAFT, SHARED, FINALISED, ARCHIVED = DocumentState
# Where a document can go from where it is. Nothing that was shared becomes a draft again.
NEXT = {
    DRAFT: [SHARED],
    SHARED: [FINALISED, ARCHIVED],
    FINALISED: [ARCHIVED, SHARED],
    ARCHIVED: [SHARED],
}
WRITTEN = ["kind", "title", "summary", "registry_number", "parent"]


@transaction.atomic
def save_document(document, *, provisions, by, revision=None):
    """Store a new or changed document in its place. A new one is a draft of its organisation."""
    Agreement.objects.select_for_update().get(pk=document.agreement_id)  # one move in the tree at a time
    new = document.pk is None
    if new:
        document.created_by = by
        document.state = DRAFT
    else:
        document.revision = claim(document, revision).revision + 1
    _ensure_place(document)
    document.save(update_fields=None if new else [*WRITTEN, "revision"])
    document.provisions.set(provisions)
    audit.record(by, "created" if new else "changed", document, kind=document.kind, parent=document.parent_id or "")
    return document


def _ensure_place(document):
    """Refuse a place below itself, at any depth, or in another agreement."""
    if document.parent is None:
        return
    if document.parent.agreement_id != document.agreement_id:
        raise ValidationError({"parent": _("The document above belongs to another agreement.")})
    above = dict(Document.objects.filter(agreement=document.agreement_id).values_list("pk", "parent_id"))
    place, seen = document.parent_id, set()
    while place is not None and place not in seen:
        if place == document.pk:
            raise ValidationError(
                {"parent": _("A document cannot stand under itself or under something that belongs to it.")}
            )
        seen.add(place)
        place = above.get(place)


@transaction.atomic
def add_version(document, *, upload=None, link="", note="", by):
    """Add the next version: a file under a random name, or a link. What is finalised or archived stands as it is."""
    row = claim(document, None)
    if not row.is_open:
        raise ValidationError(
            _("The document is finalised or archived. Mark it as shared before you add a new version.")
        )
    last = row.versions.aggregate(last=Max("number"))["last"] or 0
    version = DocumentVersion(document=row, number=last + 1, link=link, note=note, by=by)
    if upload:
        version.file = upload
        version.file_name = plain_name(upload.name)
        version.file_size = upload.size
    version.save()
    audit.record(by, "added version", row, number=version.number, state=row.state)
    return version


def plain_name(name: str) -> str:
    """The name people see: without folders and control characters, its ending kept when it is cut."""
    name = "".join(sign for sign in name.replace("\\", "/").rpartition("/")[2] if sign.isprintable()).strip()
    stem, point, ending = name.rpartition(".")
    return f"{stem[: 199 - len(ending)]}{point}{ending}"


@transaction.atomic
def set_document_state(document, state, *, by, at, revision=None):
    """Share, finalise, archive, or open again. The first sharing is kept with its time and who did it."""
    row = claim(document, revision)
    if row.state == state:
        return row
    if state not in NEXT[row.state]:
        raise ValidationError(_("The document cannot go from that state to the one you chose."))
    audit.record(by, "shared" if row.is_draft else "set state", row, was=row.state, now=state)
    if row.is_draft:
        row.shared_at, row.shared_by = at, by
    row.state = state
    row.revision += 1
    row.save(update_fields=["state", "shared_at", "shared_by", "revision"])
    return row


@transaction.atomic
def add_related(related, *, by):
    """Say how the agreement stands to something that exists already."""
    keep_plan_of(related.agreement_id)
    related.save()
    audit.record(by, "added related document", related.agreement, kind=related.kind, related=related.pk)
    return related


@transaction.atomic
def edit_related(related, *, by, revision):
    """Change what is said of it; what has been typed stands on the instance."""
    keep_plan_of(related.agreement_id)
    claim(related, revision)
    related.revision = revision + 1
    related.save()
    audit.record(by, "changed related document", related.agreement, kind=related.kind, related=related.pk)
    return related


@transaction.atomic
def remove_related(related, *, by):
    keep_plan_of(related.agreement_id)
    audit.record(by, "removed related document", related.agreement, kind=related.kind, related=related.pk)
    related.delete()
