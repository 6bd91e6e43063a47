"""The component page: every building stone in one place, as the portal itself writes it."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET
from django_prose_editor.fields import ProseEditorFormField

from portal.access import for_anybody_signed_in
from portal.pages import Sorting, render_page

COLOURS = [
    ("paper", _("Surfaces")), ("wash", _("Sunken surface")), ("tint", _("Chosen")), ("ink", _("Text")),
    ("ink-2", _("Supporting text")), ("ink-3", _("Origin, date")), ("line", _("Hairline")),
    ("control", _("Edge of a field")), ("accent", _("Action, chosen")), ("attn-mark", _("Needs attention")),
    ("attn-tint", _("Its surface")), ("stop", _("Stopped, wrong")), ("stop-tint", _("Its surface")),
    ("ramp-0", _("Ramp, step 0")), ("ramp-1", _("Ramp, step 1")), ("ramp-2", _("Ramp, step 2")),
    ("ramp-3", _("Ramp, step 3")), ("ramp-4", _("Ramp, step 4")),
]  # fmt: skip
PHASES = [
    pgettext_lazy("sample phase", "Not started"),
    pgettext_lazy("sample phase", "Needs assessment"),
    pgettext_lazy("sample phase", "Introduction"),
    pgettext_lazy("sample phase", "Use"),
    pgettext_lazy("sample phase", "Sustainment"),
]


class SampleForm(forms.Form):
    """Fields as they look before and after a mistake; it is never sent."""

    what = forms.CharField(label=_("What is to be done?"), help_text=_("Begin with a verb."))
    due_on = forms.DateField(
        label=_("Done by"),
        validators=[MinValueValidator(date(2026, 3, 12), _("3 March has passed. Choose today or later."))],
    )
    who = forms.ChoiceField(label=_("Responsible"), choices=[("1", "Vera Almgren, Ekby")])
    scope = forms.ChoiceField(
        label=_("Concerns"),
        choices=[("own", _("My municipality")), ("all", _("All municipalities, each by itself"))],
        widget=forms.RadioSelect,
        initial="own",
    )
    remind = forms.MultipleChoiceField(
        label=_("Remind"),
        choices=[("7", _("7 days before")), ("1", _("The day before"))],
        widget=forms.CheckboxSelectMultiple,
        initial=["7"],
        required=False,
    )


class SampleTextForm(forms.Form):
    notes = ProseEditorFormField(
        label=_("Notes"),
        help_text=_("Bold, italic, lists and links; what is pasted from Word is cleaned."),
        config={
            "extensions": {
                "Bold": True,
                "Italic": True,
                "BulletList": True,
                "OrderedList": True,
                "ListItem": True,
                "Link": True,
            }
        },
        sanitize=True,
        required=False,
        initial="<p>Gruppen gick igenom <strong>tidsplanen</strong>.</p>",
    )


@dataclass(frozen=True)
class SampleRow:
    due: str
    title: str
    owner: str
    state: str


ROWS = [
    SampleRow(_("Fri 6 March"), _("Send in the routine"), "Vera Almgren", "stop"),
    SampleRow(_("Fri 20 March"), _("Write a page about costs"), "Olle Brandt", "ok"),
    SampleRow(_("Fri 27 March"), _("Ask the health centres about time"), "", "risk"),
]


@for_anybody_signed_in
@require_GET
def components(request):
    """Every building stone on one page, for those who build and those who check."""
    wrong = SampleForm({"what": "Dela rutinen", "due_on": "2026-03-03", "who": "1", "scope": "own", "remind": ["7"]})
    context = {
        "colours": COLOURS,
        "phases": list(enumerate(PHASES)),
        "wrong_form": wrong,
        "text_form": SampleTextForm(prefix="text"),
        "rows": ROWS,
        "sorting": Sorting("klart", False, ()),
        "page": Paginator(range(64), 20).page(1),
    }
    return render_page(request, "portal/components.html", context)
