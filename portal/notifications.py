"""The outbox: every e-mail is a row first, sent by a worker, exactly once as far as SMTP allows.

    queue("survey-invitation", to=Recipient(...), about=invitation, key="survey-invitation:17:1")

An app describes its letters in letters.py: `@letter("survey-receipt")` over a function
`(letter) -> dict | None` that returns what the template reads (links and all) or None when the letter
has lost its point; `@letters_alike` where thousands are the same but for a name and a link (portal.wordings). Templates: templates/letters/<kind>.subject.txt and <kind>.txt. A context may carry
"parts": a list of `Part`s that go with the text, "from_name": whose name stands before our address, and "reply_to": a
list of (name, address). `@bounced("survey-invitation")` over a function
`(letter, reason)` hears of a letter that came back (portal.bounces).
"""

import logging
import smtplib
from dataclasses import dataclass
from datetime import timedelta
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation

from portal.celery import wake
from portal.models import Letter, LetterState
from portal.wordings import Alike, Wordings, letter, letters_alike

__all__ = ["Alike", "Part", "Recipient", "bounced", "letter", "letters_alike", "queue", "queue_many", "send_due"]

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=settings.LETTER_LEASE_SECONDS)
BATCH = 100
RETRIES = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3), timedelta(hours=12)]

_bounced = {}
DISCREET = set()  # kinds of letters that are not listed: that somebody was sent one tells what nobody is to know


@dataclass(frozen=True)
class Recipient:
    """Who a letter is for: an address, a name, a language, and the user where there is one."""

    address: str
    name: str = ""
    language: str = "sv"
    user: object = None

    @classmethod
    def of(cls, user):
        return cls(user.email, user.get_full_name(), user.language or "sv", user)


@dataclass(frozen=True)
class Part:
    """Something that goes with a letter's text: another form of the text itself, or a file beside it."""

    content: str | bytes
    type: str  # with parameters: "text/calendar; method=REQUEST"
    name: str = ""  # of the file; without one the part is another form of the text


def bounced(kind: str):
    """Register who hears that a letter of a kind came back: a function (letter, reason)."""

    def register(function):
        _bounced[kind] = function
        return function

    return register


@transaction.atomic
def mark_bounced(row, reason: str):
    """A letter that was handed over came back. Told once: a second report changes nothing."""
    reason = " ".join(reason.split())[:300]
    if Letter.objects.filter(pk=row.pk, state=LetterState.SENT).update(state=LetterState.BOUNCED, error=reason):
        if row.kind in _bounced:
            _bounced[row.kind](row, reason)
        return True
    return False


def letter_to(kind: str, *, to: Recipient, about=None, key: str, context: dict | None = None, after=None) -> Letter:
    """A letter that is not owed yet: for `queue_many`."""
    return Letter(
        key=key,
        kind=kind,
        context=context or {},
        about_label=about._meta.label_lower if about is not None else "",
        about_pk=str(about.pk) if about is not None else "",
        to_address=to.address,
        to_name=to.name,
        to_user=to.user,
        language=to.language,
        send_after=after or timezone.now(),
    )


@transaction.atomic
def queue_many(letters: list[Letter]) -> int:
    """Owe many letters in one statement; those whose key is owed already stay as they are. Returns how many are new."""
    known = Letter.objects.filter(key__in=[row.key for row in letters]).count()
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    wake("portal.send_letters")
    return len(letters) - known


def queue(kind: str, *, to: Recipient, about=None, key: str, context: dict | None = None, after=None):
    """Owe somebody a letter. The same key twice is the same letter; returns it, or None if it was owed already."""
    row, created = Letter.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "context": context or {},
            "about_label": about._meta.label_lower if about is not None else "",
            "about_pk": str(about.pk) if about is not None else "",
            "to_address": to.address,
            "to_name": to.name,
            "to_user": to.user,
            "language": to.language,
            "send_after": after or timezone.now(),
        },
    )
    if not created:
        return None
    wake("portal.send_letters")
    return row


def send_due(*, at=None) -> int:
    """Send what is due, a leased batch at a time over one connection; returns how many went."""
    sent = 0
    while batch := _lease(at=at or timezone.now()):
        connection = get_connection()
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as error:
            for row in batch:
                _put_off(row, error)
            return sent
        wordings = Wordings(batch)
        try:
            for row in batch:
                sent += _send(row, connection, wordings)
        finally:
            connection.close()
    return sent


def release_abandoned(*, at=None) -> int:
    """Give back what a dead worker held; the letter in its hand may go twice, no other."""
    return Letter.objects.abandoned(at=at or timezone.now()).update(state=LetterState.WAITING, leased_until=None)


@transaction.atomic
def _lease(*, at):
    """Take a batch nobody else holds, for the length of a lease; the number of attempts tells leases apart."""
    rows = list(Letter.objects.due(at=at).order_by("send_after", "pk").select_for_update(skip_locked=True)[:BATCH])
    until = timezone.now() + LEASE
    Letter.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=LetterState.SENDING, leased_until=until, attempts=F("attempts") + 1
    )
    for row in rows:
        row.attempts, row.leased_until = row.attempts + 1, until
    return rows


def _send(row, connection, wordings) -> int:
    """Send one leased letter and commit its result before the next."""
    if not _still_ours(row):
        return 0
    try:
        message = compose(row, connection=connection, wordings=wordings)
        if message is None:
            _finish(row, state=LetterState.DROPPED)
            return 0
        message.send()
    except (OSError, smtplib.SMTPException) as error:
        if _is_final(error):
            _finish(row, state=LetterState.FAILED, error=_plain(error))
        else:
            _put_off(row, error)
        return 0
    except Exception as error:  # one letter that cannot be written must not stop the others
        logger.exception("letter %s (%s) could not be written", row.pk, row.kind)
        _finish(row, state=LetterState.FAILED, error=type(error).__name__)
        return 0
    _finish(row, state=LetterState.SENT, sent_at=timezone.now(), error="")
    return 1


def _still_ours(row) -> bool:
    """Renew the lease when a part of it has gone; false when another worker has taken the letter since."""
    until = timezone.now() + LEASE
    if until - row.leased_until < LEASE / 10:
        return True
    return bool(
        Letter.objects.filter(pk=row.pk, state=LetterState.SENDING, attempts=row.attempts).update(leased_until=until)
    )


def compose(row, *, connection=None, wordings=None) -> EmailMessage | None:
    """The letter as it will be sent, in the recipient's language; None when it has lost its point."""
    with translation.override(row.language):
        written = (wordings or Wordings()).of(row)
    if written is None:
        return None
    context, subject, body = written
    subject, body = _line(subject), body.strip() + "\n"
    row.subject = subject[:250]
    message = EmailMultiAlternatives(
        subject=subject,
        body=body,
        from_email=_sender(context.get("from_name", "")),
        reply_to=[formataddr((_line(name), _line(address))) for name, address in context.get("reply_to", ())],
        to=[formataddr((_line(row.to_name), row.to_address))],
        headers={"Message-ID": row.message_id, "Auto-Submitted": "auto-generated"},
        connection=connection,
    )
    for part in context.get("parts", ()):
        if part.name:
            message.attach(part.name, part.content, part.type)
        else:
            message.attach_alternative(part.content, part.type)
    return message


def _line(text: str) -> str:
    """Text on one line, as headers are."""
    return " ".join(text.split())


def _sender(name: str) -> str:
    """Our own address, which alone may send, with somebody's name before it."""
    return formataddr((_line(name), parseaddr(settings.DEFAULT_FROM_EMAIL)[1])) if name else settings.DEFAULT_FROM_EMAIL


def _finish(row, **values):
    Letter.objects.filter(pk=row.pk).update(leased_until=None, subject=row.subject, **values)


def _put_off(row, error):
    """Try again later, a little later each time; after the last try the letter is marked as not delivered."""
    if row.attempts > len(RETRIES):
        return _finish(row, state=LetterState.FAILED, error=_plain(error))
    after = timezone.now() + RETRIES[row.attempts - 1]
    return _finish(row, state=LetterState.WAITING, send_after=after, error=_plain(error))


def _is_final(error) -> bool:
    """Whether the server said no for good (5xx about the recipient) rather than not now (4xx, no contact)."""
    return isinstance(error, smtplib.SMTPRecipientsRefused) and all(
        code >= 500 for code, _ in error.recipients.values()
    )


def _plain(error) -> str:
    """The server's answer without addresses, for the page that shows letters."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
        return f"{code} {text.decode(errors='replace') if isinstance(text, bytes) else text}"[:300]
    return f"{type(error).__name__}: {error}"[:300]
