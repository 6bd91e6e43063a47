"""Who sees what: said in the same words in the letter, before one answers, and on the result page."""

from django.utils.translation import gettext as _

from surveys.models import RoundKind, Sharing


def sharing_rule(round) -> str:
    if round.is_of_persons:
        return _rule_of_persons(round)
    least = {"least": round.min_organisations}
    if round.is_of_forum:
        return (
            _(
                "Until both sides of the forum have submitted, or the last day has passed, only your own side's organisation sees what you write. Then both sides and those who lead the joint work read both answers, at the same time. Other forums see a spread of all forums only, first when the whole survey is done, and only when at least %(least)s other forums stand behind it."
            )
            % least
        )
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


def _rule_of_persons(round) -> str:
    """In paragraphs: who sees what, what is kept of who answered, and what could still be found out before closing."""
    figures = _(
        "Nobody reads your answers one by one, not even those who lead the joint work. Sums and means are shown first when the survey has closed, and only where at least %(least)s persons stand behind each figure. What you write in your own words is read by those who lead the work, apart from your other answers and without your organisation. Do not write who you or others are."
    ) % {"least": round.min_persons}
    if round.kind == RoundKind.INDIVIDUAL:
        return "\n\n".join(
            [
                figures,
                _(
                    "While the survey is open what you write is kept with your link, so that you can come back and change it. The pages show it to you only, but whoever has full access to the database could read it. When the survey closes the answers that have been sent are cut loose from you, and the rest is removed."
                ),
                _(
                    "Backups and the database's own log from the time before can hold your answers for as long as those who run the portal keep them."
                ),
            ]
        )
    return "\n\n".join(
        [
            figures,
            _(
                "Your answers are saved without name, address and time. If you came by a personal link it is kept that you have answered, so that you are not reminded, but not what you answered."
            ),
            _(
                "Until the survey closes, somebody with full access to the database could see which answer was saved in the same moment as which mark. When it has closed everything is shuffled and saved anew, so that this is gone. Backups and the database's own log from the time before can show it for as long as those who run the portal keep them."
            ),
        ]
    )
