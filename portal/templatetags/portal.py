"""The portal's own tags, built into every template."""

from datetime import datetime

from django import template
from django.forms import Field
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from portal import dates, policy
from portal.panels import panels_for

register = template.Library()


@register.simple_tag
def icon(name, size=""):
    """A symbol of ours, silent to screen readers: the word stands beside it. Size "sm" for the small one."""
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        "sym-sm" if size == "sm" else "sym",
        static("portal/symbols.svg"),
        name,
    )


def _day(value):
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


@register.filter
def spoken(value):
    """A date in words with the whole date on hover: {{ meeting.starts_at|spoken }}."""
    if not value:
        return ""
    day = _day(value)
    return format_html('<time datetime="{}" title="{}">{}</time>', day.isoformat(), dates.full(day), dates.spoken(day))


@register.filter
def due(value):
    """A due date in words ("6 dagar sen"), the whole date on hover."""
    if not value:
        return ""
    day = _day(value)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', day.isoformat(), dates.full(day), dates.due_in_words(day)
    )


@register.filter
def is_late(value):
    """Whether a date has passed."""
    return bool(value) and _day(value) < dates.today()


@register.filter
def ended(text):
    """A title in front of another sentence: with a full stop, unless it asks or ends already."""
    return text if str(text).endswith((".", "?", "!")) else f"{text}."


@register.filter
def section_sign(number):
    """§ and its number, kept on one line."""
    return format_html("§\xa0{}", number)


@register.simple_tag(takes_context=True)
def panels(context, place, thing):
    """What other parts of the portal have to say about this thing, each in its own section."""
    request = context["request"]
    engine = context.template.engine
    shown = []
    for panel in panels_for(place, request, thing):
        body = engine.get_template(panel["template"])
        with context.push(**panel):
            shown.append((body.render(context),))
    return format_html_join("", "{}", ((text,) for (text,) in shown))


@register.simple_tag(takes_context=True)
def query(context, **changes):
    """This page's address with some parameters changed: {% query sida=3 %}; an empty value removes one."""
    return _with_parameters(context, "", changes) or context["request"].path


@register.simple_tag(takes_context=True)
def query_to(context, path, **changes):
    """Another page's address with this page's parameters: {% query_to address sida="" %}."""
    return _with_parameters(context, path, changes) or path


def _with_parameters(context, path, changes) -> str:
    """The path with the parameters this page has after the changes; "" when none is left."""
    parameters = context["request"].GET.copy()
    for key, value in changes.items():
        if value in ("", None):
            parameters.pop(key, None)
        else:
            parameters[key] = value
    text = parameters.urlencode()
    return f"{path}?{text}" if text else ""


@register.filter
def for_summary(error, field):
    """An error as a list of several says it: what is only missing is named by its label."""
    if error == str(Field.default_error_messages["required"]):
        return _("Fill in: %(label)s") % {"label": field.label}
    return error


@register.filter
def elided(page):
    """The page numbers to show around a page: 1 2 … 7 8 9 … 20, an ellipsis where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.inclusion_tag("components/sort.html", takes_context=True)
def sort_head(context, text, key, numeric=False):
    """A table head that sorts: its link, its arrow and its aria-sort. Needs `sorting` in the context."""
    now = context["sorting"]
    active = now.key == key
    wish = f"-{key}" if active and not now.descending else key
    return {
        "text": text,
        "numeric": numeric,
        "address": query(context, ordning=wish, sida=""),
        "active": active,
        "descending": active and now.descending,
    }


@register.simple_tag
def editor_assets():
    """Script, style and import map of the rich-text editor: only on pages that edit."""
    parts = [
        format_html('<link rel="stylesheet" href="{}">', static(f"django_prose_editor/{name}.css"))
        for name in ("material-icons", "editor")
    ]
    parts.insert(0, format_html('<script type="importmap">{}</script>', mark_safe(policy.editor_importmap())))  # noqa: S308  (our own addresses, as JSON)
    parts += [
        format_html('<script type="module" src="{}"></script>', static(f"django_prose_editor/{name}.js"))
        for name in ("editor", "configurable")
    ]
    return format_html_join("", "{}", ((part,) for part in parts))
