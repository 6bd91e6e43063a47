"""Addresses gathered by their first word, so that finding a page tries a few dozen patterns and not all of them.

The order among addresses with the same first word stays. An address whose first word varies would match across groups,
so there may be none.
"""

from django.urls import URLPattern, URLResolver, include, path


def gathered(patterns) -> list:
    """The same addresses and names; those of a word lie below one pattern for that word."""
    groups = {}
    for route, pattern in _flat(patterns):
        word, slash, rest = route.partition("/")
        if "<" in word:
            raise ValueError(f"the first word of {route} varies")
        groups.setdefault(word + slash, []).append((rest, pattern))
    return [_group(word, found) for word, found in groups.items()]


def _flat(patterns):
    """(route, pattern); what is included without a word of its own is taken apart."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver) and not str(pattern.pattern):
            yield from _flat(pattern.url_patterns)
        else:
            yield str(pattern.pattern), pattern


def _group(word, found):
    if len(found) == 1:
        return found[0][1]
    return path(word, include([_below(rest, pattern) for rest, pattern in found]))


def _below(rest, pattern):
    if isinstance(pattern, URLPattern):
        return path(rest, pattern.callback, pattern.default_args, pattern.name)
    return path(rest, include(pattern.url_patterns))
