""" "Datum: 2025-03-04", "Närvarande ledamöter:", "Kommun": lines that name what stands beside or below them."""

from dataclasses import dataclass

from meetings.notes import patterns
from meetings.notes.words import fold, rx, squeeze

_FIELDS = {
    name: rx(rf"^\W*(?:{pattern})\s*(?P<sign>:|\s[–-]\s|\s(?=\d)|(?<=\bav)\s|$)\s*")
    for name, pattern in patterns.LABELS.items()
}
_AROUND = r"(?:\s*[/,&]\s*(?:frånvarande|närvarande|organisation|deltagare|inbjudna|kallade))?(?:,? ?\(?(?:från )?(?P<side>region\w*|kommun\w*)(?: sida)?\)?(?=\s*(?::|$|\()))?(?: \([^)]*\))?(?: (?:från|för) (?P<organisation>[\w -]{3,40}?(?=:)))?"
_ATTENDANCE = {
    status: rx(rf"^\W*(?:§? ?\d+[.)]? )?(?:{patterns.ATTENDANCE_BESIDE})*(?:{pattern}){patterns.ATTENDANCE_AFTER}{_AROUND}\s*(?P<sign>:|\s[–-]\s|$)\s*")
    for status, pattern in patterns.ATTENDANCE_LABELS.items()
}  # fmt: skip
_SIDES = {side: rx(rf"^\W*(?:{pattern})\s*(?P<sign>:|\s[–-]\s|$)\s*") for side, pattern in patterns.SIDES.items()}


_BARE = [(name, rx(rf"^\W*(?:{patterns.LABELS[name]})\s+(?=\w)")) for name in patterns.BARE_LABELS]


@dataclass(frozen=True)
class Label:
    """What a line is labelled as, and what stands after the label on the same line."""

    name: str
    value: str
    side: str = ""
    organisation: str = ""  # "Närvarande från Region Norr"


def label_of(text):
    """The field of the head that the line fills: Label("date", "2025-03-04")."""
    folded = fold(text)
    best = None
    for name, pattern in _FIELDS.items():
        match = pattern.match(folded)
        if match and (best is None or match.end("sign") > best[0]):
            best = (match.end("sign"), name, text[match.end() :])
    return Label(best[1], squeeze(best[2])) if best else None


def bare_label_of(text):
    """ "Lokal Furan, Kommunhuset": a label whose colon is lost, when a name, number or place follows."""
    folded = fold(text)
    if len(text) > 80 or patterns.BARE_LABEL_EXCLUDED.match(folded):
        return None
    matches = [
        (match.end(), name)
        for name, pattern in _BARE
        if (match := pattern.match(folded)) and (text[match.end()].isupper() or text[match.end()].isdigit())
    ]
    if not matches:
        return None
    end, name = max(matches)
    return Label(name, squeeze(text[end:]))


def attendance_label_of(text):
    """Label("absent", "Anna Ek, Bo Alm") of "Anmält förhinder: Anna Ek, Bo Alm"."""
    folded = fold(text)
    for status, pattern in _ATTENDANCE.items():
        match = pattern.match(folded)
        if match:
            organisation = (
                text[match.start("organisation") : match.end("organisation")] if match["organisation"] else ""
            )
            return Label(status, squeeze(text[match.end() :]), _side(match["side"]), organisation)
    return None


def side_label_of(text):
    """Label("municipal", "") of a line that is only "Kommun"."""
    folded = fold(text)
    for side, pattern in _SIDES.items():
        match = pattern.match(folded)
        if match:
            return Label(side, squeeze(text[match.end() :]))
    return None


def _side(word):
    if not word:
        return ""
    return "region" if word.startswith("reg") else "municipal"
