"""Reading a folder of notes: hand it in, watch it, look at what is doubtful, take it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings import confirm, notes, policies
from meetings.forms.batch import FolderForm
from meetings.forms.preview import Preview
from meetings.models import BatchState, FileState, NoteBatch, NoteFile
from meetings.notes.folder import MAX_FILES
from meetings.queries import batches
from meetings.queries.names import Names
from meetings.services import batches as services
from meetings.views.frame import crumbs
from meetings.views.meetings import groups_to_call
from meetings.views.notes import first_group, preview_page
from portal import dates
from portal.access import ensure
from portal.pages import page_of, render_page
from portal.tables import DAY, WHOLE, Column, write_table

RUNNING = (BatchState.WAITING, BatchState.READING)


@require_http_methods(["GET", "POST"])
def batch_new(request):
    """Choose a group and many files."""
    ensure(policies.can_call_any(request.user))
    groups = groups_to_call(request.user)
    if request.method == "GET":
        form = FolderForm(groups=groups, initial={"group": first_group(request, groups)})
    else:
        form = FolderForm(request.POST, request.FILES, groups=groups)
        if form.is_valid():
            return redirect(services.hand_in(form.found, group=form.cleaned_data["group"], by=request.user))
    context = {
        "form": form,
        "page": page_of(request, batches.listed(request.user), per=10),
        "most": MAX_FILES,
        "crumbs": [*crumbs(), (_("Read notes"), reverse("note-import"))],
    }
    return render_page(request, "meetings/batch_new.html", context, status=422 if form.errors else 200)


def _visible(request, pk):
    return get_object_or_404(NoteBatch.objects.visible_to(request.user).select_related("group", "by"), pk=pk)


@require_GET
def batch_detail(request, pk):
    """How far it has come, and when it is over how each file went. Asked again every other second while it is read."""
    return _page(request, _visible(request, pk))


def _page(request, batch, *, status=200, **more):
    progress = batches.progress(batch)
    running = batch.state in RUNNING
    lines = [] if running else batches.files(batch)
    step = request.GET.get("steg", "")
    refused = [line for line in lines if line.state == FileState.FAILED]
    context = {
        "batch": batch,
        "progress": progress,
        "running": running,
        "lines": lines,
        "columns": REPORT[3:8],
        "totals": batches.totals(lines),
        "refused": refused,
        "asks": refused and not batch.started_at and progress.left,
        "has_meetings": any(line.state == FileState.SAVED and line.meeting for line in lines),
        "rate": _rate(progress),
        "step": step,
        "is_new_step": request.htmx and step != str(progress.step),
        "crumbs": _trail(),
    }
    return render_page(request, "meetings/batch_detail.html", context | more, part="lage", status=status)


def _trail(batch=None):
    trail = [*crumbs(), (_("Read in a folder"), reverse("batch-new"))]
    return [*trail, (str(batch.group), batch.get_absolute_url())] if batch else trail


def _rate(progress) -> float:
    """Notes per second of those that were read."""
    return 1 / progress.seconds if progress.seconds else 0


@require_POST
def batch_stop(request, pk):
    services.stop(_visible(request, pk), by=request.user)
    return redirect("batch-detail", pk)


@require_POST
def batch_go_on(request, pk):
    batch = _visible(request, pk)
    ensure(policies.can_call_meetings(request.user, batch.group))
    services.go_on(batch, by=request.user)
    return redirect(batch)


@require_http_methods(["GET", "POST"])
def batch_undo(request, pk):
    """A warned step: which meetings go, and which stay because somebody has changed them."""
    batch = _visible(request, pk)
    ensure(policies.can_call_meetings(request.user, batch.group))
    if request.method == "POST":
        try:
            gone, kept = services.undo(batch, by=request.user)
        except services.NotNow:
            messages.warning(request, _("The folder is still being read. Stop it first."))
            return redirect(batch)
        messages.success(request, _undone(gone, kept))
        return redirect(batch)
    goes, stays = batches.taken_back(batch)
    context = {
        "batch": batch,
        "goes": goes,
        "stays": stays,
        "actions": len(batches.actions_of([meeting.pk for meeting in goes])),
        "running": batch.state in RUNNING,
        "crumbs": _trail(batch),
    }
    return render_page(request, "meetings/batch_undo.html", context)


def _undone(gone, kept) -> str:
    said = ngettext("%(number)d meeting is taken away.", "%(number)d meetings are taken away.", gone) % {"number": gone}
    if not kept:
        return said
    more = ngettext(
        "%(number)d stays, since somebody has changed it.", "%(number)d stay, since somebody has changed them.", kept
    )
    return f"{said} {more % {'number': kept}}"


@require_POST
def batch_throw(request, pk):
    batch = _visible(request, pk)
    try:
        services.throw_away(batch, by=request.user)
    except services.NotNow:
        messages.warning(request, _("The folder has meetings, or is still being read, so it is not thrown away."))
        return redirect(batch)
    messages.success(request, _("The files are thrown away. Nothing of them is kept."))
    return redirect("batch-new")


@require_GET
def batch_file(request, pk, row_pk):
    """A doubtful file in the ordinary preview."""
    batch = _visible(request, pk)
    ensure(policies.can_call_meetings(request.user, batch.group))
    file = get_object_or_404(NoteFile.objects.filter(batch=batch), pk=row_pk)
    if file.state not in (FileState.DOUBTFUL, FileState.TWIN):
        raise Http404
    if file.content is None:
        messages.warning(request, _("The file is not kept any longer. Choose it again."))
        return redirect(batch)
    names = Names()
    try:
        note = notes.read_note(bytes(file.content), known_people=names.known_people, reference_date=dates.today())
    except notes.UnreadableNote as unreadable:
        messages.warning(request, _(unreadable.message) % unreadable.values)
        return redirect(batch)
    preview = Preview(
        names=names,
        groups=groups_to_call(request.user),
        suggested=confirm.suggest(note, names),
        group=batch.group_id,
    )
    return preview_page(request, preview, file=file, doubt=batches.said(file))


# -- the report as a workbook --

REPORT = [
    Column("file", pgettext_lazy("notes", "File"), width=40),
    Column("day", gettext_lazy("Day"), kind=DAY, width=14),
    Column("title", gettext_lazy("Meeting"), width=40),
    Column("people", gettext_lazy("People"), kind=WHOLE, width=12),
    Column("points", pgettext_lazy("agenda", "Points"), kind=WHOLE, width=12),
    Column("decisions", gettext_lazy("Decisions"), kind=WHOLE, width=12),
    Column("actions", gettext_lazy("Actions"), kind=WHOLE, width=12),
    Column("dates", gettext_lazy("Coming dates"), kind=WHOLE, width=14),
    Column("state", pgettext_lazy("file", "How it went"), width=20),
    Column("words", gettext_lazy("Remarks"), width=60),
    Column("link", gettext_lazy("Address"), width=50),
]


@require_GET
def batch_export(request, pk):
    batch = _visible(request, pk)
    lines = batches.files(batch)
    rows = [_row(request, line) for line in lines]
    sums = dict(zip(batches.COUNTED, batches.totals(lines), strict=True))
    rows.append({"file": _("Total of what was saved"), **sums})
    data = write_table(REPORT, rows, title=_("Notes read in"))
    name = f"{pgettext('file name', 'notes-read-in')}-{batch.at:%Y-%m-%d}.xlsx"
    return HttpResponse(
        data,
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _row(request, line) -> dict:
    return {
        "file": line.name,
        "day": line.day,
        "title": line.meeting.title if line.meeting else line.title,
        **dict(zip(batches.COUNTED, line.figures, strict=True)),
        "state": _("Taken back") if line.taken_back else line.row.get_state_display(),
        "words": " ".join([line.said, *line.warnings]).strip(),
        "link": request.build_absolute_uri(line.meeting.get_absolute_url()) if line.meeting else "",
    }
