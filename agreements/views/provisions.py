"""The clauses of an agreement: list, one clause with all that is known of it, and writing it down."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from agreements import policies, queries, services
from agreements.differences import compare, paragraphs
from agreements.forms.provision import ProvisionForm
from agreements.models import Agreement, Phase, Provision
from agreements.views.frame import frame, posted, status_of
from portal.access import ensure
from portal.dates import today
from portal.pages import render_page

NEW_ONLY = "nya"


@require_GET
def provision_list(request, pk):
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    search, new_only = request.GET.get("sok", "").strip(), request.GET.get("punkter") == NEW_ONLY
    chapters = queries.provision_rows(agreement, search=search, new_only=new_only)
    rows = [row.provision for _chapter, rows in chapters for row in rows]
    context = frame(request, agreement, "provisions") | {
        "chapters": chapters,
        "search": search,
        "new_only": new_only,
        "shown": len(rows),
        "counts": queries.provision_counts(agreement),
        "phases": Phase.choices,
    }
    return render_page(request, "agreements/provision_list.html", context, part="list")


@require_GET
def provision_detail(request, pk):
    provision = get_object_or_404(
        Provision.objects.visible_to(request.user).select_related("agreement", "predecessor__agreement"), pk=pk
    )
    groups, figures = queries.phases_of_provision(provision, on=today())
    before, after = queries.neighbours_of(provision)
    old = provision.predecessor
    context = frame(request, provision.agreement, "provisions", below=_below(provision)) | {
        "provision": provision,
        "text": paragraphs(provision.text),
        "compared": compare(old.text, provision.text) if old else None,
        "groups": groups,
        "figures": figures,
        "activities": provision.activities.select_related("stage", "owner").order_by("starts_on", "pk"),
        "documents": queries.documents_of_provision(provision, user=request.user),
        "before": before,
        "after": after,
    }
    return render_page(request, "agreements/provision_detail.html", context)


def _below(provision):
    return [(_("Clauses"), reverse("provision-list", args=[provision.agreement_id]))]


@require_http_methods(["GET", "POST"])
def provision_new(request, pk):
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    ensure(policies.can_edit_agreement(request.user, agreement))
    return _write(request, Provision(agreement=agreement), reverse("provision-list", args=[pk]))


@require_http_methods(["GET", "POST"])
def provision_edit(request, pk):
    provision = get_object_or_404(Provision.objects.visible_to(request.user).select_related("agreement"), pk=pk)
    ensure(policies.can_edit_agreement(request.user, provision.agreement))
    return _write(request, provision, provision.get_absolute_url())


def _write(request, provision, back):
    """Show the form, or store what was filled in."""
    new = provision.pk is None
    form = ProvisionForm(posted(request), instance=provision)
    if form.is_bound and form.is_valid():
        services.save_provision(form.instance, by=request.user)
        messages.success(request, _("§\xa0%(number)s is saved.") % {"number": form.instance.number})
        if new and "another" in request.POST:
            return redirect("provision-new", provision.agreement_id)
        return redirect(form.instance)
    context = frame(request, provision.agreement, "provisions", below=_below(provision)) | {
        "form": form,
        "new": new,
        "back": back,
        "chapters": queries.chapters_of(provision.agreement),
        "title": _("New clause") if new else _("Change §\xa0%(number)s") % {"number": form.initial["number"]},
    }
    return render_page(request, "agreements/provision_form.html", context, status=status_of(form))
