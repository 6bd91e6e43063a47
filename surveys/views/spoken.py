"""The language of a page, where it is chosen for the survey."""

from django.conf import settings
from django.utils import translation

from portal.views import keep_preference
from surveys.languages import language_for, languages_of


def speak_wished(request, questionnaire) -> str:
    """Show this one page in the language of "?sprak=", as who answers in it sees it; the code, or "" without a wish."""
    wish = request.GET.get("sprak", "")
    if wish not in languages_of(questionnaire):
        return ""
    request.LANGUAGE_CODE = language_for(questionnaire, wish)
    translation.activate(wish)  # until the end of this request: portal.middleware.speak
    return wish


def keep_language(request, response, wish):
    """The response, after which the portal speaks the language that was chosen; any other wish changes nothing."""
    if wish in dict(settings.LANGUAGES):
        keep_preference(request, response, "language", settings.LANGUAGE_COOKIE_NAME, wish)
    return response
