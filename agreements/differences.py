"""Word by word: what a clause says now against what it said before."""

import re
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

TOKEN = re.compile(r"\n\s*\n|\n|[^\s]+")
BREAK = mark_safe("<br>")


def compare(old: str, new: str) -> tuple[str, str]:
    """The old text with what was taken away in <del>, the new with what came in <ins>, as paragraphs.

    Compared by words, so that a comma moved does not mark the sentence. The texts are escaped.
    """
    before, after = _tokens(old), _tokens(new)
    left, right = [], []
    for kind, a1, a2, b1, b2 in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        same = kind == "equal"
        left.append(("" if same else "del", before[a1:a2]))
        right.append(("" if same else "ins", after[b1:b2]))
    return _paragraphs(left), _paragraphs(right)


def paragraphs(text: str) -> str:
    """Plain text as paragraphs, line breaks kept."""
    return _paragraphs([("", _tokens(text))])


def joined(parts, between=""):
    """Markup put together; each part is safe already or is escaped here."""
    return format_html_join(between, "{}", ((part,) for part in parts))


def _tokens(text):
    """Words, single line breaks, and empty lines (each as one token)."""
    found = TOKEN.findall(text.strip().replace("\r\n", "\n"))
    return [token if token.strip() else ("\n\n" if token.count("\n") > 1 else "\n") for token in found]


def _paragraphs(runs):
    """Write runs of (tag, tokens) as paragraphs of lines; a mark never crosses a line."""
    lines, rows = [[]], []
    for tag, tokens in runs:
        words = []
        for piece in [*tokens, None]:
            if piece is not None and piece.strip():
                words.append(piece)
                continue
            if words:
                lines[-1].append(_written(tag, words))
                words = []
            if piece == "\n":
                lines.append([])
            elif piece == "\n\n":
                rows.append(lines)
                lines = [[]]
    rows.append(lines)
    written = [joined((joined(line, " ") for line in row if line), BREAK) for row in rows]
    return format_html_join("", "<p>{}</p>", ((row,) for row in written if row))


def _written(tag, words):
    text = " ".join(words)
    if not tag:
        return format_html("{}", text)
    return format_html("<ins>{}</ins>" if tag == "ins" else "<del>{}</del>", text)
