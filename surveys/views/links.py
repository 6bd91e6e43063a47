"""The way in by a personal link: one page, one button, then an address without the secret."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods

from portal import dates
from portal.links import remember
from portal.pages import render_page
from surveys import guesses
from surveys.models import Delegation, Invitation
from surveys.sharing import sharing_rule

HOURS_TO_ANSWER = 12  # how long the browser remembers the right of a link


def keep_secret(view):
    """Neither store the page nor tell any other address where one came from.

    The page with the button sends "strict-origin": the origin without path or token. With "no-referrer" browsers
    post the button with `Origin: null`, which the protection against forged forms rightly refuses.
    """

    @wraps(view)
    def secretive(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return secretive


@login_not_required
@keep_secret
@require_http_methods(["GET", "POST"])
def survey_link(request, token):
    """Say whose survey the link opens; the button moves its right into the session. GET changes nothing."""
    if guesses.too_many(request):
        return no_entry(request, "busy", status=429)
    found = Invitation.objects.with_token(token).exclude(round__state="draft")
    invitation = found.select_related("round", "organisation").first()
    if invitation is None:
        guesses.count_miss(request)
        return no_entry(request, "unknown", status=404)
    if invitation.revoked_at:
        return no_entry(request, "revoked", status=410)
    if invitation.round.is_over(on=dates.today()) or not _is_usable(invitation):
        return no_entry(request, "closed", status=410)
    if request.method == "POST":
        return _open(request, invitation)
    return _show(request, invitation)


@login_not_required
@keep_secret
@require_http_methods(["GET", "POST"])
def delegation_link(request, token):
    """The same for a colleague who was lent some sections."""
    if guesses.too_many(request):
        return no_entry(request, "busy", status=429)
    delegation = Delegation.objects.with_token(token).select_related("round", "organisation").first()
    if delegation is None:
        guesses.count_miss(request)
        return no_entry(request, "unknown", status=404)
    if delegation.revoked_at:
        return no_entry(request, "revoked", status=410)
    if delegation.round.is_over(on=dates.today()) or not _is_usable(delegation):
        return no_entry(request, "closed", status=410)
    if request.method == "POST":
        return _open(request, delegation)
    return _show(request, delegation, template="surveys/delegation_link.html")


def _show(request, invitation, template="surveys/link.html"):
    context = {
        "invitation": invitation,
        "round": invitation.round,
        "sharing": sharing_rule(invitation.round),
        "section": "enkater",
        "open_now": invitation.round.is_open(on=dates.today()),
    }
    if _has_no_language(request):
        request.LANGUAGE_CODE = _language_of(invitation)
        translation.activate(request.LANGUAGE_CODE)  # until the end of this request: portal.middleware.speak
    response = render_page(request, template, context)
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


def _has_no_language(request) -> bool:
    """Whether neither an account nor an earlier choice in this browser says which language to speak."""
    return not request.user.is_authenticated and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES


def _language_of(invitation) -> str:
    """The language of the letter."""
    wish = getattr(invitation, "language", "")
    return wish if wish in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _open(request, invitation):
    if not request.user.is_authenticated:
        request.session.cycle_key()
        request.session.set_expiry(HOURS_TO_ANSWER * 3600)
    remember(request, invitation)
    type(invitation).objects.filter(pk=invitation.pk, opened_at=None).update(opened_at=timezone.now())
    response = redirect("survey-start", invitation.round_id, invitation.organisation_id)
    if _has_no_language(request) and _language_of(invitation) != settings.LANGUAGE_CODE:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            _language_of(invitation),
            max_age=HOURS_TO_ANSWER * 3600,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
    return response


def _is_usable(invitation):
    return invitation.expires_at is None or invitation.expires_at > timezone.now()


@keep_secret
def no_entry(request, why, *, status):
    """A page that says what to do, and nothing about anybody."""
    response = render_page(request, "surveys/no_entry.html", {"why": why, "section": "enkater"}, status=status)
    if status == 429:
        response.headers["Retry-After"] = str(guesses.MINUTE)
    return response
