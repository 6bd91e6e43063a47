"""Word by word: what a clause says now against what it said before."""

import re
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

WORD_OR_SPACE = re.compile(r"\s+|[^\s]+")
BREAK = mark_safe("<br>")
PARAGRAPH = re.compile(r"\n\s*\n")


def compare(old: str, new: str) -> tuple[str, str]:
    """The old text with what was taken away in <del>, the new with what came in <ins>, as paragraphs.

    Compared by words, so that a comma moved does not mark the sentence. The texts are escaped.
    """
    before, after = WORD_OR_SPACE.findall(old.strip()), WORD_OR_SPACE.findall(new.strip())
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    left, right = [], []
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        gone, come = "".join(before[a1:a2]), "".join(after[b1:b2])
        left.append(("" if kind == "equal" else "del", gone))
        right.append(("" if kind == "equal" else "ins", come))
    return _paragraphs(left), _paragraphs(right)


def paragraphs(text: str) -> str:
    """Plain text as paragraphs, line breaks kept."""
    return _paragraphs([("", text.strip())])


def _paragraphs(pieces):
    """Cut a row of (tag, text) pairs into paragraphs at empty lines; a mark never crosses one."""
    rows = [[]]
    for tag, text in pieces:
        for number, part in enumerate(PARAGRAPH.split(text)):
            if number:
                rows.append([])
            if part:
                rows[-1].append(_written(tag, part))
    return format_html_join("", "<p>{}</p>", ((joined(row),) for row in rows if row))


def joined(parts):
    """Markup put together; each part is safe already or is escaped here."""
    return format_html_join("", "{}", ((part,) for part in parts))


def _written(tag, text):
    lines = format_html_join(BREAK, "{}", ((line,) for line in text.split("\n")))
    if not tag or not text.strip():
        return lines
    return format_html("<ins>{}</ins>" if tag == "ins" else "<del>{}</del>", lines)
