"""Reading actions in from a workbook: choose a file, look at what it would do, save."""

from datetime import date

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actions import exchange, policies, queries, services
from actions.forms.importing import ImportForm
from actions.views.frame import crumbs_to, defaults_of
from portal import dates, drafts
from portal.access import ensure
from portal.pages import render_page
from portal.tables import DAY, Fault, Row, Table

KIND = "actions"
SHOWN = ("new", "changed", "meanwhile", "fault")


@require_http_methods(["GET", "POST"])
def action_import(request):
    """What is read waits as the person's own draft until they have looked at it."""
    ensure(policies.can_add(request.user))
    posted = request.method == "POST"
    form = ImportForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        name = form.cleaned_data["file"].name
        draft = drafts.keep(request.user, KIND, request.user, name=name, content=_packed(form.table))
        return redirect("action-import-preview", draft.pk)
    context = {"form": form, "columns": [one.heading for one in exchange.COLUMNS], "crumbs": crumbs_to()}
    return render_page(request, "actions/import.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def action_import_preview(request, pk):
    """What each row would do, as things stand now; the button saves those that can be saved."""
    ensure(policies.can_add(request.user))
    draft = get_object_or_404(drafts.drafts_about(request.user, KIND, request.user), pk=pk)
    table = _unpacked(draft.content)
    if request.method == "POST":
        return _save(request, draft, table)
    entries = _entries(request, table)
    counts = {kind: sum(one.kind == kind for one in entries) for kind in (*SHOWN, "same")}
    context = {
        "draft": draft,
        "entries": [one for one in entries if one.kind in SHOWN],
        "counts": counts,
        "saves": counts["new"] + counts["changed"],
        "ignored": table.ignored,
        "crumbs": [*crumbs_to(), (_("Read in from Excel"), reverse("action-import"))],
    }
    return render_page(request, "actions/import_preview.html", context)


def _save(request, draft, table):
    """All of it or nothing: when somebody saved in the same moment, the preview is shown again."""
    defaults = defaults_of(request.user, queries.Wish())
    try:
        with transaction.atomic():
            rows = _to_save(_entries(request, table))
            made, changed = services.save_rows(rows, defaults=defaults, by=request.user, at=timezone.now())
            draft.delete()
    except services.Stale:
        messages.warning(request, _("Somebody changed one of the actions just now. Look again at what would be saved."))
        return redirect("action-import-preview", draft.pk)
    said = _("%(new)d actions are new and %(changed)d are changed.") % {"new": made, "changed": changed}
    messages.success(request, said)
    return redirect("action-list")


def _entries(request, table):
    numbers = [row.values["number"] for row in table.rows if row.values.get("number")]
    return exchange.read(table, queries.known_cells(request.user, numbers), on=dates.today())


def _to_save(entries):
    """New and changed rows; those with faults and those that others changed meanwhile are left alone."""
    return [
        {
            "pk": one.action.pk if one.action else None,
            "revision": one.action.revision if one.action else None,
            "facts": one.facts,
        }
        for one in entries
        if one.kind in ("new", "changed")
    ]


_DAYS = [column.key for column in exchange.COLUMNS if column.kind == DAY]


def _packed(table) -> dict:
    """A table as a draft keeps it."""
    rows = []
    for row in table.rows:
        values = dict(row.values)
        for key in _DAYS:
            if values.get(key):
                values[key] = values[key].isoformat()
        rows.append({"number": row.number, "values": values, "faults": [[one.heading, one.text] for one in row.faults]})
    return {"rows": rows, "ignored": table.ignored}


def _unpacked(content) -> Table:
    rows = []
    for row in content["rows"]:
        values = dict(row["values"])
        for key in _DAYS:
            if values.get(key):
                values[key] = date.fromisoformat(values[key])
        faults = [Fault(row["number"], heading, text) for heading, text in row["faults"]]
        rows.append(Row(row["number"], values, faults))
    return Table(rows, content["ignored"])
