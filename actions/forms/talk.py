"""A file that is handed over."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.uploads import check_upload


class FileForm(forms.Form):
    """One file, through the same guards as every upload."""

    file = forms.FileField(
        label=_("File"),
        validators=[check_upload],
        max_length=300,
        help_text=_("PDF, Office, OpenDocument, picture or plain text, at most 20 MB. Nothing about patients."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty. Choose another."),
            "max_length": _("The file's name is too long. Give it a shorter one."),
        },
    )
