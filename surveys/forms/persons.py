"""What a person's page holds when it is sent: every answer read, what is wrong with each, and what was typed."""

import re
import secrets
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from surveys.answers import is_answered, read_answer
from surveys.kinds import posted
from surveys.models import QuestionKind

PAGE_KEY = re.compile(r"[A-Za-z0-9_-]{20,60}")


@dataclass
class Filled:
    """A page as it came in. Names that are no question of the survey are not looked at."""

    answers: dict = field(default_factory=dict)  # {identity: {"value"} or {"missing"}}
    errors: dict = field(default_factory=dict)  # {identity: [sentence]}
    typed: dict = field(default_factory=dict)  # {identity: what stood in the fields}

    def refuse(self, questions):
        """Ask for the answers that are missing."""
        for question in questions:
            self.errors.setdefault(question.identity, [_what_is_missing(question)])


def read_page(asked, data) -> Filled:
    """Read what was posted for a definition (surveys.queries.definitions). Faults in hidden questions do not count."""
    filled = Filled()
    for question in asked.questions:
        raw = None if question.kind == QuestionKind.FILE else posted(question, data)
        if raw is None:
            continue
        filled.typed[question.identity] = raw
        try:
            answer = read_answer(question, raw)
        except ValidationError as error:
            filled.errors[question.identity] = error.messages
        else:
            if is_answered(answer):
                filled.answers[question.identity] = answer
    shown = {question.identity for question in asked.shown(filled.answers)}
    filled.errors = {identity: texts for identity, texts in filled.errors.items() if identity in shown}
    return filled


def page_key(data=None) -> str:
    """The secret of an opened page: the one that was sent along, or a new one."""
    sent = data.get("page", "") if data else ""
    return sent if PAGE_KEY.fullmatch(sent) else secrets.token_urlsafe(18)


def _what_is_missing(question) -> str:
    if question.kind == QuestionKind.MATRIX:
        return _("Answer on every row.")
    if question.is_text or not (question.allows_unknown or question.allows_not_applicable):
        return _("This question must be answered.")
    return _("This question must be answered. Choose “Do not know” or “Not relevant” if you cannot say.")
