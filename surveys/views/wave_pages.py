"""A wave that is out: every forum with both sides' state, its letters, its last day, and its end."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements.views.writing import store
from organisations.models import Side
from portal import dates
from portal.access import ensure
from portal.pages import render_page
from portal.tables import DAY, WHOLE, Column, write_table
from surveys import policies
from surveys.forms import ExtendForm
from surveys.forms.dialogues import FinishForm, GuideForm
from surveys.forms.reminders import ContactForm
from surveys.forms.waves import WaveReminderForm
from surveys.models import DialogueGuide, RoundFinish, RoundReminder, Wave
from surveys.queries.dialogues import guide_of
from surveys.queries.forum_people import forums_to_ask
from surveys.queries.sections import sheet
from surveys.queries.waves import wave_table
from surveys.services import remindings_of
from surveys.services import waves as services
from surveys.sharing import sharing_rule
from surveys.views.attachments import XLSX
from surveys.views.frame import led_wave
from surveys.views.waves import wave_crumbs


@require_GET
def wave_detail(request, pk):
    return _show(request, _visible(request, pk))


def _visible(request, pk):
    waves = Wave.objects.visible_to(request.user).select_related("questionnaire", "contact", "created_by", "previous")
    return get_object_or_404(waves, pk=pk)


def _table(request, wave):
    return wave_table(wave, stage=request.GET.get("lage", ""), order=request.GET.get("ordning", ""))


def _show(request, wave, *, extend_form=None, finish_form=None):
    """The draft to be sent, or how far each forum has come."""
    table, leads = _table(request, wave), policies.can_make_surveys(request.user)
    first = table.every[0].round if table.every else None
    today = dates.today()
    context = {
        "wave": wave,
        "table": table,
        "first": first,
        "can_make": leads,
        "sharing": sharing_rule(first) if first else "",
        "confirm": request.GET.get("bekrafta", "") if leads else "",
        "open_now": any(row.round.is_open(on=today) for row in table.sent),
        "closed_early": wave.closes_on >= today,
        "over": bool(table.sent) and all(row.round.is_over(on=today) for row in table.sent),
        "crumbs": wave_crumbs(),
    }
    if wave.is_draft:
        context |= {
            "form": sheet(first) if first else None,
            "remindings": remindings_of(first) if first else [],
        }
        return render_page(request, "surveys/wave_draft.html", context)
    if leads:
        there = {row.forum.pk for row in table.sent}
        context |= {
            "extend_form": extend_form or ExtendForm(initial={"closes_on": wave.closes_on}),
            "finish_form": finish_form or FinishForm(),
            "not_asked": [one for one in forums_to_ask(on=today) if one.forum.pk not in there],
        }
        context["finish_form"].fields["because"].required = bool(table.lacking_dialogue)
    status = 422 if (extend_form or finish_form) else 200
    return render_page(request, "surveys/wave_detail.html", context, status=status)


COLUMNS = [
    Column("forum", gettext_lazy("forum"), width=34),
    Column("area", gettext_lazy("part of the county"), width=22),
    Column("region", gettext_lazy("the region's side"), width=24),
    Column("region_state", gettext_lazy("state of the region's side"), width=18),
    Column("region_on", gettext_lazy("the region's side submitted"), kind=DAY),
    Column("municipal", gettext_lazy("the municipality's side"), width=24),
    Column("municipal_state", gettext_lazy("state of the municipality's side"), width=18),
    Column("municipal_on", gettext_lazy("the municipality's side submitted"), kind=DAY),
    Column("stage", gettext_lazy("state"), width=30),
    Column("held_on", gettext_lazy("dialogue held"), kind=DAY),
    Column("steps", gettext_lazy("next steps"), kind=WHOLE),
]


@require_GET
def wave_excel(request, pk):
    """The rows the page shows, with its filters."""
    wave = _visible(request, pk)
    rows = [_excel_row(row) for row in _table(request, wave).rows]
    content = write_table(COLUMNS, rows, title=_("State of each forum"))
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="lage-omgang-{wave.pk}.xlsx"'
    return response


def _excel_row(row) -> dict:
    cells = {
        "forum": row.forum.name,
        "area": row.area,
        "stage": row.word,
        "held_on": row.held_on,
        "steps": row.steps,
    }
    for side in row.sides:
        key = "region" if side.side == Side.REGION else "municipal"
        cells[key] = side.organisation.name if side.organisation else ""
        cells[f"{key}_state"] = str(side.standing.word)
        cells[f"{key}_on"] = timezone.localtime(side.submitted_at).date() if side.submitted_at else None
    return cells


@require_POST
def wave_extend(request, pk):
    wave, form = _sent(request, pk), ExtendForm(request.POST)
    if form.is_valid():
        try:
            wave = services.extend_wave(wave, **form.cleaned_data, by=request.user, at=timezone.now())
        except ValidationError as error:
            form.add_error("closes_on", error)
        else:
            day = dates.full(wave.closes_on)
            messages.success(request, _("The last day to answer is now %(day)s.") % {"day": day})
            return redirect(wave)
    return _show(request, wave, extend_form=form)


@require_POST
def wave_close(request, pk):
    wave = services.close_wave(_sent(request, pk), by=request.user, at=timezone.now())
    messages.success(request, _("The survey is closed. No more answers are taken."))
    return redirect(wave)


@require_POST
def wave_finish(request, pk):
    wave, form = _sent(request, pk), FinishForm(request.POST)
    if form.is_valid():
        try:
            number = services.finish_wave(
                wave, because=form.cleaned_data["because"], by=request.user, at=timezone.now()
            )
        except ValidationError as error:
            form.add_error("because", error)
        else:
            text = ngettext(
                "The survey is finished for good in %(number)s forum.",
                "The survey is finished for good in %(number)s forums.",
                number,
            )
            messages.success(request, text % {"number": number})
            return redirect(wave)
    return _show(request, wave, finish_form=form)


@require_http_methods(["GET", "POST"])
def wave_sending(request, pk):
    """The days of reminding and the contact person, for all forums at once (POST stores either)."""
    wave = led_wave(request, pk)
    adds, chooses = "on" in request.POST, "contact" in request.POST
    form = WaveReminderForm(request.POST if adds else None, instance=RoundReminder())
    first = wave.rounds.order_by("pk").first()
    contact = ContactForm(request.POST if chooses else None, round=first or wave)
    if adds and form.is_valid() and _add_reminder(wave, form, by=request.user):
        messages.success(request, _("The reminder is saved for every forum."))
        return redirect("wave-sending", wave.pk)
    if chooses and contact.is_valid():
        services.choose_wave_contact(wave, contact.cleaned_data["contact"], by=request.user)
        messages.success(request, _("The contact person is saved."))
        return redirect("wave-sending", wave.pk)
    today = dates.today()
    context = {
        "wave": wave,
        "form": form,
        "contact_form": contact,
        "rows": [
            {"on": one.on, "text": one.text, "gone": not wave.is_draft and _is_gone(one, today)}
            for one in (remindings_of(first) if first else [])
        ],
        "crumbs": wave_crumbs(wave),
    }
    status = 422 if form.errors or contact.errors else 200
    return render_page(request, "surveys/wave_sending.html", context, status=status)


def _is_gone(reminding, today) -> bool:
    return bool(reminding.reminder and reminding.reminder.queued_at) or reminding.on < today


def _add_reminder(wave, form, *, by) -> bool:
    try:
        services.add_wave_reminder(wave, on=form.cleaned_data["on"], text=form.cleaned_data["text"], by=by)
    except ValidationError as error:
        form.add_error("on", error)
        return False
    return True


@require_http_methods(["GET", "POST"])
def wave_guide(request, pk):
    """The questions that the dialogues of all forums begin with, worded once."""
    wave = _sent(request, pk)
    finished = RoundFinish.objects.filter(round__wave=wave).values("round")
    first = wave.rounds.exclude(state="draft").exclude(pk__in=finished).order_by("pk").first()
    ensure(first is not None, _("The survey is finished for good. It can be read, but not changed."))
    guide = DialogueGuide.objects.filter(round=first).first() or DialogueGuide(round=first)
    posted = request.POST if request.method == "POST" else None
    form = GuideForm(posted, instance=guide, questions=guide_of(first))
    if posted is not None and form.is_valid():
        wish = form.cleaned_data

        def deed():
            services.save_wave_guide(wave, wish["questions"], by=request.user, revision=wish["revision"])

        if store(form, deed):
            messages.success(request, _("Dialogues that are begun from now on have these questions."))
            return redirect(wave)
    context = {"about": wave.title, "back": wave.get_absolute_url(), "form": form, "crumbs": wave_crumbs(wave)}
    return render_page(request, "surveys/dialogue_guide.html", context, status=200 if posted is None else 422)


@require_POST
def wave_reminder_remove(request, pk):
    wave, day = led_wave(request, pk), parse_day(request.POST.get("day", ""))
    if day is None:
        raise Http404
    services.remove_wave_reminder(wave, on=day, by=request.user)
    messages.success(request, _("The reminder is taken away."))
    return redirect("wave-sending", pk)


def parse_day(text):
    try:
        return parse_date(text)
    except ValueError:
        return None


def _sent(request, pk):
    wave = led_wave(request, pk)
    ensure(not wave.is_draft, _("The survey has not been sent yet."))
    return wave
