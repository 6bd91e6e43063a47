"""The results of persons' rounds as files: exactly the figures the page shows the same reader, never anybody's answers.

Why there is no file with a row for each person stands in docs/adr/0012-what-is-shown-of-persons.md.
"""

import io

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from surveys import codebook
from surveys.exports import as_csv, column_title, sheet_of, summary_cells, summary_head
from surveys.models import Missing, QuestionKind


def groups(results):
    """(name, organisation or None) of each whose figures this reader sees, all together first."""
    return [(pgettext("people", "All"), None), *((one.name, one) for one in results.readable)]


def _cell(results, question, organisation, part=""):
    return (
        results.counts.cell(question, organisation.pk, part) if organisation else results.counts.total(question, part)
    )


def _asked(results):
    return [one for one in results.counts.questions if not one.is_text]


def count_rows(results):
    """Head and rows: how many gave each answer, of all and of each organisation that is shown."""
    head = [
        _("Question"),
        _("Row or option"),
        pgettext("survey answer", "Answer"),
        pgettext("of people", "Group"),
        pgettext("how many", "Number"),
        pgettext("number of how many", "Of"),
    ]
    rows = []
    for question in _asked(results):
        for name, organisation in groups(results):
            rows += [
                [column_title(question), part, answer, name, number, of]
                for part, answer, number, of in _counts(results, question, organisation)
            ]
    return head, rows


def _counts(results, question, organisation):
    """(row or option, answer, number, of how many) as far as it is shown."""
    whole = _cell(results, question, organisation)
    for _name, label, part, words in _units(question):
        cell = _cell(results, question, organisation, part if question.kind == QuestionKind.MATRIX else "")
        if cell is None:
            continue
        for key, word in words.items():
            count = cell.values[(part, key) if question.kind == QuestionKind.RANKING else str(key)]
            yield label, str(word), count, cell.voiced
    if whole:
        for key in Missing.values:
            if whole.missing[key]:
                yield "", str(Missing(key).label), whole.missing[key], None


def _units(question):
    """(variable, label, part, {key: word}) of what is counted by itself in a question."""
    match question.kind:
        case QuestionKind.NUMBER | QuestionKind.DATE:
            return []
        case QuestionKind.MATRIX:
            return [
                (codebook.variable(question.identity, row), text, row, question.choices)
                for row, text in question.row_texts.items()
            ]
        case QuestionKind.RANKING:
            places = {str(place): place for place in range(1, len(question.choices) + 1)}
            return [
                (codebook.variable(question.identity, key), text, key, places) for key, text in question.choices.items()
            ]
    words = {key: f"{key} {word}".strip() for key, word in question.steps.items()} or question.choices
    return [(codebook.variable(question.identity), "", "", words)]


def mean_rows(results):
    """Head and rows: mean, median and spread of every scale question, and what can be said of numbers and days."""
    head = [_("Question"), pgettext("of people", "Group"), *summary_head()]
    rows = []
    for question in _asked(results):
        for name, organisation in groups(results):
            summary = results.summary(question, organisation.pk if organisation else None)
            if summary:
                rows.append([column_title(question), name, *summary_cells(summary)])
    return head, rows


def rate_rows(results):
    head = [_("Organisation"), _("Have answered"), _("Were asked")]
    return head, [[rate.name, rate.answered, rate.asked or None] for rate in results.rates]


def coded_rows(results):
    """Head and rows: the same counts under the names and codes of the codebook, for programs of statistics."""
    head, rows = ["variable", "organisation", "code", "count", "of"], []
    for question in _asked(results):
        for _name, organisation in groups(results):
            rows += [
                [variable, organisation.name if organisation else "", *numbers]
                for variable, *numbers in _coded(results, question, organisation)
            ]
    return head, rows


def _coded(results, question, organisation):
    whole = _cell(results, question, organisation)
    for variable, _label, part, words in _units(question):
        cell = _cell(results, question, organisation, part if question.kind == QuestionKind.MATRIX else "")
        if cell is None:
            continue
        for place, key in enumerate(words, start=1):
            count = cell.values[(part, key) if question.kind == QuestionKind.RANKING else str(key)]
            if question.kind == QuestionKind.MULTIPLE:
                yield codebook.variable(question.identity, key), 1, count, cell.voiced
            else:
                yield variable, key if question.has_steps else place, count, cell.voiced
        if whole:
            for missing, code in codebook.MISSING.items():
                if whole.missing[missing]:
                    yield variable, code, whole.missing[missing], ""


def method_rows(results):
    """What the figures are, so that the file can be understood without the portal."""
    return [
        [_("Survey"), results.round.title],
        [_("Last day to answer"), results.round.closes_on.isoformat()],
        [_("Have answered"), results.answered],
        [
            _("Mean"),
            _("Each person counts the same. “Do not know”, “not relevant” and no answer are left out."),
        ],
        [_("Median"), _("The middle answer; with an even number the mean of the two in the middle.")],
        [
            _("Quartiles"),
            _(
                "Without interpolation (Hyndman and Fan, type 1): at least half of the answers lie between them, ends included."
            ),
        ],
        [_("When figures are shown"), when_shown(results.round)],
    ]


def when_shown(round) -> str:
    return _(
        "A figure is shown when at least %(least)s people stand behind it, and only when what fewer have answered cannot be computed by taking one figure from another. A figure that is not shown looks the same whatever the reason."
    ) % {"least": round.min_persons}


def workbook(results) -> bytes:
    """An .xlsx with the sheets answers, means, who has answered, codebook and method."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": results.round.title, "author": "Färdplan"})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        forms = (bold, plain)
        sheet_of(book, _("Answers"), *count_rows(results), formats=forms, widths=(60, 24, 20))
        sheet_of(book, _("Means"), *mean_rows(results), formats=forms, widths=(60, 24, 12))
        sheet_of(book, _("Who has answered"), *rate_rows(results), formats=forms, widths=(32, 14, 14))
        sheet_of(book, _("Codebook"), *codebook.rows(results.counts.questions), formats=forms, widths=(24, 60, 16))
        sheet_of(book, _("Method"), [_("What"), _("How")], method_rows(results), formats=forms, widths=(24, 90, 12))
    return buffer.getvalue()


def csv_text(results) -> str:
    return as_csv(*count_rows(results))


def coded_text(results) -> str:
    return as_csv(*coded_rows(results))
