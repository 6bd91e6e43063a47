"""The form of a date poll: its words, its times, who is asked; and the answer to one."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.forms import NOT_A_DATE
from meetings.forms.meeting import NOT_A_TIME
from meetings.models import DatePoll, MeetingStatus, Suits
from meetings.templatetags.meetings import hours
from portal import dates
from portal.forms import RevisedForm
from portal.personal_numbers import RefusesPersonalNumbers

MOST_TIMES, MOST_OTHERS, MORE = 20, 30, 3
CONTROL = {"class": "form-control"}  # of the rows, which the template writes out itself


def as_time(starts_at, ends_at) -> str:
    """A time as it stands in an address: "2026-12-01T09:00/11:00"."""
    starts, ends = timezone.localtime(starts_at), timezone.localtime(ends_at)
    return f"{starts:%Y-%m-%dT%H:%M}/{ends:%H:%M}"


def from_time(text) -> dict | None:
    """The row of a time that stands in an address; None for anything else."""
    try:
        starts = datetime.strptime(text.partition("/")[0], "%Y-%m-%dT%H:%M")
        ends = datetime.strptime(text.partition("/")[2], "%H:%M").time()
    except ValueError:
        return None
    return {"day": starts.date(), "starts": starts.time(), "ends": ends}


class PollForm(RevisedForm):
    """The words of the question."""

    class Meta:
        model = DatePoll
        fields = ["title", "text", "form", "venue", "answer_by"]
        labels = {
            "title": _("What is the meeting about?"),
            "text": _("Message to those who are asked"),
            "form": pgettext_lazy("meeting", "Form"),
            "venue": _("Place"),
            "answer_by": pgettext_lazy("date poll", "Answer by"),
        }
        help_texts = {"answer_by": _("Whoever has not answered is reminded the day before.")}
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "title": {"required": _("Write what the meeting is about.")},
            "answer_by": {"required": _("Choose the last day to answer."), "invalid": NOT_A_DATE},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [("", _("Not decided")), *self.fields["form"].choices[1:]]

    def clean_answer_by(self):
        day = self.cleaned_data["answer_by"]
        if day < dates.today() and day != self.instance.answer_by:
            raise forms.ValidationError(_("The day has passed. Choose today or a later day."))
        return day


class TimeRow(RefusesPersonalNumbers, forms.Form):
    """One time to choose; an empty row is no time."""

    day = forms.DateField(
        label=_("Day"),
        required=False,
        widget=forms.DateInput(attrs=CONTROL),
        error_messages={"invalid": NOT_A_DATE},
    )
    starts = forms.TimeField(
        label=_("Starts"),
        required=False,
        widget=forms.TimeInput(attrs=CONTROL),
        error_messages={"invalid": NOT_A_TIME},
    )
    ends = forms.TimeField(
        label=_("Ends"), required=False, widget=forms.TimeInput(attrs=CONTROL), error_messages={"invalid": NOT_A_TIME}
    )

    def clean(self):
        cleaned = super().clean()
        given = {name: cleaned.get(name) for name in ("day", "starts", "ends")}
        if self.errors or not any(given.values()):
            return cleaned
        wanting = {"day": _("Choose a day."), "starts": _("Say when it starts."), "ends": _("Say when it ends.")}
        for name, words in wanting.items():
            if given[name] is None:
                self.add_error(name, words)
        if not self.errors:
            self._time(given)
        return cleaned

    def _time(self, given):
        if given["ends"] <= given["starts"]:
            self.add_error("ends", _("The meeting ends before it starts. Check the times."))
            return
        starts, ends = (timezone.make_aware(datetime.combine(given["day"], given[at])) for at in ("starts", "ends"))
        if starts <= timezone.now() and (starts, ends) not in self.known:
            self.add_error("day", _("The time has passed. Choose a later one."))
        self.time = (starts, ends)

    known: frozenset = frozenset()  # times that stand in the poll already: they may have passed
    time = None


class TimeRows(forms.BaseFormSet):
    """The times together: two or more, each once."""

    def __init__(self, *args, known=(), **kwargs):
        self.known = frozenset(known)
        super().__init__(*args, **kwargs)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.known = self.known
        form.empty_permitted = False  # an unchanged row is a time too

    def clean(self):
        if any(self.errors):
            return
        times = self.times()
        if len(set(times)) < len(times):
            raise forms.ValidationError(_("The same time stands twice. Take one of them away."))
        if len(times) < 2:
            raise forms.ValidationError(_("Give at least two times to choose among."))

    def times(self) -> list:
        return [form.time for form in self.forms if form.time]


class OtherRow(RefusesPersonalNumbers, forms.Form):
    """Somebody outside the group."""

    name = forms.CharField(label=_("Name"), required=False, max_length=150, widget=forms.TextInput(attrs=CONTROL))
    address = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        widget=forms.EmailInput(attrs=CONTROL),
        error_messages={"invalid": _("Write a whole e-mail address, for example anna@example.org.")},
    )

    def clean(self):
        cleaned = super().clean()
        name, address = cleaned.get("name"), cleaned.get("address")
        if address and not name:
            self.add_error("name", _("Write the person's name too."))
        if name and not address and "address" not in self.errors:
            self.add_error("address", _("Write the person's e-mail address too."))
        return cleaned


def _rows(form, most, formset=forms.BaseFormSet):
    return forms.formset_factory(form, formset=formset, extra=0, max_num=most, absolute_max=most, validate_max=True)


Times = _rows(TimeRow, MOST_TIMES, TimeRows)
Others = _rows(OtherRow, MOST_OTHERS)


class PeopleForm(forms.Form):
    """Whom of the group to ask."""

    people = forms.TypedMultipleChoiceField(
        label=_("From the group"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose among the people in the list.")},
    )

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(seat.user_id, _who(seat)) for seat in seats]
        self.fields["people"].initial = [seat.user_id for seat in seats]


def _who(seat):
    where = seat.organisation.short_name if seat.organisation else ""
    return f"{seat.user.get_full_name()}, {where}" if where else seat.user.get_full_name()


class VoteForm(RefusesPersonalNumbers, forms.Form):
    """How each time suits one, and a comment."""

    comment = forms.CharField(
        label=_("Comment"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, voter, options, **kwargs):
        super().__init__(*args, **kwargs)
        given = {answer.option_id: answer.suits for answer in voter.answers.all()}
        self.initial |= {"comment": voter.comment, "revision": voter.revision}
        self.options = options
        for option in options:
            self.fields[f"tid_{option.pk}"] = forms.ChoiceField(
                choices=Suits.choices,
                widget=forms.RadioSelect,
                initial=given.get(option.pk),
                label=_time_in_words(option),
                error_messages={
                    "required": _("Answer for %(time)s.") % {"time": _time_in_words(option)},
                    "invalid_choice": _("Choose one of the three answers."),
                },
            )

    def rows(self):
        """(the time, its field)."""
        return [(option, self[f"tid_{option.pk}"]) for option in self.options]

    def answers(self) -> dict:
        return {option.pk: self.cleaned_data[f"tid_{option.pk}"] for option in self.options}


def _time_in_words(option):
    return f"{dates.spoken(timezone.localdate(option.starts_at))}, {hours(option)}"


class StatusChoice(forms.Form):
    """What the meeting that comes of a poll is."""

    status = forms.ChoiceField(
        label=_("Status"),
        choices=[(one.value, one.label) for one in (MeetingStatus.PRELIMINARY, MeetingStatus.CONFIRMED)],
        widget=forms.RadioSelect,
        initial=MeetingStatus.PRELIMINARY,
        error_messages={"required": _("Choose whether the meeting is preliminary or confirmed.")},
    )


class ReopenForm(RefusesPersonalNumbers, forms.Form):
    """Until when answers are taken again."""

    answer_by = forms.DateField(
        label=pgettext_lazy("date poll", "Answer by"),
        error_messages={"required": _("Choose the last day to answer."), "invalid": NOT_A_DATE},
    )

    def clean_answer_by(self):
        day = self.cleaned_data["answer_by"]
        if day < dates.today():
            raise forms.ValidationError(_("The day has passed. Choose today or a later day."))
        return day
