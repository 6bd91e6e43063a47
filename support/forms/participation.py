"""How many came: one table for all municipalities, the other organisations, and what is known only by kind."""

import hashlib
import json
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.models import GroupingKind, GroupingMember, Organisation, OrganisationKind
from support.models import UnitKind
from support.queries.events import county_parts
from support.services.participation import stored_counts

MOST = 100_000

UNIT_OF = {
    OrganisationKind.MUNICIPALITY: UnitKind.MUNICIPALITY,
    OrganisationKind.HEALTH_CENTRE: UnitKind.HEALTH_CENTRE,
    OrganisationKind.HOSPITAL_GROUP: UnitKind.HOSPITAL,
    OrganisationKind.REGION: UnitKind.REGION,
    OrganisationKind.REGION_UNIT: UnitKind.REGION,
    OrganisationKind.PRIMARY_CARE: UnitKind.REGION,
}


class CountField(forms.IntegerField):
    """How many; empty and nought both mean nobody."""

    default_error_messages = {
        "invalid": gettext_lazy("Write a whole number, for example 4, or leave it empty."),
        "min_value": gettext_lazy("The number cannot be below 0."),
        "max_value": gettext_lazy("That is more than can be counted here. Check the number."),
    }

    def __init__(self, **kwargs):
        super().__init__(required=False, min_value=0, max_value=MOST, **kwargs)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"inputmode": "numeric"}


@dataclass
class Block:
    """Organisations under one heading."""

    heading: str
    fields: list  # bound fields


@dataclass
class Line:
    """A part of the county and its fields, one to a kind of workplace."""

    heading: str
    fields: list


class ParticipationForm(forms.Form):
    """Number fields for every municipality and organisation, and for each part of the county by kind of workplace.

    `seen` is a mark of the numbers the person had before them; with other numbers stored, what was typed is kept and
    what stands is told. Four statements.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, event, user, on):
        super().__init__(data)
        self.stored = stored_counts(event)
        self.keys = {}  # field name -> key of services.participation
        self.fields["seen"].initial = mark_of(self.stored)
        organisations = list(Organisation.objects.visible_to(user).alphabetical())
        parts = list(county_parts())
        belongs = dict(
            GroupingMember.objects.valid(on=on)
            .filter(grouping__kind=GroupingKind.COUNTY_PART)
            .order_by("-pk")
            .values_list("organisation", "grouping")
        )
        self._add_organisations(organisations)
        self._add_parts(parts)
        names = {part.pk: part.name for part in parts}
        towns = [one for one in organisations if one.kind == OrganisationKind.MUNICIPALITY]
        rest = [one for one in organisations if one.kind != OrganisationKind.MUNICIPALITY]
        self.municipalities = self._blocks(towns, names, lambda one: belongs.get(one.pk))
        centres = {OrganisationKind.HEALTH_CENTRE: _("Health centres"), "": _("Other organisations")}
        self.others = self._blocks(rest, centres, lambda one: one.kind if one.kind in centres else "")
        self.units = UnitKind.labels
        self.lines = [
            Line(name, [self[_name(None, pk, unit)] for unit in UnitKind]) for pk, name in [*names.items(), (None, "")]
        ]

    def _add_organisations(self, organisations):
        for one in organisations:
            unit = UNIT_OF.get(one.kind, UnitKind.OTHER)
            known = [key[2] for key in self.stored if key[0] == one.pk]  # counted before its kind was changed
            for each in dict.fromkeys([unit, *known]):
                self._add(one.name, (one.pk, None, str(each)))

    def _add_parts(self, parts):
        for pk, name in [*((part.pk, part.name) for part in parts), (None, _("No part in particular"))]:
            for unit in UnitKind:
                self._add(f"{name}, {unit.label}", (None, pk, str(unit)))

    def _add(self, label, key):
        name = _name(*key)
        self.keys[name] = key
        self.fields[name] = CountField(label=label, initial=self.stored.get(key))

    def _blocks(self, organisations, headings, heading_of) -> list[Block]:
        blocks = {key: Block(heading, []) for key, heading in headings.items()} | {None: Block("", [])}
        for one in organisations:
            place = heading_of(one)
            fields = [self[name] for name, key in self.keys.items() if key[0] == one.pk]
            blocks[place if place in blocks else None].fields.extend(fields)
        return [block for block in blocks.values() if block.fields]

    @property
    def others_open(self) -> bool:
        """Whether anything stands among the others, or is wrong there."""
        return any(field.value() or field.errors for block in self.others for field in block.fields)

    @property
    def lines_open(self) -> bool:
        return any(field.value() or field.errors for line in self.lines for field in line.fields)

    def counts(self) -> dict:
        """{key: persons or None}, for services.participation.count."""
        return {key: self.cleaned_data[name] for name, key in self.keys.items()}

    def what_was_seen(self) -> dict | None:
        """The stored numbers when the person saw these, else None."""
        return self.stored if self.cleaned_data["seen"] == mark_of(self.stored) else None

    def differences(self) -> list[tuple[str, int]]:
        """(label, stored number) where what is stored differs from what was typed."""
        return [
            (self.fields[name].label, self.stored.get(key, 0))
            for name, key in self.keys.items()
            if (self.cleaned_data.get(name) or 0) != self.stored.get(key, 0)
        ]


def _name(organisation, part, unit) -> str:
    return f"o{organisation}-{unit}" if organisation else f"d{part or 0}-{unit}"


def mark_of(counts) -> str:
    """A short mark of stored numbers: the same mark, the same numbers."""
    rows = sorted([str(one) for one in key] + [str(persons)] for key, persons in counts.items())
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:20]
