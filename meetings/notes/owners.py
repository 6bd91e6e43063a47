"""Who is responsible, where it stands beside the task: in a cell, after a label, before a colon, in brackets at the end."""

import re

from meetings.notes import patterns
from meetings.notes.people import looks_like_name
from meetings.notes.phrases import name_groups
from meetings.notes.words import blank, fold, loose, rx, squeeze, trim

TRAILING_BRACKETS = re.compile(r"[(\[](?P<inside>[^()\[\]]{2,60})[)\]]\s*[.,;]?\s*$")
_SPLIT = re.compile(r"\s*(?:[,;/&+]|\boch\b|\bsamt\b|\n)\s*")
_LEADING = re.compile(r"^\W{0,3}@?(?P<who>[A-ZÅÄÖ][^:–|\n]{0,60}?)\s*(?::|\s[–-]|\s→)\s+(?P<rest>\S.*)$")
_LEADING_AT = re.compile(r"^\W*@(?P<who>[\wåäöÅÄÖ]+(?: [A-ZÅÄÖ][\wåäöÅÄÖ-]+)?)[\s:–-]+(?P<rest>\S.*)$")
_TRAILING = re.compile(r"(?:\s[–—-]+>?\s|\s→\s|\s/|,\s|\s=>\s|\.\s)(?P<who>@?[A-ZÅÄÖ][^–—→/.:()]{1,50})[.\s]*$")
_AT_SIGN = re.compile(r"@(?P<who>[A-ZÅÄÖa-zåäö][\wåäöÅÄÖ-]*(?:\s[A-ZÅÄÖ][\wåäöÅÄÖ-]+)?)")
_COLLECTIVE = re.compile(rf"^(?:{loose(patterns.COLLECTIVE)})(?: [\w-]+)?$")
_RESPONSIBLE_WORD = re.compile(r"^\W*(?:ansv(?:arig(?:a)?)?|au)\W+", re.IGNORECASE)
_NOBODY = rx(r"^\W*(?:-+|–|n/?a|tba|ej (?:utsedd|bestämt|klart)|oklart|vakant|ingen|saknas|\?)?\W*$")
_DEED = re.compile(r"\s+\w+(?:r|ska)\b")
_BEFORE_DEED = rx(r"^\s*(?:ska(?:ll)?|ansvarar för att)\s+")
_BEFORE_DATE = rx(r"(?:\s[-—]\s|,\s*|\s*\()(?:senast |klart |klar |till |före |den |deadline:? ?)*$")
_DATE_WORDS = rx(r"\b(?:senast|klart?|till|före|den)\b")


class Owners:
    """Reads owners with the people of one note in mind. Each cut_... gives (text without them, owners)."""

    def __init__(self, directory, calendar_):
        self.directory, self.calendar = directory, calendar_

    def only(self, text):
        """Owners when the text is nothing but names, initials or a group; else []."""
        text = _RESPONSIBLE_WORD.sub("", text.strip()).strip(" .@")
        owners = []
        for part in (part.strip(" @.") for part in _SPLIT.split(text) if part.strip(" @.")):
            owner = self._only_one(part)
            if owner is None:
                return []
            owners.append(owner)
        return owners

    def _only_one(self, part):
        person = self.directory.who(part)
        if person:
            return person.name
        found = self.directory.find(part)
        if len(found) == 1 and found[0].end - found[0].start >= len(part):
            return found[0].owner
        if looks_like_name(part, certain=True):
            return found[0].owner if len(found) == 1 else part
        return part if _COLLECTIVE.match(fold(part)) else None

    def read(self, text):
        """Owners of a cell or label that can hold nothing else: names where they are known, otherwise as written."""
        text = squeeze(text).strip(" .")
        if _NOBODY.match(fold(text)):
            return []
        if owners := self.only(text):
            return owners
        owners = []
        for part in _SPLIT.split(re.sub(r"\s*\([^)]*\)", "", text)):
            written = part.strip(" .@")
            if written and not _NOBODY.match(fold(written)):
                groups = name_groups(written, self.directory)
                owners += groups[0].owners if groups else [written]
        return list(dict.fromkeys(owners))

    def in_brackets(self, text):
        """Owners in brackets at the end, a date beside them not counted: "(Bo, 1/11)"."""
        match = TRAILING_BRACKETS.search(text)
        return self.only(without_dates(match["inside"], self.calendar)) if match else []

    def cut_label(self, text):
        """ "Ta fram en mall. Ansvarig: Anna" """
        match = patterns.OWNER_TAIL.search(fold(text))
        if not match:
            return text, []
        who = match.span("who") if match["who"] else match.span("who2")
        read = self.read if match["who"] else self.only
        owners = read(text[slice(*who)])
        return (trim(text[: match.start()] + " " + text[match.end() :], ")"), owners) if owners else (text, [])

    def cut_leading(self, text):
        """ "Anna: ta fram en mall", "@Anna ta fram en mall" """
        if match := _LEADING_AT.match(text):
            return match["rest"], self.read(match["who"])
        match = _LEADING.match(text)
        owners = self.only(match["who"]) if match else []
        return (match["rest"], owners) if owners else (text, [])

    def cut_trailing(self, text):
        """ "Ta fram en mall (Anna)", "Ta fram en mall – Anna" """
        if owners := self.in_brackets(text):
            return text[: TRAILING_BRACKETS.search(text).start()], owners
        if match := _AT_SIGN.search(text):
            return trim(text[: match.start()] + text[match.end() :]), self.read(match["who"])
        bare = without_last_date(text, self.calendar)
        match = _TRAILING.search(bare)
        owners = self.only(match["who"]) if match else []
        return (bare[: match.start()], owners) if owners else (text, [])

    def cut_subject(self, text):
        """ "Anna informerar personalen": what is called a task is one, whatever the verb."""
        groups = name_groups(text, self.directory)
        if groups and not text[: groups[0].start].strip(" -") and _DEED.match(fold(text)[groups[0].end :]):
            return blank(text[groups[0].end :], _BEFORE_DEED), groups[0].owners
        return text, []


def without_dates(text, calendar_):
    """The text without its dates and the words before them."""
    mentions = calendar_.mentions(text, ahead=True)
    for mention in reversed(mentions):
        text = text[: mention.start] + text[mention.end :]
    return squeeze(blank(text, _DATE_WORDS)).strip(" ,;:.-–") if mentions else text


def without_last_date(text, calendar_):
    """Without ", senast 1/11" or "(klart 1 november)" at the end: the day stands beside the task."""
    mentions = calendar_.mentions(text, ahead=True)
    match = _BEFORE_DATE.search(fold(text[: mentions[-1].start])) if mentions else None
    return text[: match.start()] if match and not text[mentions[-1].end :].strip(" ).,;") else text
