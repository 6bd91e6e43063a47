"""A whole portal for tests: gunicorn, worker, beat and mail catcher as real processes on the test servers.

The application runs as the role without rights to change the schema, on a database of its own with the
demonstration county. `make run` itself is tested in tests/start; here its parts can be killed one by one.
"""

import contextlib
import mailbox
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg2

from portal.start import ready_made
from portal.start.ready_made import with_database

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def letters_to(address: str, mail_folder: Path) -> list[str]:
    """Texts of the letters the catcher holds for this address, oldest first."""
    if not (mail_folder / "new").is_dir():
        return []
    found = []
    for path in sorted((mail_folder / "new").iterdir(), key=lambda path: path.stat().st_mtime):
        with path.open("rb") as file:
            message = mailbox.MaildirMessage(file)
        if address.lower() in (message["To"] or "").lower():
            found.append((message.get_payload(decode=True) or b"").decode("utf-8"))
    return found


def wait_for_letter(address: str, containing: str, mail_folder: Path, seconds=60) -> str:
    """The newest letter to this address with these words, as soon as it has come."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := [letter for letter in letters_to(address, mail_folder) if containing in letter]:
            return found[-1]
        time.sleep(0.3)
    raise AssertionError(f"no letter with {containing!r} to {address} within {seconds} s")


class Portal:
    """The running portal. `start` and `kill` work on one part: "web", "worker", "beat" or "mail"."""

    def __init__(self, folder: Path, *, owner_url: str, redis_url: str):
        self.folder, self.processes = folder, {}
        self.port, self.mail_port = free_port(), free_port()
        self.address = f"http://localhost:{self.port}"
        self.database = f"e2e_{os.getpid()}_{self.port}"
        self.server_url = owner_url
        self.owner_url = with_database(owner_url, self.database)
        self.mail_folder = folder / "mail"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "TEST_"))},
            "DATABASE_URL": with_database(owner_url, self.database, role="fardplan"),
            "REDIS_URL": redis_url,
            "REDIS_PREFIX": f"{self.database}:",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "MAIL_CATCHER_DIR": str(self.mail_folder),
            "BASE_URL": self.address,
            "SECRET_KEY": "only for the tests of a whole portal, not a secret at all",
            "DEMO": "1",
            "MEDIA_ROOT": str(folder / "media"),
            "LETTER_LEASE_SECONDS": "3",
        }

    def prepare(self):
        """A copy of the demonstration county, with its files; the static files are those of all tests."""
        source, files = ready_made.demonstrated(self.server_url, datetime.now(ZoneInfo("Europe/Stockholm")).date())
        ready_made.copy(self.server_url, self.database, source)
        shutil.copytree(files, self.environment["MEDIA_ROOT"], dirs_exist_ok=True)

    def commands(self):
        celery = [sys.executable, "-W", "ignore", "-m", "celery", "--quiet", "--app", "portal"]
        return {
            "mail": [
                sys.executable,
                "-m",
                "portal.start.mail_catcher",
                "--folder",
                str(self.mail_folder),
                "--port",
                str(self.mail_port),
            ],
            "web": [
                sys.executable,
                "-m",
                "gunicorn",
                "portal.wsgi",
                "--bind",
                f"127.0.0.1:{self.port}",
                "--workers",
                "2",
                "--worker-class",
                "gthread",
                "--threads",
                "4",
                "--log-level",
                "warning",
                "--no-control-socket",
            ],
            "worker": [
                *celery,
                "worker",
                "--loglevel",
                "warning",
                "--concurrency",
                "1",
                "--without-gossip",
                "--without-mingle",
            ],
            "beat": [
                *celery,
                "beat",
                "--loglevel",
                "warning",
                "--schedule",
                str(self.folder / "schedule"),
                "--pidfile",
                "",
            ],
        }

    def start(self, *parts):
        for part in parts:
            log = (self.folder / f"{part}.log").open("ab")
            self.processes[part] = subprocess.Popen(
                self.commands()[part], cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
            log.close()

    def kill(self, part, how=signal.SIGKILL):
        """End a part and all its children at once."""
        process = self.processes.pop(part, None)
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        process.wait(timeout=20)

    def wait_until_serving(self, seconds=60):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with (
                contextlib.suppress(OSError, urllib.error.URLError),
                urllib.request.urlopen(f"{self.address}/healthz", timeout=2),  # noqa: S310  (an address of ours)
            ):
                return
            time.sleep(0.2)
        raise AssertionError((self.folder / "web.log").read_text()[-3000:])

    def stop(self):
        for part in list(self.processes):
            self.kill(part)
        ready_made.drop(self.server_url, self.database)

    def query(self, statement, *values):
        """Rows of one SQL statement, as the owner."""
        with (
            contextlib.closing(psycopg2.connect(self.owner_url)) as connection,
            connection,
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def letters_to(self, address: str) -> list[str]:
        return letters_to(address, self.mail_folder)

    def wait_for_letter(self, address: str, containing: str, seconds=60) -> str:
        return wait_for_letter(address, containing, self.mail_folder, seconds)
