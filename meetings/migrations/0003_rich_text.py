"""Notes become clean HTML: what was plain text is written as paragraphs and lists, and back again."""

from django.db import migrations

from meetings.rich import from_plain, to_plain


def to_html(apps, schema_editor):
    _rewrite(apps, lambda text: text if text.startswith("<") else from_plain(text))


def to_text(apps, schema_editor):
    _rewrite(apps, to_plain)


def _rewrite(apps, change):
    items = apps.get_model("meetings", "AgendaItem").objects
    for item in items.exclude(text="").only("pk", "text").iterator(chunk_size=500):
        items.filter(pk=item.pk).update(text=change(item.text))


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_minutes")]

    operations = [migrations.RunPython(to_html, to_text)]
