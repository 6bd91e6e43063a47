"""What named people will do, read from one sentence: "Anna bokar", "Till nästa möte tar Bo fram", "skickas ut av Cilla"."""

import re
from dataclasses import dataclass

from meetings.notes import patterns
from meetings.notes.phrases import (
    ANY_PASSIVE,
    ASIDE,
    COLLECTIVE,
    INFINITIVE_NEXT,
    LEFT_OUT,
    NO_TASK,
    PRESENT,
    PROMISES,
    PROMISES_RX,
    PROMISES_WITH,
    REPORTS,
    REPORTS_AHEAD,
    SHALL,
    STARTS_PASSIVE,
    TAKES_ON,
    THAT_NEXT,
    WORD,
    Task,
    governed_date,
    is_infinitive,
    lowered,
)
from meetings.notes.words import squeeze

_OWN_CLAUSE = re.compile(r"(?:[,;:.!)\"'-]|\b(?:och|samt|men|medan|dar|sa|sedan|daremot|dessutom))\s*$")
_JOINED_CLAUSE = re.compile(r"(?:[,;:]|\b(?:och|samt|men|medan))\s*$")
_CLAUSE_BREAK = re.compile(r"[;:]\s+|,\s+(?:och|samt|men)\s+|[.!?]\s+")
_CLAUSE_LEFTOVER = re.compile(r"(?:[\s,;–-]|\b(?:och|samt|men|medan))+$")
_NOT_PASSIVE_PROMISE = re.compile(r"\b(?:har|hade|blev|utarbetad|kan|bor|inte|ej)\W+(?:\w+\W+)?$")
_DEFINITE = re.compile(r"\w+(?:en|et|na|chef\w*)\b")
_MEET = ("traffas", "ses", "mots")  # folded
_WITH_THAT = ("pianerar", "undersoker", "sakerstaiier")  # folded: a promise also before "att"


@dataclass
class _Reading:
    """Where a task begins in the sentence, and what is put before and after it to tell it with its verb first."""

    start: int
    before: str = ""
    after: str = ""


def of_people(sentence):
    """Each group of names with what it will do, up to the next one that does something."""
    readings = [
        (group, _after_subject(sentence, group) or _before_subject(sentence, group)) for group in sentence.groups
    ]
    found = []
    for number, (group, reading) in enumerate(readings):
        if reading is None:
            continue
        end = len(sentence.text)
        for other, other_reading in readings[number + 1 :]:
            if other.start > reading.start and (other_reading or _is_subject(sentence.folded, other)):
                end = len(_CLAUSE_LEFTOVER.sub("", sentence.text[: other.start]))
                break
        parts = (reading.before, sentence.text[reading.start : end].strip(" .,;"), reading.after)
        what = " ".join(part for part in parts if part)
        found.append(Task(what, list(group.owners), what))
    return found


def _after_subject(sentence, group):
    """ "Anna bokar lokal", "Anna ska boka", "Anna får i uppdrag att boka" """
    before = sentence.folded[: group.start]
    if not _may_speak(before):
        return None
    at = group.end
    if aside := ASIDE.match(sentence.text[at:]):
        at += aside.end()
    after = sentence.folded[at:]
    if match := TAKES_ON.match(after):
        start = _taken_on(match)
        return _Reading(at + start) if start is not None else None
    match = PRESENT.match(after)
    if not match or patterns.NEGATED.match(match["rest"]):
        return None
    verb = match["verb"]
    decided = patterns.SAID_THAT.search(before) and verb not in REPORTS and re.search(r"[ae]r$", verb)
    if decided or _will_do(verb, match["rest"], sentence.text[at + match.start("rest") :], sentence.calendar):
        return _Reading(at + match.start("verb"))
    return None


def _taken_on(match):
    """Where the task begins in "ska boka", "ansvarar för att boka", "åtar sig sammanställningen"; None when it is none."""
    how, rest = match["how"].strip(), match["rest"]
    word = WORD.search(rest)
    if word is None or patterns.NEGATED.match(rest):
        return None
    start = match.start("rest") + word.start()
    if SHALL.match(how):
        is_task = is_infinitive(word.group()) and word.group() not in NO_TASK and not STARTS_PASSIVE.match(rest.strip())
        return start if is_task else None
    return start if LEFT_OUT.search(how) else match.start("how")


def _before_subject(sentence, group):
    """ "Till nästa möte tar Anna fram ett förslag": told as "Tar fram ett förslag till nästa möte"."""
    clause = _clause_start(sentence.text, group.start)
    lead = sentence.folded[clause : group.start]
    words = list(WORD.finditer(lead))
    if len(words) < 2 or not patterns.FRONTED.match(lead) or lead[words[-1].end() :].strip():
        return None
    verb, rest = words[-1], sentence.folded[group.end :]
    if patterns.NEGATED.match(rest) or not _may_speak(sentence.folded[:clause]):
        return None
    fronted = lowered(squeeze(sentence.text[clause : clause + verb.start()]).strip(" ,;"))
    if SHALL.match(verb.group()):
        match = INFINITIVE_NEXT.match(rest)
        is_task = match and match["verb"] not in NO_TASK and is_infinitive(match["verb"])
        return _Reading(group.end + match.start("verb"), after=fronted) if is_task else None
    if _will_do(verb.group(), rest, f"{sentence.text[group.end :]} {fronted}", sentence.calendar):
        return _Reading(group.end, before=sentence.text[clause + verb.start() : clause + verb.end()], after=fronted)
    return None


def _will_do(verb, rest, rest_written, calendar_):
    """Is this present tense, with what follows it, something the subject will do?"""
    that = THAT_NEXT.match(rest)
    if PROMISES_RX.fullmatch(verb) or verb in PROMISES:
        return not that or verb.startswith(_WITH_THAT)
    more = PROMISES_WITH.get(verb)
    if more and more.match(rest):
        return True
    told_about = re.match(r"\s*om\b", rest)  # "påminner om mötet den 3 mars"
    on_a_day = bool(patterns.NEXT_MEETING.search(rest)) or (not told_about and governed_date(rest_written, calendar_))
    if verb in REPORTS_AHEAD or more:
        return on_a_day and not that
    unknown = verb not in REPORTS and re.search(r"[ae]r$", verb) and len(verb) > 3 and not patterns.NO_VERB.match(verb)
    return bool(unknown or verb in _MEET) and (on_a_day or bool(patterns.AHEAD.search(rest)))


def is_promise(clause):
    """Does the clause, whose subject was cut away, begin with a promise: "kontaktar skolan"?"""
    match = PRESENT.match(" " + clause)
    more = PROMISES_WITH.get(match["verb"]) if match else None
    return bool(match) and (match["verb"] in PROMISES or bool(more and more.match(match["rest"])))


def _may_speak(before):
    """Is the subject's clause the sentence's own, or one that was decided, and not only proposed or supposed?"""
    if not before.strip(" -•*\"'(:,"):
        return True
    before = before[-300:]
    if patterns.SAID_THAT.search(before):
        return not patterns.NO_DECISION.search(before)
    return bool(_OWN_CLAUSE.search(before)) and not patterns.ONLY_SAID.search(before)


def _is_subject(folded, group):
    return bool(_JOINED_CLAUSE.search(folded[: group.start]) and re.match(r"\s+\w+r\b", folded[group.end :]))


def _clause_start(text, at):
    """Where the clause with place `at` begins: after a full stop, semicolon, colon or ", och"."""
    return max((match.end() for match in _CLAUSE_BREAK.finditer(text[:at])), default=0)


# -- mandates and passives ----------------------------------------------------------------------------------------


def responsible_is(sentence):
    """ "Ansvarig för att ta fram en plan är Anna" """
    match = patterns.RESPONSIBLE_IS.match(sentence.folded)
    owners = [
        owner for group in sentence.groups if match and group.start >= match.start("who") for owner in group.owners
    ]
    return sentence.whole(sentence.text[match.start("what") : match.end("what")], owners) if owners else []


def mandates(sentence):
    """ "Uppdras åt Anna att ...", "Gruppen ger Bo i uppdrag att ..." """
    for pattern in patterns.MANDATE:
        match = pattern.search(sentence.folded)
        if not match or patterns.NO_DECISION.search(sentence.folded[: match.start("who")]):
            continue
        start, end = match.span("who")
        owners = [owner for group in sentence.groups if start <= group.start < end for owner in group.owners]
        if not owners and (COLLECTIVE.search(match["who"]) or _DEFINITE.match(match["who"])):
            owners = [squeeze(sentence.text[start:end]).strip(" ,")]
        if owners:
            return [Task(sentence.text[match.end("att") :], owners, sentence.text[match.start() :])]
    return []


def passive_by(sentence):
    """ "Protokollet skickas ut av Anna" """
    for group in sentence.groups:
        before = sentence.folded[: group.start].rstrip()
        if not before.endswith(" av"):
            continue
        verb = patterns.PASSIVE_NOW.search(before) or ANY_PASSIVE.search(before)
        if verb and len(before) - verb.end() < 90 and not _NOT_PASSIVE_PROMISE.search(before[: verb.start()]):
            rest = sentence.text[group.end :].lstrip(" ,")
            return sentence.whole(f"{sentence.text[: len(before) - 2].rstrip()} {rest}", group.owners)
    return []
