"""How the colleagues of one organisation share the work: sections with who answered, who was asked, and what is said."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from surveys.models import AnswerChange, AnswerComment, CommentReading, Delegation, Invitation
from surveys.queries.sections import Section, Sheet


@dataclass(frozen=True)
class Talk:
    """How much is said about a question, and how much of it the reader has not read."""

    said: int = 0
    unread: int = 0


@dataclass(frozen=True)
class Lent:
    """A delegation with how far the colleague has come."""

    delegation: Delegation
    sections: list[Section]

    @property
    def done(self) -> int:
        return sum(asked.is_answered for asked in self._theirs)

    @property
    def total(self) -> int:
        return len(self._theirs)

    @property
    def _theirs(self):
        lent = set(self.delegation.questions)
        own = [asked for section in self.sections for asked in section.asked if asked.question.identity in lent]
        return [asked for asked in own if asked.question.is_required] or own


@dataclass(frozen=True)
class Line:
    """One section in the table of contents."""

    section: Section
    lent_to: list[Delegation]
    said: int
    unread: int


def talks(desk) -> dict[str, Talk]:
    """By question: how much is said, and how much of that is unread by who sits at the desk. One statement."""
    readings = CommentReading.objects.filter(
        round=desk.round,
        organisation=desk.organisation,
        reader=desk.writer.key,
        question=OuterRef("question"),
        last__gte=OuterRef("pk"),
    )
    said = AnswerComment.objects.filter(round=desk.round, organisation=desk.organisation)
    found = {}
    for question, by_key, is_read in said.annotate(is_read=Exists(readings)).values_list(
        "question", "by_key", "is_read"
    ):
        talk = found.get(question, Talk())
        found[question] = Talk(talk.said + 1, talk.unread + (not is_read and by_key != desk.writer.key))
    return found


def delegations(desk) -> list[Delegation]:
    """Those that work now, the oldest first. One statement."""
    mine = Delegation.objects.filter(round=desk.round, organisation=desk.organisation)
    return list(mine.usable(at=timezone.now()))


def lent_out(form: Sheet, delegations) -> list[Lent]:
    return [Lent(one, [section for section in form.sections if _holds(section, one)]) for one in delegations]


def contents(form: Sheet, talks, delegations) -> list[Line]:
    """The table of contents, a line per section."""
    lines = []
    for section in form.sections:
        said = [talks.get(asked.question.identity, Talk()) for asked in section.asked]
        lines.append(
            Line(
                section,
                [one for one in delegations if _holds(section, one)],
                sum(talk.said for talk in said),
                sum(talk.unread for talk in said),
            )
        )
    return lines


def _holds(section, delegation) -> bool:
    lent = set(delegation.questions)
    return any(asked.question.identity in lent for asked in section.asked)


def history(response, identity):
    """Every saved state of one answer, the newest first. One statement."""
    return AnswerChange.objects.filter(response=response, question=identity).select_related("by_delegation")


def who_submit(desk) -> list[str]:
    """The names of those who were asked and can hand in. One statement."""
    asked = Invitation.objects.filter(round=desk.round, organisation=desk.organisation, revoked_at=None)
    return list(asked.order_by("name").values_list("name", flat=True))
