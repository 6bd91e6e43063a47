"""What people fill in: where an organisation stands with a clause."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models import Phase, Progress
from portal.personal_numbers import RefusesPersonalNumbers


class MoveForm(RefusesPersonalNumbers, forms.Form):
    """Move to another phase. `revision` is the version the person saw."""

    phase = forms.TypedChoiceField(
        label=_("Move to another phase"),
        choices=Phase.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a phase.")},
    )
    because = forms.CharField(
        label=_("Why?"),
        help_text=_("One sentence is enough. It is shown in the history."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why. One sentence is enough.")},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, implementation, **kwargs):
        super().__init__(*args, auto_id="move_%s", **kwargs)
        self.implementation = implementation

    def clean_phase(self):
        phase = self.cleaned_data["phase"]
        if phase == self.implementation.phase:
            raise forms.ValidationError(
                _("The work is already in the phase %(phase)s. Choose another."),
                params={"phase": self.implementation.get_phase_display()},
            )
        return phase


class ProgressForm(RefusesPersonalNumbers, forms.Form):
    """Say whether the work is on track, and when the next phase is to be reached."""

    progress = forms.ChoiceField(
        label=pgettext_lazy("progress", "How is it going?"),
        choices=Progress.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how it is going.")},
    )
    comment = forms.CharField(
        label=_("What makes you say so?"),
        help_text=_("One sentence is enough. It is shown in the history."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say what makes you say so. One sentence is enough.")},
    )
    target_on = forms.DateField(
        label=_("Target date"), required=False, help_text=_("When the next phase is to be reached.")
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="progress_%s", **kwargs)
