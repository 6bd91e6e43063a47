"""The receipt as a file."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal.tagged_pdf import LANGUAGE, LANGUAGES, tagged_pdf
from surveys.languages import localised
from surveys.views.desks import at_desk, ensure_whole, sheet_of


@require_GET
@at_desk
def receipt_pdf(request, desk):
    """All that was submitted with the receipt's code, as a PDF that is tagged after PDF/UA-1."""
    ensure_whole(desk)
    form = sheet_of(desk)
    if not form.is_submitted:
        return redirect("survey-start", desk.round.pk, desk.organisation.pk)
    title = _("Receipt: %(title)s, %(organisation)s") % {
        "title": localised(desk.round).title,
        "organisation": desk.organisation.name,
    }
    context = {"form": form, "response": form.response, "round": desk.round, "organisation": desk.organisation}
    html = render_to_string("surveys/receipt_file.html", context)
    language = LANGUAGES.get(request.LANGUAGE_CODE, LANGUAGE)
    data = tagged_pdf(html, title=title, author=desk.organisation.name, language=language)
    headers = {"Content-Disposition": f'attachment; filename="kvitto-{form.response.receipt}.pdf"'}
    return HttpResponse(data, content_type="application/pdf", headers=headers)
