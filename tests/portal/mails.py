"""Mails as other systems send them, in their shape and our words: answers to calls, and delivery reports."""

import mailbox
from email.utils import format_datetime
from textwrap import dedent


def reply(
    *,
    uid,
    attendee,
    partstat="ACCEPTED",
    sequence=0,
    at=None,
    sender=None,
    shape="google",
    comment="",
    mark="1",
    more="",
):
    """A REPLY as Google, Outlook or Apple sends it (RFC 5546 3.2.3)."""
    sender = sender or attendee
    stamp = f"{at:%Y%m%dT%H%M%SZ}"
    spoken = f"COMMENT:{comment}\r\n" if comment else ""
    calendar = (
        "BEGIN:VCALENDAR\r\nPRODID:-//Example//Calendar//EN\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\nMETHOD:REPLY\r\n"
        f"{TIMEZONE if shape == 'outlook' else ''}"
        "BEGIN:VEVENT\r\nDTSTART:20260312T080000Z\r\nDTEND:20260312T110000Z\r\n"
        f"DTSTAMP:{stamp}\r\nORGANIZER;CN=Gruppen:mailto:fardplan@localhost\r\nUID:{uid}\r\n"
        f"{_attendee(attendee, partstat, shape)}"
        f"{spoken}{more}SEQUENCE:{sequence}\r\nSTATUS:CONFIRMED\r\nSUMMARY:Möte\r\nTRANSP:OPAQUE\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    return (
        SHAPES[shape]
        .format(sender=sender, date=format_datetime(at), mark=mark, calendar=calendar, partstat=partstat)
        .encode()
    )


def _attendee(address, partstat, shape):
    if shape == "outlook":  # folded, upper case, a language
        return f'ATTENDEE;PARTSTAT={partstat};CN="Medlem, Mats";LANGUAGE=sv\r\n -SE:MAILTO:{address.upper()}\r\n'
    if shape == "apple":
        return f"ATTENDEE;CN=Mats;CUTYPE=INDIVIDUAL;EMAIL={address};PARTSTAT={partstat}:mailto:{address}\r\n"
    return f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={partstat};CN=Mats;X-NUM-GUESTS=0:mailto:{address}\r\n"


TIMEZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\n"
    "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n"
    "END:VTIMEZONE\r\n"
)


def _shaped(text):
    """CRLF as in a mail; the calendar, which has CRLF already, is put in afterwards."""
    return dedent(text).lstrip().replace("\n", "\r\n")


SHAPES = {
    "google": _shaped(
        """\
        From: Mats <{sender}>
        To: fardplan@localhost
        Subject: Svar: {partstat}
        Date: {date}
        Message-ID: <g-{mark}@mail.example.org>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="ytter"

        --ytter
        Content-Type: multipart/alternative; boundary="inner"

        --inner
        Content-Type: text/plain; charset="UTF-8"

        Har svarat.
        --inner
        Content-Type: text/calendar; charset="UTF-8"; method=REPLY
        Content-Transfer-Encoding: 8bit

        {calendar}
        --inner--
        --ytter
        Content-Type: application/ics; name="invite.ics"
        Content-Disposition: attachment; filename="invite.ics"

        {calendar}
        --ytter--
        """
    ),
    "outlook": _shaped(
        """\
        From: "Medlem, Mats" <{sender}>
        To: "fardplan@localhost" <fardplan@localhost>
        Subject: =?utf-8?B?R29kdGFnZXQ6IE3DtnRl?=
        Date: {date}
        Message-ID: <o-{mark}@exchange.example.org>
        X-MS-Has-Attach:
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary="_000_delen_"

        --_000_delen_
        Content-Type: text/plain; charset="iso-8859-1"
        Content-Transfer-Encoding: quoted-printable

        V=E4lkommen
        --_000_delen_
        Content-Type: text/calendar; charset="utf-8"; method=REPLY
        Content-Transfer-Encoding: 8bit

        {calendar}
        --_000_delen_--
        """
    ),
    "apple": _shaped(
        """\
        From: Mats <{sender}>
        To: fardplan@localhost
        Subject: Mats
        Date: {date}
        Message-Id: <a-{mark}@mac.example.org>
        Mime-Version: 1.0
        Content-Type: multipart/alternative; boundary=Apple-Mail-delen

        --Apple-Mail-delen
        Content-Type: text/html; charset=utf-8

        <p>Mats kommer.</p>
        --Apple-Mail-delen
        Content-Type: text/calendar; method=REPLY; charset=utf-8

        {calendar}
        --Apple-Mail-delen--
        """
    ),
}


def bounce(
    *,
    original="",
    recipient,
    action="failed",
    status="5.1.1",
    said="smtp; 550 5.1.1 User unknown",
    shape="postfix",
    mark="1",
):
    """A delivery report (RFC 3464) as Postfix or Exchange sends it; `original` is the Message-ID it gives back."""
    headers = f"Message-ID: {original}\nSubject: Kallelse\n" if original else "Subject: Kallelse\n"
    returned = "text/rfc822-headers" if shape == "postfix" else "message/rfc822"
    return (
        _shaped(
            """\
            From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
            To: fardplan@localhost
            Subject: Undelivered Mail Returned to Sender
            Auto-Submitted: auto-replied
            Message-Id: <{shape}-{mark}@mx.example.org>
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="rapport"

            --rapport
            Content-Type: text/plain; charset=us-ascii

            The mail system could not deliver it.
            --rapport
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.org
            Arrival-Date: Thu, 12 Mar 2026 08:00:00 +0100

            Final-Recipient: rfc822; {recipient}
            Original-Recipient: rfc822;{recipient}
            Action: {action}
            Status: {status}
            Remote-MTA: dns; mx.example.org
            Diagnostic-Code: {said}

            --rapport
            Content-Type: {returned}

            {headers}
            --rapport--
            """
        )
        .format(
            shape=shape, mark=mark, recipient=recipient, action=action, status=status, said=said,
            returned=returned, headers=headers.replace("\n", "\r\n"),
        )
        .encode()
    )  # fmt: skip


def maildir(path):
    """A real Maildir with its folders."""
    return mailbox.Maildir(path / "box", create=True)


def folder(box, name) -> list:
    """The keys of the mails in one of its folders."""
    return box.get_folder(name).keys() if name in box.list_folders() else []
