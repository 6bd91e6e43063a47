"""Writing down when the sides can meet."""

from django.db import transaction

from meetings.models import AvailabilityPattern, BusyPeriod
from portal import audit
from portal.revisions import claim


class LevelsMoved(Exception):  # noqa: N818 - not a fault: two people did their work at once
    """Somebody changed the weekdays after the form was shown; `levels` is how they stand."""

    def __init__(self, levels):
        super().__init__("the weekdays have been changed")
        self.levels = levels


@transaction.atomic
def set_levels(group, levels, *, seen, by):
    """Store {(side, weekday): level} for a group or (None) for all meetings; an empty level goes by what holds for all.

    `seen` is how they stood when the form was shown; LevelsMoved when they stand otherwise now.
    """
    held = AvailabilityPattern.objects.filter(group=group).select_for_update(of=("self",))
    stored = {(row.side, row.weekday): row for row in held}
    now = {key: row.level for key, row in stored.items()}
    if now != seen:
        raise LevelsMoved(now)
    wanted = {key: level for key, level in levels.items() if level}
    gone = [row.pk for key, row in stored.items() if key not in wanted]
    changed = {key: level for key, level in wanted.items() if now.get(key) != level}
    if not gone and not changed:
        return
    AvailabilityPattern.objects.filter(pk__in=gone).delete()
    AvailabilityPattern.objects.bulk_create(
        [
            AvailabilityPattern(group=group, side=side, weekday=weekday, level=level)
            for (side, weekday), level in changed.items()
        ],
        update_conflicts=True,
        unique_fields=["group", "side", "weekday"],
        update_fields=["level"],
    )
    about = group if group is not None else AvailabilityPattern.objects.filter(group=None).first()
    audit.record(by, "changed availability", about, cells=len(gone) + len(changed))


@transaction.atomic
def save_busy(period, *, by, revision=None):
    """Add a period, or change it as the person saw it. ChangedMeanwhile when it has moved on."""
    is_new = period.pk is None
    if not is_new:
        period.revision = claim(period, revision).revision + 1
    period.save()
    audit.record(by, "added busy period" if is_new else "changed busy period", period)
    return period


@transaction.atomic
def remove_busy(period, *, by):
    """Take a period away; twice is once."""
    audit.record(by, "removed busy period", period)
    BusyPeriod.objects.filter(pk=period.pk).delete()
