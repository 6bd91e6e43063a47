"""What a call told last, and when a change came that is not told yet."""

import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0006_moves_and_skipped_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="call",
            name="changed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="call",
            name="changed_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="call",
            name="told",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(django.db.models.functions.text.Lower("address"), name="call_address"),
        ),
    ]
