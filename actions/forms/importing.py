"""The workbook to read in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actions.exchange import COLUMNS, MOST
from portal import packed, sheets
from portal.personal_numbers import holds_personal_number
from portal.sheets import Unreadable
from portal.tables import read_table


class ImportForm(forms.Form):
    """A file of rows; after cleaning, `table` holds them."""

    file = forms.FileField(
        label=_("File"),
        max_length=150,
        help_text=_("An Excel workbook (.xlsx) or a text table (.csv), at most 500 rows."),
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
            self.table = read_table(upload.read(), COLUMNS, most=MOST)
        except Unreadable as unreadable:
            raise forms.ValidationError(unreadable.sentences) from None
        for row in self.table.rows:
            if any(isinstance(value, str) and holds_personal_number(value) for value in row.values.values()):
                raise forms.ValidationError(
                    _("Row %(row)s looks as if it holds a personal identity number. Take it away and try again."),
                    params={"row": row.number},
                )
        return upload
