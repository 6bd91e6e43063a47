"""Excel in and out: the same pages for clauses, phases, decisions and activities; clauses in Word too."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from agreements.exchange import KINDS, stored, word
from agreements.exchange.preview import Outcome, preview_of
from agreements.exchange.saving import NotAsShown, NotSaved, save
from agreements.forms.exchange import FileForm
from agreements.models import Agreement
from agreements.views.files import attachment, word_attachment
from agreements.views.frame import frame, posted, status_of
from portal import drafts
from portal.access import ensure
from portal.dates import today
from portal.models import Draft
from portal.pages import page_of, render_page
from portal.sheets import Unreadable
from portal.tables import write_table

PER_PAGE = 50
SHOWN = {
    "": (Outcome.NEW, Outcome.CHANGED, Outcome.STALE, Outcome.WRONG),
    "fel": (Outcome.WRONG, Outcome.STALE),
    "alla": tuple(Outcome),
}


def _found(request, pk, slug):
    """The agreement and the kind, for somebody who may see it."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    if slug not in KINDS:
        raise Http404
    return agreement, KINDS[slug]


def _writable(request, pk, slug):
    agreement, kind = _found(request, pk, slug)
    ensure(kind.may_import(request.user, agreement))
    return agreement, kind


@require_GET
def exchange_export(request, pk, kind):
    """All rows as a workbook that can be changed and read in again."""
    agreement, kind = _found(request, pk, kind)
    context = kind.read(agreement, user=request.user, on=today())
    title = f"{kind.title}, {agreement.short_title}"
    try:
        content = write_table(kind.columns, kind.table_rows(context), title=title)
    except Unreadable as unreadable:
        instead = _("Download the clauses as Word instead.")
        messages.error(request, f"{unreadable} {instead}")
        return redirect(kind.back, pk)
    return attachment(content, kind.file_name, "xlsx")


@require_GET
def provisions_word(request, pk):
    """All clauses in force as a Word document."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    instead = _("The Word document could not be made. Download the clauses as Excel instead.")
    back = reverse("provision-list", args=[pk])
    return word_attachment(request, lambda: word.write_clauses(agreement), "punkter", back=back, instead=instead)


def _below(agreement, kind):
    return [(str(kind.title), reverse(kind.back, args=[agreement.pk]))]


@require_http_methods(["GET", "POST"])
def exchange_import(request, pk, kind):
    """Choose a file; what is read waits as the person's own draft until they have looked at it."""
    agreement, kind = _writable(request, pk, kind)
    form = FileForm(posted(request), request.FILES if request.method == "POST" else None, kind=kind)
    if form.is_bound and form.is_valid():
        content = stored.packed(form.table, is_document=form.is_document)
        name = form.cleaned_data["file"].name
        draft = drafts.keep(request.user, f"exchange-{kind.slug}", agreement, name=name, content=content)
        return redirect("exchange-preview", agreement.pk, kind.slug, draft.pk)
    context = frame(request, agreement, kind.tab, below=_below(agreement, kind)) | {
        "form": form,
        "kind": kind,
        "needed": [one.name for one in kind.columns if one.needed],
        "others": [one.name for one in kind.columns if not one.needed and one.role not in ("info", "revision")],
        "most": kind.most,
        "back": reverse(kind.back, args=[agreement.pk]),
    }
    return render_page(request, "agreements/exchange_import.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def exchange_preview(request, pk, kind, draft):
    """Row by row what would change; nothing is saved until the person says so."""
    agreement, kind = _writable(request, pk, kind)
    about = drafts.drafts_about(request.user, f"exchange-{kind.slug}", agreement)
    draft = get_object_or_404(about, pk=draft)
    if request.method == "GET":
        return _preview(request, agreement, kind, draft)
    if request.POST.get("choice") == "discard":
        draft.delete()
        messages.info(request, _("The file is thrown away. Nothing is changed."))
        return redirect(kind.back, pk)
    return _save(request, agreement, kind, draft)


def _save(request, agreement, kind, draft):
    content = stored.unpacked(draft.content, kind)
    try:
        with transaction.atomic():
            get_object_or_404(Draft.objects.select_for_update(), pk=draft.pk)  # two presses save once
            saved = save(
                kind,
                agreement,
                content.rows,
                by=request.user,
                on=today(),
                at=timezone.now(),
                digest=request.POST.get("digest", ""),
                only_good=request.POST.get("choice") == "good",
                refused=content.refused,
            )
            draft.delete()
    except NotAsShown:
        return _preview(request, agreement, kind, draft, moved=True, status=422)
    except NotSaved as not_saved:
        draft.content["refused"] = draft.content.get("refused", {}) | not_saved.refused
        draft.save(update_fields=["content"])
        return _preview(request, agreement, kind, draft, not_saved=True, status=422)
    messages.success(request, _said(saved))
    return redirect(kind.back, agreement.pk)


def _said(preview) -> str:
    count = preview.count(Outcome.NEW, Outcome.CHANGED)
    said = ngettext("%(count)d row is saved.", "%(count)d rows are saved.", count) % {"count": count}
    if preview.bad:
        left = ngettext("%(count)d row was left out.", "%(count)d rows were left out.", preview.bad)
        said = f"{said} {left % {'count': preview.bad}}"
    return said


def _preview(request, agreement, kind, draft, *, moved=False, not_saved=False, status=200):
    content = stored.unpacked(draft.content, kind)
    preview, _context = preview_of(
        kind, agreement, content.rows, user=request.user, on=today(), refused=content.refused
    )
    shown = request.GET.get("visa", "")
    shown = shown if shown in SHOWN else ""
    lines = [line for line in preview.lines if line.outcome in SHOWN[shown]]
    context = frame(request, agreement, kind.tab, below=_below(agreement, kind)) | {
        "kind": kind,
        "draft": draft,
        "preview": preview,
        "is_document": content.is_document,
        "ignored": content.ignored,
        "page": page_of(request, lines, per=PER_PAGE),
        "shown": shown,
        "count": {
            "new": preview.count(Outcome.NEW),
            "changed": preview.count(Outcome.CHANGED),
            "unchanged": preview.count(Outcome.UNCHANGED),
            "wrong": preview.count(Outcome.WRONG),
            "stale": preview.count(Outcome.STALE),
        },
        "moved": moved,
        "not_saved": not_saved,
        "again": reverse("exchange-import", args=[agreement.pk, kind.slug]),
    }
    return render_page(request, "agreements/exchange_preview.html", context, status=status)
