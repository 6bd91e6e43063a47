"""The way in by a personal link: one page, one button, then an address without the secret."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods

from portal import dates
from portal.links import remember
from portal.pages import render_page
from portal.secret_pages import keep_secret
from surveys import guesses
from surveys.languages import localised
from surveys.models import AnsweredMark, Delegation, Invitation, RoundKind
from surveys.sharing import sharing_rule

HOURS_TO_ANSWER = 12  # how long the browser remembers the right of a link


@login_not_required
@keep_secret
@require_http_methods(["GET", "POST"])
def survey_link(request, token):
    """Say whose survey the link opens; the button moves its right into the session. GET changes nothing."""
    return _by_link(request, Invitation.objects.with_token(token).exclude(round__state="draft"), "surveys/link.html")


@login_not_required
@keep_secret
@require_http_methods(["GET", "POST"])
def delegation_link(request, token):
    """The same for a colleague who was lent some sections."""
    return _by_link(request, Delegation.objects.with_token(token), "surveys/delegation_link.html")


def _by_link(request, found, template):
    """The page of the link that was found, of none or one, or why it opens nothing."""
    if guesses.too_many(request):
        return no_entry(request, "busy", status=429)
    link = found.select_related("round", "organisation").first()
    if link is None:
        guesses.count_miss(request)
        return no_entry(request, "unknown", status=404)
    if link.revoked_at:
        return no_entry(request, "revoked", status=410)
    if not _is_usable(link) or (link.round.is_over(on=dates.today()) and not _is_revealed(link)):
        return no_entry(request, "over" if link.round.is_of_persons else "closed", status=410)
    if link.round.is_of_persons:
        if link.round.kind == RoundKind.ANONYMOUS and AnsweredMark.objects.filter(invitation=link.pk).exists():
            return answered_already(request, link.round)
        template = "surveys/person_link.html"
    return _open(request, link) if request.method == "POST" else _show(request, link, template)


def _show(request, invitation, template):
    if _has_no_language(request):
        request.LANGUAGE_CODE = _language_of(invitation)
        translation.activate(request.LANGUAGE_CODE)  # until the end of this request: portal.middleware.speak
    context = {
        "invitation": invitation,
        "round": localised(invitation.round),
        "sharing": sharing_rule(invitation.round),
        "section": "enkater",
        "open_now": invitation.round.is_open(on=dates.today()),
        "revealed": _is_revealed(invitation),
    }
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
    if invitation.round.kind != RoundKind.ANONYMOUS:  # when somebody opened it is no one's business there
        type(invitation).objects.filter(pk=invitation.pk, opened_at=None).update(opened_at=timezone.now())
    response = redirect(_address_behind(invitation))
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


def _address_behind(link) -> str:
    """Where the button leads: an address without the secret."""
    if link.round.is_of_persons:
        return reverse("survey-person", args=[link.round_id])
    start = "survey-both-sides" if _is_revealed(link) else "survey-start"
    return reverse(start, args=[link.round_id, link.organisation_id])


def _is_revealed(link) -> bool:
    """Whether it opens what both sides of a local forum have answered: also when the last day has passed."""
    return isinstance(link, Invitation) and link.round.is_of_forum and link.round.is_revealed


def _is_usable(invitation):
    return invitation.expires_at is None or invitation.expires_at > timezone.now()


@keep_secret
def answered_already(request, round):
    """An invitation to an anonymous round has given its one answer."""
    context = {"round": localised(round), "storage_round": round.pk, "section": "enkater"}
    return render_page(request, "surveys/person_already.html", context)


@keep_secret
def no_entry(request, why, *, status, texts=()):
    """A page that says what to do, and nothing about anybody. `texts`: what the visitor wrote in vain."""
    context = {"why": why, "texts": texts, "section": "enkater"}
    response = render_page(request, "surveys/no_entry.html", context, status=status)
    if status == 429:
        response.headers["Retry-After"] = str(guesses.MINUTE)
    return response
