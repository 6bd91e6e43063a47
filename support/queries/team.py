"""The support team: who is in it, where they work, and which forums each coaches."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch

from agreements.models import Agreement
from meetings.models import Meeting, Series
from organisations.models import Group, GroupKind, GroupMembership, Role, User
from portal.collation import swedish
from support.models import Coaching


@dataclass(frozen=True)
class Colleague:
    """Somebody of a support team, or a coach outside it, and the forums they coach."""

    user: User
    workplace: object
    seat: GroupMembership | None
    forums: list[Group]


@dataclass(frozen=True)
class Team:
    """A support team with its weekly check-in: the series of its meetings and the next one."""

    group: Group
    people: list[Colleague]
    series: Series | None
    meeting: Meeting | None

    @property
    def coaching(self) -> int:
        return sum(1 for one in self.people if one.forums)


def teams(user, *, on, at) -> tuple[list[Team], list[Colleague]]:
    """The support teams, and the coaches who sit in none of them. Seven statements."""
    seats = (
        GroupMembership.objects.filter(user__is_active=True)
        .select_related("user", "organisation")
        .order_by(swedish("user__last_name"), swedish("user__first_name"))
    )
    groups = list(
        Group.objects.visible_to(user)
        .filter(kind=GroupKind.SUPPORT_TEAM)
        .prefetch_related(Prefetch("seats", seats, to_attr="seats_now"))
        .alphabetical()
    )
    coached = {}
    for row in Coaching.objects.valid(on=on).select_related("forum").order_by(swedish("forum__name")):
        coached.setdefault(row.coach_id, []).append(row.forum)
    series = {}
    for row in Series.objects.visible_to(user).filter(group__in=groups, closed_at=None).order_by("-starts_on", "pk"):
        series.setdefault(row.group_id, row)
    coming = Meeting.objects.visible_to(user).coming(at=at).filter(group__in=groups)
    following = {row.group_id: row for row in coming.order_by("group_id", "starts_at", "pk").distinct("group_id")}
    found = [
        Team(
            group,
            [Colleague(one.user, one.organisation, one, coached.get(one.user_id, [])) for one in group.seats_now],
            series.get(group.pk),
            following.get(group.pk),
        )
        for group in groups
    ]
    inside = {one.user.pk for team in found for one in team.people}
    return found, _outside(inside, coached)


def _outside(inside, coached) -> list[Colleague]:
    """Coaches who sit in no support team, with the organisation they coach for. Two statements."""
    rows = (
        User.objects.filter(is_active=True, memberships__role=Role.COACH)
        .exclude(pk__in=inside)
        .distinct()
        .prefetch_related("memberships__organisation")
        .alphabetical()
    )
    return [
        Colleague(
            one,
            next((each.organisation for each in one.memberships.all() if each.role == Role.COACH), None),
            None,
            coached.get(one.pk, []),
        )
        for one in rows
    ]


def uncoached(user, *, on):
    """Forums without a coach today. One statement when read."""
    coaching = Coaching.objects.valid(on=on).filter(coach__is_active=True, forum=OuterRef("pk"))
    return Group.objects.visible_to(user).filter(~Exists(coaching), kind=GroupKind.LOCAL_FORUM).alphabetical()


def agreements_to_lean_on(user):
    """The agreements in force or on their way: their knowledge and checklists are what a forum leans on (003-10)."""
    return Agreement.objects.visible_to(user).current().filter(parent=None).order_by("-valid_from", "title")
