"""The points of a meeting, what came out of them, and coming dates."""

from django.db import transaction
from django.db.models import Max

from actions import services as actions
from meetings import rich
from meetings.models import AgendaItem, KeyDate, Outcome, OutcomeKind
from meetings.services.locks import hold
from meetings.services.order import after_section, make_room
from portal import audit
from portal.revisions import claim

FIELDS = ("section", "heading", "presenter", "minutes", "side", "is_internal")


class Stale(Exception):  # noqa: N818 - read where it is caught: "except Stale"
    """Somebody else saved the point first; `item` is what stands in the database now."""

    def __init__(self, item):
        super().__init__(f"point {item.pk} has changed")
        self.item = item


@transaction.atomic
def add_item(
    meeting,
    *,
    heading,
    by,
    section="",
    presenter="",
    minutes=None,
    side="",
    is_internal=False,
    text="",
    carried_from=None,
):
    """A new point, last under its section's heading. `text` is what stands there from the start, plain or HTML."""
    hold(meeting)
    position = after_section(meeting, section)
    if position is None:
        position = (meeting.agenda.aggregate(last=Max("position"))["last"] or 0) + 1
    else:
        make_room(meeting, position)
    item = AgendaItem.objects.create(
        meeting=meeting,
        position=position,
        section=section,
        heading=heading,
        presenter=presenter,
        minutes=minutes,
        side=side,
        is_internal=is_internal,
        text=rich.clean(text),
        carried_from=carried_from,
    )
    audit.record(by, "added point", meeting, point=item.pk)
    return item


@transaction.atomic
def edit_item(item, facts, *, revision, by):
    """Change what stands around the notes (a dict of FIELDS). Stale when somebody saved after `revision` was read."""
    hold(item.meeting)
    now = AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=item.pk)
    changed = [name for name in FIELDS if name in facts and getattr(now, name) != facts[name]]
    if now.revision != revision and changed:
        raise Stale(now)
    if not changed:
        return now
    for name in changed:
        setattr(now, name, facts[name])
    position = after_section(now.meeting, now.section, but=now.pk) if "section" in changed else None
    if position is not None:  # a section's points stand together
        make_room(now.meeting, position)
        now.position = position
    now.revision += 1
    now.save(update_fields=[*changed, "position", "revision"])
    audit.record(by, "changed point", now.meeting, point=now.pk, fields=" ".join(changed))
    return now


@transaction.atomic
def delete_item(item, *, by):
    """Take a point away with its text. What came out of it stays with the meeting, unless it was internal."""
    hold(item.meeting)
    if item.is_internal:  # what came out of it must not become open to others because the point is gone
        item.outcomes.all().delete()
    audit.record(by, "deleted point", item.meeting, point=item.pk)
    item.delete()


@transaction.atomic
def add_outcome(meeting, *, kind, text, by, item=None, provision=None, source="", action=None, review_on=None):
    """Write down information, a decision or an action. An action is made from `action`, the facts of actions.add_action."""
    hold(meeting)
    made = None
    if kind == OutcomeKind.ACTION:
        made = actions.add_action(
            **{"group": meeting.group, "title": text, "provision": provision} | (action or {}), by=by
        )
    last = meeting.outcomes.filter(item=item).aggregate(last=Max("position"))["last"] or 0
    outcome = Outcome.objects.create(
        meeting=meeting,
        item=item,
        position=last + 1,
        kind=kind,
        text=text,
        source=source,
        provision=made.provision if made else provision,
        action=made,
        review_on=review_on if kind == OutcomeKind.DECISION else None,
    )
    audit.record(by, "added outcome", meeting, kind=kind, outcome=outcome.pk)
    return outcome


@transaction.atomic
def edit_outcome(outcome, *, text, provision, by, review_on=None, revision=None):
    """Change information or a decision. ChangedMeanwhile when somebody saved after `revision`; actions change as actions."""
    hold(outcome.meeting)
    now = claim(outcome, revision)
    now.text, now.provision = text, provision
    now.review_on = review_on if now.kind == OutcomeKind.DECISION else None
    now.revision += 1
    now.save(update_fields=["text", "provision", "review_on", "revision"])
    audit.record(by, "changed outcome", now.meeting, outcome=now.pk)
    return now


@transaction.atomic
def delete_outcome(outcome, *, by):
    """Take an outcome out of the notes. Its action, if it has one, stays: it may have been promised elsewhere too."""
    hold(outcome.meeting)
    audit.record(by, "deleted outcome", outcome.meeting, kind=outcome.kind, outcome=outcome.pk)
    outcome.delete()


@transaction.atomic
def add_key_date(meeting, *, on, what, by, is_preliminary=False):
    """A coming date that was mentioned."""
    hold(meeting)
    row = KeyDate.objects.create(meeting=meeting, on=on, what=what, is_preliminary=is_preliminary)
    audit.record(by, "added key date", meeting, on=on)
    return row


@transaction.atomic
def delete_key_date(row, *, by):
    hold(row.meeting)
    audit.record(by, "deleted key date", row.meeting, on=row.on)
    row.delete()
