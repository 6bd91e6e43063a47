"""What people fill in about a new version of an agreement, and when something is confirmed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement
from portal.forms import RevisedForm
from portal.personal_numbers import RefusesPersonalNumbers


class VersionForm(RefusesPersonalNumbers, forms.ModelForm):
    """The name and the dates of the draft that is to replace an agreement; the rest is copied."""

    class Meta:
        model = Agreement
        fields = ["title", "short_title", "valid_from", "decide_by"]
        help_texts = {
            "short_title": _("As it is called in everyday speech. Stands in headings and lists."),
            "decide_by": _("The last day for every party's decision."),
        }
        error_messages = {
            "title": {"required": _("Write the full name of the agreement.")},
            "short_title": {"required": _("Write a short name for the agreement.")},
        }

    def __init__(self, *args, old, **kwargs):
        super().__init__(*args, **kwargs)
        self.old = old

    def clean_short_title(self):
        name = self.cleaned_data["short_title"]
        if name.casefold() == self.old.short_title.casefold():
            raise forms.ValidationError(
                _(
                    "The version that is replaced has the same short name. Add the year, so that one can tell them apart."
                )
            )
        return name


class ConfirmForm(RevisedForm):
    """Yes to what stands on the page; `revision` is what the person saw."""

    class Meta:
        model = Agreement
        fields = []


class RemoveForm(forms.Form):
    """Yes, delete it; `revision` is what the person saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
