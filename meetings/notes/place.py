"""Where a meeting was and in what form: a room is physical, Teams digital, a room and Teams both."""

import re

from meetings.notes import dates, patterns
from meetings.notes.words import blank, fold, rx, trim

_WEEKDAY_WORD = re.compile(dates.WEEKDAY)
_SMALL_WORD = rx(r"\b(?:den|kl|klockan)\b\.?")
_FORM_FIRST = rx(r"^\W*(?:fysiskt?|hybrid(?:möte)?|digitalt?)(?:\s+möte)?\s*(?:i|på|:|\(|,|-)\s*")
_FORM_LEFT = rx(r"\b(?:fysisk\w*|hybrid\w*|digital\w*|möte|på plats|via|och|samt|video\w*|distans\w*|telefon\w*)\b")
_NO_ROOM = rx(r"\b(?:möte|via|eller|och|samt|länk)\w*\b")
_AFTER_TIME = rx(r"\s*\W?\s*(?:(?:i|på|via|hos)\s+|(?<=[,·|-]\s))(?P<place>\w[^.;]{2,60})\.?$")
_DANGLING = rx(r"\s*\b(?:samt|och|eller|via|på|alternativt|även)\W*$")
_IN_PERSON = rx(r"[,(]?\s*\b(?:på plats|fysiskt möte|fysiskt)\)?\s*$")
_VIA = rx(r"^(?:via|på)\s+")
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
        undated = dates.without_times(dates.without_dates(text)) if len(text) <= 200 else text
        last = max((i for i, (a, b) in enumerate(zip(text, undated, strict=True)) if a != b), default=None)
        match = _AFTER_TIME.match(fold(undated[last + 1 :])) if last is not None else None
        written = undated[last + 1 :][slice(*match.span("place"))] if match else ""
        if written[:1].isupper():
            return written.strip(" ,")
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
    text = blank(blank(text, _WEEKDAY_WORD), _SMALL_WORD)
    return trim(re.sub(r"\(\s*\)", " ", text), ".")


def _without_form(text):
    """ "Lokal Eken" of "Fysiskt, Lokal Eken" """
    parts = re.split(r"[,;]\s*|\s[–-]\s", blank(text, _FORM_FIRST))
    left = (_FORM_LEFT.sub(" ", patterns.DIGITAL_PLACE.sub(" ", fold(part))) for part in parts)
    rest = [part for part, word in zip(parts, left, strict=True) if re.search(r"[a-z]{3}", word)]
    return trim(", ".join(rest), "()")


def _venue(place):
    """The room, without "samt Teams"; only "Teams" when there is no room."""
    if not place:
        return None
    rest = trim(blank(place, patterns.DIGITAL_PLACE), ".")
    for pattern in (_DANGLING, _IN_PERSON):
        rest = blank(rest, pattern).strip(" ,;/()")
    return rest if _LETTERS.search(rest) else blank(trim(place, "."), _VIA).strip()
