"""Questionnaires to begin with, in our own wording: each is a list of unsaved questions, free to change.

They are stored in the county's language (as surveys.gap does), since they are put to people.
"""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from surveys.models import Origin, Question, QuestionKind


def questions_for(origin, language: str | None = None) -> list[Question]:
    """The questions of a library questionnaire, with codes and positions."""
    with translation.override(language or settings.LANGUAGE_CODE):
        questions = MAKERS[origin]()
    for position, question in enumerate(questions):
        question.position, question.identity = position, f"f{position + 1}"
    return questions


def _options(*texts):
    return [{"key": f"a{number}", "text": text} for number, text in enumerate(texts, start=1)]


def _collaboration():
    """Four statements about the leadership's collaboration, a ladder, and words of one's own (003-12, 003-14)."""
    page = _("Our local collaboration")
    statement = {
        "section": page,
        "kind": QuestionKind.SCALE_10,
        "is_required": True,
        "low_label": _("Not at all true"),
        "high_label": _("Entirely true"),
    }
    ladder = _options(
        _("Meeting place: we know of each other and meet"),
        _("Conversation: we tell each other how things are"),
        _("Shared view: we see the same needs and goals"),
        _("Collaboration: we plan and follow up together"),
        _("Joint action: we act as one for the resident"),
    )
    return [
        Question(**statement, text=_("We who lead locally agree on what we want to achieve together.")),
        Question(**statement, text=_("We have a settled way of finding out how residents experience their care.")),
        Question(**statement, text=_("We look at shared figures together and act on what they show.")),
        Question(**statement, text=_("Our figures lead to improvements that we try out together.")),
        Question(
            section=page,
            kind=QuestionKind.LADDER,
            is_required=True,
            options=ladder,
            text=_("Which step describes our local collaboration best today?"),
        ),
        Question(section=page, kind=QuestionKind.LONG_TEXT, text=_("What would take us one step further?")),
    ]


def _needs():
    """What the organisation needs before it can work by the agreement (001-12)."""
    page, support = _("What you need"), _("Support")
    areas = [
        _("Knowledge and skills"),
        _("Staff and time"),
        pgettext("need", "Ways of working"),
        _("Technology"),
        _("Leadership"),
    ]
    great = _options(_("No need"), _("Some need"), _("Great need"))
    return [
        Question(
            section=page,
            kind=QuestionKind.MATRIX,
            is_required=True,
            rows=_options(*areas),
            options=great,
            text=_("How great is your need of support in each area?"),
        ),
        Question(
            section=page,
            kind=QuestionKind.RANKING,
            options=_options(*areas),
            text=_("Which area comes first for you?"),
        ),
        Question(section=page, kind=QuestionKind.LONG_TEXT, text=_("Which needs are the most urgent, and why?")),
        Question(
            section=support,
            kind=QuestionKind.MULTIPLE,
            options=_options(
                _("Training together"), _("A coach"), _("Examples from others"), _("Written guidance"), _("Meetings")
            ),
            text=_("What kind of support would help you?"),
        ),
        Question(
            section=support,
            kind=QuestionKind.NUMBER,
            unit=_("persons"),
            text=_("How many of your staff are affected by the agreement?"),
            help_text=_("An estimate is enough."),
        ),
        Question(section=support, kind=QuestionKind.DATE, text=_("When do you need the support at the latest?")),
    ]


def _meeting():
    """Three minutes after a meeting."""
    page = _("The meeting")
    agree = {"section": page, "kind": QuestionKind.AGREE, "is_required": True}
    return [
        Question(**agree, text=_("The purpose of the meeting was clear.")),
        Question(**agree, text=_("Everybody had room to speak.")),
        Question(**agree, text=_("We arrived at what we had set out to do.")),
        Question(**agree, text=_("It is clear who does what after the meeting.")),
        Question(section=page, kind=QuestionKind.YES_NO, text=_("Was the meeting worth its time for you?")),
        Question(section=page, kind=QuestionKind.LONG_TEXT, text=_("What shall we do differently next time?")),
    ]


MAKERS = {
    Origin.COLLABORATION: _collaboration,
    Origin.NEEDS: _needs,
    Origin.MEETING: _meeting,
    Origin.OWN: list,
}
