"""Sharing an action out: one row for each organisation, with its owner and its date."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from actions.forms.action import NOT_A_DATE
from organisations.models import Membership, Organisation, Role
from portal import dates
from portal.collation import swedish

# Who is most likely to do it: the first of these roles, contact persons first.
LIKELY = [Role.MEMBER, Role.RESPONDENT, Role.LEAD, Role.ADMINISTRATOR]


@dataclass
class Row:
    """One organisation's fields."""

    organisation: Organisation
    tick: forms.BoundField
    owner: forms.BoundField
    due_on: forms.BoundField


class PartsForm(forms.Form):
    """`parts()` is what was chosen, once it is valid. Two statements: the organisations and their people."""

    def __init__(self, *args, action, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        have = set(action.children.values_list("organisation", flat=True))
        self.organisations = [row for row in organisations if row.pk not in have]
        self.people = _people_of(self.organisations)
        for organisation in self.organisations:
            self._add_row(organisation, action)

    def _add_row(self, organisation, action):
        people = self.people[organisation.pk]
        names = {"name": organisation.name}
        self.fields[f"tick_{organisation.pk}"] = forms.BooleanField(required=False, label=organisation.name)
        self.fields[f"owner_{organisation.pk}"] = forms.ChoiceField(
            required=False,
            label=_("Responsible in %(name)s") % names,
            choices=[("", _("No one yet")), *((str(user.pk), user.get_full_name()) for user in people)],
            initial=str(people[0].pk) if people else "",
            error_messages={"invalid_choice": _("Choose somebody in %(name)s, or no one yet.") % names},
        )
        self.fields[f"due_{organisation.pk}"] = forms.DateField(
            required=False,
            label=_("Done by in %(name)s") % names,
            initial=action.due_on,
            error_messages={"invalid": NOT_A_DATE},
        )

    def rows(self) -> list[Row]:
        return [
            Row(one, self[f"tick_{one.pk}"], self[f"owner_{one.pk}"], self[f"due_{one.pk}"])
            for one in self.organisations
        ]

    def clean(self):
        cleaned = super().clean()
        chosen = [one for one in self.organisations if cleaned.get(f"tick_{one.pk}")]
        if not chosen:
            self.add_error(None, _("Choose at least one organisation."))
        for one in chosen:
            due_on = cleaned.get(f"due_{one.pk}")
            if due_on and due_on < dates.today():
                said = _("The date for %(name)s has passed. Choose today or later.")
                self.add_error(f"due_{one.pk}", said % {"name": one.name})
        return cleaned

    def parts(self) -> list:
        """(organisation, owner, due_on) of each that was chosen."""
        by_key = {str(user.pk): user for people in self.people.values() for user in people}
        return [
            (one, by_key.get(self.cleaned_data[f"owner_{one.pk}"]), self.cleaned_data[f"due_{one.pk}"])
            for one in self.organisations
            if self.cleaned_data[f"tick_{one.pk}"]
        ]


def _people_of(organisations) -> dict:
    """The active people of each organisation who may act, the likeliest first."""
    rows = (
        Membership.objects.filter(organisation__in=organisations, user__is_active=True, role__in=LIKELY)
        .select_related("user")
        .order_by(swedish("user__last_name"), swedish("user__first_name"))
    )
    found = {one.pk: {} for one in organisations}
    for row in sorted(rows, key=lambda row: (LIKELY.index(row.role), not row.is_contact)):
        found[row.organisation_id].setdefault(row.user_id, row.user)
    return {pk: list(people.values()) for pk, people in found.items()}
