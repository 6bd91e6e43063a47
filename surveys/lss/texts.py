"""Plain text of what a survey elsewhere was written in: HTML, with places to fill in."""

import re
from html.parser import HTMLParser

BLOCKS = {"p", "br", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote"}
SILENT = {"script", "style", "head", "title", "template"}
PLACE = re.compile(r"\{[^{}\n]{1,300}\}")
LONGEST = 20_000  # characters of a text that are read
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class _Plain(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.said, self.silent, self.pictures = [], 0, False

    def handle_starttag(self, tag, attrs):
        if tag in SILENT:
            self.silent += 1
        elif tag in BLOCKS:
            self.said.append("\n")
        elif tag in ("img", "video", "audio", "iframe", "object", "embed"):
            self.pictures = True

    def handle_endtag(self, tag):
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in BLOCKS:
            self.said.append("\n")

    def handle_data(self, data):
        if not self.silent:
            self.said.append(data)


def plain(text: str, *, lines=False) -> str:
    """The text without markup, on one line, or with its paragraphs."""
    reader = _Plain()
    reader.feed(UNPRINTABLE.sub("", (text or "")[:LONGEST]))
    reader.close()
    said = [" ".join(line.split()) for line in "".join(reader.said).split("\n")]
    return ("\n" if lines else " ").join(line for line in said if line)


def has_pictures(text: str) -> bool:
    reader = _Plain()
    reader.feed((text or "")[:LONGEST])
    return reader.pictures


def has_places(text: str) -> bool:
    """Whether something is filled in where the survey is answered: {TOKEN:FIRSTNAME}, {age.shown}."""
    return bool(PLACE.search(text or ""))


def shortened(text: str, most: int) -> str:
    """At most so many characters, cut at a word."""
    if len(text) <= most:
        return text
    return (
        text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…" if " " in text[: most - 1] else text[: most - 1] + "…"
    )
