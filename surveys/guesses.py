"""How often one address may try survey links that do not exist: 20 times a minute, counted in the database."""

from portal import secret_pages
from portal.secret_pages import LIMIT, MINUTE

__all__ = ["LIMIT", "MINUTE", "count_miss", "too_many"]


def too_many(request) -> bool:
    return secret_pages.too_many(request, "survey")


def count_miss(request):
    secret_pages.count_miss(request, "survey")
