"""What people fill in: the clauses."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models import Change, CoreComponent, Provision, Relevance
from portal.forms import RevisedForm

EMPTY_ROWS, MOST_ROWS = 2, 50
ROW = re.compile(r"for_(\d{1,2})_(audience|text)")


class ProvisionForm(RevisedForm):
    """One clause. Its place follows from its number.

    What it means for whom stands as numbered rows (for_0_audience, for_0_text, ...): those there are and two empty.
    """

    core_components = forms.CharField(
        label=_("Core components"),
        help_text=_("What must be in place for the clause to count as used. One on each line."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )

    class Meta:
        model = Provision
        fields = [
            "number",
            "title",
            "chapter",
            "text",
            "responsible",
            "change",
            "predecessor",
            "what_is_new",
            "realism_note",
        ]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 8}),
            "what_is_new": forms.Textarea(attrs={"rows": 3}),
            "realism_note": forms.Textarea(attrs={"rows": 3}),
            "chapter": forms.TextInput(attrs={"list": "chapters"}),
        }
        labels = {"change": _("Compared with the previous agreement")}
        help_texts = {
            "text": _("The agreement's own words. An empty line starts a new paragraph."),
            "what_is_new": _("In plain words, for those who will work by it."),
            "realism_note": _("What it takes where the work is done, said plainly."),
        }
        error_messages = {
            "number": {"required": _("Write the number of the clause, for example 4.2.")},
            "title": {"required": _("Write the heading of the clause.")},
            "text": {"required": _("Write the text of the clause.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["responsible"].choices = [
            ("", pgettext_lazy("side", "Both")),
            *self.fields["responsible"].choices[1:],
        ]
        previous = self.instance.agreement.replaces_id
        if previous:
            self.fields["predecessor"].empty_label = _("None, the clause is new")
            self.fields["predecessor"].queryset = Provision.objects.filter(agreement=previous)
        else:
            del self.fields["predecessor"]
        stored = list(self.instance.relevance.all()) if self.instance.pk else []
        if self.instance.pk:
            self.initial["core_components"] = "\n".join(one.text for one in self.instance.core_components.all())
        self._add_rows(stored)

    def _add_rows(self, stored):
        """A pair of fields for each audience there is, or that was sent, and two to fill in."""
        count = len(stored) + EMPTY_ROWS
        if self.is_bound:
            sent = [int(found[1]) for name in self.data if (found := ROW.fullmatch(name))]
            count = min(max([*sent, 0]) + 1, MOST_ROWS)
        lengths = {name: Relevance._meta.get_field(name).max_length for name in ("audience", "text")}
        for row in range(count):
            self.fields[f"for_{row}_audience"] = forms.CharField(
                label=_("For whom"),
                max_length=lengths["audience"],
                required=False,
                widget=forms.TextInput(attrs={"list": "audiences"}),
            )
            self.fields[f"for_{row}_text"] = forms.CharField(
                label=_("What it means for them"),
                max_length=lengths["text"],
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        for row, one in enumerate(stored):
            self.initial |= {f"for_{row}_audience": one.audience, f"for_{row}_text": one.text}
        self.row_count = count

    @property
    def main_fields(self):
        """All but the rows, the core components and the revision, as they stand on the page."""
        return [self[name] for name in self.Meta.fields if name in self.fields]

    @property
    def rows(self):
        """(audience, text) as fields, row by row."""
        return [(self[f"for_{row}_audience"], self[f"for_{row}_text"]) for row in range(self.row_count)]

    def clean_number(self):
        """The database knows that a number stands once per agreement, but the agreement is not on the form."""
        number = self.cleaned_data["number"].strip().removeprefix("§").strip()
        if not number:
            raise forms.ValidationError(_("Write the number of the clause, for example 4.2."))
        others = Provision.objects.filter(agreement=self.instance.agreement, number=number).exclude(pk=self.instance.pk)
        if others.exists():
            raise forms.ValidationError(
                _("There is already a clause with the number %(number)s."), params={"number": number}
            )
        return number

    def clean_core_components(self):
        """One on each line: the lines, without empty ones."""
        lines = [line.strip() for line in self.cleaned_data["core_components"].splitlines() if line.strip()]
        most = CoreComponent._meta.get_field("text").max_length
        if any(len(line) > most for line in lines):
            raise forms.ValidationError(
                _("A core component can be at most %(most)d characters. Divide it into two lines."),
                params={"most": most},
            )
        return list(dict.fromkeys(lines))

    def clean(self):
        cleaned = super().clean()
        self._clean_rows(cleaned)
        if cleaned.get("predecessor") and cleaned.get("change") == Change.NEW:
            self.add_error(
                "predecessor",
                _("A new clause has no clause before it. Choose changed, or take away the clause before."),
            )
        return cleaned

    def _clean_rows(self, cleaned):
        """Audience and text belong together, and an audience stands once."""
        seen, cleaned["relevance"] = set(), []
        for row in range(self.row_count):
            audience, text = cleaned.get(f"for_{row}_audience", ""), cleaned.get(f"for_{row}_text", "")
            if text and not audience and f"for_{row}_audience" not in self.errors:
                self.add_error(f"for_{row}_audience", _("Write for whom it is, or take away the text."))
            if audience and not text and f"for_{row}_text" not in self.errors:
                self.add_error(f"for_{row}_text", _("Write what it means for them, or take away the audience."))
            if audience and audience.casefold() in seen:
                self.add_error(f"for_{row}_audience", _("There is already a text for this audience."))
            elif audience and text:
                seen.add(audience.casefold())
                cleaned["relevance"].append((audience, text))

    def stands_beside(self, current):
        """What is stored in rows of its own, where it differs from what was typed."""
        rows = []
        components = [one.text for one in current.core_components.all()]
        if components != self.cleaned_data.get("core_components"):
            rows.append((self.fields["core_components"].label, " · ".join(components) or "–"))
        typed = {audience.casefold(): text for audience, text in self.cleaned_data.get("relevance", [])}
        for one in current.relevance.all():
            if typed.pop(one.audience.casefold(), None) != one.text:
                rows.append((one.audience, one.text))
        rows += [
            (audience, "–") for audience, text in self.cleaned_data.get("relevance", []) if audience.casefold() in typed
        ]
        return rows
