"""What people fill in: the parties' decisions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import Party
from portal.forms import RevisedForm


class PartyForm(RevisedForm):
    """One party's decision: when it is planned, and when it was made."""

    because = forms.CharField(
        label=_("Why was the planned date moved?"),
        help_text=_("The old date is kept and shown together with the reason."),
        max_length=300,
        required=False,
    )

    class Meta:
        model = Party
        fields = ["planned_on", "decided_on", "registry_number"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not (self.instance.pk and self.initial.get("planned_on")):
            del self.fields["because"]  # nothing to move yet
