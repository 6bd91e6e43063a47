"""Translating a survey: one form for each question, with the original beside every field."""

from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.forms import RevisedForm
from portal.personal_numbers import RefusesPersonalNumbers
from surveys.models import Question
from surveys.translating import as_stored, pieces_of

LONG = 90  # an original longer than this gets a field of several lines
STILL_RIGHT = _("The translation still says the same")


class WithPieces:
    """Fields for pieces of text, and the pieces as they were sent."""

    def add_pieces(self, pieces, language):
        self.pieces = pieces
        for piece in pieces:
            wide = len(piece.original) > LONG or "\n" in piece.original
            widget = forms.Textarea(attrs={"rows": 4}) if wide else forms.TextInput()
            widget.attrs["lang"] = language
            self.fields[piece.name] = forms.CharField(
                label=piece.label, required=False, max_length=piece.most, widget=widget, initial=piece.said
            )
            if piece.has_changed:
                self.fields[f"{piece.name}-same"] = forms.BooleanField(label=STILL_RIGHT, required=False)

    @property
    def lines(self):
        """(the piece, its field, and the tick beside one whose original has changed)."""
        return [
            (piece, self[piece.name], self[f"{piece.name}-same"] if piece.has_changed else None)
            for piece in self.pieces
        ]

    def said(self) -> list:
        """The pieces with what was written. What was written anew, or is still right, is of the original as it is now."""
        found = []
        for piece in self.pieces:
            text = self.cleaned_data[piece.name].strip()
            is_new = text != piece.said or self.cleaned_data.get(f"{piece.name}-same")
            found.append(replace(piece, said=text, was=piece.original if is_new else piece.was))
        return found


class QuestionWordsForm(WithPieces, RevisedForm):
    """One question in another language; `heading` says that the heading of its page is translated with it."""

    class Meta:
        model = Question
        fields = []

    def __init__(self, *args, language, heading, **kwargs):
        kwargs["prefix"] = kwargs["instance"].identity
        super().__init__(*args, **kwargs)
        self.language, self.every = language, pieces_of(self.instance, language)
        self.add_pieces([one for one in self.every if heading or one.name != "section"], language)

    def words(self, heading: dict) -> dict:
        """All that is stored of the question in the language; `heading` is of the page's first question."""
        said = {piece.name: piece for piece in self.said()}
        return as_stored(said.get(one.name) or heading.get(one.name) or one for one in self.every)


class HeadWordsForm(WithPieces, RefusesPersonalNumbers, forms.Form):
    """Title, letter and introduction in another language."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, pieces, language, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_pieces(pieces, language)
