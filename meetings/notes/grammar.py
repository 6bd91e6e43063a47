"""Who is to do what, read from one sentence: subject, verb and the words between them."""

import re
from dataclasses import dataclass

from meetings.notes import patterns, verbs
from meetings.notes.words import any_of, fold, loose, rx, squeeze

MOST_NAMES = 30  # a sentence with more of them is a list, not a promise

_JOINS = re.compile(r"^(?:\s*,\s*|\s+(?:och|samt|o|&)\s+|\s*[/+&]\s*|\s*,\s*(?:och|samt)\s+)$")
_ASIDE = re.compile(r"^\s*(?:\([^()]{1,60}\)|\[[^\]]{1,60}\]|,\s+(?!som\b|och\b)[^,.:;]{2,50},)")
_ADVERB = loose(
    r"(?:också|även|därefter|sedan|nu|därför|i sin tur|tillsammans|själv|gemensamt|fortsatt|vidare|snarast|omgående|dessutom|i första hand|återigen|inför nästa möte|till nästa möte)"
)
_TAKES_ON = rx(rf"^\s+(?:{_ADVERB} )?(?P<how>{patterns.TAKES_ON})(?=\s|$)(?P<rest>\s*.*)")
_SHALL = rx(r"^(?:ska|skall|behöver|får|kommer)\b")
_STRIPPED = rx(r"(?:\batt$|^(?:ska|skall)\b|^uppdras$|^ombeds?$|^försöker$)")
_PRESENT = rx(rf"^\s+(?:{_ADVERB} )?(?P<verb>[a-z]+)\b(?P<rest>.*)")
_WORDS_BEFORE = re.compile(r"[\w-]+")
_COLLECTIVE = rx(
    rf"(?P<who>\b(?:{patterns.COLLECTIVE})\b(?: (?:i|från|inom|på|hos|för) (?!samband|god|höst|vår|nästa|mötet|att)[\w-]+(?: [A-ZÅÄÖa-zåäö-]+)?)?)"
)
_COLLECTIVE_FIRST = rx(
    rf"^\W*(?:(?:och|samt|men) )?(?P<who>(?:{patterns.COLLECTIVE})\b(?: (?:i|från|inom|på|hos|för) [\w-]+(?: [\w-]+)?)??)(?=\s)"
)
_PROMISES_WITH = {
    fold(verb): re.compile(rf"^\W*(?:[\w-]+\W+){{0,4}}?(?:{loose(more)})")
    if not more.startswith(("(?!", r"\w+"))
    else re.compile(rf"^\W*(?:{loose(more)})")
    for verb, more in verbs.PROMISES_WITH.items()
}
_PROMISES = frozenset(fold(verb) for verb in verbs.PROMISES)
_PROMISES_RX = rx(any_of(sorted(verbs.PROMISES)))
_REPORTS = frozenset(fold(verb) for verb in verbs.REPORTS)
_REPORTS_AHEAD = frozenset(fold(verb) for verb in verbs.REPORTS_AHEAD)
_NO_TASK = frozenset(fold(verb) for verb in verbs.NO_TASK)
_COLLECTIVE_PROMISES = frozenset(fold(verb) for verb in verbs.COLLECTIVE_PROMISES)
_COLLECTIVE_TASKS = frozenset(fold(verb) for verb in verbs.COLLECTIVE_TASKS)
_STRONG = frozenset(
    fold(verb)
    for verb in "återkommer inkommer utser ombeds uppmanas mejlar mailar återkopplar återrapporterar kontaktar bokar sammanställer bjuder".split()
)
_SHORT_INFINITIVES = frozenset(fold(verb) for verb in "ta ge se gå få be dra bli tala ha".split())
_PASSIVES = re.compile(rf"^(?:{any_of(sorted(loose(verb) for verb in verbs.PASSIVES))})\b")
_ANY_PASSIVE = rx(rf"\b(?:{any_of(verbs.PASSIVES)})\b")
_BY_COLLECTIVE = rx(rf"\bav (?P<who>{patterns.COLLECTIVE})\b")
_INFINITIVES = frozenset(fold(verb) for verb in verbs.FORMS) | {fold(verb[:-1] + "a") for verb in verbs.FORMS}
_UNBELIEVED = rx(
    r"^(?:eller|under|efter|över|inför|samt|där|heller|aldrig|snarare|hellre|åter|igår|annars|emellertid|utöver|kring|bättre|större|mindre|fler|flera|andra|är|var|har|hör)$"
)
_SAID_THAT = rx(
    r"\b(?:beslut\w*|enade\w*|enas|överens|uppdra\w*|bestäm\w*|kom fram till|överenskom\w*|vill att|önskar att|kvarstår)\b"
)
_DECIDED = rx(
    r"\bbesluta\w*|\bbeslöt\b|\bbeslut(?:et)? (?:att|om)\b|\benades\b|\böverens om\b|\bgodkän\w*|\bfastställde\w*"
)
_MODAL_BEFORE = rx(
    r"\b(?:kan|bör|får|skulle|kunde|måste|att|ska|skall|har|hade|brukar|om|när|som|fick|inte|ej)\W*(?:\w+\W+)?$"
)


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


def name_groups(sentence, directory):
    """Names standing together: "Anna, Bo och Cilla" is one group."""
    groups = []
    for found in directory.find(sentence):
        between = sentence[groups[-1].end : found.start] if groups else ""
        bare = _ASIDE.sub("", between) if groups else ""
        if groups and (_JOINS.match(between) or (between != bare and _JOINS.match(bare or " "))):
            groups[-1].end = found.end
            if found.owner not in groups[-1].owners:
                groups[-1].owners.append(found.owner)
        else:
            groups.append(Group(found.start, found.end, [found.owner]))
    return groups


def tasks_in(sentence, directory, calendar_, author=None):
    """All promises of one sentence."""
    folded = fold(sentence)
    if sentence.rstrip().endswith("?") or len(sentence) < 8:
        return []
    groups = name_groups(sentence, directory)[:MOST_NAMES]
    found = (
        _responsible_is(sentence, folded, groups)
        or _mandates(sentence, folded, groups)
        or _of_people(sentence, folded, groups, calendar_)
    )
    found = found or _passive_by(sentence, folded, groups) or _of_collective(sentence, folded, calendar_, author)
    found = found or _of_nobody(sentence, folded, calendar_)
    return [task for task in found if not patterns.FORMALITY.search(fold(task.what))]


# -- people -------------------------------------------------------------------------------------------------------


@dataclass
class Reading:
    """Where a task begins in the sentence, and what is put before and after it to tell it with its verb first."""

    start: int
    before: str = ""
    after: str = ""


def _of_people(sentence, folded, groups, calendar_):
    found, subjects = [], []
    for group in groups:
        reading = _after_subject(sentence, folded, group, calendar_) or _before_subject(
            sentence, folded, group, calendar_
        )
        subjects.append((group, reading))
    for number, (group, reading) in enumerate(subjects):
        if reading is None:
            continue
        end = len(sentence)
        for other, other_reading in subjects[number + 1 :]:
            if other.start > reading.start and (other_reading or _is_subject(sentence, folded, other)):
                end = _clause_end(sentence, other.start)
                break
        what = " ".join(
            part for part in (reading.before, sentence[reading.start : end].strip(" .,;"), reading.after) if part
        )
        found.append(Task(what, list(group.owners), what))
    return found


def _after_subject(sentence, folded, group, calendar_):
    """ "Anna bokar lokal", "Anna ska boka", "Anna får i uppdrag att boka" """
    if not _may_speak(folded[: group.start]):
        return None
    at = group.end
    if aside := _ASIDE.match(sentence[at:]):
        at += aside.end()
    after = folded[at:]
    if match := _TAKES_ON.match(after):
        start = _taken_on(match)
        return Reading(at + start) if start is not None else None
    match = _PRESENT.match(after)
    if not match or patterns.NEGATED.match(match["rest"]):
        return None
    decided = (
        bool(_SAID_THAT.search(folded[: group.start]))
        and match["verb"] not in _REPORTS
        and re.search(r"[ae]r$", match["verb"])
    )
    if decided or _is_promise(match["verb"], match["rest"], sentence[at + match.start("rest") :], calendar_):
        return Reading(at + match.start("verb"))
    return None


def _taken_on(match):
    """Where the task begins in "ska boka", "ansvarar för att boka", "åtar sig sammanställningen"; None when it is none."""
    how, rest = match["how"].strip(), match["rest"]
    word = _WORDS_BEFORE.search(rest)
    if word is None or patterns.NEGATED.match(rest):
        return None
    first = word.group()
    start = match.start("rest") + word.start()
    if _SHALL.match(how):
        if first in _NO_TASK or _PASSIVES.match(rest.strip()) or not _is_infinitive(first):
            return None
        return start
    if _STRIPPED.search(how):
        return start
    return match.start("how")


def _is_infinitive(word):
    return word in _SHORT_INFINITIVES or word in _INFINITIVES or (word.endswith("a") and len(word) > 3)


def _before_subject(sentence, folded, group, calendar_):
    """ "Till nästa möte tar Anna fram ett förslag", "Därefter ska Anna boka": told as "Tar fram ett förslag till nästa möte"."""
    clause = _clause_start(sentence, group.start)
    lead = folded[clause : group.start]
    words = list(_WORDS_BEFORE.finditer(lead))
    if (
        len(words) < 2
        or not patterns.FRONTED.match(lead)
        or not _may_speak(folded[:clause])
        or lead[words[-1].end() :].strip()
    ):
        return None
    verb, rest = words[-1], folded[group.end :]
    fronted = _lowered(squeeze(sentence[clause : clause + verb.start()]).strip(" ,;"))
    if patterns.NEGATED.match(rest):
        return None
    if _SHALL.match(verb.group()):
        match = re.match(rf"\s+(?:{_ADVERB} )?(?:att |i uppdrag att )?(?P<verb>\w+)", rest)
        if match and match["verb"] not in _NO_TASK and _is_infinitive(match["verb"]):
            return Reading(group.end + match.start("verb"), after=fronted)
        return None
    if _is_promise(verb.group(), rest, f"{sentence[group.end :]} {fronted}", calendar_):
        return Reading(group.end, before=sentence[clause + verb.start() : clause + verb.end()], after=fronted)
    return None


def _lowered(text):
    return text[:1].lower() + text[1:] if not re.match(r"[A-ZÅÄÖ]{2}", text) else text


def _is_promise(verb, rest, rest_written, calendar_):
    """Is this present tense, with what follows it, something the subject will do?"""
    if _PROMISES_RX.fullmatch(verb) or verb in _PROMISES:
        return not re.match(r"\s*(?:att|om att)\b", rest) or verb.startswith(("pianerar", "undersoker", "sakerstaiier"))
    more = _PROMISES_WITH.get(verb)
    if more and more.match(rest):
        return True
    ahead = bool(patterns.NEXT_MEETING.search(rest)) or _governed_date(rest_written, calendar_)
    if verb in _REPORTS_AHEAD or more:
        return ahead and not re.match(r"\s*(?:om att|att)\b", rest)
    if verb in ("traffas", "ses", "mots"):
        return ahead or bool(patterns.AHEAD.search(rest))
    unknown = verb not in _REPORTS and re.search(r"[ae]r$", verb) and len(verb) > 3 and not _UNBELIEVED.match(verb)
    return bool(unknown and (ahead or patterns.AHEAD.search(rest)))


def is_task_verb(word):
    """Is the folded word the infinitive of something one can be asked to do?"""
    return word in _INFINITIVES or word in _COLLECTIVE_TASKS


def is_promise(clause):
    """Does the clause, whose subject was cut away, begin with a promise: "kontaktar skolan"?"""
    match = _PRESENT.match(" " + fold(clause))
    more = _PROMISES_WITH.get(match["verb"]) if match else None
    return bool(match) and (match["verb"] in _PROMISES or bool(more and more.match(match["rest"])))


def _governed_date(text, calendar_):
    folded = fold(text)
    return any(
        patterns.DUE_BEFORE.search(folded[: mention.start])
        or folded[mention.start :].startswith("den ")
        or re.search(r"\bp[aed]\W*$", folded[: mention.start])
        for mention in calendar_.mentions(text, ahead=True)
    ) or bool(calendar_.weeks(text))


def _may_speak(before):
    """Is the subject's clause the sentence's own, or one that was decided, and not only proposed or supposed?"""
    if not before.strip(" -•*\"'(:,"):
        return True
    before = before[-300:]
    if _SAID_THAT.search(before):
        return not patterns.NO_DECISION.search(before)
    if patterns.ONLY_SAID.search(before):
        return False
    return bool(
        re.search(r"(?:[,;:.!)\"'-]|\b(?:och|samt|men|medan|att|dar|sa|sedan|daremot|dessutom))\s*$", before)
    ) and not re.search(r"\b(?:att|som|om|av|till|med|for|fran|hos)\s*$", before)


def _is_subject(sentence, folded, group):
    before, after = folded[: group.start], folded[group.end :]
    return bool(re.search(r"(?:[,;:]|\b(?:och|samt|men|medan))\s*$", before) and re.match(r"\s+\w+r\b", after))


def _clause_end(sentence, at):
    return len(re.sub(r"(?:[\s,;–-]|\b(?:och|samt|men|medan))+$", "", sentence[:at]))


def _clause_start(sentence, at):
    """Where the clause with place `at` begins: after a full stop, semicolon, colon or ", och"."""
    start = 0
    for match in re.finditer(r"[;:]\s+|,\s+(?:och|samt|men)\s+|[.!?]\s+", sentence[:at]):
        start = match.end()
    return start


# -- mandates and passives ----------------------------------------------------------------------------------------


def _responsible_is(sentence, folded, groups):
    match = patterns.RESPONSIBLE_IS.match(folded)
    owners = [owner for group in groups if match and group.start >= match.start("who") for owner in group.owners]
    return [Task(sentence[match.start("what") : match.end("what")], owners, sentence)] if owners else []


def _mandates(sentence, folded, groups):
    """ "Uppdras åt Anna att ...", "Gruppen ger Bo i uppdrag att ..." """
    for pattern in patterns.MANDATE:
        match = pattern.search(folded)
        if not match or patterns.NO_DECISION.search(folded[: match.start("who")]):
            continue
        owners = [
            owner for group in groups if match.start("who") <= group.start < match.end("who") for owner in group.owners
        ]
        written = squeeze(sentence[match.start("who") : match.end("who")]).strip(" ,")
        if not owners and not (
            _COLLECTIVE.search(match["who"]) or re.match(r"\w+(?:en|et|na|chef\w*)\b", match["who"])
        ):
            continue
        return [Task(sentence[match.end("att") :], owners or [written], sentence[match.start() :])]
    return []


def _passive_by(sentence, folded, groups):
    """ "Protokollet skickas ut av Anna" """
    for group in groups:
        match = re.search(r"\bav\s*$", folded[: group.start]) if folded[: group.start].rstrip()[-2:] == "av" else None
        verb = match and (
            patterns.PASSIVE_NOW.search(folded[: group.start]) or _ANY_PASSIVE.search(folded[: group.start])
        )
        if (
            not match
            or not verb
            or re.search(r"\b(?:har|hade|blev|utarbetad|kan|bor|inte|ej)\W+(?:\w+\W+)?$", folded[: verb.start()])
        ):
            continue
        if match.start() - verb.end() > 90:
            continue
        what = sentence[: match.start()].rstrip() + " " + sentence[group.end :].lstrip(" ,")
        return [Task(what, list(group.owners), sentence)]
    match = _BY_COLLECTIVE.search(folded)
    if match and patterns.AHEAD.search(folded):
        verb = patterns.PASSIVE_NOW.search(folded[: match.start()])
        if verb and not _MODAL_BEFORE.search(folded[: verb.start()]):
            return [
                Task(
                    sentence[: match.start()] + sentence[match.end() :],
                    [sentence[match.start("who") : match.end("who")]],
                    sentence,
                )
            ]
    return []


# -- groups without names -----------------------------------------------------------------------------------------


def _owners_of_collective(written, author):
    word = fold(written).strip()
    if word in ("vi", "man", "ni"):
        return []
    if word == "jag":
        return [author] if author else []
    return [squeeze(written)]


def _of_collective(sentence, folded, calendar_, author):
    if patterns.HABIT.search(folded) and not calendar_.mentions(sentence, ahead=True):
        return []
    match = _COLLECTIVE_FIRST.match(folded)
    if match:
        after = folded[match.end("who") :]
        written = sentence[match.start("who") : match.end("who")]
        if found := _collective_task(sentence, folded, after, match.end("who")):
            return [Task(found, _owners_of_collective(written, author), sentence)]
    return _collective_inverted(sentence, folded, author)


def _collective_task(sentence, folded, after, at):
    if match := _TAKES_ON.match(after):
        word = _WORDS_BEFORE.search(match["rest"])
        how = match["how"].strip()
        if word is None or patterns.NEGATED.match(match["rest"]):
            return None
        if _SHALL.match(how):
            believed = word.group() in _COLLECTIVE_TASKS and not _PASSIVES.match(match["rest"].strip())
            return sentence[at + match.start("rest") :] if believed and word.group() not in _NO_TASK else None
        if how.startswith(("ansvarar for att", "svarar for att")) and word.group() in _COLLECTIVE_TASKS:
            return sentence[at + match.start("rest") :]
        if how.startswith(
            ("har", "kommer", "fortsatter", "haiier", "star", "ser", "svarar", "ansvarar", "ar ", "tar")
        ) and not patterns.AHEAD.search(after):
            return None
        return sentence[at + (match.start("rest") if _STRIPPED.search(how) else match.start("how")) :]
    match = _PRESENT.match(after)
    each = re.match(r"\W*(?:respektive|varje|aiia|samtiiga|resp)\b", folded[:at])
    if (
        not match
        or match["verb"] not in (_COLLECTIVE_PROMISES | _STRONG | (_PROMISES | set(_PROMISES_WITH) if each else set()))
        or patterns.NEGATED.match(match["rest"])
    ):
        return None
    if re.match(r"\s*(?:om att|att)\b", match["rest"]):
        return None
    more = _PROMISES_WITH.get(match["verb"])
    if more and not more.match(match["rest"]):
        return None
    ahead = patterns.AHEAD.search(match["rest"])
    own = patterns.OWN_BODY.match(folded) and (more or match["verb"] in _PROMISES)
    return sentence[at + match.start("verb") :] if ahead or own or match["verb"] in _STRONG else None


def _collective_inverted(sentence, folded, author):
    """ "Inför nästa möte ska deltagarna mejla in ...", "Senast 1/11 återkommer kommunerna med svar" """
    if not patterns.FRONTED.match(folded):
        return []
    for match in _COLLECTIVE.finditer(folded):
        before = list(_WORDS_BEFORE.finditer(folded[: match.start()]))
        if not before or folded[before[-1].end() : match.start()].strip() or len(before) < 2:
            continue
        verb, rest = before[-1].group(), folded[match.end() :]
        fronted = _lowered(squeeze(sentence[: before[-1].start()]).strip(" ,;"))
        if _SHALL.match(verb) and not patterns.NEGATED.match(rest):
            task = re.match(rf"\s+(?:{_ADVERB} )?(?P<verb>\w+)", rest)
            if task and task["verb"] in _COLLECTIVE_TASKS:
                what = f"{sentence[match.end() + task.start('verb') :].rstrip(' .')} {fronted}"
                return [Task(what, _owners_of_collective(sentence[match.start() : match.end()], author), sentence)]
        elif (
            verb in _COLLECTIVE_PROMISES | _STRONG
            and patterns.AHEAD.search(folded)
            and not patterns.NEGATED.match(rest)
        ):
            what = f"{sentence[before[-1].start() : before[-1].end()]} {sentence[match.end() :].strip(' .')} {fronted}"
            return [Task(what, _owners_of_collective(sentence[match.start() : match.end()], author), sentence)]
    return []


# -- nobody named -------------------------------------------------------------------------------------------------


def _of_nobody(sentence, folded, calendar_):
    """ "En gemensam presentation ska tas fram": a task, but nobody's."""
    mentions = calendar_.mentions(sentence, ahead=True)
    ahead = bool(patterns.AHEAD.search(folded)) or bool(mentions) or bool(calendar_.weeks(sentence))
    decided = bool(_DECIDED.search(folded))
    if decided and not (mentions or patterns.NEXT_MEETING.search(folded)):
        return []  # told among the decisions
    if match := patterns.PASSIVE_SHALL.search(folded):
        subject = folded[: match.start()]
        strong = match["shall"].startswith("ska")
        if not re.search(r"\b(?:inte|ej|om|nar|att|som)\W*(?:\w+\W+){0,6}$", subject[-50:]) and (strong or ahead):
            if (
                not patterns.HABIT.search(folded)
                and (mentions or patterns.NEXT_MEETING.search(folded) or not patterns.ABSTRACT_SUBJECT.search(subject))
                and subject.strip()
            ):
                return [Task(sentence, [], sentence)]
    if match := patterns.TAKEN_UP.search(folded):
        if patterns.NEXT_MEETING.search(folded[match.end() :]) or (
            patterns.NEXT_MEETING.search(folded) and patterns.NEXT_MEETING.match(folded)
        ):
            if (
                not patterns.HABIT.search(folded)
                and not _MODAL_BEFORE.search(folded[: match.start()])
                or re.search(r"\bska(?:ii)?\W*$", folded[: match.start()])
            ):
                return [Task(sentence, [], sentence)]
    if match := patterns.PASSIVE_NOW.search(folded):
        booked = match["verb"].startswith(("boka", "tiiifraga", "bjuds in"))
        if patterns.OCCASION_PASSIVE.match(match["verb"]) or decided:
            return []
        if (
            (ahead or booked)
            and not patterns.HABIT.search(folded)
            and not _MODAL_BEFORE.search(folded[: match.start()])
            and match.start() > 3
        ):
            if not patterns.ABSTRACT_SUBJECT.match(folded) and not re.search(
                r"\bav\b", folded[match.end() : match.end() + 12]
            ):
                return [Task(sentence, [], sentence)]
    if match := patterns.PLANNING_GOES_ON.match(folded):
        return [Task(sentence, [], sentence)]
    return []
