"""Many notes at once: files, a whole folder, or a packed one."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.forms.meeting import GroupChoice
from meetings.notes import UnreadableNote, folder
from meetings.notes.files import check_size
from meetings.notes.folder import MAX_FILES, MAX_TOTAL, Found
from portal.packed import MEGABYTE

SHOWN = 10  # names of files that are told of in an error


class ManyFiles(forms.ClearableFileInput):
    """A field for several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """The files that were chosen, as a list; none when nothing was chosen."""

    widget = ManyFiles

    def clean(self, data, initial=None):
        one = super().clean
        return [one(each) for each in (data or []) if each]


class FolderForm(GroupChoice):
    """Whose notes, and which files. `found` holds each file with its content or why it is not read."""

    files = FilesField(
        label=gettext_lazy("Files"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy(
            "Choose several at once, or a packed folder (.zip). Word (.docx), OpenDocument (.odt) or text (.txt, .md), at most 20 MB each."
        ),
    )
    folder = FilesField(
        label=gettext_lazy("Or a whole folder"),
        required=False,
        allow_empty_file=True,
        widget=ManyFiles(attrs={"webkitdirectory": True}),
        help_text=gettext_lazy("Everything in the folder you choose is read, its folders too."),
    )
    field_order = ["group", "files", "folder"]

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups
        self.found = []

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        chosen = cleaned["files"] + cleaned["folder"]
        field = "files" if cleaned["files"] or not cleaned["folder"] else "folder"
        try:
            self.found = _look_at(chosen)
        except forms.ValidationError as error:
            self.add_error(field, error)
        return cleaned


def _look_at(chosen) -> list[Found]:
    """Each file with its content or its fault; ValidationError when there is nothing to read, or too much."""
    chosen = [file for file in chosen if not folder.is_litter(file.name)]
    if not chosen:
        raise forms.ValidationError(_("Choose the files of the notes, or a folder with them."))
    _refuse_too_many(len(chosen))
    total = sum(file.size for file in chosen)
    if total > MAX_TOTAL:
        raise forms.ValidationError(
            _("The files are %(size)d MB together and the limit is %(limit)d MB. Read them in a few at a time.")
            % {"size": total // MEGABYTE + 1, "limit": MAX_TOTAL // MEGABYTE}
        )
    found = []
    for file in chosen:
        found += _files_of(file)
        _refuse_too_many(len(found))
    if not found:
        raise forms.ValidationError(_("There are no files in the folder."))
    if sum(len(one.data or b"") for one in found) > MAX_TOTAL:
        raise forms.ValidationError(
            _("The packed folder holds more than %(limit)d MB. Read its files in a few at a time.")
            % {"limit": MAX_TOTAL // MEGABYTE}
        )
    if all(one.refused for one in found):
        raise forms.ValidationError([_("None of the files can be read."), *_sentences(found)])
    return found


def _refuse_too_many(number):
    if number > MAX_FILES:
        raise forms.ValidationError(
            _("There are more than %(limit)d files. Read them in a few at a time.") % {"limit": MAX_FILES}
        )


def _files_of(file) -> list[Found]:
    """The file, or the files of a packed folder."""
    try:
        check_size(file.size) if not file.name.lower().endswith(".zip") else None
        data = file.read(MAX_TOTAL + 1)
        if folder.is_folder(data):
            return list(folder.unpacked(data))
    except UnreadableNote as refused:
        return [Found(file.name, refused=refused)]
    finally:
        file.close()
    return [folder.looked_at(file.name, data)]


def _sentences(found) -> list[str]:
    """Why each was refused, of the first ones."""
    told = [f"{one.name}: {_(one.refused.message) % (one.refused.values or {})}" for one in found[:SHOWN]]
    more = len(found) - len(told)
    if more:
        told.append(ngettext("And %(number)d more file.", "And %(number)d more files.", more) % {"number": more})
    return told
