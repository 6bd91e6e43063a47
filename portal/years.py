"""Years that somebody can mean: a slip of the finger, such as 0202 or 20262, is told of before it is stored."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FIRST, LAST = 1900, 2199


def is_known(day) -> bool:
    """Whether a day lies where calendars, drawings and workbooks reckon with it."""
    return FIRST <= day.year <= LAST


class RefusesStrangeYears:
    """A form whose days lie in years that somebody can mean. Put it before forms.Form or ModelForm."""

    def _clean_fields(self):
        super()._clean_fields()
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, date) and not is_known(value):
                words = _("Check the year: it must be between %(first)s and %(last)s.")
                self.add_error(name, ValidationError(words % {"first": FIRST, "last": LAST}, code="year"))
