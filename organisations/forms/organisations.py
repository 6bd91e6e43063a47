"""Forms about organisations and their groupings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.models import Grouping, GroupingMember, Organisation, OrganisationKind, Side
from portal.forms import ChecksWholeRow

PRINCIPALS = {OrganisationKind.REGION: Side.REGION, OrganisationKind.MUNICIPALITY: Side.MUNICIPAL}


class OrganisationForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = [
            "name", "short_name", "kind", "side", "parent", "code", "email",
            "population", "population_as_of", "population_source",
        ]  # fmt: skip
        help_texts = {
            "code": _("Four digits, only for municipalities."),
            "side": _("Which side of the agreement it stands on, if any."),
            "population_source": _("Where the figure is from, for instance SCB."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Organisation.objects.exclude(pk__in=self._own_branch()).alphabetical()
        self.fields["parent"].empty_label = _("No other organisation")
        self.fields["population"].widget.attrs["inputmode"] = "numeric"

    def _own_branch(self) -> set[int]:
        """The organisation and everything below it: what it cannot be part of."""
        if self.instance.pk is None:
            return set()
        units = {}
        for pk, parent in Organisation.objects.values_list("pk", "parent"):
            units.setdefault(parent, []).append(pk)
        branch, unread = set(), [self.instance.pk]
        while unread:
            pk = unread.pop()
            branch.add(pk)
            unread += [unit for unit in units.get(pk, []) if unit not in branch]
        return branch

    def clean_code(self):
        code = self.cleaned_data["code"]
        if code and not (code.isdigit() and len(code) == 4):
            raise forms.ValidationError(_("A municipality code is four digits, for instance 0680."))
        return code

    def clean(self):
        data = super().clean()
        kind = data.get("kind")
        if kind in PRINCIPALS and data.get("side") != PRINCIPALS[kind]:
            self.add_error("side", _("A region stands on the region's side, a municipality on the municipalities'."))
        if data.get("population") is not None and not data.get("population_as_of"):
            self.add_error("population_as_of", _("Say which day the population figure is from."))
        return data


class GroupingMemberForm(ChecksWholeRow, forms.ModelForm):
    also_checked = ("organisation",)

    class Meta:
        model = GroupingMember
        fields = ["grouping", "valid_from", "valid_to", "source"]
        labels = {"grouping": _("Belongs to"), "valid_from": _("From"), "valid_to": _("To the end of")}
        help_texts = {"source": _("A decision or a web page that says so.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["grouping"].queryset = Grouping.objects.all()
        self.fields["grouping"].empty_label = _("Choose")
        self.fields["grouping"].label_from_instance = lambda row: f"{row.name} ({row.get_kind_display().lower()})"
