from actions.queries.digests import SHOWN as SHOWN_IN_LETTER
from actions.queries.digests import Digest, digest_of
from actions.queries.lists import (
    RELATED,
    SORTINGS,
    TABS,
    Wish,
    count_tabs,
    current_provisions,
    filter_choices,
    history,
    known_to,
    list_actions,
    open_about,
    organisation_names,
    people,
    places_open_to,
)

__all__ = [
    "RELATED",
    "SHOWN_IN_LETTER",
    "SORTINGS",
    "TABS",
    "Digest",
    "Wish",
    "count_tabs",
    "current_provisions",
    "digest_of",
    "filter_choices",
    "history",
    "known_to",
    "list_actions",
    "open_about",
    "organisation_names",
    "people",
    "places_open_to",
]
