"""The list of events, an event's page, its form, its state, and its file for a calendar."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from actions.policies import editable_ids
from agreements.views.writing import store
from portal import audit, calendars
from portal.access import ensure
from portal.pages import page_of, render_page, sorting
from portal.revisions import ChangedMeanwhile
from support import policies
from support.forms.events import EventForm, MaterialForm
from support.forms.questions import NewQuestionForm, NextStepForm, QuestionForm
from support.models import Event, EventKind, EventState
from support.queries import events as queries
from support.services import events as services
from support.views.event_frame import crumbs, visible_event, writable_event

SAID = {
    EventState.DRAFT: gettext_lazy("The event is a draft again. Only those who write it see it."),
    EventState.PLANNED: gettext_lazy("The event is planned. All who take part see it."),
    EventState.HELD: gettext_lazy("The event has been held. Now count who came and write down what came out of it."),
    EventState.CANCELLED: gettext_lazy("The event is cancelled. It can still be found in the list."),
}


@require_GET
def event_list(request):
    wish, at = queries.Wish.of(request.GET), timezone.now()
    chosen = sorting(request, queries.ORDER, wish.order)
    counts = queries.count_tabs(request.user, wish, at=at)
    rows = page_of(request, queries.list_events(request.user, wish, at=at, ordering=chosen.ordering))
    context = {
        "page": rows,
        "wish": wish,
        "sorting": chosen,
        "tabs": [(key, label, counts[key]) for key, label in queries.TABS.items()],
        "counts": counts,
        "kinds": EventKind.choices,
        "may_add": policies.can_add_event(request.user),
        "may_keep": policies.can_keep_events(request.user),
        **queries.list_choices(request.user),
    }
    return render_page(request, "support/event_list.html", context)


@require_GET
def event_detail(request, pk):
    return event_page(request, visible_event(request, pk))


def event_page(request, event, *, status=200, **bound):
    """The whole page; `bound` holds a form that came back with errors (new_question, asked, next_step, material)."""
    writes = policies.can_write_event(request.user, event)
    page, at = queries.event_page(event, request.user), timezone.now()
    for question in page.questions if writes else []:
        question.form = QuestionForm(instance=question, prefix=f"fraga{question.pk}")
        if bound.get("asked") and bound["asked"].instance.pk == question.pk:
            question.form, question.is_open = bound["asked"], True
    context = {
        "event": event,
        "shown": page,
        "by_unit": queries.counts_by_unit(page.rows),
        "at": at,
        "is_over": event.ends_at < at,
        "writes": writes,
        "editable": editable_ids(request.user, [action for _step, action in page.steps]),
        "crumbs": crumbs(),
    }
    if writes:
        context |= {
            "new_question": NewQuestionForm(prefix="ny-fraga"),
            "next_step": NextStepForm(user=request.user, event=event, prefix="steg"),
            "material_form": MaterialForm(prefix="lank"),
            "moves": services.MOVES[event.state],
        }
    return render_page(request, "support/event_detail.html", context | bound, status=status)


@require_http_methods(["GET", "POST"])
def event_new(request):
    """A new event; ?serie= and ?grupp= choose the series and the group from the start."""
    ensure(policies.can_add_event(request.user))
    initial = {"series": request.GET.get("serie", ""), "group": request.GET.get("grupp", "")}
    return _write_new(request, initial=initial)


@require_http_methods(["GET", "POST"])
def event_copy(request, pk):
    """The same questions and the same frame, on a new day with a new theme."""
    original = writable_event(request, pk)
    ensure(policies.can_add_event(request.user))
    initial = {name: getattr(original, name) for name in services.FIELDS}
    initial |= {name: getattr(original, f"{name}_id") for name in ("series", "group", "agreement")}
    initial |= {"theme": "", "starts": _clock(original.starts_at), "ends": _clock(original.ends_at)}
    return _write_new(request, initial=initial, original=original)


def _clock(at):
    local = timezone.localtime(at).time().replace(second=0)
    return None if (local.hour, local.minute) in ((0, 0), (23, 59)) else local


def _write_new(request, *, initial, original=None):
    posted = request.POST if request.method == "POST" else None
    form = EventForm(posted, user=request.user, initial=initial)
    if posted is not None and form.is_valid():
        state = EventState.DRAFT if "utkast" in posted else EventState.PLANNED
        event = services.add_event(by=request.user, state=state, copied_from=original, **form.facts())
        messages.success(request, _("The event is saved."))
        return redirect(event)
    context = {"form": form, "original": original, "crumbs": crumbs(original)}
    return render_page(request, "support/event_form.html", context, status=200 if posted is None else 422)


@require_http_methods(["GET", "POST"])
def event_edit(request, pk):
    event = writable_event(request, pk)
    title, trail = event.title, crumbs(event)
    posted = request.POST if request.method == "POST" else None
    form = EventForm(posted, instance=event, user=request.user)
    if posted is not None and form.is_valid():
        revision = form.cleaned_data["revision"]
        if store(form, lambda: services.edit_event(event, form.facts(), revision=revision, by=request.user)):
            messages.success(request, _("The event is saved."))
            return redirect(event)
    context = {"form": form, "event": event, "saved_title": title, "crumbs": trail}
    return render_page(request, "support/event_form.html", context, status=200 if posted is None else 422)


@require_POST
def event_state(request, pk):
    """One press: plan, hold, cancel, take back. What the page saw comes along."""
    event = writable_event(request, pk)
    state, was = request.POST.get("state", ""), request.POST.get("was", "")
    if state not in EventState.values or was not in EventState.values:
        return event_page(request, event, status=422, failed=_("Choose one of the buttons."))
    try:
        services.set_state(event, state, was=was, by=request.user, at=timezone.now())
    except ValidationError as error:
        return event_page(request, event, status=422, failed=" ".join(error.messages))
    except ChangedMeanwhile:
        event = visible_event(request, pk)
        failed = _("Somebody else has changed how it stands. This is how it is now: choose again if it should change.")
        return event_page(request, event, status=422, failed=failed)
    messages.success(request, SAID[state])
    return redirect(event)


@require_http_methods(["GET", "POST"])
def event_delete(request, pk):
    """A draft is taken away for good, after a question."""
    event = writable_event(request, pk)
    if event.state != EventState.DRAFT:
        return event_page(
            request,
            event,
            status=422,
            failed=_("Only a draft can be taken away. Cancel the event instead, so that others see it."),
        )
    if request.method == "POST":
        services.delete_event(event, by=request.user)
        messages.success(request, _("The draft is taken away."))
        return redirect("event-list")
    return render_page(request, "support/event_delete.html", {"event": event, "crumbs": crumbs(event)})


@require_GET
def event_calendar(request, pk):
    """The event as a file that calendar programs open."""
    event = visible_event(request, pk)
    changed = audit.last_changes(Event, [event.pk]).get(event.pk, event.starts_at)
    lines = [
        f"{label}: {value}"
        for label, value in (
            (_("Theme"), event.theme),
            (_("For whom"), event.audience),
            (_("Organised by"), event.organiser),
            (_("Link"), event.link),
        )
        if value
    ]
    entry = calendars.Event(
        f"event-{event.pk}",
        event.title,
        event.starts_at,
        event.ends_at,
        changed_at=changed,
        sequence=event.revision - 1,
        description="\n".join([*lines, event.purpose]).strip(),
        location=event.venue,
        url=request.build_absolute_uri(event.get_absolute_url()),
        categories=(event.get_kind_display(),),
        cancelled=event.state == EventState.CANCELLED,
    )
    body = calendars.calendar_of(event.title, [entry])
    headers = {"Content-Disposition": f'attachment; filename="tillfalle-{event.pk}.ics"'}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)
