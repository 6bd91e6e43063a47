"""The meeting itself, who is called, and coming dates."""

from datetime import datetime
from hashlib import sha256

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.forms import NOT_A_DATE, PersonField
from actions.queries import people
from meetings.confirm import DAY_ENDS, DAY_STARTS
from meetings.models import AttendanceStatus, KeyDate, Meeting, MeetingStatus
from meetings.templatetags.meetings import when_in_full, where
from organisations.models import Group, Organisation
from portal.forms import LinkField
from portal.personal_numbers import RefusesPersonalNumbers

# What a person may answer for themselves; that one was there is written by who leads the meeting.
OWN_ANSWERS = [AttendanceStatus.COMING, AttendanceStatus.IF_TIME_ALLOWS, AttendanceStatus.ABSENT]


# Moved, replaced and cancelled are deeds of their own: what is chosen here is how settled the meeting is.
CHOSEN = (MeetingStatus.PROPOSED, MeetingStatus.PRELIMINARY, MeetingStatus.CONFIRMED)
CALLED_OFF = (MeetingStatus.CANCELLED, MeetingStatus.REPLACED)

NOT_A_TIME = _("Write a time, for example 09:30.")


class MeetingForm(RefusesPersonalNumbers, forms.ModelForm):
    """A meeting: day and hours apart, as people write them. `seen` is how it stood when the form was shown."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    day = forms.DateField(label=_("Day"), error_messages={"required": _("Choose a day."), "invalid": NOT_A_DATE})
    starts = forms.TimeField(
        label=_("Starts"), error_messages={"required": _("Say when the meeting starts."), "invalid": NOT_A_TIME}
    )
    ends = forms.TimeField(
        label=_("Ends"), error_messages={"required": _("Say when the meeting ends."), "invalid": NOT_A_TIME}
    )
    note_taker = PersonField(queryset=None, required=False, label=_("Takes notes"), empty_label=_("Not decided"))

    class Meta:
        model = Meeting
        fields = [
            "group",
            "title",
            "day",
            "starts",
            "ends",
            "form",
            "venue",
            "link",
            "status",
            "note_taker",
            "adjusters_needed",
            "seen",
        ]
        field_classes = {"link": LinkField}
        labels = {
            "group": _("Group"),
            "title": pgettext_lazy("meeting", "Title"),
            "form": pgettext_lazy("meeting", "Form"),
            "venue": _("Place"),
            "link": _("Link to the meeting on line"),
            "status": _("Status"),
            "adjusters_needed": _("Adjusters of the minutes"),
        }
        help_texts = {
            "group": _("Everybody in the group is called."),
            "adjusters_needed": _("How many must approve the minutes before they are locked."),
        }
        error_messages = {
            "title": {"required": _("Give the meeting a title, for example “Meeting 5”.")},
            "group": {"required": _("Choose which group meets.")},
            "link": {"invalid": _("Write the whole address of the link, beginning with https://.")},
        }

    def __init__(self, *args, user, groups=None, **kwargs):
        super().__init__(*args, **kwargs)
        now = self.instance
        if now.pk:
            del self.fields["group"]
            self.stands, self.stands_in_words = _stamp(now), _in_words(now)
            self.initial["seen"] = self.stands
        else:
            del self.fields["seen"]
            self.fields["group"].queryset = groups
            self.fields["group"].empty_label = _("Choose a group")
        self.fields["note_taker"].queryset = people(user)
        self.fields["adjusters_needed"].required = False
        if now.status in CALLED_OFF:
            del self.fields["status"]  # that it is held after all is a deed of its own too
        else:
            offered = (one for one in MeetingStatus if one in CHOSEN or one == now.status)
            self.fields["status"].choices = [(one, one.label) for one in offered]
        if now.pk:
            starts, ends = timezone.localtime(now.starts_at), timezone.localtime(now.ends_at)
            self.initial |= {"day": starts.date(), "starts": _known(starts, DAY_STARTS), "ends": _known(ends, DAY_ENDS)}
            for name in ("starts", "ends"):
                self.fields[name].required = bool(self.initial[name])

    def clean(self):
        cleaned = super().clean()
        day = cleaned.get("day")
        if day and not {"starts", "ends"} & set(self.errors):
            starts, ends = cleaned.get("starts") or DAY_STARTS, cleaned.get("ends") or DAY_ENDS
            if ends <= starts:
                self.add_error("ends", _("The meeting ends before it starts. Check the times."))
            cleaned["starts_at"], cleaned["ends_at"] = (
                timezone.make_aware(datetime.combine(day, at)) for at in (starts, ends)
            )
            # the model's own check of the two times reads them from the instance
            self.instance.starts_at, self.instance.ends_at = cleaned["starts_at"], cleaned["ends_at"]
        if cleaned.get("seen") and cleaned["seen"] != self.stands:
            self._say_it_was_changed()
        if not self.instance.pk and not self.errors:
            self._refuse_the_same_again(cleaned)
        return cleaned

    def _say_it_was_changed(self):
        self.add_error(
            None,
            _(
                "Somebody has changed the meeting meanwhile. It now stands: %(now)s. Look at what you have written, and send again if yours is to hold."
            )
            % {"now": self.stands_in_words},
        )
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = self.stands

    def _refuse_the_same_again(self, cleaned):
        """The Back button and a second press do not make a second meeting."""
        same = Meeting.objects.filter(
            group=cleaned["group"], title__iexact=cleaned["title"], starts_at=cleaned["starts_at"]
        )
        if same.exclude(status__in=CALLED_OFF).exists():
            self.add_error(
                "title", _("The group already has a meeting by that title at that time. Choose another title.")
            )

    def clean_adjusters_needed(self):
        return self.cleaned_data["adjusters_needed"] or self.instance.adjusters_needed

    def _get_validation_exclusions(self):
        """The times have been compared above, in the field they belong to."""
        return super()._get_validation_exclusions() | {"starts_at", "ends_at"}

    def facts(self) -> dict:
        """What was written, for the services."""
        names = ["title", "starts_at", "ends_at", "form", "venue", "link", "status", "note_taker", "adjusters_needed"]
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


def _stamp(meeting) -> str:
    """What the form changes, as one short word: another word when somebody has changed any of it."""
    facts = (meeting.title, meeting.starts_at.timestamp(), meeting.ends_at.timestamp(), meeting.form, meeting.venue)
    facts += (meeting.link, meeting.status, meeting.note_taker_id, meeting.adjusters_needed)
    return sha256(repr(facts).encode()).hexdigest()[:16]


def _in_words(meeting) -> str:
    words = (meeting.title, when_in_full(meeting), where(meeting), meeting.get_status_display().lower())
    return ", ".join(word for word in words if word)


def _known(at, stand_in):
    """A time of day, or nothing where it stands for an unknown one."""
    return None if at.time() == stand_in else at.time()


class CallForm(RefusesPersonalNumbers, forms.Form):
    """One more to call: somebody with an account, or a name."""

    person = PersonField(queryset=None, required=False, label=_("Person"), empty_label=_("Somebody without an account"))
    name = forms.CharField(
        label=_("Name"), required=False, max_length=150, help_text=_("Only for somebody without an account.")
    )
    address = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        help_text=_("Where the call goes. An account has its own address."),
        error_messages={"invalid": _("Write the whole e-mail address, for example anna.berg@example.org.")},
    )
    organisation = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Organisation"), empty_label=_("None in particular")
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people(user)
        self.fields["organisation"].queryset = Organisation.objects.visible_to(user).alphabetical()

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned["person"] and not cleaned["name"].strip():
            self.add_error("person", _("Choose a person, or write a name."))
        return cleaned

    def facts(self) -> dict:
        """For services.call_person; the organisation of a person with one alone is theirs."""
        person, organisation = self.cleaned_data["person"], self.cleaned_data["organisation"]
        if person and not organisation:
            own = {membership.organisation for membership in person.memberships.all()}
            organisation = own.pop() if len(own) == 1 else None
        return {
            "user": person,
            "name": self.cleaned_data["name"].strip(),
            "address": self.cleaned_data["address"],
            "organisation": organisation,
        }


class StatusForm(forms.Form):
    """Who came, as who leads the meeting writes it."""

    status = forms.ChoiceField(choices=AttendanceStatus)


class AnswerForm(forms.Form):
    """One's own answer to a call."""

    status = forms.ChoiceField(choices=[(answer, answer.label) for answer in OWN_ANSWERS])


class KeyDateForm(RefusesPersonalNumbers, forms.ModelForm):
    """A coming date."""

    class Meta:
        model = KeyDate
        fields = ["on", "what", "is_preliminary"]
        labels = {"on": _("Day"), "what": _("What happens?"), "is_preliminary": _("Preliminary")}
        error_messages = {
            "on": {"required": _("Choose a day."), "invalid": NOT_A_DATE},
            "what": {"required": _("Write what happens.")},
        }


class GroupChoice(forms.Form):
    """Which group a note belongs to."""

    group = forms.ModelChoiceField(
        queryset=Group.objects.none(),
        label=_("Group"),
        empty_label=_("Choose a group"),
        error_messages={"required": _("Choose which group met.")},
    )
