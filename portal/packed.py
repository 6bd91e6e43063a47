"""Which uploaded files may be opened at all. Plain Python: no Django, no database.

Nothing in a file is run, fetched or trusted: its first bytes and the inside of a zip are looked at before anything is
unpacked. What is wrong is told by a code; whoever shows it has the sentence, since the advice differs.
"""

import io
import zipfile

MEGABYTE = 1024 * 1024
MAX_UNPACKED = 100 * MEGABYTE
MAX_RATIO = 200
MAX_MEMBERS = 2_000
MAX_MEMBER = 200_000  # bytes of a small member that are read at most

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_BROKEN = (
    KeyError, zipfile.BadZipFile, zipfile.zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError,
)  # fmt: skip


class Refused(Exception):  # noqa: N818  read where it is caught: "except Refused"
    """The file is not opened; `code` says why.

    encrypted, old_office, pdf, picture, rtf, web_page, damaged, bomb, macros, unknown
    """

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def refuse_by_signature(data: bytes):
    """Refuse what its first bytes tell to be none of the kinds we read."""
    start = data[:1024].lstrip().lower()
    if data.startswith(_OLE):  # a protected .docx or .xlsx is wrapped in the same old container
        encrypted = any(name.encode("utf-16-le") in data for name in ("EncryptedPackage", "EncryptionInfo"))
        raise Refused("encrypted" if encrypted else "old_office")
    if b"%PDF" in data[:1024]:
        raise Refused("pdf")
    if (
        data.startswith(_PICTURES)
        or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
        or data[4:12] in (b"ftypheic", b"ftypmif1")
    ):
        raise Refused("picture")
    if start.startswith(b"{\\rtf"):
        raise Refused("rtf")
    if start.startswith((b"<!doctype html", b"<html")):
        raise Refused("web_page")


def is_packed(data: bytes) -> bool:
    """Whether it is a zip, as all newer office documents are."""
    return data.startswith(b"PK")


def opened(data: bytes, *, most=MAX_UNPACKED) -> zipfile.ZipFile:
    """The zip, when it holds a reasonable amount, nothing encrypted and no macros."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except _BROKEN:
        raise Refused("damaged") from None
    unpacked = sum(one.file_size for one in members)
    if len(members) > MAX_MEMBERS or unpacked > most or (unpacked > 5_000_000 and unpacked > MAX_RATIO * len(data)):
        raise Refused("bomb")
    names = {one.filename for one in members}
    if any(one.flag_bits & 1 for one in members) or "EncryptedPackage" in names:
        raise Refused("encrypted")
    if any(_is_macro(name) for name in names):
        raise Refused("macros")
    return archive


def _is_macro(name):
    return name.rsplit("/", 1)[-1].lower().startswith("vbaproject") or name.startswith(("Basic/", "Scripts/"))


def kind_of(archive) -> str:
    """docx, xlsx, odt, other_office (a presentation, another OpenDocument) or unknown."""
    names = set(archive.namelist())
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names:
        if b"encryption-data" in member(archive, "META-INF/manifest.xml"):
            raise Refused("encrypted")
        return "odt" if b"opendocument.text" in member(archive, "mimetype") else "other_office"
    return "other_office" if any(name.startswith(("xl/", "ppt/")) for name in names) else "unknown"


def member(archive, name, *, most=MAX_MEMBER) -> bytes:
    """The beginning of one member; nothing when it is not there or broken."""
    try:
        with archive.open(name) as file:
            return file.read(most)
    except _BROKEN:
        return b""
