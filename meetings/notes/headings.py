"""Which lines of a note are its headings: those marked, those numbered, and short lines over a text."""

import re

from meetings.notes import patterns
from meetings.notes.blocks import Block
from meetings.notes.words import rx

_SUBLABEL = rx(rf"^\W*(?:{'|'.join(patterns.POINT_PARTS.values())})\s*:?\W*$")

_NUMBER_ONLY = re.compile(r"^[§$]")

_SENTENCE_VERB = rx(
    r"\b(?:ska|skall|är|var|har|hade|kommer|beslutar|beslutade|beslutades|finns|behöver|behövs|bör|kan|utsågs|valdes|godkändes|avslutades|öppnades|skickar|återkommer|bokar|kontaktar|undersöker|förhindrad)\b"
)


def settle_headings(blocks):
    """Turn the lines that are headings into headings: marked, numbered, or short lines over a text."""
    in_agenda, last_number = False, 0
    for place in range(len(blocks) - 1, -1, -1):
        if blocks[place].number and (match := patterns.STANDING_POINT.match(blocks[place].folded)):
            _split_standing(blocks, place, match.end())
    numbered_heads = _numbered_heads(blocks)
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if block.kind == "heading":
            in_agenda, last_number = bool(patterns.AGENDA_HEADING.match(block.folded)), 0
            continue
        if block.number and block.kind == "item":
            if _NUMBER_ONLY.match(block.number) or "§" in block.number or not block.number[0].isdigit():
                _to_numbered_heading(blocks, place)
                in_agenda = False
            else:
                in_agenda = in_agenda and _value(block.number) > last_number
                last_number = _value(block.number)
                if place in numbered_heads and not in_agenda:
                    _make_heading(block, level=block.level + 1)
            continue
        if block.kind != "paragraph":
            continue
        if (
            following is not None
            and re.fullmatch(r"[§$]{1,2}\s?\d{1,3}|\d{1,3}\s?§", block.text)
            and following.kind == "paragraph"
            and len(following.text) < 120
        ):
            following.number, following.kind, following.level = block.text.replace("$", "§"), "heading", 2
            block.text = ""
            in_agenda = False
            continue
        if patterns.AGENDA_HEADING.match(block.folded):
            in_agenda, last_number = True, 0
            _make_heading(block, level=2)
        elif _looks_like_heading(block, following):
            in_agenda = False
            _make_heading(block, level=2)
    blocks[:] = [block for block in blocks if block.text]
    return _demote_runs(_settle_colons(blocks))


def _settle_colons(blocks):
    """ "Förslag på frågor:" opens a list where the note has other headings; where it has none such, it is one."""
    bare = [
        block
        for block in blocks
        if block.kind == "heading"
        and not block.sure
        and not block.number
        and block.text.endswith(":")
        and not _SUBLABEL.match(block.folded)
    ]
    others = [
        block
        for block in blocks[2:]
        if block.kind == "heading" and not block.text.endswith(":") and not _SUBLABEL.match(block.folded)
    ]
    if len(others) >= max(2, len(bare)):
        for block in bare:
            if not block.strong:
                block.kind = "paragraph"
    return blocks


def _split_standing(blocks, place, end):
    """ "1. Öppnande Anna öppnade mötet." has lost its line break after the heading."""
    block = blocks[place]
    rest = block.text[end:].lstrip(" .:")
    if re.match(r"[A-ZÅÄÖ][a-zåäö]", rest) and rest.endswith(".") and block.text[end : end + 1] in " .:":
        block.text = block.text[:end]
        blocks.insert(place + 1, Block("paragraph", rest))


def _make_heading(block, level):
    block.kind, block.level = "heading", level


def _to_numbered_heading(blocks, place):
    """ "§ 3 Ekonomi. Anna redovisade ..." is a heading and its first sentence."""
    block = blocks[place]
    if len(block.text) > 90 or re.search(r"\.\s+[A-ZÅÄÖ]", block.text):
        match = re.match(r"(.{3,70}?)(?:[.:]\s+|\s[–-]\s)(?=[A-ZÅÄÖ])(.+)$", block.text)
        if match:
            block.text = match[1]
            blocks.insert(place + 1, Block("paragraph", match[2]))
    _make_heading(block, level=2)


def _value(number):
    digits = re.search(r"\d+", number)
    return int(digits.group()) if digits else 0


def _numbered_heads(blocks):
    """The places of "1. Ekonomi": short, and at least some of the numbered lines stand over a text of their own."""
    places = [
        i for i, block in enumerate(blocks) if block.number and block.kind == "item" and block.number[0].isdigit()
    ]
    likely, over_text = set(), 0
    for i in places:
        block = blocks[i]
        folded = block.folded
        if (
            len(block.text) > 90
            or re.search(r"[.;,]$", block.text)
            or (_SENTENCE_VERB.search(folded) and not block.strong)
        ):
            continue
        likely.add(i)
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        over_text += bool(following is not None and not following.number)
    if not likely or over_text < max(1, len(places) * 0.4):
        return {i for i in likely if blocks[i].strong}
    for i in places:  # "2 Avtalet - var är vi?" among other numbered headings
        short = len(blocks[i].text) < 70 and not re.search(r"[.;,]$", blocks[i].text)
        if (
            i not in likely
            and short
            and i + 1 < len(blocks)
            and not blocks[i + 1].number
            and any(_value(blocks[j].number) == _value(blocks[i].number) - 1 for j in likely)
        ):
            likely.add(i)
    return likely


def _looks_like_heading(block, following):
    """Is this unmarked line, with what follows it, a heading?"""
    text, words = block.text, block.text.split()
    if len(text) > 80 or len(words) > 10 or not re.match(r"[A-ZÅÄÖÉ\d\"”]", text):
        return False
    standing = patterns.STANDING_POINT.match(block.folded)
    if _SUBLABEL.match(block.folded) or (standing and standing.end() == len(text) and following is not None):
        return True
    if following is None or re.search(r":\s*\S|[.,;!…]$", text) or re.search(r"[^a-zåäö]\)$", text):
        return False
    if text.endswith("?"):
        return following.kind == "paragraph" and len(following.text) > 80
    if block.strong or _is_shouted(text):
        return True
    return not _is_something_else(block) and _stands_over(block, following, len(words))


def _is_shouted(text):
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 3 and all(char.isupper() for char in letters)


def _is_something_else(block):
    """A short sentence, a line with a time, a signature, a greeting or a registry number."""
    others = (_SENTENCE_VERB, patterns.SIGNATURE, patterns.GREETING, patterns.REGISTRY)
    return bool(re.search(r"\d[.:]\d\d|\d{4}-\d\d", block.text)) or any(one.search(block.folded) for one in others)


def _stands_over(block, following, words):
    listed = following.kind in ("item", "row")
    over = listed or len(following.text) > len(block.text)
    if block.text.endswith(":"):
        return over and words <= 5
    if block.alone or (listed and words <= 6):
        return True
    return over and following.kind == "paragraph" and not following.alone and len(following.text) > 60


def _demote_runs(blocks):
    """Three or more bare headings in a row are a list, not headings."""
    run = []
    for block in [*blocks, None]:
        if block is not None and block.kind == "heading" and not block.sure and not block.number and not block.strong:
            run.append(block)
            continue
        if len(run) > 3 or (len(run) == 3 and block is None):
            for one in run[:-1]:
                if not _SUBLABEL.match(one.folded):
                    one.kind = "paragraph"
        run = []
    return blocks
