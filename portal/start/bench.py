"""`make bench` and `make drill`: one row per measure, and a failure when a limit is passed.

    python -m portal.start.bench benchmarks|resilience [word ...]

A measure is a function in tests/benchmarks or tests/resilience under `@measure`. It gets the stage and yields rows. The
stage is an embedded PostgreSQL that is as careful as a real one, Valkey, and a fresh database with the demonstration
county, which Django in this process uses as the application's role. With words, only measures whose name holds one run.
"""

import contextlib
import fcntl
import importlib
import os
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

from portal.start import places, setup
from portal.start.measures import Stage, measures
from portal.start.postgres import OWNER, Postgres
from portal.start.valkey import Valkey

HOME = places.LOCAL / "bench"
DATABASE = "bench"
HEADINGS = ("name", "ours", "reference", "ratio", "limit", "")
WIDTHS = (58, 12, 12, 8, 10, 4)


@contextlib.contextmanager
def staged():
    """The stage, with Django set up on it in this process."""
    with (places.private(HOME) / "lock").open("a") as lock, tempfile.TemporaryDirectory() as folder:
        fcntl.flock(lock, fcntl.LOCK_EX)
        postgres, valkey = Postgres(HOME / "postgres"), Valkey(HOME / "valkey")
        try:
            postgres.start(tied=True)
            valkey.start(tied=True)
            environment = {
                "DATABASE_URL": postgres.url(database=DATABASE),
                "REDIS_URL": valkey.url(),
                "EMAIL_URL": "smtp://127.0.0.1:9",  # nobody; a measure that sends letters says where to
                "BASE_URL": "http://localhost:8000",
                "SECRET_KEY": "only-for-measures-that-nobody-outside-this-machine-sees",
                "STATIC_ROOT": str(HOME / "static"),
                "DEMO": "1",
                "DJANGO_SETTINGS_MODULE": "portal.settings",
            }
            environment = {name: value for name, value in os.environ.items() if name != "MAKELEVEL"} | environment
            _furnish(postgres, environment)
            os.environ.update(environment)
            import django

            django.setup()
            yield Stage(environment, Path(folder), postgres.url(OWNER, DATABASE))
        finally:
            valkey.stop()
            postgres.stop()


def _furnish(postgres, environment):
    """A fresh database: migrated by the owner, filled by the application."""
    import psycopg2

    with contextlib.closing(psycopg2.connect(postgres.url(OWNER, "postgres"))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {DATABASE}")
    owner = environment | {"DATABASE_URL": postgres.url(OWNER, DATABASE)}
    commands = [
        (["-m", "portal.start.fresh"], owner),
        (["-m", "portal.start.statics", HOME / "static", "bench-static"], environment),
        (["manage.py", "load_demonstration", "--if-empty"], environment),
    ]
    with setup.told("Demonstration county for the measures"):
        for command, given in commands:
            done = subprocess.run(
                [sys.executable, *command], cwd=places.ROOT, env=given, capture_output=True, text=True, check=False
            )
            if done.returncode:
                raise SystemExit(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")


def main(kind: str, *words: str) -> int:
    os.umask(0o077)
    for path in sorted((places.ROOT / "tests" / kind).glob("*.py")):
        importlib.import_module(f"tests.{kind}.{path.stem}")
    chosen = [each for each in measures if not words or any(word in each.__name__ for word in words)]
    failed = 0
    with staged() as stage:
        print(line(HEADINGS), flush=True)
        for each in chosen:
            try:
                for row in each(stage):
                    print(line(row.cells()), flush=True)
                    failed += not row.passes
            except Exception:
                failed += 1
                print(line((each.__name__, "", "", "", "", "FAIL")), flush=True)
                traceback.print_exc()
    print(f"{failed} failed" if failed else "All within their limits.")
    return 1 if failed or not chosen else 0


def line(cells) -> str:
    return " | ".join(f"{cell:<{width}}" for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
