"""What a report shall hold."""

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from meetings.models import WordTemplate
from surveys.kept import DOTS, RADAR


class ReportForm(forms.Form):
    """Sent by GET, so that the address of the file says what stands in it."""

    vy = forms.ChoiceField(
        label=gettext_lazy("Drawings"),
        choices=[
            (DOTS, pgettext_lazy("drawing", "Dots")),
            (RADAR, gettext_lazy("Dots, and a radar first")),
        ],
        widget=forms.RadioSelect,
        required=False,
        initial=DOTS,
    )
    fritexter = forms.BooleanField(
        label=gettext_lazy("With what was written"),
        help_text=gettext_lazy("By organisation, as far as you may read it. Think of who gets the report."),
        required=False,
    )
    mall = forms.ModelChoiceField(
        WordTemplate.objects.none(),
        label=gettext_lazy("Word template"),
        help_text=gettext_lazy("Decides how the Word document looks."),
        empty_label=pgettext_lazy("template", "None"),
        required=False,
    )

    def __init__(self, *args, has_radar, has_texts, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.always_answered = True
        if not has_radar:
            del self.fields["vy"]
        if not has_texts:
            del self.fields["fritexter"]
        self.fields["mall"].queryset = WordTemplate.objects.defer("content")
        if not self.fields["mall"].queryset.exists():
            del self.fields["mall"]
