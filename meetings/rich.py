"""The text of a point: clean HTML of paragraphs, small headings, lists, bold, italic and links. No Django but its escape.

What reaches the database has passed `clean`; plain text (a read note, a page without script) becomes paragraphs and
lists by `from_plain`, and goes back by `to_plain`.
"""

import re
from html import unescape
from html.parser import HTMLParser

import nh3
from django.utils.html import escape, urlize

TAGS = {"p", "br", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}

_BLOCK = re.compile(r"<(?:p|ul|ol|h[1-6]|blockquote|div)[\s>]", re.IGNORECASE)
_BULLET = re.compile(r"\s*[-–•*]\s+(?=\S)")
_NUMBER = re.compile(r"\s*\d{1,2}[.)]\s+(?=\S)")
_EMPTY = re.compile(r"^(?:<(p|h3|h4|blockquote)>(?:\s|<br>)*</\1>)*$")


def clean(text: str) -> str:
    """Only what we allow. Text without a single block is plain text and is taken as it stands."""
    if not _BLOCK.search(text):
        return from_plain(text)
    kept = nh3.clean(text, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer")
    return "" if _EMPTY.match(kept.strip()) else kept.strip()


def from_plain(text: str) -> str:
    """Paragraphs where lines are empty between, lists where lines begin with a dash or a number."""
    parts = []
    for paragraph in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n").strip()):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        while lines:
            kind = _kind(lines[0])
            end = next((place for place, line in enumerate(lines) if _kind(line) != kind), len(lines))
            parts.append(_written(kind, lines[:end]))
            lines = lines[end:]
    return "".join(parts)


def _kind(line):
    return "ul" if _BULLET.match(line) else "ol" if _NUMBER.match(line) else "p"


def _written(kind, lines):
    if kind == "p":
        return f"<p>{'<br>'.join(_linked(line.strip()) for line in lines)}</p>"
    mark = _BULLET if kind == "ul" else _NUMBER
    items = (_linked(mark.sub("", line, count=1).strip()) for line in lines)
    return f"<{kind}>{''.join(f'<li><p>{item}</p></li>' for item in items)}</{kind}>"


def _linked(line):
    linked = urlize(escape(line))
    return nh3.clean(linked, tags={"a"}, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer")


class _Plain(HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts, self.lists = [], []

    def handle_starttag(self, tag, attrs):
        if tag in ("ul", "ol"):
            self.lists.append([tag, 0])
        elif tag == "li" and self.lists:
            self.lists[-1][1] += 1
            kind, number = self.lists[-1]
            self.parts.append(("  " * (len(self.lists) - 1)) + ("- " if kind == "ul" else f"{number}. "))
        elif tag == "br":
            self.parts.append("\n")

    def handle_endtag(self, tag):
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
            if not self.lists:
                self.parts.append("\n")
        elif tag == "p" or tag[0] == "h" or tag == "blockquote":
            self.parts.append("\n" if self.lists else "\n\n")

    def handle_data(self, data):
        self.parts.append(data)


def to_plain(html: str) -> str:
    """The words with their paragraphs and lists, as one would type them."""
    reader = _Plain()
    reader.feed(html)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.parts)).strip()


# -- units: what two writers can change apart from each other -------------------------------------------------------


class _Units(HTMLParser):
    """Top-level blocks, and the items of top-level lists one by one, as they stand."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.units, self.depth, self.kind, self.part = [], 0, "", []

    def handle_starttag(self, tag, attrs):
        raw = self.get_starttag_text()
        if self.depth == 0 and tag in ("ul", "ol"):
            self.kind = tag
        else:
            self.part.append(raw)
        if tag != "br":
            self.depth += 1

    def handle_endtag(self, tag):
        self.depth -= 1
        if self.depth == 0 and tag == self.kind:
            self.kind = ""
            return
        self.part.append(f"</{tag}>")
        if self.depth == (1 if self.kind else 0):
            self.units.append((self.kind, "".join(self.part)))
            self.part = []

    def handle_data(self, data):
        if self.part or data.strip():
            self.part.append(data)

    def handle_entityref(self, name):
        self.part.append(f"&{name};")

    def handle_charref(self, name):
        self.part.append(f"&#{name};")


def units(html: str) -> list[tuple[str, str]]:
    """[("", "<p>…</p>"), ("ul", "<li>…</li>"), …] of clean HTML."""
    reader = _Units()
    reader.feed(html)
    reader.close()
    return reader.units


def joined(parts) -> str:
    """Clean HTML of units again."""
    written, kind = [], ""
    for now, html in parts:
        if now != kind:
            written.append((f"</{kind}>" if kind else "") + (f"<{now}>" if now else ""))
            kind = now
        written.append(html)
    return "".join(written) + (f"</{kind}>" if kind else "")


def words(html: str) -> str:
    """The bare words on one line, for short excerpts."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
