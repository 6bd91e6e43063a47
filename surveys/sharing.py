"""Who sees what: said in the same words in the letter, before one answers, and on the result page."""

from django.conf import settings
from django.utils.translation import gettext as _


def sharing_rule() -> str:
    return _(
        "Until you submit, only your own organisation sees what you write. What you submit is read by your organisation and by those who lead the joint work, under your organisation's name. The other organisations see the county's summary only, and a figure only when at least %(least)s organisations stand behind it."
    ) % {"least": settings.SURVEY_MIN_ORGANISATIONS}
