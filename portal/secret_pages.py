"""Pages reached by a secret address: kept by no browser, told to no other page, and not to be found by guessing."""

from functools import wraps

from allauth.account.adapter import get_adapter
from django.core.cache import cache

LIMIT = 20  # links that do not exist, from one network address
MINUTE = 60


def keep_secret(view):
    """Neither store the page nor tell any other address where one came from.

    The page with a button sends "strict-origin" (set it in the view): the origin without path or token. With
    "no-referrer" browsers post the button with `Origin: null`, which the protection against forged forms refuses.
    """

    @wraps(view)
    def secretive(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return secretive


def _key(request, kind):
    return f"{kind}-link-misses:{get_adapter().get_client_ip(request)}"


def too_many(request, kind) -> bool:
    """Whether this address has missed so often in the last minute that no link is looked up for it."""
    return cache.get(_key(request, kind), 0) >= LIMIT


def count_miss(request, kind):
    """One more link that does not exist. The minute runs from the first miss."""
    key = _key(request, kind)
    if not cache.add(key, 1, MINUTE):
        try:
            cache.incr(key)
        except ValueError:  # the minute ran out in between
            cache.set(key, 1, MINUTE)
