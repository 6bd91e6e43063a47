"""A file of rows to read in: the field, its limits and its faults, the same wherever a table comes in (ADR 10)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal import packed, sheets
from portal.sheets import Unreadable
from portal.tables import read_table


class TableFileForm(forms.Form):
    """A workbook or a text table with the form's `columns`; after cleaning, `table` holds its rows."""

    columns: list = []
    most = 0  # rows

    file = forms.FileField(
        label=_("File"),
        max_length=150,
        error_messages={
            "required": _("Choose a file."),
            "empty": sheets.EMPTY,
            "max_length": _("The file's name is too long. Give it a shorter one."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.table = None

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > sheets.MAX_BYTES:
            raise forms.ValidationError(sheets.TOO_LARGE, params={"most": sheets.MAX_BYTES // packed.MEGABYTE})
        try:
            self.table = read_table(upload.read(), self.columns, most=self.most)
        except Unreadable as unreadable:
            raise forms.ValidationError(unreadable.sentences) from None
        return upload
