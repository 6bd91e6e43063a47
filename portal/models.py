"""What the kernel keeps: the audit trail and the outbox."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AuditEntry(models.Model):
    """One deed. Never changed, never removed: triggers refuse it."""

    at = models.DateTimeField(_("at"), auto_now_add=True, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    verb = models.CharField(_("deed"), max_length=80)
    about_label = models.CharField(max_length=80)
    about_pk = models.CharField(max_length=40)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["about_label", "about_pk", "-at"], name="audit_about")]
        triggers = [
            pgtrigger.Protect(name="audit_is_kept", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="audit_is_not_emptied",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'the audit trail is kept';",
            ),
        ]

    def __str__(self):
        return f"{self.about_label} {self.about_pk}: {self.verb}"


class LetterState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("letter", "waiting")
    SENDING = "sending", pgettext_lazy("letter", "being sent")
    SENT = "sent", pgettext_lazy("letter", "sent")
    FAILED = "failed", pgettext_lazy("letter", "not delivered")
    BOUNCED = "bounced", pgettext_lazy("letter", "came back")
    DROPPED = "dropped", pgettext_lazy("letter", "no longer needed")


class LetterQuerySet(models.QuerySet):
    def due(self, *, at):
        """Those to send now: waiting, and not put off to later."""
        return self.filter(state=LetterState.WAITING, send_after__lte=at)

    def abandoned(self, *, at):
        """Those a worker took and never finished."""
        return self.filter(state=LetterState.SENDING, leased_until__lt=at)


class Letter(models.Model):
    """One e-mail owed to one person. Holds template and context, never a token; rendered when sent."""

    key = models.CharField(_("purpose"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=60)
    context = models.JSONField(default=dict)
    about_label = models.CharField(max_length=80, blank=True)
    about_pk = models.CharField(max_length=40, blank=True)
    to_address = models.EmailField(_("to"))
    to_name = models.CharField(_("name"), max_length=200, blank=True)
    to_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=5, default="sv")
    subject = models.CharField(_("subject"), max_length=250, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=LetterState, default=LetterState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("error"), max_length=300, blank=True)
    queued_at = models.DateTimeField(_("queued"), auto_now_add=True)
    send_after = models.DateTimeField(_("send after"))
    leased_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-queued_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=LetterState.values), name="letter_state_is_known"),
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False) | ~models.Q(state="sent"),
                name="letter_sent_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["send_after"], condition=models.Q(state="waiting"), name="letter_waiting"),
            models.Index(fields=["leased_until"], condition=models.Q(state="sending"), name="letter_sending"),
            models.Index(fields=["about_label", "about_pk"], name="letter_about"),
        ]

    def __str__(self):
        return f"{self.kind} to {self.to_address}"

    @property
    def message_id(self) -> str:
        """The same for every attempt, so that a double can be recognised; tells nothing secret."""
        host = settings.DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1].rstrip("> ") or "localhost"
        return f"<letter-{self.pk}@{host}>"


class MailOutcome(models.TextChoices):
    """What became of a mail that came in."""

    TAKEN = "taken", pgettext_lazy("mail", "taken")
    CHANGED_NOTHING = "nothing", pgettext_lazy("mail", "changed nothing")
    UNKNOWN = "unknown", pgettext_lazy("mail", "left for a person")


class ReadMail(models.Model):
    """A mail that has been read: once each, by its Message-ID. The mail itself stays in the box, not here."""

    mark = models.CharField(max_length=64, unique=True)  # SHA-256 of the Message-ID, or of the mail without one
    read_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=MailOutcome)
    what = models.CharField(max_length=60, blank=True)  # a word of the reader's own: "reply", "bounce", "stranger"
    about_label = models.CharField(max_length=80, blank=True)
    about_pk = models.CharField(max_length=40, blank=True)
    from_address = models.CharField(max_length=254, blank=True)

    class Meta:
        ordering = ["-read_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(outcome__in=MailOutcome.values), name="read_mail_outcome_known")
        ]
        indexes = [models.Index(fields=["about_label", "about_pk"], name="read_mail_about")]

    def __str__(self):
        return f"{self.what or self.outcome} {self.read_at}"


class DraftQuerySet(models.QuerySet):
    def of(self, user, *, at):
        """A person's own, as long as they are kept."""
        return self.filter(owner=user, expires_at__gt=at)


class Draft(models.Model):
    """What somebody has read in and not yet saved: kept between the preview and the decision, then swept (ADR 10)."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    about_label = models.CharField(max_length=80)
    about_pk = models.CharField(max_length=40)
    name = models.CharField(_("file name"), max_length=150)
    content = models.JSONField()
    at = models.DateTimeField(_("at"))
    expires_at = models.DateTimeField(db_index=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.kind} {self.name}"
