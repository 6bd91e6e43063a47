"""The guiding questions of an event, in order, and what was said."""

from django.db import transaction
from django.db.models import Max

from portal import audit
from portal.revisions import claim
from support.models import Event, GuidingQuestion
from support.services.events import lines_of


def _hold(event):
    """The event's row is the lock of the order of its questions."""
    Event.objects.select_for_update(of=("self",)).get(pk=event.pk)


@transaction.atomic
def add_questions(event, texts, *, by):
    """New questions, last; those that stand there already are left out. Returns how many were added."""
    _hold(event)
    known = set(event.questions.values_list("text", flat=True))
    last = event.questions.aggregate(last=Max("position"))["last"] or 0
    new = [text for text in texts if text not in known]
    GuidingQuestion.objects.bulk_create(
        GuidingQuestion(event=event, position=place, text=text) for place, text in enumerate(new, start=last + 1)
    )
    if new:
        audit.record(by, "added guiding questions", event, count=len(new))
    return len(new)


def copy_from_series(event, *, by):
    """The running questions of the event's series. Returns how many were added."""
    return add_questions(event, lines_of(event.series.questions) if event.series else [], by=by)


@transaction.atomic
def edit_question(question, *, text, said, revision, by):
    """Change the question and what was said. ChangedMeanwhile when somebody saved after `revision` was read."""
    now = claim(question, revision)
    facts = {"text": text, "said": said}
    changed = [name for name, value in facts.items() if getattr(now, name) != value]
    if not changed:
        return now
    for name in changed:
        setattr(now, name, facts[name])
    now.revision += 1
    now.save(update_fields=[*changed, "revision"])
    audit.record(by, "changed guiding question", now.event, question=now.pk, fields=" ".join(changed))
    return now


@transaction.atomic
def move_question(question, *, up, by):
    """Change places with the question before or after."""
    _hold(question.event)
    rows = list(GuidingQuestion.objects.filter(event=question.event_id))
    place = next((number for number, row in enumerate(rows) if row.pk == question.pk), None)
    other = None if place is None else place - 1 if up else place + 1
    if other is None or not 0 <= other < len(rows):
        return
    first, second = rows[place], rows[other]
    first.position, second.position = second.position, first.position
    GuidingQuestion.objects.bulk_update([first, second], ["position"])
    audit.record(by, "moved guiding question", question.event, question=question.pk)


@transaction.atomic
def remove_question(question, *, by):
    audit.record(by, "removed guiding question", question.event, question=question.pk)
    question.delete()
