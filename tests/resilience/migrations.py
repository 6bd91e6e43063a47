"""An empty database migrated the quick way (portal.start.fresh) is the one that Django's own way makes."""

import contextlib
import os
import subprocess
import sys

from portal.start import places
from portal.start.measures import Row, measure

CATALOGUE = """
    SELECT 'column', table_name, column_name, ordinal_position::text, data_type, is_nullable,
           concat_ws(' ', column_default, character_maximum_length, is_identity)
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL
    SELECT 'constraint', conrelid::regclass::text, conname, contype::text, pg_get_constraintdef(oid),
           condeferrable::text, '' FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'index', tablename, indexname, indexdef, '', '', '' FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL
    SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), tgenabled::text, '', ''
      FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT 'migration', app, name, '', '', '', '' FROM django_migrations
    UNION ALL
    SELECT 'permission', codename, name, '', '', '', '' FROM auth_permission
"""


@measure
def quick_migrations(stage):
    quick = _catalogue(stage, "migrated_quickly", "-m", "portal.start.fresh")
    plain = _catalogue(stage, "migrated_plainly", "manage.py", "migrate", "--skip-checks", "--verbosity", "0")
    yield Row("An empty database migrated quickly: what it holds", len(quick), limit=1000, at_least=True)
    yield Row("An empty database migrated quickly: what differs", len(quick ^ plain), limit=0)


def _catalogue(stage, name, *command) -> set:
    """All that a database holds that this command has migrated from nothing."""
    import psycopg2

    with contextlib.closing(psycopg2.connect(stage.owner)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
        address = stage.owner.replace("/bench?", f"/{name}?")
        environment = os.environ | stage.environment | {"DATABASE_URL": address}
        subprocess.run([sys.executable, *command], cwd=places.ROOT, env=environment, check=True)
        with contextlib.closing(psycopg2.connect(address)) as made, made.cursor() as found:
            found.execute(CATALOGUE)
            rows = set(found.fetchall())
        cursor.execute(f"DROP DATABASE {name}")
    return rows
