"""The mail catcher as its own process, asked over SMTP."""

import mailbox
import os
import signal
import smtplib
import subprocess
import sys
import time
from email.message import EmailMessage

import pytest

from portal.start.conditions import bound
from portal.start.mail_catcher import Keeper
from portal.start.places import ROOT


@pytest.fixture
def catcher(tmp_path):
    """(folder, port, process) of a running catcher that was given a bound socket, as the supervisor gives it."""
    with bound() as listener:
        command = [sys.executable, "-m", "portal.start.mail_catcher", "--folder", tmp_path / "mail"]
        with subprocess.Popen(
            [*command, "--descriptor", str(listener.fileno())], cwd=ROOT, pass_fds=(listener.fileno(),)
        ) as process:
            try:
                yield tmp_path / "mail", listener.getsockname()[1], process
            finally:
                process.kill()


def connected(port):
    deadline = time.monotonic() + 10
    while True:
        try:
            return smtplib.SMTP("127.0.0.1", port, timeout=10)
        except ConnectionRefusedError:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def letter(number=1):
    message = EmailMessage()
    message["From"], message["To"] = "portal@example.org", "Åsa Öberg <asa@example.org>"
    message["Subject"], message["Message-ID"] = "Påminnelse", f"<{number}@example.org>"
    message.set_content("Hej Åsa!\n.\n..två punkter\n")
    return message


def test_a_letter_is_kept_whole_and_only_once(catcher):
    folder, port, _ = catcher
    with connected(port) as server:
        server.send_message(letter())
    [path] = (folder / "new").iterdir()
    kept = mailbox.MaildirMessage(path.read_bytes())
    assert kept["Message-ID"] == "<1@example.org>"
    assert kept["X-Rcpt-To"] == "asa@example.org"
    assert kept.get_payload(decode=True).decode().splitlines() == ["Hej Åsa!", ".", "..två punkter"]
    assert list((folder / "tmp").iterdir()) == []


def test_it_ends_at_once_when_asked(catcher):
    _, port, process = catcher
    with connected(port) as server:
        process.send_signal(signal.SIGTERM)
        assert process.wait(5) == 0
        server.close()


def test_only_the_newest_are_kept(tmp_path):
    keeper = Keeper(tmp_path / "mail", keep=3)
    for number in range(5):
        key = keeper.mail.add(letter(number))
        os.utime(keeper.folder / key, (number, number))
    keeper.prune()
    kept = [mailbox.MaildirMessage(path.read_bytes())["Message-ID"] for path in keeper.folder.iterdir()]
    assert sorted(kept) == ["<2@example.org>", "<3@example.org>", "<4@example.org>"]
