"""The entries for Excel out and in, in the More menu of the page whose rows they are."""

from django import template

from agreements.exchange import KINDS

register = template.Library()


@register.inclusion_tag("agreements/exchange_menu.html", takes_context=True)
def exchange_menu(context, slug):
    """List items for a menu: the workbook out, and a file in for those who may; clauses as Word too."""
    agreement, kind = context["agreement"], KINDS[slug]
    return {
        "agreement": agreement,
        "kind": kind,
        "may_import": kind.may_import(context["request"].user, agreement),
    }
