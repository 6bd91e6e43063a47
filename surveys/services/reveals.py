"""The reveal of a local forum's answers: to both sides and the leads, at the same moment, once (003-12, M6).

Nobody but a side's own organisation reads its answer before all who are asked have submitted, or the round is over
with something submitted. Then one row is written with the answers as they are, and that is what everybody reads.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from organisations.models import Organisation
from portal import audit, notifications
from portal.notifications import Recipient
from surveys.asked import counted
from surveys.models import Response, Reveal, Round, RoundKind, RoundState, Wave
from surveys.sided import side_of

READING = timedelta(days=90)  # how long a personal link opens the answers after they were revealed


def reveal_if_due(round, *, at) -> Reveal | None:
    """The reveal of a forum's round, made when it is due; None before. Call in a transaction, after what changed.

    The round's row is held, so that two sides that submit at once, or two workers, make one reveal.
    """
    if round.kind != RoundKind.FORUM:
        return None
    round = Round.objects.select_for_update(of=("self",)).select_related("questionnaire").get(pk=round.pk)
    submitted = list(Response.objects.submitted().filter(round=round).select_related("organisation"))
    reveal = Reveal.objects.filter(round=round).first()
    if reveal:
        return _add_late(reveal, round, submitted, at=at)
    if not submitted or not (_all_done(round, submitted) or round.is_over(on=timezone.localdate(at))):
        return None
    reveal = Reveal.objects.create(round=round, at=at, answers=_rows(round, submitted, at=at, late=False))
    audit.record(None, "revealed forum's answers", round, organisations=len(submitted))
    _tell(round, at=at)
    return reveal


def _all_done(round, submitted) -> bool:
    asked = set(round.invitations.order_by().values_list("organisation", flat=True).distinct())
    return asked <= {row.organisation_id for row in submitted}


def _add_late(reveal, round, submitted, *, at):
    """A side that answers after the other's was shown is added; what has been shown once stays as it was."""
    there = {row["organisation"] for row in reveal.answers}
    new = [row for row in submitted if row.organisation_id not in there]
    if new:
        reveal.answers = [*reveal.answers, *_rows(round, new, at=at, late=True)]
        reveal.save(update_fields=["answers"])
        audit.record(None, "added to revealed answers", round, organisations=len(new))
    return reveal


def _rows(round, responses, *, at, late):
    questions = list(round.questionnaire.questions.all())
    return [
        {
            "organisation": response.organisation_id,
            "side": side_of(response.organisation),
            "at": at.isoformat(timespec="seconds"),
            "late": late,
            "answers": {key: _said(answer) for key, answer in counted(questions, response.answers).items()},
        }
        for response in responses
    ]


def _said(answer) -> dict:
    """What was said, without who wrote it and when."""
    return {key: answer[key] for key in ("value", "missing") if answer.get(key) is not None}


def _tell(round, *, at):
    """One letter to everybody who was asked, whose link opens the answers from now on. Owed once, by its key."""
    asked = round.invitations.filter(revoked_at=None, queued_at__isnull=False)
    asked.update(expires_at=Greatest(F("expires_at"), at + READING))
    notifications.queue_many(
        [
            notifications.letter_to(
                "survey-revealed",
                to=Recipient(one.email, one.name, one.language, one.user),
                about=one,
                key=f"survey-revealed:{round.pk}:{one.pk}",
            )
            for one in asked.select_related("user")
        ]
    )


def keep_readable(round):
    """After the links of a revealed round have been given another end: they open its answers as long as promised."""
    reveal = Reveal.objects.filter(round=round).first()
    if reveal:
        round.invitations.filter(revoked_at=None, queued_at__isnull=False).update(
            expires_at=Greatest(F("expires_at"), reveal.at + READING)
        )


def reveal_due(*, at) -> int:
    """Reveal the forums whose last day has passed, and count the waves that are done; how many forums were revealed.

    Safe to run late, twice or at once: each round is held, and asked again whether it is revealed.
    """
    today, revealed = timezone.localdate(at), 0
    over = Q(state=RoundState.CLOSED) | Q(state=RoundState.OPEN, closes_on__lt=today)
    done = Response.objects.submitted().filter(round=OuterRef("pk"))
    due = Round.objects.filter(over, Exists(done), kind=RoundKind.FORUM, reveal=None)
    for round in due.order_by("pk"):
        with transaction.atomic():
            revealed += reveal_if_due(round, at=at) is not None
    for wave in Wave.objects.filter(sent_at__isnull=False, counted_at=None):
        count_if_done(wave, at=at)
    return revealed


@transaction.atomic
def count_if_done(wave, *, at) -> bool:
    """When every forum is done: from now on the county's spread is of those that were revealed until now."""
    wave = Wave.objects.select_for_update(of=("self",)).get(pk=wave.pk)
    if wave.counted_at or wave.sent_at is None:
        return False
    today = timezone.localdate(at)
    rounds = list(wave.rounds.exclude(state=RoundState.DRAFT).select_related("reveal"))
    revealed = sum(hasattr(round, "reveal") for round in rounds)
    if any(not round.is_over(on=today) for round in rounds):
        return False
    if _unrevealed(rounds) or revealed <= wave.min_organisations:
        return False
    wave.counted_at = at
    wave.save(update_fields=["counted_at"])
    return True


def _unrevealed(rounds) -> bool:
    """Whether a round still waits for its reveal: something is submitted and nothing is shown."""
    waiting = [round.pk for round in rounds if not hasattr(round, "reveal")]
    return Response.objects.submitted().filter(round__in=waiting).exists()


def forum_organisations(round) -> dict[str, Organisation]:
    """The organisation that answers for each side, of those asked. One statement."""
    asked = Organisation.objects.filter(pk__in=round.invitations.values("organisation"))
    return {side_of(one): one for one in asked}
