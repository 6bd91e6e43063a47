"""The forms of answering together: lending sections to a colleague, and a comment."""

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.personal_numbers import RefusesPersonalNumbers
from surveys.sectioning import section_numbers


class DelegationForm(RefusesPersonalNumbers, forms.Form):
    """Who shall answer which sections. A section is chosen by the code of its first question."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=150,
        error_messages={"required": gettext_lazy("Write the person's name.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        error_messages={"required": gettext_lazy("Write the person's e-mail address.")},
    )
    sections = forms.MultipleChoiceField(
        label=gettext_lazy("Sections to answer"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one section."),
            "invalid_choice": gettext_lazy("One of the sections is no longer there. Choose again."),
        },
    )
    message = forms.CharField(
        label=pgettext_lazy("survey", "Message"),
        help_text=gettext_lazy("Stands in the letter. May be left empty."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, form, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sections"].choices = [
            (section.asked[0].question.identity, f"{section.number}. {section.title}") for section in form.sections
        ]
        self._questions = form.questions

    def chosen_questions(self) -> list[str]:
        """Every question of the chosen sections, also those that are hidden for now."""
        numbers = section_numbers(self._questions)
        page_of = {one.identity: number for one, number in zip(self._questions, numbers, strict=True)}
        pages = {page_of[identity] for identity in self.cleaned_data["sections"]}
        return [one.identity for one, number in zip(self._questions, numbers, strict=True) if number in pages]


class CommentForm(RefusesPersonalNumbers, forms.Form):
    comment = forms.CharField(
        label=pgettext_lazy("survey", "Comment to your colleagues"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": gettext_lazy("Write something first."),
            "max_length": gettext_lazy("At most %(limit_value)d characters fit. Shorten the text."),
        },
    )
