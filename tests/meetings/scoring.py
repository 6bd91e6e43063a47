"""How well the reader does on a note: what it found against what a person found."""

import difflib
import json
import re
from pathlib import Path

NOTES = Path(__file__).parent / "notes"
FIELDS = ("title", "date", "starts_at", "ends_at", "form", "venue", "group", "note_taker")
KINDS = ("attendance", "sections", "decisions", "actions", "dates")
ALIKE = 0.6


def names():
    return sorted(path.name.removesuffix(".json") for path in NOTES.glob("*.json"))


def expected(name):
    return json.loads((NOTES / f"{name}.json").read_text(encoding="utf-8"))


def tokens(text):
    return [word for word in re.findall(r"\w+", (text or "").lower()) if len(word) > 1]


def likeness(one, other):
    """Shared words: 1.0 when they say the same, 0 when nothing is shared."""
    a, b = tokens(one), tokens(other)
    if not a or not b:
        return 0.0
    shared = sum(block.size for block in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return 2 * shared / (len(a) + len(b))


def _same_words(one, other, least=ALIKE):
    return likeness(one, other) >= least


def matches(kind, want, got):
    if kind == "attendance":
        return all(want[field] == got[field] for field in ("name", "status", "side", "organisation"))
    if kind == "sections":
        return want == got["heading"]
    if kind == "decisions":
        return _same_words(want["text"], got["text"]) and want["section"] == got["section"]
    if kind == "actions":
        return (
            _same_words(want["text"], got["text"])
            and sorted(want["owners"]) == sorted(got["owners"])
            and want["due"] == got["due"]
            and want["section"] == got["section"]
        )
    return (
        want["date"] == got["date"]
        and want["preliminary"] == got["preliminary"]
        and _same_words(want["what"], got["what"], 0.3)
    )


def compare(want, got):
    """{kind: (hits, wanted, found, missed, extra)}"""
    result = {}
    for kind in KINDS:
        left, missed = list(got[kind]), []
        for one in want[kind]:
            hit = next((other for other in left if matches(kind, one, other)), None)
            if hit is None:
                missed.append(one)
            else:
                left.remove(hit)
        result[kind] = (len(want[kind]) - len(missed), len(want[kind]), len(got[kind]), missed, left)
    wrong = [field for field in FIELDS if want[field] != got[field]]
    result["head"] = (
        len(FIELDS) - len(wrong),
        len(FIELDS),
        len(FIELDS),
        [(field, want[field]) for field in wrong],
        [(field, got[field]) for field in wrong],
    )
    return result


def totals(results):
    """{kind: (recall, precision)} over all notes."""
    sums = {}
    for result in results:
        for kind, (hits, wanted, found, _missed, _extra) in result.items():
            have = sums.get(kind, (0, 0, 0))
            sums[kind] = (have[0] + hits, have[1] + wanted, have[2] + found)
    return {kind: (hits / max(wanted, 1), hits / max(found, 1)) for kind, (hits, wanted, found) in sums.items()}


def table(results, sums):
    """Hits of wanted (and found) for each note and kind, for a person to read."""
    kinds = ["head", *KINDS]
    lines = ["note".ljust(24) + "".join(kind.rjust(16) for kind in kinds)]
    for name, result in results.items():
        cells = [f"{result[kind][0]} of {result[kind][1]} ({result[kind][2]})".rjust(16) for kind in kinds]
        lines.append(name.ljust(24) + "".join(cells))
    lines.append("recall".ljust(24) + "".join(f"{sums[kind][0]:.3f}".rjust(16) for kind in kinds))
    lines.append("precision".ljust(24) + "".join(f"{sums[kind][1]:.3f}".rjust(16) for kind in kinds))
    return "\n".join(lines)
