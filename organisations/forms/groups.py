"""Forms about groups and seats."""

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.models import Group, GroupMembership, Organisation, User
from portal.forms import ChecksWholeRow


class GroupForm(forms.ModelForm):
    class Meta:
        model = Group
        fields = ["name", "kind", "purpose", "reports_to", "grouping"]
        help_texts = {
            "purpose": _("What the group is for, in a sentence or two."),
            "grouping": _("If the group works for a part of the county only."),
        }
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reports_to"].queryset = Group.objects.exclude(pk__in=self._below()).alphabetical()
        self.fields["reports_to"].empty_label = _("No other group")
        self.fields["grouping"].empty_label = _("The whole county")
        self.fields["grouping"].label_from_instance = lambda row: f"{row.name} ({row.get_kind_display().lower()})"

    def _below(self) -> set[int]:
        """The group and all that report to it, at any distance: it can report to none of these."""
        if self.instance.pk is None:
            return set()
        above = dict(Group.objects.values_list("pk", "reports_to"))
        below = {self.instance.pk}
        while more := {pk for pk, superior in above.items() if superior in below} - below:
            below |= more
        return below


class SeatForm(ChecksWholeRow, forms.ModelForm):
    """A seat in a group; `instance` already holds the group."""

    also_checked = ("group", "user")

    class Meta:
        model = GroupMembership
        fields = ["user", "organisation", "role", "mode", "joined_on"]
        labels = {"joined_on": _("Since")}
        widgets = {"mode": forms.RadioSelect, "role": forms.RadioSelect}

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["user"]
        else:
            self.fields["user"].queryset = User.objects.visible_to(by).alphabetical()
            self.fields["user"].empty_label = _("Choose")
            self.fields["user"].label_from_instance = lambda user: f"{user.get_full_name()}, {user.email}"
        self.fields["organisation"].queryset = Organisation.objects.visible_to(by).alphabetical()
        self.fields["organisation"].empty_label = _("No organisation")
