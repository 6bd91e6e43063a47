"""Embedded PostgreSQL: its roles, its end, and what it leaves alone. One cluster of its own for the module."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import psutil
import psycopg2
import pytest
from psycopg2.errors import InsufficientPrivilege

from portal.start import places, postgres
from portal.start.postgres import APPLICATION, OWNER, Postgres
from tests.start.folders import modes, removed_afterwards

START_AND_WAIT = """
import sys, time
from pathlib import Path
from portal.start.postgres import Postgres
server = Postgres(Path(sys.argv[1]), durable=False)
server.start(tied=True)
print(server.server().pid, flush=True)
time.sleep(60)
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A running cluster whose folder lies below one that only its owner may enter, on a path too long for a socket."""
    strict = tmp_path_factory.mktemp("home")
    strict.chmod(0o700)
    folder = strict / ("a long path with spaces and åäö " * 3) / "postgres"
    before = modes(folder)
    with removed_afterwards(folder):
        server = Postgres(folder, durable=False)
        server.start(tied=True)
        server.modes_before = before
        yield server
        server.stop()


@pytest.fixture
def run(cluster):
    """Run statements as a role in a database; returns the last one's rows."""

    def run(role, *statements, database=postgres.DATABASE):
        with closing(psycopg2.connect(cluster.url(role, database))) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []

    return run


def test_no_folder_that_was_there_has_another_mode(cluster):
    assert modes(*cluster.modes_before) == cluster.modes_before


def test_only_its_owner_may_open_the_socket(cluster):
    folder = Path(cluster.url().partition("host=")[2].replace("%20", " "))
    status = folder.stat()
    assert oct(status.st_mode & 0o777) == "0o700"
    assert status.st_uid == cluster.data.stat().st_uid
    assert len(bytes(folder / postgres.SOCKET_NAME)) <= 107


def test_it_never_runs_as_root(cluster):
    assert cluster.server().uids().effective == cluster.data.stat().st_uid != 0


def test_neither_role_is_a_superuser_and_only_the_owner_makes_databases(run):
    rows = run(
        OWNER,
        "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls FROM pg_roles"
        " WHERE rolname LIKE 'fardplan%' ORDER BY rolname",
    )
    assert rows == [(APPLICATION, *[False] * 5), (OWNER, False, True, False, False, False)]


def test_the_application_writes_rows_of_the_owners_tables(run):
    run(OWNER, "CREATE TABLE IF NOT EXISTS letter (id serial PRIMARY KEY, text text)")
    assert run(
        APPLICATION, "INSERT INTO letter (text) VALUES ('a')", "UPDATE letter SET text = 'b'", "SELECT text FROM letter"
    )
    run(APPLICATION, "DELETE FROM letter")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "CREATE DATABASE mine",
        "CREATE ROLE mine",
        "CREATE EXTENSION hstore",
        "TRUNCATE kept",
        "ALTER TABLE kept ADD COLUMN more int",
        "DROP TABLE kept",
        "ALTER TABLE kept DISABLE TRIGGER ALL",
        "SET ROLE fardplan_owner",
        "COPY kept TO PROGRAM 'cat'",
    ],
)
def test_the_application_makes_and_changes_nothing_else(run, statement):
    run(OWNER, "CREATE TABLE IF NOT EXISTS kept (id serial PRIMARY KEY)")
    with pytest.raises(InsufficientPrivilege):
        run(APPLICATION, statement)


def test_in_a_test_database_the_same_rights_and_extensions_hold(run):
    run(OWNER, "CREATE DATABASE test_rights", database="postgres")
    run(OWNER, "CREATE TABLE row (id serial PRIMARY KEY)", database="test_rights")
    run(APPLICATION, "INSERT INTO row DEFAULT VALUES", database="test_rights")
    with pytest.raises(InsufficientPrivilege):
        run(OWNER, f"SET ROLE {APPLICATION}", "TRUNCATE row", database="test_rights")
    extensions = run(OWNER, "SELECT extname FROM pg_extension ORDER BY 1", database="test_rights")
    assert extensions == [("citext",), ("pg_trgm",), ("plpgsql",), ("unaccent",)]


def test_swedish_letters_are_letters(run):
    [(lower, words)] = run(APPLICATION, "SELECT lower('ÅÄÖÉ'), to_tsvector('swedish', 'Vårdplanerna på ÄLDREBOENDE')")
    assert (lower, words) == ("åäöé", "'vårdplan':1 'äldreboend':3")


def test_when_the_starter_is_killed_it_shuts_down_and_starts_again(tmp_path):
    folder = tmp_path / "postgres"
    with removed_afterwards(folder):
        with starter(folder) as (process, pid):
            process.kill()
            process.wait()
            _wait_until_gone(pid)
        server = Postgres(folder, durable=False)
        server.start(tied=True)
        assert "database system was shut down at" in server.log.read_text()  # not "was interrupted"
        server.stop()


def test_when_it_was_killed_itself_it_starts_again(tmp_path):
    folder = tmp_path / "postgres"
    with removed_afterwards(folder):
        with starter(folder) as (process, pid):
            process.send_signal(signal.SIGSTOP)
            os.kill(pid, signal.SIGKILL)
            process.kill()
        server = Postgres(folder, durable=False)
        server.start(tied=True)
        assert "database system was interrupted" in server.log.read_text()
        server.stop()
        assert server.server() is None
        assert not (server.data / "postmaster.pid").exists()


def test_data_of_another_version_is_told(cluster):
    stated = cluster.data / "PG_VERSION"
    before = stated.read_text()
    stated.write_text("12\n")
    try:
        with pytest.raises(SystemExit, match=r"is PostgreSQL 12's, and \d+ is installed now"):
            cluster._check_version()
    finally:
        stated.write_text(before)


@contextmanager
def starter(folder):
    """A process that started PostgreSQL tied to itself, and PostgreSQL's number."""
    command = [sys.executable, "-c", START_AND_WAIT, str(folder)]
    with subprocess.Popen(command, cwd=places.ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process, int(process.stdout.readline())
        finally:
            process.kill()


def _wait_until_gone(pid):
    deadline = time.monotonic() + 20
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline
        time.sleep(0.05)
