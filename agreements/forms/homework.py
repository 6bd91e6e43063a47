"""What people fill in about homework: who is asked, by when, and what a group arrived at."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import HomeworkSubmission
from organisations.models import Group, GroupKind
from portal.forms import RevisedForm
from portal.personal_numbers import RefusesPersonalNumbers


class AskForm(RefusesPersonalNumbers, forms.Form):
    """Which groups are asked, and the day it is due; each group's day can be moved afterwards."""

    groups = forms.ModelMultipleChoiceField(
        label=_("Groups"),
        queryset=Group.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one group.")},
    )
    due_on = forms.DateField(
        label=_("Due"),
        help_text=_("You can give a group another day afterwards."),
        error_messages={"required": _("Give the day when it is due.")},
    )

    def __init__(self, *args, activity, user, **kwargs):
        asked = activity.submissions.values("group")
        free = Group.objects.visible_to(user).exclude(pk__in=asked).alphabetical()
        local = [group.pk for group in free if group.kind == GroupKind.LOCAL_FORUM]
        super().__init__(*args, initial={"due_on": activity.last_day, "groups": local}, **kwargs)
        self.fields["groups"].queryset = free


class DueForm(RevisedForm):
    """Another day for one group."""

    class Meta:
        model = HomeworkSubmission
        fields = ["due_on"]
        error_messages = {"due_on": {"required": _("Give the day when it is due.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["due_on"].required = True


class DraftField(forms.CharField):
    """Text that must be there in the end, but not yet: a draft may be empty, and handing in asks for it."""

    def validate(self, value):
        """Left to the service, which knows whether it is being handed in."""


class HomeworkForm(RevisedForm):
    """What the group arrived at, kept as it is typed."""

    class Meta:
        model = HomeworkSubmission
        fields = ["text"]
        field_classes = {"text": DraftField}
        widgets = {"text": forms.Textarea(attrs={"rows": 12})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].strip = False
        self.fields["text"].required = True
