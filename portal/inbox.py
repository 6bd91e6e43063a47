"""Mail that comes in: each is read once, by the first of the registered readers that knows it.

    @reader(order=20)
    def calendar_reply(mail) -> Read | None

A reader answers None for a mail that is not its own. Its work, and that the mail is read, are one transaction; only
then is the mail moved. Killed in between, the next reading finds it known by its Message-ID and moves it.
"""

import logging
from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from portal.incoming import Incoming
from portal.mailboxes import open_box
from portal.models import MailOutcome, ReadMail

logger = logging.getLogger(__name__)

LARGEST = 2 * 1024 * 1024  # no answer and no report is larger; a larger mail is for a person
AT_ONCE = 500
LOCK = 5_546_6_047  # the number of an advisory lock: one reading at a time

_readers = {}


@dataclass(frozen=True)
class Read:
    """What a reader did: an outcome, a word of its own, and what it was about."""

    outcome: MailOutcome
    what: str = ""
    about: object = None


def reader(*, order: int = 50):
    """Register a reader."""

    def register(function):
        _readers[f"{order:04d} {function.__module__}.{function.__name__}"] = function
        return function

    return register


def read_box(url: str = "") -> Counter:
    """Read the whole box; how many of each outcome. Nothing when another process is reading it."""
    counts = Counter()
    with _alone() as alone:
        if not alone:
            return counts
        with open_box(url or settings.INBOX_URL) as box:
            for key in box.keys()[:AT_ONCE]:
                counts[_read_one(box, key)] += 1
    return counts


class _alone:  # noqa: N801 - read as a word: "with _alone()"
    """Hold the reading for oneself, as long as the connection lives."""

    def __enter__(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            (self.held,) = cursor.fetchone()
        return self.held

    def __exit__(self, *_error):
        if self.held:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _read_one(box, key) -> str:
    """One mail, whatever it is: the one after it is read too."""
    try:
        if box.size(key) > LARGEST:
            box.unknown(key)
            return MailOutcome.UNKNOWN
        outcome = take(box.read(key, LARGEST + 1))
        if outcome == MailOutcome.UNKNOWN:
            box.unknown(key)
        else:
            box.handled(key)
    except (FileNotFoundError, KeyError):
        return "gone"  # somebody else moved it meanwhile
    return outcome


def take(data: bytes) -> str:
    """Read one mail, unless it has been read; its outcome."""
    try:
        mail = Incoming.of(data)
    except Exception as error:
        logger.warning("a mail could not be read at all: %s", type(error).__name__)
        return MailOutcome.UNKNOWN
    known = ReadMail.objects.filter(mark=mail.mark).first()
    if known is not None:
        return known.outcome
    try:
        with transaction.atomic():
            return _read(mail)
    except (InterfaceError, OperationalError):  # the database, not the mail: it is read another time
        raise
    except Exception:  # one mail that a reader cannot take must not stop the others
        logger.exception("a mail could not be taken by its reader")
        return MailOutcome.UNKNOWN


def _read(mail) -> str:
    for _order, function in sorted(_readers.items()):
        done = function(mail)
        if done is not None:
            break
    else:
        done = Read(MailOutcome.UNKNOWN)
    ReadMail.objects.create(
        mark=mail.mark,
        read_at=timezone.now(),
        outcome=done.outcome,
        what=done.what[:60],
        about_label=done.about._meta.label_lower if done.about is not None else "",
        about_pk=str(done.about.pk) if done.about is not None else "",
        from_address=mail.sender if done.about is not None else "",
    )
    return done.outcome
