"""What every response carries, who finds anything at all, and which language a request speaks."""

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import Http404
from django.utils import translation
from django.utils.cache import patch_vary_headers


def restrict(get_response):
    """Tell the browser what a page may load, run and ask for. One policy for all pages, written out at the first."""
    policy = []

    def respond(request):
        response = get_response(request)
        if settings.DEBUG and response.status_code in (404, 500):
            return response  # Django's own pages for who develops
        if not policy:
            policy.append(build_policy())
        response.headers.setdefault(HEADER, policy[0])
        return response

    return respond


def isolate(get_response):
    """Keep our pages and files to ourselves: no other site may embed or load them."""

    def respond(request):
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        return response

    return respond


def refuse_giants(get_response):
    """Refuse what is larger than any form takes before it is read into a file, in words and without hanging up.

    What has been sent is let pass unread, to a limit: a server that hangs up in the middle shows no page at all.
    """
    most, piece = settings.UPLOAD_MAX_MEGABYTES, 2**20

    def respond(request):
        said = request.META.get("CONTENT_LENGTH") or ""
        size = int(said) if said.isascii() and said.isdigit() else 0
        if size <= most * piece:
            return get_response(request)
        from portal.views import too_large

        left = min(size, 4 * most * piece)
        while left > 0 and (read := len(request.META["wsgi.input"].read(min(left, piece)))):
            left -= read
        return too_large(request, most)

    return respond


def speak(get_response):
    """Speak the language of the person's setting, else of the cookie, else Swedish.

    The browser's own wish is left aside: a shared computer in a care unit often asks for English.
    """
    known = {code for code, _ in settings.LANGUAGES}

    def respond(request):
        wish = getattr(request.user, "language", "") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(wish if wish in known else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        patch_vary_headers(response, ["Cookie", "HX-Request"])
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return respond


class NothingForStrangers:
    """Who is signed in but belongs to no organisation finds no page: 404, whatever the view would have said."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        open_to_all = not getattr(view, "login_required", True) or getattr(view, "for_anybody_signed_in", False)
        if open_to_all or not request.user.is_authenticated or request.user.takes_part:
            return
        raise Http404
