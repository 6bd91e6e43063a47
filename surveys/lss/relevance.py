"""Conditions of LimeSurvey in ours: the simple ones, ((Q1.NAOK == "Y") and !is_empty(Q2.NAOK)); others are told as such.

    expression = part { ("or" | "||") part }
    part       = item { ("and" | "&&") item }
    item       = ("!" | "not") item | "(" expression ")" | "is_empty(" name ")" | name sign value | "1" | "0"
    name       = Q1, Q1.NAOK, Q1_SQ001.NAOK, or the old 12345X6X78SQ001

A question without an answer is unlike every value there, while with us it meets no comparison: "!=" becomes "inte … =".
"""

import re
from dataclasses import dataclass

TOKEN = re.compile(
    r"""\s*(?:(==|!=|<=|>=|<|>|\(|\)|&&|\|\||!|=)|"([^"]*)"|'([^']*)'|(-?\d+(?:\.\d+)?)(?![\w.])|([A-Za-z0-9_]+(?:\.\w+)?))"""
)
WORDS = {
    "eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "&&": "and", "||": "or", "not": "!", "=": "==",
}  # fmt: skip
SIGNS = {"==": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
OURS = {"ja", "nej", "osäker", "osäkert", "och", "eller", "inte", "besvarad", "and", "or", "not", "answered"}
DEEPEST, LONGEST = 20, 2_000


class NotSimple(Exception):  # noqa: N818  the question is shown always, and that is told
    """The expression is none of those that can be said in our conditions."""


@dataclass(frozen=True)
class Named:
    """What a name of an expression means with us: a question, and of several choices the one; how values are called."""

    identity: str
    option: str = ""  # of a question with several choices: the one the name is about
    values: dict | None = None  # their code to ours
    is_yes_no: bool = False  # its values are words of our conditions: ja, nej


def translated(text: str, named) -> tuple[str, set[str]] | None:
    """(our condition, the questions it looks at); None when it always holds. `named` finds what a name means, or None.

    NotSimple when it cannot be said; Never when it never holds.
    """
    text = (text or "").strip()
    if text in ("", "1"):
        return None
    if text == "0":
        raise Never
    if len(text) > LONGEST:
        raise NotSimple
    reader = _Reader(_tokens(text), named)
    said = reader.expression()
    if reader.rest:
        raise NotSimple
    return said, reader.identities


class Never(NotSimple):
    """The question is never shown."""


def _tokens(text):
    found, at = [], 0
    while at < len(text):
        if not text[at:].strip():
            break
        match = TOKEN.match(text, at)
        if match is None:
            raise NotSimple
        sign, double, single, number, word = match.groups()
        if sign or (word and word.lower() in ("and", "or", *WORDS)):
            mark = (sign or word).lower()
            found.append(("sign", WORDS.get(mark, mark)))
        elif double is not None or single is not None:
            found.append(("value", double if double is not None else single))
        else:
            found.append(("value", number) if number else ("name", word))
        at = match.end()
    return found


class _Reader:
    def __init__(self, tokens, named):
        self.rest, self.named, self.identities, self.depth = tokens, named, set(), 0

    def expression(self):
        return self._joined("or", "eller", lambda: self._joined("and", "och", self._item))

    def _joined(self, sign, ours, part):
        parts = [part()]
        while self._next_is(sign):
            parts.append(part())
        parts = list(dict.fromkeys(parts))
        return parts[0] if len(parts) == 1 else "(" + f" {ours} ".join(parts) + ")"

    def _item(self):
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotSimple
        try:
            return self._one()
        finally:
            self.depth -= 1

    def _one(self):
        kind, text = self._take()
        if (kind, text) == ("sign", "!"):
            return _denied(self._item())
        if (kind, text) == ("sign", "("):
            inner = self.expression()
            self._expect(")")
            return inner
        if kind == "name" and text.lower() == "is_empty":
            self._expect("(")
            kind, name = self._take()
            self._expect(")")
            if kind != "name":
                raise NotSimple
            return _denied(self._answered(self._known(name)))
        if kind != "name":
            raise NotSimple
        return self._comparison(self._known(text))

    def _comparison(self, asked):
        kind, sign = self._take()
        if kind != "sign" or sign not in SIGNS:
            raise NotSimple
        kind, value = self._take()
        if kind != "value":
            raise NotSimple
        if asked.option:
            if sign not in ("==", "!=") or value not in ("Y", ""):
                raise NotSimple
            said = self._answered(asked)
            return said if (sign == "==") == (value == "Y") else _denied(said)
        if value == "":
            if sign not in ("==", "!="):
                raise NotSimple
            said = self._answered(asked)
            return said if sign == "!=" else _denied(said)
        if asked.values is not None and sign in ("==", "!="):
            if value not in asked.values:
                raise NotSimple
            value = asked.values[value]
        elif asked.values is not None and any(not code.isdigit() or code != key for code, key in asked.values.items()):
            raise NotSimple
        written = value if asked.is_yes_no else _written(value)
        said = f"{asked.identity} {'=' if sign == '!=' else SIGNS[sign]} {written}"
        return _denied(said) if sign == "!=" else said

    def _answered(self, asked):
        return f"{asked.identity} = {_written(asked.option)}" if asked.option else f"{asked.identity} besvarad"

    def _known(self, name):
        asked = self.named(name.partition(".")[0])
        if asked is None:
            raise NotSimple
        self.identities.add(asked.identity)
        return asked

    def _take(self):
        if not self.rest:
            raise NotSimple
        return self.rest.pop(0)

    def _expect(self, sign):
        if self._take() != ("sign", sign):
            raise NotSimple

    def _next_is(self, sign):
        if self.rest and self.rest[0] == ("sign", sign):
            self.rest.pop(0)
            return True
        return False


def _denied(said):
    return said.removeprefix("inte ") if said.startswith("inte ") else f"inte {said}"


def _written(value) -> str:
    """A value as our conditions have it: plain where it cannot be misread, else in quotation marks."""
    is_plain = re.fullmatch(r"[\w.,-]+", value) and value.lower() not in OURS
    if not is_plain and '"' in value:
        raise NotSimple
    return value if is_plain else f'"{value}"'


def of_conditions(rows) -> str:
    """An expression of the old table of conditions: alike fields are alternatives, scenarios too."""
    scenarios = {}
    for row in rows:
        fields = scenarios.setdefault(row.get("scenario", "1"), {})
        name, method = row.get("cfieldname", "").lstrip("+"), row.get("method", "==").strip() or "=="
        fields.setdefault(name, []).append(f'{name}.NAOK {method} "{row.get("value", "")}"')
    said = [" and ".join(f"({' or '.join(alike)})" for alike in fields.values()) for fields in scenarios.values()]
    return " or ".join(f"({one})" for one in said)
