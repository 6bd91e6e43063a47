"""What people choose when a joint activity becomes one local activity for each of several organisations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import Activity
from organisations.models import OrganisationKind


class CopyForm(forms.Form):
    """Which parties get a copy, and on which days the copies begin.

    `groups` are the parties by part of the county; `taken` the keys of those that have a copy already.
    """

    organisations = forms.TypedMultipleChoiceField(
        label=_("Organisations"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one organisation.")},
    )
    starts_on = forms.DateField(
        label=_("Date"),
        help_text=_("Where every copy begins. Each organisation then chooses a day of its own."),
        error_messages={"required": _("Give the date.")},
    )
    ends_on = forms.DateField(
        label=_("Last day"), required=False, help_text=_("Only when it goes on for several days.")
    )
    or_on = forms.DateField(label=_("or on"), required=False, help_text=_("A second date with the same content."))
    for_every_party = forms.BooleanField(
        label=_("Parties that join the agreement later get a copy too"), required=False
    )

    def __init__(self, *args, activity, groups, taken, **kwargs):
        days = {name: getattr(activity, name) for name in ("starts_on", "ends_on", "or_on", "for_every_party")}
        free = [(group.name, [one for one in group.organisations if one.pk not in taken]) for group in groups]
        self.free = {one.pk: one for _name, organisations in free for one in organisations}
        municipalities = [pk for pk, one in self.free.items() if one.kind == OrganisationKind.MUNICIPALITY]
        super().__init__(*args, initial={**days, "organisations": municipalities}, **kwargs)
        self.fields["organisations"].choices = [
            (name, [(one.pk, one.short_name) for one in organisations]) for name, organisations in free if organisations
        ]

    def clean(self):
        cleaned = super().clean()
        days = {name: cleaned.get(name) for name in ("starts_on", "ends_on", "or_on")}
        try:
            Activity(**days).clean()
        except forms.ValidationError as error:
            self.add_error(None, error)
        return cleaned

    def chosen(self):
        return [self.free[pk] for pk in self.cleaned_data["organisations"]]
