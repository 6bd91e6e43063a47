"""The way in: allauth's sign-in page with the demonstration's buttons, and what those buttons do."""

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login as sign_in
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisations.services import DEMO_ROLES, demo_person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

login = LoginView.as_view(extra_context={"demo_roles": DEMO_ROLES, "with_story": True})


@login_not_required
@require_POST
def demo_sign_in(request):
    """Sign in the demonstration's person for a role. The address exists in demonstration mode only."""
    person = demo_person(request.POST.get("role", ""))
    if person is None:
        messages.error(request, _("The demonstration has nobody in that role. Choose another one."))
        return redirect("account_login")
    sign_in(request, person, backend=BACKEND)
    wish = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wish, {request.get_host()}, require_https=request.is_secure())
    return redirect(wish if safe else resolve_url(settings.LOGIN_REDIRECT_URL))
