"""When a question is shown: a small expression over what was answered before, "f1 = ja och (f2 >= 3 eller f4 besvarad)".

    expression = part { ("eller" | "or") part }
    part       = item { ("och" | "and") item }
    item       = ["inte" | "not"] ( "(" expression ")" | identity sign value | identity ("besvarad" | "answered") )
    sign       = "=" | "!=" | "<" | "<=" | ">" | ">="
    value      = a number, the key of a choice, ja, nej, osäker, or text in quotation marks

Nothing is evaluated as code. A question without an answer (or with "do not know") meets no comparison.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from django.utils.translation import gettext as _

TOKEN = re.compile(r'\s*(?:(<=|>=|!=|=|<|>|\(|\))|"([^"]*)"|([\w.,-]+))')
WORDS = {"och": "and", "eller": "or", "inte": "not", "besvarad": "answered"}
VALUES = {"ja": "yes", "nej": "no", "osäker": "uncertain", "osäkert": "uncertain"}
SIGNS: dict[str, Callable] = {
    "=": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}
DEEPEST = 20


class NotUnderstood(Exception):  # noqa: N818  said to who wrote it, in their language
    """The expression cannot be read; the text says why."""


@dataclass(frozen=True)
class Condition:
    """A read expression: which questions it looks at, and whether answers ({identity: answer}) meet it.

    `tree` is the expression as data, for a page's script (static/surveys/person.js) that asks the same:
    ("or" | "and", part, part, ...), ("not", part), ("answered", identity) or (sign, identity, value).
    """

    identities: frozenset[str]
    tree: tuple

    def holds(self, answers: dict) -> bool:
        return _holds(self.tree, answers)


@lru_cache(maxsize=1000)
def read(text: str) -> Condition:
    """Read an expression. NotUnderstood when it is not one."""
    reader = _Reader(_tokens(text))
    tree = reader.expression()
    if reader.rest:
        raise NotUnderstood(_("Something is left over: “%(rest)s”.") % {"rest": reader.rest[0][1]})
    return Condition(frozenset(reader.identities), tree)


def shown(questions, answers: dict) -> list:
    """The questions that are to be shown with these answers; one that is hidden counts as not answered."""
    visible, known = [], {}
    for question in questions:
        if question.shown_if and not read(question.shown_if).holds(known):
            continue
        visible.append(question)
        if question.identity in answers:
            known[question.identity] = answers[question.identity]
    return visible


def in_words(text, questions) -> str:
    """The condition as one without the list of codes understands it: questions and answers by their words."""
    asked, said, last = {question.identity: question for question in questions}, [], None
    for kind, word in _tokens(text):
        if kind == "word" and word in asked:
            last = asked[word]
            said.append(_("“%(text)s”") % {"text": last.text})
        elif kind == "word" and last is not None and VALUES.get(word.lower(), word) in last.choices:
            said.append(str(last.choices[VALUES.get(word.lower(), word)]).lower())
        else:
            said.append(word)
    return " ".join(said).replace("( ", "(").replace(" )", ")")


def _tokens(text):
    """(kind, text): a sign, a quoted text or a word."""
    found, at = [], 0
    text = text.strip()
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            raise NotUnderstood(_("“%(text)s” is not understood.") % {"text": text[at:].strip()[:20]})
        sign, quoted, word = match.groups()
        found.append(("sign", sign) if sign else ("text", quoted) if quoted is not None else ("word", word))
        at = match.end()
    return found


class _Reader:
    def __init__(self, tokens):
        self.rest, self.identities, self.depth = tokens, set(), 0

    def expression(self):
        parts = [self._part()]
        while self._next_is("or"):
            parts.append(self._part())
        return ("or", *parts) if len(parts) > 1 else parts[0]

    def _part(self):
        items = [self._item()]
        while self._next_is("and"):
            items.append(self._item())
        return ("and", *items) if len(items) > 1 else items[0]

    def _item(self):
        if self._next_is("not"):
            return ("not", self._item())
        kind, text = self._take()
        if (kind, text) == ("sign", "("):
            self.depth += 1
            if self.depth > DEEPEST:
                raise NotUnderstood(_("There are too many parentheses."))
            inner = self.expression()
            if not self.rest or self.rest.pop(0) != ("sign", ")"):
                raise NotUnderstood(_("A parenthesis is not closed."))
            self.depth -= 1
            return inner
        if kind != "word":
            raise NotUnderstood(_("The code of a question is expected where “%(text)s” stands.") % {"text": text})
        return self._comparison(text)

    def _comparison(self, identity):
        self.identities.add(identity)
        if self._next_is("answered"):
            return ("answered", identity)
        kind, sign = self._take()
        if kind != "sign" or sign not in SIGNS:
            raise NotUnderstood(_("After “%(code)s” a sign is expected: = != < <= > >=.") % {"code": identity})
        kind, wanted = self._take()
        if kind == "sign":
            raise NotUnderstood(_("After the sign a value is expected, for example 3 or ja."))
        wanted = wanted if kind == "text" else VALUES.get(wanted.lower(), wanted)
        return (sign, identity, wanted)

    def _take(self):
        if not self.rest:
            raise NotUnderstood(_("The condition stops before it is complete."))
        return self.rest.pop(0)

    def _next_is(self, word):
        if self.rest and self.rest[0][0] == "word":
            written = self.rest[0][1].lower()
            if WORDS.get(written, written) == word:
                self.rest.pop(0)
                return True
        return False


def _holds(tree, answers) -> bool:
    match tree:
        case ("or", *parts):
            return any(_holds(part, answers) for part in parts)
        case ("and", *parts):
            return all(_holds(part, answers) for part in parts)
        case ("not", part):
            return not _holds(part, answers)
        case ("answered", identity):
            return _value(answers, identity) is not None
        case (sign, identity, wanted):
            return _compare(_value(answers, identity), SIGNS[sign], wanted)


def _value(answers, identity):
    answer = answers.get(identity) or {}
    value = answer.get("value")
    return None if value == "" else value


def _compare(value, sign, wanted) -> bool:
    """Numbers as numbers, everything else as text; of several choices one is enough."""
    if value is None:
        return False
    if isinstance(value, list):
        return any(_compare(one, sign, wanted) for one in value)
    if isinstance(value, dict):
        return False
    one, other = _number(value), _number(wanted)
    if one is not None and other is not None:
        return sign(one, other)
    return sign(str(value).casefold(), str(wanted).casefold())


def _number(value):
    try:
        number = Decimal(str(value).replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
