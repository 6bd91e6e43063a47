"""Files that were given as answers: who may read one, and those of a round for its results."""

from dataclasses import dataclass

from surveys.answers import content
from surveys.asked import counted
from surveys.models import AnswerFile, Question, QuestionKind, Response
from surveys.queries.sections import questions_of
from surveys.uploaded import is_file


def file_for(user, pk, *, desk_of) -> AnswerFile | None:
    """A file for its own organisation's people, whoever its question was lent to, and who reads the submitted answer.

    The organisation's own people read earlier files too. The others read the one that stands as the answer, as long
    as the question is asked: what is hidden by a condition tells nothing.
    """
    row = AnswerFile.objects.select_related("response__round__questionnaire").filter(pk=pk).first()
    if row is None:
        return None
    response = row.response
    if user.is_authenticated and response.organisation_id in user.organisations_as():
        return row
    desk = desk_of(response.round_id, response.organisation_id)
    if desk is not None:
        return row if desk.writer.lent is None or row.question in desk.writer.lent else None
    if response.submitted_at is None or not Response.objects.visible_to(user).filter(pk=response.pk).exists():
        return None
    answers = counted(list(questions_of(response.round.questionnaire)), response.answers)
    value, _missing = content(answers.get(row.question))
    return row if is_file(value) and value["file"] == row.pk else None


@dataclass(frozen=True)
class GivenFile:
    """One organisation's file."""

    organisation: object
    is_own: bool
    file: int
    name: str
    size: int


@dataclass(frozen=True)
class FileQuestion:
    question: Question
    files: list[GivenFile]


def files_in(results) -> list[FileQuestion]:
    """The files of a round that this reader may read, question by question. No statement."""
    asked = [question for question in results.questions if question.kind == QuestionKind.FILE]
    return [FileQuestion(question, list(_files(results, question))) for question in asked]


def _files(results, question):
    for one in results.readable:
        value, _missing = content(results.now.get(one.pk, {}).get(question.identity))
        if is_file(value):
            yield GivenFile(one, one.pk in results.viewer.own, value["file"], value["name"], value["size"])
