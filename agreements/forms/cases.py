"""What people fill in about cases, their steps and anchoring."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import Anchoring, DecisionCase, DecisionStep, Document, DocumentKind, Party
from organisations.models import Group, Organisation
from portal.dates import today
from portal.forms import RevisedForm
from portal.personal_numbers import RefusesPersonalNumbers


def shared_documents(agreement, user):
    """What a case may point to: documents that all who see the agreement see."""
    return Document.objects.visible_to(user).shared().filter(agreement=agreement).order_by("title")


class CaseForm(RevisedForm):
    """A matter on its way. `revision` is what the person saw."""

    class Meta:
        model = DecisionCase
        fields = ["kind", "title", "organisation", "registry_number", "report"]
        help_texts = {
            "organisation": _("Whose bodies decide. Empty when they are joint."),
            "report": _("The official report the bodies decide from. Only shared documents can be chosen."),
        }
        error_messages = {
            "kind": {"required": _("Choose what the case is about.")},
            "title": {"required": _("Write what the case is called.")},
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        fields = self.fields
        fields["kind"].choices = [("", _("Choose")), *fields["kind"].choices[1:]]
        fields["organisation"].queryset = Organisation.objects.visible_to(user).alphabetical()
        fields["organisation"].empty_label = _("Joint bodies")
        reports = shared_documents(self.instance.agreement_id, user).filter(kind=DocumentKind.OFFICIAL_REPORT)
        fields["report"].queryset = reports
        fields["report"].empty_label = _("None yet")


class StepForm(RevisedForm):
    """One body's turn: what it does, when it is planned, and what it decided."""

    because = forms.CharField(
        label=_("Why was the planned date moved?"),
        help_text=_("The old date is kept and shown together with the reason."),
        max_length=300,
        required=False,
    )

    class Meta:
        model = DecisionStep
        fields = ["body", "group", "kind", "planned_on", "decided_on", "outcome", "note", "registry_number", "document"]
        help_texts = {"body": _("The board, council or group whose turn it is.")}
        error_messages = {
            "body": {"required": _("Write which body it is.")},
            "kind": {"required": _("Choose what the body does.")},
        }

    field_order = ["body", "group", "kind", "planned_on", "because"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        fields = self.fields
        fields["kind"].choices = [("", _("Choose")), *fields["kind"].choices[1:]]
        fields["outcome"].choices = [("", _("Not decided yet")), *fields["outcome"].choices[1:]]
        fields["group"].queryset = Group.objects.visible_to(user).alphabetical()
        fields["group"].empty_label = _("No group")
        fields["document"].queryset = shared_documents(self.instance.case.agreement_id, user)
        fields["document"].empty_label = _("None yet")
        if not self.initial.get("planned_on"):
            del fields["because"]  # nothing to move yet

    def clean(self):
        """The date of a decision and what it was belong together; the words stand at the one that is missing."""
        cleaned = super().clean()
        decided_on, outcome = cleaned.get("decided_on"), cleaned.get("outcome")
        if decided_on and not outcome:
            self.add_error("outcome", _("Say what was decided, or take away the date."))
        if outcome and not decided_on and "decided_on" not in self.errors:
            self.add_error("decided_on", _("Give the date of the decision, or take away the outcome."))
        return cleaned


class AnchoringForm(RefusesPersonalNumbers, forms.ModelForm):
    """How it stood with a party on a day, and how we know."""

    class Meta:
        model = Anchoring
        fields = ["party", "on", "support", "source", "note"]
        labels = {"party": _("Party")}
        widgets = {"support": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "source": _("For example a meeting, a letter or a conversation, and with whom."),
            "note": _("Write so that those it is about could read it."),
        }
        error_messages = {
            "party": {"required": _("Choose a party.")},
            "on": {"required": _("Give the day it is about.")},
            "support": {"required": _("Say how it stands.")},
            "source": {"required": _("Say how we know.")},
        }

    def __init__(self, *args, agreement, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = Party.objects.filter(agreement=agreement).select_related("organisation")
        self.fields["party"].label_from_instance = lambda party: party.organisation.name
        self.fields["party"].empty_label = _("Choose")
        self.fields["support"].choices = self.fields["support"].choices[1:]

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day > today():
            raise forms.ValidationError(_("The day lies in the future. Note what has been, on its day."))
        return day
