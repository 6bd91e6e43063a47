"""What people fill in about the theory of change."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.forms.knowledge import clauses_of
from agreements.models import Goal, GoalKind, TheoryStep
from portal.forms import RevisedForm


class TheoryStepForm(RevisedForm):
    """One box: what, on which assumption, and what it leads to. `revision` is what the person saw."""

    class Meta:
        model = TheoryStep
        fields = ["kind", "text", "assumption", "leads_to", "goal", "provisions"]
        labels = {"kind": _("Column"), "provisions": _("Clauses it concerns")}
        widgets = {
            "kind": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 2}),
            "assumption": forms.Textarea(attrs={"rows": 2}),
            "leads_to": forms.CheckboxSelectMultiple,
            "provisions": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "text": _("A few words: they stand in a box."),
            "assumption": _("What must hold for it to lead on, said so that it can be tried."),
            "leads_to": _("The arrows that go out from the box."),
        }
        error_messages = {
            "kind": {"required": _("Choose a column.")},
            "text": {"required": _("Write what stands in the box.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        agreement = self.instance.agreement_id
        self.fields["kind"].choices = [one for one in self.fields["kind"].choices if one[0] != ""]
        others = TheoryStep.objects.filter(agreement=agreement).exclude(pk=self.instance.pk)
        self.fields["leads_to"].queryset = others.order_by("kind", "position", "pk")
        self.fields["leads_to"].label_from_instance = lambda step: f"{step.get_kind_display()}: {step.text}"
        goals = Goal.objects.filter(plan__agreement=agreement, kind=GoalKind.EFFECT)
        if goals.exists():
            self.fields["goal"].queryset = goals
            self.fields["goal"].empty_label = _("No effect goal")
        else:
            del self.fields["goal"]
        self.fields["provisions"].queryset = clauses_of(agreement)
