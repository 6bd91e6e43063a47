"""What people fill in: the activities of the plan."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models import Activity, Stage
from organisations.models import Organisation, User


class ActivityForm(forms.ModelForm):
    """An activity: when, what, on which level, and who answers for it."""

    class Meta:
        model = Activity
        fields = [
            "title",
            "stage",
            "kind",
            "level",
            "starts_on",
            "ends_on",
            "or_on",
            "organiser",
            "owner",
            "organisation",
            "provision",
            "may_start_before_decision",
            "state",
            "note",
        ]
        labels = {"state": pgettext_lazy("activity", "State")}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "level": _("Whether it concerns the whole county, a part of it, or one place."),
            "organiser": _("Who invites, when it is somebody outside."),
            "organisation": _("When it belongs to one organisation only."),
        }
        error_messages = {
            "title": {"required": _("Write what is to be done.")},
            "kind": {"required": _("Choose what kind of activity it is.")},
            "level": {"required": _("Choose a level: county-wide, subregional or local.")},
            "starts_on": {"required": _("Give the date.")},
            "stage": {"required": _("Choose a stage.")},
        }

    def __init__(self, *args, plan, user, **kwargs):
        super().__init__(*args, **kwargs)
        fields = self.fields
        fields["owner"].empty_label = _("Nobody yet")
        fields["organisation"].empty_label = _("No single organisation")
        fields["provision"].empty_label = _("No single clause")
        fields["stage"].empty_label = _("Choose")
        for name in ("kind", "level"):
            fields[name].choices = [("", _("Choose")), *fields[name].choices[1:]]
        fields["stage"].queryset = Stage.objects.filter(plan=plan).order_by("position")
        fields["provision"].queryset = plan.agreement.provisions.in_force().defer("text", "what_is_new")
        fields["owner"].queryset = User.objects.visible_to(user).alphabetical()
        fields["organisation"].queryset = Organisation.objects.visible_to(user).alphabetical()

    def clean(self):
        cleaned = super().clean()
        first, last, other = (cleaned.get(name) for name in ("starts_on", "ends_on", "or_on"))
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        if last and other:
            self.add_error("or_on", _("Give either a last day or a second date, not both."))
        elif first and other == first:
            self.add_error("or_on", _("The second date is the same as the first."))
        return cleaned
