"""What people fill in: the plan and its stages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import Plan, Stage
from organisations.models import Group


class PlanForm(forms.ModelForm):
    """The plan's own words."""

    class Meta:
        model = Plan
        fields = ["title", "summary", "goal", "reports_to"]
        error_messages = {"title": {"required": _("Write what the plan is called.")}}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reports_to"].empty_label = _("No group")
        self.fields["reports_to"].queryset = Group.objects.visible_to(user).alphabetical()


class StageForm(forms.ModelForm):
    """A stage: what it is called, and its first and last day. Stages may overlap."""

    class Meta:
        model = Stage
        fields = ["title", "starts_on", "ends_on"]
        error_messages = {
            "title": {"required": _("Write what the stage is called.")},
            "starts_on": {"required": _("Give the first day.")},
            "ends_on": {"required": _("Give the last day.")},
        }
