"""What people fill in: the agreement itself and its parties."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models import Agreement
from organisations.models import Organisation, OrganisationKind

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
