"""A PDF that is tagged after PDF/UA-1, made from simple HTML: headings, paragraphs, lists and tables.

Headings are numbered from one under the title. Nothing is read from disk or network.
"""

from portal import pandoc

LANGUAGE = "sv-SE"

_PAGE = """#set document(title: {title}, author: {author})
#set text(lang: "sv", region: "SE", size: 11pt)
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


def tagged_pdf(html: str | bytes, *, title: str, author: str) -> bytes:
    """The file; `html`'s first headings stand right under the title."""
    import typst

    html = html.encode() if isinstance(html, str) else html
    body = pandoc.converted(html, "html+raw_html-native_divs", "typst", metadata={"lang": LANGUAGE}).decode()
    body = "\n".join(f"={line}" if line.startswith("=") else line for line in body.split("\n"))
    head = _PAGE.format(title=_quoted(title), author=_quoted(author))
    return typst.compile((head + body).encode(), format="pdf", pdf_standards=["ua-1"])


def _quoted(text) -> str:
    """A string in Typst's own spelling."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
