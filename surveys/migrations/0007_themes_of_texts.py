import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_support_team"),
        ("surveys", "0006_answering_together"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TextCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.SlugField(max_length=60)),
                ("theme", models.CharField(max_length=60, verbose_name="theme")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="text_codes", to="surveys.round"
                    ),
                ),
            ],
            options={
                "ordering": ["round", "organisation", "question", "theme"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "organisation", "question", "theme"), name="text_code_once_per_text"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("theme", ""), _negated=True), name="text_code_has_a_theme"
                    ),
                ],
            },
        ),
    ]
