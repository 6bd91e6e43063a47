"""Sealing a round of persons: counted, cut loose from everybody and written anew; after that there are figures.

The steps follow one another, each in a transaction of its own, and each can be done again: killed anywhere, the next
sweep goes on. Nothing but the last step says that a round is sealed.

Each table is written anew in one statement, in an order of its own drawn by the database (by its strong random keys,
not by random(), whose seed can be guessed). All rows of a table then have
the same transaction number, and no two tables have the same: which rows were once written together is gone. A
partition into several batches would leave in which batch a row was; one batch leaves nothing, and as the rows never
leave the database a million of them fill no memory here. What the rows were before lies on the disk until PostgreSQL
has cleaned up, in its log and in backups: docs/security.md.
"""

import logging
import random

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from portal import audit
from surveys.models import (
    PERSONS,
    AnsweredMark,
    PendingAnswer,
    PersonAnswer,
    PersonDraft,
    PersonText,
    Round,
    RoundKind,
    RoundState,
    SentPage,
)
from surveys.queries.definitions import definition
from surveys.services.persons import divided
from surveys.services.tallies import fold_round

logger = logging.getLogger(__name__)

BATCH = 5000  # drafts made into answers at a time
TABLES = ("surveys_personanswer", "surveys_persontext", "surveys_answeredmark")
# sorted as text: written just as the new key is, the order would be that of the keys
ANEW = {
    "surveys_personanswer": (
        "WITH gone AS (DELETE FROM surveys_personanswer WHERE round_id = %s"
        " RETURNING round_id, organisation_id, answers)"
        " INSERT INTO surveys_personanswer (id, round_id, organisation_id, answers)"
        " SELECT gen_random_uuid(), round_id, organisation_id, answers FROM gone ORDER BY gen_random_uuid()::text"
    ),
    "surveys_persontext": (
        "WITH gone AS (DELETE FROM surveys_persontext WHERE round_id = %s"
        " RETURNING round_id, organisation_id, question, text, themes)"
        " INSERT INTO surveys_persontext (id, round_id, organisation_id, question, text, themes)"
        " SELECT gen_random_uuid(), round_id, organisation_id, question, text, themes FROM gone ORDER BY gen_random_uuid()::text"
    ),
    # the sort has read every row, so all are gone before the first comes back with the same key
    "surveys_answeredmark": (
        "WITH gone AS (DELETE FROM surveys_answeredmark m USING surveys_invitation i"
        " WHERE i.id = m.invitation_id AND i.round_id = %s RETURNING m.invitation_id)"
        " INSERT INTO surveys_answeredmark (invitation_id) SELECT invitation_id FROM gone ORDER BY gen_random_uuid()::text"
    ),
}


def seal_due(*, at) -> int:
    """Seal every round of persons that is closed or whose last day has passed; how many."""
    over = Q(state=RoundState.CLOSED) | Q(state=RoundState.OPEN, closes_on__lt=timezone.localdate(at))
    due = Round.objects.filter(over, kind__in=PERSONS, sealed_at=None).order_by("pk")
    return sum(_tried(round, at=at) for round in due)


def _tried(round, *, at) -> bool:
    """Seal; what stops one round must not stop the others, and is tried again by the next sweep."""
    try:
        return seal(round, at=at)
    except Exception:
        logger.exception("round %s could not be sealed", round.pk)
        return False


def seal(round, *, at) -> bool:
    """Seal a round that takes no more answers; False when it still does, or was sealed before."""
    if not _close(round, at=at):
        return False
    round = Round.objects.select_related("questionnaire").get(pk=round.pk)
    while _answers_of_drafts(round):
        pass
    fold_round(round)
    SentPage.objects.filter(round=round).delete()
    for table in TABLES:
        _write_anew(round, table)
    _finish(round, at=at)
    _clean_up()
    return True


@transaction.atomic
def _close(round, *, at) -> bool:
    """Whether the round is closed and not sealed yet; one whose last day has passed is closed here."""
    round = Round.objects.select_for_update().get(pk=round.pk)
    if round.kind not in PERSONS or round.sealed_at or not round.is_over(on=timezone.localdate(at)):
        return False
    if round.state == RoundState.OPEN:
        round.state = RoundState.CLOSED
        round.save(update_fields=["state"])
        audit.record(None, "closed survey round", round)
    return True


@transaction.atomic
def _answers_of_drafts(round) -> int:
    """Make some of the drafts that were handed in into answers, in no order; those that were not are thrown away."""
    if round.kind != RoundKind.INDIVIDUAL:
        return 0
    drafts = PersonDraft.objects.filter(invitation__round=round).select_related("invitation")
    held = list(drafts.order_by("pk").select_for_update(of=("self",), skip_locked=False)[:BATCH])
    pks = [draft.pk for draft in held]
    sent = [draft for draft in held if draft.is_submitted]
    random.SystemRandom().shuffle(sent)
    answers, texts = [], []
    for draft in sent:
        values, said = divided(round, definition(round).counted(draft.answers))
        organisation = draft.invitation.organisation_id
        answers.append(PersonAnswer(round=round, organisation_id=organisation, answers=values))
        texts += [
            PersonText(round=round, organisation_id=organisation, question=question, text=text)
            for question, text in said.items()
        ]
    random.SystemRandom().shuffle(texts)
    PersonAnswer.objects.bulk_create(answers)
    PersonText.objects.bulk_create(texts)
    PendingAnswer.objects.bulk_create(PendingAnswer(answer=one, round=round) for one in answers)
    AnsweredMark.objects.bulk_create((AnsweredMark(invitation_id=draft.pk) for draft in sent), ignore_conflicts=True)
    PersonDraft.objects.filter(pk__in=pks).delete()
    return len(held)


@transaction.atomic
def _write_anew(round, table):
    """The rows of a table once more, in no order, with new keys and one transaction's number."""
    Round.objects.select_for_update().get(pk=round.pk)
    with connection.cursor() as cursor:
        cursor.execute(ANEW[table], [round.pk])


@transaction.atomic
def _finish(round, *, at):
    held = Round.objects.select_for_update().get(pk=round.pk)
    if held.sealed_at is None:
        held.sealed_at = at
        held.save(update_fields=["sealed_at"])
        audit.record(None, "sealed survey round", held)
        logger.info("round %s is sealed", held.pk)


def _clean_up():
    """Let go of the rows as they were, where our role may; else PostgreSQL does it in its own time."""
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            for table in (*TABLES, "surveys_persondraft", "surveys_pendinganswer", "surveys_sentpage", "surveys_tally"):
                cursor.execute(f"VACUUM {table}")
