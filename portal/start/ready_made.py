"""Databases for tests, made once and copied: PostgreSQL copies one in a tenth of a second, migrating takes fifteen.

Each is named after what it was made of, so that a change makes a new one; the one before it goes.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from portal.start import places, setup

NAME = "ready_{kind}_{digest}"
LOCK = 7_420_911  # any number, the same for all runs on one server: they wait for each other's making
APPS = ["portal", "organisations", "agreements", "actions", "meetings", "support", "surveys", "overview"]
FILES = places.LOCAL / "test" / "ready"


def migrated(url: str) -> str:
    """The name of an empty database with all tables, on the server of this address."""
    inputs = [*_found("migrations/*.py"), places.ROOT / "requirements.lock", Path(__file__).with_name("fresh.py")]
    return _ready(url, "migrated", inputs, lambda draft, _files: _run(draft, "-m", "portal.start.fresh"))


def demonstrated(url: str, today) -> tuple[str, Path]:
    """The name of a database with the demonstration county around a day, and the folder with its uploaded files."""
    before = migrated(url)
    inputs = [*_found("**/*.py"), *_found("locale/**/*.po"), places.ROOT / "requirements.lock"]

    def load(draft, files):
        _manage(draft, "load_demonstration", "--skip-checks", "--today", str(today), MEDIA_ROOT=str(files))

    name = _ready(url, "county", inputs, load, template=before, more=str(today))
    return name, FILES / name


def copy(url: str, name: str, source: str):
    with _server(url) as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')


def drop(url: str, name: str):
    with _server(url) as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def with_database(url: str, name: str, role: str = "") -> str:
    """The same server, another database and, if named, another role."""
    parts = urlsplit(url)
    place = parts.netloc if not role else f"{role}@{parts.netloc.rpartition('@')[2]}"
    return urlunsplit(parts._replace(path=f"/{name}", netloc=place))


def _found(pattern: str) -> list[Path]:
    return sorted(path for app in APPS for path in (places.ROOT / app).glob(pattern) if path.is_file())


def _ready(url, kind, inputs, make, *, template="template1", more="") -> str:
    digest = hashlib.sha256(f"{setup.digest(inputs)} {more}".encode()).hexdigest()[:20]
    name = NAME.format(kind=kind, digest=digest)
    with _server(url) as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # ends with the connection, whatever becomes of us
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [NAME.format(kind=kind, digest="%")])
        there = {row[0] for row in cursor.fetchall()}
        if name in there and (FILES / name).is_dir():
            return name
        for old in there:
            with contextlib.suppress(psycopg2.errors.ObjectInUse):  # somebody is copying it
                cursor.execute(f'DROP DATABASE IF EXISTS "{old}"')
            shutil.rmtree(FILES / old, ignore_errors=True)
        draft = NAME.format(kind=kind, digest="draft")
        cursor.execute(f'DROP DATABASE IF EXISTS "{draft}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{draft}" TEMPLATE "{template}"')
        make(with_database(url, draft), places.private(FILES / name))
        cursor.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
    return name


@contextlib.contextmanager
def _server(url):
    with contextlib.closing(psycopg2.connect(with_database(url, "postgres"))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            yield cursor


def _manage(url, *command, **environment):
    _run(url, "manage.py", *command, **environment)


def _run(url, *command, **environment):
    given = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", *command],
        cwd=places.ROOT,
        env=given | {"DATABASE_URL": url} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr[-3000:]}")
