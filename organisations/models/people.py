"""People: who signs in, and in which role for which organisation."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organisations.models.organisation import Organisation
from portal.collation import swedish


class Role(models.TextChoices):
    """What a person does for an organisation. Rights are asked as properties and policies, never by role name in views."""

    LEAD = "lead", pgettext_lazy("role", "Project leader")
    MEMBER = "member", pgettext_lazy("role", "Working-group member")
    RESPONDENT = "respondent", pgettext_lazy("role", "Respondent")
    COACH = "coach", pgettext_lazy("role", "Coach")
    AUDITOR = "auditor", pgettext_lazy("role", "Auditor")
    ADMINISTRATOR = "administrator", pgettext_lazy("role", "Administrator")


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody active, for whoever takes part: owners and participants are chosen among them."""
        return self.filter(is_active=True) if user.is_authenticated and user.takes_part else self.none()

    def alphabetical(self):
        return self.order_by(swedish("last_name"), swedish("first_name"))


class User(AbstractBaseUser):
    """A person who signs in with an e-mail address."""

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    title = models.CharField(pgettext_lazy("person", "title"), max_length=100, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=5, default="sv")
    theme = models.CharField(_("appearance"), max_length=10, default="auto")
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("joined"), auto_now_add=True)

    objects = UserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    class Meta:
        ordering = [swedish("last_name"), swedish("first_name")]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("There is already a person with this address."),
            ),
            models.CheckConstraint(condition=models.Q(language__in=["sv", "en"]), name="user_language_is_known"),
            models.CheckConstraint(condition=models.Q(theme__in=["auto", "light", "dark"]), name="user_theme_is_known"),
        ]

    def __str__(self):
        return self.get_full_name()

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email

    @property
    def initials(self) -> str:
        return f"{self.first_name[:1]}{self.last_name[:1]}".upper() or self.email[:1].upper()

    @cached_property
    def _roles(self) -> list[tuple[str, int]]:
        """(role, organisation id) of every membership; one query per request and user."""
        return list(self.memberships.values_list("role", "organisation_id"))

    def has_role(self, *roles) -> bool:
        return any(role in roles for role, _organisation in self._roles)

    def organisations_as(self, *roles) -> set[int]:
        """Ids of the organisations this person has one of these roles for (any role, when none is named)."""
        return {organisation for role, organisation in self._roles if not roles or role in roles}

    @property
    def takes_part(self) -> bool:
        """Whether the person belongs to anything here; if not, nothing exists for them."""
        return bool(self._roles)

    @property
    def leads(self) -> bool:
        """Leads the joint work: agreement, meetings, surveys, every organisation's phases."""
        return self.has_role(Role.LEAD, Role.ADMINISTRATOR)

    @property
    def reads_outbox(self) -> bool:
        return self.has_role(Role.LEAD, Role.ADMINISTRATOR, Role.AUDITOR)


class Membership(models.Model):
    """That a person acts for an organisation, in one role."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("person"))
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="memberships", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    is_contact = models.BooleanField(
        _("contact person"), default=False, help_text=_("Gets survey invitations and calls for the organisation.")
    )

    class Meta:
        ordering = ["organisation", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                name="membership_once",
                violation_error_message=_("The person already has this role here."),
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_is_known"),
        ]

    def __str__(self):
        return f"{self.user} {self.role} {self.organisation}"
