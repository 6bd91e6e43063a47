"""A note that is read: upload or paste, then everything found in form fields, to be edited, dropped and saved.

The preview keeps nothing on the server: what was found travels in the form itself, with the sentence each
suggestion came from, and works without JavaScript.
"""

from django import forms
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from actions.forms import NOT_A_DATE
from meetings import confirm
from meetings.confirmed import ConfirmedDate, ConfirmedNote, ConfirmedSection
from meetings.forms.meeting import NOT_A_TIME, GroupChoice
from meetings.models import AttendanceStatus, MeetingForm, OutcomeKind
from meetings.notes.files import MAX_BYTES, MAX_CHARACTERS
from organisations.models import Side
from portal.personal_numbers import RefusesPersonalNumbers, holds_personal_number

# So many rows of each kind fit in one form; settings.DATA_UPLOAD_MAX_NUMBER_FIELDS is chosen with them.
ROWS = {"attendance": 200, "sections": 100, "outcomes": 200, "dates": 100}
LONGEST_SOURCE = 2000
TOO_LARGE_HERE = _("The file is larger than 20 MB and was not sent. Take out the pictures, or paste the text instead.")


class SourceForm(GroupChoice):
    """Where the note comes from."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=_("Word (.docx), OpenDocument (.odt) or text (.txt, .md), at most 20 MB."),
        widget=forms.FileInput(attrs={"data-most": MAX_BYTES, "data-too-large": TOO_LARGE_HERE}),
    )
    text = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        max_length=MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "max_length": _("The text is too long to be notes of one meeting. Divide it and read one part at a time.")
        },
    )
    field_order = ["file", "text", "group"]

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned.get("file") and not cleaned.get("text", "").strip():
            self.add_error("file", _("Choose a file, or paste the text of the notes."))
        return cleaned


class HeadForm(RefusesPersonalNumbers, GroupChoice):
    """The meeting as the note describes it."""

    title = forms.CharField(
        label=pgettext_lazy("meeting", "Title"),
        max_length=200,
        error_messages={"required": _("Give the meeting a title.")},
    )
    date = forms.DateField(
        label=_("Day"), error_messages={"required": _("Choose which day the meeting was."), "invalid": NOT_A_DATE}
    )
    starts_at = forms.TimeField(label=_("Starts"), required=False, error_messages={"invalid": NOT_A_TIME})
    ends_at = forms.TimeField(label=_("Ends"), required=False, error_messages={"invalid": NOT_A_TIME})
    form = forms.ChoiceField(
        label=pgettext_lazy("meeting", "Form"), required=False, choices=[("", _("Not said")), *MeetingForm.choices]
    )
    venue = forms.CharField(label=_("Place"), required=False, max_length=200)
    note_taker = forms.CharField(
        label=_("Takes notes"), required=False, max_length=150, widget=forms.TextInput(attrs={"list": "personer"})
    )
    field_order = ["group", "title", "date", "starts_at", "ends_at", "form", "venue", "note_taker"]

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if ends and not starts and "starts_at" not in self.errors:
            self.add_error("starts_at", _("Say when the meeting starts, or take away when it ends."))
        elif starts and ends and ends <= starts:
            self.add_error("ends_at", _("The meeting ends before it starts. Check the times."))
        return cleaned


class RowForm(RefusesPersonalNumbers, forms.Form):
    """One suggestion: unticked, it is dropped and nothing in it needs to be right."""

    use_required_attribute = False
    keep = forms.BooleanField(required=False, label=pgettext_lazy("suggestion", "Save"))

    def full_clean(self):
        super().full_clean()
        if self.is_bound and not self.cleaned_data.get("keep"):
            self._errors = ErrorDict(renderer=self.renderer)

    def clean_source(self):
        """The sentence a suggestion came from cannot be edited, so it is left out rather than refused."""
        source = self.cleaned_data["source"]
        return "" if holds_personal_number(source) else source

    def kept(self) -> dict:
        """The cleaned values without the tick."""
        return {name: value for name, value in self.cleaned_data.items() if name != "keep"}


class PersonRow(RowForm):
    name = forms.CharField(label=_("Name"), max_length=150, error_messages={"required": _("Write the name.")})
    organisation = forms.CharField(
        label=_("Organisation"),
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"list": "organisationer"}),
    )
    side = forms.ChoiceField(label=_("Side"), required=False, choices=[("", _("None")), *Side.choices])
    status = forms.ChoiceField(label=_("Attendance"), choices=AttendanceStatus)


class SectionRow(RowForm):
    heading = forms.CharField(
        label=_("Heading"), max_length=200, error_messages={"required": _("Give the point a heading.")}
    )
    text = forms.CharField(label=_("Notes"), required=False, strip=True, widget=forms.Textarea(attrs={"rows": 4}))


class OutcomeRow(RowForm):
    kind = forms.ChoiceField(
        label=_("Kind of outcome"),
        choices=[(kind, kind.label) for kind in (OutcomeKind.ACTION, OutcomeKind.DECISION, OutcomeKind.INFORMATION)],
    )
    text = forms.CharField(
        label=_("Text"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write something, or untick the row.")},
    )
    owner = forms.CharField(
        label=_("Responsible"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "personer", "placeholder": _("no one responsible")}),
    )
    due_on = forms.DateField(label=_("Done by"), required=False, error_messages={"invalid": NOT_A_DATE})
    section = forms.IntegerField(required=False, min_value=0, max_value=ROWS["sections"], widget=forms.HiddenInput)
    source = forms.CharField(required=False, max_length=LONGEST_SOURCE, widget=forms.HiddenInput)


class DateRow(RowForm):
    on = forms.DateField(label=_("Day"), error_messages={"required": _("Choose a day."), "invalid": NOT_A_DATE})
    what = forms.CharField(
        label=_("What happens?"), max_length=300, error_messages={"required": _("Write what happens.")}
    )
    is_preliminary = forms.BooleanField(label=_("Preliminary"), required=False)
    source = forms.CharField(required=False, max_length=LONGEST_SOURCE, widget=forms.HiddenInput)


def _formset(form, name):
    return forms.formset_factory(form, extra=0, max_num=ROWS[name], absolute_max=ROWS[name], validate_max=True)


FORMSETS = {
    "attendance": _formset(PersonRow, "attendance"),
    "sections": _formset(SectionRow, "sections"),
    "outcomes": _formset(OutcomeRow, "outcomes"),
    "dates": _formset(DateRow, "dates"),
}


class Preview:
    """The head and the four lists of rows as one form."""

    def __init__(self, *, names, groups, data=None, suggested=None, group=None):
        """Either `data` (what was posted) or `suggested` (confirm.suggest's dict) with the chosen `group`."""
        self.names = names
        suggested = suggested or {}
        self.left_out = {name: max(0, len(rows) - ROWS[name]) for name, rows in suggested.items() if name in ROWS}
        head = {name: value for name, value in suggested.items() if name not in FORMSETS}
        self.head = HeadForm(data, groups=groups, initial=head | {"group": group}, prefix="mote")
        for name, formset in FORMSETS.items():
            rows = [_initial(row) for row in suggested.get(name, [])[: ROWS[name]]]
            setattr(self, name, formset(data, initial=rows, prefix=name))

    @property
    def formsets(self):
        return [getattr(self, name) for name in FORMSETS]

    def is_valid(self) -> bool:
        return all([self.head.is_valid(), *(formset.is_valid() for formset in self.formsets)])

    def errors(self) -> list[tuple]:
        """(field id or "", sentence) of every error, in the order of the page."""
        found = _errors_of(self.head)
        for formset in self.formsets:
            found += [("", error) for error in formset.non_form_errors()]
            for form in formset:
                found += _errors_of(form)
        return found

    def confirmed(self) -> ConfirmedNote:
        """What was kept, for services.save_note. Points that were dropped leave their outcomes to the meeting."""
        head = self.head.cleaned_data
        sections = [(place, form.kept()) for place, form in enumerate(self.sections) if form.cleaned_data.get("keep")]
        places = {was: now for now, (was, _) in enumerate(sections)}
        taker = self.names.person(head["note_taker"])
        starts_at, ends_at = confirm.whole_times(head["date"], head["starts_at"], head["ends_at"])
        return ConfirmedNote(
            title=head["title"],
            starts_at=starts_at,
            ends_at=ends_at,
            form=head["form"],
            venue=head["venue"],
            note_taker=taker,
            note_taker_text="" if taker else head["note_taker"],
            attendance=[confirm.person(names=self.names, **row) for row in _kept(self.attendance)],
            sections=[ConfirmedSection(**row) for _, row in sections],
            outcomes=[
                confirm.outcome(names=self.names, **row | {"section": places.get(row["section"])})
                for row in _kept(self.outcomes)
            ],
            dates=[ConfirmedDate(**row) for row in _kept(self.dates)],
        )

    @property
    def points(self) -> list[tuple]:
        """Each point with the outcomes that were found under it."""
        return [(section, self._rows.get(place, [])) for place, section in enumerate(self.sections)]

    @property
    def pointless(self) -> list:
        """Outcomes of no point, or of one that is not in the form."""
        return [
            row for place, rows in self._rows.items() if place is None or place >= len(self.sections) for row in rows
        ]

    @cached_property
    def _rows(self) -> dict:
        rows = {}
        for form in self.outcomes:
            value = form["section"].value()
            users, others = self.names.people_in(form["owner"].value())
            form.strangers = [] if users else others
            rows.setdefault(int(value) if str(value).isdecimal() else None, []).append(form)
        return rows

    def counts(self) -> dict:
        """How many of each there are in the form."""
        kinds = [form["kind"].value() for form in self.outcomes]
        return {
            "decision": kinds.count(OutcomeKind.DECISION),
            "action": kinds.count(OutcomeKind.ACTION),
            "people": len(self.attendance),
            "dates": len(self.dates),
        }

    @property
    def people(self) -> list[str]:
        """The names to choose among, as they can be read back."""
        return [self.names.label(person) for person in self.names.people]

    def words_left_out(self) -> list[str]:
        """Where the note held more than a form can: said, since the text itself is all there."""
        return [
            ngettext(
                "%(number)d more row was found and is not shown.",
                "%(number)d more rows were found and are not shown.",
                number,
            )
            % {"number": number}
            for number in self.left_out.values()
            if number
        ]


def _initial(row):
    """A suggestion is kept unless somebody unticks it; very long sources are cut."""
    if "source" in row:
        row = {**row, "source": row["source"][:LONGEST_SOURCE]}
    return {"keep": True, **row}


def _kept(formset):
    return [form.kept() for form in formset if form.cleaned_data.get("keep")]


def _errors_of(form):
    return [
        (form[name].id_for_label if name != "__all__" else "", error)
        for name, errors in form.errors.items()
        for error in errors
    ]
