"""What is written on an event's page: questions, what came out of it, links, next steps."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from agreements.views.writing import store
from portal.pages import render_page
from support.forms.events import MaterialForm, OutcomeForm
from support.forms.questions import NewQuestionForm, NextStepForm, QuestionForm
from support.services import events, next_steps, questions
from support.views.event_frame import crumbs, writable_event
from support.views.events import event_page


def _back_to(event, place):
    return redirect(f"{event.get_absolute_url()}#{place}")


@require_POST
def question_add(request, pk):
    event = writable_event(request, pk)
    form = NewQuestionForm(request.POST, prefix="ny-fraga")
    if not form.is_valid():
        return event_page(request, event, status=422, new_question=form)
    questions.add_questions(event, events.lines_of(form.cleaned_data["text"]), by=request.user)
    return _back_to(event, "fragor")


@require_POST
def question_copy(request, pk):
    """The running questions of the series."""
    event = writable_event(request, pk)
    count = questions.copy_from_series(event, by=request.user)
    words = ngettext("%(count)d question came along.", "%(count)d questions came along.", count)
    messages.success(request, words % {"count": count} if count else _("All the questions of the series stand here."))
    return _back_to(event, "fragor")


@require_POST
def question_edit(request, pk, row_pk):
    event = writable_event(request, pk)
    question = get_object_or_404(event.questions, pk=row_pk)
    form = QuestionForm(request.POST, instance=question, prefix=f"fraga{row_pk}")

    def deed():
        facts = {name: form.cleaned_data[name] for name in ("text", "said", "revision")}
        questions.edit_question(question, **facts, by=request.user)

    if form.is_valid() and _store(form, deed):
        messages.success(request, _("The question is saved."))
        return _back_to(event, f"fraga-{row_pk}")
    return event_page(request, event, status=422, asked=form)


def _store(form, deed) -> bool:
    """As `store`, for a form whose fields have a prefix: the revision that stands now is the one to send again."""
    if store(form, deed):
        return True
    if "revision" in form.data and form.prefix:
        form.data[form.add_prefix("revision")] = form.data["revision"]
    return False


@require_POST
def question_move(request, pk, row_pk):
    event = writable_event(request, pk)
    question = get_object_or_404(event.questions.select_related("event"), pk=row_pk)
    questions.move_question(question, up="upp" in request.POST, by=request.user)
    return _back_to(event, "fragor")


@require_POST
def question_remove(request, pk, row_pk):
    event = writable_event(request, pk)
    question = get_object_or_404(event.questions.select_related("event"), pk=row_pk)
    if question.said and "anda" not in request.POST:
        context = {"event": event, "question": question, "crumbs": crumbs(event)}
        return render_page(request, "support/question_remove.html", context)
    questions.remove_question(question, by=request.user)
    messages.success(request, _("The question is taken away."))
    return _back_to(event, "fragor")


@require_http_methods(["GET", "POST"])
def event_outcome(request, pk):
    event = writable_event(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = OutcomeForm(posted, instance=event)
    if posted is not None and form.is_valid():
        text, revision = form.cleaned_data["outcome"], form.cleaned_data["revision"]
        if store(form, lambda: events.write_outcome(event, text, revision=revision, by=request.user)):
            messages.success(request, _("What came out of it is saved."))
            return _back_to(event, "utfall")
    context = {"form": form, "event": event, "crumbs": crumbs(event)}
    return render_page(request, "support/event_outcome.html", context, status=200 if posted is None else 422)


@require_POST
def material_add(request, pk):
    event = writable_event(request, pk)
    form = MaterialForm(request.POST, prefix="lank")
    if not form.is_valid():
        return event_page(request, event, status=422, material_form=form)
    events.add_material(event, title=form.cleaned_data["title"], link=form.cleaned_data["link"], by=request.user)
    return _back_to(event, "material")


@require_POST
def material_remove(request, pk, row_pk):
    event = writable_event(request, pk)
    row = get_object_or_404(event.material.select_related("event"), pk=row_pk)
    events.remove_material(row, by=request.user)
    messages.success(request, _("The link is taken away."))
    return _back_to(event, "material")


@require_POST
def next_step_add(request, pk):
    event = writable_event(request, pk)
    form = NextStepForm(request.POST, user=request.user, event=event, prefix="steg")
    if not form.is_valid():
        return event_page(request, event, status=422, next_step=form)
    next_steps.add_next_step(event, form.cleaned_data, by=request.user)
    messages.success(request, _("The next step is an action now. It stands among the actions too."))
    return _back_to(event, "nasta-steg")


@require_POST
def next_step_remove(request, pk, row_pk):
    event = writable_event(request, pk)
    step = get_object_or_404(event.next_steps.select_related("event"), pk=row_pk)
    next_steps.remove_next_step(step, by=request.user)
    messages.success(request, _("The step no longer stands with the event. The action is still there."))
    return _back_to(event, "nasta-steg")
