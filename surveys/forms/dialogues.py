"""What one fills in about quality dialogues: the guide, what was said, and why a round is finished."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal import dates
from portal.forms import RevisedForm
from portal.personal_numbers import RefusesPersonalNumbers
from surveys.models import DialogueGuide, QualityDialogue

MOST_QUESTIONS, LONGEST = 8, 300
ANSWER = 4000


class GuideForm(RevisedForm):
    """The guide's questions, one on each line."""

    questions = forms.CharField(
        label=_("Questions, one on each line"),
        max_length=MOST_QUESTIONS * (LONGEST + 2),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write at least one question.")},
    )

    class Meta:
        model = DialogueGuide
        fields = ["questions"]

    def __init__(self, *args, questions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["questions"] = "\n".join(questions)

    def clean_questions(self):
        lines = [line.strip() for line in self.cleaned_data["questions"].splitlines() if line.strip()]
        if not lines:
            raise forms.ValidationError(_("Write at least one question."))
        if len(lines) > MOST_QUESTIONS:
            raise forms.ValidationError(_("Write at most eight questions, so that there is time to talk about each."))
        if any(len(line) > LONGEST for line in lines):
            raise forms.ValidationError(_("Write each question in at most 300 characters."))
        return lines

    def stands_beside(self, current):
        """What is stored now, line by line."""
        return [(_("Questions"), " / ".join(current.questions))]

    def _post_clean(self):
        """The row is written by the service alone."""


class DialogueForm(RevisedForm):
    """What was said, question by question. `instance` already holds the questions."""

    class Meta:
        model = QualityDialogue
        fields = ["held_on", "participants", "note"]
        labels = {
            "held_on": _("Which day was the dialogue held?"),
            "participants": _("Who took part?"),
            "note": _("What more was said?"),
        }
        help_texts = {
            "held_on": _("Leave it empty while you prepare."),
            "participants": _("Names or roles, for example “unit managers of both sides”."),
            "note": _("Do not write anything about patients or other individuals."),
        }
        widgets = {"participants": forms.Textarea(attrs={"rows": 2}), "note": forms.Textarea(attrs={"rows": 4})}
        error_messages = {"held_on": {"invalid": _("Write a date, for example 2026-10-27.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number, said in enumerate(self.instance.answers):
            self.fields[f"answer_{number}"] = forms.CharField(
                label=said["question"],
                required=False,
                max_length=ANSWER,
                initial=said["text"],
                widget=forms.Textarea(attrs={"rows": 4}),
            )
        self.order_fields(["held_on", "participants", *self.answer_names, "note", "revision"])

    @property
    def answer_names(self) -> list[str]:
        return [f"answer_{number}" for number in range(len(self.instance.answers))]

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        if day and day > dates.today():
            raise forms.ValidationError(_("The day lies ahead. Give the day when the dialogue has been held."))
        if day and self.instance.round.sent_at and day < self.instance.round.opens_on:
            raise forms.ValidationError(_("That is before the survey opened. Look at the year."))
        return day

    def answers(self) -> list[dict]:
        """What was said, with its questions."""
        return [
            {"question": said["question"], "text": self.cleaned_data[name]}
            for said, name in zip(self.instance.answers, self.answer_names, strict=True)
        ]

    def stands_beside(self, current):
        """The stored answers that differ from what was typed."""
        return [
            (said["question"], said["text"] or "–")
            for said, name in zip(current.answers, self.answer_names, strict=False)
            if said["text"] != self.cleaned_data.get(name)
        ]


class FinishForm(RefusesPersonalNumbers, forms.Form):
    """Why a round is finished although dialogues are lacking."""

    because = forms.CharField(
        label=_("Why are dialogues lacking?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The reason is shown on the page of the survey, for good."),
    )
