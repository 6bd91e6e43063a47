"""A plan's activities as a calendar for subscription."""

from django.utils.translation import gettext as _

from agreements.models import Activity, ActivityState
from agreements.periods import activity_days
from portal import calendars
from portal.audit import last_changes

WRITTEN = ["stage", "owner", "organisation", "provision", "change_owner"]


def activities_for(link):
    """What the link's owner may see now: an organisation's part of the plan, or the joint plan without its copies."""
    rows = Activity.objects.visible_to(link.user).filter(stage__plan=link.plan_id)
    rows = rows.concerning(link.organisation) if link.organisation else rows.shared()
    return list(rows.select_related(*WRITTEN).order_by("starts_on", "pk"))


def calendar_for(link, activities, *, address) -> bytes:
    """The calendar as bytes, the same as long as nothing has changed. `address` makes a path absolute. One statement."""
    agreement = link.plan.agreement
    changed = last_changes(Activity, [activity.pk for activity in activities])
    events = []
    for activity in activities:
        changed_at = changed.get(activity.pk, link.user.joined_at)
        events += _events(activity, changed_at=changed_at, url=address(activity.get_absolute_url()))
    name = agreement.short_title
    if link.organisation:
        name = f"{name}, {link.organisation.short_name}"
    return calendars.calendar_of(name, events, description=agreement.proviso if agreement.is_conditional else "")


def _events(activity, *, changed_at, url):
    """One event, or two when there are two days to choose between; the first keeps its name when the second goes."""
    shared = {
        "description": _description(activity),
        "url": url,
        "categories": (activity.get_kind_display(), activity.get_level_display()),
        "changed_at": changed_at,
        "sequence": activity.revision - 1,
        "cancelled": activity.state == ActivityState.CANCELLED,
    }
    key = f"activity-{activity.pk}"
    first, last = activity.starts_on, activity.ends_on or activity.starts_on
    yield calendars.Event(key, _summary(activity, activity.or_on), first, last, **shared)
    if activity.or_on:
        other = _summary(activity, activity.starts_on)
        yield calendars.Event(f"{key}-or", other, activity.or_on, activity.or_on, **shared)


def _summary(activity, other):
    title = activity.title
    if activity.copy_of_id:
        title = f"{title} ({activity.organisation.short_name})"
    return _("%(title)s (one of two days)") % {"title": title} if other else title


def _description(activity):
    lines = [activity.stage.title]
    if activity.or_on:
        lines.append(
            _("The same content on two days: %(days)s.") % {"days": activity_days(activity, on=activity.starts_on)}
        )
    for label, value in (
        (_("Organised by"), activity.organiser),
        (_("For whom"), activity.audience),
        (_("Responsible"), activity.owner),
        (_("Clause"), activity.provision),
    ):
        if value:
            lines.append(f"{label}: {value}")
    if activity.note:
        lines.append(activity.note)
    return "\n".join(lines)
