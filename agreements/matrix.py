"""The matrix as markup: built row by row from strings, since a template tag per cell is ten times slower."""

from functools import cache

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from agreements.models import Change, Phase, Progress

STATUS = {Progress.AT_RISK: ("risk", "status-risk"), Progress.OFF_TRACK: ("stop", "status-stop")}
SYMBOLS = "portal/symbols.svg"
NOTHING = mark_safe("<td></td>")


def panel_address() -> str:
    """The address of a cell's panel up to its number."""
    return reverse("implementation-panel", args=[0]).removesuffix("0/")


def head_cells(provisions):
    """One head per clause: its name on end, its number, and whether it is new."""
    for provision in provisions:
        change = provision.get_change_display() if provision.is_new_or_changed else ""
        yield format_html(
            '<th class="prov{}" scope="col"><a href="{}" title="§&nbsp;{} {}{}"><span class="prov-name">{}</span>'
            '<span class="prov-no">{}</span><span class="prov-chg">{}</span></a></th>',
            " prov-new" if provision.is_new_or_changed else "",
            provision.get_absolute_url(),
            provision.number,
            provision.title,
            f", {change}" if change else "",
            provision.title,
            provision.number,
            change,
        )


def rows(matrix, *, open_pk=None):
    """The rows of the table: a heading row per part of the county, then one row per organisation.

    Exactly one cell can be reached with Tab: the open one, else the first; the arrow keys reach the others.
    """
    address = panel_address()
    columns = [provision.pk for provision in matrix.provisions]
    width = len(columns) + 1
    reachable = open_pk or _first(matrix, columns)
    for group in matrix.groups:
        yield format_html('<tr class="group"><th scope="rowgroup" colspan="{}">{}</th></tr>', width, group.name)
        for organisation in group.organisations:
            yield format_html(
                '<tr><th scope="row"><a href="{}">{}</a></th>{}</tr>',
                organisation.get_absolute_url(),
                organisation.short_name,
                _cells(
                    matrix.cells,
                    organisation.pk,
                    columns=columns,
                    address=address,
                    reachable=reachable,
                    open_pk=open_pk,
                ),
            )


def _first(matrix, columns):
    for organisation in matrix.organisations:
        for provision in columns:
            cell = matrix.cells.get((organisation.pk, provision))
            if cell:
                return cell.pk
    return None


def _cells(cells, organisation, *, columns, address, reachable, open_pk):
    """One row's cells. Only our own numbers and our own markup go in, so the string is safe as it is."""
    insides = _insides(get_language(), static(SYMBOLS))
    parts = []
    for provision in columns:
        cell = cells.get((organisation, provision))
        if cell is None:
            parts.append(NOTHING)
            continue
        pk, phase, progress = cell
        kind, inside = insides[phase, progress]
        tab = "0" if pk == reachable else "-1"
        here = ' aria-current="true"' if pk == open_pk else ""
        parts.append(
            f'<td><a class="cell {kind}" id="c{pk}" href="{address}{pk}/" tabindex="{tab}"{here}>{inside}</a></td>'
        )
    return mark_safe("".join(parts))  # noqa: S308  whole numbers and markup from `_inside`


def one_cell(implementation, *, swap=False) -> str:
    """The cell of one row, for putting back into a table that is already on the screen."""
    kind, inside = _insides(get_language(), static(SYMBOLS))[implementation.phase, implementation.progress]
    return format_html(
        '<a class="cell {}" id="c{}" href="{}{}/" tabindex="0" aria-current="true"{}>{}</a>',
        kind,
        implementation.pk,
        panel_address(),
        implementation.pk,
        mark_safe(' hx-swap-oob="true"') if swap else "",
        inside,
    )


@cache
def _insides(_language, symbols) -> dict:
    """(class, markup) of every possible cell in one language, with the symbols at one address."""
    return {(phase, progress): _inside(phase, progress, symbols) for phase in Phase for progress in Progress}


def _inside(phase, progress, symbols):
    kind, mark, words = f"cell-{phase}", "", str(phase.label)
    if progress in STATUS:
        name, symbol = STATUS[progress]
        kind += f" cell-{name}"
        mark = format_html('<svg class="sym-sm" aria-hidden="true"><use href="{}#{}"></use></svg>', symbols, symbol)
        words += f", {str(progress.label).lower()}"
    inside = format_html(
        '<svg class="sym" aria-hidden="true"><use href="{}#phase-{}"></use></svg>{}'
        '<span class="visually-hidden">{}</span>',
        symbols,
        int(phase),
        mark,
        words,
    )
    return kind, inside


def tag_of(change) -> str:
    """New and changed clauses wear a tag; the rest are quiet."""
    if change == Change.UNCHANGED:
        return ""
    return format_html(
        '<span class="tag{}">{}</span>', " tag-new" if change == Change.NEW else "", Change(change).label
    )
