"""Forms for actions: the whole form, the one line, a comment."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions import queries
from actions.lines import read_line
from actions.models import ActionItem, ActionState
from organisations.models import Group
from portal import dates
from portal.personal_numbers import RefusesPersonalNumbers

NOT_A_DATE = _("Write a date, for example 2026-10-27.")


class PersonField(forms.ModelChoiceField):
    """A person by name, with the organisation that tells two of the same name apart."""

    def label_from_instance(self, person):
        where = queries.organisation_names(person)
        return f"{person.get_full_name()}, {where}" if where else person.get_full_name()


class ActionForm(RefusesPersonalNumbers, forms.ModelForm):
    """Everything about one action that a person may write."""

    owner = PersonField(queryset=None, required=False, label=_("Responsible"), empty_label=_("No one yet"))
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = ActionItem
        fields = [
            "title",
            "owner",
            "due_on",
            "priority",
            "provision",
            "also_provisions",
            "organisation",
            "group",
            "description",
        ]
        labels = {
            "title": _("What is to be done?"),
            "due_on": pgettext_lazy("action", "Done by"),
            "provision": pgettext_lazy("action", "Clause"),
            "also_provisions": _("Also about these clauses"),
            "priority": _("Priority"),
            "organisation": _("For the organisation"),
            "group": _("For the group"),
            "description": pgettext_lazy("action", "More about it"),
        }
        help_texts = {
            "title": _("Start with a verb."),
            "due_on": _("Whoever is responsible is reminded 30 days, 7 days and 1 day before."),
            "group": _("What belongs to a group can be seen by all who take part."),
            "description": _("Do not write anything about patients."),
        }
        error_messages = {"title": {"required": _("Write what is to be done.")}, "due_on": {"invalid": NOT_A_DATE}}
        widgets = {
            "description": forms.Textarea(attrs={"rows": 4}),
            "also_provisions": forms.CheckboxSelectMultiple,
            "priority": forms.RadioSelect,
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        now = self.instance
        organisations, groups = queries.places_open_to(user)
        self.fields["owner"].queryset = _with(queries.people(user), now.owner_id)
        self.fields["organisation"].queryset = _with(organisations, now.organisation_id)
        self.fields["organisation"].empty_label = _("None in particular")
        self.fields["group"].queryset = _with(groups, now.group_id)
        self.fields["group"].empty_label = _("No group")
        self.fields["provision"].queryset = _with(queries.current_provisions(user), now.provision_id)
        self.fields["provision"].empty_label = _("No clause")
        self.fields["also_provisions"].queryset = queries.current_provisions(user).defer("text", "what_is_new")
        self.fields["priority"].required = False
        self.fields["revision"].initial = now.revision
        self.was_due = now.due_on

    def clean_priority(self):
        return self.cleaned_data["priority"] or self.instance.priority

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on != self.was_due and due_on < dates.today():
            raise forms.ValidationError(_("The date has passed. Choose today or later."))
        return due_on

    def facts(self) -> dict:
        """What was written, for the services. The clause it is first of all about is not said twice."""
        facts = {name: self.cleaned_data[name] for name in self._meta.fields}
        also = [row for row in facts["also_provisions"] if row != facts["provision"]]
        return facts | {"also_provisions": also}


def _with(rows, pk):
    """The rows to choose from and the one that is chosen already, even if it could not be chosen anew."""
    if pk is None:
        return rows
    return rows | rows.model._default_manager.filter(pk=pk)


class LineForm(RefusesPersonalNumbers, forms.Form):
    """One line that becomes an action. `understood` holds the parts once it is valid."""

    line = forms.CharField(
        label=_("Add in one line"),
        max_length=2000,
        strip=True,
        error_messages={
            "required": _("Write what is to be done."),
            "max_length": _("Write it in at most 2,000 characters."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, user, everywhere=False, defaults=None, **kwargs):
        """`defaults` are facts to use where the line says nothing; a place in the line stands for all places."""
        super().__init__(*args, **kwargs)
        self.user, self.everywhere, self.defaults = user, everywhere, defaults or {}
        self.understood = None

    def clean_line(self):
        text = self.cleaned_data["line"]
        line = read_line(text, queries.known_to(self.user, everywhere=self.everywhere), on=dates.today())
        if line.problems:
            raise forms.ValidationError(line.problems)
        self.understood = line
        return text

    def facts(self) -> dict:
        """What was understood, for actions.services.add_action."""
        line = self.understood
        facts = dict(self.defaults)
        if line.place is not None:
            facts |= {"group": None, "organisation": None}
            facts["group" if isinstance(line.place, Group) else "organisation"] = line.place
        said = {"owner": line.owner, "due_on": line.due_on, "provision": line.provision}
        return facts | {"title": line.title} | {name: value for name, value in said.items() if value is not None}


class CommentForm(RefusesPersonalNumbers, forms.Form):
    """A comment to an action."""

    comment = forms.CharField(
        label=_("Comment"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write something first.")},
    )

    def __init__(self, *args, mends=False, **kwargs):
        """`mends`: it stands already; the form carries the revision its writer saw."""
        super().__init__(*args, **kwargs)
        if mends:
            self.fields["revision"] = forms.IntegerField(widget=forms.HiddenInput)


class StateForm(forms.Form):
    """A wished state."""

    state = forms.ChoiceField(choices=ActionState)
