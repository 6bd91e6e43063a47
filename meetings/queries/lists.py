"""Lists of meetings and of decisions. Each function says how many SQL statements it costs."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q
from django.utils.translation import pgettext_lazy

from meetings.models import Attendance, Meeting, MeetingStatus, Outcome
from organisations.models import Group
from portal.asked import number_in, words_in

TABS = {
    "kommande": pgettext_lazy("meetings", "Coming"),
    "hallna": pgettext_lazy("meetings", "Held"),
    "installda": pgettext_lazy("meetings", "Cancelled"),
}
OFF = [MeetingStatus.CANCELLED, MeetingStatus.REPLACED]


@dataclass(frozen=True)
class Wish:
    """What a list of meetings was asked for, read from its address."""

    tab: str = "kommande"
    group: int | None = None
    search: str = ""
    series: int | None = None

    @classmethod
    def of(cls, asked):
        group = asked.get("grupp", "")
        return cls(
            tab=asked.get("visa") if asked.get("visa") in TABS else "kommande",
            group=int(group) if group.isascii() and group.isdigit() and len(group) < 10 else None,
            search=words_in(asked.get("sok", "")),
            series=number_in(asked.get("serie", "")),
        )

    @property
    def narrows(self) -> bool:
        return bool(self.group or self.search or self.series)


def list_meetings(user, wish, *, at):
    """The meetings of a list, the nearest first, each with the user's own row as `own`. Two statements when read."""
    own = Attendance.objects.filter(user=user)
    meetings = _narrowed(user, wish).filter(_in_tab(wish.tab, at))
    return (
        meetings.select_related("group", "note_taker")
        .prefetch_related(Prefetch("attendance", own, to_attr="own"))
        .order_by("starts_at" if wish.tab == "kommande" else "-starts_at", "pk")
    )


def count_tabs(user, wish, *, at) -> dict:
    """How many stand under each tab. One statement."""
    return _narrowed(user, wish).aggregate(**{tab: Count("pk", filter=_in_tab(tab, at)) for tab in TABS})


def groups_with_meetings(user):
    """The groups to filter by. One statement."""
    return Group.objects.filter(pk__in=Meeting.objects.visible_to(user).order_by().values("group")).alphabetical()


def list_decisions(user, *, group=None, series=None, search=""):
    """Decisions the user may read, the newest first. One statement when read."""
    decisions = (
        Outcome.objects.visible_to(user).decisions().select_related("meeting__group", "item", "provision", "spread")
    )
    if group:
        decisions = decisions.filter(meeting__group=group)
    if series:
        decisions = decisions.filter(meeting__series=series)
    for word in search.split():
        decisions = decisions.filter(Q(text__icontains=word) | Q(provision__number=word.lstrip("§")))
    return decisions.order_by("-meeting__starts_at", "-meeting", "position", "pk")


def _in_tab(tab, at):
    off = Q(status__in=OFF)
    return {"kommande": Q(ends_at__gte=at) & ~off, "hallna": Q(ends_at__lt=at) & ~off, "installda": off}[tab]


def _narrowed(user, wish):
    meetings = Meeting.objects.visible_to(user)
    if wish.group:
        meetings = meetings.filter(group=wish.group)
    for word in wish.search.split():
        meetings = meetings.filter(Q(title__icontains=word) | Q(venue__icontains=word) | Q(group__name__icontains=word))
    return meetings
