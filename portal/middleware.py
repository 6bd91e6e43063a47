"""What every response carries, and which language and theme a request speaks."""

from django.conf import settings
from django.utils import translation
from django.utils.cache import patch_vary_headers


def isolate(get_response):
    """Keep our pages and files to ourselves: no other site may embed or load them."""

    def respond(request):
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        return response

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
