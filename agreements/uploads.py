"""Which files may be uploaded: their size, their ending, and that the content is what the ending says."""

import zipfile
import zlib

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agreements.models.document import SAFE_ENDINGS

MEGABYTE = 1024 * 1024
MOST = 20 * MEGABYTE
START = 1024  # bytes that are read to tell what a file is

OFFICE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
OPEN_DOCUMENT = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
BEGINS_WITH = {
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
}


def ending_of(name: str) -> str:
    """The part after the last point, in small letters; empty when there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def check_upload(upload):
    """Refuse a file that is too large, of another kind than we take, or not what its ending says."""
    if upload.size > MOST:
        raise ValidationError(
            _("The file is too large: %(size)s MB. It may be at most %(most)s MB. Give a link to it instead."),
            code="too_large",
            params={"size": -(-upload.size // MEGABYTE), "most": MOST // MEGABYTE},
        )
    ending = ending_of(upload.name)
    if ending not in SAFE_ENDINGS:
        raise ValidationError(
            _("Files of this kind cannot be uploaded. Choose one that ends with %(endings)s."),
            code="ending",
            params={"endings": ", ".join(SAFE_ENDINGS)},
        )
    if not upload.size:
        raise ValidationError(
            _("The file is empty. Save it again where it was made, and choose it anew."), code="empty"
        )
    if not _is_what_it_says(upload, ending):
        raise ValidationError(
            _("The content of the file is not what its name says (%(ending)s). Save it again in that format."),
            code="content",
            params={"ending": ending.upper()},
        )


def _is_what_it_says(upload, ending) -> bool:
    upload.seek(0)
    start = upload.read(START)
    try:
        if ending == "pdf":
            return b"%PDF-" in start
        if ending in BEGINS_WITH:
            return start.startswith(BEGINS_WITH[ending])
        if ending == "txt":
            return _is_text(start + upload.read())
        return _is_office_file(upload, ending)
    finally:
        upload.seek(0)


def _is_text(content) -> bool:
    """Text in UTF-8 or, from older programs, in Windows' own; never with zeros in it."""
    if b"\x00" in content:
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            content.decode("cp1252")
        except UnicodeDecodeError:
            return False
    return True


def _is_office_file(upload, ending) -> bool:
    """A packed document of the right sort. One that carries macros is none of those we take."""
    try:
        with zipfile.ZipFile(upload) as packed:
            names = packed.namelist()
            if ending in OPEN_DOCUMENT:
                with packed.open("mimetype") as kind:
                    return kind.read(START).strip() == OPEN_DOCUMENT[ending]
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return False
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return False
    return "[Content_Types].xml" in names and any(name.startswith(OFFICE[ending]) for name in names)
