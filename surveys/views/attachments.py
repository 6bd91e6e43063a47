"""Results as files to take along."""

from django.http import HttpResponse
from django.utils.text import slugify

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attachment(content, kind, round, ending, suffix=""):
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": disposition(round, ending, suffix=suffix)}
    )


def disposition(round, ending, suffix="") -> str:
    name = f"{slugify(round.title) or 'enkat'}-{round.closes_on:%Y-%m-%d}{suffix}.{ending}"
    return f'attachment; filename="{name}"'
