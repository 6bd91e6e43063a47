"""Panels: how a higher app shows itself on a lower app's page without the page knowing it.

In an app's panels.py: `@panel("provision", order=20)` over a function `(request, thing) -> dict | None`.
The dict needs "template" (a path) and what that template reads; None shows nothing. The page says
`{% panels "provision" provision %}`. Panels come in `order`, then by name.
"""

from collections import defaultdict

_registered = defaultdict(dict)


def panel(place: str, *, order: int = 50):
    """Register a function for a place ("provision", "organisation", "group", "agreement", "meeting")."""

    def register(function):
        _registered[place][f"{order:04d} {function.__module__}.{function.__name__}"] = function
        return function

    return register


def panels_for(place: str, request, thing) -> list[dict]:
    """The filled panels for one thing, in order."""
    shown = (function(request, thing) for _, function in sorted(_registered[place].items()))
    return [panel for panel in shown if panel is not None]
