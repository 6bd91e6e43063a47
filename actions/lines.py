"""An action written in one line: "Ta fram presentation @malin /27 okt §4.2 #ekby".

    @ who is responsible    / when it is due    § the clause    # the organisation or the group

A sign counts when it stands first in a word. What is understood leaves the title, unless it stands in the middle of
the sentence and is needed to read it. What is not understood becomes a sentence in `problems`, and nothing is guessed.
"""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from actions.spoken_dates import read_date

_SIGN = re.compile(r"(?<!\S)(?:([@/#])(?=\S)|(§)\s?(?=\d))")
_NUMBER = re.compile(r"\d+(?:\.\d+)*[a-z]?(?!\w)")
_LONGEST_NAME = 6


@dataclass(frozen=True)
class Named:
    """Something that can be named in a line: a person, an organisation, a group."""

    thing: object
    label: str  # as it stands in a list to choose from
    names: tuple  # every way to write it, exactly or from the beginning


@dataclass
class Known:
    """What may be named in a line. `closed` are organisations and groups that exist but are not for this person."""

    people: list = field(default_factory=list)
    places: list = field(default_factory=list)
    closed: list = field(default_factory=list)
    provisions: dict = field(default_factory=dict)  # number -> list of provisions


@dataclass
class Line:
    """What was understood; with problems, nothing should be saved."""

    title: str = ""
    owner: object = None
    due_on: object = None
    provision: object = None
    place: object = None
    problems: list = field(default_factory=list)


def read_line(text: str, known: Known, *, on) -> Line:
    """Read one line. `on` is today's date."""
    line = Line()
    signs = list(_SIGN.finditer(text))
    kept = [text[: signs[0].start()] if signs else text]
    for place, sign in enumerate(signs):
        end = signs[place + 1].start() if place + 1 < len(signs) else len(text)
        rest = text[sign.end() : end]
        used, instead = _READ[sign[1] or sign[2]](line, rest, known, on)
        rest = rest[used:].lstrip(",;")
        in_the_middle = "".join(kept).strip() and rest.strip()
        kept.append(f" {instead if in_the_middle else ''} {rest}")
    line.title = _tidy(" ".join(kept))
    if not line.title:
        line.problems.insert(0, _("Write what is to be done."))
    elif len(line.title) > 300:
        line.problems.append(_("Write it in at most 300 characters; there is room for more on the action's own page."))
    return line


def _tidy(text):
    text = re.sub(r"\s+([,.;:!?])", r"\1", " ".join(text.split()))
    return text.strip(" ,;")


def _read_owner(line, rest, known, on):
    found, used = _find(rest, known.people)
    first = _first_word(rest)
    if len(found) != 1:
        line.problems.append(_which(found, "@" + first, _("the whole name")) if found else _(
            "There is nobody called “%(name)s” here. Write the whole name, or leave it out and choose later."
        ) % {"name": first})  # fmt: skip
        return used or len(first), ""
    if line.owner and line.owner != found[0].thing:
        line.problems.append(_("An action has one person responsible. Keep one @ and write the others in the text."))
    line.owner = found[0].thing
    return used, ""


def _read_place(line, rest, known, on):
    found, used = _find(rest, known.places)
    first = _first_word(rest)
    if not found and (closed := _find(rest, known.closed)[0]):
        line.problems.append(
            _("You cannot add actions for %(name)s. Choose your own organisation or group.") % {"name": closed[0].label}
        )
        return len(first), ""
    if len(found) != 1:
        line.problems.append(_which(found, "#" + first, _("more of the name")) if found else _(
            "There is no organisation or group called “%(name)s”."
        ) % {"name": first})  # fmt: skip
        return used or len(first), ""
    if line.place and line.place != found[0].thing:
        line.problems.append(_("An action belongs to one organisation or group. Keep one #."))
    line.place = found[0].thing
    return used, found[0].label


def _read_date(line, rest, known, on):
    found = read_date(rest, on=on)
    if not found:
        first = _first_word(rest)
        line.problems.append(
            _("“/%(text)s” cannot be read as a date. Write for example /27 okt, /friday or /2026-10-27.")
            % {"text": first}
        )
        return len(first), ""
    if line.due_on and line.due_on != found[0]:
        line.problems.append(_("There are two dates. Keep one."))
    elif found[0] < on:
        line.problems.append(_("The date has passed. Choose today or later."))
    line.due_on = found[0]
    return found[1], ""


def _read_provision(line, rest, known, on):
    number = _NUMBER.match(rest)
    if not number:
        return 0, "§"
    found = known.provisions.get(number[0], [])
    if len(found) == 1:
        if line.provision and line.provision != found[0]:
            line.problems.append(_("An action is about one clause. Keep one § and write the others out."))
        line.provision = found[0]
    elif found:
        line.problems.append(
            _("§ %(number)s is in several agreements. Choose it in the form instead.") % {"number": number[0]}
        )
    else:
        line.problems.append(_("There is no § %(number)s in the agreement.") % {"number": number[0]})
    return number.end(), f"§ {number[0]}"


_READ = {"@": _read_owner, "#": _read_place, "/": _read_date, "§": _read_provision}


def _first_word(text):
    words = text.split(maxsplit=1)
    return words[0].rstrip(",;:") if words else ""


def _which(found, typed, what):
    names = ", ".join(named.label for named in found[:5])
    return _("“%(typed)s” may be %(names)s. Write %(what)s.") % {"typed": typed, "names": names, "what": what}


def _find(text, candidates):
    """([those meant], characters used): the longest exact name, else the longest beginning of one; one match wins."""
    words = list(re.finditer(r"\S+", text))[:_LONGEST_NAME]
    several = ([], 0)
    for fits in (_is_name, _begins_name):
        for count in range(len(words), 0, -1):
            end = words[count - 1].end()
            typed = _key(text[:end])
            found = [named for named in candidates if fits(typed, named)] if typed else []
            if len(found) == 1:
                return found, _without_comma(text, end)
            if found and not several[0]:
                several = found, _without_comma(text, end)
    return several


def _without_comma(text, end):
    while text[end - 1] in ",;:":
        end -= 1
    return end


def _is_name(typed, named):
    return typed in named.names


def _begins_name(typed, named):
    return any(name.startswith(typed) for name in named.names)


def _key(text):
    return " ".join(text.replace(".", " ").casefold().split()).rstrip(",;:")


def name_person(user, *, organisation=""):
    """A person as they may be named: whole name, first name, last name, e-mail address."""
    names = (user.get_full_name(), user.first_name, user.last_name, user.email, user.email.split("@")[0])
    label = f"{user.get_full_name()} ({organisation})" if organisation else user.get_full_name()
    return Named(user, label, tuple(dict.fromkeys(_key(name) for name in names if name)))


def name_place(thing, *names):
    """An organisation or group as it may be named; the last of its names is what it is called in a sentence."""
    return Named(thing, names[-1], tuple(dict.fromkeys(_key(name) for name in names if name)))
