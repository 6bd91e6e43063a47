"""Swedish personal identity numbers in free text: found so that they can be refused, never kept or shown.

Both personal and coordination numbers (day + 60), ten or twelve digits, with or without hyphen, plus or space.
A find is a date that exists and a check digit that fits (the package personnummer), so that telephone numbers,
registry numbers and organisation numbers pass.
"""

import re
import unicodedata

from personnummer import personnummer

DASHES = re.compile("[\u2010-\u2015\u2212]")
# The date in one piece or with the same sign between its parts, then four figures in one piece.
CANDIDATE = re.compile(r"(?<!\d)((?:1[89]|20)?\d{2})([ ./-]?)(\d{2})\2(\d{2}) ?([-+]?) ?(\d{4})(?!\d)")


def holds_personal_number(text: str) -> bool:
    """Whether a valid personal or coordination number stands anywhere in the text."""
    plain = DASHES.sub("-", unicodedata.normalize("NFKC", text))
    return any(
        personnummer.valid(f"{year}{month}{day}{sign}{last}")
        for year, _between, month, day, sign, last in _candidates(plain)
    )


def _candidates(plain):
    """Every place where a number may begin; they may overlap in a longer row of figures."""
    place = 0
    while found := CANDIDATE.search(plain, place):
        yield found.groups()
        place = found.start() + 1
