"""How often letters come, when leaders are told, and a new date by the link of a letter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actions.forms.action import NOT_A_DATE
from actions.models import ReminderRules, Rhythm
from portal import dates
from portal.forms import RevisedForm


class RhythmForm(forms.Form):
    """A person's own choice."""

    rhythm = forms.ChoiceField(
        label=_("How often do you want the letter?"),
        choices=Rhythm,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how often."), "invalid_choice": _("Choose how often.")},
    )


class RulesForm(RevisedForm):
    """What holds for everybody."""

    class Meta:
        model = ReminderRules
        fields = ["escalate_after"]
        labels = {"escalate_after": _("Days late until the leader is told")}
        help_texts = {
            "escalate_after": _(
                "Then the action stands in the letter of the chair of its group; where there is none, the project leaders'."
            )
        }
        error_messages = {
            "escalate_after": {
                "required": _("Write a number of days, for example 14."),
                "invalid": _("Write a number of days, for example 14."),
                "min_value": _("Write at least 1 day."),
                "max_value": _("Write at most 365 days."),
            }
        }


class NewDateForm(forms.Form):
    """A new date for an action."""

    due_on = forms.DateField(
        label=_("New date"), error_messages={"required": _("Choose a date."), "invalid": NOT_A_DATE}
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on < dates.today():
            raise forms.ValidationError(_("The date has passed. Choose today or later."))
        return due_on
