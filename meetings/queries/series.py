"""Series: their lists, their meetings, their agendas and their logs. Each function says how many statements it costs."""

from dataclasses import dataclass, field

from django.db.models import Count, Min, Prefetch, Q
from django.utils import timezone

from actions.models import ActionItem
from meetings.models import AgendaItem, Meeting, MeetingMove, MeetingStatus, Outcome, Series
from meetings.queries.planning import OFF, coming_of
from organisations.models import Group
from portal.models import AuditEntry

BY_HAND = (  # what a person does with the points of a meeting, in the words of the audit trail
    "added point",
    "changed point",
    "moved point",
    "deleted point",
    "wrote notes",
    "took up point again",
)
UNSETTLED = (MeetingStatus.PROPOSED, MeetingStatus.PRELIMINARY)


def list_series(user, *, at, group=None):
    """The series a user sees, those that go on first, each with `coming` and `next_at`. One statement when read."""
    rows = Series.objects.visible_to(user).select_related("group", "note_taker")
    if group:
        rows = rows.filter(group=group)
    on = Q(meetings__starts_at__gt=at) & ~Q(meetings__status__in=OFF)
    rows = rows.annotate(coming=Count("meetings", filter=on), next_at=Min("meetings__starts_at", filter=on))
    return rows.order_by("closed_at", "group__name", "title", "pk")


def groups_with_series(user):
    """The groups to filter by. One statement."""
    return Group.objects.filter(pk__in=Series.objects.visible_to(user).order_by().values("group")).alphabetical()


def meetings_of(series, user):
    """The series' meetings that the user sees, with where they were moved from. Two statements when read."""
    moves = Prefetch("moves", MeetingMove.objects.order_by("-at", "-pk"))
    rows = Meeting.objects.visible_to(user).filter(series=series)
    return rows.select_related("group", "replaced_by").prefetch_related(moves)


def unsettled(series, *, at):
    """The coming meetings that are proposed or preliminary. One statement when read."""
    return coming_of(series, at=at).filter(status__in=UNSETTLED)


def coming_to_call(series, *, at):
    """The coming meetings that are to be held. One statement when read."""
    return coming_of(series, at=at).exclude(status__in=OFF)


def points_for(items, meeting) -> list:
    """The standing points that belong to a meeting, by the month it was meant for."""
    month = (meeting.series_on or timezone.localdate(meeting.starts_at)).month
    return [item for item in items if not item.months or month in item.months]


@dataclass
class Agendas:
    """The coming meetings by what the standing points mean to them now."""

    same: list = field(default_factory=list)
    renewed: list = field(default_factory=list)
    by_hand: list = field(default_factory=list)


def agendas_of(series, *, at) -> Agendas:
    """Which coming agendas differ from the standing points, and which of them people have worked on. Four statements."""
    items = list(series.items.all())
    agenda = Prefetch("agenda", AgendaItem.objects.annotate(came=Count("outcomes")).order_by("position"))
    coming = list(coming_to_call(series, at=at).prefetch_related(agenda))
    entries = AuditEntry.objects.filter(about_label="meetings.meeting", about_pk__in=[str(one.pk) for one in coming])
    worked_on = set(entries.filter(verb__in=BY_HAND).values_list("about_pk", flat=True))
    found = Agendas()
    for meeting in coming:
        points = list(meeting.agenda.all())
        if [_words(point) for point in points] == [_words(item) for item in points_for(items, meeting)]:
            found.same.append(meeting)
        elif str(meeting.pk) in worked_on or any(one.text or one.carried_from_id or one.came for one in points):
            found.by_hand.append(meeting)
        else:
            found.renewed.append(meeting)
    return found


def _words(point) -> tuple:
    names = ("section", "heading", "presenter", "minutes", "is_internal", "side")
    return tuple(getattr(point, name) for name in names)


def list_actions_from(user, *, series, search=""):
    """Outcomes that are actions from the meetings of a series, the newest first. One statement when read."""
    rows = (
        Outcome.objects.visible_to(user)
        .filter(meeting__series=series, action__in=ActionItem.objects.visible_to(user).order_by().values("pk"))
        .select_related("meeting__group", "item", "provision", "action__owner", "action__organisation")
        .select_related("action__provision", "action__group")
    )
    for word in search.split():
        name = Q(action__owner__first_name__icontains=word) | Q(action__owner__last_name__icontains=word)
        rows = rows.filter(Q(action__title__icontains=word) | Q(text__icontains=word) | name)
    return rows.order_by("-meeting__starts_at", "-meeting", "position", "pk")
