"""What people choose when this year's activities come back next year."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import Stage


class NextYearForm(forms.Form):
    """Which activities, and in which stage they stand next year."""

    activities = forms.TypedMultipleChoiceField(
        label=_("Activities"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one activity.")},
    )
    stage = forms.ModelChoiceField(
        label=_("Stage next year"), queryset=Stage.objects.none(), required=False, empty_label=_("The same as now")
    )

    def __init__(self, *args, plan, activities, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {one.pk: one for one in activities}
        self.fields["activities"].choices = [(one.pk, one.title) for one in activities]
        self.fields["stage"].queryset = Stage.objects.filter(plan=plan).order_by("position")

    def chosen(self):
        return [self.known[pk] for pk in self.cleaned_data["activities"]]
