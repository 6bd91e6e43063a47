"""Seeing and doing: the two questions every view answers before anything else.

Seeing: `get_object_or_404(Thing.objects.visible_to(request.user), pk=pk)`; what you may not see does not exist.
Doing: `ensure(policies.can_edit(request.user, thing))`; what you may not do is refused with 403.
"""

from django.core.exceptions import PermissionDenied


def ensure(allowed: bool, why: str = ""):
    """Refuse with 403 (and the reason in words, when given) unless `allowed`."""
    if not allowed:
        raise PermissionDenied(why)


def for_anybody_signed_in(view):
    """Mark a view that also opens for who belongs to nothing; for all others such a person finds no page."""
    view.for_anybody_signed_in = True
    return view
