"""The words of a plan in its templates."""

from django import template

from agreements import prose

register = template.Library()


@register.filter(name="prose")
def as_prose(text):
    """Plain text as paragraphs and lists: {{ text|prose }}."""
    return prose.prose(text)


@register.filter
def row_words(text, row):
    """The words of one row of a plan: {{ text|row_words:"background" }}."""
    return text.sections.get(row, "")
