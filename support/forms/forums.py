"""What people fill in about how a forum works, who coaches it, and who speaks for each side."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.forms.action import PersonField
from actions.queries import people
from organisations.models import Organisation, Role, User
from portal.dates import today
from portal.forms import ChecksWholeRow, RevisedForm
from portal.years import RefusesStrangeYears
from support.models import Coaching, ForumContact, ForumPart


class PartForm(RevisedForm):
    """What the forum has settled about one part. `revision` is what the person saw."""

    class Meta:
        model = ForumPart
        fields = ["text", "is_settled"]
        labels = {"is_settled": _("We have settled this")}
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def clean(self):
        """Settled means that it is written down: otherwise nobody who comes new knows what was settled."""
        cleaned = super().clean()
        if cleaned.get("is_settled") and not cleaned.get("text", "").strip() and "text" not in self.errors:
            self.add_error("text", _("Write what you have settled, or take away the tick."))
        return cleaned


class CoachingForm(RefusesStrangeYears, ChecksWholeRow, forms.ModelForm):
    """Who coaches a forum, from when; `instance` already holds the forum."""

    also_checked = ("forum", "coach", "until")

    class Meta:
        model = Coaching
        fields = ["coach", "since"]
        field_classes = {"coach": PersonField}
        labels = {"since": _("From")}
        help_texts = {"coach": _("Those who have the role of coach can be chosen.")}
        error_messages = {
            "coach": {"required": _("Choose who is to coach the forum.")},
            "since": {"required": _("Give the first day.")},
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        coaches = User.objects.filter(memberships__role=Role.COACH).values("pk")
        self.fields["coach"].queryset = people(user).filter(pk__in=coaches)
        self.fields["coach"].empty_label = _("Choose")
        self.initial["since"] = today()


class EndForm(RefusesStrangeYears, forms.ModelForm):
    """The last day that somebody coaches a forum."""

    class Meta:
        model = Coaching
        fields = ["until"]
        labels = {"until": _("Last day")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].required = True
        self.fields["until"].error_messages["required"] = _("Give the last day.")
        if self.instance.until is None:
            self.initial["until"] = max(today(), self.instance.since)


class ContactForm(RevisedForm):
    """A contact person with or without an account; `instance` already holds the forum and the side."""

    class Meta:
        model = ForumContact
        fields = ["user", "name", "organisation", "address", "phone", "since", "until"]
        field_classes = {"user": PersonField}
        labels = {
            "user": _("Person with an account"),
            "name": pgettext_lazy("person", "Name"),
            "organisation": _("Organisation"),
            "since": _("From"),
            "until": _("Last day"),
        }
        help_texts = {
            "user": _("Then name and address are taken from the account."),
            "name": _("Only for somebody who has no account."),
            "until": _("Empty as long as the person is contact person."),
        }
        error_messages = {"since": {"required": _("Give the first day.")}}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = _with_present(people(user), self.instance.user_id)
        self.fields["user"].empty_label = _("Somebody without an account")
        own = Organisation.objects.visible_to(user).filter(side=self.instance.side) if self.instance.side else None
        choices = own if own is not None else Organisation.objects.visible_to(user)
        if self.instance.organisation_id:
            choices = choices | Organisation.objects.filter(pk=self.instance.organisation_id)
        self.fields["organisation"].queryset = choices.alphabetical()
        self.fields["organisation"].empty_label = _("No organisation")
        self.fields["name"].required = False
        if self.instance.pk is None:
            del self.fields["until"]
            self.initial["since"] = today()

    def clean(self):
        """An account says who it is; without one a name is needed, and some way to reach the person."""
        cleaned = super().clean()
        person = cleaned.get("user")
        if person is not None:
            cleaned["name"] = self.instance.name = person.get_full_name()
            cleaned["address"] = self.instance.address = ""
        elif "user" not in self.errors:
            if not cleaned.get("name", "").strip() and "name" not in self.errors:
                self.add_error("name", _("Choose a person, or write the name of somebody without an account."))
            elif not (cleaned.get("address") or cleaned.get("phone")) and "address" not in self.errors:
                self.add_error(
                    "address", _("Give an e-mail address or a telephone number, so that people can reach the person.")
                )
        return cleaned


class NewContactForm(ContactForm):
    """Who is contact person from now on; `instead_of` says whom the writer saw there."""

    instead_of = forms.IntegerField(required=False, widget=forms.HiddenInput)


def _with_present(rows, pk):
    """The people to choose from, and the one who stands there even with a closed account."""
    return rows | User.objects.filter(pk=pk) if pk else rows
