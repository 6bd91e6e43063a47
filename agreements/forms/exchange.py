"""What people fill in: the file to read in."""

from django import forms

from agreements.exchange import word
from portal import documents, packed
from portal.sheets import Unreadable
from portal.table_forms import TableFileForm

TABLES, DOCUMENTS = ("xlsx", "csv"), ("docx", "odt")


class FileForm(TableFileForm):
    """A file of rows. After cleaning, `table` holds them and `is_document` says where they came from."""

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.is_document = kind, False
        self.columns, self.most = kind.columns, kind.most
        endings = TABLES + (DOCUMENTS if kind.takes_documents else ())
        self.fields["file"].widget.attrs["accept"] = ",".join(f".{one}" for one in endings)

    def clean_file(self):
        upload = self.cleaned_data["file"]
        self.is_document = self.kind.takes_documents and upload.name.lower().endswith(DOCUMENTS)
        if not self.is_document:
            return super().clean_file()
        if upload.size > documents.MAX_BYTES:
            raise forms.ValidationError(documents.TOO_LARGE, params={"most": documents.MAX_BYTES // packed.MEGABYTE})
        try:
            self.table = word.read_clauses(upload.read(), self.kind)
        except Unreadable as unreadable:
            raise forms.ValidationError(unreadable.sentences) from None
        return upload
