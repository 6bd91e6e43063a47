"""The pages of a survey: its questions in sections, with what one organisation has answered."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from django.utils import dateparse, formats
from django.utils.translation import gettext as _

from agreements.models import Provision
from surveys.answers import content, in_words, is_answered
from surveys.carrying import carried
from surveys.conditions import shown
from surveys.kinds import allowed_missing, in_digits, is_complete, missing_in
from surveys.languages import all_localised
from surveys.models import Missing, Question, QuestionKind, Response
from surveys.queries.pieces import Piece, pieces
from surveys.sectioning import section_numbers
from surveys.uploaded import is_file


@dataclass(frozen=True)
class Asked:
    """One question with its present answer, and the one of the round before."""

    question: Question
    answer: dict | None
    before: dict | None
    typed: str | list | dict | None = None  # what stands in the fields when it could not be saved

    @property
    def revision(self) -> int:
        return (self.answer or {}).get("revision", 0)

    @property
    def is_answered(self) -> bool:
        return is_answered(self.answer)

    @property
    def text(self) -> str:
        """What stands in the field of a text, a number or a day."""
        if self.typed is not None:
            return self.typed
        value, _missing = content(self.answer)
        if value is None:
            return ""
        return in_digits(Decimal(value)) if self.question.kind == QuestionKind.NUMBER else str(value)

    @property
    def file(self) -> dict | None:
        """The file that stands as the answer: {"file", "name", "size"}."""
        value, _missing = content(self.answer)
        return value if is_file(value) else None

    @property
    def words(self) -> str:
        return in_words(self.question, self.answer)

    @property
    def before_words(self) -> str:
        return in_words(self.question, self.before)

    @property
    def can_confirm(self) -> bool:
        """Whether the earlier answer may be taken as it was: nothing is answered now, and it fits the question."""
        return not self.is_answered and carried(self.question, self.before) is not None

    @property
    def at(self):
        """When the answer was given."""
        return dateparse.parse_datetime(self.answer["at"]) if self.answer and self.answer.get("at") else None

    @property
    def is_enough(self) -> bool:
        """Whether the answer is all that a question that must be answered asks for."""
        return is_complete(self.question, self.answer)

    @property
    def steps(self) -> list[dict]:
        """The boxes of a scale: value, word, whether chosen, and whether it was the answer last time."""
        return self._boxes(self.question.steps)

    @property
    def choices(self) -> list[dict]:
        """The same of a question with choices; of several, each that was chosen."""
        return self._boxes(self.question.choices)

    def _boxes(self, words):
        before, _missing = content(self.before)
        return [
            {"value": key, "word": word, "chosen": _among(key, self._now), "before": _among(key, before)}
            for key, word in words.items()
        ]

    @property
    def _now(self):
        """What is chosen: as typed, else as stored."""
        return content(self.answer)[0] if self.typed is None else self.typed

    @property
    def matrix(self) -> list[dict]:
        """Every row of a matrix with its boxes."""
        now = self._now or {}
        return [
            {
                "key": row,
                "text": text,
                "boxes": [
                    {"value": key, "word": word, "chosen": now.get(row) == key}
                    for key, word in self.question.choices.items()
                ],
            }
            for row, text in self.question.row_texts.items()
        ]

    @property
    def places(self) -> list[dict]:
        """Every option of an order with its place, 1 for the first, or "" before it has one."""
        now = self._now or []
        stored = {key: place for place, key in enumerate(now, start=1)} if isinstance(now, list) else now
        return [{"key": key, "text": text, "place": stored.get(key, "")} for key, text in self.question.choices.items()]

    @property
    def template(self) -> str:
        """How the fields of a question with boxes are drawn."""
        if self.question.has_steps:
            return "surveys/kind_steps.html"
        drawn = {QuestionKind.MATRIX: "matrix", QuestionKind.RANKING: "ranking"}.get(self.question.kind, "choices")
        return f"surveys/kind_{drawn}.html"

    @property
    def ends(self) -> tuple | None:
        """The words at the two ends of a scale that is too long for a word on each step."""
        words = list(self.question.steps.values())
        return (words[0], words[-1]) if self.question.kind == QuestionKind.SCALE_10 and any(words) else None

    @property
    def field_names(self) -> str:
        """The names of the question's own fields, for sending it alone."""
        identity, kind = self.question.identity, self.question.kind
        keys = {QuestionKind.MATRIX: self.question.row_texts, QuestionKind.RANKING: self.question.choices}.get(kind, {})
        own = [identity, f"base-{identity}", *(f"{identity}.{key}" for key in keys)]
        return ",".join([*own, f"now-{identity}"] if kind == QuestionKind.FILE else own)

    @property
    def others(self) -> list[dict]:
        """The ways to say why there is no answer, as far as the question allows them."""
        missing = content(self.answer)[1] if self.typed is None else missing_in(self.typed)
        _before, missing_before = content(self.before)
        allowed = allowed_missing(self.question)
        return [
            {"value": value, "word": label, "chosen": value == missing, "before": value == missing_before}
            for value, label in Missing.choices
            if value in allowed
        ]


def _among(key, value) -> bool:
    """Whether a box is ticked: of what is stored, or of what was typed, where a step is text."""
    return key in value if isinstance(value, list) else value not in (None, "") and str(key) == str(value)


@dataclass(frozen=True)
class Section:
    """One page of the survey: the questions about one clause, or about the whole."""

    number: int
    asked: list[Asked]

    @property
    def provision(self):
        return self.asked[0].question.provision

    @property
    def group(self) -> str:
        return self.asked[0].question.section

    @property
    def title(self) -> str:
        return str(self.provision) if self.provision else self.group or _("Questions")

    @property
    def required(self) -> list[Asked]:
        return [asked for asked in self.asked if asked.question.is_required]

    @property
    def missing(self) -> list[Asked]:
        return [asked for asked in self.required if not asked.is_enough]

    @property
    def answered(self) -> int:
        return sum(asked.is_answered for asked in self.asked)

    @property
    def last(self) -> Asked | None:
        """The answer that was written last, with its name and time."""
        written = [asked for asked in self.asked if asked.at]
        return max(written, key=lambda asked: asked.at) if written else None

    @property
    def names(self) -> list[str]:
        """Who has answered here, the first question's first."""
        return list(dict.fromkeys(asked.answer["by"] for asked in self.asked if asked.is_answered))

    @property
    def can_confirm(self) -> int:
        """How many empty answers could be as they were in the round before."""
        return sum(asked.can_confirm for asked in self.asked)

    @property
    def share_done(self) -> float:
        """How much of the section is answered, 0 to 1: of the required questions, or of all when none is."""
        counted = self.required or self.asked
        return sum(asked.is_answered for asked in counted) / len(counted)


@dataclass(frozen=True)
class Sheet:
    """The whole survey as one organisation has it before it."""

    sections: list[Section]
    response: Response | None
    before_label: str = ""
    questions: tuple = ()  # also those that are hidden for now
    before: dict = field(default_factory=dict)
    lent: frozenset | None = None  # the only questions a colleague sees

    @cached_property
    def total(self) -> int:
        return sum(len(section.required) for section in self.sections)

    @cached_property
    def done(self) -> int:
        return self.total - sum(len(section.missing) for section in self.sections)

    @property
    def pieces(self) -> list[Piece]:
        """The bar: one piece per section, as long as its number of questions, filled by answers."""
        return pieces([(len(section.required) or 1, section.share_done) for section in self.sections])

    @property
    def first_open(self) -> int:
        """The number of the section where one goes on."""
        return next((section.number for section in self.sections if section.missing), 1)

    @property
    def has_conditions(self) -> bool:
        """Whether a page can come or go with what is answered."""
        return any(question.shown_if for question in self.questions)

    @property
    def is_submitted(self) -> bool:
        return bool(self.response and self.response.submitted_at)

    def refreshed(self, round, organisation) -> "Sheet":
        """The same sheet with the answers as they are now. One statement."""
        response = Response.objects.filter(round=round, organisation=organisation).first()
        answers = response.answers if response else {}
        return replace(self, sections=_split(self.questions, answers, self.before, self.lent), response=response)

    def section(self, number: int) -> Section | None:
        return self.sections[number - 1] if 1 <= number <= len(self.sections) else None

    def page_of(self, identity: str) -> int:
        """The number of the page a question stands on now; the first when it is hidden."""
        holds = (
            section.number for section in self.sections for one in section.asked if one.question.identity == identity
        )
        return next(holds, 1)

    def find(self, identity: str) -> Asked | None:
        """One question as it stands, also one that is hidden for now: somebody may just be writing in it."""
        question = next((one for one in self.questions if one.identity == identity), None)
        if question is None or (self.lent is not None and identity not in self.lent):
            return None
        answers = self.response.answers if self.response else {}
        return Asked(question, answers.get(identity), self.before.get(identity))


def questions_of(questionnaire):
    """The questions in order, each with its clause's number and heading but not its long texts. One statement."""
    return questionnaire.questions.select_related("provision").defer("provision__text", "provision__what_is_new")


def clause_of(section) -> Provision | None:
    """The clause a section is about, with its text and what it said before. One statement, or none."""
    asked = section.provision
    return Provision.objects.select_related("predecessor").get(pk=asked.pk) if asked else None


def sheet(round, organisation=None, lent=None) -> Sheet:
    """The survey of a round for one organisation (none: as a preview), in the language spoken. Two statements, or one.

    `lent`: the identities of the only questions to show, with pages numbered from one.
    """
    questions = tuple(all_localised(questions_of(round.questionnaire)))
    answers, before, response, label = {}, {}, None, ""
    if organisation is not None:
        rounds = [round.pk, round.previous_id] if round.previous_id else [round.pk]
        found = Response.objects.filter(organisation=organisation, round__in=rounds).select_related("round")
        for row in found:
            if row.round_id == round.pk:
                response, answers = row, row.answers
            elif row.submitted_at:
                before, label = row.answers, _before_label(row.round, round)
    sections = _split(questions, answers, before, lent) if organisation is not None else _split_all(questions)
    return Sheet(sections, response, label, questions, before, lent)


def _split(questions, answers, before, lent=None) -> list[Section]:
    """The sections of what is to be shown with these answers."""
    asked = [one for one in shown(questions, answers) if lent is None or one.identity in lent]
    return _split_all(asked, answers, before)


def _split_all(questions, answers=None, before=None) -> list[Section]:
    """Questions that follow one another and are about the same clause, or share a heading, make one section."""
    sections = []
    for question, number in zip(questions, section_numbers(questions), strict=True):
        if number > len(sections):
            sections.append(Section(number, []))
        identity = question.identity
        sections[-1].asked.append(Asked(question, (answers or {}).get(identity), (before or {}).get(identity)))
    return sections


def _before_label(previous, now) -> str:
    """When the earlier answer was given, as one says it: "Your answer in March"."""
    day = previous.closes_on
    month = formats.date_format(day, "F" if day.year == now.opens_on.year else "F Y")
    return _("Your answer in %(month)s") % {"month": month}
