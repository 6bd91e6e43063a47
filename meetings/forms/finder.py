"""What the finder of times is asked: it is read from the address, so that a search can be shared and come back to."""

from datetime import time, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from actions.forms import NOT_A_DATE
from meetings.finding import Wanted
from meetings.forms.meeting import NOT_A_TIME
from meetings.queries.availability import WORKDAYS
from organisations.models import Group
from portal import dates
from portal.years import RefusesStrangeYears

IN_ADDRESS = {
    "groups": "grupp",
    "first": "fran",
    "last": "till",
    "minutes": "langd",
    "earliest": "tidigast",
    "latest": "senast",
    "weekdays": "dag",
    "count": "antal",
}
LENGTHS = [
    (30, _("30 minutes")),
    (60, _("1 hour")),
    (90, _("1.5 hours")),
    (120, _("2 hours")),
    (180, _("3 hours")),
    (240, _("4 hours")),
    (360, _("6 hours")),
]
LONGEST = 366


class FinderForm(RefusesStrangeYears, forms.Form):
    """Whom, how long, when, how many."""

    groups = forms.ModelMultipleChoiceField(
        queryset=Group.objects.none(),
        label=_("Which groups are to meet?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one group."),
            "invalid_choice": _("Choose among the groups in the list."),
            "invalid_pk_value": _("Choose among the groups in the list."),
        },
    )
    first = forms.DateField(
        label=_("From"), error_messages={"required": _("Choose the first day to look at."), "invalid": NOT_A_DATE}
    )
    last = forms.DateField(
        label=_("To"), error_messages={"required": _("Choose the last day to look at."), "invalid": NOT_A_DATE}
    )
    minutes = forms.TypedChoiceField(
        label=_("How long"), choices=LENGTHS, coerce=int, error_messages={"required": _("Choose how long.")}
    )
    earliest = forms.TimeField(
        label=_("Not before"), error_messages={"required": _("Say the earliest hour."), "invalid": NOT_A_TIME}
    )
    latest = forms.TimeField(
        label=_("Over by"), error_messages={"required": _("Say the latest hour."), "invalid": NOT_A_TIME}
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On these weekdays"),
        choices=[(day.value, day.label) for day in WORKDAYS],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one weekday.")},
    )
    count = forms.TypedChoiceField(
        label=_("How many proposals"), choices=[(number, number) for number in (5, 10, 20)], coerce=int
    )

    def __init__(self, asked, *, groups):
        """`asked` is what stands in the address; bound only when the search itself stands there."""
        is_search = IN_ADDRESS["first"] in asked
        chosen = [pk for pk in asked.getlist("grupp") if pk.isascii() and pk.isdigit()]
        today = dates.today()
        initial = {
            "groups": chosen,
            "first": today + timedelta(days=7),
            "last": today + timedelta(days=63),
            "minutes": 120,
            "earliest": time(9),
            "latest": time(16),
            "weekdays": [day.value for day in WORKDAYS],
            "count": 5,
        }
        super().__init__(asked if is_search else None, initial=initial)
        self.fields["groups"].queryset = groups

    def add_prefix(self, name):
        return IN_ADDRESS.get(name, name)

    def clean_first(self):
        first = self.cleaned_data["first"]
        if first < dates.today():
            raise forms.ValidationError(_("The day has passed. Choose today or a later day."))
        return first

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last:
            if last < first:
                self.add_error("last", _("The last day is before the first."))
            elif (last - first).days > LONGEST:
                self.add_error("last", _("Look at a year at most."))
        earliest, latest, minutes = cleaned.get("earliest"), cleaned.get("latest"), cleaned.get("minutes")
        if earliest and latest and minutes:
            room = (latest.hour - earliest.hour) * 60 + latest.minute - earliest.minute
            if room < minutes:
                self.add_error(
                    "latest", _("The meeting does not fit between the hours. Choose a shorter one, or later.")
                )
        return cleaned

    def wanted(self) -> Wanted:
        facts = self.cleaned_data
        return Wanted(
            first=facts["first"],
            last=facts["last"],
            minutes=facts["minutes"],
            earliest=facts["earliest"],
            latest=facts["latest"],
            weekdays=frozenset(facts["weekdays"]),
            count=facts["count"],
        )
