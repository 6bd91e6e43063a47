"""The life of minutes, backlog, internal points, Word templates, two writers at once."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0001_initial"),
        ("meetings", "0001_initial"),
        ("organisations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Adjuster",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("approved_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["meeting", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("approvers", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                ("reopened_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(blank=True, max_length=1000, verbose_name="reason")),
            ],
            options={
                "ordering": ["meeting", "-number"],
            },
        ),
        migrations.CreateModel(
            name="ItemComment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=2000, verbose_name="comment")),
                ("at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["item", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("heading", models.CharField(max_length=200, verbose_name="heading")),
                (
                    "text",
                    models.TextField(blank=True, max_length=2000, verbose_name="why, and what is asked of the group"),
                ),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("taken", "On an agenda"), ("declined", "Not taken up")],
                        default="waiting",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(editable=False)),
            ],
            options={
                "ordering": ["group", "at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="WordTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
                ("content", models.BinaryField()),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="carried_from",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="carried_to",
                to="meetings.agendaitem",
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="is_internal",
            field=models.BooleanField(default=False, verbose_name="only for the group"),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="text_revision",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="written_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="adjusters_needed",
            field=models.PositiveSmallIntegerField(
                default=2,
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)],
                verbose_name="adjusters",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="comments_by",
            field=models.DateField(blank=True, null=True, verbose_name="comments by"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="stage",
            field=models.CharField(
                choices=[
                    ("writing", "Being written"),
                    ("comments", "Out for comments"),
                    ("adjusting", "Being adjusted"),
                    ("approved", "Approved and locked"),
                ],
                default="writing",
                editable=False,
                max_length=10,
                verbose_name="minutes",
            ),
        ),
        migrations.AddField(
            model_name="outcome",
            name="review_on",
            field=models.DateField(blank=True, null=True, verbose_name="to be reviewed"),
        ),
        migrations.AddField(
            model_name="outcome",
            name="revision",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="outcome",
            name="spread",
            field=models.OneToOneField(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="actions.actionitem",
                verbose_name="action in each organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage__in", ["writing", "comments", "adjusting", "approved"])),
                name="meeting_stage_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("adjusters_needed__gte", 1), ("adjusters_needed__lte", 5)),
                name="meeting_adjusters_one_to_five",
            ),
        ),
        migrations.AddField(
            model_name="adjuster",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="adjusters", to="meetings.meeting"
            ),
        ),
        migrations.AddField(
            model_name="adjuster",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="adjuster",
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="approvals", to="meetings.meeting"
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="reopened_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="itemcomment",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="itemcomment",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="meetings.agendaitem"
            ),
        ),
        migrations.AddField(
            model_name="itemcomment",
            name="settled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="forwarded",
                to="meetings.outcome",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="proposals", to="organisations.group"
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="item",
            field=models.OneToOneField(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="proposal",
                to="meetings.agendaitem",
            ),
        ),
        migrations.AddField(
            model_name="wordtemplate",
            name="added_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="wordtemplate",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="organisations.organisation",
                verbose_name="organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="adjuster",
            constraint=models.UniqueConstraint(
                fields=("meeting", "user"),
                name="adjuster_once",
                violation_error_message="The person adjusts these minutes already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="adjuster",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at", None), ("sha256", "")),
                    models.Q(models.Q(("sha256", ""), _negated=True), ("approved_at__isnull", False)),
                    _connector="OR",
                ),
                name="adjuster_approves_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.UniqueConstraint(fields=("meeting", "number"), name="approval_number_once"),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), ("reopened_at", None)),
                    models.Q(("reopened_at__isnull", False), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="approval_reopened_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "taken", "declined"])), name="proposal_state_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                fields=("group", "decision"),
                name="proposal_forwarded_once",
                violation_error_message="The decision has been sent to that group already.",
            ),
        ),
    ]
