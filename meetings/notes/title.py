"""The title of a note and the group whose meeting it was."""

import re

from meetings.notes import dates, patterns
from meetings.notes.labels import attendance_label_of, label_of
from meetings.notes.people import is_organisation, looks_like_name
from meetings.notes.words import fold, rx, squeeze, trim

_LETTER_PREFIX = re.compile(r"^(?:(?:sv|re|vb|fw|fwd)\s*:\s*)+", re.IGNORECASE)
_GROUP_MEETING = rx(r"\b\w*(?:grupp|utskott|nämnd|råd|styrelse|nätverk)(?P<meeting>s?(?:möte|sammanträde|träff))\b")
_MEETING = rx(r"möte|sammanträd")
_PARTS = re.compile(r"\s[–—-]\s|,\s|:\s")


def read_title(part, values):
    """(title, group, numbers of the blocks they came from). `part` is the head's TopPart, `values` its labels."""
    lines = list(_title_lines(part))
    chosen = _choose(part, lines, has_label="title" in values)
    if chosen is not None:
        title = squeeze(part.blocks[chosen].text).strip(" :")
    else:
        title = _LETTER_PREFIX.sub("", values.get("title", ""))
    used, beside = set() if chosen is None else {chosen}, None
    if "group" in values:
        group = trim(dates.without_dates(values["group"]))
    else:
        group, place = _group_of(part, lines, chosen, title)
        if place is not None and place != chosen and group not in part.blocks[place].text:
            beside = part.blocks[place].text  # "Nätverksmöte för ..." of the group "Nätverk för ..."
        if place is not None and place < max(part.body_starts, 4):
            used.add(place)
    title = _shortened(title)
    if not patterns.BARE_DOCUMENT_TITLE.match(fold(title)):
        return title, group, used
    beside = beside or group or values.get("title")
    if beside is None and chosen is not None:
        near = [p for p in lines if abs(p - chosen) == 1 and not _is_letterhead(part.blocks[p].text)]
        beside = part.blocks[near[0]].text if near else None
        used.update(near[:1])
    if beside and fold(beside) not in fold(title):  # "Mötesanteckning" says nothing by itself
        title = f"{title} – {beside.strip()}"
    return title, group, used


def _is_letterhead(text):
    """The name of an organisation, not of a meeting."""
    return is_organisation(text) and not _MEETING.search(fold(text)) and not patterns.GROUP.search(fold(text))


def _choose(part, lines, *, has_label):
    """The line that names the kind of document, else the first great heading, else a line that names a meeting."""
    blocks = part.blocks
    named = next((p for p in lines if patterns.DOCUMENT_TITLE.search(blocks[p].folded)), None)
    if named is not None or has_label:
        return named
    great = next((p for p in lines if blocks[p].kind == "heading" and blocks[p].level == 1), None)
    if great is not None:
        return great
    meets = (p for p in lines if _MEETING.search(blocks[p].folded) or patterns.GROUP.search(blocks[p].folded))
    return next(meets, lines[0] if lines else None)


def _title_lines(part):
    """Numbers of the lines at the top that are neither labels, lists, greetings nor running text."""
    found = False
    for place, block in enumerate(part.blocks[:10]):
        if len(block.text) > 160 or place in part.in_list or block.kind == "row":
            return
        if place in part.used or block.kind == "item" or _is_labelled(block) or patterns.GREETING.match(block.folded):
            continue
        if found and place >= part.body_starts and (part.body_starts > 0 or place > 2):
            return
        if _has_words(block.text):
            found = True
            yield place


def _is_labelled(block):
    label = label_of(block.text)
    bare = label and not label.value and patterns.BARE_DOCUMENT_TITLE.match(block.folded)  # "Minnesanteckningar"
    told = label and label.name == "note_taker" and label.value and not looks_like_name(label.value)
    return bool((label and not bare and not told) or attendance_label_of(block.text))


def _has_words(text):
    if re.search(r"[.!?]$", text) and len(text) > 40:
        return False
    rest = trim(dates.without_times(dates.without_dates(text)), "().")
    return bool(rest and re.search(r"[A-Za-zÅÄÖåäö]{3}", text))


def _shortened(title):
    """A title that runs on with day, hour and room ends before them."""
    blank = dates.without_dates(title)
    at = next((i for i, (a, b) in enumerate(zip(title, blank, strict=True)) if a != b), 0)
    if at > 25 and len(title) > 80 and not patterns.GROUP.search(fold(title[at:])):
        return title[:at].strip(" ,;–-")
    return title


def _group_of(part, lines, chosen, title):
    """(group, number of the block that names it)"""
    order = lines if chosen is None else [chosen, *(p for p in lines if p != chosen)]
    for place in order:
        if group := group_in(part.blocks[place].text):
            return group, place
    return group_in(title), None


def group_in(text):
    """ "styrgruppen för nära vård" of "Minnesanteckningar från möte med styrgruppen för nära vård 2025-03-04" """
    text = dates.without_times(dates.without_dates(squeeze(text)))
    before = patterns.BEFORE_GROUP.match(fold(text))
    rest = text[before.end() :] if before else text
    rest = rest.strip(" ,;:–—-")
    if match := _GROUP_MEETING.search(fold(rest)):  # "styrgruppsmöte" is a meeting of the "styrgrupp"
        rest = rest[: match.start("meeting")] + rest[match.end("meeting") :]
    if not patterns.GROUP.search(fold(rest)) or len(rest) > 110:
        return None
    named = [one for one in _PARTS.split(rest) if patterns.GROUP.search(fold(one))]
    rest = re.split(r"\s{3,}", named[0] if named else rest)[0]
    after = patterns.AFTER_GROUP.search(fold(rest))
    rest = rest[: after.start()] if after and after.start() > 3 else rest
    return squeeze(rest).strip(" ,;:–—-.()") or None
