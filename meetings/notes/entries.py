"""One line of a list of people: "Anna Ek (AE), enhetschef, Brunnby kommun (förhindrad)"."""

import re
from dataclasses import dataclass, replace

from meetings.notes import patterns
from meetings.notes.labels import side_label_of
from meetings.notes.people import (
    INITIALS,
    NAME,
    ONE_WORD,
    Person,
    has_given_name,
    is_organisation,
    looks_like_name,
    side_of,
)
from meetings.notes.words import fold, rx, squeeze, trim

_STATUS = {status: rx(rf"^\W*(?:{pattern})\b") for status, pattern in patterns.STATUS.items()}

_STATUS_AT_END = {
    status: rx(rf"(?:\s|,|-)\s*(?P<mark>{pattern})\W*$")
    for status, pattern in {
        "absent": r"förhindrad|(?:anmält |meddelat |har )?förhinder|frånvarande|(?:lämnat )?återbud|ej (?:närvarande|närv|på plats)|sjuk(?:anmäld)?|deltog (?:ej|inte)|deltar (?:ej|inte)|föräldraledig|semester|vab",
        "if_time_allows": r"(?:deltar |deltog )?i mån av tid",
        "present": r"x|närvarande|deltog|deltar|(?:deltog |deltar )?(?:via|på) (?:teams|länk|zoom|telefon|distans)|på plats|digitalt",
    }.items()
}  # fmt: skip

_ROLE = rx(rf"^\W*(?:{patterns.ROLE})(?:\W.*)?$")

_ROLE_BEFORE = rx(
    r"^\W*(?P<role>(?:vice |mötes)?ordförande|ordf\.?|mötesledare|sammankallande|sekreterare|mötessekreterare|justerare|adjungerad|föredragande|protokollförare|vid pennan|facilitator)\W+"
)

_REPLACED_BY = rx(r"\bersätt(?:s|es|tes|)\w* av (?P<who>.+)$")

_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")

_MARK = re.compile(r"^\s*(?P<mark>[☑☒✓✔xX☐✗✘]|\[[ xX]?\])\s+(?=[A-ZÅÄÖ])")

_LEADING_INITIALS = re.compile(r"^(?P<short>[A-ZÅÄÖ]{2,4})\s*(?:[=:–-]|\s)\s*(?=[A-ZÅÄÖ][a-zåäö])")

_TRAILING_INITIALS = re.compile(r"\s+(?P<short>[A-ZÅÄÖ]{2,4})$")

_EMAIL = re.compile(r"<?[\w.+-]+@[\w-]+(?:\.[\w-]+)+>?")

_FROM = rx(r"^(?:från|för|representerar|representant för|repr)\s+")

_NO_ORGANISATION = rx(r"\b(?:inte|ej|kunde|har|hade|med|deltog|var|som)\b")

_GIVEN_AFTER_STOP = re.compile(r"(?<=[a-zåäö)]{3})\.\s+(?=([A-ZÅÄÖ][a-zåäöé-]+) [A-ZÅÄÖ])")

COUNT = re.compile(r"^\s*\d+\s*(?:st|personer|deltagare)?\s*$")


@dataclass
class Context:
    """What the labels and headings above say of the people below."""

    status: str | None = None
    side: str | None = None
    organisation: str | None = None
    called: bool = False
    mixed: bool = False  # names and organisations in one run
    first_names: bool = False  # "Anna, Bo S, Cia"


def read_people(text, context, *, strict=True):
    """People of one line ("Anna Ek, Brunnby kommun (förhindrad)") or of a run of names; [] when it is something else."""
    source, text = text, _EMAIL.sub("", squeeze(text))
    text = (
        _GIVEN_AFTER_STOP.sub(lambda match: "; " if has_given_name(match[1]) else match.group(), _without_writer(text))
        if ". " in text
        else _without_writer(text)
    )
    context = replace(context)
    text, mark = _leading_mark(text)
    if mark is not None:
        context.status = mark
    text, role = _leading_role(text)
    text = _organisation_before(text, context)
    people, pending = [], []
    parts = _parts(text)
    context.first_names = _are_first_names([part for part, _sign in parts])
    context.mixed = ";" in text or "(" in text or any(is_organisation(part) for part, _sign in parts)
    for part, sign in parts:
        _read_part(part, sign, context, people, pending)
        if strict and not people:
            return []  # a line of the list begins with a name
    if role and people:
        people[0].role = people[0].role or role
    for person in people:
        person.source = source
        person.organisation = person.organisation or context.organisation
        person.side = person.side or context.side or side_of(person.organisation) or side_of_role(person.role)
    return people


def _without_writer(text):
    """ "Anna, Bo och jag": who "jag" is, is told by the signature."""
    match = patterns.ALSO_THE_WRITER.search(fold(text))
    return text[: match.start()] if match else text


def side_of_role(role):
    return "municipal" if re.search(r"\b(?:mas|mar)\b", fold(role or "")) else None


def _leading_mark(text):
    if text.startswith("✓ "):
        return text[2:], None
    match = _MARK.match(text)
    if not match:
        return text, None
    mark = match["mark"]
    present = mark in "☑☒✓✔xX" or mark.lower() == "[x]"
    return text[match.end() :], "present" if present else "absent"


def _leading_role(text):
    match = _ROLE_BEFORE.match(fold(text))
    if match and NAME.match(text[match.end() :]):
        return text[match.end() :], text[match.start("role") : match.end("role")]
    return text, ""


def _organisation_before(text, context):
    """ "Brunnby kommun: Anna Ek, Bo Alm" """
    match = re.match(r"^([^:,;(]{2,60}):\s*(?=\S)", text)
    if not match or looks_like_name(match[1], certain=True):
        return text
    side = side_label_of(match[1])
    if side and not side.value:
        context.side = side.name
    elif is_organisation(match[1]) or _must_be_organisation(match[1], text[match.end() :], context):
        context.organisation = squeeze(match[1])
        context.side = side_of(match[1]) or context.side
    else:
        return text
    return text[match.end() :]


def _must_be_organisation(written, rest, context):
    """ "Granvik: Anna Ek, Bo Alm" in a list of those present."""
    in_list = bool(context.status or context.called)
    named = written[0].isupper() and not _NO_ORGANISATION.search(fold(written))
    return in_list and named and looks_like_name(re.split(r"[,(;]", rest)[0])


def _parts(text):
    """[(part, the sign before it)]: divided at commas, semicolons, dashes and "och", never inside brackets."""
    parts, start, depth, before = [], 0, 0, ""
    for match in re.finditer(
        r"[()\[\]]|;|,(?=\s|$)|\s[–—-]\s|\s*\|\s*|\s(?:och|samt|&)\s|/(?=[A-ZÅÄÖ][a-zåäö]+ [A-ZÅÄÖ])", text
    ):
        sign = match.group().strip()
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth = max(0, depth - 1)
        elif depth == 0:
            joins = sign in ("och", "samt", "&")
            if joins and not _name_follows(text[match.end() :]):
                continue
            parts.append((text[start : match.start()].strip(), before))
            start, before = match.end(), "och" if joins else sign
    parts.append((text[start:].strip(), before))
    return [(part, before) for part, before in parts if part.strip(" .")]


def _are_first_names(parts):
    """Most are common given names alone, so the others in the run are names too."""
    short = [part for part in parts if ONE_WORD.match(part) or re.fullmatch(r"\S+ [A-ZÅÄÖ]\.?", part)]
    return len(parts) > 2 and len(short) == len(parts) and sum(map(has_given_name, parts)) * 2 > len(parts)


def _name_follows(rest):
    match = NAME.match(rest)
    return bool(match) and (
        has_given_name(match.group()) or (" " in match.group() and not is_organisation(match.group()))
    )


def _read_part(part, sign, context, people, pending):
    bare, notes = _without_brackets(part)
    bare, status = _status_at_end(bare)
    persons = _persons_of(bare, notes)
    if not persons and context.first_names and ONE_WORD.match(bare):
        persons = [_person(bare, "", notes)]
    joined = sign == "och"
    doubtful = sign not in ("och", ";") and people and people[-1].organisation is None and context.mixed
    if persons and doubtful and not has_given_name(bare) and not _surname(bare.split()[-1]):
        persons = []
    if persons:
        if not joined:
            pending.clear()
        for person in persons:
            person.status = person.status or context.status
            people.append(person)
            pending.append(person)
        if status:
            people[-1].status = status[0]
            people[-1].digital |= status[1]
        for note in notes:
            _apply(note, people[-1:], people, context)
    elif people:
        if status:
            _set_status(people[-1], status)
        if bare:
            _apply(bare, pending or people[-1:], people, context)
        for note in notes:
            _apply(note, people[-1:], people, context)


def _without_brackets(part):
    notes = [squeeze(note) for a, b in _BRACKETS.findall(part) for note in re.split(r"[,;]\s+", a or b)]
    return trim(_BRACKETS.sub(" ", part), "."), [note for note in notes if note]


def _status_at_end(text):
    folded = " " + fold(text)
    for status, pattern in _STATUS_AT_END.items():
        match = pattern.search(folded)
        if match and match.start() > 0:
            digital = bool(patterns.ATTENDS_DIGITALLY.search(match["mark"]))
            return trim(text[: match.start() - 1]), (status, digital)
    return text, None


def _set_status(person, status):
    person.status = status[0]
    person.digital |= status[1]


def _persons_of(text, notes):
    """The person (or rarely two, run together) a part begins with, its organisation split off."""
    short = ""
    if match := patterns.TITLE_OF_PERSON.match(fold(text)):
        text = text[match.end() :]
    match = _LEADING_INITIALS.match(text)
    if match and " " in text[match.end() :]:  # "AE Anna Ek", but not "PO Ek"
        short, text = match["short"], text[match.end() :]
    elif (match := _TRAILING_INITIALS.search(text)) and _are_initials(match["short"], text[: match.start()]):
        short, text = match["short"], text[: match.start()]
    if looks_like_name(text):
        return [_person(text, short, notes)]
    match = NAME.match(text)
    if not match:
        return []
    return _name_and_rest(text, match.group(), short, notes)


def _are_initials(short, name):
    return bool(looks_like_name(name)) and short not in patterns.NOT_INITIALS and short[0] == name.strip()[0]


def _name_and_rest(text, name, short, notes):
    """ "Anna Ek Brunnby kommun", "Anna Ek verksamhetschef", "Anna Ek ansvarig för IT" """
    words = text.split()
    for count in (4, 3, 2):
        head, rest = " ".join(words[:count]), " ".join(words[count:])
        if len(words) <= count or not looks_like_name(head, certain=True):
            continue
        organisation = is_organisation(rest)
        starts_role = _ROLE.match(fold(rest)) or (rest[:1].islower() and not organisation)
        if organisation or starts_role:
            if (
                count > 2
                and not starts_role
                and not _surname(words[count - 1])
                and is_organisation(f"{words[count - 1]} {rest}")
            ):
                continue
            person = _person(head, short, notes)
            if is_organisation(rest):
                person.organisation = trim(rest)
            else:
                person.role = trim(rest)
            return [person]
    return []


def _surname(word):
    return bool(
        re.search(
            r"(?:sson|berg|ström|gren|lund|qvist|kvist|man|stedt|strand|dahl|holm|blad|lind|ell|én|in|ius|mark|hed|vall|sten|back|bäck|fors|löv|ing|sen|ak|wall|feldt)$",
            word,
        )
    )


def _person(name, short, notes):
    """The person, with the initials that stood before, after or in brackets; these are taken out of the notes."""
    letters = [word[0] for word in re.split(r"[\s-]+", name.strip()) if word[:1].isupper()]
    for note in list(notes):
        fits = list(note) == letters or (note[:1] == letters[0] and not patterns.PARTY.match(fold(note)))
        if INITIALS.match(note) and fits:
            short = note
            notes.remove(note)
    return Person(name=squeeze(name).strip(" ."), initials=short)


def _apply(note, targets, people, context):
    """What stands after a name: whether they came, party, role or organisation. The first rule that fits takes it."""
    folded = fold(note)
    if patterns.PARTY.match(folded) and len(note) <= 5 and not is_organisation(note):
        return
    if any(rule(note, folded, targets, people) for rule in (_replaced, _marked, _sided)):
        return
    note, folded = _without_role(note, folded, targets)
    if not _is_role(note, folded):
        _apply_organisation(note, folded, targets)
        return
    for one in targets:
        one.role = f"{one.role}, {note}" if one.role else note


def _replaced(note, folded, targets, people):
    """ "ersätts av Bo Ek" """
    match = _REPLACED_BY.search(folded)
    if not match:
        return False
    targets[-1].status = "absent"
    substitute = squeeze(note[match.start("who") :]).strip(" .")
    if looks_like_name(substitute):
        people.append(Person(name=substitute, organisation=targets[-1].organisation, status="present"))
    return True


def _marked(_note, folded, targets, _people):
    """ "förhindrad", "via Teams" """
    status = None if folded.startswith("ej besiut") else status_of(folded)
    digital = bool(patterns.ATTENDS_DIGITALLY.search(folded))
    targets[-1].digital |= digital
    if status:
        targets[-1].status = status
    return bool(status or digital)


def _sided(note, folded, targets, _people):
    """ "Kommun" """
    side = side_label_of(note)
    if side and not side.value:
        for one in targets:
            one.side = one.side or side.name
            one.organisation = one.organisation or (note if folded not in ("region", "kommun") else None)
    return bool(side)


def _is_role(note, folded):
    if _ROLE.match(folded) and not is_organisation(re.sub(r"^\S+", "", note)):
        return True
    named = re.search(r"[A-ZÅÄÖ]", note) or is_organisation(note.split()[-1])
    return note[:1].islower() and bool(_ROLE.match(folded.split()[-1])) and not named


def _apply_organisation(note, folded, targets):
    rest = _FROM.sub(lambda match: " " * len(match.group()), folded)
    organisation = trim(note[len(rest) - len(rest.lstrip()) :])
    for one in targets:
        if one.organisation is None:
            one.organisation = organisation or None
        elif one is targets[-1] and is_organisation(organisation) and not COUNT.match(organisation):
            one.organisation = f"{one.organisation}, {organisation}"


def _without_role(note, folded, targets):
    """ "enhetschef hemsjukvården" is a role and an organisation."""
    match = re.match(r"^(\S+)\s+(?:i |på |för |vid |inom )?(?=\S)", note)
    if match and _ROLE.match(fold(match[1])) and is_organisation(note[match.end() :]) and not is_organisation(match[1]):
        for one in targets:
            one.role = one.role or match[1]
        note = note[match.end() :]
    return note, fold(note)


def status_of(text):
    """ "absent" of "förhindrad", or None."""
    folded = fold(text)
    return next((status for status, pattern in _STATUS.items() if pattern.match(folded)), None)


def names_only(text):
    return [part for part, _sign in _parts(text) if looks_like_name(_without_brackets(part)[0], certain=True)]
