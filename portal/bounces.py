"""Letters that came back (RFC 3464): whose they were, and why."""

import re
from datetime import timedelta
from email import message_from_string
from email.message import Message
from email.utils import parseaddr

from django.utils import timezone

from portal import incoming
from portal.inbox import Read, reader
from portal.models import Letter, LetterState, MailOutcome
from portal.notifications import mark_bounced

OURS = re.compile(r"<letter-(\d{1,12})@([^<>\s]+)>")
LATEST = timedelta(days=7)  # a report that names no letter is about one of so many days


@reader(order=10)
def delivery_report(mail):
    """A report of a delivery that failed for good marks the letter; one that says "not yet" marks nothing."""
    if not _is_report(mail.message):
        return None
    reports = _reports(mail)
    failed = [one for one in reports if one["action"] == "failed"]
    if not failed:
        return Read(MailOutcome.CHANGED_NOTHING, reports[0]["action"][:60] if reports else "report")
    letter = _by_mark(mail) or next(filter(None, map(_by_recipient, failed)), None)
    if letter is None:
        return Read(MailOutcome.CHANGED_NOTHING, "bounce of nothing of ours")
    told = mark_bounced(letter, failed[0]["reason"])
    return Read(MailOutcome.TAKEN if told else MailOutcome.CHANGED_NOTHING, "bounce", letter)


def _is_report(message) -> bool:
    kind = str(message.get_param("report-type", "")).lower()
    return message.get_content_type() == "multipart/report" and kind in ("delivery-status", "")


def _reports(mail) -> list[dict]:
    """For each recipient in the report: action, address, reason."""
    found = []
    for part in mail.parts():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in _blocks(part):
            if action := incoming.header(block, "Action").lower():
                found.append({"action": action, "addresses": _addresses(block), "reason": _reason(block)})
    return found[:20]


def _blocks(part) -> list[Message]:
    payload = part.get_payload()
    if isinstance(payload, list):
        return [one for one in payload if isinstance(one, Message)]
    return [message_from_string(block) for block in re.split(r"\r?\n\s*\r?\n", incoming.text_of(part))[:40]]


def _addresses(block) -> list[str]:
    """Original-Recipient first: behind it stands the address we wrote to."""
    raw = [incoming.header(block, name) for name in ("Original-Recipient", "Final-Recipient")]
    return [parseaddr(value.partition(";")[2].strip() or value)[1].lower() for value in raw if value]


def _reason(block) -> str:
    """What the server said, and the code; without an address, which the letter has already."""
    said = incoming.header(block, "Diagnostic-Code")
    said = said.partition(";")[2].strip() or said
    status = incoming.header(block, "Status")
    text = said if status and status in said else f"{status} {said}".strip()
    return re.sub(r"<?[^\s<>@]+@[^\s<>@]+>?:?", "", text).strip()[:300] or "?"


def _by_mark(mail):
    """The letter whose Message-ID the report gives back, in the returned headers or in what it answers."""
    texts = [incoming.header(mail.message, name) for name in ("In-Reply-To", "References")]
    for part in mail.parts():
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload()
            texts += [incoming.header(one, "Message-ID") for one in inner[:1]] if isinstance(inner, list) else []
        elif kind in ("text/rfc822-headers", "message/rfc822-headers"):
            texts.append(incoming.header(message_from_string(incoming.text_of(part)), "Message-ID"))
    for text in texts:
        for mark in incoming.marks_in(text):
            found = OURS.fullmatch(mark)
            letter = Letter.objects.filter(pk=int(found[1])).first() if found else None
            if letter is not None and letter.message_id == mark:
                return letter
    return None


def _by_recipient(report):
    """The latest letter to the address, where the report names no letter."""
    since = timezone.now() - LATEST
    sent = Letter.objects.filter(state=LetterState.SENT, sent_at__gte=since)
    for address in report["addresses"]:
        if letter := sent.filter(to_address__iexact=address).order_by("-sent_at", "-pk").first():
            return letter
    return None
