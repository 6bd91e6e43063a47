"""Whom open links are made for: everybody by one address, or an address for each organisation's people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from surveys.models import OpenLink


class OpenLinksForm(forms.Form):
    """One link for everybody, one for each organisation that is ticked, or both."""

    everybody = forms.BooleanField(label=_("One link for everybody: nobody is asked where they work"), required=False)
    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("A link of its own for the people of"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, round, **kwargs):
        """Those that have a link already are left out."""
        super().__init__(*args, **kwargs)
        taken = list(OpenLink.objects.filter(round=round).values_list("organisation", flat=True))
        self.fields["organisations"].queryset = Organisation.objects.exclude(
            pk__in=[pk for pk in taken if pk]
        ).alphabetical()
        if None in taken:
            del self.fields["everybody"]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned.get("everybody") and not cleaned.get("organisations"):
            self.add_error("organisations", _("Choose everybody, or at least one organisation."))
        return cleaned

    def wanted(self) -> list:
        """The organisations that get a link; None for everybody."""
        return [*([None] if self.cleaned_data.get("everybody") else []), *self.cleaned_data["organisations"]]
