"""The action suggestions of a note: from tables, labelled lines, lists under "Att göra" and sentences."""

import re

from meetings.notes import patterns
from meetings.notes.due import due_date
from meetings.notes.grammar import tasks_in
from meetings.notes.owners import TRAILING_BRACKETS, Owners, without_last_date
from meetings.notes.phrases import COLLECTIVE_FIRST, is_task_verb, name_groups
from meetings.notes.promises import is_promise
from meetings.notes.suggestions import Action, alike, tidy
from meetings.notes.words import blank, fold, rx, sentences, squeeze, trim

RECENT = 200  # how far back a repetition is looked for: a long note must not take long

_BRACKETED_DATE = re.compile(r"\s*\([^()]{2,24}\)\s*$")
_TRAILING_DATE = re.compile(
    r"(?:\s[–—-]\s|,\s*|\s\()(?P<when>(?:senast |klart |till |före |den |deadline )?[^–—,()]{2,40})\)?\s*[.]?$"
)
_ENDS_IN_VERB = rx(r"\b(?:ska|tar|gör|ansvarar för(?: att)?|får i uppdrag(?: att)?|åtar sig(?: att)?)\s*:\s*$")
_IS_OWNER_LABEL = rx(patterns.OWNER_LABEL)
_LABEL_OR_WORD = rx(r"^[\s.,;(\[–-]*\b(?:till|när|tid|datum|senast)\b")
_FIRST_WORD = rx(r"^\W*(?:att )?(?P<verb>\w+)")
_NOTHING = rx(r"^\W*(?:inga?|inget|-|n/a)(?: (?:åtgärd\w*|nya åtgärder|uppgifter))?\W*$")
_LABEL = rx(r"^\W*(?:beslut|åtgärd|förslag)\s*:\s*")


def find_actions(lines, directory, calendar_, author=None):
    """Suggestions in the order of the note, each told once."""
    reader = _ActionReader(directory, calendar_, author)
    for line in lines:
        reader.read(line)
    return _without_repeats([action for action in reader.found if action.text])


class _ActionReader:
    def __init__(self, directory, calendar_, author):
        self.directory, self.calendar, self.author = directory, calendar_, author
        self.owners = Owners(directory, calendar_)
        self.found = []
        self.last, self.last_line = None, None  # what a line "Ansvarig: ..." below belongs to

    def read(self, line):
        if line.is_heading:
            self.last = None
        elif line.block.kind == "row":
            self._row(line)
        elif line.part != "proposal":
            self._text(line)

    def _add(self, line, text, owners, due, source=None):
        self.last = Action(tidy(text), owners, due, line.section, squeeze(source or line.block.text))
        self.found.append(self.last)

    def _due(self, text, *, bare=False):
        return due_date(text, self.calendar, bare=bare) if text else None

    def _tasks(self, text):
        return tasks_in(text, self.directory, self.calendar, self.author)

    # -- tables --

    def _row(self, line):
        block = line.block
        if not block.columns:
            self._loose_row(line)
        elif both := block.cell("action_owner"):
            if not _NOTHING.match(fold(both)):
                self._task_line(line, both)
        elif block.has("action") and block.has("owner", "due", "status"):
            self._action_cell(line, block)
        elif block.has("outcome", "decision"):
            self._outcome_cell(line, block)

    def _action_cell(self, line, block):
        text, status = block.cell("action"), fold(block.cell("status"))
        if not text or _NOTHING.match(fold(text)) or patterns.DONE.match(status) or patterns.DONE.search(fold(text)):
            return
        due = self._due(block.cell("due"), bare=True)
        if due is None and not block.cell("due"):
            due = self._due(block.cell("status"))
        due = due or self._due(text)
        if block.has("owner"):
            self._add(line, text, self.owners.read(block.cell("owner")), due)
        else:
            self._task_line(line, text, due=due)

    def _outcome_cell(self, line, block):
        """A column for decisions and tasks: with somebody responsible, or told as a task, it is one."""
        text, due = block.cell("outcome") or block.cell("decision"), self._due(block.cell("due"), bare=True)
        if not text or _NOTHING.match(fold(text)) or patterns.DONE.match(fold(block.cell("status"))):
            return
        if owners := self.owners.read(block.cell("owner")):
            self._add(line, blank(text, _LABEL).strip(), owners, due or self._due(text))
        elif due or patterns.ACTION_LABEL.match(fold(text)):
            self._task_line(line, blank(text, _LABEL).strip(), due=due)
        else:
            for start, end in sentences(text):
                self._read_sentence(line, text[start:end])

    def _loose_row(self, line):
        """A row without a head under "Att göra": the longest cell is the task."""
        cells = [cell for cell in line.block.cells if cell]
        if line.part != "action" or len(cells) < 2:
            return
        task = max(cells, key=len)
        rest = [cell for cell in cells if cell is not task and not re.fullmatch(r"\d+\.?", cell)]
        due = next((day for cell in rest if (day := self._due(cell, bare=True))), None)
        owners = next((found for cell in rest if (found := self.owners.only(cell))), [])
        if not any(patterns.DONE.match(fold(cell)) for cell in rest):
            self._add(line, task, owners, due)

    # -- lines --

    def _text(self, line):
        text, folded = line.block.text, line.block.folded
        if match := patterns.ACTION_DETAIL.match(folded):
            self._detail(match, text)
        elif match := patterns.ACTION_LABEL.match(folded):
            named = "who" if match["who"] else "whom"
            owners = self.owners.read(text[slice(*match.span(named))]) if match[named] else []
            rest = text[match.start("rest") :]
            if not _NOTHING.match(fold(rest)):
                self._task_line(line, rest, owners=owners)
        elif line.part == "earlier":
            self._earlier(line, text)
        else:
            self._listed_or_told(line, text, folded)

    def _listed_or_told(self, line, text, folded):
        """Under "Att göra" each point is a task; elsewhere it is read sentence by sentence."""
        led = self._led(line)
        is_item = line.block.kind == "item"
        short = len(text) < 160 and len(sentences(text)) <= 2
        if line.part == "action" and not is_item and text.endswith(":"):
            return
        if line.part == "action" and (is_item or line.block.number or led or short):
            is_open = not (_NOTHING.match(folded) or patterns.DONE.search(folded) or text.startswith("✓ "))
            if is_open:
                self._task_line(line, text, *(led or ()))
        elif led and is_item:
            self._task_line(line, text, *led)
        else:
            self.last, self.last_line = None, line
            for start, end in sentences(text):
                self._read_sentence(line, text[start:end].strip())

    def _led(self, line):
        """(owners, due) for the points of a list opened by "Till nästa möte:" or "Anna ska:"; None when it opens no tasks."""
        folded = fold(line.lead)
        opens = patterns.ACTION_INTRO.search(folded) and not patterns.DECISION_INTRO.search(folded.rstrip(" :"))
        if not line.lead or not opens:
            return None
        groups = name_groups(line.lead, self.directory)
        ends_in_verb = _ENDS_IN_VERB.search(folded)
        if ends_in_verb and not groups and not COLLECTIVE_FIRST.match(folded):
            return None
        return (groups[0].owners if groups and ends_in_verb else []), self._due(line.lead)

    def _detail(self, match, text):
        """ "Ansvarig: Anna" or "Klart: 1 november" below the thing itself."""
        value = text[match.start("rest") :]
        is_owner = _IS_OWNER_LABEL.fullmatch(match["label"])
        value, due = self._cut_due(value) if is_owner else (value, None)
        if self.last is None and self.last_line is not None and is_owner:
            above = self.last_line.block.text
            self._add(self.last_line, blank(above, _LABEL).strip(), [], None)
        if self.last is None:
            return
        if is_owner:
            self.last.owners = self.owners.read(value) or self.last.owners
            self.last.due = self.last.due or due
        else:
            self.last.due = self._due(value, bare=True) or self.last.due
        self.last.source = f"{self.last.source} {squeeze(text)}"

    def _earlier(self, line, text):
        """Of what was promised before, only what is not said to be done."""
        for start, end in sentences(text):
            if not patterns.DONE.search(fold(text[start:end])):
                self._read_sentence(line, text[start:end])
        self.last_line = None

    # -- sentences --

    def _read_sentence(self, line, sentence):
        folded = fold(sentence)
        if match := patterns.ACTION_LABEL.match(folded):
            self._task_line(line, sentence[match.start("rest") :], source=sentence)
            return
        decided = line.part == "decision"
        if match := patterns.DECISION_LABEL.match(folded):
            decided, sentence = True, sentence[match.start("rest") :]
            folded = fold(sentence)
        match = patterns.ACTION_DETAIL.match(folded)
        if match and _IS_OWNER_LABEL.fullmatch(match["label"]):
            self._detail_in_line(line, match, sentence)
        elif self._names_its_owner(sentence, folded):
            self._task_line(line, sentence, source=sentence)
        elif not self._promised_in_brackets(line, sentence):
            for task in self._tasks(sentence):
                due = self._due(task.clause)
                if task.owners or due or not decided:  # else it is told among the decisions
                    self._add(line, task.what, task.owners, due, sentence)

    def _detail_in_line(self, line, match, sentence):
        """ "En mall behövs. Ansvarig: Anna" on one line: the sentence before is the task."""
        if self.last is None:
            before = line.block.text[: line.block.text.find(sentence)].strip()
            spans = sentences(before)
            if not spans:
                return
            self._add(line, before[slice(*spans[-1])], [], self._due(before))
        self._detail(match, sentence)

    def _names_its_owner(self, sentence, folded):
        """ "... Ansvarig: Anna", "En mall tas fram (Anna)", "Boka lokal @Bo", "Anna: boka lokal" """
        if patterns.OWNER_TAIL.search(folded):
            return True
        word = _FIRST_WORD.match(folded)
        at_sign = re.search(r"@(\w+)\W*$", sentence)
        if self.owners.in_brackets(sentence) or (at_sign and self.owners.only(at_sign[1])):
            return bool(patterns.PASSIVE_NOW.search(folded) or (word and is_task_verb(word["verb"])))
        rest, owners = self.owners.cut_leading(sentence)
        word = _FIRST_WORD.match(patterns.ASKED.sub("", fold(rest)))
        return bool(owners and word and (is_task_verb(word["verb"]) or is_promise(fold(rest))))

    def _promised_in_brackets(self, line, sentence):
        """ "Agda bjuds in (Selma frågar henne)" """
        match = TRAILING_BRACKETS.search(sentence)
        if not match or match.start() <= 15 or len(match["inside"]) <= 8:
            return False
        tasks = [task for task in self._tasks(match["inside"]) if task.owners]
        if tasks:
            self._add(line, sentence[: match.start()], tasks[0].owners, self._due(sentence), sentence)
        return bool(tasks)

    # -- one task --

    def _task_line(self, line, text, owners=(), due=None, source=None):
        """A line that is a task, whoever and whenever: read its owners and its day, and leave the rest as the text."""
        whole, source = text, source or text
        text, said_due = self._cut_due(text)
        due = due or said_due
        text, named = self.owners.cut_label(text)
        if not named:
            text, named = self.owners.cut_leading(text)
            if not named and self._add_promised(line, text, due, whole, source):
                return
        if not named and not owners:
            text, named = self.owners.cut_trailing(text)
            if not named:
                text, named = self.owners.cut_subject(text)
        due = due or self._due(whole) or self._trailing_due(whole) or self._due(line.dated_heading)
        text = without_last_date(text, self.calendar)
        if match := patterns.ASKED.match(fold(text)):
            text = text[match.end() :].rstrip(" ?")
        if tidy(text):
            self._add(line, text, named or list(owners), due, source)

    def _add_promised(self, line, text, due, whole, source):
        """What the line's own sentences tell: "Anna bokar lokal. Bo skickar kallelsen." is two tasks."""
        found = [task for start, end in sentences(text) for task in self._tasks(text[start:end].strip()) if task.owners]
        if not found or len({tuple(task.owners) for task in found}) != len(found):
            return False
        alone = self._due(whole) if len(found) == 1 else None
        for task in found:
            what = _BRACKETED_DATE.sub("", task.what) if self.calendar.mentions(task.what[-20:]) else task.what
            self._add(
                line, what, task.owners, self._due(task.clause) or due or alone or self._due(line.dated_heading), source
            )
        return True

    def _trailing_due(self, text):
        match = _TRAILING_DATE.search(text)
        if match and len(trim(match["when"])) < 25 and self.calendar.mentions(match["when"]):
            return self._due(match["when"], bare=True)
        return None

    def _cut_due(self, text):
        """(text without "Klart: 1 november", the day)."""
        match = patterns.DUE_TAIL.search(fold(text))
        if not match:
            return text, None
        due = self._due(text[slice(*match.span("when"))], bare=True)
        if due is None and _LABEL_OR_WORD.match(match.group()):
            return text, None  # "till" was only a word
        return trim(text[: match.start()] + " " + text[match.end() :], ")"), due


def _without_repeats(found):
    """The same task told in the text and again in a list is one, with what either knows."""
    kept = []
    for action in found:
        recent = kept[-RECENT:]
        same = next((one for one in recent if alike(one.text, action.text) >= 0.75 and _compatible(one, action)), None)
        if same is None:
            kept.append(action)
        else:
            same.owners = same.owners or action.owners
            same.due = same.due or action.due
    return kept


def _compatible(one, other):
    if one.due and other.due and one.due != other.due:
        return False
    return not one.owners or not other.owners or bool(set(one.owners) & set(other.owners))
