"""The letters this app sends."""

from django.urls import reverse

from organisations.models import User
from portal.notifications import letter


@letter("organisation-welcome")
def welcome(row):
    """How to sign in for the first time; dropped when the account has been closed meanwhile."""
    user = User.objects.filter(pk=row.about_pk, is_active=True).prefetch_related("memberships__organisation").first()
    if user is None:
        return None
    return {
        "first_name": user.first_name,
        "email": user.email,
        "organisations": sorted({membership.organisation.name for membership in user.memberships.all()}),
        "path": reverse("account_request_login_code"),
    }
