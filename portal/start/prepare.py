"""Brings the database and the static files up to date before the portal is served; quick when nothing is due.

    python -m portal.start.prepare FILE

Runs with the owner's DATABASE_URL. Writes "empty" or "in use" into FILE: whether the database holds any person yet.
"""

import os
import sys
from pathlib import Path

from portal.start import fresh, setup, statics


def prepare(answer: Path):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    migrate()
    from django.conf import settings
    from django.contrib.auth import get_user_model

    statics.collect(Path(settings.STATIC_ROOT), "static", clear=True)
    answer.write_text("in use" if get_user_model().objects.exists() else "empty")


def migrate():
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    executor.loader.check_consistent_history(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        with setup.told("Migrations"):
            fresh.migrate()


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
