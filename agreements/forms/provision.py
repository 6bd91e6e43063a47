"""What people fill in: the clauses."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models import Provision


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
