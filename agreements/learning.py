"""The learning document: what is learned by month or by clause, on the page and as Word."""

from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.word import word_from_html


def by_month(items) -> list[tuple[str, list]]:
    """(month in words, its items) in the order the items have."""
    groups = {}
    for item in items:
        month = timezone.localtime(item.created_at).date().replace(day=1)
        groups.setdefault(month, []).append(item)
    return [(capfirst(formats.date_format(month, "F Y")), rows) for month, rows in groups.items()]


def by_clause(items) -> list[tuple[str, list]]:
    """(clause, its items) in the agreement's order; an item that concerns several stands below each."""
    groups = {}
    for item in items:
        for clause in list(item.provisions.all()) or [None]:
            groups.setdefault(clause, []).append(item)
    order = sorted(groups, key=lambda clause: (clause is not None, clause.position if clause else 0))
    return [(str(clause) if clause else _("The agreement as a whole"), groups[clause]) for clause in order]


def as_word(agreement, groups, *, on) -> bytes:
    """The document as docx with plain headings."""
    page = render_to_string("agreements/learning_word.html", {"agreement": agreement, "groups": groups, "on": on})
    return word_from_html(page, title=_("Learning document"), language=get_language())
