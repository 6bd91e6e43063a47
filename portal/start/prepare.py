"""Brings the database and the static files up to date before the portal is served; quick when nothing is due.

    python -m portal.start.prepare FILE

Runs with the owner's DATABASE_URL. Writes "empty" or "in use" into FILE: whether the database holds any person yet.
"""

import os
import sys
from pathlib import Path

from portal.start import places, setup

STATIC_SOURCES = ["static/**/*", "[a-z]*/static/**/*", "portal/static.py"]
STATIC_LOCKS = ["requirements.lock", "package-lock.json"]


def prepare(answer: Path):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    migrate()
    collect_static()
    from django.contrib.auth import get_user_model

    answer.write_text("in use" if get_user_model().objects.exists() else "empty")


def migrate():
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    executor.loader.check_consistent_history(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        with setup.told("Migrations"):
            call_command("migrate", verbosity=0, interactive=False)


def collect_static():
    """Collect and compress what pages load, unless nothing they come from has changed."""
    from django.conf import settings
    from django.core.management import call_command

    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        setup.forget("static")
    found = {path for pattern in STATIC_SOURCES for path in places.ROOT.glob(pattern) if path.is_file()}
    sources = sorted(path for path in found if "node_modules" not in path.parts)
    inputs = [*sources, *(places.ROOT / name for name in STATIC_LOCKS)]
    setup.step(
        "Static files",
        "static",
        inputs,
        lambda: call_command("collectstatic", verbosity=0, interactive=False, clear=True),
    )


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
