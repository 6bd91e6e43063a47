"""A page as a Word document: headings, paragraphs, lists and tables become Word's own, in the page's language."""

import io
import re
import zipfile

from portal import pandoc

BODY = "word/document.xml"
_ADDRESS = re.compile(rb'(<pic:cNvPr descr=")data:[^"]*')


def word_from_html(html: str, *, title: str, language: str = "sv-SE") -> bytes:
    """The .docx of simple markup; the title stands first and in the file's properties."""
    return pandoc.converted(html.encode(), "html", "docx", metadata={"title": title, "lang": language})


def without_addresses(document: bytes) -> bytes:
    """The .docx without what pandoc writes beside each picture's description: the whole picture once more, as text."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            content = before.read(entry)
            after.writestr(entry, _ADDRESS.sub(rb"\1", content) if entry.filename == BODY else content)
    return made.getvalue()
