"""A PDF that is tagged after PDF/UA-1, made from simple HTML: headings, paragraphs, lists and tables.

Headings are numbered from one under the title. Nothing is read from disk or network.
Pictures are SVG texts; each stands where the markup has a paragraph of its own with the picture's mark.
"""

import re
import secrets
from dataclasses import dataclass, field

from portal import pandoc

LANGUAGE = "sv-SE"
LANGUAGES = {"sv": LANGUAGE, "en": "en-GB"}  # of the interface, as documents name them
UNKNOWN = "\ufffd"
TRIES = 8  # so many letters are looked for one by one; of more, only the ones that are surely there are kept
LATIN_AND_GREEK, SIGNS = 0x0400, "\u2012\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2212\ufffd"
_UNSHOWN, _CODE = re.compile(r'the text `"(.+?)"` could not be displayed'), re.compile(r"\\u\{([0-9a-f]+)\}")
SHARP = 160  # dots an inch of a picture that becomes PNG

_PAGE = """#set document(title: {title}, author: {author})
#set text(lang: {language}, region: {region}, size: 11pt)
#set page(paper: "a4", margin: (x: 2.5cm, y: 2.2cm), numbering: "1 (1)", header: context {{
  if counter(page).get().first() > 1 [#set text(size: 9pt); #{title}]
}})
#set par(leading: 0.65em, spacing: 1em)
#set heading(outlined: true)
#show heading.where(level: 1): set text(size: 20pt)
#show heading.where(level: 2): set block(above: 1.6em)
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.where(kind: table): set block(breakable: true)
#show link: underline
= #{title}
"""

# a document of figures has wide tables
_FIGURES = """#show table: set text(size: 9pt)
#set table(inset: 4pt, stroke: (x: none, y: 0.5pt + rgb("#b7c5c9")))
#show table.cell.where(y: 0): strong
"""


@dataclass(frozen=True)
class Picture:
    """An SVG that stands by itself, the same in words, and how much of the text's width it takes, in per cent.

    The mark is drawn at random, so that nobody can have written it.
    """

    svg: str
    described: str
    share: int = 100
    mark: str = field(default_factory=lambda: f"picture{secrets.token_hex(8)}")


def tagged_pdf(html: str | bytes, *, title: str, author: str, pictures=(), language=LANGUAGE) -> bytes:
    """The file; `html`'s first headings stand right under the title. `language` is what it is read aloud in."""
    html = html.encode() if isinstance(html, str) else html
    body = pandoc.converted(html, "html+raw_html-native_divs", "typst", metadata={"lang": language}).decode()
    body = "\n".join(f"={line}" if line.startswith("=") else line for line in body.split("\n"))
    for picture in pictures:
        body = body.replace(picture.mark, _image(picture), 1)
    said = dict(zip(("language", "region"), map(_quoted, language.split("-")), strict=True))
    head = _PAGE.format(title=_quoted(title), author=_quoted(author), **said) + (_FIGURES if pictures else "")
    return _compiled(head + body)


def _compiled(source) -> bytes:
    """The file; what no letter of ours can show (an emoji, say) gives way to the sign for that, as PDF/UA demands."""
    import typst

    for _attempt in range(TRIES):
        try:
            return typst.compile(source.encode(), format="pdf", pdf_standards=["ua-1"])
        except typst.TypstError as error:
            lacking = _UNSHOWN.search(str(error))
            if not lacking:
                raise
            for letter in _CODE.sub(lambda code: chr(int(code[1], 16)), lacking[1]):
                source = source.replace(letter, UNKNOWN)
    source = "".join(letter if ord(letter) < LATIN_AND_GREEK or letter in SIGNS else UNKNOWN for letter in source)
    return typst.compile(source.encode(), format="pdf", pdf_standards=["ua-1"])


def pictures_as_png(pictures) -> list[bytes]:
    """The same pictures for programs that do not draw SVG."""
    import typst

    if not pictures:
        return []
    pages = [f'#page(image(bytes({_quoted(picture.svg)}), format: "svg"))' for picture in pictures]
    source = "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n" + "\n".join(pages)
    made = typst.compile(source.encode(), format="png", ppi=SHARP)
    return made if isinstance(made, list) else [made]


def _image(picture):
    place = f"width: {picture.share}%, alt: {_quoted(picture.described)}"
    return f'#figure(image(bytes({_quoted(picture.svg)}), format: "svg", {place}))'


def _quoted(text) -> str:
    """A string in Typst's own spelling."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
