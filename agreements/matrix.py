"""The matrix as markup: built row by row from strings, since a template tag per cell is ten times slower."""

from functools import cache
from html import escape

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agreements.differences import joined
from agreements.models import Change, Phase, Progress
from agreements.queries.cuts import CHAPTER

STATUS = {Progress.AT_RISK: ("risk", "status-risk"), Progress.OFF_TRACK: ("stop", "status-stop")}
SYMBOLS = "portal/symbols.svg"
NOTHING = "<td></td>"
OPENED, CLOSED = mark_safe('tabindex="0" aria-current="true"'), mark_safe('tabindex="-1"')
SWAPPED = mark_safe(' hx-swap-oob="true"')


def _address_before(name) -> str:
    """A page's address up to the number that ends it, so that thousands are written without asking for each."""
    return reverse(name, args=[0]).removesuffix("0/")


def head(provisions) -> str:
    """One head per clause: its name on end, its number, and whether it is new."""
    address = _address_before("provision-detail")
    return joined(_head(provision, address) for provision in provisions)


def _head(provision, address):
    change = provision.get_change_display() if provision.is_new_or_changed else ""
    return format_html(
        '<th class="prov{}" scope="col"><a href="{}{}/" title="§&nbsp;{} {}{}"><span class="prov-name">{}</span>'
        '<span class="prov-no">{}</span><span class="prov-chg">{}</span></a></th>',
        " prov-new" if provision.is_new_or_changed else "",
        address,
        provision.pk,
        provision.number,
        provision.title,
        f", {change}" if change else "",
        provision.title,
        provision.number,
        change,
    )


def clause_choices(provisions, chosen) -> str:
    """Options for a chapter or one clause."""
    chapters = dict.fromkeys(provision.chapter for provision in provisions if provision.chapter)
    return format_html(
        '<optgroup label="{}">{}</optgroup><optgroup label="{}">{}</optgroup>',
        _("A chapter"),
        joined(_choice(f"{CHAPTER}{chapter}", chapter, chosen) for chapter in chapters),
        _("One clause"),
        joined(_choice(one.pk, f"§\xa0{one.number} {one.title}", chosen) for one in provisions),
    )


def _choice(value, words, chosen):
    mark = " selected" if str(value) == chosen else ""
    return mark_safe(f'<option value="{escape(str(value))}"{mark}>{escape(str(words))}</option>')  # noqa: S308


def organisation_choices(groups, chosen) -> str:
    """Options by part of the county; hundreds of them, so not by template."""
    return format_html_join(
        "",
        '<optgroup label="{}">{}</optgroup>',
        (
            (group.name, joined(_choice(one.pk, one.short_name, str(chosen.pk)) for one in group.organisations))
            for group in groups
        ),
    )


def body(matrix, *, open_pk=None, may_move=lambda organisation: False) -> str:
    """The rows of the table: a heading row per part of the county, then one row per organisation.

    Exactly one cell can be reached with Tab: the open one, else the first; the arrow keys reach the others. Rows whose
    cells the person may move say so, for selecting.
    """
    write, address, width = _writer(matrix), _address_before("organisation-detail"), len(matrix.provisions) + 1
    rows = []
    for group in matrix.groups:
        rows.append(f'<tr class="group"><th scope="rowgroup" colspan="{width}">{escape(group.name)}</th></tr>')
        for organisation in group.organisations:
            may = " data-may" if may_move(organisation) else ""
            link = f'<a href="{address}{organisation.pk}/">{escape(organisation.short_name)}</a>'
            rows.append(f'<tr{may}><th scope="row">{link}</th>{write(organisation.pk)}</tr>')
    table = "".join(rows)
    reachable = open_pk or _first(matrix)
    plain, marked = f'id="c{reachable}" tabindex="-1"', f'id="c{reachable}" tabindex="0"'
    table = table.replace(plain, f'{marked} aria-current="true"' if open_pk else marked, 1)
    return mark_safe(table)  # noqa: S308  names are escaped above


def _first(matrix):
    for organisation in matrix.organisations:
        for provision in matrix.provisions:
            cell = matrix.cells.get((organisation.pk, provision.pk))
            if cell:
                return cell[0]
    return None


def _writer(matrix):
    """A function (organisation key) -> its cells. Only whole numbers and our own markup go in: safe as it is."""
    cells, wanted = matrix.cells, matrix.wanted
    columns, address = [provision.pk for provision in matrix.provisions], _address_before("implementation-panel")
    parts, quiet = (
        {
            key: (
                f'<td><a class="cell {kind}{off}" id="c',
                '" tabindex="-1" data-r="',
                f'" href="{address}',
                f'/">{inside}</a></td>',
            )
            for key, (kind, inside) in _insides(get_language(), static(SYMBOLS)).items()
        }
        for off in ("", " cell-off")
    )

    def write(organisation):
        written = []
        for provision in columns:
            cell = cells.get((organisation, provision))
            if cell is None:
                written.append(NOTHING)
                continue
            pk, phase, progress, revision = cell
            look = parts if wanted is None or pk in wanted else quiet
            first, second, third, last = look[phase, progress]
            written.append(f"{first}{pk}{second}{revision}{third}{pk}{last}")
        return "".join(written)

    return write


def one_cell(implementation, *, swap=False, opened=True) -> str:
    """The cell of one row, for putting back into a table that is already on the screen; `opened` is the one in hand."""
    kind, inside = _insides(get_language(), static(SYMBOLS))[implementation.phase, implementation.progress]
    return format_html(
        '<a class="cell {}" id="c{}" {} data-r="{}" href="{}{}/"{}>{}</a>',
        kind,
        implementation.pk,
        OPENED if opened else CLOSED,
        implementation.revision,
        _address_before("implementation-panel"),
        implementation.pk,
        SWAPPED if swap else "",
        inside,
    )


def swapped_cells(implementations) -> str:
    """The cells that several rows have become, each to be put in its place."""
    return joined(one_cell(row, swap=True, opened=False) for row in implementations)


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
