"""When a round reminds, and who signs its letters."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.access import ensure
from portal.deeds import tried
from portal.pages import render_page
from portal.revisions import ChangedMeanwhile
from surveys import services
from surveys.forms.reminders import ContactForm, ReminderForm
from surveys.models import RoundReminder
from surveys.views.frame import running_round
from surveys.views.rounds import crumbs


@require_http_methods(["GET", "POST"])
def sending(request, pk):
    """The days of reminding with their texts, and the contact person (POST stores whom)."""
    round = running_round(request, pk, "contact", "created_by")
    form = ContactForm(request.POST if request.method == "POST" else None, round=round)
    if form.is_bound and form.is_valid():
        services.choose_contact(round, form.cleaned_data["contact"], by=request.user)
        messages.success(request, _("The contact person is saved."))
        return redirect("round-sending", round.pk)
    today = timezone.localdate()
    rows = [
        {"on": one.on, "text": one.text, "reminder": one.reminder, "gone": _is_gone(round, one, today)}
        for one in services.remindings_of(round)
    ]
    context = {"round": round, "form": form, "rows": rows, "crumbs": crumbs(round)}
    return render_page(request, "surveys/sending.html", context, status=422 if form.errors else 200)


def _is_gone(round, reminding, today) -> bool:
    if reminding.reminder:
        return reminding.reminder.queued_at is not None
    return not round.is_draft and reminding.on < today


@require_POST
def reminders_choose(request, pk):
    services.choose_reminders(running_round(request, pk, "contact", "created_by"), by=request.user)
    return redirect("round-sending", pk)


@require_http_methods(["GET", "POST"])
def reminder_new(request, pk):
    round = running_round(request, pk, "contact", "created_by")
    form = ReminderForm(request.POST if request.method == "POST" else None, instance=RoundReminder(round=round))
    if form.is_bound and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("on", "text")}
        try:
            services.add_reminder(round, **values, by=request.user)
        except ValidationError as error:
            form.add_error("on", error)
        else:
            messages.success(request, _("The reminder is saved."))
            return redirect("round-sending", round.pk)
    return _show(request, round, form)


@require_http_methods(["GET", "POST"])
def reminder_edit(request, pk, reminder_pk):
    round = running_round(request, pk, "contact", "created_by")
    reminder = get_object_or_404(round.reminders, pk=reminder_pk)
    ensure(reminder.queued_at is None, _("The reminder has gone out and cannot be changed."))
    form = ReminderForm(request.POST if request.method == "POST" else None, instance=reminder)
    if form.is_bound and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("on", "text", "revision")}
        try:
            services.edit_reminder(reminder, **values, by=request.user)
        except ValidationError as error:
            form.add_error("on", error)
        except ChangedMeanwhile as meanwhile:
            return _show(request, round, form, reminder=reminder, current=meanwhile.current)
        else:
            messages.success(request, _("The reminder is saved."))
            return redirect("round-sending", round.pk)
    return _show(request, round, form, reminder=reminder)


@require_POST
def reminder_remove(request, pk, reminder_pk):
    round = running_round(request, pk, "contact", "created_by")
    tried(
        request,
        lambda: services.remove_reminder(get_object_or_404(round.reminders, pk=reminder_pk), by=request.user),
        _("The reminder is taken away."),
    )
    return redirect("round-sending", round.pk)


def _show(request, round, form, *, reminder=None, current=None):
    """The form; when somebody else saved first, with what stands now, so that a second save means it."""
    if current is not None:
        form.data = form.data.copy()
        form.data["revision"] = current.revision
    context = {
        "round": round,
        "form": form,
        "reminder": reminder,
        "current": current,
        "crumbs": [*crumbs(round), (_("Letters and reminders"), reverse("round-sending", args=[round.pk]))],
    }
    status = 422 if form.errors or current else 200
    return render_page(request, "surveys/reminder_form.html", context, status=status)
