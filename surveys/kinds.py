"""Kinds of questions: how a posted answer is read, and how a stored one is said in words.

What is posted is a text; of a question with several answers a list; of a matrix or an order a dict by row or
option. What is stored: a step as int, one choice as its key, several as a list of keys in the question's order,
a matrix as {row: option}, an order as the list of all options from the first, a number as text with a point
("12.5", so that no digit is lost), a day as "2026-02-01", a file as {"file", "name", "size"} (surveys.uploaded).
"""

import re
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.forms import DateField
from django.utils import dateparse, formats
from django.utils.translation import gettext as _

from portal.personal_numbers import refuse_personal_number
from surveys import uploaded
from surveys.models import Missing, QuestionKind

TEXT_LIMITS = {QuestionKind.SHORT_TEXT: 500, QuestionKind.LONG_TEXT: 10_000}
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def posted(question, data, files=None):
    """What a form holds for a question: None when the question was not on the page, else text, list, dict or upload.

    Beside other fields "do not know" is a tick of the question's own name.
    """
    identity = question.identity
    if question.kind == QuestionKind.FILE:
        return uploaded.posted(question, data, files)
    if question.kind in (QuestionKind.MATRIX, QuestionKind.RANKING):
        lines = question.row_texts if question.kind == QuestionKind.MATRIX else question.choices
        names = {key: f"{identity}.{key}" for key in lines}
        if identity not in data and not any(name in data for name in names.values()):
            return None
        return {key: data.get(name, "") for key, name in names.items()} | {"": data.get(identity, "")}
    if identity not in data:
        return None
    if question.kind == QuestionKind.MULTIPLE:
        return data.getlist(identity)
    return next((one for one in data.getlist(identity) if one.strip()), "")


def read(question, raw) -> dict | None:
    """The content that was posted for a question, or None when nothing was; ValidationError says what is wrong.

    Who both answers and ticks "do not know" has answered.
    """
    said = missing_in(raw)
    is_missing = said in allowed_missing(question)
    value = None if is_missing and isinstance(raw, str) else READERS[question.kind](question, raw)
    if value not in (None, "", [], {}):
        return {"value": value}
    return {"value": None, "missing": said} if is_missing else None


def allowed_missing(question) -> list[str]:
    """The ways in which the question lets one say why there is no answer."""
    if question.is_text:
        return []
    allowed = {Missing.UNKNOWN: question.allows_unknown, Missing.NOT_APPLICABLE: question.allows_not_applicable}
    return [value for value, is_allowed in allowed.items() if is_allowed]


def missing_in(raw) -> str:
    """The posted "do not know" or "not relevant", or whatever else stands in its place."""
    if isinstance(raw, dict):
        return raw.get("", "")
    if isinstance(raw, list):
        return next((one for one in raw if one in Missing.values), "")
    return raw


def _read_step(question, raw):
    if not raw:
        return None
    if raw.isascii() and raw.isdigit() and len(raw) <= 2 and int(raw) in question.steps:
        return int(raw)
    raise ValidationError(_("Choose one of the answers that are shown."))


def _read_choice(question, raw):
    if not raw:
        return None
    if raw in question.choices:
        return raw
    raise ValidationError(_("Choose one of the answers that are shown."))


def _read_choices(question, raw):
    chosen = [one for one in raw if one and one not in Missing.values]
    if set(chosen) - set(question.choices):
        raise ValidationError(_("Choose among the answers that are shown."))
    return [key for key in question.choices if key in chosen]


def _read_matrix(question, raw):
    value = {row: raw[row] for row in question.row_texts if raw.get(row)}
    if set(value.values()) - set(question.choices):
        raise ValidationError(_("Choose one of the answers that are shown on each row."))
    return value


def _read_ranking(question, raw):
    """Every option gets a place of its own; a half-written order says what is left to do."""
    places = {key: raw.get(key, "").strip() for key in question.choices}
    if not any(places.values()):
        return None
    last = len(places)
    wanted = {str(number) for number in range(1, last + 1)}
    if set(places.values()) != wanted:
        raise ValidationError(
            _("Give each line a place of its own, from 1 to %(last)s. Nothing is saved until all have one."),
            params={"last": last},
        )
    return sorted(places, key=lambda key: int(places[key]))


def _read_number(question, raw):
    text = re.sub(r"[\s\u00a0\u202f]", "", raw or "").replace(",", ".").replace("\u2212", "-")
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite() or abs(number) >= Decimal(10) ** 12 or _decimals(number) > 3:
        raise ValidationError(_("Write a number with digits, for example 12 or 12,5."))
    if question.least is not None and number < question.least:
        raise ValidationError(
            _("The number is too small: the least is %(least)s."), params={"least": in_digits(question.least)}
        )
    if question.most is not None and number > question.most:
        raise ValidationError(
            _("The number is too great: the greatest is %(most)s."), params={"most": in_digits(question.most)}
        )
    return format(number.normalize(), "f")


def _decimals(number) -> int:
    return max(0, -number.normalize().as_tuple().exponent)


def _read_date(question, raw):
    if not (raw or "").strip():
        return None
    try:
        return DateField().clean(raw).isoformat()
    except ValidationError as error:
        raise ValidationError(_("Write the day as year-month-day, for example 2026-02-01.")) from error


def _read_text(question, raw):
    text = UNPRINTABLE.sub("", (raw or "").replace("\r\n", "\n").replace("\r", "\n")).rstrip()
    limit = TEXT_LIMITS[question.kind]
    if len(text) > limit:
        raise ValidationError(
            _(
                "The text is %(length)s characters long and is not saved. At most %(limit)s fit: shorten it, or send the rest to your project leader."
            ),
            params={"length": f"{len(text):,}".replace(",", "\xa0"), "limit": f"{limit:,}".replace(",", "\xa0")},
        )
    refuse_personal_number(text)
    return text


READERS = {
    QuestionKind.SCALE_4: _read_step,
    QuestionKind.SCALE_10: _read_step,
    QuestionKind.AGREE: _read_step,
    QuestionKind.LADDER: _read_step,
    QuestionKind.YES_NO: _read_choice,
    QuestionKind.SINGLE: _read_choice,
    QuestionKind.MULTIPLE: _read_choices,
    QuestionKind.MATRIX: _read_matrix,
    QuestionKind.RANKING: _read_ranking,
    QuestionKind.NUMBER: _read_number,
    QuestionKind.DATE: _read_date,
    QuestionKind.SHORT_TEXT: _read_text,
    QuestionKind.LONG_TEXT: _read_text,
    QuestionKind.FILE: uploaded.read,
}


def is_complete(question, answer: dict | None) -> bool:
    """Whether enough was said for a question that must be answered: of a matrix every row."""
    value, missing = (answer or {}).get("value"), (answer or {}).get("missing", "")
    if missing:
        return True
    if question.kind == QuestionKind.MATRIX:
        return isinstance(value, dict) and set(question.row_texts) <= set(value)
    return value not in (None, "", [], {})


def in_words(question, value) -> str:
    """A stored value as one reads it aloud: "2 about half", a matrix line by line."""
    return SPEAKERS.get(question.kind, lambda _question, text: text)(question, value)


def _say_step(question, value):
    return f"{value} {str(question.steps.get(value, '')).lower()}".strip()


def _say_choice(question, key):
    """What an earlier round could be answered with and this one cannot is said as it was stored."""
    return str(question.choices.get(key, key))


def _say_choices(question, value):
    return ", ".join(_say_choice(question, key) for key in value)


def _say_matrix(question, value):
    rows = question.row_texts
    return "\n".join(f"{rows.get(row, row)}: {_say_choice(question, key)}" for row, key in value.items())


def _say_ranking(question, value):
    return "\n".join(f"{place}. {_say_choice(question, key)}" for place, key in enumerate(value, start=1))


def _say_number(question, value):
    return f"{in_digits(Decimal(value))} {question.unit}".strip()


def _say_date(_question, value):
    return formats.date_format(dateparse.parse_date(value), "DATE_FORMAT")


SPEAKERS = {
    QuestionKind.SCALE_4: _say_step,
    QuestionKind.SCALE_10: _say_step,
    QuestionKind.AGREE: _say_step,
    QuestionKind.LADDER: _say_step,
    QuestionKind.YES_NO: _say_choice,
    QuestionKind.SINGLE: _say_choice,
    QuestionKind.MULTIPLE: _say_choices,
    QuestionKind.MATRIX: _say_matrix,
    QuestionKind.RANKING: _say_ranking,
    QuestionKind.NUMBER: _say_number,
    QuestionKind.DATE: _say_date,
    QuestionKind.FILE: uploaded.say,
}


def in_digits(number: Decimal) -> str:
    """A number as Swedish or English writes it, with the decimals it has and no more."""
    return formats.number_format(number, decimal_pos=_decimals(number), force_grouping=True)
