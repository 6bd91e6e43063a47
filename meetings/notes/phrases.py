"""The verbs and turns of patterns.py and verbs.py made ready for matching, and what the rules of grammar share."""

import re
from dataclasses import dataclass, field

from meetings.notes import patterns, verbs
from meetings.notes.words import any_of, fold, loose, rx

MOST_NAMES = 30  # a sentence with more of them is a list, not a promise

_JOINS = re.compile(r"^(?:\s*,\s*|\s+(?:och|samt|o|&)\s+|\s*[/+&]\s*|\s*,\s*(?:och|samt)\s+)$")
ASIDE = re.compile(r"^\s*(?:\([^()]{1,60}\)|\[[^\]]{1,60}\]|,\s+(?!som\b|och\b)[^,.:;]{2,50},)")
WORD = re.compile(r"[\w-]+")

TAKES_ON = rx(rf"^\s+(?:{patterns.ADVERB} )?(?P<how>{patterns.TAKES_ON})(?=\s|$)(?P<rest>\s*.*)")
SHALL = rx(r"^(?:ska|skall|behöver|får|kommer)\b")
LEFT_OUT = rx(r"(?:\batt$|^(?:ska|skall)\b|^uppdras$|^ombeds?$|^försöker$)")  # "ska", "får i uppdrag att"
PRESENT = rx(rf"^\s+(?:{patterns.ADVERB} )?(?P<verb>[a-z]+)\b(?P<rest>.*)")
INFINITIVE_NEXT = rx(rf"^\s+(?:{patterns.ADVERB} )?(?:att |i uppdrag att )?(?P<verb>\w+)")
THAT_NEXT = re.compile(r"\s*(?:om att|att)\b")

_HERE = r"(?: (?:i|från|inom|på|hos|för) "
COLLECTIVE = rx(
    rf"(?P<who>\b(?:{patterns.COLLECTIVE})\b{_HERE}(?!samband|god|höst|vår|nästa|mötet|att)[\w-]+(?: [a-zåäö-]+)?)?)"
)
COLLECTIVE_FIRST = rx(
    rf"^\W*(?:(?:och|samt|men) )?(?P<who>(?:{patterns.COLLECTIVE})\b{_HERE}[\w-]+(?: [\w-]+)?)??)(?=\s)"
)
BY_COLLECTIVE = rx(rf"\bav (?P<who>{patterns.COLLECTIVE})\b")


def _folded(words):
    return frozenset(fold(word) for word in words)


def _soon_after(more):
    """The words that complete a verb stand within the next few words, unless they must come at once."""
    at_once = more.startswith(("(?!", r"\w+"))
    return re.compile(rf"^\W*(?:{loose(more)})" if at_once else rf"^\W*(?:[\w-]+\W+){{0,4}}?(?:{loose(more)})")


PROMISES = _folded(verbs.PROMISES)
PROMISES_RX = rx(any_of(sorted(verbs.PROMISES)))
PROMISES_WITH = {fold(verb): _soon_after(more) for verb, more in verbs.PROMISES_WITH.items()}
REPORTS = _folded(verbs.REPORTS)
REPORTS_AHEAD = _folded(verbs.REPORTS_AHEAD)
NO_TASK = _folded(verbs.NO_TASK)
COLLECTIVE_PROMISES = _folded(verbs.COLLECTIVE_PROMISES)
COLLECTIVE_TASKS = _folded(verbs.COLLECTIVE_TASKS)
BELIEVED_AT_ONCE = _folded(verbs.BELIEVED_AT_ONCE)
_INFINITIVES = _folded(verbs.FORMS) | _folded(verbs.SHORT_INFINITIVES)
STARTS_PASSIVE = re.compile(rf"^(?:{any_of(sorted(loose(verb) for verb in verbs.PASSIVES))})\b")
ANY_PASSIVE = rx(rf"\b(?:{any_of(verbs.PASSIVES)})\b")


@dataclass
class Group:
    """One or more names that together are the subject."""

    start: int
    end: int
    owners: list


@dataclass
class Task:
    """A promise in a sentence: what, by whom, and the part of the sentence that says so."""

    what: str
    owners: list
    clause: str


@dataclass
class Sentence:
    """One sentence, its folded letters, the names in it, and the calendar of the note."""

    text: str
    directory: object
    calendar: object
    author: str | None = None
    folded: str = ""
    groups: list = field(default_factory=list)

    def __post_init__(self):
        self.folded = fold(self.text)
        self.groups = name_groups(self.text, self.directory)[:MOST_NAMES]

    def whole(self, what=None, owners=()):
        """The task that the whole sentence, or `what` of it, tells."""
        return [Task(self.text if what is None else what, list(owners), self.text)]


def name_groups(text, directory):
    """Names standing together: "Anna, Bo och Cilla" is one group."""
    groups = []
    for found in directory.find(text):
        between = text[groups[-1].end : found.start] if groups else ""
        bare = ASIDE.sub("", between)
        if groups and (_JOINS.match(between) or (between != bare and _JOINS.match(bare or " "))):
            groups[-1].end = found.end
            if found.owner not in groups[-1].owners:
                groups[-1].owners.append(found.owner)
        else:
            groups.append(Group(found.start, found.end, [found.owner]))
    return groups


def is_infinitive(word):
    return word in _INFINITIVES or (word.endswith("a") and len(word) > 3)


def is_task_verb(word):
    """Is the folded word the infinitive of something one can be asked to do?"""
    return word in _INFINITIVES or word in COLLECTIVE_TASKS


def lowered(text):
    """Without the capital of a sentence's beginning; abbreviations keep theirs."""
    return text if re.match(r"[A-ZÅÄÖ]{2}", text) else text[:1].lower() + text[1:]


def governed_date(text, calendar_):
    """Is there a date that says when: "senast den 3 mars", "på tisdag v. 12"?"""
    folded = fold(text)
    return bool(calendar_.weeks(text)) or any(
        patterns.DUE_BEFORE.search(folded[: mention.start])
        or folded[mention.start :].startswith("den ")
        or re.search(r"\bp[aed]\W*$", folded[: mention.start])
        for mention in calendar_.mentions(text, ahead=True)
    )
