"""Where somebody without an account is reached."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.personal_numbers import RefusesPersonalNumbers

NOT_AN_ADDRESS = _("Write the whole e-mail address, for example anna.berg@example.org.")


class AddressForm(RefusesPersonalNumbers, forms.Form):
    """One person's e-mail address; `before` is what stood there when the page was shown."""

    address = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        error_messages={"required": NOT_AN_ADDRESS, "invalid": NOT_AN_ADDRESS},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    before = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, row, **kwargs):
        super().__init__(
            *args,
            prefix=f"rad-{row.pk}",
            initial={"address": row.address, "before": row.address},
            **kwargs,
        )
        self.row = row
        self.fields["address"].label = _("E-mail address of %(name)s") % {"name": row.name}

    def clean(self):
        cleaned = super().clean()
        now = self.row.address
        if not self.errors and cleaned["before"] != now and cleaned["address"] != now:
            self.add_error(
                "address",
                _("Somebody else has just written %(address)s here. Check which is right and save again.")
                % {"address": now},
            )
            self.data = self.data.copy()
            self.data[self.add_prefix("before")] = now
        return cleaned
