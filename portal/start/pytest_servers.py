"""pytest plugin (-p portal.start.pytest_servers): servers and translations for the tests, and a database name of its own.

It comes before pytest-django reads the settings. With DATABASE_URL and REDIS_URL set it uses those servers instead.
"""

import contextlib
import os
import re

import psutil
import pytest

from portal.start import translations

NAME = "test_fardplan_{pid}"

held = contextlib.ExitStack()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config):
    if not {"DATABASE_URL", "REDIS_URL"} <= os.environ.keys():
        from portal.start import servers

        for name, value in held.enter_context(servers.in_use()).items():
            os.environ.setdefault(name, value)
        drop_what_dead_runs_left(servers.postgres())
    translations.compile_all()
    os.environ.setdefault("TEST_DATABASE_NAME", NAME.format(pid=os.getpid()))
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config):
    held.close()


def drop_what_dead_runs_left(postgres):
    """Remove the test databases of runs that were killed."""
    import psycopg2

    connection = psycopg2.connect(postgres.url("fardplan_owner", "postgres"))
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database")
            for (name,) in cursor.fetchall():
                run = re.fullmatch(NAME.format(pid=r"(\d+)"), name)
                if run and not psutil.pid_exists(int(run[1])):
                    cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    finally:
        connection.close()
