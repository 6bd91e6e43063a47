"""Mails that have been read, and letters that came back."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0003_drafts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReadMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(max_length=64, unique=True)),
                ("read_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[("taken", "taken"), ("nothing", "changed nothing"), ("unknown", "left for a person")],
                        max_length=10,
                    ),
                ),
                ("what", models.CharField(blank=True, max_length=60)),
                ("about_label", models.CharField(blank=True, max_length=80)),
                ("about_pk", models.CharField(blank=True, max_length=40)),
                ("from_address", models.CharField(blank=True, max_length=254)),
            ],
            options={
                "ordering": ["-read_at", "-pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="letter",
            name="letter_state_is_known",
        ),
        migrations.AlterField(
            model_name="letter",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "waiting"),
                    ("sending", "being sent"),
                    ("sent", "sent"),
                    ("failed", "not delivered"),
                    ("bounced", "came back"),
                    ("dropped", "no longer needed"),
                ],
                default="waiting",
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "sending", "sent", "failed", "bounced", "dropped"])),
                name="letter_state_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="readmail",
            index=models.Index(fields=["about_label", "about_pk"], name="read_mail_about"),
        ),
        migrations.AddConstraint(
            model_name="readmail",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["taken", "nothing", "unknown"])), name="read_mail_outcome_known"
            ),
        ),
    ]
