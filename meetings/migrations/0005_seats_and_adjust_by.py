"""As what each person was called, and until when the adjusters have. Calls made before get it from the group's seats."""

from django.db import migrations, models


def fill(apps, schema_editor):
    """Who had an account and sat in the group is core or expert by that seat; others with an account were guests."""
    attendance, seats = apps.get_model("meetings", "Attendance"), apps.get_model("organisations", "GroupMembership")
    called = attendance.objects.filter(user__isnull=False)
    sits = seats.objects.filter(group=models.OuterRef("meeting__group"), user=models.OuterRef("user"))
    called.filter(models.Exists(sits.filter(role="expert"))).update(seat="expert")
    called.filter(models.Exists(sits.exclude(role="expert"))).update(seat="core")
    called.exclude(models.Exists(sits)).update(seat="guest")


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0004_series_calls_polls_and_batches"),
        ("organisations", "0002_support_team"),
    ]

    operations = [
        migrations.AddField(
            model_name="attendance",
            name="seat",
            field=models.CharField(
                blank=True,
                choices=[("core", "Core member"), ("expert", "Invited expert"), ("guest", "Guest")],
                max_length=10,
                verbose_name="called as",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="adjust_by",
            field=models.DateField(blank=True, null=True, verbose_name="adjust by"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(("seat__in", ["", "core", "expert", "guest"])), name="attendance_seat_is_known"
            ),
        ),
    ]
