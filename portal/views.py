"""Pages of the frame itself: health, errors, preferences, the component page, statements."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

THEMES = ("auto", "light", "dark")
A_YEAR = 365 * 24 * 3600


@login_not_required
@require_GET
def healthz(request):
    """The process answers. Says nothing of the database."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@login_not_required
@require_POST
def set_preferences(request):
    """Language and theme, kept with the person, or in a cookie before sign-in."""
    response = HttpResponseRedirect(_safe_next(request))
    language = request.POST.get("language")
    theme = request.POST.get("theme")
    if language in dict(settings.LANGUAGES):
        keep_preference(request, response, "language", settings.LANGUAGE_COOKIE_NAME, language)
    if theme in THEMES:
        keep_preference(request, response, "theme", "theme", theme)
    return response


def keep_preference(request, response, field, cookie, value):
    """Remember a choice with the person, and in a cookie."""
    if request.user.is_authenticated:
        setattr(request.user, field, value)
        request.user.save(update_fields=[field])
    response.set_cookie(cookie, value, max_age=A_YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax")


def _safe_next(request):
    wish = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wish, {request.get_host()}, require_https=request.is_secure())
    return wish if safe else "/"


@login_not_required
@require_GET
def front(request):
    """The root: the person's own page, or the way in."""
    return redirect("my-page" if request.user.is_authenticated else "account_login")


def _failure(request, status, heading, text):
    """A whole page, also when the request failed before it was known who asked and how."""
    context = {"heading": heading, "text": text, "home": reverse("front")}
    return TemplateResponse(request, "portal/failure.html", context, status=status).render()


@login_not_required
def not_found(request, exception=None):
    return _failure(
        request,
        404,
        _("The page is not here"),
        _("It may have moved, or you may not have access to it. Ask the one who sent you the address."),
    )


@login_not_required
def forbidden(request, exception=None):
    why = str(exception or "") or _("You can see this, but not change it. Ask your project leader if you need to.")
    return _failure(request, 403, _("You may not do that"), why)


@login_not_required
def csrf_failure(request, reason=""):
    return _failure(
        request,
        403,
        _("The form could not be trusted"),
        _(
            "It may have been open for a long time, or your browser blocks cookies. Go back, reload the page and send again; what you wrote is often still there."
        ),
    )


@login_not_required
def too_many(request, exception=None):
    """429: allauth and our own forms answer with this when somebody tries too often."""
    response = _failure(
        request, 429, _("That was many times in a short while"), _("Wait a few minutes and try again. Nothing is lost.")
    )
    response.headers["Retry-After"] = "300"
    return response


@login_not_required
def too_large(request, most):
    """413: more than any form of ours takes."""
    text = _(
        "Together the files are larger than %(most)s MB. Nothing was received. Go back, what you wrote is still in the form, and send fewer or smaller files."
    )
    return _failure(request, 413, _("That is too much at once"), text % {"most": most})


@login_not_required
def bad_request(request, exception=None):
    if isinstance(exception, RequestDataTooBig):
        text = _("Go back: what you wrote is often still there. Make it shorter, and send again.")
        return _failure(request, 413, _("Too much was sent at once"), text)
    return _failure(request, 400, _("The address could not be read"), _("Go back and try again."))


@login_not_required
def broken(request):
    """500: plain and static, since the database may be what broke."""
    from django.template.loader import render_to_string

    return HttpResponse(render_to_string("portal/broken.html"), status=500)
