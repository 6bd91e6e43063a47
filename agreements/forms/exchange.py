"""What people fill in: the file to read in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.exchange import word
from portal import documents, packed, sheets
from portal.sheets import Unreadable
from portal.tables import read_table

TABLES, DOCUMENTS = ("xlsx", "csv"), ("docx", "odt")


class FileForm(forms.Form):
    """A file of rows. After cleaning, `table` holds them and `is_document` says where they came from."""

    file = forms.FileField(
        label=_("File"),
        max_length=150,
        error_messages={
            "required": _("Choose a file."),
            "empty": sheets.EMPTY,
            "max_length": _("The name of the file is too long. Give it a shorter one."),
        },
    )

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.table, self.is_document = kind, None, False
        endings = TABLES + (DOCUMENTS if kind.takes_documents else ())
        self.fields["file"].widget.attrs["accept"] = ",".join(f".{one}" for one in endings)

    def clean_file(self):
        upload = self.cleaned_data["file"]
        self.is_document = self.kind.takes_documents and upload.name.lower().endswith(DOCUMENTS)
        most = documents.MAX_BYTES if self.is_document else sheets.MAX_BYTES
        if upload.size > most:
            sentence = documents.TOO_LARGE if self.is_document else sheets.TOO_LARGE
            raise forms.ValidationError(sentence, params={"most": most // packed.MEGABYTE})
        data = upload.read()
        try:
            if self.is_document:
                self.table = word.read_clauses(data, self.kind)
            else:
                self.table = read_table(data, self.kind.columns, most=self.kind.most)
        except Unreadable as unreadable:
            raise forms.ValidationError(unreadable.sentences) from None
        return upload
