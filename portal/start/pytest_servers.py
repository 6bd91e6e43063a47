"""pytest plugin (-p portal.start.pytest_servers): what the tests need, made ready, so that plain `pytest` works.

Servers when no DATABASE_URL and REDIS_URL are set, a database name that no other run has, compiled translations,
collected static files and a folder for uploads that is gone afterwards. It comes before pytest-django reads the settings.
"""

import contextlib
import gc
import os
import re
import subprocess
import sys
import tempfile

import psutil
import pytest

from portal.start import places, servers, statics, translations

NAME = "test_fardplan_{pid}"
STATIC = servers.HOME / "static"

held = contextlib.ExitStack()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config):
    os.environ.setdefault("TEST_DATABASE_NAME", NAME.format(pid=os.getpid()))
    if not {"DATABASE_URL", "REDIS_URL"} <= os.environ.keys():
        for name, value in held.enter_context(servers.in_use()).items():
            os.environ.setdefault(name, value)
        drop_what_dead_runs_left(servers.postgres())
    if "STATIC_ROOT" not in os.environ:
        os.environ["STATIC_ROOT"] = str(STATIC)
        collect_static()
    if "MEDIA_ROOT" not in os.environ:
        os.environ["MEDIA_ROOT"] = held.enter_context(tempfile.TemporaryDirectory(prefix="fardplan-media-"))
    translations.compile_all()
    return (yield)


def pytest_collection_finish():
    """The portal and thousands of tests stay until the end: looking through them for garbage cost a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config):
    held.close()


def drop_what_dead_runs_left(postgres):
    """Remove the test databases of runs that were killed."""
    import psycopg2

    connection = psycopg2.connect(postgres.url(servers.OWNER, "postgres"))
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database")
            for (name,) in cursor.fetchall():
                run = re.fullmatch(NAME.format(pid=r"(\d+)(_\w+)?"), name)
                if run and not psutil.pid_exists(int(run[1])):
                    cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    finally:
        connection.close()


def collect_static():
    """Pages ask for hashed names; a page that names a file which is not there must fail its test."""
    with places.locked(servers.HOME / "static.lock"):
        if not statics.current(STATIC, "test-static"):
            command = [sys.executable, "-m", "portal.start.statics", STATIC, "test-static"]
            subprocess.run(command, cwd=places.ROOT, check=True)
