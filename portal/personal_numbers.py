"""Swedish personal identity numbers in free text: found so that they can be refused, never kept or shown.

Both personal and coordination numbers (day + 60), ten or twelve digits, with or without hyphen, plus or space.
A find is a date that exists and a check digit that fits (the package personnummer), so that telephone numbers,
registry numbers and organisation numbers pass.
"""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from personnummer import personnummer

from portal.years import RefusesStrangeYears

DASHES = re.compile("[\u2010-\u2015\u2212]")
# The date in one piece or with the same sign between its parts, then four figures in one piece.
CANDIDATE = re.compile(r"(?<!\d)((?:1[89]|20)?\d{2})([ ./-]?)(\d{2})\2(\d{2}) ?([-+]?) ?(\d{4})(?!\d)")


def holds_personal_number(text: str) -> bool:
    """Whether a valid personal or coordination number stands anywhere in the text."""
    plain = DASHES.sub("-", unicodedata.normalize("NFKC", text))
    return any(
        personnummer.valid(f"{year}{month}{day}{sign}{last}")
        for year, _between, month, day, sign, last in _candidates(plain)
    )


def _candidates(plain):
    """Every place where a number may begin; they may overlap in a longer row of figures."""
    place = 0
    while found := CANDIDATE.search(plain, place):
        yield found.groups()
        place = found.start() + 1


def refuse_personal_number(text: str):
    """Stop a text with a personal identity number in it, in words that say what to do. Serves as a validator too."""
    if holds_personal_number(text):
        raise ValidationError(
            _(
                "The text is not saved: it looks as if it holds a personal identity number. Take the number away."
                " Nothing about patients or other individuals may be written here."
            ),
            code="personal_number",
        )


class RefusesPersonalNumbers(RefusesStrangeYears):
    """A form none of whose text fields takes a personal identity number, nor its days a year that nobody means.

    Put it before forms.Form or ModelForm.
    """

    def _clean_fields(self):
        super()._clean_fields()
        for name, value in list(self.cleaned_data.items()):
            field = self.fields.get(name)
            if (
                isinstance(value, str)
                and type(field) is not forms.ChoiceField
                and not isinstance(field, forms.URLField)
            ):
                try:
                    refuse_personal_number(value)
                except ValidationError as error:
                    self.add_error(name, error)
