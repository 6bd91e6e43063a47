"""A point, and what came out of it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actions.forms import NOT_A_DATE, LineForm
from actions.queries import current_provisions
from meetings import rich
from meetings.models import AgendaItem, Outcome, OutcomeKind
from organisations.models import Side
from portal.forms import RevisedForm
from portal.personal_numbers import RefusesPersonalNumbers

SIDE_REPORTS = [
    (Side.REGION, pgettext_lazy("report", "Of the region")),
    (Side.MUNICIPAL, pgettext_lazy("report", "Of the municipalities")),
]
FIELDS = ["heading", "section", "presenter", "minutes", "side", "is_internal"]


class _Around:
    """What the two forms of a point have in common: sections that are on the agenda are offered, sides are worded."""

    def __init__(self, *args, sections=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.sections = list(dict.fromkeys(section for section in sections if section))
        field = self.fields["section"]
        field.widget.attrs |= {"list": self.add_prefix("avsnitt"), "autocomplete": "off"}
        self.fields["side"].choices = [("", _("No")), *SIDE_REPORTS]

    @property
    def list_id(self):
        return self.add_prefix("avsnitt")

    def clean_section(self):
        """One spelling of each section: as it stands on the agenda already."""
        text = " ".join(self.cleaned_data["section"].split())
        return next((one for one in self.sections if one.casefold() == text.casefold()), text)


# what a point's fields are called, on an agenda and among a series' standing points
POINT_LABELS = {
    "heading": _("Heading"),
    "section": pgettext_lazy("agenda", "Section"),
    "presenter": _("Presents"),
    "minutes": _("Minutes"),
    "side": _("Status report"),
    "is_internal": _("Only for the group"),
}
POINT_HELP = {
    "section": _("A heading above several points."),
    "is_internal": _("Only who sits in the group sees the point, and it is left out of the minutes."),
}
POINT_ERRORS = {"heading": {"required": _("Give the point a heading.")}}


class ItemForm(_Around, RevisedForm):
    """What stands around the notes of a point."""

    class Meta:
        model = AgendaItem
        fields = FIELDS
        labels, help_texts, error_messages = POINT_LABELS, POINT_HELP, POINT_ERRORS

    def facts(self) -> dict:
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class TextForm(RefusesPersonalNumbers, forms.Form):
    """The notes of a point, from the text they were written from. Without script they are typed as plain text."""

    text = forms.CharField(
        label=_("Notes"),
        required=False,
        max_length=200_000,
        strip=False,
        help_text=_("Do not write anything about patients."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    base = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, item):
        """As the page shows it: plain words that the script replaces by the editor."""
        first = {"text": rich.to_plain(item.text), "base": item.text, "revision": item.text_revision}
        return cls(initial=first, auto_id=f"id_p{item.pk}_%s")

    def html(self) -> str:
        """What was written. Plain text that nobody has touched is the text it came from, with all its bold and links."""
        text, base = self.cleaned_data["text"], rich.clean(self.cleaned_data["base"])
        untouched = text.split() == rich.to_plain(base).split()
        return base if untouched else rich.clean(text)


class NewItemForm(_Around, RefusesPersonalNumbers, forms.ModelForm):
    """A new point of the agenda."""

    class Meta:
        model = AgendaItem
        fields = FIELDS
        labels = {
            "heading": _("New point"),
            "section": pgettext_lazy("agenda", "Section"),
            "presenter": _("Presents"),
            "minutes": _("Minutes"),
            "side": _("Status report"),
            "is_internal": _("Only for the group"),
        }
        error_messages = {"heading": {"required": _("Give the point a heading.")}}


class OutcomeLineForm(LineForm):
    """One line under a point: information, a decision, or an action with its @ / § and #."""

    kind = forms.ChoiceField(
        choices=[(kind, kind.label) for kind in (OutcomeKind.ACTION, OutcomeKind.DECISION, OutcomeKind.INFORMATION)],
        label=_("Kind of outcome"),
    )
    field_order = ["kind", "line"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, everywhere=True, **kwargs)
        self.fields["line"].label = _("New outcome")

    def clean_line(self):
        text = self.cleaned_data["line"]
        return super().clean_line() if self.cleaned_data.get("kind") == OutcomeKind.ACTION else text


class OutcomeForm(RevisedForm):
    """Information or a decision that was written already."""

    class Meta:
        model = Outcome
        fields = ["text", "provision", "review_on"]
        labels = {"text": _("Text"), "provision": _("Clause"), "review_on": _("To be reviewed")}
        help_texts = {"review_on": _("The day the group looks at the decision again.")}
        error_messages = {
            "text": {"required": _("Write something first.")},
            "review_on": {"invalid": NOT_A_DATE},
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        rows = current_provisions(user)
        if self.instance.provision_id:
            rows = rows | rows.model.objects.filter(pk=self.instance.provision_id)
        self.fields["provision"].queryset = rows
        self.fields["provision"].empty_label = _("No clause")
        if self.instance.kind != OutcomeKind.DECISION:
            del self.fields["review_on"]
