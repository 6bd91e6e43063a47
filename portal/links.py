"""Personal links: how somebody without an account reaches exactly one thing.

A link is a row of its own app that inherits `PersonalLink`. The token is never stored: it is derived from
the row (HMAC of the secret key over purpose, row and version), and the database holds only its SHA-256.
Raising `version` revokes every letter sent before. Opening a link by GET changes nothing; a button (POST)
moves the right into the session, and the address that follows carries no token.
"""

import base64
import hashlib
import hmac

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def digest(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


class PersonalLinkQuerySet(models.QuerySet):
    def usable(self, *, at):
        """Those that are neither revoked nor expired at this time."""
        return self.filter(revoked_at=None).filter(models.Q(expires_at=None) | models.Q(expires_at__gt=at))

    def with_token(self, token: str):
        """The row this token was derived for, as a queryset of none or one."""
        return self.filter(token_hash=digest(token))


class PersonalLink(models.Model):
    """One purpose, one row, one recipient; made concrete per app with a real key to what it opens."""

    PURPOSE = ""  # set by the concrete model, e.g. "survey"

    # null, not "": many rows may be unarmed, and the column is unique
    token_hash = models.CharField(_("token hash"), max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def token(self) -> str:
        """The secret part of the address, 43 characters, 256 bits; only ever written into a letter."""
        message = f"{self.PURPOSE}:{self._meta.label}:{self.pk}:{self.version}".encode()
        mac = hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).digest()
        return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()

    @property
    def hash_to_store(self) -> str:
        """What `arm` stores; for whoever arms many at once."""
        return digest(self.token)

    def arm(self):
        """Store the hash of the current token, so that the link works. Call once the row has a key."""
        self.token_hash = self.hash_to_store
        self.save(update_fields=["token_hash", "version", "expires_at", "revoked_at"])

    def renew(self):
        """A new token; every letter sent before opens nothing any more."""
        self.version += 1
        self.revoked_at = None
        self.arm()


def remember(request, link):
    """Move the right of a link into the session (call on POST only)."""
    granted = request.session.setdefault("links", {})
    granted[link.PURPOSE] = [*granted.get(link.PURPOSE, []), [link.pk, link.version]][-20:]
    request.session.modified = True


def reachable(request, queryset):
    """The rows of `queryset` (a PersonalLink model) this session may reach now."""
    granted = request.session.get("links", {}).get(queryset.model.PURPOSE, [])
    allowed = models.Q(pk__in=[])
    for pk, version in granted:
        allowed |= models.Q(pk=pk, version=version)
    return queryset.usable(at=timezone.now()).filter(allowed)
