"""What every template knows."""

from django.conf import settings
from django.utils import translation

from portal.pages import menu


def frame(request):
    """The menu, the section one is in, theme and demonstration mode. No queries."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "main_menu": menu(user) if signed_in else [],
        "tools_menu": menu(user, "tools") if signed_in else [],
        "section": request.path.strip("/").split("/")[0],
        "theme": (getattr(user, "theme", "") or request.COOKIES.get("theme", "")) or "auto",
        "demo": settings.DEMO,
        "languages": settings.LANGUAGES,
        "LANGUAGE_CODE": translation.get_language(),  # an address refused before `speak` has no request.LANGUAGE_CODE
    }
