"""A line as it is said, and the row it becomes before it is saved."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actions.forms import NOT_A_DATE, PersonField
from actions.queries import current_provisions, known_to, people
from meetings.models import OutcomeKind
from meetings.spoken_lines import read_spoken
from organisations.models import Group, Organisation
from portal import dates
from portal.personal_numbers import RefusesPersonalNumbers

KINDS = [(kind, kind.label) for kind in (OutcomeKind.ACTION, OutcomeKind.DECISION, OutcomeKind.INFORMATION)]


class QuickForm(RefusesPersonalNumbers, forms.Form):
    """One line; `spoken` holds what was understood once it is valid."""

    line = forms.CharField(
        max_length=2000,
        error_messages={
            "required": _("Write what was said."),
            "max_length": _("Write it in at most 2,000 characters."),
        },
    )
    point = forms.ModelChoiceField(
        queryset=None, required=False, error_messages={"invalid_choice": _("The point is no longer on the agenda.")}
    )

    def __init__(self, *args, user, agenda, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.spoken = user, None
        self.fields["point"].queryset = agenda

    def clean_line(self):
        text = self.cleaned_data["line"]
        spoken = read_spoken(text, known_to(self.user, everywhere=True), on=dates.today())
        if spoken.line.problems:
            raise forms.ValidationError(spoken.line.problems)
        self.spoken = spoken
        return text

    def understood(self) -> dict:
        """First values of the row."""
        line, places = self.spoken.line, self.spoken.places
        organisations = [one for one in places if isinstance(one, Organisation)]
        is_decision = self.spoken.kind == OutcomeKind.DECISION
        group = next((one for one in places if isinstance(one, Group)), None)
        return {
            "kind": self.spoken.kind,
            "text": line.title,
            "point": self.cleaned_data["point"],
            "owner": line.owner,
            "due_on": None if is_decision else line.due_on,
            "review_on": line.due_on if is_decision else None,
            "provision": line.provision,
            "forward_to": group if is_decision else None,
            "organisations": organisations,
        }


class RowForm(RefusesPersonalNumbers, forms.Form):
    """The row to confirm. What does not belong to the kind is left aside."""

    kind = forms.ChoiceField(choices=KINDS, label=_("Kind of outcome"))
    text = forms.CharField(
        label=_("Text"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write something first.")},
    )
    point = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Point on the agenda"), empty_label=_("Under no point")
    )
    owner = PersonField(queryset=None, required=False, label=_("Responsible"), empty_label=_("No one yet"))
    due_on = forms.DateField(required=False, label=_("Done by"), error_messages={"invalid": NOT_A_DATE})
    provision = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Clause of the agreement"), empty_label=_("No clause")
    )
    review_on = forms.DateField(required=False, label=_("To be reviewed"), error_messages={"invalid": NOT_A_DATE})
    forward_to = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Send on to the group"),
        empty_label=_("No other group"),
        help_text=_("The decision is put on that group's list of proposed points. They read its text, not the notes."),
    )
    organisations = forms.ModelMultipleChoiceField(
        queryset=None,
        required=False,
        label=_("An action in each organisation"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With one organisation the action is theirs; with several each gets a part of its own."),
    )

    def __init__(self, *args, user, meeting, agenda, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["point"].queryset = agenda
        self.fields["owner"].queryset = people(user)
        self.fields["provision"].queryset = current_provisions(user)
        self.fields["forward_to"].queryset = Group.objects.visible_to(user).exclude(pk=meeting.group_id).alphabetical()
        self.fields["organisations"].queryset = Organisation.objects.visible_to(user).alphabetical()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == OutcomeKind.ACTION and len(cleaned.get("text", "")) > 300:
            self.add_error(
                "text",
                _("Write it in at most 300 characters; there is room for more on the action's own page."),
            )
        return cleaned
