from django.db import migrations, models


class Migration(migrations.Migration):
    """Finding what is sustained since long, without reading every row of a large matrix."""

    dependencies = [("agreements", "0005_plan_roles_and_principles")]

    operations = [
        migrations.AddIndex(
            model_name="implementation",
            index=models.Index(
                condition=models.Q(("phase", 4)), fields=["phase_since"], name="implementation_sustained"
            ),
        ),
    ]
