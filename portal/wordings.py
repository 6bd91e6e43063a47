"""Letters that differ only in whom they are to: looked up together, and each wording rendered once.

    @letters_alike("survey-invitation")
    def invitation_letters(rows) -> dict          # {row's pk: Alike, or None to drop the letter}

A wording is rendered with holes where each person's own words go, and a letter is that text with the holes filled. So
a template may say an own word and ask whether there is one, but not change it or choose by it.
"""

import re
import secrets
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

FRESH = timedelta(seconds=5)  # how long what was looked up for many letters is believed
SECRET = secrets.token_hex(8)  # so that no text anybody wrote can hold a hole
HOLE = re.compile(f"\ue000{SECRET}:(\\w+)\ue001")

_kinds = {}  # of one letter at a time: (letter) -> context
_alike = {}  # of many at once: (letters) -> {pk: Alike}


@dataclass(frozen=True)
class Alike:
    """What a letter says: `context` is the same for all with the same `key`, `own` is this person's words by name.

    A letter's own stored context is not in it: what of that the template reads goes into one of the two.
    """

    key: tuple
    context: dict
    own: dict = field(default_factory=dict)


def letter(kind: str):
    """Register what a kind of letter says: a function (letter) -> context, or None to drop it."""

    def register(function):
        _kinds[kind] = function
        return function

    return register


def letters_alike(kind: str):
    """Register what many letters of a kind say: a function (letters) -> {pk: Alike, or None to drop it}."""

    def register(function):
        _alike[kind] = function
        return function

    return register


class Wordings:
    """What is looked up and rendered for the letters of one batch, in the order they are sent."""

    def __init__(self, batch=()):
        self.left = {row.pk: row for row in batch}
        self.found, self.rendered = {}, {}

    def of(self, row):
        """(context, subject, body) of a letter, or None when it has lost its point. The row's language is active."""
        self.left.pop(row.pk, None)
        if row.kind not in _alike:
            context = _kinds[row.kind](row)
            return None if context is None else self._written(row, {"name": row.to_name, **row.context, **context})
        alike = self._looked_up(row)
        if alike is None:
            return None
        own = {"name": row.to_name, **alike.own}
        key = (row.kind, row.language, alike.key, *(name for name, word in own.items() if word))
        if key not in self.rendered:
            holes = {name: f"\ue000{SECRET}:{name}\ue001" if word else word for name, word in own.items()}
            self.rendered[key] = self._written(row, {**alike.context, **holes})
        context, *texts = self.rendered[key]
        return context, *(HOLE.sub(lambda hole: str(own[hole[1]]), text) for text in texts)

    def _looked_up(self, row):
        """What was found for a letter with the others of its kind a moment ago, or now for it and those that are left."""
        group = (row.kind, row.language)
        at, found = self.found.get(group, (None, {}))
        if row.pk in found and timezone.now() - at < FRESH:
            return found[row.pk]
        rows = [row, *(one for one in self.left.values() if (one.kind, one.language) == group)]
        try:
            found = _alike[row.kind](rows)
        except Exception:  # one that cannot be looked up must not stop the others
            return _alike[row.kind]([row]).get(row.pk)
        found = {one.pk: found.get(one.pk) for one in rows}
        self.found[group] = (timezone.now(), found)
        return found[row.pk]

    def _written(self, row, context):
        context = {"base_url": settings.BASE_URL, **context}
        names = f"letters/{row.kind}.subject.txt", f"letters/{row.kind}.txt"
        return context, *(render_to_string(name, context) for name in names)
