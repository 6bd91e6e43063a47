"""Coming dates that a note mentions: what happens then, and whether it is only preliminary."""

import re
from itertools import pairwise

from meetings.notes import dates, patterns
from meetings.notes.suggestions import ComingDate, tidy
from meetings.notes.words import blank, fold, rx, sentences, squeeze, trim

RECENT = 200  # how far back a repetition is looked for

_PART = re.compile(r"[,;]\s+|\s+(?:och|samt|eller)\s+|\s[–—]\s")
_NEXT_MEETING = rx(
    r"\bnästa (?:\w*möten?|\w*träff\w*|sammanträde|gång|avstämning)\b|\bnästkommande möte\b|"
    r"\bny (?:avstämning|träff|mötestid)\b|\bnytt möte\b|\bvi ses\b"
)
_MEETING = rx(r"\b\w*möte[nt]?\b")
_CLOCK_LEFT = re.compile(r"\b(?:kl|klockan)\b\.?\s*\.?", re.IGNORECASE)
_EMPTY_BRACKETS = re.compile(r"\(\s*[^\w)]*\)")
_WEEKDAY_LEFT = re.compile(rf"\b{dates.WEEKDAY}", re.IGNORECASE)
_FIRST_LEFTOVER = tuple(map(fold, ("den", "och", "samt", "eller", "kl", "är", "till")))
_CLAUSE = re.compile(r";\s+|,\s+(?:och|samt|men|där|då|medan|vilket|som)\s+|\s+men\s+")


def find_next_meeting(blocks, calendar_):
    """The date of the next meeting when the note states one."""
    for place, block in enumerate(blocks):
        folded = block.folded
        for start, end in sentences(block.text):
            match = _NEXT_MEETING.search(folded[start:end])
            if not match:
                continue
            sentence = block.text[start:end]
            for mention in calendar_.mentions(sentence, ahead=True):
                if (
                    mention.start >= match.start() - 25
                    and _later(mention.date, calendar_)
                    and not _another_thing_between(folded[start:end], match.end(), mention.start)
                ):
                    return mention.date
        is_title = block.kind == "heading" or (len(block.text) < 30 and _NEXT_MEETING.match(folded))
        if (
            is_title
            and _NEXT_MEETING.search(folded)
            and place + 1 < len(blocks)
            and not patterns.ACTION_HEADING.match(folded)
        ):
            for below in blocks[place + 1 : place + 3]:
                if below.kind == "heading":
                    break
                for mention in calendar_.mentions(below.text, ahead=True):
                    if _later(mention.date, calendar_):
                        return mention.date
    return _first_of_own_meetings(blocks, calendar_)


def _first_of_own_meetings(blocks, calendar_):
    """ "Sammanträdestider 2026: 4 mars, 27 maj": the first of them, when no next meeting is told by name."""
    heading = ""
    for block in blocks:
        heading = block.text if block.kind == "heading" else heading
        if patterns.OWN_MEETINGS.search(fold(heading)) or patterns.OWN_MEETINGS.search(block.folded[:60]):
            later = [
                mention.date
                for mention in calendar_.mentions(block.text, ahead=True, heading=heading)
                if _later(mention.date, calendar_)
            ]
            if later and block.kind != "heading":
                return min(later)
    return None


def _another_thing_between(folded, start, end):
    between = folded[start:end]
    return len(between) > 80 or bool(re.search(r"[.;]|\bsenast\b|\bska\b|\bskickar?\b", between))


def _later(date, calendar_):
    return calendar_.meeting is None or date > calendar_.meeting


def find_dates(lines, calendar_, actions):
    """Coming dates in the order of the note. A date that is only an action's last day is shown at the action."""
    dues = {(action.due, source) for action in actions if action.due for source in [action.source]}
    found = []
    for line in lines:
        text = line.block.text
        if line.block.kind == "row" and line.block.columns:
            found += _of_row(line, calendar_) or _of_outcome(line, calendar_, dues)
            continue
        label = _heading_for(line)
        for start, end in sentences(text):
            found += _of_sentence(text[start:end].strip(), label, line, calendar_, dues)
    return _without_repeats(found)


def _heading_for(line):
    if line.lead:
        return line.lead.rstrip(" :")
    return re.sub(r"^(?:(?:Punkt|Ärende)\s)?[§\d.\s)]+", "", line.section or "")


def _of_row(line, calendar_):
    """A row of a table of dates; a table of tasks has its days at the tasks."""
    block = line.block
    if block.has("owner") and block.has("action"):
        return []
    column = "date" if block.has("date") else "due"
    dated = block.cell(column)
    mentions = [mention for mention in calendar_.mentions(dated, ahead=True) if _later(mention.date, calendar_)]
    if not mentions:
        return []
    named = [block.cell(name) for name in ("what", "action", "section") if block.cell(name) not in ("", dated)]
    others = [cell for cell in block.cells if cell.strip() and cell.strip() != dated]
    what = next(iter(named + others), line.section or "")
    preliminary = patterns.PRELIMINARY.search(block.folded) or patterns.PRELIMINARY.search(fold(line.section or ""))
    return [ComingDate(mentions[0].date, tidy(what), bool(preliminary), block.text)]


def _of_outcome(line, calendar_, dues):
    """Dates told in the cell of decisions of a table that has a row for each point."""
    found = []
    for number, names in line.block.columns.items():
        if {"outcome", "decision"} & set(names) and number < len(line.block.cells):
            found += _of_sentence(line.block.cells[number], line.section or "", line, calendar_, dues)
    return found


def _of_sentence(sentence, label, line, calendar_, dues):
    heading = f"{line.section or ''} {line.lead}"
    mentions = [
        mention
        for mention in calendar_.mentions(sentence, heading=heading)
        if _is_coming(sentence, mention, calendar_) and not _is_only_due(sentence, mention, line, dues)
    ]
    if not mentions:
        return []
    lead, found = _lead_of(sentence, mentions), []
    before_first, undated = sentence[: mentions[0].start], dates.without_dates(sentence)
    all_preliminary = _all_preliminary(before_first, heading, sentence[mentions[-1].end :], many=len(mentions) > 1)
    for mention, (start, end) in zip(mentions, _one_each(sentence, mentions), strict=True):
        what = _what(undated[start:end], lead, label, colon=":" in before_first)
        around = sentence if len(mentions) == 1 else sentence[start:end]
        preliminary = all_preliminary or bool(patterns.PRELIMINARY.search(fold(around)))
        if what:
            found.append(ComingDate(mention.date, what, preliminary, squeeze(sentence)))
    return found


def _is_coming(sentence, mention, calendar_):
    if calendar_.meeting is not None and mention.date <= calendar_.meeting:
        return False
    before = fold(sentence[: mention.start])
    if patterns.REFERENCE_DATE.search(before):
        return False
    return calendar_.meeting is not None or mention.year_given


def _is_only_due(sentence, mention, line, dues):
    """A last day for a task is told with the task."""
    said, around = squeeze(sentence), squeeze(line.block.text)
    if not any(due == mention.date and (said in source or source in around) for due, source in dues):
        return False
    before = fold(sentence[: mention.start])
    if patterns.DUE_EVENT.search(before):
        return False
    return bool(patterns.DUE_BEFORE.search(before)) or not _NEXT_MEETING.search(before)


def _one_each(sentence, mentions):
    """The part of the sentence that belongs to each date: divided at commas and "och" between two dates."""
    if len(mentions) == 1:
        return [_clause(sentence, mentions[0])]
    cuts = []
    for one, other in pairwise(mentions):
        between = sentence[one.end : other.start]
        breaks = list(_PART.finditer(between))
        last = breaks[-1] if breaks else None
        cuts.append(one.end + (last.start() if last else len(between)))
    return list(zip([0, *cuts], [*cuts, len(sentence)], strict=True))


def _clause(sentence, mention):
    """The clause the date stands in; what comes before is kept while the sentence is short."""
    breaks = list(_CLAUSE.finditer(sentence))
    before = [match.end() for match in breaks if match.end() <= mention.start and len(sentence) >= 110]
    after = [match.start() for match in breaks if match.start() >= mention.end]
    return max(before, default=0), min(after, default=len(sentence))


def _lead_of(sentence, mentions):
    """ "Förslag" of "Förslag: 3 maj i Mora, 9 juni digitalt"; "Möten" of "Möten är 14/1 och 11/2"."""
    before = sentence[: mentions[0].start]
    if ":" in before:
        return trim(before[: before.rindex(":")])
    return _bare(before) if len(mentions) > 1 and len(before) < 90 else ""


def _all_preliminary(before, heading, after, *, many):
    """Is everything here preliminary: said in the heading, before the first date or of the whole list?"""
    said = patterns.PRELIMINARY.search(fold(heading)) or patterns.PRELIMINARY.search(fold(before))
    return bool(said or (many and patterns.ALL_PRELIMINARY.search(fold(after))))


def _what(fragment, lead, label, *, colon):
    bare = _bare(fragment)
    folded = fold(bare)
    lead_given = bool(lead) and fold(lead) in folded
    if patterns.PREFIX_NEEDS_LABEL.match(folded) or len(bare) < 4 or re.fullmatch(r"\([^()]*\)", bare):
        prefix = lead or label
        if not prefix:
            return tidy(bare)
        bare = re.sub(r"^\(([^()]*)\)$", r"\1", bare)
        return tidy(f"{prefix}: {bare}" if bare and re.search(r"\w", bare) else prefix)
    if lead and colon and not lead_given and len(lead) < 50 and not patterns.PRELIMINARY.fullmatch(fold(lead)):
        return tidy(f"{lead}: {bare}")
    return tidy(bare)


def _bare(text):
    """The words of a fragment without dates, times and the small words that held them."""
    text = dates.without_times(dates.without_dates(text))
    text = blank(text, patterns.PRELIMINARY_NOTE)
    text = _CLOCK_LEFT.sub(" ", text)
    text = _EMPTY_BRACKETS.sub(" ", text)
    text = trim(squeeze(blank(text, _WEEKDAY_LEFT)), ".")
    text = re.sub(r"\s*:\s*,", ",", text)
    words = text.split()
    while words and patterns.EVENT_LEFTOVER.match(fold(words[-1].strip(".,:;"))):
        words.pop()
    while words and fold(words[0].strip(".,:;")) in _FIRST_LEFTOVER:
        words.pop(0)
    return trim(" ".join(words), ".")


def _without_repeats(found):
    """One entry for a day and what happens then, however often it is told."""
    kept = []
    for one in found:
        same = next((other for other in kept[-RECENT:] if other.date == one.date and _same(one.what, other.what)), None)
        if same is None:
            kept.append(one)
            continue
        same.preliminary = same.preliminary or one.preliminary
        if _NEXT_MEETING.search(fold(one.what)) and not _NEXT_MEETING.search(fold(same.what)):
            same.what = one.what
    return kept


def _same(one, other):
    one, other = fold(one), fold(other)
    meetings = _MEETING.search(one) and _MEETING.search(other)
    return one in other or other in one or bool(meetings) or _share(one, other)


def _share(one, other):
    a, b = set(one.split()), set(other.split())
    return len(a & b) >= 0.6 * min(len(a), len(b)) if a and b else False
