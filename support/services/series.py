"""Series of events, and a series copied to the next year."""

import re
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from portal import audit
from portal.revisions import claim
from support.models import Event, EventSeries, EventState, GuidingQuestion
from support.services.events import FIELDS

FIELDS_OF_SERIES = ("title", "purpose", "questions")
SAME_WEEKDAY_NEXT_YEAR = timedelta(weeks=52)


@transaction.atomic
def add_series(*, by, **facts):
    series = EventSeries.objects.create(**facts)
    audit.record(by, "added event series", series)
    return series


@transaction.atomic
def edit_series(series, facts, *, revision, by):
    """Change a series (a dict of FIELDS_OF_SERIES). ChangedMeanwhile when somebody saved after `revision` was read."""
    now = claim(series, revision)
    changed = [name for name in FIELDS_OF_SERIES if name in facts and getattr(now, name) != facts[name]]
    if not changed:
        return now
    for name in changed:
        setattr(now, name, facts[name])
    now.revision += 1
    now.save(update_fields=[*changed, "revision"])
    audit.record(by, "changed event series", now, fields=" ".join(changed))
    return now


def next_title(title) -> str:
    """ "Call-in hösten 2026" becomes "Call-in hösten 2027"; a title without a year is kept."""
    return re.sub(r"(?<!\d)(20\d\d)(?!\d)", lambda year: str(int(year[1]) + 1), title)


def a_year_later(at):
    """The same weekday and hour, 52 weeks later, summer time or not."""
    local = timezone.localtime(at)
    return timezone.make_aware(datetime.combine(local.date() + SAME_WEEKDAY_NEXT_YEAR, local.time()))


@transaction.atomic
def copy_to_next_year(series, *, title, by):
    """A new series with the same questions, and its events as drafts on the same weekday 52 weeks later."""
    copy = EventSeries.objects.create(title=title, purpose=series.purpose, questions=series.questions)
    events = (
        Event.objects.visible_to(by)
        .filter(series=series)
        .exclude(state=EventState.CANCELLED)
        .prefetch_related("questions")
        .order_by("starts_at", "pk")
    )
    for event in events:
        facts = {name: getattr(event, name) for name in FIELDS}
        facts |= {"series": copy, "starts_at": a_year_later(event.starts_at), "ends_at": a_year_later(event.ends_at)}
        made = Event.objects.create(created_by=by, state=EventState.DRAFT, **facts)
        GuidingQuestion.objects.bulk_create(
            GuidingQuestion(event=made, position=question.position, text=question.text)
            for question in event.questions.all()
        )
    audit.record(by, "copied event series", copy, copied_from=series.pk)
    return copy


@transaction.atomic
def delete_series(series, *, by):
    """Take a series away; its events stay, each for itself."""
    now = claim(series, None)
    audit.record(by, "deleted event series", now)
    now.delete()
