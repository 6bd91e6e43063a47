"""Results as files: Excel, CSV, codes for programs of statistics, and what they mean."""

from django.views.decorators.http import require_GET

from surveys import codebook, exports
from surveys.views.attachments import XLSX, attachment
from surveys.views.results import read_results


@require_GET
def results_excel(request, pk):
    results = read_results(request, pk)
    return attachment(exports.workbook(results), XLSX, results.round, "xlsx")


@require_GET
def results_csv(request, pk):
    results = read_results(request, pk)
    return attachment(exports.csv_text(results).encode("utf-8-sig"), "text/csv; charset=utf-8", results.round, "csv")


@require_GET
def results_coded(request, pk):
    """The answers as codes, for programs of statistics."""
    results = read_results(request, pk)
    text = exports.as_csv(*codebook.answer_rows(results))
    return attachment(text.encode("utf-8-sig"), "text/csv; charset=utf-8", results.round, "csv", suffix="-koder")


@require_GET
def results_codebook(request, pk):
    """What the names and codes mean."""
    results = read_results(request, pk)
    text = exports.as_csv(*codebook.rows(results.questions))
    return attachment(text.encode("utf-8-sig"), "text/csv; charset=utf-8", results.round, "csv", suffix="-kodbok")
