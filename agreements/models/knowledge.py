"""What is learned on the way: needs, hindrances, questions, good examples, references, rules, theory, communication."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models.agreement import Agreement, Provision
from agreements.models.plan import Level
from agreements.models.plan_parts import Goal
from organisations.models import Organisation
from portal.revisions import Revised


class KnowledgeKind(models.TextChoices):
    NEED = "need", _("Need")
    HINDRANCE = "hindrance", _("Hindrance")
    EXPECTATION = "expectation", _("Expectation")
    QUESTION = "question", _("Question")
    GOOD_EXAMPLE = "good_example", _("Good example")
    REFERENCE = "reference", _("Reference from elsewhere")
    PRINCIPLE = "principle", _("Guiding principle")
    RULE = "rule", _("Rule")
    RISK = "risk", _("Risk")
    CONCLUSION = "conclusion", _("Conclusion")
    LESSON = "lesson", _("Lesson")
    REFLECTION = "reflection", _("Reflection")
    DIFFERENCE = "difference", _("Difference from before")
    UNCHANGED = "unchanged", _("The same as before")
    PROPOSAL = "proposal", _("Proposal")
    FOCUS = "focus", _("Focus area of a year")


class KnowledgeState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("knowledge", "Draft")
    PROPOSED = "proposed", pgettext_lazy("knowledge", "Proposed for review")
    OPEN = "open", pgettext_lazy("knowledge", "Open")
    ANSWERED = "answered", pgettext_lazy("knowledge", "Answered")
    PUBLISHED = "published", pgettext_lazy("knowledge", "Published")
    CLOSED = "closed", pgettext_lazy("knowledge", "Closed")


class KnowledgeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Drafts for their own organisation and author; what waits for review for those who lead too; the rest for all."""
        if not (user.is_authenticated and user.takes_part):
            return self.none()
        unshared = {KnowledgeState.DRAFT} if user.leads else {KnowledgeState.DRAFT, KnowledgeState.PROPOSED}
        own = Q(organisation__in=user.organisations_as()) | Q(created_by=user)
        return self.filter(~Q(state__in=unshared) | own, agreement__in=Agreement.objects.visible_to(user))

    def questions(self):
        return self.filter(kind=KnowledgeKind.QUESTION)

    def unanswered(self):
        return self.questions().filter(state=KnowledgeState.OPEN)


class KnowledgeItem(Revised):
    """One thing worth keeping; what it is about decides where it is found again."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="knowledge")
    kind = models.CharField(_("kind"), max_length=16, choices=KnowledgeKind)
    title = models.CharField(_("in one line"), max_length=200)
    text = models.TextField(_("more"), blank=True, max_length=8000)
    answer = models.TextField(_("answer"), blank=True, max_length=8000)
    effect = models.TextField(_("what it led to"), blank=True, max_length=3000)
    transferability = models.TextField(_("what others can take over"), blank=True, max_length=3000)
    contact = models.CharField(_("contact"), max_length=150, blank=True)
    link = models.URLField(_("link"), blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    audience = models.CharField(_("for whom"), max_length=150, blank=True)
    level = models.CharField(_("level"), max_length=12, choices=Level, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=KnowledgeState, default=KnowledgeState.OPEN)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    provisions = models.ManyToManyField(Provision, blank=True, related_name="knowledge", verbose_name=_("clauses"))
    is_anonymous = models.BooleanField(_("without a name"), default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True, editable=False)
    review_note = models.TextField(_("note from the review"), blank=True, max_length=2000)
    position = models.PositiveSmallIntegerField(_("position"), default=0, editable=False)

    objects = KnowledgeQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KnowledgeKind.values), name="knowledge_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=KnowledgeState.values), name="knowledge_state_is_known"),
            models.CheckConstraint(
                condition=Q(is_anonymous=False)
                | Q(created_by=None, organisation=None, state__in=["open", "answered", "published", "closed"]),
                name="knowledge_anonymous_has_no_author",
            ),
            models.CheckConstraint(
                condition=~Q(kind="focus") | Q(year__isnull=False),
                name="focus_area_has_a_year",
                violation_error_message=_("Say for which year the focus area holds."),
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | ~Q(answer=""),
                name="knowledge_answered_has_an_answer",
                violation_error_message=_("Write the answer, or leave the question open."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="good_example", state="published") | Q(reviewed_at__isnull=False),
                name="good_example_is_reviewed_first",
                violation_error_message=_("A good example is read through by somebody before it is published."),
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | Q(created_by=None) | ~Q(reviewed_by=models.F("created_by")),
                name="knowledge_reviewed_by_another",
                violation_error_message=_("Somebody else than the author reads it through."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("knowledge-detail", args=[self.pk])


class TheoryKind(models.IntegerChoices):
    INPUT = 1, pgettext_lazy("theory of change", "Resources")
    ACTIVITY = 2, pgettext_lazy("theory of change", "Activities")
    CHANGE = 3, pgettext_lazy("theory of change", "Changed ways of working")
    EFFECT = 4, pgettext_lazy("theory of change", "Effects for residents")


class TheoryStep(Revised):
    """One box of the theory of change: what leads to what, on which assumption (methods M9)."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="theory")
    kind = models.PositiveSmallIntegerField(_("kind"), choices=TheoryKind)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = models.CharField(_("what"), max_length=300)
    assumption = models.CharField(_("assumption"), max_length=300, blank=True)
    goal = models.ForeignKey(
        Goal, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("effect goal")
    )
    provisions = models.ManyToManyField(Provision, blank=True, related_name="theory", verbose_name=_("clauses"))
    leads_to = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="follows_from", verbose_name=_("leads to")
    )

    class Meta:
        ordering = ["agreement", "kind", "position", "pk"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=TheoryKind.values), name="theory_kind_is_known")]

    def __str__(self):
        return self.text


class CommunicationItem(Revised):
    """One message to one audience through one channel (001-31)."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="communication")
    message = models.CharField(_("message"), max_length=300)
    audience = models.CharField(_("for whom"), max_length=150)
    channel = models.CharField(_("channel"), max_length=150)
    level = models.CharField(_("level"), max_length=12, choices=Level)
    planned_on = models.DateField(_("date"), null=True, blank=True)
    done_on = models.DateField(_("done"), null=True, blank=True)
    responsible = models.CharField(_("responsible"), max_length=150, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    provisions = models.ManyToManyField(Provision, blank=True, related_name="communication", verbose_name=_("clauses"))
    only_if_decided = models.BooleanField(_("only if the agreement is decided"), default=False)

    class Meta:
        ordering = [models.F("planned_on").asc(nulls_last=True), "pk"]
        constraints = [models.CheckConstraint(condition=Q(level__in=Level.values), name="communication_level_is_known")]

    def __str__(self):
        return self.message
