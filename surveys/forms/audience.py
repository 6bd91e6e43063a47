"""Forms: whom a round asks. A choice by filters, an uploaded list, a person by hand, and a mended address."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organisations.models import Group, Grouping, GroupingKind, Organisation, OrganisationKind, Side, User
from portal.personal_numbers import RefusesPersonalNumbers
from portal.table_forms import TableFileForm
from surveys.audience_file import COLUMNS, MOST

ADDRESS = {"kinds": "slag", "part": "omrade", "side": "part", "role": "roll", "group": "grupp"}


class ChoiceForm(forms.Form):
    """The filters, from the address: a wish that is not known is no wish."""

    kinds = forms.MultipleChoiceField(
        label=_("Kind of organisation"), choices=OrganisationKind, required=False, widget=forms.CheckboxSelectMultiple
    )
    part = forms.ModelChoiceField(
        Grouping.objects.none(), label=_("Part of the county or association"), required=False, empty_label=_("All")
    )
    side = forms.ChoiceField(
        label=pgettext_lazy("agreement", "Side"), choices=[("", _("Both")), *Side.choices], required=False
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[
            ("contact", _("Contact persons")),
            ("respondent", _("Respondents")),
            ("coach", _("Coaches")),
            ("all", _("Everybody")),
        ],
        required=False,
    )
    group = forms.ModelChoiceField(
        Group.objects.none(),
        label=_("Members of a group"),
        required=False,
        empty_label=_("No group"),
        help_text=_("With a group chosen the role does not count."),
    )

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        kinds = [GroupingKind.COUNTY_PART, GroupingKind.ASSOCIATION]
        self.fields["part"].queryset = Grouping.objects.filter(kind__in=kinds)
        self.fields["group"].queryset = Group.objects.alphabetical()
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-check-input" if name == "kinds" else "form-select form-select-sm"

    def add_prefix(self, field_name):
        """The words that stand in the address."""
        return ADDRESS.get(field_name, field_name)

    @property
    def wish(self) -> dict:
        self.is_valid()
        wish = {name: value for name, value in self.cleaned_data.items() if value}
        return {"role": "contact"} | wish


class ListForm(TableFileForm):
    """A file of people."""

    columns, most = COLUMNS, MOST

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "An Excel workbook (.xlsx) or a text table (.csv) with the columns organisation, name and e-mail."
        )


class MendForm(RefusesPersonalNumbers, forms.Form):
    """Whom a link is for: mended, and sent anew."""

    name = forms.CharField(label=_("Name"), max_length=150, error_messages={"required": _("Write the person's name.")})
    email = forms.EmailField(
        label=_("E-mail address"), error_messages={"required": _("Write the person's e-mail address.")}
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)

    def found_user(self) -> User | None:
        """The account with this address, when there is one."""
        return User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()


class PersonForm(MendForm):
    """One person to ask, for any organisation."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        empty_label=_("Choose an organisation"),
        error_messages={"required": _("Choose which organisation the person answers for.")},
    )
    field_order = ["organisation", "name", "email", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.alphabetical()
