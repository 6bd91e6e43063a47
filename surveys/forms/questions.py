"""The form of one question: only the fields that its kind has, options one to a line."""

import re
from itertools import count

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.forms import RevisedForm
from surveys import conditions
from surveys.models import STEPS, TEXTS, WITH_OPTIONS, Question, QuestionKind
from surveys.sectioning import section_numbers

MOST_OPTIONS = {QuestionKind.LADDER: 10, QuestionKind.RANKING: 20, QuestionKind.MATRIX: 11}
OPTIONS_AT_MOST = 60
ROWS_AT_MOST = 40
LINE_AT_MOST = 150
FIELDS = {
    "low_label": [QuestionKind.SCALE_4, QuestionKind.SCALE_10, QuestionKind.AGREE],
    "high_label": [QuestionKind.SCALE_4, QuestionKind.SCALE_10, QuestionKind.AGREE],
    "unit": [QuestionKind.NUMBER],
    "least": [QuestionKind.NUMBER],
    "most": [QuestionKind.NUMBER],
    "options_text": WITH_OPTIONS,
    "rows_text": [QuestionKind.MATRIX],
}
OPTION_WORDS = {
    QuestionKind.LADDER: gettext_lazy("The steps, one to a line, from the lowest"),
    QuestionKind.MATRIX: gettext_lazy("The answers for each row, one to a line"),
}
NOT_A_NUMBER = gettext_lazy("Write a number with digits, for example 12 or 12,5.")


class QuestionForm(RevisedForm):
    """One question of a draft."""

    options_text = forms.CharField(
        label=gettext_lazy("The answers to choose among, one to a line"), widget=forms.Textarea(attrs={"rows": 6})
    )
    rows_text = forms.CharField(label=gettext_lazy("The rows, one to a line"), widget=forms.Textarea(attrs={"rows": 5}))

    class Meta:
        model = Question
        fields = [
            "section", "text", "help_text", "low_label", "high_label", "unit", "least", "most", "options_text",
            "rows_text", "is_required", "allows_unknown", "allows_not_applicable", "shown_if",
        ]  # fmt: skip
        labels = {
            "section": gettext_lazy("Page"),
            "text": pgettext_lazy("survey", "The question"),
            "help_text": gettext_lazy("Help for who answers"),
            "is_required": gettext_lazy("Must be answered"),
            "shown_if": gettext_lazy("Shown only if"),
            "least": gettext_lazy("The least that can be answered"),
            "most": gettext_lazy("The greatest that can be answered"),
        }
        help_texts = {
            "section": gettext_lazy("Questions in a row with the same heading stand on one page."),
            "unit": gettext_lazy("For example persons, hours a week or per cent."),
            "shown_if": gettext_lazy(
                "Leave it empty to show the question always. Look back at a question on an earlier page by its code: f1 = ja, f2 >= 3, f3 besvarad. Put them together with och, eller, inte and parentheses."
            ),
        }
        error_messages = {
            "text": {"required": gettext_lazy("Write the question.")},
            "least": {"invalid": NOT_A_NUMBER},
            "most": {"invalid": NOT_A_NUMBER},
        }

    def __init__(self, *args, questions, **kwargs):
        """`questions` are all of the questionnaire, in order; the instance has its kind and position already."""
        super().__init__(*args, **kwargs)
        self.questions, kind = list(questions), self.instance.kind
        for name, kinds in FIELDS.items():
            if kind not in kinds:
                del self.fields[name]
        if kind in TEXTS:
            del self.fields["allows_unknown"], self.fields["allows_not_applicable"]
        if "options_text" in self.fields:
            self.fields["options_text"].label = OPTION_WORDS.get(kind, self.fields["options_text"].label)
            self.fields["options_text"].error_messages["required"] = _("Write at least two answers, one to a line.")
            self.initial["options_text"] = _as_lines(self.instance.options)
        if "rows_text" in self.fields:
            self.fields["rows_text"].error_messages["required"] = _("Write at least one row.")
            self.initial["rows_text"] = _as_lines(self.instance.rows)
        self.scale_words = list(self.instance.steps.values()) if kind in STEPS else []

    def clean_options_text(self):
        lines = _lines(self.cleaned_data["options_text"])
        most = MOST_OPTIONS.get(self.instance.kind, OPTIONS_AT_MOST)
        if len(lines) < 2:
            raise ValidationError(_("Write at least two answers, one to a line."))
        _check_lines(lines, most)
        return lines

    def clean_rows_text(self):
        lines = _lines(self.cleaned_data["rows_text"])
        _check_lines(lines, ROWS_AT_MOST)
        return lines

    def clean_shown_if(self):
        text = self.cleaned_data["shown_if"].strip()
        if not text:
            return ""
        try:
            condition = conditions.read(text)
        except conditions.NotUnderstood as fault:
            raise ValidationError(_("The condition is not understood. %(why)s") % {"why": fault}) from fault
        known = {question.identity for question in self.questions}
        if unknown := sorted(condition.identities - known):
            raise ValidationError(
                _("There is no question with the code %(codes)s. The codes stand in the list of questions.")
                % {"codes": ", ".join(unknown)}
            )
        return text

    def clean(self):
        cleaned = super().clean()
        if text := cleaned.get("shown_if"):
            self.instance.section = cleaned.get("section", "")
            here = [one for one in self.questions if one.identity != self.instance.identity]
            here.insert(self.instance.position, self.instance)
            pages = dict(zip((one.identity for one in here), section_numbers(here), strict=True))
            mine = pages[self.instance.identity]
            late = sorted(code for code in conditions.read(text).identities if pages[code] >= mine)
            if late:
                self.add_error(
                    "shown_if",
                    _("%(codes)s must stand on an earlier page: give this question another heading of page.")
                    % {"codes": ", ".join(late)},
                )
        if "options_text" in cleaned:
            self.instance.options = _with_keys(cleaned["options_text"], self.instance.options)
        if "rows_text" in cleaned:
            self.instance.rows = _with_keys(cleaned["rows_text"], self.instance.rows)
        return cleaned


def _lines(text) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _as_lines(options) -> str:
    return "\n".join(option["text"] for option in options)


def _check_lines(lines, most):
    if len(lines) > most:
        raise ValidationError(_("At most %(most)s lines: take some away.") % {"most": most})
    if double := next((line for line in lines if lines.count(line) > 1), None):
        raise ValidationError(_("“%(line)s” stands there twice.") % {"line": double})
    if long := next((line for line in lines if len(line) > LINE_AT_MOST), None):
        raise ValidationError(
            _("A line can be at most %(most)s characters: shorten “%(line)s…”.")
            % {"most": LINE_AT_MOST, "line": long[:40]}
        )


def _with_keys(lines, before) -> list[dict]:
    """Each line with its key. A line that stood there keeps its own, and one that was reworded in its place too."""
    keys = {option["text"]: option["key"] for option in before}
    if len(lines) == len(before):
        for line, option in zip(lines, before, strict=True):
            if line not in keys and option["text"] not in lines:
                keys[line] = option["key"]
    taken = {option["key"] for option in before}
    fresh = (key for key in (f"a{number}" for number in count(1)) if key not in taken)
    return [{"key": keys.get(line) or next(fresh), "text": line} for line in lines]


def code_for(questions, earlier=()) -> str:
    """The code of the next question: f1, f2, ..., never one that is used here or in the round it is compared with."""
    codes = [*(one.identity for one in questions), *earlier]
    used = [int(found[1]) for code in codes if (found := re.fullmatch(r"f(\d+)", code))]
    return f"f{max(used, default=0) + 1}"
