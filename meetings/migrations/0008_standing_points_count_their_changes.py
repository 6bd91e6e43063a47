from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0007_calls_remember"),
    ]

    operations = [
        migrations.AddField(
            model_name="seriesitem",
            name="revision",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
    ]
