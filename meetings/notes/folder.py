"""Many notes at once: the files of a packed folder (.zip), each looked at before it is unpacked. Plain Python.

Nothing is written to the disk, so that a path inside the folder names a file and leads nowhere.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.notes import files
from meetings.notes.files import UnreadableNote
from portal import packed

MAX_FILES = 300
MAX_TOTAL = 100 * packed.MEGABYTE
# What systems put beside the files of a folder; nobody means to read it.
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini", "~$", "._", ".~lock.")


@dataclass
class Found:
    """One file: its path in the folder, and its content or why it is not read."""

    name: str
    data: bytes | None = None
    refused: UnreadableNote | None = None


def is_folder(data: bytes) -> bool:
    """Whether a zip holds files rather than being one document."""
    if not packed.is_packed(data):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return packed.kind_of(archive) == "unknown"
    except (packed.Refused, zipfile.BadZipFile, OSError, ValueError):
        return False


def is_litter(path: str) -> bool:
    """Whether a system or a word processor left the file there by itself."""
    name = path.rsplit("/", 1)[-1]
    return path.startswith("__MACOSX/") or name.startswith(_LITTER)


def looked_at(name: str, data: bytes) -> Found:
    """One file with what can be told against it without reading it."""
    try:
        files.refuse(data)
    except UnreadableNote as refused:
        return Found(name, refused=refused)
    return Found(name, data)


def unpacked(data: bytes) -> Iterator[Found]:
    """The files of a packed folder, at most one more than MAX_FILES. Raises UnreadableNote when it holds too much."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError):
        raise UnreadableNote(files.DAMAGED) from None
    with archive:
        members = [one for one in archive.infolist() if not one.is_dir() and not is_litter(one.filename)]
        sizes = sum(one.file_size for one in members if not _swells(one))
        if len(archive.infolist()) > packed.MAX_MEMBERS or sizes > 2 * MAX_TOTAL:
            raise UnreadableNote(files.BOMB)
        for one in members[: MAX_FILES + 1]:
            yield _member(archive, one)


def _swells(one) -> bool:
    return one.file_size > 5_000_000 and one.file_size > packed.MAX_RATIO * max(one.compress_size, 1)


def _member(archive, one) -> Found:
    if one.flag_bits & 1:
        return Found(one.filename, refused=UnreadableNote(files.ENCRYPTED))
    try:
        if _swells(one):
            raise UnreadableNote(files.BOMB)
        files.check_size(one.file_size)
    except UnreadableNote as refused:
        return Found(one.filename, refused=refused)
    data = packed.member(archive, one.filename, most=files.MAX_BYTES + 1)
    if one.file_size and not data:
        return Found(one.filename, refused=UnreadableNote(files.DAMAGED))
    if is_folder(data):
        return Found(one.filename, refused=UnreadableNote(files.FOLDER_INSIDE))
    return looked_at(one.filename, data)
