"""Forms: when a round reminds, and who signs its letters."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organisations.models import Role, User
from portal.forms import RevisedForm
from surveys.models import RoundReminder


class ReminderForm(RevisedForm):
    class Meta:
        model = RoundReminder
        fields = ["on", "text"]
        error_messages = {"on": {"required": _("Choose the day of the reminder.")}}
        help_texts = {
            "text": _("Stands first in the letter. The link, the last day and who sees the answers are added.")
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}


class ContactForm(forms.Form):
    """Who signs, and gets the answers."""

    contact = forms.ModelChoiceField(
        User.objects.none(),
        label=pgettext_lazy("survey", "Contact person"),
        help_text=_("Signs the letters, stands as their sender, and gets what people answer to them."),
        error_messages={"required": _("Choose who signs the letters.")},
    )

    def __init__(self, *args, round, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True, memberships__role__in=[Role.LEAD, Role.ADMINISTRATOR, Role.COACH])
        self.fields["contact"].queryset = User.objects.filter(pk__in=people.values("pk")).alphabetical()
        self.fields["contact"].initial = round.sender
