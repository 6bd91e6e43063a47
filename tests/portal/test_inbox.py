"""Mail that comes in: delivery reports, what is for a person, and what is meant to stop the reading."""

from email import message_from_bytes

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal import inbox, notifications
from portal.bounces import OURS
from portal.inbox import read_box
from portal.mailboxes import HANDLED, UNKNOWN
from portal.models import Letter, LetterState, MailOutcome, ReadMail
from portal.tasks import read_mail
from tests.portal.imap_server import ImapServer
from tests.portal.mails import bounce, folder, maildir


@pytest.fixture
def box(tmp_path, settings):
    made = maildir(tmp_path)
    settings.INBOX_URL = f"maildir://{made._path}"
    return made


@pytest.fixture
def letter(db):
    """One that was handed over to the mail server."""
    return Letter.objects.create(
        key="t:1", kind="portal-accessibility", to_address="bo.fel@example.org", state=LetterState.SENT,
        sent_at=timezone.now(), send_after=timezone.now(),
    )  # fmt: skip


@pytest.mark.parametrize("shape", ["postfix", "exchange"])
def test_a_letter_that_came_back_says_why(box, letter, shape):
    box.add(bounce(original=letter.message_id, recipient="bo.fel@example.org", shape=shape))
    assert read_box() == {MailOutcome.TAKEN: 1}
    letter.refresh_from_db()
    assert (letter.state, letter.error) == (LetterState.BOUNCED, "550 5.1.1 User unknown")
    assert len(folder(box, HANDLED)) == 1
    assert list(box.keys()) == []


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"recipient": "BO.FEL@example.org"}, LetterState.BOUNCED),  # the report names no letter
        ({"recipient": "annan@example.org"}, LetterState.SENT),
        ({"recipient": "bo.fel@example.org", "action": "delayed", "status": "4.4.1"}, LetterState.SENT),
        ({"recipient": "annan@example.org", "original": "<letter-{pk}@annan.example.org>"}, LetterState.SENT),
        ({"recipient": "annan@example.org", "original": "<letter-99999999@localhost>"}, LetterState.SENT),
    ],
)
def test_which_reports_are_about_a_letter(box, letter, facts, state):
    facts = {name: value.format(pk=letter.pk) for name, value in facts.items()}
    box.add(bounce(**facts))
    read_box()
    letter.refresh_from_db()
    assert letter.state == state
    assert ReadMail.objects.count() == 1


def test_each_mail_is_read_once_also_when_killed_before_it_was_moved(box, letter, monkeypatch):
    heard = []
    monkeypatch.setitem(notifications._bounced, letter.kind, lambda row, reason: heard.append(reason))
    box.add(bounce(original=letter.message_id, recipient=letter.to_address))
    monkeypatch.setattr("portal.mailboxes.MaildirBox.handled", lambda *_args: (_ for _ in ()).throw(SystemExit))
    with pytest.raises(SystemExit):
        read_box()
    monkeypatch.undo()
    monkeypatch.setitem(notifications._bounced, letter.kind, lambda row, reason: heard.append(reason))
    inbox_url = f"maildir://{box._path}"
    read_box(inbox_url)
    box.add(bounce(original=letter.message_id, recipient=letter.to_address))  # the same once more
    read_box(inbox_url)
    assert len(heard) == 1
    assert ReadMail.objects.count() == 1
    assert len(folder(box, HANDLED)) == 2


DEEP = b"".join(
    b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(1500)
)  # parts within parts within parts
HOSTILE = {
    "a person writes": b"From: Eva <eva@example.org>\r\nSubject: Hej\r\nMessage-ID: <1@x>\r\n\r\nKan jag komma senare?\r\n",
    "empty": b"",
    "no headers": b"\r\n\r\n\xff\xfe\x00",
    "ten megabytes": b"Subject: stor\r\n\r\n" + b"x" * 10_000_000,
    "deep": DEEP,
    "many parts": b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 60_000,
    "bad charset": b"Content-Type: text/calendar; charset=\"klingon\"; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\n",
    "bad base64": b"Content-Type: text/calendar; method=REPLY\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%=\r\n",
    "half a report": b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nAction",
    "headers without end": b"Subject: " + b"=?utf-8?b?" * 20_000,
    "a calendar bomb": b"Content-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n"
    + b"BEGIN:VEVENT\r\nUID:x\r\nRRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\n" * 3000 + b"END:VCALENDAR\r\n",
}  # fmt: skip


def test_nothing_that_comes_in_stops_the_reading(box, letter):
    """All of it at once, and a report last: the report is taken, and the rest lies where a person finds it."""
    for mail in HOSTILE.values():
        box.add(mail)
    box.add(bounce(original=letter.message_id, recipient=letter.to_address))
    counts = read_box()
    letter.refresh_from_db()
    assert letter.state == LetterState.BOUNCED
    assert sum(counts.values()) == len(HOSTILE) + 1, counts
    assert len(folder(box, UNKNOWN)) == counts[MailOutcome.UNKNOWN] >= len(HOSTILE) - 1
    assert list(box.keys()) == []


def test_a_fault_in_a_reader_is_not_the_mail_after(box, letter, monkeypatch):
    def broken(mail):
        raise ValueError(mail.mark)

    monkeypatch.setitem(inbox._readers, "0001 broken", broken)
    box.add(b"Subject: x\r\n\r\n")
    assert read_box() == {MailOutcome.UNKNOWN: 1}
    monkeypatch.delitem(inbox._readers, "0001 broken")
    box.add(bounce(original=letter.message_id, recipient=letter.to_address))
    assert read_box() == {MailOutcome.TAKEN: 1}


def test_the_command_says_what_it_read_and_what_is_wrong(box, letter, capsys, settings):
    box.add(bounce(original=letter.message_id, recipient=letter.to_address))
    call_command("read_mail")
    assert capsys.readouterr().out.strip() == "1 read: 1 taken, 0 changed nothing, 0 left for a person"
    for url in ("", "maildir:///finns/inte", "pop3://x", "imap://a:hemligt@127.0.0.1:1/INBOX"):
        settings.INBOX_URL = url
        with pytest.raises(CommandError) as refused:
            call_command("read_mail")
        assert "hemligt" not in str(refused.value)


def test_beat_goes_on_when_the_box_does_not_answer(settings, caplog, db):
    settings.INBOX_URL = "imap://a:hemligt@127.0.0.1:1/INBOX"
    assert read_mail() == 0
    assert "hemligt" not in caplog.text


def test_the_same_over_imap(letter, settings):
    mails = [
        bounce(original=letter.message_id, recipient=letter.to_address),
        HOSTILE["a person writes"],
        HOSTILE["ten megabytes"],
    ]
    with ImapServer(mails, user="fardplan", password="å hemligt/1") as server:
        settings.INBOX_URL = f"imap://fardplan:%C3%A5%20hemligt%2F1@127.0.0.1:{server.port}/INBOX"
        assert read_box() == {MailOutcome.TAKEN: 1, MailOutcome.UNKNOWN: 2}
        assert read_box() == {}
        assert {name: len(mails) for name, mails in server.folders.items()} == {"INBOX": 0, HANDLED: 1, UNKNOWN: 2}
        assert server.largest_sent < 3_000_000  # ten megabytes are not fetched
    letter.refresh_from_db()
    assert letter.state == LetterState.BOUNCED


def test_the_mark_of_a_letter_is_read_back(letter):
    message = notifications.compose(letter).message() if letter.context else None
    assert OURS.fullmatch(letter.message_id)[1] == str(letter.pk)
    assert message is None or message_from_bytes(message.as_bytes())["Message-ID"] == letter.message_id
