"""Migrates an empty database in half the time: for `make run` from nothing, for tests and for measures.

    python -m portal.start.fresh

After each step of a migration Django draws every model anew that is related to the changed one, which with us is nearly
all of them. For a constraint, an index or a field that nothing points to, only the changed model itself must be new;
whoever needs them all (RunPython) gets them drawn from the start, as Django does for what it delays itself. A database
that holds something is migrated as Django does it. `make drill` compares the two, table by table.
"""

import contextlib
import os


@contextlib.contextmanager
def only_what_changed():
    """Let Django draw the changed model alone where it would draw those next to it."""
    from django.db.migrations.state import ProjectState

    whole = ProjectState._find_reload_model

    def find(self, app_label, model_name, delay=False):
        if not delay:
            return whole(self, app_label, model_name)
        self.is_delayed = True
        return {(app_label, model_name)}

    ProjectState._find_reload_model = find
    try:
        yield
    finally:
        ProjectState._find_reload_model = whole


def migrate():
    """Migrate the database, quickly when there is nothing in it yet."""
    from django.core.management import call_command
    from django.db import connection

    is_empty = not connection.introspection.table_names()
    with only_what_changed() if is_empty else contextlib.nullcontext():
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    migrate()
