"""Minutes as a file: Word, OpenDocument, or a PDF that is tagged after PDF/UA-1. All three from the same markup."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from portal import pandoc

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
KINDS = {"docx": WORD, "odt": ODT, "pdf": "application/pdf"}
LANGUAGE = "sv-SE"

# Headings are numbered from one; the title is the first. Nothing is read from disk or network.
_PAGE = """#set document(title: {title}, author: {group})
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


def markup(content: dict, *, approval=None) -> str:
    """The minutes as simple HTML; the headings of the points are the first level under the title."""
    return render_to_string("meetings/handout.html", {"content": content, "approval": approval})


def written(kind: str, content: dict, *, approval=None, reference=None) -> bytes:
    """The file. `reference` is the Word template's bytes; it changes how a .docx looks and nothing else."""
    html = markup(content, approval=approval).encode()
    title = title_of(content)
    if kind == "pdf":
        return _pdf(html, title=title, group=content["group"])
    metadata = {"title": title, "lang": LANGUAGE}
    return pandoc.converted(html, "html", kind, metadata=metadata, reference=reference if kind == "docx" else None)


def title_of(content) -> str:
    return _("Minutes: %(title)s, %(day)s") % {"title": content["title"], "day": content["date"]}


def _pdf(html, *, title, group) -> bytes:
    import typst

    body = pandoc.converted(html, "html+raw_html-native_divs", "typst", metadata={"lang": LANGUAGE}).decode()
    body = "\n".join(f"={line}" if line.startswith("=") else line for line in body.split("\n"))
    head = _PAGE.format(title=_quoted(title), group=_quoted(group))
    return typst.compile((head + body).encode(), format="pdf", pdf_standards=["ua-1"])


def _quoted(text) -> str:
    """A string in Typst's own spelling."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
