"""Deleting: a page that says what goes, or why it cannot be done and what to do instead."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements import policies, queries, services
from agreements.forms.versions import RemoveForm
from agreements.models import Agreement, DecisionCase, Document, Provision, Stage
from agreements.views.frame import frame, posted, status_of
from agreements.views.writing import store
from portal.access import ensure
from portal.pages import render_page


def _visible(request):
    return Agreement.objects.visible_to(request.user)


@require_http_methods(["GET", "POST"])
def agreement_remove(request, pk):
    agreement = get_object_or_404(_visible(request), pk=pk)
    ensure(policies.can_change_agreement(request.user, agreement))
    words = {"title": _("Delete the agreement"), "name": agreement.short_title, "back": agreement.get_absolute_url()}
    return _confirm(request, agreement, agreement, words, tab="standing", to=reverse("agreement-list"))


@require_http_methods(["GET", "POST"])
def provision_remove(request, pk):
    provision = get_object_or_404(Provision.objects.visible_to(request.user).select_related("agreement"), pk=pk)
    ensure(policies.can_change_agreement(request.user, provision.agreement))
    words = {"title": _("Delete the clause"), "name": str(provision), "back": provision.get_absolute_url()}
    to = reverse("provision-list", args=[provision.agreement_id])
    return _confirm(request, provision.agreement, provision, words, tab="provisions", to=to)


@require_http_methods(["GET", "POST"])
def document_remove(request, pk):
    documents = Document.objects.visible_to(request.user).select_related("agreement", "organisation")
    document = get_object_or_404(documents, pk=pk)
    ensure(policies.can_write_document(request.user, document))
    words = {"title": _("Delete the document"), "name": document.title, "back": document.get_absolute_url()}
    to = reverse("document-list", args=[document.agreement_id])
    return _confirm(request, document.agreement, document, words, tab="documents", to=to)


@require_http_methods(["GET", "POST"])
def case_remove(request, pk):
    cases = DecisionCase.objects.select_related("agreement")
    case = get_object_or_404(cases, pk=pk, agreement__in=_visible(request))
    ensure(policies.can_edit_agreement(request.user, case.agreement))
    words = {"title": _("Delete the case"), "name": case.title, "back": case.get_absolute_url()}
    to = reverse("agreement-decisions", args=[case.agreement_id])
    return _confirm(request, case.agreement, case, words, tab="decisions", to=to)


@require_http_methods(["GET", "POST"])
def stage_remove(request, pk):
    stages = Stage.objects.select_related("plan__agreement")
    stage = get_object_or_404(stages, pk=pk, plan__agreement__in=_visible(request))
    agreement = stage.plan.agreement
    ensure(policies.can_edit_agreement(request.user, agreement))
    words = {"title": _("Delete the stage"), "name": stage.title, "back": reverse("stage-edit", args=[pk])}
    return _confirm(request, agreement, stage, words, tab="plan", to=reverse("agreement-plan", args=[agreement.pk]))


def _confirm(request, agreement, thing, words, *, tab, to):
    """Ask, or do it. Something that became tied meanwhile is said on the same page."""
    form = RemoveForm(posted(request), initial={"revision": thing.revision})

    def deed():
        services.REMOVE[type(thing)](thing, by=request.user, revision=form.cleaned_data["revision"])

    if form.is_bound and form.is_valid() and store(form, deed):
        messages.success(request, _("“%(name)s” is deleted.") % {"name": words["name"]})
        return redirect(to)
    context = frame(request, agreement, tab) | words | {"form": form, "removal": queries.removal_of(thing)}
    context["crumbs"] = [*context["crumbs"], (words["name"], words["back"])]
    return render_page(request, "agreements/removal.html", context, status=status_of(form))
