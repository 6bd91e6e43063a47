"""Least numbers behind a figure, who reads whose answers, and what figures of a closed round were counted from."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import surveys.models.round

LIMITS = [
    django.core.validators.MinValueValidator(3),
    django.core.validators.MaxValueValidator(100),
]


class Migration(migrations.Migration):
    dependencies = [("surveys", "0004_from_gap_to_work")]

    operations = [
        migrations.AddField(
            model_name="round",
            name="min_organisations",
            field=models.PositiveSmallIntegerField(
                default=surveys.models.round.least_organisations,
                validators=LIMITS,
                verbose_name="least number of organisations behind a figure",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="sharing",
            field=models.CharField(
                choices=[
                    ("own_and_leads", "The organisation itself and those who lead the joint work"),
                    ("asked", "All organisations that were asked"),
                ],
                default="own_and_leads",
                max_length=15,
                verbose_name="who reads each organisation's answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("sharing__in", ["own_and_leads", "asked"])), name="round_sharing_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("min_organisations__gte", 3)),
                name="round_least_numbers_protect",
            ),
        ),
        migrations.CreateModel(
            name="ShownAnswers",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("answers", models.JSONField()),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="shown_answers", to="surveys.round"
                    ),
                ),
            ],
            options={"ordering": ["round", "at", "pk"]},
        ),
    ]
