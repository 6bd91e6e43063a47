"""The action suggestions of a note: from tables, labelled lines, lists under "Att göra" and sentences."""

import re

from meetings.notes import patterns
from meetings.notes.dates import due_date
from meetings.notes.grammar import is_promise, is_task_verb, name_groups, tasks_in
from meetings.notes.people import looks_like_name
from meetings.notes.suggestions import Action, alike, tidy
from meetings.notes.words import fold, loose, rx, sentences, squeeze, trim

RECENT = 200  # how far back a repetition is looked for: a long note must not take long

_SPLIT_OWNERS = re.compile(r"\s*(?:[,;/&+]|\boch\b|\bsamt\b|\n)\s*")
_LEADING_OWNER = re.compile(r"^\W{0,3}@?(?P<who>[A-ZÅÄÖ][^:–|\n]{0,60}?)\s*(?::|\s[–-]|\s→)\s+(?P<rest>\S.*)$")
_TRAILING_BRACKETS = re.compile(r"[(\[](?P<inside>[^()\[\]]{2,60})[)\]]\s*[.,;]?\s*$")
_TRAILING_OWNER = re.compile(r"(?:\s[–—-]+>?\s|\s→\s|\s/|,\s|\s=>\s|\.\s)(?P<who>@?[A-ZÅÄÖ][^–—→/.:()]{1,50})[.\s]*$")
_BRACKETED_DATE = re.compile(r"\s*\([^()]{2,24}\)\s*$")
_AT_SIGN = re.compile(r"@(?P<who>[A-ZÅÄÖa-zåäö][\wåäöÅÄÖ-]*(?:\s[A-ZÅÄÖ][\wåäöÅÄÖ-]+)?)")
_TRAILING_DATE = re.compile(
    r"(?:\s[–—-]\s|,\s*|\s\()(?P<when>(?:senast |klart |till |före |den |deadline )?[^–—,()]{2,40})\)?\s*[.]?$"
)
_COLLECTIVE = re.compile(rf"^(?:{loose(patterns.COLLECTIVE)}|aiia|sam tiiga)(?: [\w-]+)?$")
_ENDS_IN_VERB = rx(r"\b(?:ska|tar|gör|ansvarar för(?: att)?|får i uppdrag(?: att)?|åtar sig(?: att)?)\s*:\s*$")
_IS_OWNER_LABEL = rx(patterns.OWNER_LABEL)
_LABEL_OR_WORD = rx(r"^[\s.,;(\[–-]*\b(?:till|när|tid|datum|senast)\b")
_RESPONSIBLE_WORD = re.compile(r"^\W*(?:ansv(?:arig(?:a)?)?|au)\W+", re.IGNORECASE)
_NOBODY = rx(r"^\W*(?:-+|–|n/?a|tba|ej (?:utsedd|bestämt|klart)|oklart|vakant|ingen|saknas|\?)?\W*$")
_CONCRETE_START = rx(r"^\W*(?:att )?(?P<verb>\w+)")
_EARLIER_LEFT = rx(
    r"\b(?:pågår|kvarstår|ej (?:klar\w*|påbörja\w*|genomförd)|inte (?:klar\w*|påbörja\w*)|fortsätter|återstår|försenad\w*)\b"
)
_HAS_BEEN = rx(r"^\W*(?:\w+ ){0,3}(?:har|är|hade|blev)\b")
_NOTHING = rx(r"^\W*(?:inga?|inget|-|n/a)(?: (?:åtgärd\w*|nya åtgärder|uppgifter))?\W*$")


def find_actions(lines, directory, calendar_, author=None):
    """Suggestions in the order of the note, each told once."""
    reader = _ActionReader(directory, calendar_, author)
    for line in lines:
        reader.read(line)
    return _without_repeats([action for action in reader.found if action.text])


class _ActionReader:
    def __init__(self, directory, calendar_, author):
        self.directory, self.calendar, self.author = directory, calendar_, author
        self.found = []
        self.last, self.last_line = None, None

    def read(self, line):
        if line.is_heading:
            self.last = None
            return
        if line.part == "proposal":
            return
        if line.block.kind == "row":
            self._row(line)
        else:
            self._text(line)

    def _add(self, line, text, owners, due, source=None):
        action = Action(tidy(text), owners, due, line.section, squeeze(source or line.block.text))
        self.found.append(action)
        self.last = action
        return action

    # -- tables --

    def _row(self, line):
        cells, where = line.block.cells, {}
        for number, names in line.block.columns.items():
            for name in names:
                where.setdefault(name, number)
        cell = lambda name: cells[where[name]].strip() if name in where and where[name] < len(cells) else ""  # noqa: E731
        if "action_owner" in where:
            return (
                self._task_line(line, cell("action_owner")) if not _NOTHING.match(fold(cell("action_owner"))) else None
            )
        if ("outcome" in where or "decision" in where) and "action" not in where:
            return self._outcome_cell(line, cell)
        if (
            "action" not in where
            or not ({"owner", "due", "status"} & set(where))
            or where["action"] in (where.get("owner"), where.get("due"))
        ):
            if not line.block.columns and len(cells) > 1:
                self._loose_row(line)
            return None
        text = cell("action")
        if (
            not text
            or _NOTHING.match(fold(text))
            or patterns.DONE.match(fold(cell("status")))
            or patterns.DONE.search(fold(text))
        ):
            return None
        due = due_date(cell("due"), self.calendar, bare=True) if cell("due") else None
        due = (
            due
            or (due_date(cell("status"), self.calendar) if cell("status") and not cell("due") else None)
            or due_date(text, self.calendar)
        )
        if "owner" in where:
            return self._add(line, text, self.owners(cell("owner")), due)
        return self._task_line(line, text, due=due)

    def _outcome_cell(self, line, cell):
        """A column for decisions and tasks: with somebody responsible, or told as a task, it is one."""
        text, due = (
            cell("outcome") or cell("decision"),
            due_date(cell("due"), self.calendar, bare=True) if cell("due") else None,
        )
        if not text or _NOTHING.match(fold(text)) or patterns.DONE.match(fold(cell("status"))):
            return
        if owners := self.owners(cell("owner")):
            self._add(
                line,
                re.sub(r"(?i)^\W*(?:beslut|åtgärd)\s*:\s*", "", text),
                owners,
                due or due_date(text, self.calendar),
            )
        elif due or patterns.ACTION_LABEL.match(fold(text)):
            self._task_line(line, re.sub(r"(?i)^\W*(?:beslut|åtgärd)\s*:\s*", "", text), due=due)
        else:
            for start, end in sentences(text):
                self._read_sentence(line, text[start:end])

    def _loose_row(self, line):
        """A row without a head under "Att göra": the longest cell is the task."""
        if line.part != "action":
            return
        cells = [cell for cell in line.block.cells if cell]
        task = max(cells, key=len)
        rest = [cell for cell in cells if cell is not task and not re.fullmatch(r"\d+\.?", cell)]
        due = next((day for cell in rest if (day := due_date(cell, self.calendar, bare=True))), None)
        owners = next((found for cell in rest if (found := self.named_owners(cell))), [])
        if not any(patterns.DONE.match(fold(cell)) for cell in rest):
            self._add(line, task, owners, due)

    # -- lines --

    def _text(self, line):
        text, folded = line.block.text, line.block.folded
        if match := patterns.ACTION_DETAIL.match(folded):
            self._detail(line, match, text)
            return
        if match := patterns.ACTION_LABEL.match(folded):
            named = "who" if match["who"] else "whom"
            who = self.owners(text[match.start(named) : match.end(named)]) if match[named] else []
            rest = text[match.start("rest") :]
            if not _NOTHING.match(fold(rest)):
                self._task_line(line, rest, owners=who)
            return
        if line.part == "earlier":
            self._earlier(line, text, folded)
            return
        if line.part == "action" and line.block.kind == "paragraph" and text.endswith(":"):
            return
        led = self._led(line)
        if line.part == "action" and (
            line.block.kind == "item" or line.block.number or led is not None or self._is_task_paragraph(text)
        ):
            if not _NOTHING.match(folded) and not patterns.DONE.search(folded) and not text.startswith("✓ "):
                self._task_line(line, text, owners=led[0] if led else None, due=led[1] if led else None)
            return
        if led is not None and line.block.kind == "item":
            self._task_line(line, text, owners=led[0], due=led[1])
            return
        self._sentences(line, text)

    def _is_task_paragraph(self, text):
        """Under "Att göra" a short paragraph is a task; a longer one is read sentence by sentence."""
        return len(text) < 160 and len(sentences(text)) <= 2

    def _led(self, line):
        """(owners, due) for the points of a list opened by "Till nästa möte:" or "Anna ska:"; None when it opens no tasks."""
        if not line.lead:
            return None
        folded = fold(line.lead)
        if patterns.DECISION_INTRO.search(folded.rstrip(" :")) or not patterns.ACTION_INTRO.search(folded):
            return None
        groups = name_groups(line.lead, self.directory)
        ends_in_verb = _ENDS_IN_VERB.search(folded)
        if (
            ends_in_verb
            and not groups
            and not _COLLECTIVE.match(re.sub(r"\W*(?:ska\w*|tar|gor).*$", "", folded).strip())
        ):
            return None
        return (groups[0].owners if groups and ends_in_verb else []), due_date(line.lead, self.calendar)

    def _detail(self, line, match, text):
        """ "Ansvarig: Anna" or "Klart: 1 november" below the thing itself."""
        value, label = text[match.start("rest") :], match["label"]
        is_owner = _IS_OWNER_LABEL.fullmatch(label)
        value, due = self._cut_due_tail(value) if is_owner else (value, None)
        if self.last is None and self.last_line is not None and is_owner:
            source = self.last_line
            self._add(
                source,
                re.sub(r"(?i)^\W*(?:beslut|förslag)\s*:\s*", "", source.block.text),
                [],
                due_date(source.block.text, self.calendar),
            )
        if self.last is None:
            return
        if is_owner:
            self.last.owners = self.owners(value) or self.last.owners
            self.last.due = self.last.due or due
        else:
            self.last.due = due_date(value, self.calendar, bare=True) or self.last.due
        self.last.source = f"{self.last.source} {squeeze(text)}"

    def _earlier(self, line, text, folded):
        """Of what was promised before, only what is said to be left or promised anew."""
        for start, end in sentences(text):
            sentence = text[start:end]
            if not patterns.DONE.search(fold(sentence)):
                self._read_sentence(line, sentence)
        self.last_line = None

    def _sentences(self, line, text):
        self.last, self.last_line = None, line
        for start, end in sentences(text):
            self._read_sentence(line, text[start:end].strip())

    def _read_sentence(self, line, sentence):
        folded = fold(sentence)
        if match := patterns.ACTION_LABEL.match(folded):
            self._task_line(line, sentence[match.start("rest") :], source=sentence)
            return
        decided = line.part == "decision"
        if match := patterns.DECISION_LABEL.match(folded):
            decided = True
            sentence = sentence[match.start("rest") :]
            folded = fold(sentence)
        if (match := patterns.ACTION_DETAIL.match(folded)) and _IS_OWNER_LABEL.fullmatch(match["label"]):
            if self.last is None:
                before = line.block.text[: line.block.text.find(sentence)].strip()
                spans = sentences(before)
                if not spans:
                    return
                self._add(line, before[spans[-1][0] : spans[-1][1]], [], due_date(before, self.calendar))
            self._detail(line, match, sentence)
            return
        if patterns.OWNER_TAIL.search(folded) or self._ends_with_owner(sentence, folded):
            self._task_line(line, sentence, source=sentence)
            return
        owners, rest = self._cut_leading_owner(sentence)
        if owners and (verb := _CONCRETE_START.match(fold(rest))) and (is_task_verb(verb["verb"]) or is_promise(rest)):
            self._task_line(line, sentence, source=sentence)
            return
        match = _TRAILING_BRACKETS.search(sentence)
        aside = (
            [task for task in tasks_in(match["inside"], self.directory, self.calendar) if task.owners]
            if match and len(match["inside"]) > 8
            else []
        )
        if aside and match.start() > 15:  # "Agda bjuds in (Selma frågar henne)"
            self._add(line, sentence[: match.start()], aside[0].owners, due_date(sentence, self.calendar), sentence)
            return
        for task in tasks_in(sentence, self.directory, self.calendar, self.author):
            due = due_date(task.clause, self.calendar)
            if task.owners or due or not decided:  # else it is told among the decisions
                self._add(line, task.what, task.owners, due, sentence)

    def _ends_with_owner(self, sentence, folded):
        """ "En mall tas fram (Anna)", "- Boka lokal (Bo, 1/11)": a concrete verb and a name in brackets at the end."""
        match = _TRAILING_BRACKETS.search(sentence) or (re.search(r"(?P<inside>@\w+)\W*$", sentence))
        if not match or not self.named_owners(_without_trailing_date(match["inside"], self.calendar, anywhere=True)):
            return False
        verb = _CONCRETE_START.match(folded)
        return bool(patterns.PASSIVE_NOW.search(folded) or (verb and is_task_verb(verb["verb"])))

    # -- one task --

    def _task_line(self, line, text, owners=None, due=None, source=None):
        """A line that is a task, whoever and whenever: read its owners and its day, and leave the rest as the text."""
        whole, owners = text, list(owners or [])
        text, said_due = self._cut_due_tail(text)
        due = due or said_due
        text, tail = self._cut_owner_tail(text)
        owners = tail or owners
        if not tail:
            promised = [
                task
                for start, end in sentences(text)
                for task in tasks_in(text[start:end].strip(), self.directory, self.calendar, self.author)
                if task.owners
            ]
            lead_owners, rest = self._cut_leading_owner(text)
            if lead_owners:
                owners, text = lead_owners, rest
            elif promised and len({tuple(task.owners) for task in promised}) == len(promised):
                whole_due = due_date(whole, self.calendar) if len(promised) == 1 else None
                for task in promised:
                    self._add(
                        line,
                        _BRACKETED_DATE.sub("", task.what) if self.calendar.mentions(task.what[-20:]) else task.what,
                        task.owners,
                        due_date(task.clause, self.calendar) or due or whole_due or self._heading_due(line),
                        source or whole,
                    )
                return
            elif not owners:
                text, owners = self._cut_subject(*self._cut_trailing_owner(text))
        due = due or due_date(whole, self.calendar) or self._trailing_due(whole) or self._heading_due(line)
        action = self._add(line, _without_trailing_date(text, self.calendar), owners, due, source or whole)
        if not action.text:
            self.found.pop()

    def _heading_due(self, line):
        return due_date(line.dated_heading, self.calendar) if line.dated_heading else None

    def _trailing_due(self, text):
        match = _TRAILING_DATE.search(text)
        return (
            due_date(match["when"], self.calendar, bare=True)
            if match and self.calendar.mentions(match["when"]) and len(trim(match["when"])) < 25
            else None
        )

    def _cut_due_tail(self, text):
        match = patterns.DUE_TAIL.search(fold(text))
        if not match:
            return text, None
        due = due_date(text[match.start("when") : match.end("when")], self.calendar, bare=True)
        named = _LABEL_OR_WORD.match(match.group()) and due is None
        return (text, None) if named else (trim(text[: match.start()] + " " + text[match.end() :], ")"), due)

    def _cut_owner_tail(self, text):
        match = patterns.OWNER_TAIL.search(fold(text))
        if not match:
            return text, []
        name = "who" if match["who"] else "who2"
        read = self.owners if name == "who" else self.named_owners
        owners = read(text[match.start(name) : match.end(name)])
        rest = trim(text[: match.start()] + " " + text[match.end() :], ")")
        return (rest, owners) if owners else (text, [])

    def _cut_leading_owner(self, text):
        if match := re.match(r"^\W*@(?P<who>[\wåäöÅÄÖ]+(?: [A-ZÅÄÖ][\wåäöÅÄÖ-]+)?)[\s:–-]+(?P<rest>\S.*)$", text):
            return self.owners(match["who"]), match["rest"]
        match = _LEADING_OWNER.match(text)
        if match and (owners := self.named_owners(match["who"])):
            return owners, match["rest"]
        return [], text

    def _cut_trailing_owner(self, text):
        if match := _TRAILING_BRACKETS.search(text):
            inside = _without_trailing_date(match["inside"], self.calendar, anywhere=True)
            if owners := self.named_owners(inside):
                return text[: match.start()], owners
        if match := _AT_SIGN.search(text):
            return trim(text[: match.start()] + text[match.end() :]), self.owners(match["who"])
        bare = _without_trailing_date(text, self.calendar)
        match = _TRAILING_OWNER.search(bare)
        if match and (owners := self.named_owners(match["who"])):
            return bare[: match.start()], owners
        return text, []

    def _cut_subject(self, text, owners):
        """ "Åtgärd: Anna informerar personalen": what is called a task is one, whatever the verb."""
        groups = [] if owners else name_groups(text, self.directory)
        if (
            groups
            and not text[: groups[0].start].strip(" -")
            and re.match(r"\s+\w+(?:r|ska)\b", fold(text)[groups[0].end :])
        ):
            rest = re.sub(r"^\s*(?:ska(?:ll)?|ansvarar för att)\s+", "", text[groups[0].end :])
            return rest, groups[0].owners
        return text, owners

    # -- owners --

    def named_owners(self, text):
        """Owners when the text is nothing but names, initials or a group; else []."""
        text = _RESPONSIBLE_WORD.sub("", text.strip()).strip(" .@")
        parts = [part.strip(" @.") for part in _SPLIT_OWNERS.split(text) if part.strip(" @.")]
        owners = []
        for part in parts:
            person = self.directory.who(part)
            found = self.directory.find(part)
            if person:
                owners.append(person.name)
            elif looks_like_name(part, certain=True) or (
                len(found) == 1 and found[0].end - found[0].start >= len(part)
            ):
                owners.append(found[0].owner if len(found) == 1 else part)
            elif _COLLECTIVE.match(fold(part)):
                owners.append(part)
            else:
                return []
        return owners

    def owners(self, text):
        """Owners of a cell or label that can hold nothing else: names where they are known, otherwise as written."""
        text = squeeze(text).strip(" .")
        if _NOBODY.match(fold(text)):
            return []
        if owners := self.named_owners(text):
            return owners
        text = re.sub(r"\s*\([^)]*\)", "", text)
        owners = []
        for part in _SPLIT_OWNERS.split(text):
            part = part.strip(" .@")
            if not part or _NOBODY.match(fold(part)):
                continue
            groups = name_groups(part, self.directory)
            owners += groups[0].owners if groups else [part]
        return list(dict.fromkeys(owners))


def _without_trailing_date(text, calendar_, *, anywhere=False):
    mentions = calendar_.mentions(text, ahead=True)
    if anywhere and mentions:
        out = text
        for mention in reversed(mentions):
            out = out[: mention.start] + out[mention.end :]
        return re.sub(r"(?i)\b(?:senast|klart?|till|före|den)\b", "", out).strip(" ,;:.-–")
    match = (
        re.search(
            r"(?:\s[–—-]\s|,\s*|\s*\()(?:senast |klart |klar |till |före |den |deadline:? ?)*$",
            text[: mentions[-1].start],
            re.IGNORECASE,
        )
        if mentions
        else None
    )
    if match and not text[mentions[-1].end :].strip(" ).,;"):
        return text[: match.start()]
    return text


def _without_repeats(found):
    """The same task told in the text and again in a list is one, with what either knows."""
    kept = []
    for action in found:
        same = next(
            (one for one in kept[-RECENT:] if alike(one.text, action.text) >= 0.75 and _compatible(one, action)), None
        )
        if same is None:
            kept.append(action)
            continue
        if len(action.text) < len(same.text) * 0.6 and not same.owners and action.owners:
            same.text = same.text
        same.owners = same.owners or action.owners
        same.due = same.due or action.due
    return kept


def _compatible(one, other):
    if one.due and other.due and one.due != other.due:
        return False
    return not one.owners or not other.owners or bool(set(one.owners) & set(other.owners))
