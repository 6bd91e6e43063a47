"""A meeting gets another time or place, is replaced by another, or is called off."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.forms import NOT_A_DATE
from meetings.confirm import DAY_ENDS, DAY_STARTS
from meetings.forms.meeting import NOT_A_TIME
from meetings.models import Meeting, MeetingForm, MeetingStatus
from portal.dates import today
from portal.forms import LinkField
from portal.personal_numbers import RefusesPersonalNumbers

SETTLED = (MeetingStatus.CONFIRMED, MeetingStatus.MOVED)


class _WhenAndWhere(RefusesPersonalNumbers, forms.Form):
    """Day and hours apart, form, place and link; filled in as the meeting stands."""

    needs_time = True

    day = forms.DateField(label=_("Day"), error_messages={"required": _("Choose a day."), "invalid": NOT_A_DATE})
    starts = forms.TimeField(
        label=_("Starts"), error_messages={"required": _("Say when the meeting starts."), "invalid": NOT_A_TIME}
    )
    ends = forms.TimeField(
        label=_("Ends"), error_messages={"required": _("Say when the meeting ends."), "invalid": NOT_A_TIME}
    )
    form = forms.ChoiceField(label=pgettext_lazy("meeting form", "Form"), required=False)
    venue = forms.CharField(label=_("Place"), required=False, max_length=200)
    link = LinkField(
        label=_("Link to the meeting on line"),
        required=False,
        max_length=200,
        error_messages={"invalid": _("Write the whole address of the link, beginning with https://.")},
    )

    def __init__(self, *args, meeting, **kwargs):
        starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
        initial = {
            "day": starts.date(),
            "starts": None if starts.time() == DAY_STARTS else starts.time(),
            "ends": None if ends.time() == DAY_ENDS else ends.time(),
            "form": meeting.form,
            "venue": meeting.venue,
            "link": meeting.link,
        }
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.meeting = meeting
        self.fields["form"].choices = [("", pgettext_lazy("meeting form", "Not decided")), *MeetingForm.choices]

    def clean(self):
        cleaned = super().clean()
        if not {"day", "starts", "ends"} & set(self.errors) and cleaned.get("day") and cleaned.get("starts"):
            starts, ends = (
                timezone.make_aware(datetime.combine(cleaned["day"], cleaned[name])) for name in ("starts", "ends")
            )
            if ends <= starts:
                self.add_error("ends", _("The meeting ends before it starts. Check the times."))
            elif cleaned["day"] < today():
                self.add_error("day", _("The day has passed. Choose today or a later day."))
            cleaned["starts_at"], cleaned["ends_at"] = starts, ends
        return cleaned

    def when_and_where(self) -> dict:
        """For services.move_meeting and replace_with_new."""
        return {name: self.cleaned_data[name] for name in ("starts_at", "ends_at", "form", "venue", "link")}


class MoveForm(_WhenAndWhere):
    """Another time or place, and why. `was` is the time the reader saw."""

    is_settled = forms.BooleanField(
        label=_("The new time is settled"),
        required=False,
        help_text=_("Without the tick the meeting is preliminary until somebody confirms it."),
    )
    reason = forms.CharField(
        label=_("Why is it moved?"),
        required=False,
        max_length=300,
        help_text=_("Is shown on the page of the meeting, beside the time it had."),
    )
    was = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    field_order = ["day", "starts", "ends", "is_settled", "form", "venue", "link", "reason", "was"]

    def __init__(self, *args, meeting, **kwargs):
        initial = {"is_settled": meeting.status in SETTLED, "was": meeting.starts_at.isoformat()}
        super().__init__(*args, meeting=meeting, initial=initial, **kwargs)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("was") and cleaned["was"] != self.meeting.starts_at:
            self.add_error(
                None,
                _(
                    "Somebody has moved the meeting meanwhile. Look at its new time, and send again if yours still holds."
                ),
            )
            self.data = self.data.copy()
            self.data["was"] = self.meeting.starts_at.isoformat()
        return cleaned


class ReplaceForm(_WhenAndWhere):
    """Which meeting is held instead: one there is, or a new one."""

    other = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Held instead"), empty_label=_("A new meeting, as below")
    )
    reason = forms.CharField(label=_("Why?"), required=False, max_length=300)
    take_along = forms.BooleanField(label=_("Take the agenda along"), required=False, initial=True)

    field_order = ["other", "day", "starts", "ends", "form", "venue", "link", "reason", "take_along"]

    def __init__(self, *args, meeting, at, **kwargs):
        super().__init__(*args, meeting=meeting, **kwargs)
        coming = Meeting.objects.filter(group=meeting.group_id).coming(at=at).exclude(pk=meeting.pk)
        self.fields["other"].always_answered = True  # the empty choice is an answer too
        self.fields["other"].queryset = coming.order_by("starts_at", "pk")
        self.fields["other"].label_from_instance = lambda one: (
            f"{one.title}, {timezone.localtime(one.starts_at):%Y-%m-%d %H.%M}"
        )

    def _clean_fields(self):
        """The time of a new meeting is asked for only when it is to be new."""
        if self.data.get(self.add_prefix("other")):
            for name in ("day", "starts", "ends"):
                self.fields[name].required = False
        super()._clean_fields()

    def clean(self):
        if self.data.get(self.add_prefix("other")):
            for name in ("day", "starts", "ends", "form", "venue", "link"):
                self.errors.pop(name, None)
            return self.cleaned_data
        cleaned = super().clean()
        same = cleaned.get("starts_at") == self.meeting.starts_at and cleaned.get("form") == self.meeting.form
        if same and not self.errors:
            self.add_error("day", _("That is the meeting there is already. Choose another time or another form."))
        return cleaned


class CancelForm(RefusesPersonalNumbers, forms.Form):
    """Why it is not held, and what becomes of its points."""

    reason = forms.CharField(
        label=_("Why is it cancelled?"),
        required=False,
        max_length=300,
        help_text=_("Is shown on the page of the meeting."),
    )
    take_along = forms.BooleanField(label=_("Take the points to the next meeting"), required=False, initial=True)


class CloseForm(RefusesPersonalNumbers, forms.Form):
    """What becomes of the coming meetings of a series that is closed."""

    what = forms.ChoiceField(
        label=_("The coming meetings"),
        widget=forms.RadioSelect,
        choices=[("keep", _("are held as planned")), ("cancel", _("are cancelled"))],
        error_messages={"required": _("Say what becomes of the coming meetings.")},
    )
    reason = forms.CharField(
        label=_("Why are they cancelled?"),
        required=False,
        max_length=300,
        help_text=_("Is shown on the page of each meeting."),
    )
