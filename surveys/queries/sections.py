"""The pages of a survey: its questions in sections, with what one organisation has answered."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.utils import formats
from django.utils.translation import gettext as _

from agreements.models import Provision
from surveys.answers import content, in_words, is_answered
from surveys.models import SCALE_WORDS, Missing, Question, Response
from surveys.queries.pieces import Piece, pieces


@dataclass(frozen=True)
class Asked:
    """One question with its present answer, and the one of the round before."""

    question: Question
    answer: dict | None
    before: dict | None

    @property
    def revision(self) -> int:
        return (self.answer or {}).get("revision", 0)

    @property
    def is_answered(self) -> bool:
        return is_answered(self.answer)

    @property
    def text(self) -> str:
        value, _missing = content(self.answer)
        return "" if value is None else str(value)

    @property
    def words(self) -> str:
        return in_words(self.question, self.answer)

    @property
    def before_words(self) -> str:
        return in_words(self.question, self.before)

    @property
    def steps(self) -> list[dict]:
        """The boxes of a scale: value, word, whether chosen, and whether it was the answer last time."""
        value, _missing = content(self.answer)
        before, _missing = content(self.before)
        return [
            {"value": step, "word": word, "chosen": step == value, "before": step == before}
            for step, word in SCALE_WORDS.items()
        ]

    @property
    def others(self) -> list[dict]:
        """The two ways to say why there is no figure."""
        _value, missing = content(self.answer)
        _before, missing_before = content(self.before)
        return [
            {"value": value, "word": label, "chosen": value == missing, "before": value == missing_before}
            for value, label in Missing.choices
        ]


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
        return [asked for asked in self.required if not asked.is_answered]

    @property
    def answered(self) -> int:
        return sum(asked.is_answered for asked in self.asked)

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
    def is_submitted(self) -> bool:
        return bool(self.response and self.response.submitted_at)

    def refreshed(self, round, organisation) -> "Sheet":
        """The same sheet with the answers as they are now. One statement."""
        response = Response.objects.filter(round=round, organisation=organisation).first()
        asked = [one for section in self.sections for one in section.asked]
        before = {one.question.identity: one.before for one in asked}
        answers = response.answers if response else {}
        return replace(self, sections=_split([one.question for one in asked], answers, before), response=response)

    def section(self, number: int) -> Section | None:
        return self.sections[number - 1] if 1 <= number <= len(self.sections) else None

    def find(self, identity: str) -> Asked | None:
        return next(
            (asked for section in self.sections for asked in section.asked if asked.question.identity == identity), None
        )


def questions_of(questionnaire):
    """The questions in order, each with its clause's number and heading but not its long texts. One statement."""
    return questionnaire.questions.select_related("provision").defer("provision__text", "provision__what_is_new")


def clause_of(section) -> Provision | None:
    """The clause a section is about, with its text and what it said before. One statement, or none."""
    asked = section.provision
    return Provision.objects.select_related("predecessor").get(pk=asked.pk) if asked else None


def sheet(round, organisation=None) -> Sheet:
    """The survey of a round for one organisation (none: as a preview). Two statements, or one."""
    questions = questions_of(round.questionnaire)
    answers, before, response, label = {}, {}, None, ""
    if organisation is not None:
        rounds = [round.pk, round.previous_id] if round.previous_id else [round.pk]
        found = Response.objects.filter(organisation=organisation, round__in=rounds).select_related("round")
        for row in found:
            if row.round_id == round.pk:
                response, answers = row, row.answers
            elif row.submitted_at:
                before, label = row.answers, _before_label(row.round, round)
    return Sheet(_split(questions, answers, before), response, label)


def _split(questions, answers, before) -> list[Section]:
    """Questions that follow one another and are about the same clause, or share a heading, make one section."""
    sections, last = [], object()
    for question in questions:
        mark = (question.provision_id, question.section if question.provision_id is None else "")
        if mark != last:
            sections.append(Section(len(sections) + 1, []))
            last = mark
        identity = question.identity
        sections[-1].asked.append(Asked(question, answers.get(identity), before.get(identity)))
    return sections


def _before_label(previous, now) -> str:
    """When the earlier answer was given, as one says it: "Your answer in March"."""
    day = previous.closes_on
    month = formats.date_format(day, "F" if day.year == now.opens_on.year else "F Y")
    return _("Your answer in %(month)s") % {"month": month}
