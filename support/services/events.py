"""Events: written down, changed, moved between states, copied, and what came out of them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit
from portal.revisions import ChangedMeanwhile, claim
from support.models import Event, EventMaterial, EventState, GuidingQuestion

FIELDS = (
    "kind", "title", "series", "theme", "purpose", "audience", "organiser", "group", "agreement",
    "starts_at", "ends_at", "form", "venue", "link", "places",
)  # fmt: skip

# From each state, those it can be moved to: what was planned by mistake becomes a draft again, and so on.
MOVES = {
    EventState.DRAFT: [EventState.PLANNED],
    EventState.PLANNED: [EventState.HELD, EventState.CANCELLED, EventState.DRAFT],
    EventState.HELD: [EventState.PLANNED],
    EventState.CANCELLED: [EventState.PLANNED],
}


@transaction.atomic
def add_event(*, by, state=EventState.PLANNED, copied_from=None, **facts):
    """A new event (facts: FIELDS), with the guiding questions of what it is copied from, else of its series."""
    event = Event.objects.create(created_by=by, state=state, **facts)
    if copied_from is not None:
        texts = list(copied_from.questions.values_list("text", flat=True))
    else:
        texts = lines_of(event.series.questions) if event.series else []
    GuidingQuestion.objects.bulk_create(
        GuidingQuestion(event=event, position=place, text=text) for place, text in enumerate(texts, start=1)
    )
    copied = {"copied_from": copied_from.pk} if copied_from else {}
    audit.record(by, "added event", event, kind=event.kind, state=state, **copied)
    return event


def lines_of(text) -> list[str]:
    """The questions of a series: one to a line, each once, as long as a question may be."""
    lines = (" ".join(line.split())[:300] for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


@transaction.atomic
def edit_event(event, facts, *, revision, by):
    """Change an event (a dict of FIELDS). ChangedMeanwhile when somebody saved after `revision` was read."""
    now = claim(event, revision)
    changed = [name for name in FIELDS if name in facts and getattr(now, name) != facts[name]]
    if not changed:
        return now
    for name in changed:
        setattr(now, name, facts[name])
    now.revision += 1
    now.save(update_fields=[*changed, "revision"])
    audit.record(by, "changed event", now, fields=" ".join(changed))
    return now


@transaction.atomic
def set_state(event, state, *, was, by, at):
    """Plan, hold, cancel or take back. `was` is the state the person saw; the same state again changes nothing."""
    now = claim(event, None)
    if now.state == state:
        return now
    if now.state != was:
        raise ChangedMeanwhile(now)
    if state not in MOVES[now.state]:
        raise ValidationError(_("The event cannot go that way. Read the page again and choose among what it offers."))
    if state == EventState.HELD and now.starts_at > at:
        raise ValidationError(_("The event has not begun yet. Say that it was held when it has been."))
    now.state = state
    now.revision += 1
    now.save(update_fields=["state", "revision"])
    audit.record(by, "set state of event", now, was=was, state=state)
    return now


@transaction.atomic
def write_outcome(event, text, *, revision, by):
    """What came out of it. ChangedMeanwhile when somebody saved after `revision` was read."""
    now = claim(event, revision)
    if now.outcome == text:
        return now
    now.outcome = text
    now.revision += 1
    now.save(update_fields=["outcome", "revision"])
    audit.record(by, "wrote outcome of event", now)
    return now


@transaction.atomic
def delete_event(event, *, by):
    """Take a draft away for good. What others have seen is cancelled instead."""
    now = claim(event, None)
    if now.state != EventState.DRAFT:
        raise ValidationError(_("Only a draft can be taken away. Cancel the event instead, so that others see it."))
    audit.record(by, "deleted event", now, kind=now.kind)
    now.delete()


@transaction.atomic
def add_material(event, *, title, link, by):
    row = EventMaterial.objects.create(event=event, title=title, link=link)
    audit.record(by, "added material", event, material=row.pk)
    return row


@transaction.atomic
def remove_material(row, *, by):
    audit.record(by, "removed material", row.event, material=row.pk)
    row.delete()
