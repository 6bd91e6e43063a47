"""What one fills in to make work of an answer. Everything is filled in beforehand; one press is enough."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.forms.steps import StepForm
from agreements.models import KnowledgeKind, Phase
from organisations.models import Group
from portal.personal_numbers import RefusesPersonalNumbers

NO_PATIENTS = _("Do not write anything about patients or other individuals.")


class CellActionForm(StepForm):
    """An action that comes of one answer."""

    description = forms.CharField(
        label=pgettext_lazy("action", "More about it"),
        required=False,
        max_length=5000,
        help_text=NO_PATIENTS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CellPointForm(RefusesPersonalNumbers, forms.Form):
    """A point for a group's agenda."""

    group = forms.ModelChoiceField(
        queryset=None,
        label=_("To which group?"),
        empty_label=_("Choose"),
        error_messages={"required": _("Choose a group."), "invalid_choice": _("Choose a group.")},
    )
    heading = forms.CharField(
        label=_("What should the group take up?"),
        max_length=200,
        error_messages={"required": _("Write what the group should take up.")},
    )
    text = forms.CharField(
        label=_("Why, and what is asked of the group"),
        required=False,
        max_length=2000,
        help_text=_("All who sit in the group read this. Take away what your organisation wants to keep to itself."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        groups = Group.objects.visible_to(user).alphabetical()
        self.fields["group"].queryset = groups if user.leads else groups.of(user)


class CellPhaseForm(RefusesPersonalNumbers, forms.Form):
    """A phase the answer speaks for, and why."""

    phase = forms.TypedChoiceField(
        label=_("To which phase?"),
        choices=Phase.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a phase.")},
    )
    because = forms.CharField(
        label=_("Why?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Becomes the reason in the history when somebody confirms it. All parties read the history."),
        error_messages={"required": _("Say why. One sentence is enough.")},
    )


class CellNoteForm(RefusesPersonalNumbers, forms.Form):
    """A hindrance or a need, kept among what is known about the clause."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[(kind.value, kind.label) for kind in (KnowledgeKind.HINDRANCE, KnowledgeKind.NEED)],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], _("Say whether it is a hindrance or a need.")),
    )
    title = forms.CharField(
        label=_("In one line"), max_length=200, error_messages={"required": _("Write it in one line.")}
    )
    text = forms.CharField(
        label=pgettext_lazy("knowledge", "More"),
        required=False,
        max_length=8000,
        help_text=NO_PATIENTS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    draft = forms.BooleanField(
        label=_("Keep it as a draft of the organisation"),
        required=False,
        help_text=_("Otherwise all who see the agreement can read it."),
    )


class PhaseAnswerForm(forms.Form):
    """Yes or no to a proposed phase."""

    answer = forms.ChoiceField(choices=[("ja", ""), ("nej", "")])
