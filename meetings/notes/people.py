"""Names of people: what looks like one, and whom a first name or initials in the text mean."""

import re
from dataclasses import dataclass, field

from meetings.notes import patterns
from meetings.notes.names import CERTAIN_GIVEN_NAMES, GIVEN_NAMES, MUNICIPALITIES
from meetings.notes.words import fold, key, rx, squeeze

_WORD = r"(?:[A-ZÅÄÖÉÜØÆ]|l(?=[nvrsd][a-z]))[a-zåäöéèüøæáíóúčćšžğıñï'’0146]*[a-zåäöéèüøæáíóúčćšžğıñï](?:-[A-ZÅÄÖÉÜ]?[a-zåäöéèü]+)*"
_PARTICLE = r"(?:von|af|de|der|van|den|la|al|el|bin|dos|del|le|Al-|El-)"
NAME = re.compile(
    rf"(?:{_WORD}|[A-ZÅÄÖ]-?[A-ZÅÄÖ](?=\s+[A-ZÅÄÖ][a-zåäö])|[A-ZÅÄÖ]\.?(?=\s+[A-ZÅÄÖ]))(?:\s+(?:{_PARTICLE}\s+)?(?:{_WORD}|[A-ZÅÄÖ]\b\.?(?!:)|Mc[A-Z][a-z]+))*"
)
ONE_WORD = re.compile(rf"^(?:{_WORD})$")
INITIALS = re.compile(r"^[A-ZÅÄÖ]{2,4}$")
_ORGANISATION = rx(rf"(?:^|[\s/-])(?:{patterns.ORGANISATION_WORD})(?=$|[\s,/:-])")
_SIDE_OF = [(side, rx(pattern)) for side, pattern in patterns.ORGANISATION_SIDES]


@dataclass
class Person:
    """Someone in the list of invitees, with what the list says of them and the line it was read from."""

    name: str
    organisation: str | None = None
    side: str | None = None
    status: str | None = None  # None: not marked
    role: str = ""
    initials: str = ""
    source: str = ""
    digital: bool = False
    known: bool = True  # False for someone who is named in the text only


def is_organisation(text):
    folded = fold(text)
    return bool(_ORGANISATION.search(folded)) or is_municipality(folded)


def is_municipality(folded):
    folded = folded.strip(" .")
    return folded in MUNICIPALITIES or (folded.endswith("s") and folded[:-1] in MUNICIPALITIES)


def side_of(organisation):
    """ "region", "municipal" or None, from the words of an organisation's name."""
    if not organisation:
        return None
    folded = fold(organisation)
    for side, pattern in _SIDE_OF:
        if pattern.search(folded):
            return side
    return "municipal" if is_municipality(folded) else None


def has_given_name(text):
    words = text.split()
    return (
        bool(words) and fold(words[0].split("-")[0] if fold(words[0]) not in GIVEN_NAMES else words[0]) in GIVEN_NAMES
    )


def looks_like_name(text, *, certain=False):
    """Is the whole text a person's name? `certain`: only when it begins with a common given name."""
    text = text.strip()
    match = NAME.fullmatch(text)
    if not match or len(text) > 50:
        return False
    words = text.split()
    if len(words) > 5 or any(fold(word) in patterns.NOT_A_NAME for word in words if not has_given_name(word)):
        return False
    if is_organisation(text):
        return len(words) > 1 and has_given_name(text) and not _ORGANISATION.search(fold(text))
    if len(words) == 1:
        return fold(text) in CERTAIN_GIVEN_NAMES
    return has_given_name(text) or not certain


@dataclass
class Found:
    """A name in a text: where it stands, what is written, and the person when it can be only one."""

    start: int
    end: int
    written: str
    person: Person | None = None

    @property
    def owner(self):
        return self.person.name if self.person else self.written


@dataclass
class Directory:
    """The people a note may mean. Invitees come first; other known people only by their full names."""

    people: list
    known_people: tuple = ()
    _aliases: dict = field(default_factory=dict)
    _initials: dict = field(default_factory=dict)

    def __post_init__(self):
        for person in self.people:
            for alias in _aliases_of(person.name):
                self._add(self._aliases, alias, person)
            for short in _initials_of(person):
                self._add(self._initials, short, person)
        for name in self.known_people:
            if key(name) not in self._aliases:
                self._aliases[key(name)] = [Person(name=str(name))]
        names = {
            alias for alias in self._aliases if len(alias.split()[-1]) > 2
        }  # "Anna S" is read as Anna and what follows
        pattern = "|".join(
            re.escape(alias).replace(r"\ ", r"[\s-]+\.?") for alias in sorted(names, key=len, reverse=True)
        )
        self._pattern = re.compile(rf"(?<![\w@-])@?(?P<alias>{pattern})(?![\w-])") if names else None

    @staticmethod
    def _add(table, alias, person):
        if person not in table.setdefault(alias, []):
            table[alias].append(person)

    def who(self, text):
        """The one person a name, first name or initials mean, or None."""
        text = squeeze(text).strip(" .@:;,")
        people = self._aliases.get(key(text)) or self._initials.get(text.replace(".", ""))
        return people[0] if people and len(people) == 1 else None

    def find(self, text):
        """Names in the text from left to right: the list's people, initials of the list, other names with a common given name."""
        found, taken = [], []
        folded = fold(text)
        if self._pattern:
            for match in self._pattern.finditer(folded):
                if not text[match.start("alias")].isupper():
                    continue
                people = self._aliases[key(match["alias"])]
                end = self._extend(text, match.end())
                person = people[0] if len(people) == 1 else None
                written = text[match.start("alias") : end]
                if end > match.end():
                    person = self.who(written) or person if not self._contradicts(written, person) else None
                found.append(Found(match.start(), end, squeeze(written), person))
                taken.append((match.start(), end))
        for match in re.finditer(r"(?<![\w§-])@?([A-ZÅÄÖ]{2,4})(?![\w-])", text):
            people = self._initials.get(match.group(1))
            if people and not _overlaps(match.span(), taken):
                found.append(Found(match.start(), match.end(), match.group(1), people[0] if len(people) == 1 else None))
                taken.append(match.span())
        found += self._strangers(text, taken)
        return sorted(found, key=lambda one: one.start)

    @staticmethod
    def _extend(text, end):
        """ "Anna Bergvall" of whom only "Anna" is in the list is somebody else."""
        match = re.match(rf"\s+(?:{_PARTICLE}\s+)?(?:{_WORD}|[A-ZÅÄÖ]{{1,2}}\b\.?)(?:\s+{_WORD})?", text[end:])
        if (
            match
            and not is_organisation(match.group().strip())
            and not any(fold(word) in patterns.NOT_A_NAME for word in match.group().split())
        ):
            return end + match.end()
        return end

    @staticmethod
    def _contradicts(written, person):
        if person is None:
            return False
        have = key(person.name).split()
        return not all(
            any(part.startswith(word) if len(word) <= 2 else part == word for part in have)
            for word in key(written).split()
        )

    @staticmethod
    def _strangers(text, taken):
        found = []
        for match in NAME.finditer(text):
            name = match.group()
            words = name.split()
            if _overlaps(match.span(), taken) or fold(words[0]) not in CERTAIN_GIVEN_NAMES:
                continue
            while len(words) > 1 and (is_organisation(words[-1]) or fold(words[-1]) in patterns.NOT_A_NAME):
                words.pop()
            name = " ".join(words)
            found.append(Found(match.start(), match.start() + len(name), name))
        for match in re.finditer(r"(?<![\w.])@([A-Za-zÅÄÖåäöé]{2,20})(?![\w@])", text):
            if not _overlaps(match.span(), taken):
                found.append(Found(match.start(), match.end(), match.group(1)))
        return found


def _overlaps(span, taken):
    return any(span[0] < end and start < span[1] for start, end in taken)


def _aliases_of(name):
    parts = [part for part in key(name).split() if len(part) > 1]
    if not parts:
        return []
    whole = name.split()
    first = key(whole[0])
    aliases = {key(name), first}
    lasts = [
        key(word) for word in whole[1:] if len(key(word)) > 2 and fold(word) not in ("von", "af", "van", "der", "den")
    ]
    for last in lasts:
        aliases |= {last, f"{first} {last}"}
        for part in last.split():
            aliases.add(f"{first} {part[0]}")
    if len(lasts) > 1:
        aliases |= {" ".join(lasts), f"{first} {lasts[0][0]} {lasts[-1][0]}", f"{first} {lasts[0][0]}{lasts[-1][0]}"}
    return aliases


def _initials_of(person):
    """Given in the list, or the first letters of the names; never a common abbreviation unless the list gives it."""
    words = [part for word in person.name.split() for part in word.split("-") if part[:1].isupper()]
    simple = [word for word in person.name.split() if word[:1].isupper()]
    made = {"".join(word[0] for word in words), "".join(word[0] for word in simple)}
    if len(simple) > 2:
        made.add(simple[0][0] + simple[-1][0])
    short = {letters for letters in made if 2 <= len(letters) <= 4 and letters not in patterns.NOT_INITIALS}
    if person.initials:
        return {person.initials}
    return short
