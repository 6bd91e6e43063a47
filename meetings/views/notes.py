"""A note is read, shown, and saved: two pages, nothing kept on the server between them."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings import confirm, notes, policies, services
from meetings.forms.preview import Preview, SourceForm
from meetings.notes.files import check_size
from meetings.queries.batches import file_in_hand
from meetings.queries.names import Names
from meetings.services.batches import save_looked_at
from meetings.views.frame import crumbs
from meetings.views.meetings import groups_to_call
from portal import dates
from portal.access import ensure
from portal.pages import render_page


@require_http_methods(["GET", "POST"])
def note_import(request):
    """Upload or paste. What was found is shown at once, in form fields."""
    ensure(policies.can_call_any(request.user))
    groups = groups_to_call(request.user)
    if request.method == "GET":
        return _source_page(request, SourceForm(groups=groups, initial={"group": first_group(request, groups)}))
    form = SourceForm(request.POST, request.FILES, groups=groups)
    if not form.is_valid():
        return _source_page(request, form, status=422)
    names = Names()
    try:
        note = _read(form.cleaned_data, names)
    except notes.UnreadableNote as unreadable:
        field = "file" if form.cleaned_data["file"] else "text"
        form.add_error(field, _(unreadable.message) % unreadable.values)
        return _source_page(request, form, status=422)
    preview = Preview(
        names=names, groups=groups, suggested=confirm.suggest(note, names), group=form.cleaned_data["group"].pk
    )
    return preview_page(request, preview)


def first_group(request, groups):
    """The group the address names, or the only one there is."""
    wish = request.GET.get("grupp", "")
    if wish:
        return wish
    only = list(groups[:2])
    return only[0].pk if len(only) == 1 else None


def _read(cleaned, names):
    """A file goes before pasted text; its size is looked at before it is read."""
    known = {"known_people": names.known_people, "reference_date": dates.today()}
    file = cleaned["file"]
    if not file:
        return notes.read_pasted(cleaned["text"], **known)
    check_size(file.size)
    return notes.read_note(file.read(), **known)


def _source_page(request, form, *, status=200):
    return render_page(request, "meetings/note_import.html", {"form": form, "crumbs": crumbs()}, status=status)


@require_POST
def note_save(request):
    """Save what was kept. With errors, or when it is saved already, the same preview comes back as it was typed."""
    ensure(policies.can_call_any(request.user))
    preview = Preview(names=Names(), groups=groups_to_call(request.user), data=request.POST)
    file = file_in_hand(request.user, request.POST.get("file"))
    if not preview.is_valid():
        return preview_page(request, preview, status=422, file=file)
    save = partial(save_looked_at, file) if file else services.save_note
    try:
        meeting = save(
            preview.confirmed(),
            group=preview.head.cleaned_data["group"],
            by=request.user,
            even_if_saved="even_if_saved" in request.POST,
        )
    except services.AlreadySaved as saved:
        return preview_page(request, preview, status=422, twin=saved.meeting, file=file)
    messages.success(
        request, _("The notes are saved as a draft that only the group can read. Share them when they are ready.")
    )
    return redirect(file.batch if file else meeting)


def preview_page(request, preview, *, status=200, **more):
    """The preview; `file` is the file of a batch that it comes from, `doubt` why it was put aside."""
    trail = [*crumbs(), (_("Read notes"), request.path)]
    context = {"preview": preview, "errors": preview.errors() if status == 422 else [], "crumbs": trail[:1], **more}
    return render_page(request, "meetings/note_preview.html", context, status=status)
