"""The sweep of each day: who is owed which reminder, and the one letter a person gets with all of them.

Every reminder is a row with a key of its own, so that nobody is told the same thing twice. Of each action only what is
true on the day is owed: a sweep that has slept tells what still holds, once, and not every letter it has missed.
"""

from collections import defaultdict
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import TruncDate
from django.utils import timezone

from actions.models import (
    ActionItem,
    ActionLink,
    DigestChoice,
    Reminder,
    ReminderKind,
    ReminderRules,
    ReminderSweep,
    Rhythm,
)
from organisations.models import GroupMembership, GroupRole, Membership, Role, User
from portal import notifications
from portal.notifications import Recipient

STAGES = ((1, ReminderKind.DAY), (7, ReminderKind.WEEK), (30, ReminderKind.MONTH))
LONGEST_LOOK = timedelta(days=30 + 6)
LINK_LIVES = timedelta(days=60)
MONDAY = 0


@transaction.atomic
def remind(*, on) -> int:
    """Owe everybody the digest of this day. A second sweep of the same day does nothing. Returns the number of letters."""
    _sweep, is_first = ReminderSweep.objects.get_or_create(on=on)
    if not is_first:
        return 0
    turn = Turn(on)
    Reminder.objects.untold().filter(user__in=turn.silent).delete()
    owed = [*_to_owners(turn), *_to_leaders(turn)]
    known = set(Reminder.objects.filter(key__in=[row.key for row in owed]).values_list("key", flat=True))
    owed = [row for row in owed if row.key not in known]
    Reminder.objects.bulk_create(owed)
    _arm_links([row for row in owed if row.kind != ReminderKind.ESCALATED], on=on)
    told = {row.user_id for row in owed} | _take_news(turn)
    return _queue(told, on=on)


class Turn:
    """Whose letters go on a day. Weekly ones go with the week's first sweep, which is Monday's unless it was missed."""

    def __init__(self, on):
        monday = on - timedelta(days=on.weekday() - MONDAY)
        self.on = on
        self.is_weekly = not ReminderSweep.objects.filter(on__gte=monday, on__lt=on).exists()
        self.days_ahead = (monday + timedelta(days=7) - on).days - 1  # what a weekly letter must say before the next
        choices = dict(DigestChoice.objects.values_list("user", "rhythm"))
        self.silent = {user for user, rhythm in choices.items() if rhythm == Rhythm.NEVER}
        self.weekly = {user for user, rhythm in choices.items() if rhythm == Rhythm.WEEKLY}

    def is_for(self, user: int) -> bool:
        return user not in self.silent and (self.is_weekly or user not in self.weekly)

    def looks_ahead(self, user: int) -> int:
        """How many days further a weekly letter looks."""
        return self.days_ahead if user in self.weekly else 0


def _reached():
    """People a letter can reach and who may see something here."""
    members = Membership.objects.filter(user=OuterRef("pk"))
    return User.objects.filter(Exists(members), is_active=True).exclude(email="")


def _to_owners(turn):
    """What each owner should know today about the dates of their actions, whether they have been told or not."""
    actions = (
        ActionItem.objects.open()
        .filter(due_on__lte=turn.on + LONGEST_LOOK, owner__in=_reached())
        .annotate(written_on=TruncDate("created_at"))
        .order_by("pk")
    )
    for action in actions:
        if not turn.is_for(action.owner_id):
            continue
        kind, day = stage(action.due_on, on=turn.on, ahead=turn.looks_ahead(action.owner_id))
        if kind and action.written_on <= day:
            yield _reminder(kind, action, action.owner_id, turn.on)


def stage(due_on, *, on, ahead=0):
    """(what to say about a date on a day, the day it became true), (None, None) when it is far away."""
    if due_on < on:
        return ReminderKind.LATE, due_on
    left = (due_on - on).days - ahead
    for days, kind in STAGES:
        if left <= days:
            return kind, due_on - timedelta(days=days)
    return None, None


def _to_leaders(turn):
    """What has been late for long goes to the chair of its group, and where there is none to the project leaders."""
    wait = timedelta(days=ReminderRules.now().escalate_after)
    actions = list(
        ActionItem.objects.late(on=turn.on - wait + timedelta(days=1))
        .annotate(written_on=TruncDate("created_at"))
        .order_by("pk")
    )
    reached = set(_reached().exclude(pk__in=turn.silent).values_list("pk", flat=True))
    leads = set(Membership.objects.filter(role=Role.LEAD).values_list("user", flat=True)) & reached
    chairs = defaultdict(set)
    for group, user in GroupMembership.objects.filter(role=GroupRole.CHAIR).values_list("group", "user"):
        if user in reached:
            chairs[group].add(user)
    for action in actions:
        if action.written_on > action.due_on:
            continue
        leaders = (chairs[action.group_id] - {action.owner_id}) or (leads - {action.owner_id})
        for user in sorted(leaders):
            if turn.is_for(user):
                yield _reminder(ReminderKind.ESCALATED, action, user, turn.on)


def _reminder(kind, action, user, on):
    key = f"{kind}:{action.pk}:{action.due_on.isoformat()}:{user}"
    return Reminder(key=key, user_id=user, action=action, kind=kind, due_on=action.due_on, told_on=on)


def _take_news(turn) -> set[int]:
    """Put what has changed in followed actions into today's letters; the people it concerns."""
    rows = Reminder.objects.untold().filter(kind=ReminderKind.CHANGED, user__in=_reached())
    people = {user for user in rows.values_list("user", flat=True) if turn.is_for(user)}
    rows.filter(user__in=people).update(told_on=turn.on)
    return people


def _arm_links(rows, *, on):
    """The links in a letter work for some weeks. One that was taken back from the person is made anew."""
    ends = timezone.make_aware(datetime.combine(on + LINK_LIVES, time.min))
    known = {
        (link.action_id, link.user_id): link
        for link in ActionLink.objects.filter(action__in=[row.action_id for row in rows])
    }
    for row in rows:
        link = known.get((row.action_id, row.user_id))
        link = link or ActionLink.objects.create(action_id=row.action_id, user_id=row.user_id)
        link.expires_at = ends
        if link.revoked_at:
            link.renew()
        else:
            link.arm()


def _queue(people, *, on) -> int:
    letters = 0
    for user in User.objects.filter(pk__in=people).order_by("pk"):
        letter = notifications.queue(
            "action-digest",
            to=Recipient.of(user),
            about=user,
            key=f"action-digest:{user.pk}:{on.isoformat()}",
            context={"on": on.isoformat()},
        )
        letters += letter is not None
    return letters
