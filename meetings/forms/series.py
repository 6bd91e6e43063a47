"""A series, its standing points, its guests, and its last day."""

import re

from django import forms
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.forms import NOT_A_DATE, PersonField
from actions.queries import people
from meetings.forms.agenda import POINT_ERRORS, POINT_HELP, POINT_LABELS
from meetings.forms.meeting import NOT_A_TIME
from meetings.models import Frequency, Nth, Series, SeriesGuest, SeriesItem
from meetings.recurring import MOST, days_of
from meetings.services.series_parts import MOST_POINTS
from organisations.models import Organisation, Side
from portal.dates import today
from portal.forms import LinkField, RevisedForm
from portal.personal_numbers import RefusesPersonalNumbers

LINE = re.compile(r"^(?P<heading>.+?)(?:[\s,(]+(?P<minutes>\d{1,3})\s*min(?:uter|utes)?\.?\)?)?$", re.IGNORECASE)
NO_DAY = _("No day between the first and the last fits the rule. Check the days.")
TOO_MANY = _("That would be more than %(most)d meetings. Choose an earlier last day; a series can be prolonged later.")


class SeriesForm(RevisedForm):
    """How often, when, where, and (of a new one) the standing points, one to a line."""

    note_taker = PersonField(queryset=None, required=False, label=_("Takes notes"), empty_label=_("Not decided"))
    points = forms.CharField(
        label=_("Standing points"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One to a line, with minutes if you like: “Standing of the work 20 min”. More can be said later."),
    )

    class Meta:
        model = Series
        fields = [
            "group",
            "title",
            "interval",
            "frequency",
            "nth",
            "weekday",
            "starts_on",
            "ends_on",
            "starts",
            "ends",
            "form",
            "venues",
            "link",
            "note_taker",
            "adjusters_needed",
            "is_preliminary",
        ]
        field_classes = {"link": LinkField}
        widgets = {"venues": forms.Textarea(attrs={"rows": 3})}
        labels = {
            "group": _("Group"),
            "title": pgettext_lazy("series", "What is the series called?"),
            "interval": pgettext_lazy("series", "Every"),
            "frequency": pgettext_lazy("series", "Week or month"),
            "nth": pgettext_lazy("series", "Which in the month"),
            "weekday": _("Weekday"),
            "form": pgettext_lazy("meeting", "Form"),
            "venues": _("Places"),
            "link": _("Link to the meeting on line"),
            "adjusters_needed": _("Adjusters of the minutes"),
            "is_preliminary": _("The times are preliminary"),
        }
        help_texts = {
            "group": _("Everybody in the group is called."),
            "title": _("Each meeting gets the title and a number."),
            "interval": _("1 is each, 2 is every second."),
            "venues": _("One to a line. They are taken in turn, so that journeys are shared."),
            "adjusters_needed": _("How many must approve the minutes before they are locked."),
            "is_preliminary": _("Concerns new meetings. Confirm them later, one by one or all at once."),
        }
        error_messages = {
            "title": {"required": _("Say what the series is called, for example “Weekly check-in”.")},
            "group": {"required": _("Choose which group meets.")},
            "interval": {"required": _("Say how often, in figures.")},
            "starts_on": {"required": _("Choose the first day."), "invalid": NOT_A_DATE},
            "ends_on": {"required": _("Choose the last day."), "invalid": NOT_A_DATE},
            "starts": {"required": _("Say when the meeting starts."), "invalid": NOT_A_TIME},
            "ends": {"required": _("Say when the meeting ends."), "invalid": NOT_A_TIME},
            "weekday": {"required": _("Choose a weekday.")},
            "link": {"invalid": _("Write the whole address of the link, beginning with https://.")},
        }

    def __init__(self, *args, user, groups=None, **kwargs):
        super().__init__(*args, **kwargs)
        fields = self.fields
        if self.instance.pk:
            del fields["group"], fields["points"]
        else:
            fields["group"].queryset = groups
            fields["group"].empty_label = _("Choose a group")
        fields["frequency"].choices = Frequency.choices
        fields["weekday"].choices = [("", _("Choose")), *fields["weekday"].choices[1:]]
        fields["nth"].choices = [("", pgettext_lazy("in the month", "Choose")), *Nth.choices]
        fields["form"].choices = [("", pgettext_lazy("meeting form", "Not decided")), *fields["form"].choices[1:]]
        fields["note_taker"].queryset = people(user)
        fields["adjusters_needed"].required = False

    def clean_adjusters_needed(self):
        return self.cleaned_data["adjusters_needed"] or self.instance.adjusters_needed

    def clean_venues(self):
        lines = [" ".join(line.split()) for line in self.cleaned_data["venues"].splitlines() if line.strip()]
        if any(len(line) > 200 for line in lines):
            raise forms.ValidationError(_("A place is at most 200 characters. Shorten the longest line."))
        return "\n".join(lines)

    def clean_points(self):
        """The lines as standing points, for services.add_series."""
        points = [LINE.match(" ".join(line.split())) for line in self.cleaned_data["points"].splitlines()]
        points = [{"heading": one["heading"], "minutes": int(one["minutes"] or 0) or None} for one in points if one]
        if len(points) > MOST_POINTS:
            raise forms.ValidationError(_("No meeting has time for more than %(most)d points.") % {"most": MOST_POINTS})
        if any(len(one["heading"]) > 200 for one in points):
            raise forms.ValidationError(_("A heading is at most 200 characters. Shorten the longest line."))
        return points

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("frequency") == Frequency.WEEKLY:
            cleaned["nth"] = None
        elif cleaned.get("frequency") and cleaned.get("nth") is None and "nth" not in self.errors:
            self.add_error("nth", _("Choose which in the month: the first, the second …"))
        if not {"starts", "ends"} & set(self.errors) and cleaned["ends"] <= cleaned["starts"]:
            self.add_error("ends", _("The meeting ends before it starts. Check the times."))
        if not {"starts_on", "ends_on"} & set(self.errors):
            if cleaned["ends_on"] < cleaned["starts_on"]:
                self.add_error("ends_on", _("The last day is before the first."))
            elif not {"frequency", "interval", "weekday", "nth"} & set(self.errors):
                self._clean_days(cleaned)
        if not self.instance.pk and not self.errors:
            self._refuse_the_same_again(cleaned)
        return cleaned

    def _refuse_the_same_again(self, cleaned):
        """The Back button and a second press do not make a second series."""
        names = ("group", "starts_on", "starts")
        same = Series.objects.filter(title__iexact=cleaned["title"], closed_at=None, **{n: cleaned[n] for n in names})
        if same.exists():
            self.add_error(
                "title",
                _("The group already has a series by that name, from that day and hour. Choose another name."),
            )

    def _clean_days(self, cleaned):
        names = ("frequency", "interval", "weekday", "nth", "starts_on", "ends_on")
        days = days_of(Series(**{name: cleaned[name] for name in names}))
        if not days:
            self.add_error("ends_on", NO_DAY)
        elif len(days) > MOST:
            self.add_error("ends_on", TOO_MANY % {"most": MOST})
        elif not self.instance.pk and days[-1] < today():
            self.add_error("ends_on", _("All the days have passed. Choose a later last day."))

    def _get_validation_exclusions(self):
        """What belongs together has been compared above, in the field it belongs to."""
        return super()._get_validation_exclusions() | {"ends_on", "ends", "nth"}


class ProlongForm(RevisedForm):
    """A new last day."""

    class Meta:
        model = Series
        fields = ["ends_on"]
        labels = {"ends_on": _("New last day")}
        error_messages = {"ends_on": {"required": _("Choose a day."), "invalid": NOT_A_DATE}}

    def clean_ends_on(self):
        day = self.cleaned_data["ends_on"]
        if day <= max(self.initial["ends_on"], today()):
            raise forms.ValidationError(_("Choose a day after the last day of today’s series."))
        days = days_of(self.instance, until=day)
        if len(days) > MOST:
            raise forms.ValidationError(TOO_MANY % {"most": MOST})
        return day


class SeriesItemForm(RevisedForm):
    """A standing point; with months named it is a theme of the year."""

    months = forms.TypedMultipleChoiceField(
        label=_("Only in these months"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For a theme of the year. None ticked: at every meeting."),
    )

    class Meta:
        model = SeriesItem
        fields = ["heading", "section", "presenter", "minutes", "side", "is_internal", "months"]
        labels, help_texts, error_messages = POINT_LABELS, POINT_HELP, POINT_ERRORS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["months"].choices = [(number, capfirst(name)) for number, name in MONTHS.items()]
        self.fields["side"].choices = [
            ("", _("No")),
            (Side.REGION, pgettext_lazy("report", "Of the region")),
            (Side.MUNICIPAL, pgettext_lazy("report", "Of the municipalities")),
        ]


class GuestForm(RefusesPersonalNumbers, forms.ModelForm):
    """Somebody outside the group who is called each time."""

    user = PersonField(queryset=None, required=False, label=_("Person"), empty_label=_("Somebody without an account"))
    call = forms.BooleanField(
        label=_("Call to the meetings that are planned already too"), required=False, initial=True
    )

    class Meta:
        model = SeriesGuest
        fields = ["user", "name", "address", "organisation"]
        labels = {"name": _("Name"), "address": _("E-mail address"), "organisation": _("Organisation")}
        help_texts = {"name": _("Only for somebody without an account.")}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people(user)
        self.fields["name"].required = False
        self.fields["organisation"].queryset = Organisation.objects.visible_to(user).alphabetical()
        self.fields["organisation"].empty_label = _("None in particular")

    def clean(self):
        cleaned = super().clean()
        person = cleaned.get("user")
        if person:
            cleaned["name"], cleaned["address"] = person.get_full_name(), ""
            own = {membership.organisation for membership in person.memberships.all()}
            if len(own) == 1 and not cleaned.get("organisation"):
                cleaned["organisation"] = own.pop()
            if person.pk in self.instance.series.group.seats.values_list("user", flat=True):
                self.add_error("user", _("The person sits in the group and is called already."))
            elif self.instance.series.guests.filter(user=person).exists():
                self.add_error("user", _("The person is already on the list."))
        elif not self.errors and not cleaned["name"].strip():
            self.add_error("user", _("Choose a person, or write a name."))
        return cleaned
