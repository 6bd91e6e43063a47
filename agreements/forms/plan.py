"""What people fill in: the plan's own words, its stages, and its rows of text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import Plan, PlanSection, PlanVersion, Stage
from organisations.models import Group
from portal.forms import RevisedForm
from portal.personal_numbers import RefusesPersonalNumbers


class PlanForm(RevisedForm):
    """The plan's own words."""

    class Meta:
        model = Plan
        fields = ["title", "summary", "goal", "reports_to"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 5}), "goal": forms.Textarea(attrs={"rows": 4})}
        error_messages = {"title": {"required": _("Write what the plan is called.")}}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reports_to"].empty_label = _("No group")
        self.fields["reports_to"].queryset = Group.objects.visible_to(user).alphabetical()


class StageForm(RevisedForm):
    """A stage: what it is called, and its first and last day. Stages may overlap."""

    class Meta:
        model = Stage
        fields = ["title", "starts_on", "ends_on"]
        error_messages = {
            "title": {"required": _("Write what the stage is called.")},
            "starts_on": {"required": _("Give the first day.")},
            "ends_on": {"required": _("Give the last day.")},
        }

    def clean(self):
        """The sentence about contradictory days stands at the day that is to be mended."""
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        return cleaned


class SectionForm(RevisedForm):
    """One row in words; an empty text takes the row out of the plan."""

    class Meta:
        model = PlanSection
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 14})}

    def __init__(self, *args, invites, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False
        self.fields["text"].help_text = invites

    def _get_validation_exclusions(self):
        """An empty text is allowed here: it means that the row is taken away."""
        return super()._get_validation_exclusions() | {"text"}


class VersionForm(RefusesPersonalNumbers, forms.ModelForm):
    """A version is saved with a note about what is new in it."""

    class Meta:
        model = PlanVersion
        fields = ["note"]
        help_texts = {"note": _("For example: revised after the steering group's meeting.")}
        error_messages = {"note": {"required": _("Write in a few words what is new in this version.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].required = True
