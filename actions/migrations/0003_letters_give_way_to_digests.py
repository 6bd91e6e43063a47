"""Reminders one by one give way to digests: those that wait are let go, and what still holds stands in a digest."""

from django.db import migrations

OLD = ["action-due", "action-late"]


def let_go(apps, schema_editor):
    letters = apps.get_model("portal", "Letter").objects.filter(kind__in=OLD, state__in=["waiting", "sending"])
    letters.update(state="dropped", leased_until=None)


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0002_reminders_talk_and_views"),
        ("portal", "0003_drafts"),
    ]

    operations = [migrations.RunPython(let_go, migrations.RunPython.noop, elidable=True)]
