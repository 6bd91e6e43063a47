"""A point, and what came out of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actions.forms import LineForm
from actions.queries import current_provisions
from meetings.models import AgendaItem, Outcome, OutcomeKind
from portal.personal_numbers import RefusesPersonalNumbers


class ItemForm(RefusesPersonalNumbers, forms.ModelForm):
    """A point with its notes. `revision` tells whether somebody saved meanwhile."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = AgendaItem
        fields = ["heading", "text", "presenter", "minutes"]
        labels = {
            "heading": _("Heading"),
            "text": _("Notes"),
            "presenter": _("Presents"),
            "minutes": _("Minutes"),
        }
        help_texts = {"text": _("Do not write anything about patients.")}
        error_messages = {"heading": {"required": _("Give the point a heading.")}}
        widgets = {"text": forms.Textarea(attrs={"rows": 10})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = self.instance.revision

    def facts(self) -> dict:
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class NewItemForm(RefusesPersonalNumbers, forms.ModelForm):
    """A new point of the agenda."""

    class Meta:
        model = AgendaItem
        fields = ["heading", "presenter", "minutes"]
        labels = {"heading": _("New point"), "presenter": _("Presents"), "minutes": _("Minutes")}
        error_messages = {"heading": {"required": _("Give the point a heading.")}}


class OutcomeLineForm(LineForm):
    """One line under a point: information, a decision, or an action with its @ / § and #."""

    kind = forms.ChoiceField(
        choices=[(kind, kind.label) for kind in (OutcomeKind.ACTION, OutcomeKind.DECISION, OutcomeKind.INFORMATION)],
        label=_("Kind of outcome"),
    )
    field_order = ["kind", "line"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, everywhere=True, **kwargs)
        self.fields["line"].label = _("New outcome")

    def clean_line(self):
        text = self.cleaned_data["line"]
        return super().clean_line() if self.cleaned_data.get("kind") == OutcomeKind.ACTION else text


class OutcomeForm(RefusesPersonalNumbers, forms.ModelForm):
    """Information or a decision that was written already."""

    class Meta:
        model = Outcome
        fields = ["text", "provision"]
        labels = {"text": _("Text"), "provision": _("Clause")}
        error_messages = {"text": {"required": _("Write something first.")}}
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        rows = current_provisions(user)
        if self.instance.provision_id:
            rows = rows | rows.model.objects.filter(pk=self.instance.provision_id)
        self.fields["provision"].queryset = rows
        self.fields["provision"].empty_label = _("No clause")
