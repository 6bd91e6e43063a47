"""Questions from the workplaces: asking in one field, the inbox, the answers by clause."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from agreements import policies, queries, services
from agreements.forms.knowledge import AnswerForm, QuestionForm
from agreements.models import KnowledgeKind
from agreements.views.frame import frame, posted, status_of
from agreements.views.knowledge import agreement_of, below, item_of
from agreements.views.writing import store
from organisations.models import Organisation
from portal import dates
from portal.access import ensure
from portal.asked import number_in, words_in
from portal.pages import render_page


@require_GET
def question_list(request, pk):
    agreement = agreement_of(request, pk)
    search = words_in(request.GET.get("sok", ""))
    context = frame(request, agreement, "knowledge", below=below(agreement)) | {
        "questions": queries.questions_of(agreement, request.user, search=search),
        "search": search,
        "may_ask": policies.can_ask(request.user, agreement),
        "may_answer": policies.can_answer(request.user, agreement),
    }
    return render_page(request, "agreements/question_list.html", context, part="list")


def only_organisation(user):
    """The organisation somebody writes from, when there is no doubt which."""
    own = user.organisations_as()
    return Organisation.objects.get(pk=next(iter(own))) if len(own) == 1 else None


@require_http_methods(["GET", "POST"])
def question_new(request, pk):
    """Ask in one field; ?punkt= chooses the clause beforehand."""
    agreement = agreement_of(request, pk)
    ensure(policies.can_ask(request.user, agreement))
    initial = {"provision": number_in(request.GET.get("punkt", ""))}
    form = QuestionForm(posted(request), agreement=agreement, initial=initial)
    if form.is_bound and form.is_valid():
        return _ask(request, agreement, form.cleaned_data)
    context = frame(request, agreement, "knowledge", below=below(agreement)) | {
        "form": form,
        "back": reverse("question-list", args=[pk]),
    }
    return render_page(request, "agreements/question_form.html", context, status=status_of(form))


def _ask(request, agreement, facts):
    anonymous = facts["anonymous"]
    services.ask_question(
        agreement,
        facts["question"],
        provision=facts["provision"],
        anonymous=anonymous,
        by=request.user,
        organisation=None if anonymous else only_organisation(request.user),
        on=dates.today(),
    )
    if anonymous:
        messages.success(request, _("Your question is sent without a name. The answer comes on this page."))
    else:
        messages.success(request, _("Your question is sent. You get a letter when it has been answered."))
    return redirect("question-list", agreement.pk)


@require_http_methods(["GET", "POST"])
def question_answer(request, pk):
    """Answer, or mend an answer."""
    item = item_of(request, pk)
    if item.kind != KnowledgeKind.QUESTION:
        raise Http404
    ensure(policies.can_answer(request.user, item.agreement))
    form = AnswerForm(posted(request), instance=item)

    def deed():
        services.answer_question(
            item,
            form.cleaned_data["answer"],
            provisions=form.cleaned_data["provisions"],
            by=request.user,
            at=timezone.now(),
            revision=form.cleaned_data["revision"],
        )

    if form.is_bound and form.is_valid() and store(form, deed):
        messages.success(request, _("The answer is saved and shown among the answered questions."))
        return redirect("question-list", item.agreement_id)
    context = frame(request, item.agreement, "knowledge", below=below(item.agreement)) | {
        "form": form,
        "item": item,
        "tells": bool(item.created_by_id) and item.created_by_id != request.user.pk and not item.answer,
        "back": reverse("question-list", args=[item.agreement_id]),
    }
    return render_page(request, "agreements/question_answer.html", context, status=status_of(form))
