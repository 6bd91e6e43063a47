from actions.queries.boards import board, month, month_of
from actions.queries.digests import SHOWN as SHOWN_IN_LETTER
from actions.queries.digests import Digest, digest_of
from actions.queries.exchange import known_cells
from actions.queries.lists import (
    KEPT,
    RELATED,
    SORTINGS,
    TABS,
    VIEWS,
    WHEN,
    Wish,
    count_tabs,
    filter_choices,
    list_actions,
    open_about,
)
from actions.queries.names import (
    current_provisions,
    known_to,
    organisation_names,
    people,
    places_open_to,
)
from actions.queries.page import Event, Parts, files, followers, history, parts_of

__all__ = [
    "KEPT",
    "RELATED",
    "SHOWN_IN_LETTER",
    "SORTINGS",
    "TABS",
    "VIEWS",
    "WHEN",
    "Digest",
    "Event",
    "Parts",
    "Wish",
    "board",
    "count_tabs",
    "current_provisions",
    "digest_of",
    "files",
    "filter_choices",
    "followers",
    "history",
    "known_cells",
    "known_to",
    "list_actions",
    "month",
    "month_of",
    "open_about",
    "organisation_names",
    "parts_of",
    "people",
    "places_open_to",
]
