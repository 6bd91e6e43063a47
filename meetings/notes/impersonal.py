"""What groups without a named person, or nobody in particular, are to do: "Ledamöterna skickar in", "En mall ska tas fram"."""

import re

from meetings.notes import patterns
from meetings.notes.phrases import (
    BELIEVED_AT_ONCE,
    BY_COLLECTIVE,
    COLLECTIVE,
    COLLECTIVE_FIRST,
    COLLECTIVE_PROMISES,
    COLLECTIVE_TASKS,
    INFINITIVE_NEXT,
    LEFT_OUT,
    NO_TASK,
    PRESENT,
    PROMISES,
    PROMISES_WITH,
    SHALL,
    STARTS_PASSIVE,
    TAKES_ON,
    THAT_NEXT,
    WORD,
    lowered,
)
from meetings.notes.words import fold, squeeze

_NOBODY_IN_PARTICULAR = ("vi", "man", "ni")
_EACH = re.compile(r"\W*(?:respektive|varje|aiia|samtiiga|resp)\b")  # folded
_STANDING = ("har", "kommer", "fortsatter", "haiier", "star", "ser", "svarar", "ansvarar", "ar ", "tar")  # folded
_SUPPOSED = re.compile(r"\b(?:inte|ej|om|nar|att|som)\W*(?:\w+\W+){0,6}$")  # folded
_BOOKED = ("boka", "tiiifraga", "bjuds in")  # folded
_SHALL_BEFORE = re.compile(r"\bska(?:ii)?\W*$")


def _owners(written, author):
    word = fold(written).strip()
    if word in _NOBODY_IN_PARTICULAR:
        return []
    if word == "jag":
        return [author] if author else []
    return [squeeze(written)]


# -- groups without names -----------------------------------------------------------------------------------------


def of_collective(sentence):
    """Owners are the group as written: "deltagarna", "respektive kommun"."""
    if patterns.HABIT.search(sentence.folded) and not sentence.calendar.mentions(sentence.text, ahead=True):
        return []
    match = COLLECTIVE_FIRST.match(sentence.folded)
    start = _task_start(sentence.folded, match.end("who")) if match else None
    if start is not None:
        who = sentence.text[match.start("who") : match.end("who")]
        return sentence.whole(sentence.text[start:], _owners(who, sentence.author))
    return _inverted(sentence) or _passive_by(sentence)


def _task_start(folded, at):
    """Where the task begins after a group that ends at `at`: "ska ...", "ansvarar för att ...", a present tense."""
    after = folded[at:]
    if match := TAKES_ON.match(after):
        start = _taken_on(match, after)
    else:
        match = PRESENT.match(after)
        start = match.start("verb") if match and _is_believed(folded, at, match) else None
    return None if start is None else at + start


def _taken_on(match, after):
    word = WORD.search(match["rest"])
    how = match["how"].strip()
    if word is None or patterns.NEGATED.match(match["rest"]):
        return None
    is_task = word.group() in COLLECTIVE_TASKS
    if SHALL.match(how):
        passive = STARTS_PASSIVE.match(match["rest"].strip())
        return match.start("rest") if is_task and not passive and word.group() not in NO_TASK else None
    if how.startswith(("ansvarar for att", "svarar for att")) and is_task:
        return match.start("rest")
    if how.startswith(_STANDING) and not patterns.AHEAD.search(after):
        return None  # how it always is
    return match.start("rest" if LEFT_OUT.search(how) else "how")


def _is_believed(folded, at, match):
    verb, rest = match["verb"], match["rest"]
    more = PROMISES_WITH.get(verb)
    known = verb in COLLECTIVE_PROMISES or verb in BELIEVED_AT_ONCE
    known = known or (_EACH.match(folded[:at]) and (verb in PROMISES or more))
    if not known or patterns.NEGATED.match(rest) or THAT_NEXT.match(rest) or (more and not more.match(rest)):
        return False
    own = patterns.OWN_BODY.match(folded) and (more or verb in PROMISES)
    return bool(patterns.AHEAD.search(rest) or own or verb in BELIEVED_AT_ONCE)


def _inverted(sentence):
    """ "Till våren ska ledamöterna skicka in ...", "Senast 1/11 återkommer kommunerna med svar" """
    text, folded = sentence.text, sentence.folded
    if not patterns.FRONTED.match(folded):
        return []
    for match in COLLECTIVE.finditer(folded):
        before = list(WORD.finditer(folded[: match.start()]))
        if len(before) < 2 or folded[before[-1].end() : match.start()].strip():
            continue
        verb, rest = before[-1], folded[match.end() :]
        told = _told_inverted(text, match.end(), verb, rest, ahead=patterns.AHEAD.search(folded))
        if told:
            fronted = lowered(squeeze(text[: verb.start()]).strip(" ,;"))
            return sentence.whole(f"{told} {fronted}", _owners(text[match.start() : match.end()], sentence.author))
    return []


def _told_inverted(text, at, verb, rest, *, ahead):
    if patterns.NEGATED.match(rest):
        return ""
    if SHALL.match(verb.group()):
        task = INFINITIVE_NEXT.match(rest)
        return text[at + task.start("verb") :].rstrip(" .") if task and task["verb"] in COLLECTIVE_TASKS else ""
    if ahead and (verb.group() in COLLECTIVE_PROMISES or verb.group() in BELIEVED_AT_ONCE):
        return f"{text[verb.start() : verb.end()]} {text[at:].strip(' .')}"
    return ""


def _passive_by(sentence):
    """ "Statistiken tas fram av kansliet till nästa möte" """
    match = BY_COLLECTIVE.search(sentence.folded)
    verb = patterns.PASSIVE_NOW.search(sentence.folded[: match.start()]) if match else None
    if (
        verb
        and patterns.AHEAD.search(sentence.folded)
        and not patterns.MODAL_BEFORE.search(sentence.folded[: verb.start()])
    ):
        what = sentence.text[: match.start()] + sentence.text[match.end() :]
        return sentence.whole(what, [sentence.text[match.start("who") : match.end("who")]])
    return []


# -- nobody named -------------------------------------------------------------------------------------------------


def of_nobody(sentence):
    """ "En ny mall ska tas fram": a task, but nobody's."""
    folded = sentence.folded
    mentions = sentence.calendar.mentions(sentence.text, ahead=True)
    on_a_day = bool(mentions or patterns.NEXT_MEETING.search(folded))
    ahead = bool(on_a_day or patterns.AHEAD.search(folded) or sentence.calendar.weeks(sentence.text))
    decided = bool(patterns.DECIDED.search(folded))
    if decided and not on_a_day:
        return []  # told among the decisions
    if patterns.PLANNING_GOES_ON.match(folded):
        return sentence.whole()
    if patterns.HABIT.search(folded):
        return []
    told = (
        _shall_be_done(folded, on_a_day, ahead)
        or _is_taken_up(folded)
        or (not decided and _is_being_done(folded, ahead))
    )
    return sentence.whole() if told else []


def _shall_be_done(folded, on_a_day, ahead):
    match = patterns.PASSIVE_SHALL.search(folded)
    if not match:
        return False
    subject = folded[: match.start()]
    if not subject.strip() or _SUPPOSED.search(subject[-50:]) or not (ahead or match["shall"].startswith("ska")):
        return False
    return on_a_day or not patterns.ABSTRACT_SUBJECT.search(subject)


def _is_taken_up(folded):
    """ "Frågan tas upp på nästa möte" """
    match = patterns.TAKEN_UP.search(folded)
    if not match or not (patterns.NEXT_MEETING.search(folded[match.end() :]) or patterns.NEXT_MEETING.match(folded)):
        return False
    before = folded[: match.start()]
    allowed = _SHALL_BEFORE.search(before) or before.endswith(" som ")  # "en fråga som tas upp nästa gång"
    return bool(allowed) or not patterns.MODAL_BEFORE.search(before)


def _is_being_done(folded, ahead):
    """ "Enkäten skickas ut i april", "Nytt möte bokas" """
    match = patterns.PASSIVE_NOW.search(folded)
    if not match or match.start() <= 3 or patterns.OCCASION_PASSIVE.match(match["verb"]):
        return False
    if not (ahead or match["verb"].startswith(_BOOKED)) or patterns.MODAL_BEFORE.search(folded[: match.start()]):
        return False
    by_somebody = re.search(r"\bav\b", folded[match.end() : match.end() + 12])
    return not by_somebody and not patterns.ABSTRACT_SUBJECT.match(folded)
