"""How often one address may try links that do not exist: 20 times a minute, counted in the database."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache

LIMIT = 20
MINUTE = 60


def _key(request):
    return f"survey-link-misses:{get_adapter().get_client_ip(request)}"


def too_many(request) -> bool:
    """Whether this address has missed so often in the last minute that no link is looked up for it."""
    return cache.get(_key(request), 0) >= LIMIT


def count_miss(request):
    """One more link that does not exist. The minute runs from the first miss."""
    key = _key(request)
    if not cache.add(key, 1, MINUTE):
        try:
            cache.incr(key)
        except ValueError:  # the minute ran out in between
            cache.set(key, 1, MINUTE)
