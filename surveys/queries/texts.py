"""What was written in the round, as far as one reader may read it."""

from dataclasses import dataclass
from itertools import groupby

from surveys.answers import in_words
from surveys.models import Question
from surveys.queries.themes import theme_name


@dataclass(frozen=True)
class OpenAnswer:
    organisation: object
    is_own: bool
    text: str
    themes: tuple = ()

    @property
    def theme_names(self) -> list[str]:
        return [theme_name(key) for key in self.themes]


@dataclass(frozen=True)
class OpenQuestion:
    question: Question
    answers: list[OpenAnswer]


@dataclass(frozen=True)
class OpenGroup:
    """The text questions of one clause, or of the whole, that somebody has written something in."""

    title: str
    questions: list[OpenQuestion]

    @property
    def count(self) -> int:
        return sum(len(question.answers) for question in self.questions)


def open_answers(results, *, search="", identity="", theme="", codes=None) -> list[OpenGroup]:
    """Every text the reader of these results may read, by clause and question, narrowed to a word, a question or a theme.

    `codes` says what each text is about (queries/themes.py), for who may know.
    """
    wanted = [one for one in results.questions if one.is_text and identity in ("", one.identity)]
    found = [
        OpenQuestion(
            question,
            [one for one in _texts(results, question, search.casefold(), codes or {}) if theme in ("", *one.themes)],
        )
        for question in wanted
    ]
    return [
        OpenGroup(title, list(questions))
        for title, questions in groupby((one for one in found if one.answers), key=_clause_or_section)
    ]


def _texts(results, question, search, codes):
    texts = (
        OpenAnswer(
            one,
            one.pk in results.viewer.own,
            in_words(question, results.now[one.pk].get(question.identity)),
            tuple(codes.get((one.pk, question.identity), ())),
        )
        for one in results.readable
        if one.pk in results.now
    )
    return [
        one
        for one in texts
        if one.text and (search in one.text.casefold() or search in one.organisation.name.casefold())
    ]


def _clause_or_section(one: OpenQuestion) -> str:
    return str(one.question.provision) if one.question.provision else one.question.section
