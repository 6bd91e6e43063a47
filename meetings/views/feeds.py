"""Subscribing to meetings: the page with a person's own addresses, and the calendar that such an address opens."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_GET, require_POST, require_safe

from meetings import feeds
from meetings.models import MeetingFeed
from meetings.services import feeds as services
from meetings.views.frame import crumbs
from organisations.models import Group
from portal.calendar_links import answer
from portal.collation import swedish_key
from portal.pages import render_page


def absolute(path) -> str:
    """An address that works outside the portal."""
    return settings.BASE_URL.rstrip("/") + path


def groups_to_follow(user):
    """The groups whose meetings one may see: one's own, and all for who leads the work."""
    groups = Group.objects.visible_to(user).alphabetical()
    return groups if user.leads else groups.filter(pk__in=Group.objects.of(user).values("pk"))


@require_GET
def feed_list(request):
    """One's own addresses, and how to add one in Outlook, Google and Apple."""
    own = MeetingFeed.objects.filter(user=request.user).usable(at=timezone.now()).select_related("group")
    rows = sorted(own, key=lambda one: (one.group is not None, swedish_key(str(one.group))))
    for row in rows:
        row.address = absolute(reverse("meeting-feed", args=[row.token]))
    taken = {row.group_id for row in rows}
    wish = request.GET.get("grupp", "")
    context = {
        "feeds": rows,
        "all_taken": None in taken,
        "groups": [group for group in groups_to_follow(request.user) if group.pk not in taken],
        "wish": int(wish) if wish.isascii() and wish.isdigit() and len(wish) < 10 else None,
        "crumbs": crumbs(),
    }
    return render_page(request, "meetings/feeds.html", context)


@require_POST
def feed_open(request):
    """Get an address for all one is called to, or for one group (group=N)."""
    wish = request.POST.get("group", "")
    group = None
    if wish:
        if not (wish.isascii() and wish.isdigit() and len(wish) < 10):
            raise Http404
        group = get_object_or_404(groups_to_follow(request.user), pk=wish)
    return _back(services.open_feed(request.user, group))


def _back(feed):
    return redirect(reverse("feed-list") + f"#adress-{feed.pk}")


@require_POST
def feed_renew(request, pk):
    return _back(services.renew_feed(get_object_or_404(MeetingFeed, user=request.user, pk=pk)))


@require_POST
def feed_close(request, pk):
    services.close_feed(get_object_or_404(MeetingFeed, user=request.user, pk=pk), at=timezone.now())
    return redirect("feed-list")


@login_not_required
@require_safe
def meeting_feed(request, token):
    """The calendar, for whoever has the address: what its owner may see now, or nothing at all."""
    found = MeetingFeed.objects.with_token(token).usable(at=timezone.now()).filter(user__is_active=True)
    feed = found.select_related("user", "group").first()
    if feed is None or not feed.user.takes_part:
        raise Http404
    if feed.group and not groups_to_follow(feed.user).filter(pk=feed.group_id).exists():
        raise Http404
    with translation.override(feed.user.language):
        body = feeds.calendar_for(feed, feeds.meetings_for(feed, at=timezone.now()), address=absolute)
    return answer(request, body, filename="moten.ics")
