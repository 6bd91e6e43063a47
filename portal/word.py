"""A page as a Word document: headings, paragraphs, lists and tables become Word's own, in the page's language."""

from portal import pandoc


def word_from_html(html: str, *, title: str, language: str = "sv-SE") -> bytes:
    """The .docx of simple markup; the title stands first and in the file's properties."""
    return pandoc.converted(html.encode(), "html", "docx", metadata={"title": title, "lang": language})
