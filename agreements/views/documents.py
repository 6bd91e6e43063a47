"""The register of documents: reading it, writing in it, sharing, and fetching a file."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements import policies, queries, services
from agreements.forms.documents import DocumentForm, RelatedForm, ShareForm, StateForm, VersionForm
from agreements.models import (
    Agreement,
    Document,
    DocumentKind,
    DocumentState,
    DocumentVersion,
    RelatedDocument,
)
from agreements.services.documents import NEXT
from agreements.views.frame import frame, posted, status_of
from agreements.views.writing import store
from portal.access import ensure
from portal.asked import number_in, words_in
from portal.fetched import fetched
from portal.pages import render_page


@require_GET
def document_list(request, pk):
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    return _register(request, agreement)


def _register(request, agreement, form=None):
    """The register; the form for related documents stands below it for those who lead."""
    kind, state = request.GET.get("slag", ""), request.GET.get("status", "")
    kind = kind if kind in DocumentKind.values else ""
    state = state if state in DocumentState.values else ""
    search = words_in(request.GET.get("sok", ""))
    register = queries.register_of(agreement, user=request.user, kind=kind, state=state, search=search)
    context = frame(request, agreement, "documents") | {"adding": "lagg-till" in request.GET}
    if form is None and context["may_edit"]:
        form = RelatedForm(instance=RelatedDocument(agreement=agreement), user=request.user)
    context |= {
        "register": register,
        "related": queries.related_documents(agreement, register),
        "kind": kind,
        "state": state,
        "search": search,
        "kinds": DocumentKind.choices,
        "states": DocumentState.choices,
        "may_add": policies.can_add_document(request.user, agreement),
        "form": form,
    }
    failed = form is not None and form.is_bound
    return render_page(request, "agreements/document_list.html", context, part="list", status=422 if failed else 200)


def _document(request, pk):
    """The document, with what every page of it reads."""
    documents = Document.objects.visible_to(request.user)
    return get_object_or_404(documents.select_related("agreement", "organisation", "parent", "shared_by"), pk=pk)


def _writable(request, pk):
    document = _document(request, pk)
    ensure(policies.can_write_document(request.user, document))
    return document


@require_GET
def document_detail(request, pk):
    return _page(request, _document(request, pk))


def _page(request, document, *, status=200, failed=None):
    visible = Document.objects.visible_to(request.user)
    may_write = policies.can_write_document(request.user, document)
    parent = visible.filter(pk=document.parent_id).first() if document.parent_id else None
    context = frame(request, document.agreement, "documents", below=_below(document.agreement)) | {
        "document": document,
        "parent": parent,
        "versions": document.versions.select_related("by"),
        "children": visible.filter(parent=document).select_related("organisation").order_by("title"),
        "clauses": document.provisions.defer("text", "what_is_new").order_by("position"),
        "relations": document.agreement.related_documents.filter(document=document),
        "may_write": may_write,
        "next_states": [DocumentState(one) for one in NEXT[document.state] if may_write and not document.is_draft],
        "failed": failed,
    }
    return render_page(request, "agreements/document_detail.html", context, status=status)


def _below(agreement, document=None):
    crumbs = [(_("Documents"), reverse("document-list", args=[agreement.pk]))]
    return crumbs if document is None else [*crumbs, (document.title, document.get_absolute_url())]


@require_http_methods(["GET", "POST"])
def document_new(request, pk):
    """A new document is a draft; then its first version is added."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    ensure(policies.can_add_document(request.user, agreement))
    initial = {"parent": number_in(request.GET.get("under", ""))}
    document = Document(agreement=agreement)
    form = DocumentForm(posted(request), instance=document, initial=initial, user=request.user)
    if form.is_bound and form.is_valid() and store(form, lambda: _save(form, by=request.user)):
        messages.success(request, _("The document is in the register, as a draft. Now add a file or a link."))
        return redirect("version-new", document.pk)
    words = {
        "title": _("New document"),
        "failed": _("The document is not saved"),
        "submit": _("Save and add a file or a link"),
        "back": reverse("document-list", args=[agreement.pk]),
    }
    return _form(request, agreement, form, words, _below(agreement))


@require_http_methods(["GET", "POST"])
def document_edit(request, pk):
    document = _writable(request, pk)
    below = _below(document.agreement, document)
    form = DocumentForm(posted(request), instance=document, user=request.user)
    if form.is_bound and form.is_valid() and store(form, lambda: _save(form, by=request.user)):
        messages.success(request, _("The document is saved."))
        return redirect(document)
    words = {
        "title": _("Change the document"),
        "failed": _("The document is not saved"),
        "submit": _("Save the document"),
        "back": document.get_absolute_url(),
    }
    return _form(request, document.agreement, form, words, below)


def _save(form, *, by):
    services.save_document(
        form.instance, provisions=form.cleaned_data["provisions"], revision=form.cleaned_data["revision"], by=by
    )


def _form(request, agreement, form, words, below):
    context = frame(request, agreement, "documents", below=below) | words | {"form": form}
    return render_page(request, "agreements/document_form.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def version_new(request, pk):
    document = _writable(request, pk)
    below = _below(document.agreement, document)
    instance = DocumentVersion(document=document, number=1)
    form = VersionForm(posted(request), request.FILES or None, instance=instance)

    def deed():
        wish = form.cleaned_data
        services.add_version(document, upload=wish["file"], link=wish["link"], note=wish["note"], by=request.user)

    if form.is_bound and form.is_valid() and store(form, deed):
        messages.success(request, _("The version is saved."))
        return redirect(document)
    words = {
        "title": _("New version of %(title)s") % {"title": document.title},
        "failed": _("The version is not saved"),
        "submit": _("Save the version"),
        "back": document.get_absolute_url(),
        "warning": ""
        if document.is_draft
        else _("The document is shared: everybody who sees the agreement sees the new version at once."),
        "again": request.FILES["file"].name if form.is_bound and "file" in request.FILES else "",
    }
    return _form(request, document.agreement, form, words, below)


@require_http_methods(["GET", "POST"])
def document_share(request, pk):
    """The warned step: it says what sharing means before it is done."""
    document = _writable(request, pk)
    if not document.is_draft:
        if request.method == "POST":
            messages.info(request, _("The document is already shared."))
        return redirect(document)
    form = ShareForm(posted(request), initial={"revision": document.revision})

    def deed():
        services.set_document_state(
            document, DocumentState.SHARED, by=request.user, at=timezone.now(), revision=form.cleaned_data["revision"]
        )

    if form.is_bound and form.is_valid() and store(form, deed):
        messages.success(request, _("The document is shared."))
        return redirect(document)
    context = frame(request, document.agreement, "documents", below=_below(document.agreement, document)) | {
        "document": document,
        "form": form,
        "latest": document.versions.first(),
    }
    return render_page(request, "agreements/document_share.html", context, status=status_of(form))


@require_POST
def document_state(request, pk):
    """One press: finalise, archive, open again. A draft is shared on its own page, never from here."""
    document = _writable(request, pk)
    if document.is_draft:
        return redirect("document-share", pk)
    form = StateForm(request.POST)
    if not form.is_valid():
        return _page(request, document, status=422, failed=_("Choose a state."))
    wish = form.cleaned_data
    try:
        services.set_document_state(
            document, wish["state"], by=request.user, at=timezone.now(), revision=wish["revision"]
        )
    except ValidationError as error:
        return _page(request, document, status=422, failed=" ".join(error.messages))
    except services.ChangedMeanwhile:
        words = _(
            "Somebody changed the document after you opened this page. Look at how it stands now, and choose again."
        )
        return _page(request, _document(request, pk), status=422, failed=words)
    messages.success(
        request, _("The document is now %(state)s.") % {"state": DocumentState(wish["state"]).label.lower()}
    )
    return redirect(document)


@require_GET
def document_download(request, pk):
    """The file of a version, under the name it had, as something to keep and never to run."""
    visible = Document.objects.visible_to(request.user)
    version = get_object_or_404(DocumentVersion.objects.exclude(file=""), pk=pk, document__in=visible)
    return fetched(version.file, version.file_name)


@require_POST
def related_new(request, pk):
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    ensure(policies.can_edit_agreement(request.user, agreement))
    form = RelatedForm(request.POST, instance=RelatedDocument(agreement=agreement), user=request.user)
    if form.is_valid() and store(form, lambda: services.add_related(form.instance, by=request.user)):
        messages.success(request, _("“%(title)s” is added.") % {"title": form.instance.title})
        return redirect(reverse("document-list", args=[pk]) + "?lagg-till=1#relaterade")
    return _register(request, agreement, form)


@require_http_methods(["GET", "POST"])
def related_edit(request, pk):
    visible = Agreement.objects.visible_to(request.user)
    related = get_object_or_404(RelatedDocument.objects.select_related("agreement"), pk=pk, agreement__in=visible)
    agreement, name = related.agreement, related.title
    ensure(policies.can_edit_agreement(request.user, agreement))
    back = reverse("document-list", args=[agreement.pk]) + "#relaterade"
    form = RelatedForm(posted(request), instance=related, user=request.user)
    if form.is_valid() and store(
        form, lambda: services.edit_related(form.instance, by=request.user, revision=form.cleaned_data["revision"])
    ):
        messages.success(request, _("“%(title)s” is saved.") % {"title": form.instance.title})
        return redirect(back)
    context = frame(request, agreement, "documents", below=[(_("Documents"), back)]) | {
        "form": form,
        "title": _("Change “%(title)s”") % {"title": name},
        "failed": _("The related document is not saved"),
        "submit": _("Save"),
        "back": back,
    }
    return render_page(request, "agreements/document_form.html", context, status=status_of(form))


@require_POST
def related_remove(request, pk):
    visible = Agreement.objects.visible_to(request.user)
    related = get_object_or_404(RelatedDocument.objects.select_related("agreement"), pk=pk, agreement__in=visible)
    ensure(policies.can_edit_agreement(request.user, related.agreement))
    services.remove_related(related, by=request.user)
    messages.success(request, _("“%(title)s” is no longer listed.") % {"title": related.title})
    return redirect(reverse("document-list", args=[related.agreement_id]) + "#relaterade")
