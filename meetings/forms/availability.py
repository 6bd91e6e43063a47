"""The weekdays of the sides, and periods when they are busy."""

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from actions.forms import NOT_A_DATE
from meetings.models import AvailabilityLevel, BusyPeriod, Weekday
from meetings.queries.availability import CELLS, WORKDAYS
from organisations.models import Side
from portal.forms import RevisedForm


class LevelsForm(forms.Form):
    """One choice for each side and workday. `seen` carries how they stood when the form was shown."""

    seen = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args, stored, general=None, **kwargs):
        """`general` is what holds for all, when the form is a group's own."""
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = as_text(stored)
        for side, day in CELLS:
            choices = list(AvailabilityLevel.choices)
            if general is not None:
                default = AvailabilityLevel(general.get((side, day), "can")).label
                choices.insert(0, ("", gettext("As for all: %(level)s") % {"level": default.lower()}))
            self.fields[_name(side, day)] = forms.ChoiceField(
                label=f"{Weekday(day).label}, {Side(side).label.lower()}",
                choices=choices,
                required=general is None,
                initial=stored.get((side, day), "" if general is not None else "can"),
                widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
                error_messages={"invalid_choice": _("Choose can, hard or cannot.")},
            )

    def rows(self):
        """(the weekday, its fields) for the table."""
        return [(day, [self[_name(side, day)] for side in Side]) for day in WORKDAYS]

    def levels(self) -> dict:
        return {(side, day.value): self.cleaned_data[_name(side, day)] for side, day in CELLS}

    def seen_levels(self) -> dict:
        return from_text(self.cleaned_data["seen"])

    def moved(self, levels):
        """Say that somebody came first, keep what was chosen, and let the next press store it."""
        self.stands_now = [
            (
                f"{Weekday(day).label}, {Side(side).label.lower()}",
                AvailabilityLevel(levels.get((side, day), "can")).label,
            )
            for side, day in CELLS
            if levels.get((side, day), "") != self.levels()[side, day]
        ]
        self.data = self.data.copy()
        self.data["seen"] = as_text(levels)
        self.add_error(
            None,
            _(
                "Somebody changed this while you were writing. What you wrote is still below;"
                " look at what stands now, and send again if yours still holds."
            ),
        )


def _name(side, day) -> str:
    return f"{Side(side).value}_{int(day)}"


def as_text(levels) -> str:
    """{("region", 0): "can"} as "region_0=can", in a fixed order."""
    return " ".join(sorted(f"{_name(side, day)}={level}" for (side, day), level in levels.items()))


def from_text(text) -> dict:
    known = {_name(side, day): (side, day) for side in Side.values for day in Weekday.values}
    pairs = (part.partition("=") for part in text.split())
    return {known[name]: level for name, _sign, level in pairs if name in known}


class BusyForm(RevisedForm):
    """Days when a side, or both, cannot meet."""

    class Meta:
        model = BusyPeriod
        fields = ["what", "side", "starts_on", "ends_on"]
        labels = {"what": _("What is it?"), "side": _("Whom does it concern?")}
        help_texts = {"what": _("For example the autumn break, a budget week or the election.")}
        error_messages = {
            "what": {"required": _("Write what it is, for example the autumn break.")},
            "starts_on": {"required": _("Choose the first day."), "invalid": NOT_A_DATE},
            "ends_on": {
                "required": _("Choose the last day; the same as the first for a single day."),
                "invalid": NOT_A_DATE,
            },
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = [("", pgettext_lazy("sides", "Both sides")), *Side.choices]

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last:
            if last < first:
                self.add_error("ends_on", _("The last day is before the first."))
            elif (last - first).days > 366:
                self.add_error("ends_on", _("A period is a year at most. Check the days."))
        return cleaned

    def _get_validation_exclusions(self):
        """The days have been compared above, in the field they belong to."""
        return super()._get_validation_exclusions() | ({"ends_on"} if "ends_on" in self.errors else set())
