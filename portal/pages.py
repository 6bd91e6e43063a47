"""Pages: how a view answers, what the main menu holds, how long lists are cut, sorted and filtered."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme


@dataclass(frozen=True)
class MenuEntry:
    """One word of the main menu. It enters with its app's first real page, from that app's menu.py."""

    order: int
    text: str
    url_name: str
    section: str
    place: str = "main"  # or "tools": the person's own menu
    shown_to: object = None  # a policy (user) -> bool, or None for everybody signed in


_menu: list[MenuEntry] = []


def add_to_menu(order, text, url_name, *, section, place="main", shown_to=None):
    """Register a menu entry. `section` is the first part of the addresses it stands for ("avtal")."""
    _menu.append(MenuEntry(order, text, url_name, section, place, shown_to))


def menu(user, place="main") -> list[MenuEntry]:
    """The entries this user sees, in order."""
    return sorted(
        (entry for entry in _menu if entry.place == place and (entry.shown_to is None or entry.shown_to(user))),
        key=lambda entry: entry.order,
    )


def render_page(request, template: str, context: dict | None = None, *, part: str = "", status: int = 200):
    """Answer with the whole page, or with one part of it when htmx asks for that part.

    `part` names a {% partialdef %} of the template. A boosted link and a history restore need the whole page.
    Useful context: "crumbs" (list of (text, address)); everything else belongs to the template.
    """
    htmx = request.htmx
    wants_part = part and htmx and not htmx.boosted and not htmx.history_restore_request
    return TemplateResponse(request, f"{template}#{part}" if wants_part else template, context or {}, status=status)


def go_back(request, fallback):
    """Redirect to the page the form named in "next", when it is one of ours, else to `fallback` (anything redirect takes)."""
    wish = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wish, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(wish if safe else resolve_url(fallback))


def page_of(request, rows, *, per=50):
    """One page of a list by ?sida=N (out of range gives the nearest); costs one count and one select."""
    return Paginator(rows, per).get_page(request.GET.get("sida"))


@dataclass(frozen=True)
class Sorting:
    """What a list is sorted by: read from ?ordning=key or ?ordning=-key."""

    key: str
    descending: bool
    ordering: tuple


def sorting(request, choices: dict, default: str) -> Sorting:
    """Pick an ordering from `choices` (key -> function(descending) -> tuple of order_by arguments)."""
    wish = request.GET.get("ordning", default)
    key = wish.lstrip("-")
    if key not in choices:
        wish, key = default, default.lstrip("-")
    descending = wish.startswith("-")
    return Sorting(key, descending, tuple(choices[key](descending)))
