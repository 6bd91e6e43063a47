"""How actions are spoken of in templates."""

from datetime import date

from django import template
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from actions.models import ActionState, Priority
from portal import dates

register = template.Library()


@register.filter
def get(mapping, key):
    """A value of a dict whose key is no name."""
    return mapping.get(key)


@register.filter
def moment(at):
    """When something was written: the day in words and the time, the whole date on hover."""
    local = timezone.localtime(at)
    return format_html(
        '<time datetime="{}" title="{}">{} {}</time>',
        local.isoformat(timespec="minutes"),
        dates.full(local.date()),
        dates.spoken(local.date()),
        formats.time_format(local),
    )


@register.filter
def sentence(change) -> str:
    """One change of an action in words."""
    was, now = _shown(change.field, change.was), _shown(change.field, change.now)
    if change.field == "description":
        return _("Changed what is written about it")
    if change.field == "file":
        words = _("Added the file %(name)s") if change.now else _("Took away the file %(name)s")
        return words % {"name": change.now or change.was}
    if change.field == "state":
        return _("State: %(was)s became %(now)s") % {"was": was, "now": now}
    what = _names().get(change.field, change.field)
    if not was:
        return _("%(what)s: %(now)s") % {"what": what, "now": now}
    if not now:
        return _("%(what)s: took away %(was)s") % {"what": what, "was": was}
    return _("%(what)s: %(was)s became %(now)s") % {"what": what, "was": was, "now": now}


@register.filter
def plain_day(day) -> str:
    """The whole date and how far away it is, for letters: "fredag 27 mars 2026 (om 3 dagar)"."""
    away = (day - dates.today()).days
    if away < 0:
        return _("%(day)s (%(late)s)") % {"day": dates.full(day), "late": dates.due_in_words(day)}
    if away <= 1:
        return _("%(day)s (%(late)s)") % {"day": dates.full(day), "late": dates.spoken(day)}
    return dates.full(day)


@register.filter
def told(change) -> str:
    """One change as a letter tells it: who, and what; a comment in its beginning."""
    who = str(change.by or _("Färdplan"))
    if change.field == "comment":
        return _("%(who)s wrote: %(text)s") % {
            "who": who,
            "text": Truncator(" ".join(change.comment.split())).chars(200),
        }
    return _("%(who)s – %(what)s") % {"who": who, "what": sentence(change)}


def _names():
    return {
        "title": pgettext("action", "What is to be done"),
        "owner": _("Responsible"),
        "owner_text": _("Responsible according to the notes"),
        "organisation": _("Organisation"),
        "group": _("Group"),
        "provision": pgettext("action", "Clause"),
        "also_provisions": _("Also about the clauses"),
        "priority": _("Priority"),
        "due_on": pgettext("action", "Done by"),
    }


def _shown(field, value):
    if field == "state" and value in ActionState.values:
        return ActionState(value).label.lower()
    if field == "priority" and value:
        return Priority(int(value)).label.lower()
    if field == "due_on" and value:
        return dates.spoken(date.fromisoformat(value))
    return value
