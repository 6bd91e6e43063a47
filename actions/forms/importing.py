"""The workbook to read in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actions.exchange import COLUMNS, MOST
from portal.personal_numbers import holds_personal_number
from portal.table_forms import TableFileForm


class ImportForm(TableFileForm):
    """A file of actions."""

    columns, most = COLUMNS, MOST

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _("An Excel workbook (.xlsx) or a text table (.csv), at most 500 rows.")

    def clean_file(self):
        upload = super().clean_file()
        for row in self.table.rows:
            if any(isinstance(value, str) and holds_personal_number(value) for value in row.values.values()):
                raise forms.ValidationError(
                    _("Row %(row)s looks as if it holds a personal identity number. Take it away and try again."),
                    params={"row": row.number},
                )
        return upload
