"""Comments, adjusters, and the reason for opening approved minutes again."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from actions.forms import NOT_A_DATE, PersonField
from meetings.models import ItemComment
from organisations.models import User
from portal import dates
from portal.personal_numbers import RefusesPersonalNumbers


class CommentsByForm(forms.Form):
    """Until when the group may comment."""

    comments_by = forms.DateField(
        label=_("Comments by"),
        required=False,
        error_messages={"invalid": NOT_A_DATE},
        help_text=_("Leave it empty when there is no hurry."),
    )

    def clean_comments_by(self):
        day = self.cleaned_data["comments_by"]
        if day and day < dates.today():
            raise forms.ValidationError(_("The date has passed. Choose today or later."))
        return day


class CommentForm(RefusesPersonalNumbers, forms.ModelForm):
    """A remark on one point."""

    class Meta:
        model = ItemComment
        fields = ["text"]
        labels = {"text": _("Your comment")}
        error_messages = {
            "text": {
                "required": _("Write something first."),
                "max_length": _("Write it in at most 2,000 characters."),
            }
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class PeopleField(forms.ModelMultipleChoiceField):
    """People by name and organisation, as ticks."""

    widget = forms.CheckboxSelectMultiple
    label_from_instance = PersonField.label_from_instance


class AdjustersForm(forms.Form):
    """Who is to approve the minutes: people who sit in the group."""

    adjusters = PeopleField(
        queryset=User.objects.none(),
        label=_("Who adjusts the minutes?"),
        error_messages={"required": _("Choose who adjusts the minutes.")},
    )

    adjust_by = forms.DateField(
        label=_("Adjusted by"),
        required=False,
        error_messages={"invalid": NOT_A_DATE},
        help_text=_("Who has not answered two days before is reminded. Leave it empty when there is no hurry."),
    )

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.needed = meeting.adjusters_needed
        members = User.objects.filter(is_active=True, seats__group=meeting.group_id).distinct()
        self.fields["adjusters"].queryset = members.prefetch_related("memberships__organisation").alphabetical()

    def clean_adjust_by(self):
        day = self.cleaned_data["adjust_by"]
        if day and day < dates.today():
            raise forms.ValidationError(_("The date has passed. Choose today or later."))
        return day

    def clean_adjusters(self):
        chosen = self.cleaned_data["adjusters"]
        if len(chosen) < self.needed:
            raise forms.ValidationError(
                ngettext(
                    "The meeting says that %(number)d person adjusts. Choose one more.",
                    "The meeting says that %(number)d people adjust. Choose more.",
                    self.needed,
                )
                % {"number": self.needed}
            )
        return chosen


class MailForm(forms.Form):
    """Whether the minutes are sent by mail too."""

    mail = forms.BooleanField(label=_("Send the notes by e-mail too"), required=False)


class ReopenForm(RefusesPersonalNumbers, forms.Form):
    """Why approved minutes are opened again."""

    reason = forms.CharField(
        label=_("Why are the minutes opened again?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why. The reason stands beside the approved wording.")},
    )
