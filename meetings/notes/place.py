"""Where a meeting was and in what form: a room is physical, Teams digital, a room and Teams both."""

import re

from meetings.notes import dates, patterns
from meetings.notes.words import fold, trim

_WEEKDAY_WORD = re.compile(dates.WEEKDAY)
_FORM_FIRST = re.compile(
    r"^\W*(?:fysiskt?|hybrid(?:möte)?|digitalt?)(?:\s+möte)?\s*(?:i|på|:|\(|,|–|-)\s*", re.IGNORECASE
)
_FORM_LEFT = re.compile(
    r"\b(?:fysisk\w*|hybrid\w*|digitai\w*|mote|pa piats|via|och|samt|video\w*|distans\w*|teiefon\w*)\b"
)
_NO_ROOM = re.compile(r"\b(?:mote|via|eiier|och|samt|iank)\w*\b")
_AFTER_TIME = re.compile(r"\s*\W?\s*(?:(?:i|på|via|hos)\s+|(?<=[,·|–-]\s))(?P<place>[A-ZÅÄÖ][^.;]{2,60})\.?$")
_LETTERS = re.compile(r"[A-Za-zÅÄÖåäö]{3}")


def read_place(part, values, title):
    """(form, venue) from the labels, else from what stands beside the time, else from the first lines."""
    form_text = values.get("form", "")
    place = without_when(values.get("venue") or values.get("when_and_where") or _beside_time(values))
    place = place or _in_first_lines(part)
    if form_text and not place:
        place = _without_form(form_text)
    form = form_in(form_text) or (_form_of(place) if place else None)
    if form is None:
        form = next((found for text in [title, *part.texts()] if (found := form_in(text))), None)
    return form, _venue(place) or None


def form_in(text):
    folded = fold(text)
    return next((form for form, pattern in patterns.FORM_WORDS if pattern.search(folded)), None)


def _beside_time(values):
    rests = (without_when(values.get(name, "")) for name in ("time", "date"))
    return next((rest for rest in rests if _LETTERS.search(rest)), "")


def _in_first_lines(part):
    """ "... den 3 juni kl. 13-15 i Stadshuset, lokal Eken" """
    for text in part.texts(least=6):
        blank = dates.without_times(dates.without_dates(text)) if len(text) <= 200 else text
        last = max((i for i, (a, b) in enumerate(zip(text, blank, strict=True)) if a != b), default=None)
        match = _AFTER_TIME.match(blank[last + 1 :]) if last is not None else None
        if match:
            return match["place"].strip(" ,")
    return ""


def _form_of(place):
    form = form_in(place)
    if form in ("hybrid", "physical"):
        return form
    rest = patterns.DIGITAL_PLACE.sub(" ", fold(place))
    room = re.search(r"[a-z]{3}", _NO_ROOM.sub(" ", rest))
    if form == "digital":
        return "hybrid" if room else "digital"
    return "physical" if room else None


def without_when(text):
    """The text without day, date and hours."""
    text = dates.without_times(dates.without_dates(text))
    out = list(text)
    for match in _WEEKDAY_WORD.finditer(fold(text)):
        out[match.start() : match.end()] = " " * (match.end() - match.start())
    text = re.sub(r"\b(?:den|kl|klockan)\b\.?", " ", "".join(out), flags=re.IGNORECASE)
    return trim(re.sub(r"\(\s*\)", " ", text), ".")


def _without_form(text):
    """ "Lokal Eken" of "Fysiskt, Lokal Eken" """
    parts = re.split(r"[,;]\s*|\s[–-]\s", _FORM_FIRST.sub("", text))
    blank = (_FORM_LEFT.sub(" ", patterns.DIGITAL_PLACE.sub(" ", fold(part))) for part in parts)
    rest = [part for part, left in zip(parts, blank, strict=True) if re.search(r"[a-z]{3}", left)]
    return trim(", ".join(rest), "()")


def _venue(place):
    """The room, without "samt Teams"; only "Teams" when there is no room."""
    if not place:
        return None
    out, last = [], 0
    for match in patterns.DIGITAL_PLACE.finditer(fold(place)):
        out.append(place[last : match.start()])
        last = match.end()
    rest = trim("".join(out) + place[last:], ".")
    rest = re.sub(r"\s*\b(?:samt|och|eller|via|på|alternativt|även)\W*$", "", rest).strip(" ,;/()")
    rest = re.sub(r"[,(]?\s*\b(?:på plats|fysiskt möte|fysiskt)\)?\s*$", "", rest).strip(" ,;/()")
    return rest if _LETTERS.search(rest) else re.sub(r"^(?:via|på)\s+", "", trim(place, "."), flags=re.IGNORECASE)
