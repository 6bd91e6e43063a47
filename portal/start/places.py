"""Where the servers that belong to this checkout keep their files.

Everything lies under `.local/`, with one exception. PostgreSQL refuses to run as root, so root's PostgreSQL runs as a
user of its own, and that user must not need to pass through root's home. Its files then lie in a new folder below
/var/lib, and `.local/` only notes which. No folder that already exists is changed.
"""

import contextlib
import fcntl
import hashlib
import os
import secrets
import stat
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LOCAL = ROOT / ".local"

SHARED_PLACES = [Path("/var/lib"), Path("/var/tmp"), Path("/tmp")]
SOCKET_LIMIT = 100  # a Unix socket's path holds 107 bytes on Linux and 103 on macOS


def private(folder: Path) -> Path:
    """The folder, made for our eyes only if it was not there."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def shared_by_root() -> Path:
    """Root's folder for what the database user must reach: the first place everybody may pass through."""
    for place in SHARED_PLACES:
        if all(folder.stat().st_mode & 0o001 for folder in [place, *place.parents]) and os.access(place, os.W_OK):
            folder = place / "fardplan"
            with contextlib.suppress(FileExistsError):
                folder.mkdir()
                folder.chmod(0o755)  # whatever the umask said
            if folder.stat().st_uid == 0 and folder.stat().st_mode & 0o022 == 0:
                return folder
    raise SystemExit(f"Root needs a folder for the database that others may pass through: tried {SHARED_PLACES}.")


def noted(note: Path, name: str) -> Path:
    """The folder this note names, or a new one below root's shared folder that the note names from now on."""
    if note.exists():
        folder = Path(note.read_text().strip())
        if folder.is_dir():
            return folder
    folder = shared_by_root() / f"{name[:20]}-{secrets.token_hex(4)}"
    folder.mkdir()
    folder.chmod(0o711)
    write(note, f"{folder}\n")
    return folder


def for_socket(folder: Path, longest_name: str, owner: int) -> Path:
    """The folder for a server's socket, which only `owner` may open.

    A short one elsewhere stands in when a socket in this one would have too long a path.
    """
    if len(os.fsencode(folder / longest_name)) > SOCKET_LIMIT:
        key = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
        folder = _short_place() / f"fardplan-{owner}-{key}"
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700, parents=True)
        if owner != os.geteuid():
            os.chown(folder, owner, owner)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != owner or status.st_mode & 0o077:
        raise SystemExit(f"{folder} belongs to somebody else. Remove it, or move the checkout to a shorter path.")
    return folder


def _short_place() -> Path:
    """Where this user keeps sockets, or the folder for temporary files; no warning when the system names neither."""
    for wish in (os.environ.get("XDG_RUNTIME_DIR", ""), tempfile.gettempdir()):
        if wish and len(os.fsencode(wish)) < SOCKET_LIMIT / 2 and os.access(wish, os.W_OK):
            return Path(wish)
    return Path("/tmp")


def write(path: Path, text: str):
    """Write a small private file whole or not at all."""
    private(path.parent)
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    draft.replace(path)


def secret(path: Path) -> str:
    """A random secret, made once and kept in this file."""
    if not path.exists():
        write(path, secrets.token_urlsafe(50))
    return path.read_text().strip()


@contextlib.contextmanager
def locked(path: Path):
    """Hold this lock file alone; wait for whoever has it. A process that dies lets go of it."""
    private(path.parent)
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
