"""Talks with forums: of one forum, of one coach, and those that are due."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from organisations.models import Group
from support.models import Coaching, Talk


def talks_of(forum, user):
    """The forum's talks the user may read, the latest first. One statement when read."""
    return Talk.objects.visible_to(user).filter(forum=forum).select_related("coach", "action")


@dataclass(frozen=True)
class Turn:
    """A forum that somebody coaches: when it was last talked with, and when it is to be."""

    forum: Group
    last: Talk | None
    on: date

    @property
    def next_on(self) -> date | None:
        return self.last.next_on if self.last else None

    @property
    def is_due(self) -> bool:
        return self.next_on is not None and self.next_on <= self.on


def turns(user, *, on) -> list[Turn]:
    """The forums the user coaches today: those whose day comes first on top, then by name. Two statements."""
    coaching = Coaching.objects.valid(on=on).filter(coach=user, forum=OuterRef("pk"))
    coached = list(Group.objects.visible_to(user).filter(Exists(coaching)).alphabetical())
    latest = {talk.forum_id: talk for talk in Talk.objects.visible_to(user).latest().filter(forum__in=coached)}
    rows = [Turn(forum, latest.get(forum.pk), on) for forum in coached]
    return sorted(rows, key=lambda turn: (turn.next_on is None, turn.next_on or date.max))


def due_turns(user, *, on) -> list[Turn]:
    """Those whose day has come. Two statements."""
    return [turn for turn in turns(user, on=on) if turn.is_due]


def talks_had_by(user):
    """All talks a coach has had, the latest first. One statement when read."""
    return Talk.objects.visible_to(user).filter(coach=user).select_related("forum", "action")


def talks_to_remind_of(*, on):
    """The last talk with each forum whose next day has come, with the coaching of today. Two statements when read."""
    talks = Talk.objects.latest().filter(next_on__lte=on).select_related("forum").order_by("next_on", "pk")
    return list(talks), list(
        Coaching.objects.valid(on=on)
        .filter(coach__is_active=True, forum__in=[talk.forum_id for talk in talks])
        .select_related("coach")
        .order_by("forum", "coach")
    )
