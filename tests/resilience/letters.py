"""Letters when the worker is killed: none is lost, none goes twice."""

import asyncio
import email
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter

from portal.start import places
from portal.start.conditions import bound
from portal.start.measures import Row, measure

LETTERS, HELD = 60, 25  # the worker is killed while the server holds the 25th
LEASE = 3  # seconds until another worker may take what a dead one held


@measure
def worker_killed_while_sending(stage):
    """Killed with SIGKILL, its children too, while the mail server has a letter it has not accepted yet."""
    owed = _owe(LETTERS)
    with bound() as listener:
        server = _start_server(stage, listener)
        environment = stage.environment | {
            "EMAIL_URL": f"smtp://127.0.0.1:{listener.getsockname()[1]}",
            "LETTER_LEASE_SECONDS": str(LEASE),
        }
        worker = _start_worker(environment)
        beat = _start(environment, "beat", "--schedule", stage.folder / "schedule", "--pidfile", "")
        try:
            _wait((stage.folder / "holding").exists)
            _kill(worker)
            (stage.folder / "go on").touch()
            began = time.monotonic()
            worker = _start_worker(environment)
            _wait(lambda: owed <= set(_accepted(stage)), seconds=120)
            recovered = time.monotonic() - began
            time.sleep(LEASE + 2)  # time enough for a second copy to come
        finally:
            for process in (worker, beat, server):
                _kill(process)
    accepted = Counter(_accepted(stage))
    yield Row("Worker killed while sending: letters lost", len(owed - accepted.keys()), limit=0)
    yield Row("Worker killed while sending: letters sent twice", accepted.total() - len(accepted), limit=0)
    yield Row("Worker killed while sending: letters not marked as sent", _not_marked(owed), limit=0)
    yield Row("Worker killed while sending: all sent after", recovered, limit=90, unit="s")


def _owe(count) -> set[str]:
    """Real letters: invitations to a survey of the demonstration county that is open. Their Message-IDs."""
    from django.utils import timezone

    from portal import notifications
    from portal.notifications import Recipient
    from surveys.models import Invitation

    invitations = Invitation.objects.usable(at=timezone.now())
    invitation = next(one for one in invitations if one.round.is_open(on=timezone.localdate()))
    letters = [
        notifications.queue(
            "survey-invitation",
            to=Recipient(f"drill-{number}@example.org", f"Mottagare {number}"),
            about=invitation,
            key=f"drill:{number}",
            context={"version": invitation.version},
        )
        for number in range(count)
    ]
    return {letter.message_id for letter in letters}


def _not_marked(owed) -> int:
    from portal.models import Letter, LetterState

    return sum(letter.message_id in owed for letter in Letter.objects.exclude(state=LetterState.SENT))


def _start_server(stage, listener):
    command = [sys.executable, "-m", "tests.resilience.letters", str(listener.fileno()), str(stage.folder)]
    return subprocess.Popen(command, cwd=places.ROOT, pass_fds=(listener.fileno(),), start_new_session=True)


def _start_worker(environment):
    return _start(environment, "worker", "--concurrency", "1", "--without-gossip", "--without-mingle")


def _start(environment, *words):
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "celery",
        "--quiet",
        "--app",
        "portal",
        *words,
        "--loglevel",
        "error",
    ]
    return subprocess.Popen([str(word) for word in command], cwd=places.ROOT, env=environment, start_new_session=True)


def _kill(process):
    """SIGKILL to a program and all its children at once."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _accepted(stage):
    path = stage.folder / "accepted"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def _wait(true, seconds=60):
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError("it did not happen in time")
        time.sleep(0.05)


async def _serve(descriptor, folder):
    """A mail server that writes down what it accepts, and once holds a letter until the sender is dead."""
    import socket

    from aiosmtpd.smtp import SMTP

    class Handler:
        handed = 0

        async def handle_DATA(self, server, session, envelope):  # noqa: N802  (aiosmtpd's name)
            Handler.handed += 1
            if Handler.handed == HELD:
                (folder / "holding").touch()
                while not (folder / "go on").exists():
                    await asyncio.sleep(0.02)
                return "451 never mind"  # nobody hears it
            message = email.message_from_bytes(envelope.content)
            with (folder / "accepted").open("a") as file:
                file.write(json.dumps(message["Message-ID"]) + "\n")
            return "250 OK"

    loop = asyncio.get_running_loop()
    listener = socket.socket(fileno=descriptor)
    listener.listen()
    await loop.create_server(lambda: SMTP(Handler()), sock=listener)
    await asyncio.Event().wait()


if __name__ == "__main__":
    from pathlib import Path

    asyncio.run(_serve(int(sys.argv[1]), Path(sys.argv[2])))
