"""Results as files: Excel with three sheets, and CSV as Swedish Excel wants it (semicolons, byte order mark).

Both hold exactly what the page shows the same viewer. No cell can be taken for a formula: in Excel texts are
written as texts, in CSV a text that begins like a formula gets an apostrophe first.
"""

import csv
import io

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from surveys import codebook, figures
from surveys.answers import in_words
from surveys.models import QuestionKind

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")


def answer_rows(results):
    """Head and rows: every readable organisation that has submitted, one column per question, figures as numbers."""
    head = [_("Part of the county"), _("Organisation"), *(column_title(question) for question in results.questions)]
    rows = [
        [
            results.areas.get(one.pk, ""),
            one.name,
            *(_value(q, results.now[one.pk].get(q.identity)) for q in results.questions),
        ]
        for one in results.readable
        if one.pk in results.now
    ]
    return head, rows


def county_rows(results):
    """Head and rows: the county's figures for each scale question, empty where too few have answered."""
    head = [_("Question"), *summary_head()]
    rows = [
        [column_title(result.question), *(summary_cells(result.county) if result.county else [None] * (len(head) - 1))]
        for result in results.scales
    ]
    return head, rows


def summary_head() -> list[str]:
    return [
        _("Number of answers"),
        _("Mean"),
        _("Median"),
        _("Lower quartile"),
        _("Upper quartile"),
        _("Lowest"),
        _("Highest"),
    ]


def summary_cells(summary) -> list:
    """A Summary as numbers, in the order of `summary_head`."""
    return [
        summary.count,
        float(figures.rounded(summary.mean, 2)),
        float(summary.median),
        summary.quarter,
        summary.three_quarters,
        summary.low,
        summary.high,
    ]


def comparison_rows(results):
    """Head and rows: every group that may be shown, for each scale question. Weighted means as the page has them."""
    head = [
        _("Question"),
        pgettext("of organisations", "Group"),
        _("Number of answers"),
        _("Mean"),
        _("Weighted by population"),
        _("Mean without one's own"),
    ]
    rows = []
    for result in results.scales:
        for group in results.groups:
            found = result.groups.get(group.key)
            if found is None:
                continue
            others = found.without
            rows.append(
                [
                    column_title(result.question),
                    group.name,
                    found.summary.count,
                    float(figures.rounded(found.mean, 2)),
                    None if found.weighted is None else float(figures.rounded(found.weighted)),
                    None if others is None else float(figures.rounded(others.mean, 2)),
                ]
            )
    return head, rows


def method_rows(results):
    """What the figures are, so that the file can be understood without the portal."""
    least = results.round.min_organisations
    return [
        [_("Survey"), results.round.title],
        [_("Last day to answer"), results.round.closes_on.isoformat()],
        [_("Have answered"), _("%(done)s of %(all)s") % {"done": results.answered, "all": results.asked}],
        *_scale_rows(results),
        [
            _("Mean"),
            _(
                "Unweighted: each organisation counts the same. “Do not know”, “not relevant” and no answer are left out."
            ),
        ],
        [_("Median"), _("The middle answer; with an even number the mean of the two in the middle.")],
        [
            _("Quartiles"),
            _(
                "Without interpolation (Hyndman and Fan, type 1): at least half of the organisations lie between them, ends included."
            ),
        ],
        [
            _("Weighted by population"),
            _(
                "The sum of population times answer, divided by the sum of population; only where all who have answered have one."
            ),
        ],
        [
            _("When figures are shown"),
            _(
                "When at least %(least)s organisations besides the reader's own stand behind them, and no smaller group can be computed from them."
            )
            % {"least": least},
        ],
    ]


def _scale_rows(results):
    """Every scale there is, with the words of its steps."""
    scales = {}
    for result in results.scales:
        words = ", ".join(f"{value} {str(word).lower()}".strip() for value, word in result.question.steps.items())
        scales.setdefault(words, None)
    return [[_("Scale"), words] for words in scales]


def column_title(question) -> str:
    return (
        f"§ {question.provision.number} {question.provision.title}: {question.text}"
        if question.provision
        else question.text
    )


def _value(question, answer):
    """A figure as a number; "do not know" and texts as text; nothing as nothing."""
    if answer and answer.get("value") is not None:
        if question.has_steps:
            return answer["value"]
        if question.kind == QuestionKind.NUMBER:
            return float(answer["value"])
    return in_words(question, answer)


def workbook(results) -> bytes:
    """An .xlsx with the sheets answers, county, comparison, codebook and method."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": results.round.title, "author": "Färdplan"})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        sheet_of(book, _("Answers"), *answer_rows(results), formats=(bold, plain), widths=(16, 22, 18))
        sheet_of(book, _("County"), *county_rows(results), formats=(bold, plain), widths=(60, 12, 12))
        sheet_of(book, _("Comparison"), *comparison_rows(results), formats=(bold, plain), widths=(60, 24, 14))
        sheet_of(book, _("Codebook"), *codebook.rows(results.questions), formats=(bold, plain), widths=(24, 60, 16))
        sheet_of(
            book, _("Method"), [_("What"), _("How")], method_rows(results), formats=(bold, plain), widths=(24, 90, 12)
        )
    return buffer.getvalue()


def sheet_of(book, name, head, rows, *, formats, widths):
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    first, second, others = widths
    bold, plain = formats
    sheet.set_column(0, 0, first)
    sheet.set_column(1, 1, second)
    sheet.set_column(2, max(2, len(head) - 1), others)
    for column, text in enumerate(head):
        sheet.write_string(0, column, text, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value, plain)


def _write(sheet, row, column, value, form):
    """Numbers as numbers, everything else as a string: nothing is ever read as a formula or a link."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, form)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, form)
    else:
        sheet.write_string(row, column, value, form)


def csv_text(results) -> str:
    """The answers, semicolons between and an apostrophe before what looks like a formula."""
    return as_csv(*answer_rows(results))


def as_csv(head, rows) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    for row in [head, *rows]:
        writer.writerow([value if isinstance(value, int | float) else harmless(value) for value in row])
    return buffer.getvalue()


def harmless(value) -> str:
    """A cell's text that no spreadsheet program takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
