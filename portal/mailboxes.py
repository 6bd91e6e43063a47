"""The box where answers come in: a Maildir folder or an IMAP account, with the same few verbs.

    with open_box(settings.INBOX_URL) as box:
        for key in box.keys(): box.size(key), box.read(key, limit), box.handled(key), box.unknown(key)

Mails that have been handled are moved to the folder "Hanterade" and the others to "Okända"; nothing is deleted.
"""

import imaplib
import mailbox
import re
import ssl
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

HANDLED, UNKNOWN = "Hanterade", "Ok&AOQ-nda"  # the second as IMAP writes ä (RFC 3501 5.1.3)
TIMEOUT = 30
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class BoxError(Exception):
    """The box cannot be reached or read; the text says why, without the password."""


@contextmanager
def open_box(url: str):
    """The box of an address: maildir:///path, imaps://user:password@host/INBOX or imap://... (with STARTTLS)."""
    parts = urlsplit(url)
    if parts.scheme == "maildir":
        yield MaildirBox(Path(unquote(parts.path)))
    elif parts.scheme in ("imap", "imaps"):
        box = ImapBox(parts)
        try:
            yield box
        finally:
            box.close()
    else:
        raise BoxError("INBOX_URL begins with maildir://, imap:// or imaps://")


class MaildirBox:
    """A folder with cur, new and tmp; its subfolders are .Hanterade and .Okända."""

    def __init__(self, path: Path):
        if not (path / "new").is_dir():
            raise BoxError(f"{path} is not a Maildir: it has no folder named new")
        self._box = mailbox.Maildir(path, factory=None, create=False)
        self._path = path

    def keys(self) -> list[str]:
        """Oldest first: a Maildir names files by when they came."""
        return sorted(self._box.keys())

    def _file(self, key) -> Path:
        return self._path / self._box._lookup(key)

    def size(self, key) -> int:
        return self._file(key).stat().st_size

    def read(self, key, limit: int) -> bytes:
        with self._file(key).open("rb") as file:
            return file.read(limit)

    def handled(self, key):
        self._move(key, HANDLED)

    def unknown(self, key):
        self._move(key, UNKNOWN)

    def _move(self, key, folder):
        """One rename, as a Maildir is meant to be used: killed in between, the mail is in one place or the other."""
        there = self._path / f".{folder}"
        for name in ("tmp", "new", "cur"):
            (there / name).mkdir(parents=True, exist_ok=True)
        file = self._file(key)
        flags = file.name.partition(":2,")[2]
        file.rename(there / "cur" / f"{file.name.partition(':')[0]}:2,{flags}")


class ImapBox:
    """An account; imaps is TLS from the start, imap is STARTTLS. The server's certificate is always checked."""

    def __init__(self, parts):
        host, tls = parts.hostname or "localhost", ssl.create_default_context()
        try:
            self._imap = self._connect(parts.scheme, host, parts.port, tls)
        except (OSError, imaplib.IMAP4.error) as error:
            raise BoxError(f"{host}: {error}"[:300]) from error
        try:
            self._sign_in(unquote(parts.username or ""), unquote(parts.password or ""))
            name = unquote(parts.path.strip("/")) or "INBOX"
            self._ask("SELECT", self._imap.select, f'"{name}"')
        except BoxError:
            self.close()
            raise

    def _sign_in(self, user, password):
        """imaplib's own LOGIN takes ASCII alone; AUTHENTICATE PLAIN takes every password (RFC 4616)."""
        if (user + password).isascii():
            self._ask("LOGIN", self._imap.login, user, password)
        else:
            secret = f"\0{user}\0{password}".encode()
            self._ask("AUTHENTICATE", self._imap.authenticate, "PLAIN", lambda _challenge: secret)

    @staticmethod
    def _connect(scheme, host, port, tls):
        if scheme == "imaps":
            return imaplib.IMAP4_SSL(host, port or 993, ssl_context=tls, timeout=TIMEOUT)
        imap = imaplib.IMAP4(host, port or 143, timeout=TIMEOUT)
        if host not in THIS_MACHINE:
            try:
                imap.starttls(tls)
            except BaseException:
                imap.shutdown()
                raise
        return imap

    @staticmethod
    def _ask(what, command, *arguments):
        try:
            status, data = command(*arguments)
        except (OSError, imaplib.IMAP4.error) as error:
            raise BoxError(f"{what}: {error}"[:300]) from error
        if status != "OK":
            raise BoxError(f"{what}: {data!r}"[:300])
        return data

    def keys(self) -> list[str]:
        (found,) = self._ask("SEARCH", self._imap.uid, "SEARCH", "UNDELETED")
        return (found or b"").decode().split()

    def size(self, key) -> int:
        data = self._ask("FETCH", self._imap.uid, "FETCH", key, "(RFC822.SIZE)")
        found = re.search(rb"RFC822\.SIZE (\d+)", b" ".join(part for part in data if isinstance(part, bytes)))
        if not found:
            raise BoxError("FETCH: the server does not say how large the mail is")
        return int(found[1])

    def read(self, key, limit: int) -> bytes:
        """The beginning of the mail, without marking it as read."""
        data = self._ask("FETCH", self._imap.uid, "FETCH", key, f"(BODY.PEEK[]<0.{limit}>)")
        return next((part[1] for part in data if isinstance(part, tuple)), b"")

    def handled(self, key):
        self._move(key, HANDLED)

    def unknown(self, key):
        self._move(key, UNKNOWN)

    def _move(self, key, folder):
        """Copied, then taken away here: killed in between, the mail is in both, and is known by its Message-ID."""
        self._imap.create(f'"{folder}"')  # NO when it is there already
        self._ask("COPY", self._imap.uid, "COPY", key, f'"{folder}"')
        self._ask("STORE", self._imap.uid, "STORE", key, "+FLAGS.SILENT", "(\\Deleted)")
        if "UIDPLUS" in self._imap.capabilities:
            self._ask("EXPUNGE", self._imap.uid, "EXPUNGE", key)

    def close(self):
        with suppress(OSError, imaplib.IMAP4.error):
            self._imap.logout()
