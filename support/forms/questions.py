"""Guiding questions, and next steps."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actions import queries
from actions.forms.steps import StepForm
from portal.forms import RevisedForm
from portal.personal_numbers import RefusesPersonalNumbers
from support.models import GuidingQuestion


class NewQuestionForm(RefusesPersonalNumbers, forms.Form):
    """One question more, or several, one to a line."""

    text = forms.CharField(
        label=_("Question"),
        max_length=3000,
        help_text=_("One question to a line."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write a question.")},
    )

    def clean_text(self):
        text = self.cleaned_data["text"]
        if any(len(" ".join(line.split())) > 300 for line in text.splitlines()):
            raise forms.ValidationError(_("Write each question in at most 300 characters."))
        return text


class QuestionForm(RevisedForm):
    """The question, and what was said."""

    class Meta:
        model = GuidingQuestion
        fields = ["text", "said"]
        labels = {"text": _("Question"), "said": _("What was said")}
        help_texts = {"said": _("In short. Do not write anything about patients, nor who said what.")}
        error_messages = {"text": {"required": _("Write a question.")}}
        widgets = {"said": forms.Textarea(attrs={"rows": 6})}


class NextStepForm(StepForm):
    """A next step of an event, for a group or an organisation."""

    group = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("For the group"),
        help_text=_("What belongs to a group can be seen by all who take part."),
        empty_label=_("No group"),
    )
    organisation = forms.ModelChoiceField(
        queryset=None, required=False, label=_("For the organisation"), empty_label=_("None in particular")
    )

    def __init__(self, *args, user, event, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        organisations, groups = queries.places_open_to(user, everywhere=True)
        self.fields["organisation"].queryset = organisations
        self.fields["group"].queryset = groups
        self.initial.setdefault("group", event.group_id)
