"""Reading Word documents that we hand out."""

import io
import re
import zipfile


def word_text(content: bytes) -> str:
    """The words of a .docx, one space between what stands apart."""
    document = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", document)).strip()
