"""An event, what came out of it, its links, and a series."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.forms import NOT_A_DATE
from actions.policies import group_ids
from agreements.models import Agreement
from meetings.confirm import DAY_ENDS, DAY_STARTS
from meetings.templatetags.meetings import when_in_full
from organisations.models import Group
from portal.forms import LinkField, RevisedForm
from portal.personal_numbers import RefusesPersonalNumbers
from support import policies
from support.models import Event, EventMaterial, EventSeries

NOT_A_TIME = _("Write a time, for example 09:30.")
NOT_A_LINK = _("Write the whole address of the link, beginning with https://.")


class EventForm(RevisedForm):
    """An event: day and hours apart, as people write them; without hours it fills the day."""

    day = forms.DateField(label=_("Day"), error_messages={"required": _("Choose a day."), "invalid": NOT_A_DATE})
    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Only when it goes on for several days."),
        error_messages={"invalid": NOT_A_DATE},
    )
    starts = forms.TimeField(label=_("Starts"), required=False, error_messages={"invalid": NOT_A_TIME})
    ends = forms.TimeField(label=_("Ends"), required=False, error_messages={"invalid": NOT_A_TIME})

    class Meta:
        model = Event
        fields = [
            "kind", "title", "series", "theme", "purpose", "audience", "organiser", "group", "agreement",
            "day", "last_day", "starts", "ends", "form", "venue", "link", "places",
        ]  # fmt: skip
        field_classes = {"link": LinkField}
        labels = {
            "kind": pgettext_lazy("event", "Kind"),
            "title": pgettext_lazy("event", "Title"),
            "series": _("Series"),
            "theme": _("Theme"),
            "purpose": _("Purpose"),
            "audience": _("For whom"),
            "organiser": _("Organised by"),
            "group": _("Prepared by the group"),
            "agreement": pgettext_lazy("event", "Agreement"),
            "form": pgettext_lazy("meeting", "Form"),
            "venue": _("Place"),
            "link": _("Link to the meeting on line"),
            "places": _("Number of places"),
        }
        help_texts = {
            "title": _("For outreach: the forum where the work is told of."),
            "series": _("The running questions of the series come along to a new event."),
            "purpose": _("What those who come should take with them. Do not write anything about patients."),
            "group": _("Everybody in the group may write here."),
        }
        error_messages = {
            "kind": {"required": _("Choose which kind of event it is.")},
            "title": {"required": _("Give the event a title, for example “Call-in 2”.")},
            "link": {"invalid": NOT_A_LINK},
            "places": {"invalid": _("Write a whole number."), "min_value": _("Write a number from 1.")},
        }
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        fields, now = self.fields, self.instance
        fields["kind"].choices = [("", _("Choose")), *fields["kind"].choices[1:]]
        fields["form"].choices = [("", _("Not decided")), *fields["form"].choices[1:]]
        fields["series"].empty_label = _("No series")
        fields["agreement"].queryset = Agreement.objects.visible_to(user)
        fields["agreement"].empty_label = _("No agreement")
        groups = Group.objects.visible_to(user).alphabetical()
        fields["group"].empty_label = _("No group")
        if not policies.can_keep_events(user):
            own = Group.objects.filter(pk__in={*group_ids(user), now.group_id} - {None}).alphabetical()
            groups = own
            if now.created_by_id is None or now.created_by_id != user.pk or not now.pk:
                fields["group"].required = True
                fields["group"].empty_label = _("Choose a group")
                fields["group"].error_messages["required"] = _("Choose the group that prepares the event.")
        fields["group"].queryset = groups
        fields["places"].min_value = 1
        if now.pk and now.starts_at:
            starts, ends = timezone.localtime(now.starts_at), timezone.localtime(now.ends_at)
            self.initial |= {
                "day": starts.date(),
                "last_day": ends.date() if ends.date() != starts.date() else None,
                "starts": None if starts.time() == DAY_STARTS else starts.time(),
                "ends": None if ends.time() == DAY_ENDS else ends.time(),
            }

    def clean_places(self):
        places = self.cleaned_data["places"]
        if places == 0:
            raise forms.ValidationError(_("Write a number from 1."))
        return places

    def clean(self):
        cleaned = super().clean()
        day, starts, ends = cleaned.get("day"), cleaned.get("starts"), cleaned.get("ends")
        last = cleaned.get("last_day") or day
        if not day or {"starts", "ends", "last_day"} & set(self.errors):
            return cleaned
        if ends and not starts:
            self.add_error("starts", _("Say when it starts, or leave both times empty."))
        elif last < day:
            self.add_error("last_day", _("The last day is before the first."))
        elif last == day and (ends or DAY_ENDS) <= (starts or DAY_STARTS):
            self.add_error("ends", _("It ends before it starts. Check the times."))
        cleaned["starts_at"] = timezone.make_aware(datetime.combine(day, starts or DAY_STARTS))
        cleaned["ends_at"] = timezone.make_aware(datetime.combine(last, ends or DAY_ENDS))
        # the model's own check of the two times reads them from the instance
        self.instance.starts_at, self.instance.ends_at = cleaned["starts_at"], cleaned["ends_at"]
        return cleaned

    def _get_validation_exclusions(self):
        """The times have been compared above, in the field they belong to."""
        return super()._get_validation_exclusions() | {"starts_at", "ends_at"}

    def facts(self) -> dict:
        """What was written, for the services."""
        names = set(self._meta.fields) - {"day", "last_day", "starts", "ends"} | {"starts_at", "ends_at"}
        return {name: self.cleaned_data[name] for name in names}

    def stands_beside(self, current):
        """What stands in the row now where it differs from the day and hours that were typed."""
        typed = (self.cleaned_data.get("starts_at"), self.cleaned_data.get("ends_at"))
        return [(_("Day"), when_in_full(current))] if (current.starts_at, current.ends_at) != typed else []


class OutcomeForm(RevisedForm):
    """What came out of the event."""

    class Meta:
        model = Event
        fields = ["outcome"]
        labels = {"outcome": _("What came out of it?")}
        help_texts = {"outcome": _("Do not write anything about patients, nor who said what.")}
        widgets = {"outcome": forms.Textarea(attrs={"rows": 12})}


class MaterialForm(RefusesPersonalNumbers, forms.ModelForm):
    """A link to what was shown."""

    class Meta:
        model = EventMaterial
        fields = ["title", "link"]
        field_classes = {"link": LinkField}
        labels = {"title": _("What is it?"), "link": pgettext_lazy("material", "Link")}
        error_messages = {
            "title": {"required": _("Write what the link leads to.")},
            "link": {"required": _("Paste the link."), "invalid": NOT_A_LINK},
        }


class SeriesForm(RevisedForm):
    """Events that belong together, and the questions that run through them."""

    class Meta:
        model = EventSeries
        fields = ["title", "purpose", "questions"]
        labels = {
            "title": pgettext_lazy("event", "Title"),
            "purpose": _("Purpose"),
            "questions": _("Running questions"),
        }
        help_texts = {
            "title": _("For example “Call-in autumn 2027”."),
            "questions": _("One question to a line. They come along to each new event of the series."),
        }
        error_messages = {"title": {"required": _("Give the series a title.")}}
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3}), "questions": forms.Textarea(attrs={"rows": 5})}

    def clean_questions(self):
        text = self.cleaned_data["questions"]
        for number, line in enumerate(text.splitlines(), start=1):
            if len(" ".join(line.split())) > 300:
                raise forms.ValidationError(
                    _("Question %(number)s is too long. Write it in at most 300 characters."),
                    params={"number": number},
                )
        return text

    def facts(self) -> dict:
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class NextYearForm(RefusesPersonalNumbers, forms.Form):
    """What the copy of a series is called."""

    title = forms.CharField(
        label=_("Title of the new series"),
        max_length=150,
        error_messages={"required": _("Give the series a title.")},
    )
