"""Naming a view."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actions.models import SavedView
from portal.forms import ChecksWholeRow
from portal.personal_numbers import RefusesPersonalNumbers


class SavedViewForm(RefusesPersonalNumbers, ChecksWholeRow, forms.ModelForm):
    """A name for an address."""

    also_checked = ("owner",)

    class Meta:
        model = SavedView
        fields = ["name", "query"]
        labels = {"name": _("What do you want to call the view?")}
        error_messages = {"name": {"required": _("Write a name.")}}
        widgets = {"query": forms.HiddenInput}
