"""The report of a round's results: what shall stand in it, and the file."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET


@require_GET
def round_report(request, pk):
    return HttpResponse()


@require_GET
def round_report_file(request, pk, kind):
    return HttpResponse()
