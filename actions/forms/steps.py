"""A next step that becomes an action, wherever it is arrived at."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions import queries
from actions.forms.action import NOT_A_DATE, PersonField
from portal import dates
from portal.personal_numbers import RefusesPersonalNumbers


class StepForm(RefusesPersonalNumbers, forms.Form):
    """A next step that becomes an action."""

    title = forms.CharField(
        label=_("What is to be done?"),
        max_length=300,
        help_text=_("Start with a verb."),
        error_messages={"required": _("Write what is to be done.")},
    )
    owner = PersonField(queryset=None, required=False, label=_("Responsible"), empty_label=_("No one yet"))
    due_on = forms.DateField(
        label=pgettext_lazy("action", "Done by"), required=False, error_messages={"invalid": NOT_A_DATE}
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = queries.people(user)

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on < dates.today():
            raise forms.ValidationError(_("The date has passed. Choose today or later."))
        return due_on
