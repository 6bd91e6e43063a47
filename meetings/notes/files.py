"""From a file to its text: what may be read, what may not, and why, in one plain sentence each.

What may be opened is decided by `portal.packed`; pandoc reads in its sandbox with a time limit (`portal.pandoc`).
"""

import html
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from portal import packed, pandoc

MAX_BYTES = 20 * 1024 * 1024
MAX_CHARACTERS = 400_000


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
FOLDER_INSIDE = gettext_noop("It is a packed folder inside another. Unpack it and choose its files.")
NO_READER = gettext_noop(
    "The reader of Word documents (pandoc) does not start on this computer. Paste the text instead."
)

_PAGE_HEAD = re.compile(r"word/header\d*\.xml")
_RUN = re.compile(r"<w:t(?:\s[^>]*)?>([^<]*)</w:t>")
_SAID = {
    "encrypted": ENCRYPTED,
    "old_office": OLD_WORD,
    "pdf": PDF,
    "picture": PICTURE,
    "rtf": RTF,
    "web_page": WEB_PAGE,
    "damaged": DAMAGED,
    "bomb": BOMB,
    "macros": MACROS,
}


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


@dataclass(frozen=True)
class Opened:
    """A file that is opened and not yet read: "text" with its text or "pandoc" with a syntax tree, and the page heads."""

    kind: str
    content: object
    letterhead: list


def open_note(data) -> Opened:
    """Open a file's content. Most of the time goes to pandoc, so that several can be opened beside each other."""
    kind, content = open_document(data)
    return Opened(kind, content, letterhead(data))


def refuse(data):
    """Raise UnreadableNote for what open_document would refuse, without starting pandoc."""
    _opened(data, lambda data, kind: None)


def open_document(data):
    """("text", str) or ("pandoc", syntax tree) of a file's content, told by what it is and not by its name."""
    return _opened(data, _pandoc)


def _opened(data, unpack):
    check_size(len(data))
    if not data.strip():
        raise UnreadableNote(EMPTY)
    try:
        packed.refuse_by_signature(data)
    except packed.Refused as refused:
        raise UnreadableNote(_SAID[refused.code]) from None
    if packed.is_packed(data):
        return "pandoc", unpack(data, _kind_of_zip(data))
    return "text", _decode(data)


def _kind_of_zip(data):
    try:
        with packed.opened(data) as archive:
            kind = packed.kind_of(archive)
    except packed.Refused as refused:
        raise UnreadableNote(_SAID[refused.code]) from None
    if kind in ("docx", "odt"):
        return kind
    raise UnreadableNote(NOT_A_DOCUMENT if kind == "unknown" else OTHER_OFFICE)


def letterhead(data):
    """The lines of the page heads of a .docx, which pandoc leaves out: templates put the date there."""
    if not packed.is_packed(data):
        return []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        heads = [name for name in archive.namelist() if _PAGE_HEAD.fullmatch(name)][:6]
        texts = [packed.member(archive, name).decode("utf-8", errors="replace") for name in heads]
    paragraphs = [paragraph for text in texts for paragraph in text.split("</w:p>")]
    lines = (html.unescape("".join(_RUN.findall(paragraph))).strip() for paragraph in paragraphs)
    return [line for line in dict.fromkeys(lines) if 0 < len(line) < 120][:20]


def _pandoc(data, kind):
    try:
        return pandoc.tree_of(data, kind)
    except packed.Refused as refused:
        raise UnreadableNote(_SAID[refused.code]) from None
    except pandoc.NotThere:
        raise UnreadableNote(NO_READER) from None


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
