import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0002_kinds_of_questions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="round",
            name="contact",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="contact person",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="has_own_reminders",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.CreateModel(
            name="RoundReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("on", models.DateField(verbose_name="day")),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="text")),
                (
                    "queued_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="put in the outbox"),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reminders", to="surveys.round"
                    ),
                ),
            ],
            options={
                "ordering": ["round", "on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "on"),
                        name="round_reminder_day_once",
                        violation_error_message="There is a reminder on this day already.",
                    )
                ],
            },
        ),
    ]
