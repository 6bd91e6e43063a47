"""Files to take along: workbooks and Word documents, under a name with the day."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from portal import packed, pandoc
from portal.dates import today

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def attachment(content: bytes, name: str, ending: str) -> HttpResponse:
    """The answer that a browser keeps as a file."""
    name = iri_to_uri(f"{name}-{today():%Y-%m-%d}.{ending}")
    return HttpResponse(
        content, content_type=KINDS[ending], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def word_attachment(request, write, name: str, *, back, instead: str = ""):
    """What `write()` makes as a Word document; when it cannot be made, back to the page, which says so."""
    try:
        return attachment(write(), name, "docx")
    except (packed.Refused, pandoc.NotThere):
        messages.error(request, instead or _("The Word document could not be made. Print the page instead."))
        return redirect(back)
