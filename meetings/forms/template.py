"""A Word template for minutes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import WordTemplate
from organisations.models import Organisation
from portal import packed, pandoc
from portal.documents import NO_READER, NOT_A_DOCUMENT, SENTENCES

MAX_BYTES = 3 * packed.MEGABYTE
TOO_LARGE_HERE = _("The file is larger than 3 MB and was not sent. Take out pictures and try again.")


class TemplateForm(forms.ModelForm):
    """A small .docx without macros. It is tried at once, so that no export fails on it later."""

    file = forms.FileField(
        label=_("Word file"),
        help_text=_("A .docx whose styles, page head and page foot the minutes borrow. Its text is not used."),
        widget=forms.FileInput(attrs={"data-most": MAX_BYTES, "data-too-large": TOO_LARGE_HERE}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )

    class Meta:
        model = WordTemplate
        fields = ["name", "organisation"]
        labels = {"name": _("Name"), "organisation": _("For the organisation")}
        error_messages = {
            "name": {
                "required": _("Give the template a name, for example the region's."),
                "unique": _("There is already a template with that name."),
            }
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.visible_to(user).alphabetical()
        self.fields["organisation"].empty_label = _("Everybody")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(most)s MB. Take out pictures and try again.")
                % {"most": MAX_BYTES // packed.MEGABYTE}
            )
        data = file.read()
        try:
            packed.refuse_by_signature(data)
            with packed.opened(data) as archive:
                if packed.kind_of(archive) != "docx":
                    raise packed.Refused("kind")
            pandoc.converted(b"<h1>x</h1>", "html", "docx", metadata={"title": "x"}, reference=data)
        except packed.Refused as refused:
            raise forms.ValidationError(SENTENCES.get(refused.code, NOT_A_DOCUMENT)) from None
        except pandoc.NotThere:
            raise forms.ValidationError(NO_READER) from None
        return data
