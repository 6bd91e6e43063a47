"""The themes of one text."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.personal_numbers import RefusesPersonalNumbers
from surveys.models import StandingTheme

LONGEST, MOST = 60, 20


class ThemesForm(RefusesPersonalNumbers, forms.Form):
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Themes"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )
    own = forms.CharField(
        label=gettext_lazy("A theme of your own"),
        required=False,
        max_length=LONGEST,
        help_text=gettext_lazy("In a word or two. It can then be chosen for the other texts of the survey too."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, known, now, **kwargs):
        """`known`: the survey's themes of its own; `now`: those of the text."""
        super().__init__(*args, initial={"themes": sorted(now), "seen": "\n".join(sorted(now))}, **kwargs)
        self.fields["themes"].choices = [*StandingTheme.choices, *((one, one) for one in known)]

    def clean_own(self):
        own = " ".join(self.cleaned_data["own"].split())
        standing = {str(label).casefold(): value for value, label in StandingTheme.choices}
        return standing.get(own.casefold(), own)

    def clean_seen(self):
        return [line for line in self.cleaned_data["seen"].splitlines() if line]

    def clean(self):
        values = super().clean()
        chosen = set(values.get("themes", []))
        if own := values.get("own"):
            known = {key.casefold(): key for key, _label in self.fields["themes"].choices}
            chosen.add(known.get(own.casefold(), own))
        if len(chosen) > MOST:
            raise ValidationError(_("Choose at most %(most)s themes for one text.") % {"most": MOST})
        values["chosen"] = sorted(chosen)
        return values
