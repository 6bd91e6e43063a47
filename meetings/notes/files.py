"""From a file to its text: what may be read, what may not, and why, in one plain sentence each.

Nothing in a document is run, fetched or trusted: size, kind and a zip's inside are checked before anything is
unpacked, and pandoc reads in its sandbox with a time limit.
"""

import html
import io
import json
import re
import subprocess
import zipfile
from pathlib import Path

MAX_BYTES = 20 * 1024 * 1024
MAX_CHARACTERS = 400_000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 200
MAX_MEMBERS = 2_000
PANDOC_SECONDS = 20


class UnreadableNote(Exception):  # noqa: N818 - read where it is caught: "except UnreadableNote"
    """The note cannot be read. The message is a plain sentence (English id, translated where it is shown)."""

    def __init__(self, message, **values):
        self.message, self.values = message, values
        super().__init__(message % values if values else message)


def gettext_noop(message):
    """Marks a sentence for the catalogue of translations; this package knows nothing of Django."""
    return message


MISSING = gettext_noop("There is no such file: %(name)s.")
TOO_LARGE = gettext_noop(
    "The file is %(size)s MB and the limit is %(limit)s MB. Take out the pictures, or paste the text instead."
)
TOO_LONG = gettext_noop("The text is too long to be notes of one meeting. Divide it and read one part at a time.")
EMPTY = gettext_noop("The file is empty. Choose another file, or paste the text instead.")
NO_TEXT = gettext_noop("There is no text in the file. If it is a scanned picture, paste the text instead.")
NOT_A_DOCUMENT = gettext_noop(
    "The file is not a document that can be read. Save it as Word (.docx), OpenDocument (.odt) or text (.txt), or paste the text instead."
)
PICTURE = gettext_noop("The file is a picture. Paste the text instead.")
PDF = gettext_noop("PDF files cannot be read. Open the file, copy the text and paste it instead.")
OLD_WORD = gettext_noop(
    "The file is in an old Word format (.doc) that cannot be read. Open it in Word and save it as .docx."
)
RTF = gettext_noop("The file is in RTF format. Open it and save it as .docx, or paste the text instead.")
WEB_PAGE = gettext_noop("The file is a web page. Copy the text and paste it instead.")
ENCRYPTED = gettext_noop("The file is protected by a password. Save it without a password and try again.")
MACROS = gettext_noop("The file contains macros and is not opened. Save it as .docx without macros and try again.")
BOMB = gettext_noop("The file unpacks to something unreasonably large and is not opened. Paste the text instead.")
OTHER_OFFICE = gettext_noop(
    "The file is a spreadsheet or a presentation. Copy the text of the notes and paste it instead."
)
DAMAGED = gettext_noop(
    "The file is damaged and cannot be opened. Open it in your word processor, save it again and try once more."
)
NO_READER = gettext_noop(
    "The reader of Word documents (pandoc) does not start on this computer. Paste the text instead."
)

_PAGE_HEAD = re.compile(r"word/header\d*\.xml")
_RUN = re.compile(r"<w:t(?:\s[^>]*)?>([^<]*)</w:t>")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_bytes(path):
    """The content of a file, whose size is looked at before it is read."""
    path = Path(path)
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise UnreadableNote(NOT_A_DOCUMENT)
        check_size(size)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError:
        raise UnreadableNote(MISSING, name=str(path)) from None
    check_size(len(data))
    return data


def check_size(size):
    if size > MAX_BYTES:
        raise UnreadableNote(
            TOO_LARGE,
            size=max(round(size / 1024 / 1024), MAX_BYTES // 1024 // 1024 + 1),
            limit=MAX_BYTES // 1024 // 1024,
        )


def open_document(data):
    """("text", str) or ("pandoc", syntax tree) of a file's content, told by what it is and not by its name."""
    check_size(len(data))
    if not data.strip():
        raise UnreadableNote(EMPTY)
    _refuse_by_signature(data)
    if data.startswith(b"PK"):
        return "pandoc", _pandoc(data, _kind_of_zip(data))
    return "text", _decode(data)


def _refuse_by_signature(data):
    start = data[:1024].lstrip().lower()
    if data.startswith(_OLE):  # a protected .docx is wrapped in the same old container
        encrypted = any(name.encode("utf-16-le") in data for name in ("EncryptedPackage", "EncryptionInfo"))
        raise UnreadableNote(ENCRYPTED if encrypted else OLD_WORD)
    if b"%PDF" in data[:1024]:
        raise UnreadableNote(PDF)
    if (
        data.startswith(_PICTURES)
        or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
        or data[4:12] in (b"ftypheic", b"ftypmif1")
    ):
        raise UnreadableNote(PICTURE)
    if start.startswith(b"{\\rtf"):
        raise UnreadableNote(RTF)
    if start.startswith((b"<!doctype html", b"<html")):
        raise UnreadableNote(WEB_PAGE)


def _kind_of_zip(data):
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        raise UnreadableNote(DAMAGED) from None
    unpacked = sum(member.file_size for member in members)
    if (
        len(members) > MAX_MEMBERS
        or unpacked > MAX_UNPACKED
        or (unpacked > 5_000_000 and unpacked > MAX_RATIO * len(data))
    ):
        raise UnreadableNote(BOMB)
    names = {member.filename for member in members}
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableNote(ENCRYPTED)
    if any(
        name.rsplit("/", 1)[-1].lower().startswith("vbaproject") or name.startswith(("Basic/", "Scripts/"))
        for name in names
    ):
        raise UnreadableNote(MACROS)
    if "EncryptedPackage" in names:
        raise UnreadableNote(ENCRYPTED)
    if "word/document.xml" in names:
        return "docx"
    if "content.xml" in names and b"opendocument.text" in _member(archive, "mimetype"):
        if b"encryption-data" in _member(archive, "META-INF/manifest.xml"):
            raise UnreadableNote(ENCRYPTED)
        return "odt"
    if any(name.startswith(("xl/", "ppt/")) for name in names) or "content.xml" in names:
        raise UnreadableNote(OTHER_OFFICE)
    raise UnreadableNote(NOT_A_DOCUMENT)


def letterhead(data):
    """The lines of the page heads of a .docx, which pandoc leaves out: templates put the date there."""
    if not data.startswith(b"PK"):
        return []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        heads = [name for name in archive.namelist() if _PAGE_HEAD.fullmatch(name)][:6]
        texts = [_member(archive, name).decode("utf-8", errors="replace") for name in heads]
    paragraphs = [paragraph for text in texts for paragraph in text.split("</w:p>")]
    lines = (html.unescape("".join(_RUN.findall(paragraph))).strip() for paragraph in paragraphs)
    return [line for line in dict.fromkeys(lines) if 0 < len(line) < 120][:20]


def _member(archive, name):
    try:
        with archive.open(name) as file:
            return file.read(200_000)
    except (
        KeyError,
        zipfile.BadZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        zipfile.zlib.error,
    ):
        return b""


def _pandoc(data, kind):
    import pypandoc

    try:
        program = pypandoc.get_pandoc_path()
        done = subprocess.run(
            [program, "--sandbox", "--from", kind, "--to", "json", "+RTS", "-M1g", "-RTS"],
            input=data, capture_output=True, timeout=PANDOC_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise UnreadableNote(BOMB) from None
    except OSError:
        raise UnreadableNote(NO_READER) from None
    if done.returncode:
        raise UnreadableNote(DAMAGED)
    try:
        return json.loads(done.stdout)
    except (ValueError, RecursionError):
        raise UnreadableNote(DAMAGED) from None


def _decode(data):
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        if b"\x00" in data:
            raise UnreadableNote(NOT_A_DOCUMENT)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = _decode_old(data)
    check_text(text)
    return text


def _decode_old(data):
    """Text from Windows (or cut in the middle of a letter). Bytes that are no letters tell a file that is no text."""
    text = data.decode("cp1252", errors="replace")
    cut = data[:-3].decode("utf-8", errors="ignore")
    if len(cut.encode()) >= len(data) - 6:
        return cut
    return text


def check_text(text):
    if len(text) > MAX_CHARACTERS:
        raise UnreadableNote(TOO_LONG)
    sample = text[:20_000]
    strange = sum(1 for char in sample if char == "\ufffd" or (ord(char) < 32 and char not in "\t\n\r\x0b\x0c"))
    if strange > max(3, len(sample) // 50):
        raise UnreadableNote(NOT_A_DOCUMENT)
    if sum(char.isalpha() for char in sample) < 10:
        raise UnreadableNote(NO_TEXT)
    unlikely = sum(
        1
        for char in sample
        if 0x80 <= ord(char) < 0x100
        and char
        not in "åäöÅÄÖéÉüÜæøÆØèàáíóúñç§°´·»«–½¼±×²³\u00a0\u00ad©®£¢¶¥µ¨¯ºªßëïêâôûî¤¦¬¹¸¿¡¾ÐÞþðÿýÝÀÁÂÃÈÊËÌÍÎÏÑÒÓÔÕÙÚÛÇ"
    )
    if unlikely > len(sample) // 10:
        raise UnreadableNote(NOT_A_DOCUMENT)
