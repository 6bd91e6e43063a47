"""What is known: writing it down, asking and answering, review of good examples, the order of principles."""

from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.kinds import KINDS, next_states
from agreements.models import Agreement, KnowledgeItem, KnowledgeKind, KnowledgeState
from agreements.services.places import change_places
from portal import audit
from portal.notifications import Recipient, queue
from portal.revisions import claim

DRAFT, PROPOSED, OPEN, ANSWERED, PUBLISHED, CLOSED = KnowledgeState
TITLE = 200


@transaction.atomic
def save_knowledge(item, *, provisions=(), by, at, draft=False, revision=None):
    """Store what somebody has written. A published good example that its author changes waits for review again."""
    new = item.pk is None
    if new:
        item.created_by = by
        item.state = DRAFT if draft or item.kind == KnowledgeKind.GOOD_EXAMPLE else KINDS[item.kind].shared
        item.position = _last_position(item) + 1
    else:
        row = claim(item, revision)
        item.state, item.revision, item.position = row.state, row.revision + 1, row.position
        _review_again(item, by=by, at=at)
    item.save()
    item.provisions.set(provisions)
    audit.record(by, "created" if new else "changed", item, kind=item.kind, state=item.state)
    return item


def _last_position(item) -> int:
    Agreement.objects.select_for_update(of=("self",)).get(pk=item.agreement_id)  # one place each
    same = KnowledgeItem.objects.filter(agreement=item.agreement_id, kind=item.kind)
    return same.aggregate(last=Max("position"))["last"] or 0


def _review_again(item, *, by, at):
    if item.kind != KnowledgeKind.GOOD_EXAMPLE or item.state != PUBLISHED:
        return
    if by.pk == item.created_by_id:
        item.state = PROPOSED
    else:
        item.reviewed_by, item.reviewed_at = by, at


@transaction.atomic
def ask_question(agreement, text, *, provision=None, anonymous, by, on, organisation=None):
    """Put a question in the inbox. Without a name nothing is stored of who asked: no person, no organisation, no hour.

    Not in the trail either: its entries carry the second.
    """
    title, more = _in_one_line(text)
    item = KnowledgeItem(agreement=agreement, kind=KnowledgeKind.QUESTION, title=title, text=more, state=OPEN)
    return _keep(item, [provision] if provision else [], anonymous=anonymous, by=by, on=on, organisation=organisation)


@transaction.atomic
def add_learning(agreement, kind, title, *, provision=None, anonymous, by, on, organisation=None):
    """One line in the learning document; only a reflection may be without a name."""
    if anonymous and kind != KnowledgeKind.REFLECTION:
        raise ValidationError(_("Only a reflection can be left without a name."))
    item = KnowledgeItem(agreement=agreement, kind=kind, title=title, state=PUBLISHED)
    return _keep(item, [provision] if provision else [], anonymous=anonymous, by=by, on=on, organisation=organisation)


def _keep(item, provisions, *, anonymous, by, on, organisation):
    item.is_anonymous = anonymous
    if not anonymous:
        item.created_by, item.organisation = by, organisation
    item.save()
    item.provisions.set(provisions)
    if anonymous:
        day = timezone.make_aware(datetime.combine(on, time.min))
        KnowledgeItem.objects.filter(pk=item.pk).update(created_at=day, changed_at=day)
    else:
        audit.record(by, "created", item, kind=item.kind, state=item.state)
    return item


def _in_one_line(text) -> tuple[str, str]:
    """(what stands in lists, the whole text when it does not fit there)."""
    line = " ".join(text.split())
    if len(line) <= TITLE:
        return line, ""
    cut = line[: TITLE - 2].rpartition(" ")[0] or line[: TITLE - 2]
    return f"{cut} …", text


@transaction.atomic
def answer_question(item, answer, *, provisions, by, at, revision=None):
    """Answer a question or mend its answer. Whoever asked with a name gets a letter the first time."""
    row = claim(item, revision)
    if row.kind != KnowledgeKind.QUESTION:
        raise ValidationError(_("Only a question can be answered."))
    first = row.state != ANSWERED
    row.answer, row.state, row.revision = answer, ANSWERED, row.revision + 1
    row.reviewed_by, row.reviewed_at = (None if row.created_by_id == by.pk else by), at
    row.save(update_fields=["answer", "state", "revision", "reviewed_by", "reviewed_at", "changed_at"])
    row.provisions.set(provisions)
    audit.record(by, "answered" if first else "changed answer", row)
    if first and row.created_by_id and row.created_by_id != by.pk:
        asker = row.created_by
        if asker.is_active:
            queue(
                "agreement-question-answered",
                to=Recipient.of(asker),
                about=row,
                key=f"agreement-question-answered:{row.pk}",
            )
    return row


@transaction.atomic
def set_knowledge_state(item, state, *, by, at, note="", revision=None):
    """Share, propose, publish after review, send back with a note, close, or open again."""
    row = claim(item, revision)
    if row.state == state:
        return row
    if state not in next_states(row):
        raise ValidationError(_("It cannot go from that state to the one you chose. Look at how it stands now."))
    example = row.kind == KnowledgeKind.GOOD_EXAMPLE
    if example and state == PUBLISHED:
        if row.created_by_id == by.pk:
            raise ValidationError(_("Somebody else than the author reads it through."))
        row.reviewed_by, row.reviewed_at, row.review_note = by, at, ""
    elif example and row.state == PROPOSED:
        row.review_note = note
        if by.pk != row.created_by_id and not note:
            raise ValidationError(_("Say what is missing, so that the author knows what to do."))
    audit.record(by, "set state", row, was=row.state, now=state)
    row.state = state
    row.revision += 1
    row.save(update_fields=["state", "revision", "reviewed_by", "reviewed_at", "review_note", "changed_at"])
    return row


@transaction.atomic
def move_knowledge(item, *, up, by):
    """Let two neighbours of the same kind change places, for principles and rules."""
    Agreement.objects.select_for_update(of=("self",)).get(pk=item.agreement_id)
    same = KnowledgeItem.objects.filter(agreement=item.agreement_id, kind=item.kind).exclude(state=CLOSED)
    position = change_places(same.order_by("position", "pk").only("position"), item, up=up)
    if position:
        audit.record(by, "moved", item, position=position)


@transaction.atomic
def remove_knowledge(item, *, by):
    """Take away a draft, or something that should never have been written. The trail keeps that it was there."""
    audit.record(by, "removed", item, kind=item.kind, state=item.state)
    item.delete()
