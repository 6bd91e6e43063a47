"""The rest of the project plan: its rows, goals, mandate questions, roles, workspaces, homework and versions (004)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models.agreement import Agreement
from agreements.models.plan import Activity, Plan
from organisations.models import Group, Organisation, Side, User
from portal.revisions import Revised


class PlanRow(models.TextChoices):
    """The rows of the plan's template (004-01) that are text; goals, roles, activities have tables of their own."""

    BACKGROUND = "background", _("Background")
    MANDATE = "mandate", _("Mandate")
    PURPOSE = "purpose", _("Purpose")
    SCOPE = "scope", _("Limits")
    PRINCIPLES = "principles", _("Principles")
    PRIORITIES = "priorities", _("Prioritised questions and areas")
    RESOURCES = "resources", _("Resources")
    WORKSPACE = "workspace", _("Workspaces")
    REPORTING = "reporting", _("Steering and reporting")
    TIMETABLE = "timetable", _("Timetable")
    EVALUATION = "evaluation", _("Evaluation of the effect")


class PlanSection(Revised):
    """One row of the plan in words."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sections")
    row = models.CharField(_("row"), max_length=12, choices=PlanRow)
    text = models.TextField(_("text"), max_length=10000)

    class Meta:
        ordering = ["plan", "row"]
        constraints = [models.UniqueConstraint(fields=["plan", "row"], name="plan_section_once")]

    def __str__(self):
        return self.get_row_display()


class GoalKind(models.TextChoices):
    SMART = "smart", _("Goal that can be checked")
    EFFECT = "effect", _("Effect goal")


class Goal(Revised):
    """A goal: one to be answered yes or no on a date (SMART), or an effect to be followed over time."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals")
    kind = models.CharField(_("kind"), max_length=6, choices=GoalKind)
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("goal"), max_length=400)
    question = models.CharField(_("question to answer with yes or no"), max_length=300, blank=True)
    evaluate_on = models.DateField(_("evaluate on"), null=True, blank=True)
    reached = models.BooleanField(_("reached"), null=True, blank=True)
    evaluated_on = models.DateField(_("evaluated"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        ordering = ["plan", "kind", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reached=None, evaluated_on=None) | Q(reached__isnull=False, evaluated_on__isnull=False),
                name="goal_answer_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(kind="smart") | (~Q(question="") & Q(evaluate_on__isnull=False)),
                name="smart_goal_has_question_and_date",
                violation_error_message=_("A goal that can be checked needs a yes-or-no question and a date."),
            ),
        ]

    def __str__(self):
        return self.text


class MandateState(models.TextChoices):
    OPEN = "open", pgettext_lazy("question", "Open")
    UNDER_WAY = "under_way", pgettext_lazy("question", "Being looked into")
    ANSWERED = "answered", pgettext_lazy("question", "Answered")


class MandateQuestion(Revised):
    """A question the working group was told to answer (004-04)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("question"), max_length=400)
    state = models.CharField(_("state"), max_length=10, choices=MandateState, default=MandateState.OPEN)
    answer = models.TextField(_("answer"), blank=True, max_length=5000)

    class Meta:
        ordering = ["plan", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="answered") | ~Q(answer=""),
                name="mandate_answered_has_an_answer",
                violation_error_message=_("Write the answer, or leave the question open."),
            )
        ]

    def __str__(self):
        return self.text


class PlanRole(Revised):
    """Who does what in the project, for which side, how much (004-08)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=120)
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("person"))
    group = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("group"))
    who = models.CharField(
        _("or in words"),
        max_length=200,
        blank=True,
        help_text=_("When it is neither a person nor a group in the portal, or when nobody has been named yet."),
    )
    is_reference = models.BooleanField(
        _("reference function, called in when needed"),
        default=False,
    )
    side = models.CharField(_("side"), max_length=10, choices=Side, blank=True)
    scope = models.CharField(_("extent"), max_length=120, blank=True)
    tasks = models.CharField(_("tasks"), max_length=600, blank=True)

    class Meta:
        ordering = ["plan", "is_reference", "pk"]

    def __str__(self):
        return self.role


class Workspace(Revised):
    """Where the work lies: a link to a shared surface or a channel of one forum (004-09). Links, never chats."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="workspaces")
    title = models.CharField(_("title"), max_length=150)
    link = models.URLField(_("link"))
    group = models.ForeignKey(
        Group, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("for the group")
    )

    class Meta:
        ordering = ["plan", "title"]

    def __str__(self):
        return self.title


class HomeworkState(models.TextChoices):
    EXPECTED = "expected", pgettext_lazy("homework", "Expected")
    HANDED_IN = "handed_in", pgettext_lazy("homework", "Handed in")


class HomeworkSubmission(Revised):
    """One local group's answer to a homework activity (004-15)."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="submissions")
    group = models.ForeignKey(Group, models.CASCADE, related_name="+", verbose_name=_("local group"))
    due_on = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=HomeworkState, default=HomeworkState.EXPECTED)
    text = models.TextField(_("what you arrived at"), blank=True, max_length=10000)
    handed_in_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["activity", "group"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "group"], name="homework_once_per_group"),
            models.CheckConstraint(
                condition=Q(state="expected", handed_in_at=None) | Q(state="handed_in", handed_in_at__isnull=False),
                name="homework_handed_in_has_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.activity}, {self.group}"

    def is_writable(self, *, on) -> bool:
        """Whether the group may still write: until those who lead close the homework; what is in, until its day."""
        if not self.activity.is_open:
            return False
        return self.state == HomeworkState.EXPECTED or self.due_on is None or on <= self.due_on

    def is_late(self, *, on) -> bool:
        """Whether it was not in on its day."""
        if self.due_on is None:
            return False
        return self.due_on < (timezone.localdate(self.handed_in_at) if self.handed_in_at else on)


class LocalSupplementQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What is shared, for all who see the agreement; drafts for their own organisation or group."""
        if not (user.is_authenticated and user.takes_part):
            return self.none()
        within = self.filter(plan__agreement__in=Agreement.objects.visible_to(user))
        own = Q(organisation__in=user.organisations_as()) | Q(group__in=Group.objects.of(user))
        return within.filter(own | Q(is_draft=False))


class LocalSupplement(Revised):
    """What a local arena or one organisation adds to the shared plan (004-14)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="supplements")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("local group")
    )
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), max_length=10000)
    is_draft = models.BooleanField(_("draft, seen by us only"), default=True)

    objects = LocalSupplementQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation=None, group__isnull=False) | Q(organisation__isnull=False, group=None),
                name="supplement_is_somebodys",
                violation_error_message=_("Choose either an organisation or a local group."),
            )
        ]

    def __str__(self):
        return self.title


class PlanVersion(models.Model):
    """The plan as it stood: kept whole, so that "what changed since" can be answered."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    note = models.CharField(_("what is new"), max_length=300, blank=True)
    content = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["plan", "-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once")]

    def __str__(self):
        return f"{self.plan} {self.number}"
