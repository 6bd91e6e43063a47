"""The register of documents around an agreement: what exists, whose it is, and how far it has been shared.

A draft belongs to its own organisation. Sharing it with others is a deliberate, warned and logged step, since a
document made available to another authority may become an official document (trust.md L5 in the plans).
"""

import secrets

from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models.agreement import Agreement, Provision
from organisations.models import Organisation
from portal.revisions import Revised

SAFE_ENDINGS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "png", "jpg", "jpeg", "txt"]


class DocumentKind(models.TextChoices):
    SUB_AGREEMENT = "sub_agreement", _("Sub-agreement")
    ANNEX = "annex", _("Annex")
    OFFICIAL_REPORT = "official_report", _("Official report")
    PROJECT_PLAN = "project_plan", _("Project plan")
    BUDGET = "budget", _("Budget basis")
    APPLICATION = "project_application", _("Project application")
    MANDATE = "mandate", pgettext_lazy("document", "Mandate")
    PRESENTATION = "presentation", _("Joint presentation")
    GUIDE = "guide", _("Guide")
    PRESS_RELEASE = "press_release", _("Press release")
    PROCESS_MAP = "process_map", _("Process map")
    VISION = "vision", pgettext_lazy("document", "Vision")
    ROADMAP = "roadmap", _("Roadmap")
    ROUTINE = "routine", _("Routine")
    POLICY = "policy", _("Policy")
    OTHER = "other", pgettext_lazy("document", "Other")


class DocumentState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("document", "Draft")
    SHARED = "shared", pgettext_lazy("document", "Shared")
    FINALISED = "finalised", pgettext_lazy("document", "Finalised")
    ARCHIVED = "archived", pgettext_lazy("document", "Archived")


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """In agreements one sees: one's own organisations' drafts, and everything that has been shared."""
        if not (user.is_authenticated and user.takes_part):
            return self.none()
        within = self.filter(agreement__in=Agreement.objects.visible_to(user))
        return within.filter(~Q(state=DocumentState.DRAFT) | Q(organisation__in=user.organisations_as()))

    def shared(self):
        """Those past draft. None of them ever becomes a draft again."""
        return self.exclude(state=DocumentState.DRAFT)


class Document(Revised):
    """One document in its place: below the agreement, or below another document."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="documents")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs under")
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("whose document"))
    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("what it is about"), blank=True, max_length=3000)
    registry_number = models.CharField(_("registry number"), max_length=60, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=DocumentState, default=DocumentState.DRAFT)
    shared_at = models.DateTimeField(_("shared"), null=True, blank=True, editable=False)
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    provisions = models.ManyToManyField(Provision, blank=True, related_name="documents", verbose_name=_("clauses"))

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["agreement", "title"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="document_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=DocumentState.values), name="document_state_is_known"),
            models.CheckConstraint(
                condition=~Q(parent=models.F("pk")),
                name="document_not_under_itself",
                violation_error_message=_("A document cannot stand under itself."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft", shared_at=None) | (~Q(state="draft") & Q(shared_at__isnull=False)),
                name="document_shared_has_a_time",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("document-detail", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == DocumentState.DRAFT

    @property
    def is_open(self) -> bool:
        """Whether new versions may still come: what is finalised or archived stands as it is."""
        return self.state in {DocumentState.DRAFT, DocumentState.SHARED}


def document_path(version, filename):
    """Where a file lies: under a random name; the name people see is kept in the row."""
    ending = filename.rsplit(".", 1)[-1].lower()
    return f"documents/{version.document_id}/{secrets.token_hex(16)}.{ending}"


class DocumentVersion(models.Model):
    """One version: a file, or a link to where it lies."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    file = models.FileField(
        _("file"), upload_to=document_path, blank=True, validators=[FileExtensionValidator(SAFE_ENDINGS)]
    )
    file_name = models.CharField(max_length=200, blank=True, editable=False)
    file_size = models.PositiveIntegerField(default=0, editable=False)
    link = models.URLField(_("link"), blank=True)
    note = models.CharField(_("what is new in this version"), max_length=300, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_version_once"),
            models.CheckConstraint(
                condition=~Q(file="", link="") & ~(~Q(file="") & ~Q(link="")),
                name="document_version_is_a_file_or_a_link",
                violation_error_message=_("Give either a file or a link."),
            ),
        ]

    def __str__(self):
        return f"{self.document} {self.number}"

    @property
    def ending(self) -> str:
        """PDF, DOCX: what kind of file it is."""
        return self.file_name.rpartition(".")[2].upper()


class RelationKind(models.TextChoices):
    REPLACES = "replaces", pgettext_lazy("document relation", "replaces")
    CONSIDERS = "considers", pgettext_lazy("document relation", "takes account of")
    DEPENDS_ON = "depends_on", pgettext_lazy("document relation", "depends on")


class RelatedDocument(Revised):
    """How the agreement stands to something that exists already (004-07): ours or somebody else's."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="related_documents")
    kind = models.CharField(_("relation"), max_length=12, choices=RelationKind)
    title = models.CharField(_("title"), max_length=200)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("in the register")
    )
    link = models.URLField(_("link"), blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        ordering = ["agreement", "kind", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "kind", "title"],
                name="related_document_once",
                violation_error_message=_("This relation is already listed."),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.title}"
