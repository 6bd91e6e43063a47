"""What people fill in. Words of errors say what to do; rules that several ways share live in services and the database."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models import Activity, Agreement, Party, Phase, Plan, Progress, Provision, Stage
from organisations.models import Group, Organisation, OrganisationKind, User

PRINCIPALS = [OrganisationKind.REGION, OrganisationKind.MUNICIPALITY, OrganisationKind.ASSOCIATION]


class AgreementForm(forms.ModelForm):
    """The agreement and its parties. A new one starts with the region and every municipality ticked."""

    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Parties"),
        help_text=_("Those who decide about the agreement and are followed up in it."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one party.")},
    )

    class Meta:
        model = Agreement
        fields = ["title", "short_title", "state", "purpose", "replaces", "valid_from", "valid_to", "decide_by"]
        labels = {"state": pgettext_lazy("agreement", "State")}
        widgets = {"purpose": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "short_title": _("As it is called in everyday speech. Stands in headings and lists."),
            "state": _("A draft is seen only by those who lead the work."),
            "replaces": _("The old clauses can then be shown beside the new ones."),
            "decide_by": _("The last day for every party's decision."),
        }
        error_messages = {
            "title": {"required": _("Write the full name of the agreement.")},
            "short_title": {"required": _("Write a short name for the agreement.")},
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        present = self.instance.parties.values("organisation") if self.instance.pk else []
        choices = Organisation.objects.visible_to(user).filter(Q(kind__in=PRINCIPALS) | Q(pk__in=present))
        self.fields["organisations"].queryset = choices.alphabetical()
        self.fields["replaces"].empty_label = _("No earlier agreement")
        self.fields["replaces"].queryset = Agreement.objects.visible_to(user).exclude(pk=self.instance.pk)
        if self.instance.pk:
            self.initial["organisations"] = self.instance.parties.values_list("organisation", flat=True)
        else:
            both = [OrganisationKind.REGION, OrganisationKind.MUNICIPALITY]
            self.initial["organisations"] = choices.filter(kind__in=both).values_list("pk", flat=True)


class ProvisionForm(forms.ModelForm):
    """One clause. Its place follows from its number."""

    class Meta:
        model = Provision
        fields = ["number", "title", "chapter", "text", "change", "what_is_new", "predecessor", "responsible"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 8}),
            "what_is_new": forms.Textarea(attrs={"rows": 3}),
            "chapter": forms.TextInput(attrs={"list": "chapters"}),
        }
        labels = {"change": _("Compared with the previous agreement")}
        help_texts = {
            "text": _("The agreement's own words. An empty line starts a new paragraph."),
            "what_is_new": _("In plain words, for those who will work by it."),
        }
        error_messages = {
            "number": {"required": _("Write the number of the clause, for example 4.2.")},
            "title": {"required": _("Write the heading of the clause.")},
            "text": {"required": _("Write the text of the clause.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["responsible"].choices = [
            ("", pgettext_lazy("side", "Both")),
            *self.fields["responsible"].choices[1:],
        ]
        previous = self.instance.agreement.replaces_id
        if previous:
            self.fields["predecessor"].empty_label = _("None, the clause is new")
            self.fields["predecessor"].queryset = Provision.objects.filter(agreement=previous)
        else:
            del self.fields["predecessor"]

    def clean_number(self):
        """The database knows that a number stands once per agreement, but the agreement is not on the form."""
        number = self.cleaned_data["number"].strip().removeprefix("§").strip()
        others = Provision.objects.filter(agreement=self.instance.agreement, number=number).exclude(pk=self.instance.pk)
        if others.exists():
            raise forms.ValidationError(
                _("There is already a clause with the number %(number)s."), params={"number": number}
            )
        return number


class PartyForm(forms.ModelForm):
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


class MoveForm(forms.Form):
    """Move to another phase. `revision` is the version the person saw."""

    phase = forms.TypedChoiceField(
        label=_("Move to another phase"),
        choices=Phase.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a phase.")},
    )
    because = forms.CharField(
        label=_("Why?"),
        help_text=_("One sentence is enough. It is shown in the history."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why. One sentence is enough.")},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, implementation, **kwargs):
        super().__init__(*args, auto_id="move_%s", **kwargs)
        self.implementation = implementation

    def clean_phase(self):
        phase = self.cleaned_data["phase"]
        if phase == self.implementation.phase:
            raise forms.ValidationError(
                _("The work is already in the phase %(phase)s. Choose another."),
                params={"phase": self.implementation.get_phase_display()},
            )
        return phase


class ProgressForm(forms.Form):
    """Say whether the work is on track, and when the next phase is to be reached."""

    progress = forms.ChoiceField(
        label=pgettext_lazy("progress", "How is it going?"),
        choices=Progress.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how it is going.")},
    )
    comment = forms.CharField(
        label=_("What makes you say so?"),
        help_text=_("One sentence is enough. It is shown in the history."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say what makes you say so. One sentence is enough.")},
    )
    target_on = forms.DateField(
        label=_("Target date"), required=False, help_text=_("When the next phase is to be reached.")
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="progress_%s", **kwargs)


class PlanForm(forms.ModelForm):
    """The plan's own words."""

    class Meta:
        model = Plan
        fields = ["title", "summary", "goal", "reports_to"]
        error_messages = {"title": {"required": _("Write what the plan is called.")}}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reports_to"].empty_label = _("No group")
        self.fields["reports_to"].queryset = Group.objects.visible_to(user).alphabetical()


class StageForm(forms.ModelForm):
    """A stage: what it is called, and its first and last day. Stages may overlap."""

    class Meta:
        model = Stage
        fields = ["title", "starts_on", "ends_on"]
        error_messages = {
            "title": {"required": _("Write what the stage is called.")},
            "starts_on": {"required": _("Give the first day.")},
            "ends_on": {"required": _("Give the last day.")},
        }


class ActivityForm(forms.ModelForm):
    """An activity: when, what, on which level, and who answers for it."""

    class Meta:
        model = Activity
        fields = [
            "title",
            "stage",
            "kind",
            "level",
            "starts_on",
            "ends_on",
            "or_on",
            "organiser",
            "owner",
            "organisation",
            "provision",
            "may_start_before_decision",
            "state",
            "note",
        ]
        labels = {"state": pgettext_lazy("activity", "State")}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "level": _("Whether it concerns the whole county, a part of it, or one place."),
            "organiser": _("Who invites, when it is somebody outside."),
            "organisation": _("When it belongs to one organisation only."),
        }
        error_messages = {
            "title": {"required": _("Write what is to be done.")},
            "kind": {"required": _("Choose what kind of activity it is.")},
            "level": {"required": _("Choose a level: county-wide, subregional or local.")},
            "starts_on": {"required": _("Give the date.")},
            "stage": {"required": _("Choose a stage.")},
        }

    def __init__(self, *args, plan, user, **kwargs):
        super().__init__(*args, **kwargs)
        fields = self.fields
        fields["owner"].empty_label = _("Nobody yet")
        fields["organisation"].empty_label = _("No single organisation")
        fields["provision"].empty_label = _("No single clause")
        fields["stage"].empty_label = _("Choose")
        for name in ("kind", "level"):
            fields[name].choices = [("", _("Choose")), *fields[name].choices[1:]]
        fields["stage"].queryset = Stage.objects.filter(plan=plan).order_by("position")
        fields["provision"].queryset = plan.agreement.provisions.in_force().defer("text", "what_is_new")
        fields["owner"].queryset = User.objects.visible_to(user).alphabetical()
        fields["organisation"].queryset = Organisation.objects.visible_to(user).alphabetical()

    def clean(self):
        cleaned = super().clean()
        first, last, other = (cleaned.get(name) for name in ("starts_on", "ends_on", "or_on"))
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        if last and other:
            self.add_error("or_on", _("Give either a last day or a second date, not both."))
        elif first and other == first:
            self.add_error("or_on", _("The second date is the same as the first."))
        return cleaned
