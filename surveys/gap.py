"""The gap survey: which questions each new or changed clause gives rise to (001-25, 001-26)."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from surveys.models import Question, QuestionKind


def gap_questions(provisions, language: str | None = None) -> list[Question]:
    """The unsaved questions of a gap survey, in order: four per clause, then three about the whole.

    They are stored in the county's language, since they are put to people and never change once sent.
    The identity carries the clause's key, so that the same clause can be followed from round to round.
    """
    with translation.override(language or settings.LANGUAGE_CODE):
        questions = [question for provision in provisions for question in _about_clause(provision)]
        questions += _about_the_whole()
    for position, question in enumerate(questions):
        question.position = position
    return questions


def _about_clause(provision):
    about = {"provision": provision, "section": provision.chapter}
    key = f"clause-{provision.pk}"
    return [
        Question(
            **about,
            identity=f"{key}-now",
            kind=QuestionKind.SCALE_4,
            is_required=True,
            text=_("How far have you come with what the clause says?"),
            help_text=_("Answer for your whole organisation, as it is today. Estimate if you have no figure."),
        ),
        Question(
            **about,
            identity=f"{key}-hindrances",
            kind=QuestionKind.LONG_TEXT,
            text=_("What hinders you most?"),
        ),
        Question(
            **about,
            identity=f"{key}-unchanged",
            kind=QuestionKind.LONG_TEXT,
            text=_("What do you already do, and can go on doing as before?"),
        ),
        Question(
            **about,
            identity=f"{key}-comment",
            kind=QuestionKind.LONG_TEXT,
            text=_("Is there anything else to know about your answer?"),
        ),
    ]


def _about_the_whole():
    section = _("The agreement as a whole")
    asked = {
        "whole-differences": _("What will be different in your everyday work with the new agreement?"),
        "whole-hindrances": _("What stands in the way of making the agreement work in practice?"),
        "whole-unchanged": _("What in the agreement do you recognise from how you work today?"),
    }
    return [
        Question(section=section, identity=identity, kind=QuestionKind.LONG_TEXT, text=text)
        for identity, text in asked.items()
    ]
