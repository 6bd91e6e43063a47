"""The local leadership forums: who coaches them, who speaks for each side, and how far their set-up has come."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from organisations.models import Group, GroupKind, Side
from portal.asked import words_in
from support.models import Coaching, ForumContact, ForumPart, ForumPartKind, Talk

QUIET = timedelta(days=91)  # a forum nobody has talked with for three months


@dataclass(frozen=True)
class Wish:
    """What the list of forums was asked for, read from its address."""

    search: str = ""
    lacks: str = ""

    LACKS = {
        "coach": _("Without a coach"),
        "kontakt": _("Without a contact person"),
        "samtal": _("No talk for three months"),
    }

    @classmethod
    def of(cls, asked, *, sees_talks):
        lacks = asked.get("saknar", "")
        known = lacks in cls.LACKS and (sees_talks or lacks != "samtal")
        return cls(search=words_in(asked.get("sok", "")), lacks=lacks if known else "")

    @property
    def narrows(self) -> bool:
        return bool(self.search or self.lacks)


def forums(user):
    """Every local leadership forum."""
    return Group.objects.visible_to(user).filter(kind=GroupKind.LOCAL_FORUM)


def speaking(*, on):
    """Contact persons in force on a day who can be reached: one whose account is closed speaks for nobody."""
    return ForumContact.objects.valid(on=on).exclude(user__is_active=False)


def list_forums(user, wish, *, on):
    """Forums by name, each with `coaches_now`, `contacts_now`, `settled`, `last_on` and `next_on`.

    Three statements when read: the forums, their coaching and their contact persons.
    """
    talks = Talk.objects.visible_to(user).filter(forum=OuterRef("pk")).order_by("-on", "-pk")
    coaching = Coaching.objects.valid(on=on).filter(coach__is_active=True)
    rows = forums(user)
    if wish.lacks == "coach":
        rows = rows.filter(~Exists(coaching.filter(forum=OuterRef("pk"))))
    elif wish.lacks == "kontakt":
        here = speaking(on=on).filter(forum=OuterRef("pk"))
        rows = rows.exclude(Exists(here.filter(side=Side.REGION)), Exists(here.filter(side=Side.MUNICIPAL)))
    elif wish.lacks == "samtal":
        rows = rows.filter(~Exists(talks.filter(on__gte=on - QUIET)))
    for word in wish.search.split():
        named = Q(name__icontains=word) | Q(grouping__name__icontains=word)
        person = Q(coach__first_name__icontains=word) | Q(coach__last_name__icontains=word)
        rows = rows.filter(
            named
            | Exists(coaching.filter(person, forum=OuterRef("pk")))
            | Exists(ForumContact.objects.valid(on=on).filter(forum=OuterRef("pk"), name__icontains=word))
        )
    return (
        rows.select_related("grouping")
        .annotate(
            settled=Count("parts", filter=Q(parts__is_settled=True)),
            last_on=Subquery(talks.values("on")[:1]),
            next_on=Subquery(talks.values("next_on")[:1]),
        )
        .prefetch_related(
            Prefetch("coaching", coaching.select_related("coach").order_by("since", "pk"), to_attr="coaches_now"),
            Prefetch("contacts", speaking(on=on).select_related("user", "organisation"), to_attr="contacts_now"),
        )
        .alphabetical()
    )


@dataclass(frozen=True)
class ForumRow:
    """One line of the list."""

    forum: Group
    sides: list[tuple[str, str, ForumContact | None]]
    meeting: Meeting | None

    @property
    def lacking(self) -> list[str]:
        """The sides without a contact person, in words."""
        return [label for _side, label, contact in self.sides if contact is None]


def by_side(contacts) -> list[tuple[str, str, ForumContact | None]]:
    """(side, its name, the one who speaks for it or None), both sides always."""
    found = {contact.side: contact for contact in contacts}  # in order of `since`: the latest stands
    return [(side, label, found.get(side)) for side, label in Side.choices]


def forum_rows(user, forums, *, at) -> list[ForumRow]:
    """Lines for forums from `list_forums`, with the next meeting the user may see. One statement."""
    coming = Meeting.objects.visible_to(user).coming(at=at).filter(group__in=forums)
    following = {
        meeting.group_id: meeting for meeting in coming.order_by("group_id", "starts_at", "pk").distinct("group_id")
    }
    return [ForumRow(forum, by_side(forum.contacts_now), following.get(forum.pk)) for forum in forums]


def count_lacking(user, *, on) -> dict:
    """How many forums there are, and how many have no coach. One statement."""
    coaching = Coaching.objects.valid(on=on).filter(coach__is_active=True, forum=OuterRef("pk"))
    return forums(user).aggregate(total=Count("pk"), without_coach=Count("pk", filter=~Exists(coaching)))


def parts_of(forum) -> list[ForumPart]:
    """The five parts of a forum's set-up in their order; those nobody has written yet are not stored. One statement."""
    written = {part.kind: part for part in ForumPart.objects.filter(forum=forum)}
    return [written.get(kind) or ForumPart(forum=forum, kind=kind, revision=0) for kind in ForumPartKind]


@dataclass(frozen=True)
class SideOfForum:
    """One side's contact person, who is to follow, and who came before."""

    side: str
    label: str
    now: ForumContact | None
    coming: ForumContact | None
    former: list[ForumContact]

    @property
    def is_closed(self) -> bool:
        """Whether the one who stands there can no longer sign in: then the side has nobody."""
        return self.now is not None and self.now.user is not None and not self.now.user.is_active

    @property
    def is_missing(self) -> bool:
        return self.now is None or self.is_closed


def sides_of(forum, *, on) -> list[SideOfForum]:
    """One statement."""
    rows = list(ForumContact.objects.filter(forum=forum).select_related("user", "organisation"))
    found = []
    for side, label in Side.choices:
        own = [row for row in rows if row.side == side]
        valid = [row for row in own if row.since <= on and (row.until is None or row.until >= on)]
        coming = [row for row in own if row.since > on]
        now = valid[-1] if valid else None
        former = [row for row in reversed(own) if row is not now and row not in coming]
        found.append(SideOfForum(side, label, now, coming[-1] if coming else None, former))
    return found


def coaching_of(forum, *, on) -> tuple[list[Coaching], list[Coaching]]:
    """(those who coach the forum or will, those who did). One statement."""
    rows = list(Coaching.objects.filter(forum=forum).select_related("coach"))
    now = [row for row in rows if row.until is None or row.until >= on]
    return now, [row for row in reversed(rows) if row not in now]
