"""The rows of the result page's large tables, written from here: a template's tags for each cell cost ten times more."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

BAR = '<tr><th scope="row">{}</th><td class="spread-cell"><svg class="spread-bar" aria-hidden="true"><rect class="all" x="0" y="0" width="100%" height="12" rx="3"></rect><rect class="part" x="0" y="0" width="{}" height="12" rx="3"></rect>{}</svg></td>{}<td class="num">{}</td></tr>'
MARK = '<rect class="mark" x="{}" y="-1" width="3" height="14"></rect>'
OWN = '<td class="num">{}</td>'
HEAT = '<tr{}><th scope="row"><a href="?organisation={}">{}</a>{}</th>{}</tr>'
CELL = '<td class="ramp-{}">{}</td>'
NONE = '<td class="none"><span aria-hidden="true">–</span><span class="visually-hidden">{}</span></td>'


def bar_rows(block):
    """A row for each answer: its bar and its numbers, those of the organisation before those of all."""
    return format_html_join("", "{}", ((_bar(line),) for line in block.lines))


def _bar(line):
    if line.own is None:
        return format_html(BAR, line.text, line.all.width, "", "", _in_words(line.all))
    mark, own = format_html(MARK, line.all.width), format_html(OWN, _in_words(line.own))
    return format_html(BAR, line.text, line.own.width, mark, own, _in_words(line.all))


def _in_words(share) -> str:
    return _("%(count)s (%(percent)s %%)") % {"count": share.count, "percent": share.percent}


def heat_rows(rows):
    """A row for each organisation: its mean on every question, or a dash."""
    none = format_html(NONE, pgettext("figure", "not shown"))
    own = format_html('<span class="visually-hidden"> ({})</span>', _("your own"))
    is_own = format_html(' class="{}"', "own")
    return format_html_join(
        "",
        HEAT,
        (
            (
                is_own if row.is_own else "",
                row.organisation.pk,
                row.organisation.short_name,
                own if row.is_own else "",
                format_html_join(
                    "", "{}", ((format_html(CELL, cell.ramp, cell.mean) if cell.mean else none,) for cell in row.cells)
                ),
            )
            for row in rows
        ),
    )
