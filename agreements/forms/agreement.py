"""What people fill in: the agreement itself and its parties."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models import Agreement
from organisations.models import Organisation, OrganisationKind
from portal.forms import RevisedForm

PRINCIPALS = [OrganisationKind.REGION, OrganisationKind.MUNICIPALITY, OrganisationKind.ASSOCIATION]


# What carrying out an agreement has been called; the field takes any other words too (001-22).
WORDS_FOR_THE_WORK = (
    pgettext_lazy("word for the work", "implementation"),
    pgettext_lazy("word for the work", "implementation and compliance"),
    pgettext_lazy("word for the work", "transition to a new way of working"),
    pgettext_lazy("word for the work", "transition plan"),
)


class AgreementForm(RevisedForm):
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
        fields = [
            "title",
            "short_title",
            "state",
            "purpose",
            "parent",
            "replaces",
            "valid_from",
            "valid_to",
            "decide_by",
            "implementation_word",
        ]
        labels = {"state": pgettext_lazy("agreement", "State")}
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 4}),
            "implementation_word": forms.TextInput(attrs={"list": "words-for-the-work"}),
        }
        help_texts = {
            "short_title": _("As it is called in everyday speech. Stands in headings and lists."),
            "state": _("A draft is seen only by those who lead the work."),
            "parent": _("Choose it for a sub-agreement. Where the two say different things, the one above holds."),
            "implementation_word": _(
                "Stands in the sentences of the agreement's pages. Implementation means to bring a new way of working"
                " into use on purpose, step by step, until it holds without help. Leave empty for the usual word."
            ),
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
        others = Agreement.objects.visible_to(user).exclude(pk=self.instance.pk).order_by("title", "pk")
        self.fields["replaces"].empty_label = _("No earlier agreement")
        self.fields["replaces"].queryset = others
        self.fields["parent"].empty_label = _("None, it stands by itself")
        self.fields["parent"].queryset = others
        if self.instance.pk:
            self.initial["organisations"] = self.instance.parties.values_list("organisation", flat=True)
        else:
            both = [OrganisationKind.REGION, OrganisationKind.MUNICIPALITY]
            self.initial["organisations"] = choices.filter(kind__in=both).values_list("pk", flat=True)

    @property
    def words_for_the_work(self):
        return WORDS_FOR_THE_WORK

    def stands_beside(self, current):
        """The parties, which are rows of their own."""
        stored = {party.organisation for party in current.parties.select_related("organisation")}
        if stored == set(self.cleaned_data.get("organisations") or []):
            return []
        return [(self.fields["organisations"].label, ", ".join(sorted(one.short_name for one in stored)))]
