"""Questionnaires and their questions. Frozen once a round has been sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models import Agreement, Provision
from portal.revisions import Revised


class QuestionKind(models.TextChoices):
    SCALE_4 = "scale_4", _("Scale 0 to 4")
    SCALE_10 = "scale_10", _("Scale 0 to 10")
    AGREE = "agree", _("Agree or not, 1 to 5")
    LADDER = "ladder", _("Ladder of steps")
    YES_NO = "yes_no", _("Yes, no or uncertain")
    SINGLE = "single", _("One of several answers")
    MULTIPLE = "multiple", _("Several of several answers")
    MATRIX = "matrix", _("Matrix: the same scale for several rows")
    RANKING = "ranking", _("Put in order")
    NUMBER = "number", pgettext_lazy("question", "Number")
    DATE = "date", pgettext_lazy("question", "Date")
    SHORT_TEXT = "short_text", _("Short text")
    LONG_TEXT = "long_text", _("Long text")
    FILE = "file", pgettext_lazy("question", "File")


STEPS = [QuestionKind.SCALE_4, QuestionKind.SCALE_10, QuestionKind.AGREE, QuestionKind.LADDER]
TEXTS = [QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT]
WITH_OPTIONS = [
    QuestionKind.LADDER,
    QuestionKind.SINGLE,
    QuestionKind.MULTIPLE,
    QuestionKind.MATRIX,
    QuestionKind.RANKING,
]


# What each step of the scale means: the gap is what is left to "fully" (001-25).
SCALE_WORDS = {
    0: pgettext_lazy("scale", "Not at all"),
    1: pgettext_lazy("scale", "To a small part"),
    2: pgettext_lazy("scale", "About half"),
    3: pgettext_lazy("scale", "For the most part"),
    4: pgettext_lazy("scale", "Fully"),
}


AGREE_WORDS = {
    1: pgettext_lazy("agree", "Do not agree at all"),
    2: pgettext_lazy("agree", "Agree to a small part"),
    3: pgettext_lazy("agree", "Agree in part"),
    4: pgettext_lazy("agree", "Agree for the most part"),
    5: pgettext_lazy("agree", "Agree fully"),
}

YES_NO_WORDS = {
    "yes": pgettext_lazy("answer", "Yes"),
    "no": pgettext_lazy("answer", "No"),
    "uncertain": pgettext_lazy("answer", "Uncertain"),
}


class Missing(models.TextChoices):
    """Why a scale question has no figure: said by the one who answers, never the same as silence."""

    UNKNOWN = "unknown", _("Do not know")
    NOT_APPLICABLE = "not_applicable", _("Not relevant")


class Origin(models.TextChoices):
    """What a questionnaire began as. A gap survey's questions follow from its clauses; the others are written."""

    GAP = "gap", pgettext_lazy("survey", "Gap survey")
    COLLABORATION = "collaboration", pgettext_lazy("survey", "Self-assessment of the local collaboration")
    NEEDS = "needs", pgettext_lazy("survey", "Inventory of needs")
    MEETING = "meeting", pgettext_lazy("survey", "Evaluation of a meeting")
    OWN = "own", pgettext_lazy("survey", "Own questions")


class Questionnaire(models.Model):
    """A set of questions, made from an agreement's clauses, taken from the library or written by hand."""

    origin = models.CharField(max_length=20, choices=Origin, default=Origin.GAP, editable=False)
    title = models.CharField(pgettext_lazy("survey", "title"), max_length=200)
    intro = models.TextField(_("introduction"), blank=True)
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("agreement")
    )
    language = models.CharField(_("language it is written in"), max_length=5, default="sv")
    translations = models.JSONField(default=dict, blank=True)  # {"en": {"title", "intro"}}: its other languages
    frozen_at = models.DateTimeField(_("frozen"), null=True, blank=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="questionnaire_origin_is_known")
        ]

    def __str__(self):
        return self.title

    @property
    def is_written(self) -> bool:
        """Whether its questions are written one by one."""
        return self.origin != Origin.GAP


class Question(Revised):
    """One question. `identity` stays the same from round to round, so that answers can be compared."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    section = models.CharField(_("section"), max_length=200, blank=True)
    provision = models.ForeignKey(
        Provision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("clause")
    )
    identity = models.SlugField(_("identity"), max_length=60)
    kind = models.CharField(pgettext_lazy("survey", "kind"), max_length=12, choices=QuestionKind)
    text = models.CharField(_("question"), max_length=300)
    help_text = models.CharField(_("help"), max_length=300, blank=True)
    is_required = models.BooleanField(_("required"), default=False)
    allows_unknown = models.BooleanField(_("“Do not know” can be answered"), default=True)
    allows_not_applicable = models.BooleanField(_("“Not relevant” can be answered"), default=True)
    options = models.JSONField(default=list, blank=True)  # [{"key", "text"}], in order; a ladder's from the lowest
    rows = models.JSONField(default=list, blank=True)  # of a matrix: [{"key", "text"}]
    low_label = models.CharField(_("word at the low end"), max_length=60, blank=True)
    high_label = models.CharField(_("word at the high end"), max_length=60, blank=True)
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    least = models.DecimalField(_("least"), max_digits=15, decimal_places=3, null=True, blank=True)
    most = models.DecimalField(_("most"), max_digits=15, decimal_places=3, null=True, blank=True)
    shown_if = models.CharField(_("shown only if"), max_length=200, blank=True)
    # {"en": {"section", "text", "help_text", "low_label", "high_label", "unit", "options": {key: text}, "rows": {…}}}
    translations = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["questionnaire", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "position"],
                name="question_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(fields=["questionnaire", "identity"], name="question_identity_once"),
            models.CheckConstraint(condition=Q(kind__in=QuestionKind.values), name="question_kind_is_known"),
            models.CheckConstraint(
                condition=Q(least=None) | Q(most=None) | Q(most__gte=models.F("least")),
                name="question_most_is_not_below_least",
                violation_error_message=_("The greatest number allowed is below the least."),
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def has_steps(self) -> bool:
        """Whether the answer is a step of a scale, a figure that can be compared and counted."""
        return self.kind in STEPS

    @property
    def is_text(self) -> bool:
        return self.kind in TEXTS

    @property
    def has_choices(self) -> bool:
        """Whether the answers are counted by what was chosen."""
        return self.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.YES_NO)

    @property
    def steps(self) -> dict[int, str]:
        """Every step of a scale with its word, from the lowest; the words of a long scale stand at its ends only."""
        match self.kind:
            case QuestionKind.SCALE_4:
                words = dict(SCALE_WORDS)
            case QuestionKind.AGREE:
                words = dict(AGREE_WORDS)
            case QuestionKind.SCALE_10:
                words = dict.fromkeys(range(11), "")
            case QuestionKind.LADDER:
                return {number: option["text"] for number, option in enumerate(self.options, start=1)}
            case _:
                return {}
        if self.low_label:
            words[min(words)] = self.low_label
        if self.high_label:
            words[max(words)] = self.high_label
        return words

    @property
    def choices(self) -> dict[str, str]:
        """What can be chosen, by key, in order."""
        if self.kind == QuestionKind.YES_NO:
            return dict(YES_NO_WORDS)
        return {option["key"]: option["text"] for option in self.options}

    @property
    def row_texts(self) -> dict[str, str]:
        """The rows of a matrix, by key, in order."""
        return {row["key"]: row["text"] for row in self.rows}
