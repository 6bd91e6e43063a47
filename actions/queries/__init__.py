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
    known_to,
    list_actions,
    open_about,
    organisation_names,
    people,
    places_open_to,
)
from actions.queries.page import Event, Parts, files, followers, history, parts_of

__all__ = [
    "RELATED",
    "SHOWN_IN_LETTER",
    "SORTINGS",
    "TABS",
    "Digest",
    "Event",
    "Parts",
    "Wish",
    "count_tabs",
    "current_provisions",
    "digest_of",
    "files",
    "filter_choices",
    "followers",
    "history",
    "known_to",
    "list_actions",
    "open_about",
    "organisation_names",
    "parts_of",
    "people",
    "places_open_to",
]
