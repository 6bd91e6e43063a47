"""Reports of results: what shall stand in one, and the file. The same two pages for every kind of round, and for waves."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_GET

from portal import packed, pandoc
from portal.access import ensure
from portal.pages import render_page
from surveys import policies, reports
from surveys.forms.reports import ReportForm
from surveys.kept import DOTS, RADAR, Kept
from surveys.models import Round, RoundState
from surveys.queries.both_sides import both_sides
from surveys.queries.spread import Reader, beside_the_county
from surveys.queries.wave_results import wave_results
from surveys.queries.waves import wave_table
from surveys.radar import radars_of
from surveys.report_of_forums import report_of_forum, report_of_wave
from surveys.report_of_persons import report_of_persons
from surveys.report_of_results import Choice, report_of
from surveys.views.attachments import attachment
from surveys.views.frame import led_wave
from surveys.views.person_results import read_person_results
from surveys.views.results import read_results
from surveys.views.rounds import crumbs
from surveys.views.waves import wave_crumbs


@dataclass(frozen=True)
class Source:
    """What a report is made of: a round or a wave, as this reader may see it."""

    thing: object
    made: Callable[[dict], reports.Report]
    about: str
    state: str
    back: str
    file_route: str
    crumbs: list
    has_radar: bool = False
    has_texts: bool = False
    brings: list = field(default_factory=list)  # what the address of the file needs besides the form


@require_GET
def round_report(request, pk):
    return _page(request, _of_round(request, pk))


@require_GET
def round_report_file(request, pk, kind):
    return _file(request, kind, lambda: _of_round(request, pk))


@require_GET
def wave_report(request, pk):
    return _page(request, _of_wave(request, pk))


@require_GET
def wave_report_file(request, pk, kind):
    return _file(request, kind, lambda: _of_wave(request, pk))


def _page(request, source):
    chosen = RADAR if request.GET.get("vy") == RADAR else DOTS
    context = {
        "source": source,
        "form": _form(source, None, initial={"vy": chosen}),
        "pdf": reverse(source.file_route, args=[source.thing.pk, "pdf"]),
        "word": reverse(source.file_route, args=[source.thing.pk, "docx"]),
        "crumbs": source.crumbs,
    }
    return render_page(request, "surveys/report.html", context)


def _file(request, kind, found):
    """Always in Swedish, as the documents it lies beside."""
    if kind not in reports.KINDS:
        raise Http404
    with override("sv"):
        source = found()
        form = _form(source, request.GET)
        wish = form.cleaned_data if form.is_valid() else {}
        template = wish.get("mall")
        try:
            report = source.made(wish)
            data = reports.written(report, kind, reference=bytes(template.content) if template else None)
        except (packed.Refused, pandoc.NotThere):
            messages.error(request, _("The report could not be made. Try again, or print the page instead."))
            return redirect(source.back)
    return attachment(data, reports.KINDS[kind], source.thing, kind, suffix="-rapport")


def _form(source, data, **kwargs):
    return ReportForm(data, has_radar=source.has_radar, has_texts=source.has_texts, **kwargs)


def _of_round(request, pk) -> Source:
    """By the kind of round; 404 where its page shows this reader no figures yet."""
    rounds = Round.objects.visible_to(request.user).exclude(state=RoundState.DRAFT)
    round = get_object_or_404(rounds.select_related("questionnaire", "forum__grouping", "wave", "reveal"), pk=pk)
    if round.is_of_persons:
        return _of_persons(request, pk)
    return _of_forum(request, round) if round.is_of_forum else _of_organisations(request, pk)


def _of_organisations(request, pk):
    results = read_results(request, pk)
    if not results.tells_anything:
        raise Http404
    kept, who = Kept(request.GET), request.user.get_full_name()
    follows = policies.can_follow_rounds(request.user)
    names = {"group": results.chosen.name, "organisation": results.own.name if results.own else ""}
    return Source(
        results.round,
        lambda wish: report_of(results, Choice(wish.get("vy") == RADAR, bool(wish.get("fritexter")), follows), by=who),
        about=_("It is about %(organisation)s, compared with: %(group)s.") % names
        if results.own
        else _("It shows the figures of: %(group)s.") % names,
        state=ngettext(
            "%(done)s of %(all)s organisation has answered.",
            "%(done)s of %(all)s organisations have answered.",
            results.asked,
        )
        % {"done": results.answered, "all": results.asked},
        back=reverse("round-results", args=[pk]) + kept.address(),
        file_route="round-report-file",
        crumbs=crumbs(results.round),
        has_radar=bool(radars_of(results)),
        has_texts=bool(results.open_answers()),
        brings=kept.besides("vy", "sok", "fraga", "tema"),
    )


def _of_persons(request, pk):
    results, who = read_person_results(request, pk), request.user.get_full_name()
    wish = request.GET.get("organisation", "")
    return Source(
        results.round,
        lambda chosen: report_of_persons(results, by=who, texts=bool(chosen.get("fritexter"))),
        about=_("It shows all, and beside them: %(organisation)s.") % {"organisation": results.chosen.name}
        if results.chosen
        else _("It shows all together."),
        state=ngettext("%(number)s person has answered.", "%(number)s people have answered.", results.answered)
        % {"number": results.answered},
        back=reverse("round-results", args=[pk]) + (f"?organisation={results.chosen.pk}" if results.chosen else ""),
        file_route="round-report-file",
        crumbs=crumbs(results.round),
        has_texts=bool(results.texts) and policies.can_read_all_answers(request.user),
        brings=[("organisation", wish)] if wish else [],
    )


def _of_forum(request, round):
    both = both_sides(round) if policies.can_read_both_sides(request.user, round) else None
    if both is None:
        raise Http404
    who = request.user.get_full_name()
    return Source(
        round,
        lambda wish: report_of_forum(
            both, beside_the_county(both, Reader.of(request.user)), by=who, texts=bool(wish.get("fritexter"))
        ),
        about=_("It shows the answers of both sides beside each other."),
        state=round.forum.name + ".",
        back=reverse("forum-answers", args=[round.pk]),
        file_route="round-report-file",
        crumbs=crumbs(round),
        has_texts=bool(both.texts),
    )


def _of_wave(request, pk):
    wave = led_wave(request, pk)
    ensure(policies.can_read_all_answers(request.user))
    results = wave_results(wave)
    if not results.forums:
        raise Http404
    who, asked = request.user.get_full_name(), len(wave_table(wave).sent)
    return Source(
        wave,
        lambda wish: report_of_wave(wave, results, asked=asked, by=who, texts=bool(wish.get("fritexter"))),
        about=_("It shows all forums whose answers are revealed, by name."),
        state=ngettext("%(done)s of %(all)s forum is revealed.", "%(done)s of %(all)s forums are revealed.", asked)
        % {"done": len(results.forums), "all": asked},
        back=reverse("wave-results", args=[pk]),
        file_route="wave-report-file",
        crumbs=wave_crumbs(wave),
        has_texts=bool(results.texts),
    )
