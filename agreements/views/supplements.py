"""Local supplements beside the shared plan: reading them, writing one's own, and sharing a draft."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements import policies, queries, services
from agreements.forms.plan_parts import SupplementForm
from agreements.models import LocalSupplement
from agreements.views.frame import posted
from agreements.views.plan_document import part_form, plan_frame, planned
from agreements.views.writing import store
from portal.access import ensure
from portal.asked import number_in
from portal.pages import render_page
from portal.revisions import ChangedMeanwhile


def _supplement(request, pk):
    visible = LocalSupplement.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("plan__agreement", "organisation", "group"), pk=pk)


def _writable(request, pk):
    supplement = _supplement(request, pk)
    ensure(_may_write(request.user, supplement))
    return supplement


def _may_write(user, supplement):
    return policies.can_write_supplement(user, supplement, groups=queries.groups_of(user))


def _below(agreement, supplement=None):
    crumbs = [(_("Local supplements"), reverse("supplement-list", args=[agreement.pk]))]
    return crumbs if supplement is None else [*crumbs, (supplement.title, _address(supplement))]


def _address(supplement):
    return reverse("supplement-detail", args=[supplement.pk])


@require_GET
def supplement_list(request, pk):
    """The shared parts, in short, and every supplement the person may see."""
    agreement, plan = planned(request, pk)
    rows = queries.supplements_of(plan, request.user)
    context = plan_frame(request, agreement, "supplements") | {
        "plan": plan,
        "drafts": [one for one in rows if one.is_draft],
        "shared": [one for one in rows if not one.is_draft],
        "may_add": policies.can_add_supplement(request.user, agreement),
    }
    return render_page(request, "agreements/supplement_list.html", context)


@require_GET
def supplement_detail(request, pk):
    supplement = _supplement(request, pk)
    agreement = supplement.plan.agreement
    context = plan_frame(request, agreement, "supplements", below=_below(agreement)) | {
        "supplement": supplement,
        "may_write": _may_write(request.user, supplement),
    }
    return render_page(request, "agreements/supplement_detail.html", context)


@require_http_methods(["GET", "POST"])
def supplement_new(request, pk):
    """A new supplement is a draft of its organisation or group."""
    agreement, plan = planned(request, pk)
    ensure(policies.can_add_supplement(request.user, agreement))
    return _write(request, LocalSupplement(plan=plan), _("New local supplement"))


@require_http_methods(["GET", "POST"])
def supplement_edit(request, pk):
    return _write(request, _writable(request, pk), _("Change the supplement"))


def _write(request, supplement, title):
    form = SupplementForm(posted(request), instance=supplement, user=request.user)
    agreement = supplement.plan.agreement
    shared = supplement.pk and not supplement.is_draft

    def deed():
        services.save_supplement(form.instance, revision=form.cleaned_data["revision"], by=request.user)

    if form.is_bound and form.is_valid() and store(form, deed):
        messages.success(request, _("The supplement is saved."))
        return redirect(_address(form.instance))
    words = {
        "title": title,
        "failed": _("The supplement is not saved"),
        "submit": _("Save the supplement"),
        "back": _address(supplement) if supplement.pk else reverse("supplement-list", args=[agreement.pk]),
        "notice": _("The supplement is shared: everybody who sees the agreement sees what you change.")
        if shared
        else _("It is a draft that only your own organisation or group sees, until you share it."),
    }
    remove = reverse("supplement-remove", args=[supplement.pk]) if supplement.pk else ""
    return part_form(request, agreement, form, words, part="supplements", below=_below(agreement), remove=remove)


@require_http_methods(["GET", "POST"])
def supplement_share(request, pk):
    """The warned step: from a draft of one's own to a part of the plan that all read."""
    supplement = _writable(request, pk)
    agreement = supplement.plan.agreement
    failed = ""
    if not supplement.is_draft:
        return redirect(_address(supplement))
    if request.method == "POST":
        revision = number_in(request.POST.get("revision", "")) or 0
        try:
            services.share_supplement(supplement, revision=revision, by=request.user)
        except ChangedMeanwhile as meanwhile:
            supplement = meanwhile.current
            failed = _("Somebody changed the supplement while you were reading. Read it again before you share it.")
        else:
            messages.success(request, _("The supplement is shared."))
            return redirect(_address(supplement))
    context = plan_frame(request, agreement, "supplements", below=_below(agreement, supplement))
    context |= {"supplement": supplement, "failed": failed}
    return render_page(request, "agreements/supplement_share.html", context, status=422 if failed else 200)


@require_POST
def supplement_remove(request, pk):
    supplement = _writable(request, pk)
    services.remove_supplement(supplement, by=request.user)
    messages.success(request, _("The supplement is removed."))
    return redirect("supplement-list", supplement.plan.agreement_id)
