"""What people fill in: where an organisation stands with a clause."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models import Adoption, Phase, Progress
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
    adoption = forms.TypedChoiceField(
        label=_("How far has the new way come among those who work by it?"),
        choices=Adoption.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how far the new way has come.")},
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


MANY = 1000
CHOSEN = re.compile(r"[1-9]\d{0,17}:[1-9]\d{0,8}")


class ManyForm(RefusesPersonalNumbers, forms.Form):
    """Move several cells at once. `rows` says which, each with the revision the person saw: "12:3,15:1"."""

    phase = forms.TypedChoiceField(
        label=pgettext_lazy("phase", "Phase"),
        choices=[("", _("Leave the phase as it is")), *Phase.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    progress = forms.TypedChoiceField(
        label=pgettext_lazy("progress", "Progress"),
        choices=[("", _("Leave the progress as it is")), *Progress.choices],
        empty_value=None,
        required=False,
    )
    because = forms.CharField(
        label=_("Why?"),
        help_text=_("One reason for all. It is shown in the history of each."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why. One sentence is enough.")},
    )
    rows = forms.CharField(
        widget=forms.HiddenInput, error_messages={"required": _("Select at least one cell in the table first.")}
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="many_%s", **kwargs)

    def clean_rows(self):
        """Key -> revision."""
        seen = seen_rows(self.cleaned_data["rows"].split(","))
        if not seen:
            raise forms.ValidationError(_("Select at least one cell in the table first."))
        if len(seen) > MANY:
            raise forms.ValidationError(
                _("At most %(many)s cells can be moved at once. Select fewer."), params={"many": MANY}
            )
        return seen

    def clean(self):
        cleaned = super().clean()
        if not self.errors and cleaned["phase"] is None and cleaned["progress"] is None:
            raise forms.ValidationError(_("Choose a phase or a progress to change to."))
        return cleaned


def seen_rows(wishes) -> dict[int, int]:
    """Key -> revision of what is written as "12:3"; anything else is passed over."""
    pairs = (wish.split(":") for wish in wishes if CHOSEN.fullmatch(wish))
    return {int(key): int(revision) for key, revision in pairs}
