"""What people fill in about documents."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements import policies
from agreements.models import Document, DocumentVersion, RelatedDocument
from agreements.uploads import check_upload
from organisations.models import Organisation
from portal.forms import ChecksWholeRow, LinkField, RevisedForm
from portal.personal_numbers import RefusesPersonalNumbers


class DocumentForm(RevisedForm):
    """A document in its place. Whose it is is said once, when it is new. `revision` is what the person saw."""

    class Meta:
        model = Document
        fields = ["organisation", "kind", "title", "summary", "registry_number", "parent", "provisions"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 4}), "provisions": forms.CheckboxSelectMultiple}
        help_texts = {
            "organisation": _("As long as the document is a draft it is seen only by this organisation."),
            "parent": _("A sub-agreement stands under the agreement, an annex often under a sub-agreement."),
            "provisions": _("The document is then shown on the pages of these clauses."),
        }
        error_messages = {
            "organisation": {"required": _("Choose whose document it is.")},
            "kind": {"required": _("Choose what kind of document it is.")},
            "title": {"required": _("Write what the document is called.")},
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        fields, document = self.fields, self.instance
        fields["kind"].choices = [("", _("Choose")), *fields["kind"].choices[1:]]
        fields["parent"].empty_label = _("The agreement itself")
        others = Document.objects.visible_to(user).filter(agreement=document.agreement_id).exclude(pk=document.pk)
        fields["parent"].queryset = others.order_by("title")
        fields["provisions"].queryset = document.agreement.provisions.in_force().defer("text", "what_is_new")
        if document.pk:
            del fields["organisation"]
        else:
            own = policies.writes_documents_of(user)
            fields["organisation"].queryset = Organisation.objects.filter(pk__in=own).alphabetical()
            fields["organisation"].empty_label = _("Choose") if len(own) > 1 else None


class VersionForm(RefusesPersonalNumbers, forms.ModelForm):
    """The next version: a file or a link."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        validators=[check_upload],
        max_length=300,
        help_text=_("PDF, Office, OpenDocument, picture or plain text, at most 20 MB."),
        error_messages={"empty": _("The file is empty. Choose another.")},
    )

    class Meta:
        model = DocumentVersion
        fields = ["link", "note"]
        field_classes = {"link": LinkField}
        help_texts = {"link": _("When the document lies somewhere else already.")}

    field_order = ["file", "link", "note"]

    def clean(self):
        """One of the two. A file that was refused has said so already."""
        cleaned = super().clean()
        if {"file", "link"} & self.errors.keys():
            return cleaned
        if cleaned.get("file") and cleaned.get("link"):
            self.add_error("link", _("Give either a file or a link, not both."))
        elif not cleaned.get("file") and not cleaned.get("link"):
            self.add_error("file", _("Choose a file or give a link."))
        return cleaned

    def _get_validation_exclusions(self):
        """The file is put on the row when it is stored, so the row's own rule is the database's to keep."""
        return super()._get_validation_exclusions() | {"file", "link"}


class ShareForm(forms.Form):
    """The warned step: said aloud before it is done."""

    understood = forms.BooleanField(
        label=_("I have read this, and the document is ready to be shared."),
        error_messages={"required": _("Tick that you have read what sharing means.")},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class StateForm(forms.Form):
    """One press: to another state, from the one the person saw."""

    state = forms.CharField()
    revision = forms.IntegerField()


class RelatedForm(ChecksWholeRow, RevisedForm):
    """Something the agreement replaces, takes account of or depends on."""

    also_checked = ("agreement",)

    class Meta:
        model = RelatedDocument
        fields = ["kind", "title", "document", "link", "note"]
        field_classes = {"link": LinkField}
        help_texts = {"document": _("Only documents that have been shared can be chosen.")}
        error_messages = {
            "kind": {"required": _("Choose how the agreement stands to it.")},
            "title": {"required": _("Write what it is called.")},
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, auto_id="related_%s", **kwargs)
        shared = Document.objects.visible_to(user).shared().filter(agreement=self.instance.agreement_id)
        if self.instance.pk:
            shared |= Document.objects.visible_to(user).filter(pk=self.instance.document_id)
        else:
            del self.fields["revision"]
        self.fields["kind"].choices = [("", _("Choose")), *self.fields["kind"].choices[1:]]
        self.fields["document"].queryset = shared.order_by("title")
        self.fields["document"].empty_label = _("Not in the register")
