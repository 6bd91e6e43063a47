"""Minutes as a file: Word, OpenDocument, or a PDF that is tagged after PDF/UA-1. All three from the same markup."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from portal import pandoc
from portal.tagged_pdf import LANGUAGE, tagged_pdf

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
KINDS = {"docx": WORD, "odt": ODT, "pdf": "application/pdf"}


def markup(content: dict, *, approval=None) -> str:
    """The minutes as simple HTML; the headings of the points are the first level under the title."""
    return render_to_string("meetings/handout.html", {"content": content, "approval": approval})


def written(kind: str, content: dict, *, approval=None, reference=None) -> bytes:
    """The file. `reference` is the Word template's bytes; it changes how a .docx looks and nothing else."""
    html = markup(content, approval=approval).encode()
    title = title_of(content)
    if kind == "pdf":
        return tagged_pdf(html, title=title, author=content["group"])
    metadata = {"title": title, "lang": LANGUAGE}
    return pandoc.converted(html, "html", kind, metadata=metadata, reference=reference if kind == "docx" else None)


def title_of(content) -> str:
    return _("Minutes: %(title)s, %(day)s") % {"title": content["title"], "day": content["date"]}
