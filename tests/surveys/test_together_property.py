"""Three people write one answer: whatever comes late, twice or from an old page, nothing is lost and nothing doubled.

A model of the rules is kept beside the database: per question the last accepted write. A write that was not accepted
must be shown as a conflict, holding both what stands and what was refused.
"""

from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys import services
from surveys.answers import Base
from surveys.models import AnswerChange, Response
from surveys.services import Conflict, Given, Saved
from surveys.writers import Writer

WRITERS = [Writer("Rut"), Writer("Mats"), Writer("Eva")]
QUESTIONS = range(3)

writers = st.integers(0, len(WRITERS) - 1)
steps = st.one_of(
    st.tuples(st.just("open"), writers),
    st.tuples(
        st.just("write"),
        writers,
        st.lists(st.tuples(st.sampled_from(QUESTIONS), st.integers(0, 4) | st.none()), min_size=1, max_size=3),
    ),
    st.tuples(st.just("resend"), writers),
    st.tuples(st.just("cut"), writers, st.sampled_from(QUESTIONS), st.integers(0, 4)),
    st.tuples(st.just("late"), writers),
    st.tuples(st.just("keep mine"), writers),
)


@dataclass
class Screen:
    """What one writer has before them: the page's mark, and of each question the revision and value it shows."""

    mark: str = ""
    seen: dict = field(default_factory=dict)  # question: (revision, value)
    last: list = field(default_factory=list)  # what was sent last: [(question, value, base)]
    waiting: list = field(default_factory=list)  # sent from a page that has been left since
    refused: dict = field(default_factory=dict)  # question: (value, revision of the other)


class Together:
    """The database and the model side by side."""

    def __init__(self, round, organisation, questions):
        self.round, self.organisation, self.questions = round, organisation, questions
        self.stands, self.accepted = {}, {}  # question: value; question: number of accepted writes
        self.by_page = {}  # question: mark of the page that wrote last
        self.screens = [Screen() for _one in WRITERS]
        self.pages = 0
        for writer in range(len(WRITERS)):
            self.open(writer)

    def stored(self, question):
        response = Response.objects.filter(round=self.round, organisation=self.organisation).first()
        answer = response.answers.get(self.questions[question].identity) if response else None
        return (answer["revision"], answer["value"]) if answer else (0, None)

    def open(self, writer):
        self.pages += 1
        screen = self.screens[writer]
        screen.waiting = screen.last or screen.waiting
        screen.mark = f"{self.pages:04x}"
        screen.seen = {question: self.stored(question) for question in QUESTIONS}
        screen.last, screen.refused = [], {}

    def write(self, writer, values):
        screen = self.screens[writer]
        sent = [
            (question, value, Base(screen.seen[question][0], screen.mark)) for question, value in dict(values).items()
        ]
        screen.last = sent
        self.send(writer, sent)

    def resend(self, writer):
        """The button pressed twice, or a browser that never saw the receipt."""
        self.send(writer, self.screens[writer].last)

    def late(self, writer):
        """A page that was left comes in afterwards, as it was."""
        self.send(writer, self.screens[writer].waiting)

    def cut(self, writer, question, value):
        """The server is stopped in the middle: nothing of it stands."""
        base = Base(self.screens[writer].seen[question][0], self.screens[writer].mark)
        before = self.stored(question)
        with pytest.raises(ZeroDivisionError):
            self._save_and_stop(writer, [(question, value, base)])
        assert self.stored(question) == before

    @transaction.atomic
    def _save_and_stop(self, writer, sent):
        self._save(writer, sent)
        raise ZeroDivisionError

    def keep_mine(self, writer):
        screen = self.screens[writer]
        sent = [
            (question, value, Base(revision, screen.mark)) for question, (value, revision) in screen.refused.items()
        ]
        screen.refused = {}
        self.send(writer, sent)

    def send(self, writer, sent):
        if not sent:
            return
        before = {question: self.stored(question) for question, _value, _base in sent}
        results = self._save(writer, sent)
        for question, value, base in sent:
            self._judge(writer, question, value, base, before[question], results[self.questions[question].identity])

    def _save(self, writer, sent):
        many = [
            Given(self.questions[question], None if value is None else {"value": value}, base)
            for question, value, base in sent
        ]
        return services.save_answers(self.round, self.organisation, many, by=WRITERS[writer], at=timezone.now())

    def _judge(self, writer, question, value, base, before, result):
        revision, stood = before
        screen = self.screens[writer]
        shown = self._shown(question, base.revision)
        if value == stood:
            expected = "same"
        elif base.revision == revision or self.by_page.get(question) == base.page:
            expected = "accepted"
        elif value == shown:
            expected = "untouched"
        else:
            expected = "conflict"
        if expected == "conflict":
            assert isinstance(result, Conflict)
            assert (result.theirs["value"], result.theirs["revision"]) == (stood, revision)
            assert (result.ours or {}).get("value") == value
            screen.refused[question] = (value, revision)
        else:
            assert isinstance(result, Saved)
            assert (result.answer or {}).get("value") == (value if expected == "accepted" else stood)
        if expected == "accepted":
            self.stands[question] = value
            self.accepted[question] = self.accepted.get(question, 0) + 1
            self.by_page[question] = base.page
        if not isinstance(result, Conflict) and base.page == screen.mark:
            screen.seen[question] = self.stored(question)

    def _shown(self, question, revision):
        change = AnswerChange.objects.filter(
            response__round=self.round, question=self.questions[question].identity, answer__revision=revision
        ).first()
        return change.answer["value"] if change else None

    def check(self):
        for question in QUESTIONS:
            revision, value = self.stored(question)
            assert value == self.stands.get(question)
            assert revision == self.accepted.get(question, 0)
            changes = AnswerChange.objects.filter(
                response__round=self.round, question=self.questions[question].identity
            ).order_by("pk")
            assert [one.answer["revision"] for one in changes] == list(range(1, revision + 1))
            if revision:
                assert changes.last().answer["value"] == value


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, min_size=3, max_size=25))
def test_nothing_is_lost_and_nothing_is_doubled(sent, municipality, walk):
    questions = list(sent.questionnaire.questions.filter(is_required=True))
    with transaction.atomic():
        together = Together(sent, municipality, questions)
        for name, writer, *more in walk:
            getattr(together, name.replace(" ", "_"))(writer, *more)
        together.check()
        assert Response.objects.filter(round=sent, organisation=municipality).count() <= 1
        transaction.set_rollback(True)
