"""The report of a round's results: what shall stand in it, and the file."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from portal import packed, pandoc
from portal.pages import render_page
from surveys import policies, reports
from surveys.forms.reports import ReportForm
from surveys.kept import RADAR, Kept
from surveys.radar import radars_of
from surveys.report_of_results import Choice, report_of
from surveys.views.attachments import attachment
from surveys.views.results import read_results
from surveys.views.rounds import crumbs


@require_GET
def round_report(request, pk):
    """What shall stand in it: sent by GET to the address of the file."""
    results = _results(request, pk)
    kept = Kept(request.GET)
    form = _form(results, None, initial={"vy": kept.get("vy") if kept.get("vy") == RADAR else "punkter"})
    context = {
        "round": results.round,
        "results": results,
        "form": form,
        "brings": kept.besides("vy", "sok", "fraga", "tema"),
        "back": kept.address(),
        "crumbs": crumbs(results.round),
    }
    return render_page(request, "surveys/report.html", context)


@require_GET
def round_report_file(request, pk, kind):
    """Always in Swedish, as the documents it lies beside."""
    if kind not in reports.KINDS:
        raise Http404
    with override("sv"):
        results = _results(request, pk)
        form = _form(results, request.GET)
        wish = form.cleaned_data if form.is_valid() else {}
        choice = Choice(
            radar=wish.get("vy") == RADAR,
            texts=bool(wish.get("fritexter")),
            follows=policies.can_follow_rounds(request.user),
        )
        report = report_of(results, choice, by=request.user.get_full_name())
        template = wish.get("mall")
        try:
            data = reports.written(report, kind, reference=bytes(template.content) if template else None)
        except (packed.Refused, pandoc.NotThere):
            messages.error(request, _("The report could not be made. Try again, or print the page instead."))
            return redirect("round-results", pk)
    return attachment(data, reports.KINDS[kind], results.round, kind, suffix="-rapport")


def _results(request, pk):
    """Those of a round of organisations; 404 where the page shows this reader no figures yet."""
    results = read_results(request, pk)
    if results.round.is_of_forum or results.round.is_of_persons or not results.tells_anything:
        raise Http404
    return results


def _form(results, data, **kwargs):
    return ReportForm(data, has_radar=bool(radars_of(results)), has_texts=bool(results.open_answers()), **kwargs)
