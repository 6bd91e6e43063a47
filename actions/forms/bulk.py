"""Changing several actions at once: what is left empty stays as it is in each of them."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions import queries
from actions.forms.action import NOT_A_DATE
from actions.models import ActionState
from portal import dates

NOBODY = "ingen"
MOST = 200


class BulkForm(forms.Form):
    """Owner, date and state for the chosen rows. `seen` is what was chosen: key -> the revision the person saw."""

    owner = forms.ChoiceField(required=False, label=_("Responsible"))
    due_on = forms.DateField(
        required=False, label=pgettext_lazy("action", "Done by"), error_messages={"invalid": NOT_A_DATE}
    )
    state = forms.ChoiceField(required=False, label=_("State"))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in queries.people(user)}
        unchanged = ("", pgettext_lazy("several", "No change"))
        self.fields["owner"].choices = [
            unchanged,
            (NOBODY, _("No one responsible")),
            *((key, person.get_full_name()) for key, person in self.people.items()),
        ]
        self.fields["state"].choices = [unchanged, *ActionState.choices]
        self.seen = {}

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on < dates.today():
            raise forms.ValidationError(_("The date has passed. Choose today or later."))
        return due_on

    def clean(self):
        cleaned = super().clean()
        self.seen = self._chosen()
        if not self.seen:
            self.add_error(None, _("Choose at least one action."))
        if not self.errors and not (self.facts() or cleaned.get("state")):
            self.add_error(None, _("Choose what is to be changed: responsible, date or state."))
        return cleaned

    def _chosen(self) -> dict:
        """From values such as "17:3"; what cannot be read is left aside."""
        found = {}
        for value in self.data.getlist("val")[:MOST]:
            pk, _colon, revision = value.partition(":")
            if pk.isascii() and pk.isdigit() and revision.isascii() and revision.isdigit() and len(value) < 20:
                found[int(pk)] = int(revision)
        return found

    def facts(self) -> dict:
        """What to change, for the services."""
        facts = {}
        if owner := self.cleaned_data.get("owner"):
            facts["owner"] = self.people.get(owner)
        if due_on := self.cleaned_data.get("due_on"):
            facts["due_on"] = due_on
        return facts
