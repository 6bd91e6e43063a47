"""What people fill in about what stands behind a phase: owner, evidence, checklist, pulse, confirmation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import Evidence, Holding
from agreements.owners import possible_owners
from agreements.services import NOT_AN_OWNER
from organisations.models import Organisation
from portal.dates import today
from portal.forms import LinkField
from portal.personal_numbers import RefusesPersonalNumbers

NOTE = 400


class OwnerForm(RefusesPersonalNumbers, forms.Form):
    """The unit whose work changes. Chosen among the organisation and what stands below it."""

    owner_unit = forms.ModelChoiceField(
        label=_("Unit that owns the change"),
        help_text=_("The unit whose work changes. A working group supports; it never owns the change."),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("No owner yet"),
        error_messages={"invalid_choice": NOT_AN_OWNER},
    )
    owner_contact = forms.CharField(
        label=_("Contact there"),
        help_text=_("A function is enough, for example the head of the unit."),
        max_length=150,
        required=False,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, auto_id="owner_%s", **kwargs)
        self.units = possible_owners(organisation)
        field = self.fields["owner_unit"]
        field.queryset = Organisation.objects.filter(pk__in=[unit.pk for unit in self.units])
        field.choices = [("", field.empty_label), *((unit.pk, unit.name) for unit in self.units)]


class EvidenceForm(RefusesPersonalNumbers, forms.ModelForm):
    """Something dated that shows where the work stands."""

    link = LinkField(label=_("Link"), required=False, help_text=_("To the routine, the figure or the decision."))

    class Meta:
        model = Evidence
        fields = ["on", "text", "link"]
        labels = {"on": _("Date"), "text": _("What does it show?")}
        error_messages = {
            "on": {"required": _("Give the day it is about.")},
            "text": {"required": _("Write what it shows. One sentence is enough.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="evidence_%s", **kwargs)

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day > today():
            raise forms.ValidationError(_("The day lies in the future. Write what has been, on its day."))
        return day


class ChecksForm(RefusesPersonalNumbers, forms.Form):
    """The checklist of a phase: a tick and an optional note for each criterion."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, checklist, **kwargs):
        super().__init__(*args, auto_id="checks_%s", **kwargs)
        self.checklist = checklist
        for criterion, check in checklist.rows:
            self.fields[criterion.key] = forms.BooleanField(
                label=criterion.text, required=False, initial=check is not None
            )
            self.fields[f"{criterion.key}-note"] = forms.CharField(
                label=_("Note: %(criterion)s") % {"criterion": criterion.text},
                required=False,
                max_length=NOTE,
                initial=check.note if check else "",
            )

    @property
    def rows(self):
        """(check or None, tick, note) of each criterion, the two as bound fields."""
        return [(check, self[one.key], self[f"{one.key}-note"]) for one, check in self.checklist.rows]

    def clean(self):
        """A note without a tick would be lost; the words stand at the tick."""
        cleaned = super().clean()
        for criterion, _check in self.checklist.rows:
            if cleaned.get(f"{criterion.key}-note") and not cleaned.get(criterion.key):
                self.add_error(criterion.key, _("Tick the criterion too, or take away the note."))
        return cleaned

    def in_words(self) -> str:
        """How much of the list the person ticked."""
        ticked = sum(met for met, _note in self.wanted().values())
        return _("%(met)s of %(total)s in place") % {"met": ticked, "total": self.checklist.total}

    def wanted(self) -> dict:
        """Criterion -> (met, note)."""
        data = self.cleaned_data
        return {one.key: (data[one.key], data[f"{one.key}-note"]) for one, _check in self.checklist.rows}


class PulseForm(RefusesPersonalNumbers, forms.Form):
    """Whether the new way still holds."""

    holds = forms.ChoiceField(
        label=_("Does the new way still hold?"),
        choices=Holding.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it holds.")},
    )
    note = forms.CharField(
        label=_("How do you know?"),
        max_length=NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="pulse_%s", **kwargs)


class ConfirmForm(RefusesPersonalNumbers, forms.Form):
    """That the phase which followed from an older version still holds."""

    because = forms.CharField(
        label=_("Why does the phase still hold?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why. One sentence is enough.")},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="confirm_%s", **kwargs)
