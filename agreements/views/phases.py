"""Phases: the matrix of all parties and clauses, its list twin, and the same as Excel."""

from django.shortcuts import get_object_or_404
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET

from agreements import exports, matrix, policies, queries
from agreements.forms.phases import MANY, ManyForm
from agreements.models import Agreement, Phase, Progress
from agreements.views.files import attachment
from agreements.views.frame import frame
from agreements.views.implementation import panel_of, rows_to_read
from organisations.models import Side
from portal.asked import number_in
from portal.dates import today
from portal.pages import page_of, render_page

SHOWN = 5
ROWS = mark_safe("<!--rows-->")  # nobody can write this: what people write is escaped


@require_GET
def agreement_phases(request, pk):
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    cut, way = _cut(request), request.GET.get("vy", "")
    found = queries.matrix_of(agreement, on=today(), cut=cut)
    pulses = queries.pulses_due(agreement, on=today())
    context = frame(request, agreement, "phases") | {
        "matrix": found,
        "figures": found.figures,
        "cut": cut,
        "phases": Phase.choices,
        "sides": Side.choices,
        "progresses": Progress.choices,
        "clauses": matrix.clause_choices(found.all_provisions, cut.clause),
        "way": way,
        "due_pulses": pulses[:SHOWN],
        "pulse_total": len(pulses),
    }
    if way == "lista":
        return render_page(request, "agreements/phases_list.html", context | _list(request, agreement, found))
    chosen = _open(request, agreement)
    may_move = {one.pk for one in found.organisations if policies.can_move_for(request.user, agreement, one)}
    context |= {
        "head": matrix.head(found.provisions),
        "body": ROWS,
        "may_move_any": bool(may_move),
        "many_form": ManyForm(),
        "many_limit": MANY,
        "phone": _one_organisation(request, found),
    }
    if chosen:
        context |= panel_of(request, chosen, in_matrix=True)
    response = render_page(request, "agreements/agreement_phases.html", context)
    rows = matrix.body(found, open_pk=chosen.pk if chosen else None, may_move=lambda one: one.pk in may_move)
    response.add_post_render_callback(lambda page: _put_in(page, rows))
    return response


def _put_in(page, rows):
    """Put the rows in their place when the page is written: every template they went through would copy them all."""
    page.content = page.content.replace(ROWS.encode(), rows.encode(), 1)


def _cut(request) -> queries.Cut:
    """Which part of the matrix is asked for, as it stands in the address."""
    asked = request.GET.get
    return queries.Cut(
        group=asked("lansdel", ""),
        side=asked("huvudman", ""),
        new_only=asked("punkter") == "nya",
        clause=asked("punkt", ""),
        phase=asked("fas", ""),
        progress=asked("lage", ""),
        todo=asked("kvar", ""),
    )


def _open(request, agreement):
    """The cell whose panel stands open (?ruta=N), or None."""
    wish = number_in(request.GET.get("ruta", ""))
    return rows_to_read(request).filter(provision__agreement=agreement, pk=wish).first() if wish else None


def _list(request, agreement, found) -> dict:
    """The cells asked for as rows to tick, a page at a time."""
    page = page_of(request, found.listed)
    rows = {row.pk: row for row in rows_to_read(request).filter(pk__in=list(page.object_list))}
    listed = [rows[key] for key in page.object_list if key in rows]
    return {
        "page": page,
        "rows": [(row, policies.can_move(request.user, row)) for row in listed],
        "total": len(found.listed),
        "may_move_any": any(policies.can_move(request.user, row) for row in listed),
    }


def _one_organisation(request, found):
    """The phone's view: one organisation's clauses; the person's own organisation unless another is asked for."""
    everybody = found.everybody
    wish = request.GET.get("part", "")
    own = request.user.organisations_as()
    chosen = next((one for one in everybody if str(one.pk) == wish), None)
    chosen = chosen or next((one for one in everybody if one.pk in own), everybody[0] if everybody else None)
    if chosen is None:
        return None
    cells = [(provision, found.cells.get((chosen.pk, provision.pk))) for provision in found.provisions]
    rows = [(provision, *cell[:3]) for provision, cell in cells if cell]
    return {
        "organisation": chosen,
        "choices": matrix.organisation_choices(found.all_groups, chosen),
        "rows": rows,
        "figures": queries.figures_of(row[1:] for row in rows),
    }


@require_GET
def agreement_phases_export(request, pk):
    """The matrix as it is cut on the page, as Excel."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    day = today()
    found = queries.matrix_of(agreement, on=day, cut=_cut(request))
    workbook = exports.phases_workbook(agreement, found, queries.details_of(agreement), on=day)
    return attachment(workbook, "faser", "xlsx")
