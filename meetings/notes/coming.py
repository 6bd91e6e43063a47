"""Coming dates that a note mentions: what happens then, and whether it is only preliminary."""

import re

from meetings.notes import dates, patterns
from meetings.notes.suggestions import ComingDate, tidy
from meetings.notes.words import fold, rx, sentences, squeeze, trim

RECENT = 200  # how far back a repetition is looked for

_PART = re.compile(r"[,;]\s+|\s+(?:och|samt)\s+|\s[–—]\s")
_NEXT_MEETING = rx(r"\bnästa (?:\w*möten?|\w*träff\w*|sammanträde|gång|avstämning)\b|\bnästkommande möte\b")
_MEETING = rx(r"\b\w*möte[nt]?\b")
_CLOCK_LEFT = re.compile(r"\b(?:kl|klockan)\b\.?\s*\.?", re.IGNORECASE)
_EMPTY_BRACKETS = re.compile(r"\(\s*[^\w)]*\)")
_WEEKDAY_LEFT = re.compile(rf"\b{dates.WEEKDAY}", re.IGNORECASE)
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
    where = {}
    for number, names in line.block.columns.items():
        for name in names:
            where.setdefault(name, number)
    if "owner" in where and "action" in where:
        return []
    column = where.get("date", where.get("due"))
    cells = line.block.cells
    if column is None or column >= len(cells):
        return []
    mentions = [mention for mention in calendar_.mentions(cells[column], ahead=True) if _later(mention.date, calendar_)]
    if not mentions:
        return []
    others = [cell for number, cell in enumerate(cells) if number != column and cell.strip()]
    whats = [
        cells[number]
        for name in ("what", "action", "section")
        if (number := where.get(name)) is not None
        and number != column
        and number < len(cells)
        and cells[number].strip()
    ]
    what = whats[0] if whats else (others[0] if others else line.section or "")
    preliminary = bool(patterns.PRELIMINARY.search(line.block.folded)) or bool(
        patterns.PRELIMINARY.search(fold(line.section or ""))
    )
    return [ComingDate(mentions[0].date, tidy(what), preliminary, line.block.text)]


def _of_outcome(line, calendar_, dues):
    """Dates told in the cell of decisions of a table that has a row for each point."""
    found = []
    for number, names in line.block.columns.items():
        if {"outcome", "decision"} & set(names) and number < len(line.block.cells):
            found += _of_sentence(line.block.cells[number], line.section or "", line, calendar_, dues)
    return found


def _of_sentence(sentence, label, line, calendar_, dues):
    mentions = [
        mention
        for mention in calendar_.mentions(sentence, heading=f"{line.section or ''} {line.lead}")
        if _is_coming(sentence, mention, calendar_)
    ]
    mentions = [mention for mention in mentions if not _is_only_due(sentence, mention, line, dues)]
    if not mentions:
        return []
    parts = _one_each(sentence, mentions)
    lead, found = _lead_of(sentence, mentions), []
    whole_is_preliminary = _spread(sentence, mentions, label, line)
    for mention, (start, end) in zip(mentions, parts, strict=True):
        fragment = sentence[start:end]
        what = _what(fragment, lead, label, colon=":" in sentence[: mentions[0].start])
        preliminary = whole_is_preliminary or bool(
            patterns.PRELIMINARY.search(fold(sentence if len(mentions) == 1 else fragment))
        )
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
    inside = [
        source
        for due, source in dues
        if due == mention.date
        and (squeeze(sentence) in source or source in squeeze(sentence) or source in squeeze(line.block.text))
    ]
    if not inside:
        return False
    before = fold(sentence[: mention.start])
    event = patterns.DUE_EVENT.search(before) or _NEXT_MEETING.search(before)
    return not event or bool(patterns.DUE_BEFORE.search(before) and not patterns.DUE_EVENT.search(before))


def _one_each(sentence, mentions):
    """The part of the sentence that belongs to each date: divided at commas and "och" between two dates."""
    if len(mentions) == 1:
        return [_clause(sentence, mentions[0])]
    cuts = []
    for one, other in zip(mentions, mentions[1:], strict=False):
        between = sentence[one.end : other.start]
        breaks = list(_PART.finditer(between))
        last = breaks[-1] if breaks else None
        cuts.append(one.end + (last.start() if last else len(between)))
    return list(zip([0, *cuts], [*cuts, len(sentence)], strict=True))


def _clause(sentence, mention):
    start = (
        0
        if len(sentence) < 110
        else max((match.end() for match in _CLAUSE.finditer(sentence) if match.end() <= mention.start), default=0)
    )
    end = min(
        (match.start() for match in _CLAUSE.finditer(sentence) if match.start() >= mention.end), default=len(sentence)
    )
    return start, end


def _lead_of(sentence, mentions):
    """ "Förslag" of "Förslag: 27 okt i Skövde, 24 nov hybridmöte"; "Möten" of "Möten är 14/1 och 11/2"."""
    before = sentence[: mentions[0].start]
    if ":" in before:
        return trim(before[: before.rindex(":")])
    return _bare(before) if len(mentions) > 1 and len(before) < 90 else ""


def _spread(sentence, mentions, label, line):
    """Is everything here preliminary: said in the heading, before the colon or of the whole list?"""
    before = fold(sentence[: mentions[0].start])
    heading = fold(f"{line.section or ''} {line.lead}")
    after = fold(sentence[mentions[-1].end :])
    return bool(
        patterns.PRELIMINARY.search(heading)
        or patterns.PRELIMINARY.search(before)
        or (len(mentions) > 1 and re.search(r"\b(?:aiia|samtiiga|bada|bagge)(?: datum\w*)?(?: ar)? pre[i]", after))
    )


def _what(fragment, lead, label, *, colon):
    bare = _bare(fragment)
    folded = fold(bare)
    if lead and fold(lead) in folded:
        lead_given = True
    else:
        lead_given = False
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
    text = _blank(text, patterns.PRELIMINARY_NOTE)
    text = _CLOCK_LEFT.sub(" ", text)
    text = _EMPTY_BRACKETS.sub(" ", text)
    text = trim(squeeze(_blank(text, _WEEKDAY_LEFT)), ".")
    text = re.sub(r"\s*:\s*,", ",", text)
    words = text.split()
    while words and patterns.EVENT_LEFTOVER.match(fold(words[-1].strip(".,:;"))):
        words.pop()
    while words and fold(words[0].strip(".,:;")) in ("den", "och", "samt", "kl", "ar", "till", "tili", "tiii"):
        words.pop(0)
    return trim(" ".join(words), ".")


def _blank(text, pattern):
    """The text with what the pattern finds in its folded copy blanked out."""
    out = list(text)
    for match in pattern.finditer(fold(text)):
        out[match.start() : match.end()] = " " * (match.end() - match.start())
    return "".join(out)


def _without_repeats(found):
    kept = []
    for one in found:
        same = next(
            (
                other
                for other in kept[-RECENT:]
                if other.date == one.date
                and (
                    fold(other.what) in fold(one.what)
                    or fold(one.what) in fold(other.what)
                    or _share(one.what, other.what)
                    or (_MEETING.search(fold(one.what)) and _MEETING.search(fold(other.what)))
                )
            ),
            None,
        )
        if same is None:
            kept.append(one)
        else:
            same.preliminary = same.preliminary or one.preliminary
            if (
                len(one.what) > len(same.what)
                and _NEXT_MEETING.search(fold(one.what))
                and not _NEXT_MEETING.search(fold(same.what))
            ):
                same.what = one.what
    return kept


def _share(one, other):
    a, b = set(fold(one).split()), set(fold(other).split())
    return len(a & b) >= 0.6 * min(len(a), len(b)) if a and b else False
