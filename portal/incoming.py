"""A mail that came in, as its readers see it. Nothing here is unbounded, and only `Incoming.of` raises."""

import hashlib
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

PARTS = 100  # of a mail, at the most
BOUNDARIES = 40  # one for each level of parts
LINES = 500  # that may be the beginning of a part
PART_BYTES = 512 * 1024


@dataclass(frozen=True)
class Incoming:
    """One mail; `mark` tells it from every other."""

    message: Message
    mark: str

    @classmethod
    def of(cls, data: bytes):
        """The mail in these bytes; ValueError for one put together to keep its reader busy."""
        if data.lower().count(b"boundary=") > BOUNDARIES or data.count(b"\n--") > LINES:
            raise ValueError("more parts than a mail has")
        message = message_from_bytes(data)
        own = header(message, "Message-ID").strip()
        return cls(message, hashlib.sha256(own.encode(errors="replace") if own else data).hexdigest())

    @property
    def sender(self) -> str:
        return parseaddr(header(self.message, "From"))[1].lower()[:254]

    @property
    def senders(self) -> set[str]:
        """From, and the one who sent it for them."""
        found = (parseaddr(header(self.message, name))[1].lower() for name in ("From", "Sender"))
        return {address for address in found if address}

    @property
    def sent_at(self):
        """When the mail says it was written, with a time zone; None when it does not."""
        try:
            at = parsedate_to_datetime(header(self.message, "Date"))
        except (ValueError, TypeError, OverflowError):
            return None
        return at if at.tzinfo else None

    def parts(self) -> list[Message]:
        """The parts in order, the mail itself first, so many of them and no more; not into mails within it."""
        found, ahead = [], [self.message]
        while ahead and len(found) < PARTS:
            part = ahead.pop(0)
            found.append(part)
            if part.is_multipart() and part.get_content_maintype() == "multipart":
                ahead = [one for one in part.get_payload() if isinstance(one, Message)] + ahead
        return found


def header(message: Message, name: str) -> str:
    """A header as text, on one line."""
    try:
        raw = message.get(name)
        if raw is None:
            return ""
        pieces = decode_header(str(raw)[:2000])
        words = [_decoded(piece, charset) if isinstance(piece, bytes) else piece for piece, charset in pieces]
        return " ".join("".join(words).split())
    except Exception:  # the standard library's own reader gives up in many ways
        return ""


def text_of(part: Message) -> str:
    """What stands in a part, as text; "" for a part too large or that cannot be read."""
    try:
        data = part.get_payload(decode=True)
    except Exception:
        return ""
    if not isinstance(data, bytes) or len(data) > PART_BYTES:
        return ""
    return _decoded(data, part.get_content_charset())


def _decoded(data: bytes, charset) -> str:
    for name in (charset, "utf-8"):
        try:
            return data.decode(name or "utf-8")
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return data.decode("latin-1")


def marks_in(text: str) -> list[str]:
    """The Message-IDs in a header such as References."""
    return re.findall(r"<[^<>\s]{1,250}>", text[:8000])
