"""What colleagues say among themselves about a question: said, taken away, read. Never part of the answer."""

from django.db import transaction
from django.db.models import Max

from surveys.models import AnswerComment, CommentReading


@transaction.atomic
def say(desk, question, text, *, at) -> AnswerComment:
    """Put one comment into the question's thread. Who writes has read what was said before.

    The same text once more from the same person, with nothing said in between, is the button pressed twice.
    """
    writer = desk.writer
    last = thread(desk, question).last()
    if last and (last.by_key, last.text) == (writer.key, text):
        return last
    comment = AnswerComment.objects.create(
        round=desk.round,
        organisation=desk.organisation,
        question=question,
        text=text,
        at=at,
        by_key=writer.key,
        by_name=writer.name,
        by_user=writer.user,
    )
    mark_read(desk, [question])
    return comment


def take_away(desk, question, pk) -> bool:
    """Remove a comment of one's own; False when there is none such."""
    removed, _each = thread(desk, question).filter(pk=pk, by_key=desk.writer.key).delete()
    return bool(removed)


@transaction.atomic
def mark_read(desk, questions):
    """The writer has read all that is said about these questions now."""
    last = (
        AnswerComment.objects.filter(round=desk.round, organisation=desk.organisation, question__in=questions)
        .order_by()
        .values("question")
        .annotate(last=Max("pk"))
    )
    CommentReading.objects.bulk_create(
        [
            CommentReading(
                round=desk.round,
                organisation=desk.organisation,
                question=row["question"],
                reader=desk.writer.key,
                last=row["last"],
            )
            for row in last
        ],
        update_conflicts=True,
        unique_fields=["round", "organisation", "reader", "question"],
        update_fields=["last"],
    )


def thread(desk, question):
    """What is said about a question in one organisation, the oldest first."""
    return AnswerComment.objects.filter(round=desk.round, organisation=desk.organisation, question=question)
