"""What people fill in about what is known: one form that asks only what belongs to the kind, questions, answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements import policies
from agreements.kinds import KINDS, LEARNED
from agreements.models import KnowledgeItem, KnowledgeKind, Level, Provision
from organisations.models import Organisation
from portal.forms import LinkField, RevisedForm
from portal.personal_numbers import RefusesPersonalNumbers

NO_PATIENTS = _("Do not write anything about patients or other individuals.")


def clauses_of(agreement):
    return Provision.objects.filter(agreement=agreement).in_force().only("number", "title", "agreement_id")


def own_organisations(user):
    """The organisations one may write for: all for those who lead."""
    if user.leads:
        return Organisation.objects.visible_to(user).alphabetical()
    return Organisation.objects.filter(pk__in=policies.writes_documents_of(user)).alphabetical()


class KnowledgeForm(RevisedForm):
    """One item. Only the fields of its kind are there. `revision` is what the person saw."""

    class Meta:
        model = KnowledgeItem
        fields = [
            "title",
            "text",
            "effect",
            "answer",
            "transferability",
            "contact",
            "source",
            "link",
            "audience",
            "level",
            "year",
            "organisation",
            "provisions",
        ]
        field_classes = {"link": LinkField}
        labels = {"organisation": _("Whose it is"), "provisions": _("Clauses it concerns")}
        help_texts = {
            "text": NO_PATIENTS,
            "provisions": _("It is then found from the pages of these clauses."),
            "organisation": _("It is then found from the page of the organisation. A draft is seen only there."),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 5}),
            "effect": forms.Textarea(attrs={"rows": 3}),
            "answer": forms.Textarea(attrs={"rows": 3}),
            "transferability": forms.Textarea(attrs={"rows": 3}),
            "audience": forms.TextInput(attrs={"list": "audiences"}),
            "provisions": forms.CheckboxSelectMultiple,
        }
        error_messages = {
            "title": {"required": _("Write it in one line.")},
            "link": {"invalid": _("Write a whole web address, for example https://example.org.")},
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        kind = KINDS[KnowledgeKind(self.instance.kind)]
        for name in set(self.fields) - {*kind.fields, "revision"}:
            del self.fields[name]
        self.order_fields(kind.fields)
        for name, label in kind.labels.items():
            self.fields[name].label = label
        for name, words in kind.helps.items():
            self.fields[name].help_text = words
        if "provisions" in self.fields:
            self.fields["provisions"].queryset = clauses_of(self.instance.agreement_id)
        if "year" in self.fields and self.instance.kind == KnowledgeKind.FOCUS:
            self.fields["year"].required = True
            self.fields["year"].error_messages["required"] = _("Say for which year the focus area holds.")
        if "level" in self.fields:
            self.fields["level"].choices = [("", _("No level in particular")), *Level.choices]
        if "organisation" in self.fields:
            self._choose_organisation(user)

    def _choose_organisation(self, user):
        field = self.fields["organisation"]
        own = own_organisations(user)
        now = self.instance.organisation_id
        field.queryset = own | Organisation.objects.filter(pk=now) if now else own
        field.empty_label = _("Everybody's")
        if not user.leads and (now or self.instance.pk is None):
            field.required = True
            field.empty_label = _("Choose") if len(policies.writes_documents_of(user)) > 1 else None
            field.error_messages["required"] = _("Choose whose it is.")
        if self.instance.is_anonymous:
            del self.fields["organisation"]  # it would say whose it is

    def clean_year(self):
        year = self.cleaned_data["year"]
        if year is not None and not 1900 <= year <= 2200:
            raise forms.ValidationError(_("Write the year with four figures."))
        return year


class QuestionForm(RefusesPersonalNumbers, forms.Form):
    """A question in one field, tied to a clause or not, with a name or without."""

    question = forms.CharField(
        label=_("Your question"),
        help_text=NO_PATIENTS,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write your question.")},
    )
    provision = forms.ModelChoiceField(
        Provision.objects.none(), label=_("Clause"), required=False, empty_label=_("The agreement as a whole")
    )
    anonymous = forms.BooleanField(
        label=_("Ask without a name"),
        required=False,
        help_text=_(
            "Then only the question, the clause and today's date are stored: neither you nor your organisation,"
            " and we cannot send you the answer. You find it here, among the answered questions."
        ),
    )

    def __init__(self, *args, agreement, **kwargs):
        super().__init__(*args, auto_id="fraga_%s", **kwargs)
        self.fields["provision"].queryset = clauses_of(agreement)


class AnswerForm(RevisedForm):
    """The answer to a question. `revision` is what the person saw."""

    class Meta:
        model = KnowledgeItem
        fields = ["answer", "provisions"]
        labels = {"provisions": _("Clauses it concerns")}
        widgets = {"answer": forms.Textarea(attrs={"rows": 6}), "provisions": forms.CheckboxSelectMultiple}
        help_texts = {"provisions": _("The question and its answer are found from the pages of these clauses.")}
        error_messages = {"answer": {"required": _("Write the answer, or leave the question open.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True
        self.fields["answer"].help_text = NO_PATIENTS
        self.fields["provisions"].queryset = clauses_of(self.instance.agreement_id)


class KnowledgeStateForm(RefusesPersonalNumbers, forms.Form):
    """One press: to another state, from the one the person saw; with a note when an example is sent back."""

    state = forms.CharField()
    note = forms.CharField(required=False, max_length=2000)
    revision = forms.IntegerField()


class LearningForm(RefusesPersonalNumbers, forms.Form):
    """One line in the learning document."""

    kind = forms.ChoiceField(label=_("What it is"))
    title = forms.CharField(
        label=_("In one line"), max_length=200, error_messages={"required": _("Write what you have seen or thought.")}
    )
    provision = forms.ModelChoiceField(
        Provision.objects.none(), label=_("Clause"), required=False, empty_label=_("The agreement as a whole")
    )
    anonymous = forms.BooleanField(
        label=_("Without a name"),
        required=False,
        help_text=_(
            "For reflections. Neither you nor your organisation is stored, only the text, the clause and the day."
        ),
    )

    def __init__(self, *args, agreement, kinds, **kwargs):
        super().__init__(*args, auto_id="rad_%s", **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in LEARNED if kind in kinds]
        self.fields["provision"].queryset = clauses_of(agreement)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("anonymous") and cleaned.get("kind") not in {None, KnowledgeKind.REFLECTION}:
            self.add_error("anonymous", _("Only a reflection can be left without a name."))
        return cleaned
