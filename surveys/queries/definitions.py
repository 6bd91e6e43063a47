"""What a round of persons asks, kept in the process: a questionnaire that was sent does not change any more."""

import time
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.utils import translation

from surveys.answers import is_answered
from surveys.conditions import in_words, read, shown
from surveys.kinds import is_complete
from surveys.languages import all_localised, language_for
from surveys.models import Question
from surveys.queries.sections import Asked, Section, questions_of
from surveys.sectioning import section_numbers

KEPT = 60  # seconds: words can still be translated after the survey was sent


@dataclass(frozen=True)
class Definition:
    """The questions in order, in one language."""

    questions: tuple[Question, ...]

    @cached_property
    def by_identity(self) -> dict[str, Question]:
        return {question.identity: question for question in self.questions}

    @cached_property
    def has_conditions(self) -> bool:
        return any(question.shown_if for question in self.questions)

    @cached_property
    def conditions(self) -> dict[str, tuple]:
        """By identity: (the condition in words, the same as data)."""
        return {
            one.identity: (in_words(one.shown_if, self.questions), read(one.shown_if).tree)
            for one in self.questions
            if one.shown_if
        }

    def shown(self, answers: dict) -> list[Question]:
        return shown(self.questions, answers) if self.has_conditions else list(self.questions)

    def counted(self, answers: dict) -> dict:
        """The answers to what is asked; the rest (hidden, tampered with, empty) is left behind."""
        given = {one.identity: answers.get(one.identity) for one in self.shown(answers)}
        return {identity: answer for identity, answer in given.items() if is_answered(answer)}

    def missing(self, answers: dict) -> list[Question]:
        """What must be answered and is not."""
        return [
            one for one in self.shown(answers) if one.is_required and not is_complete(one, answers.get(one.identity))
        ]

    def sections(self, answers: dict | None = None, typed: dict | None = None) -> list[Section]:
        """All the questions page by page, the hidden ones too, with what is stored or typed."""
        found, answers, typed = [], answers or {}, typed or {}
        for question, number in zip(self.questions, section_numbers(self.questions), strict=True):
            if number > len(found):
                found.append(Section(number, []))
            identity = question.identity
            found[-1].asked.append(Asked(question, answers.get(identity), None, typed.get(identity)))
        return found


def definition(round) -> Definition:
    """The questions of a round in the language that is spoken now. No statement, but once a minute and process."""
    questionnaire = round.questionnaire
    language = language_for(questionnaire, translation.get_language())
    if not questionnaire.frozen_at:
        return _load(questionnaire, language)
    return _kept(_Key(questionnaire), language, int(time.monotonic() // KEPT))


class _Key:
    """A questionnaire as the key of what is kept: the same row, frozen at the same time."""

    def __init__(self, questionnaire):
        self.questionnaire, self.mark = questionnaire, (questionnaire.pk, questionnaire.frozen_at)

    def __eq__(self, other):
        return self.mark == other.mark

    def __hash__(self):
        return hash(self.mark)


@lru_cache(maxsize=100)
def _kept(key, language, _minute):
    return _load(key.questionnaire, language)


def _load(questionnaire, language):
    return Definition(tuple(all_localised(questions_of(questionnaire), language)))
