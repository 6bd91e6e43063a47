"""The decisions of a meeting: labelled ("Beslut: ..."), listed under a heading, or told in a sentence."""

import re

from meetings.notes import patterns
from meetings.notes.suggestions import Decision, alike, tidy
from meetings.notes.words import fold, rx, sentences, squeeze, trim

RECENT = 200  # how far back a repetition is looked for

_LEADING_THAT = re.compile(r"^\W*att\s+", re.IGNORECASE)
_TRAILING = re.compile(r"[,;]?\s*(?:samt|och)?[\s,;:.]*$")
_ORDER = rx(r"^\W*(?:\w+\W+){0,4}?(?:beslut(?:ar|ade|ades|at)?|att)\W*$")
_NOTHING = rx(r"^\W*(?:inga?|inget|ej|-|n/a)(?: beslut)?\W*$|^\W*beslut(?:et)?\W*$")
_NOT_THEIRS = rx(r"\b(?:har|hade|ska|skall|kommer att|väntas|i \w+ månad|den \d)\b")
_APPROVED = rx(r"\b(?:godkän(?:de|des|ns|ner)|fastställdes)\b")
_FORWARDED = rx(r"^\W*(?:beslutet )?(?:skickas|expedieras|sänds|delges)\b|^\W*paragrafen\b")


def find_decisions(lines, group, tasks):
    """Decisions in the order of the note. `tasks(text)` are the tasks that a text tells (grammar.tasks_in)."""
    reader = _DecisionReader(group, tasks)
    for line in lines:
        reader.read(line)
    return _without_repeats(reader.found)


class _DecisionReader:
    def __init__(self, group, tasks):
        self.group, self.tasks, self.found = group, tasks, []
        self.begun = self.clauses = False  # under "Beslut": something was read; it was an att-clause

    def read(self, line):
        if line.is_heading or line.part == "proposal":
            self.begun = self.clauses = False
        elif line.part == "earlier":  # approving the last notes is a decision; what was decided then is not
            self.found += [one for one in _told(line.block.text, line, self.group) if _APPROVED.search(fold(one.text))]
        elif line.block.kind == "row":
            self.found += _of_row(line, self.tasks)
        elif self._comes_after(line):
            self.found += _told(line.block.text, line, self.group)
        else:
            self.found += _of_line(line, self.group)
            self.begun, self.clauses = True, bool(line.lead)

    def _comes_after(self, line):
        """A paragraph after the decisions of a point is one only if it says so: "Anna återkommer ..." is a promise."""
        if not self.begun or line.lead or line.block.kind != "paragraph":
            return False
        return self.clauses or any(task.owners for task in self.tasks(line.block.text))


def _of_row(line, tasks):
    cell = line.block.cell
    text = cell("decision")
    if not text and cell("outcome") and not cell("owner") and not cell("due") and not tasks(cell("outcome")):
        text = cell("outcome")  # a column for both: what nobody is to do was decided
    if match := patterns.DECISION_LABEL.match(fold(text)):
        text = text[match.start("rest") :]
    if not text or _NOTHING.match(fold(text)) or patterns.ACTION_LABEL.match(fold(text)):
        return []
    return [Decision(tidy(text), line.section, line.block.text)]


def _of_line(line, group):
    text = line.block.text
    if match := patterns.DECISION_LABEL.match(line.block.folded):
        return _labelled(text[match.start("rest") :], line)
    if line.lead and patterns.DECISION_INTRO.search(fold(line.lead).rstrip(" :")):
        return _listed(text, line)
    if (
        line.part == "decision"
        and not patterns.ACTION_LABEL.match(line.block.folded)
        and not patterns.ACTION_DETAIL.match(line.block.folded)
    ):
        if text.endswith(":") or _NOTHING.match(line.block.folded) or _ORDER.match(line.block.folded):
            return []
        if line.lead and not patterns.DECISION_INTRO.search(fold(line.lead).rstrip(" :")):
            return _told(text, line, group)
        return _labelled(text, line)
    return _told(text, line, group)


def _labelled(text, line):
    """After "Beslut:" the first sentence is a decision, and those after it that are told as one or as the same att-clause."""
    if _NOTHING.match(fold(text)) or _FORWARDED.match(fold(text)):
        return []
    spans = sentences(text)
    first = text[spans[0][0] : spans[0][1]]
    clauses = _that_clauses(first, least=2)
    found = [Decision(tidy(clause), line.section, line.block.text) for clause in clauses]
    for start, end in spans[1:]:
        sentence = text[start:end].strip()
        if patterns.GOES_ON.match(fold(sentence)):
            found[-1].text = f"{found[-1].text}. {sentence.rstrip(' .')}"
        elif (
            len(sentence) > 8
            and not patterns.OWNER_TAIL.match(" " + fold(sentence))
            and not patterns.ACTION_LABEL.match(fold(sentence))
        ):
            found.append(Decision(tidy(sentence), line.section, line.block.text))
    return [decision for decision in found if len(decision.text) > 3]


_THAT = rx(
    r"(?:^|[,;:]|\bsamt|\boch|\bdels|\bbeslut\w*|\benades om|\böverens om)\s+(?:samt |och |dels )?(?P<that>att)\s"
)


def _that_clauses(sentence, least):
    """ "att godkänna planen, samt att uppdra åt ..." are two decisions with one beginning."""
    places = [match.start("that") - 1 for match in _THAT.finditer(" " + fold(sentence))]
    if len(places) < least or len(sentence) < 60:
        return [sentence]
    stem = trim(sentence[: places[0]]) if places[0] > 0 else ""
    parts = []
    for start, end in zip(places, [*places[1:], len(sentence)], strict=True):
        clause = _TRAILING.sub("", sentence[start:end])
        parts.append(f"{stem} {clause}" if stem else clause)
    return parts


def _listed(text, line):
    """One point of "Gruppen beslutade att:" with the beginning of the sentence before it."""
    if line.block.kind == "item" and not text:
        return []
    stem = re.sub(r"\s*\batt\s*$", "", line.lead.rstrip(" :"))
    clause = _LEADING_THAT.sub("", text).strip()
    clause = _TRAILING.sub("", clause)
    whole = (
        f"{stem} att {clause}"
        if re.match(r"[a-zåäö]", clause) and len(stem) < 60 and not re.search(r"(?i)följande|^beslut$", stem)
        else clause
    )
    return [Decision(tidy(whole), line.section, f"{line.lead} {text}")]


def _told(text, line, group):
    found = []
    for start, end in sentences(text):
        sentence = text[start:end].strip()
        folded = fold(sentence)
        if match := patterns.DECISION_LABEL.match(folded):
            found += _labelled(sentence[match.start("rest") :], line)
        elif is_decision(sentence, group):
            found += [
                Decision(tidy(clause), line.section, squeeze(sentence)) for clause in _that_clauses(sentence, least=3)
            ]
    return found


def is_decision(sentence, group):
    """Does the sentence tell of something this meeting decided?"""
    folded = fold(sentence)
    if len(sentence) < 12 or _ORDER.match(folded) or sentence.rstrip().endswith((":", "?")):
        return False
    match = next((match for pattern in patterns.DECISIONS if (match := pattern.search(folded))), None)
    if match is None or patterns.NO_DECISION.search(folded):
        return False
    return not _another_body_decided(folded, match, group)


def _another_body_decided(folded, match, group):
    """ "Regionfullmäktige beslutade i juni" is news, unless the note is of that body."""
    before = folded[: match.end()]
    body = patterns.OTHER_BODIES.search(before)
    if body is None:
        return False
    own = fold(group or "")
    names_it = own and (body.group() in own or own.split()[-1] in body.group())
    return not (names_it or (body.group() == "namnden" and "namnd" in own))


def _without_repeats(found):
    kept = []
    for decision in found:
        if not any(_same(decision.text, other.text) for other in kept[-RECENT:]):
            kept.append(decision)
    return kept


def _same(one, other):
    return one == other or (alike(one, other) > 0.9 and abs(len(one) - len(other)) < 25)
