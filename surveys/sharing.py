"""Who sees what: said in the same words in the letter, before one answers, and on the result page."""

from django.utils.translation import gettext as _

from surveys.models import Sharing


def sharing_rule(round) -> str:
    least = {"least": round.min_organisations}
    if round.sharing == Sharing.ASKED:
        return (
            _(
                "Until you submit, only your own organisation sees what you write. What you submit is read, under your organisation's name, by those who lead the joint work and by all organisations that were asked: by those that have submitted themselves, and by everybody asked when the survey has closed. All others see summaries only, first when the survey has closed, and a figure only when at least %(least)s organisations besides their own stand behind it."
            )
            % least
        )
    return (
        _(
            "Until you submit, only your own organisation sees what you write. What you submit is read by your organisation and by those who lead the joint work, under your organisation's name. The other organisations see summaries only, first when the survey has closed, and a figure only when at least %(least)s organisations besides their own stand behind it."
        )
        % least
    )
