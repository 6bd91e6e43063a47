"""A point that somebody proposes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import Proposal
from portal.personal_numbers import RefusesPersonalNumbers


class ProposalForm(RefusesPersonalNumbers, forms.ModelForm):
    class Meta:
        model = Proposal
        fields = ["heading", "text", "minutes"]
        labels = {
            "heading": _("What should the group take up?"),
            "text": _("Why, and what is asked of the group"),
            "minutes": _("Minutes"),
        }
        error_messages = {"heading": {"required": _("Write what the group should take up.")}}
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
