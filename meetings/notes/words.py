"""Letters, words and sentences of Swedish, read so that damage by scanning does not hide them.

Everything is matched on a *folded* copy of the text that has exactly the same length, so a place found there
is the same place in the original, and the original is what people are shown.
"""

import re
import unicodedata
from functools import lru_cache


def listed(text):
    """The words of a text: a long list is read more easily without a quotation mark around each."""
    return text.split()


# One folded letter for all that scanning confuses: å/ä lose their marks, l, I, 1 and | look alike.
_FOLDS = {
    **dict.fromkeys("åäàáâãÅÄÀÁÂÃ", "a"),
    **dict.fromkeys("öóòôõøÖÓÒÔÕØ", "o"),
    **dict.fromkeys("éèêëÉÈÊË", "e"),
    **dict.fromkeys("üÜúÚ", "u"),
    **dict.fromkeys("lLíìïIi", "i"),
    **dict.fromkeys("–—‑‒−", "-"),
    **dict.fromkeys("’‘´`", "'"),
    **dict.fromkeys("”“„«»", '"'),
}
# What stands in a folded text where Swedish has å, ä or ö: the plain letter, or what a scanner made of it.
_DAMAGED = {"å": "[aedo]", "ä": "[aeido]", "ö": "[oed]"}
_DIGITS_IN_WORDS = str.maketrans("01468|!", "oiaosii")


class _Table(dict):
    def __missing__(self, code):
        char = chr(code)
        folded = _FOLDS.get(char)
        if folded is None:
            lower = char.lower()
            folded = lower if len(lower) == 1 else char
        self[code] = folded
        return folded


_TABLE = _Table()
_MIXED_WORD = re.compile(r"[a-z0-9|!]*[a-z][a-z0-9|!]*")


@lru_cache(maxsize=4096)
def fold(text):
    """The text in folded letters, as long as it was: 'Åtgärd' and 'Atgard' and 'Atg4rd' become the same."""
    folded = text.translate(_TABLE)
    if not any(char in folded for char in "01468|!"):
        return folded
    return _MIXED_WORD.sub(_repair_word, folded)


def _repair_word(match):
    word = match.group()
    letters = sum(char.isalpha() for char in word)
    if letters == len(word) or letters < 3 or letters <= len(word) - letters:
        return word
    body = word.rstrip("!|")  # an exclamation mark after a word is just that
    return body.translate(_DIGITS_IN_WORDS) + word[len(body) :]


_NUMBER_LIKE = re.compile(r"(?<![^\W\d_])[\dOoQlI|](?:[\dOoQlI|]|[.:/\-–—](?=[\dOoQlI|]))*(?![^\W\d_])")
_LONE_DAY = re.compile(r"(?<!\w)[lIO|]{1,2}(?=:?[ea]?\s+(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|0kt|nov|dec))")
_AS_DIGITS = str.maketrans("OoQlI|", "000111")


@lru_cache(maxsize=4096)
def numeric(text):
    """Folded letters, but with numbers repaired instead: 'l4 0ktober' becomes '14 oktober', 'O9:00' '09:00'."""
    repaired = _NUMBER_LIKE.sub(_repair_number, text)
    repaired = _LONE_DAY.sub(lambda match: match.group().translate(_AS_DIGITS), repaired)
    out = list(fold(repaired))
    for match in re.finditer(r"\d+", repaired):  # fold may have taken a digit for a letter ("14oktober")
        if match.end() - match.start() > 1 or not _inside_word(repaired, match):
            out[match.start() : match.end()] = match.group()
    return "".join(out)


def _inside_word(text, match):
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return before.isalpha() or (after.isalpha() and not before.isdigit())


def _repair_number(match):
    found = match.group()
    if any(char.isdigit() for char in found):
        return found.translate(_AS_DIGITS)
    return found


def rx(pattern):
    """Compile a pattern written in plain Swedish so that it matches folded text, damaged letters included."""
    return re.compile(loose(pattern))


def loose(pattern):
    out, i, in_class = [], 0, False
    while i < len(pattern):
        char = pattern[i]
        if char == "\\":
            out.append(pattern[i : i + 2])
            i += 2
            continue
        if pattern.startswith(("(?P<", "(?P="), i):
            end = pattern.index(">" if pattern[i + 3] == "<" else ")", i)
            out.append(pattern[i : end + 1])
            i = end + 1
            continue
        if char == "[":
            in_class = True
        elif char == "]":
            in_class = False
        if not in_class and char in _DAMAGED:
            out.append(_DAMAGED[char])
        else:
            out.append(char.translate(_TABLE) if char.isalpha() else char)
        i += 1
    return "".join(out)


def any_of(words):
    """One alternation, longest first, of words given as text with spaces or as a list."""
    parts = words.split() if isinstance(words, str) else list(words)
    return "(?:" + "|".join(sorted(parts, key=len, reverse=True)) + ")"


def blank(text, pattern):
    """The text, as long as before, with what the pattern finds in its folded copy blanked out."""
    out = list(text)
    for match in pattern.finditer(fold(text)):
        out[match.start() : match.end()] = " " * (match.end() - match.start())
    return "".join(out)


def key(text):
    """What two spellings of one name have in common."""
    return re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def trim(text, extra=""):
    """Without the dashes, commas and points that are left when something was cut away."""
    text = squeeze(text).strip(" \t,;:-–—•·*→" + extra)
    text = re.sub(r"\s+([,.;:])", r"\1", text)
    text = re.sub(r"\(\s*[,;]?\s*\)", "", text)
    return squeeze(text).strip(" ,;:-–—" + extra)


def capital(text):
    return text[:1].upper() + text[1:]


# -- cleaning -------------------------------------------------------------------------------------------------------

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))
_MOJIBAKE = re.compile("Ã[¤¥¶„…–©]|â€")


def clean(text):
    """One kind of line ending and space, composed letters, nothing invisible, no doubly encoded å, ä and ö."""
    if _MOJIBAKE.search(text):
        for encoding in ("cp1252", "latin-1"):
            try:
                text = text.encode(encoding).decode("utf-8")
                break
            except UnicodeError:
                continue
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    text = re.sub(r"\r\n?|\u2028|\u2029|\x0b|\x85", "\n", text)
    text = text.replace("\x0c", "\n\n")
    text = re.sub(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]", " ", text)
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) != "Cc")


# -- sentences ------------------------------------------------------------------------------------------------------

_ABBREVIATIONS = frozenset(
    listed(
        "t.ex ex bl.a bl.a. m.m m.fl osv o.s.v dvs d.v.s kl nr tel ca cirka ev prel resp inkl exkl s.k f.d p.g.a pga "
        "fr.o.m t.o.m fom tom from bla tex mm mfl st sid s v ordf sekr just ansv dr doc prof avd enh jfr obs max min "
        "jan feb mar apr jun jul aug sep sept okt nov dec mån tis ons tors fre lör sön kap moh ang avs forts o.dyl dyl "
        "m.a.o i.o.m f.n vice v. bitr tf dnr bil kr tkr mkr milj milj. mdr proc tid"
    )
)
_END = re.compile(
    r"([.!?…:;]?[.!?…][\"”')\]]*)(\s+)(?=[\"”“(\[–\-•@→]?\s?[A-ZÅÄÖÉ0-9])|(?<=[a-zåäö]{2})(\.)(?=[A-ZÅÄÖ][a-zåäö])"
)
LONGEST_SENTENCE = 800  # characters
_LAST_WORD = re.compile(r"[\w.]*$")


def sentences(text):
    """[(start, end)] of the sentences of one paragraph; abbreviations, initials and dates do not end one."""
    spans, start = [], 0
    for match in _END.finditer(text):
        at = match.start(1) if match.group(1) else match.start(3)
        if match.group(1) and _is_abbreviation(text, start, at, match):
            continue
        end = match.end(1) if match.group(1) else match.end(3)
        spans.append((start, end))
        start = match.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return [piece for span in spans for piece in _in_pieces(text, *span)]


def _in_pieces(text, start, end):
    """What never ends is cut at a space: no sentence is that long, and the time must stay in proportion."""
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    yield start, end


def _is_abbreviation(text, start, at, match):
    if match.group(1)[0] in "!?…":
        return False
    word = _LAST_WORD.search(text[max(start, at - 20) : at]).group().lower()
    if word.strip(".") in _ABBREVIATIONS or word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
        return True
    following = text[match.end() : match.end() + 1]
    return word.isdigit() and (len(word) <= 2 and (following.isdigit() or at - len(word) == start))
