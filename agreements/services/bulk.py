"""Many rows at once: one reason, one transaction, each row with its own history; what others changed is left alone."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Implementation, Phase, PhaseChange, Progress
from agreements.services.implementation import ensure_open, held_rows, history_row
from portal import audit

CHANGED = ["phase", "phase_since", "progress", "comment", "carried_on", "revision", "changed_by", "changed_at"]
BATCH = 250


@dataclass
class Outcome:
    """What became of the rows: `moved` as they stand after it, `meanwhile` as others left them, `same` untouched.

    `before` holds what `put_back` needs to undo it.
    """

    moved: list[Implementation] = field(default_factory=list)
    meanwhile: list[Implementation] = field(default_factory=list)
    same: list[Implementation] = field(default_factory=list)
    before: list[dict] = field(default_factory=list)


@transaction.atomic
def move_many(seen, *, because, by, at, phase=None, progress=None) -> Outcome:
    """Move rows to a phase, report a progress for them, or both; `seen` is key -> the revision the person saw.

    A row that somebody has changed since is not touched: it comes back in `meanwhile`, and the others are saved.
    The statements are as many for three rows as for three hundred.
    """
    outcome, changes, moves, reports = Outcome(), [], [], []
    for row in _held(seen):
        if row.revision != seen[row.pk]:
            outcome.meanwhile.append(row)
            continue
        new_phase = row.phase if phase is None else Phase(phase)
        new_progress = row.progress if progress is None else Progress(progress)
        if (new_phase, new_progress) == (row.phase, row.progress):
            outcome.same.append(row)
            continue
        changes.append(history_row(row, because=because, by=by, at=at, now=new_phase, progress_now=new_progress))
        outcome.before.append(_as_it_stands(row))
        if new_phase != row.phase:
            moves.append((row, {"was": int(row.phase), "now": int(new_phase)}))
            row.phase, row.phase_since, row.carried_on = new_phase, timezone.localdate(at), None
        if new_progress != row.progress:
            reports.append((row, {"was": row.progress, "now": new_progress}))
            row.progress, row.comment = new_progress, because.strip()
        outcome.moved.append(row)
    _keep(outcome, changes, by=by, at=at)
    audit.record_many(by, "moved to phase", moves)
    audit.record_many(by, "reported progress", reports)
    return outcome


@transaction.atomic
def put_back(before, *, by, at) -> Outcome:
    """Undo `move_many`: each row that stands as it left it goes back to what it was, with the history of both."""
    before = {values["pk"]: values for values in before}
    outcome, changes, undone = Outcome(), [], []
    for row in _held(before):
        values = before[row.pk]
        if row.revision != values["revision"] + 1:
            outcome.meanwhile.append(row)
            continue
        phase, progress = Phase(values["phase"]), Progress(values["progress"])
        because = _("The change of several at once was undone.")
        changes.append(history_row(row, because=because, by=by, at=at, now=phase, progress_now=progress))
        undone.append((row, {"phase": int(phase), "progress": progress}))
        row.phase, row.progress, row.comment = phase, progress, values["comment"]
        row.phase_since, row.carried_on = _day(values["phase_since"]), _day(values["carried_on"])
        outcome.moved.append(row)
    _keep(outcome, changes, by=by, at=at)
    audit.record_many(by, "undid the move", undone)
    return outcome


def _held(keys):
    rows = list(held_rows(keys))
    for agreement in {row.provision.agreement for row in rows}:
        ensure_open(agreement)
    return rows


def _as_it_stands(row) -> dict:
    """What undoing needs, as plain values."""
    days = {name: getattr(row, name) for name in ("phase_since", "carried_on")}
    return {
        "pk": row.pk,
        "revision": row.revision,
        "phase": int(row.phase),
        "progress": str(row.progress),
        "comment": row.comment,
    } | {name: day.isoformat() if day else "" for name, day in days.items()}


def _day(text):
    return date.fromisoformat(text) if text else None


def _keep(outcome, changes, *, by, at):
    for row in outcome.moved:
        row.revision += 1
        row.changed_by, row.changed_at = by, at
    PhaseChange.objects.bulk_create(changes)
    Implementation.objects.bulk_update(outcome.moved, CHANGED, batch_size=BATCH)
