"""The clauses of an agreement: list, one clause with all that is known of it, and writing it down."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from agreements import policies, queries, services
from agreements.differences import compare, paragraphs
from agreements.forms.provision import ProvisionForm
from agreements.models import Agreement, Change, Phase, Provision
from agreements.views.frame import frame, posted, status_of
from agreements.views.writing import store
from organisations.models import Side
from portal.access import ensure
from portal.asked import words_in
from portal.dates import today
from portal.pages import render_page

# What stands in addresses for the kinds of change.
CHANGES = {
    "nya": (Change.NEW, Change.CHANGED),
    "ny": (Change.NEW,),
    "andrad": (Change.CHANGED,),
    "oforandrad": (Change.UNCHANGED,),
    "borttagen": (Change.REMOVED,),
}
SIDES = {"regionen": Side.REGION, "kommunerna": Side.MUNICIPAL, "bada": queries.BOTH}


def _wish(request):
    """The wish in words of the address, and as the query takes it."""
    names = ("sok", "punkter", "ansvar", "malgrupp")
    asked = {name: words_in(request.GET.get(name, "")) for name in names}
    return asked, queries.ClauseWish(
        search=asked["sok"],
        changes=CHANGES.get(asked["punkter"], ()),
        side=SIDES.get(asked["ansvar"], ""),
        audience=asked["malgrupp"],
    )


@require_GET
def provision_list(request, pk):
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    asked, wish = _wish(request)
    chapters = queries.provision_rows(agreement, wish)
    counts = queries.provision_counts(agreement)
    words = {change.value: key for key, changes in CHANGES.items() for change in changes if key != "nya"}
    context = frame(request, agreement, "provisions") | {
        "chapters": chapters,
        "asked": asked,
        "wish": wish,
        "shown": sum(row.matches for _chapter, rows in chapters for row in rows),
        "counts": counts,
        "changes": [(words[change], Change(change).label, count) for change, count in counts.filters],
        "audiences": queries.audiences_of(agreement),
        "phases": Phase.choices,
    }
    return render_page(request, "agreements/provision_list.html", context, part="list")


@require_GET
def provision_news(request, pk):
    """What is new, for one audience (?malgrupp=...) or for all: a list to hand out."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    below = [(_("Clauses"), reverse("provision-list", args=[pk]))]
    context = frame(request, agreement, "provisions", below=below) | {
        "news": queries.news_of(agreement, audience=request.GET.get("malgrupp", "").strip()),
        "today": today(),
    }
    return render_page(request, "agreements/provision_news.html", context, part="list")


@require_GET
def provision_detail(request, pk):
    provision = get_object_or_404(
        Provision.objects.visible_to(request.user).select_related("agreement__parent", "predecessor__agreement"), pk=pk
    )
    groups, figures = queries.phases_of_provision(provision, on=today())
    before, after = queries.neighbours_of(provision)
    former = queries.former_of(provision, user=request.user)
    old = provision.predecessor if provision.predecessor_id in former else None
    context = frame(request, provision.agreement, "provisions", below=_below(provision)) | {
        "provision": provision,
        "text": paragraphs(provision.text),
        "compared": compare(old.text, provision.text) if old else None,
        "former": list(former.values()),
        "relevance": provision.relevance.all(),
        "core_components": provision.core_components.all(),
        "groups": groups,
        "figures": figures,
        "activities": provision.activities.shared().select_related("stage", "owner").order_by("starts_on", "pk"),
        "documents": queries.documents_of_provision(provision, user=request.user),
        "former_documents": queries.documents_of_former(list(former), shown=provision, user=request.user),
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

    def deed():
        services.save_provision(
            form.instance,
            by=request.user,
            revision=None if new else form.cleaned_data["revision"],
            relevance=form.cleaned_data["relevance"],
            core_components=form.cleaned_data["core_components"],
        )

    if form.is_bound and form.is_valid():
        if store(form, deed):
            messages.success(request, _saved(form))
            if new and "another" in request.POST:
                return redirect("provision-new", provision.agreement_id)
            return redirect(form.instance)
        if new:
            form.instance.pk = None
    context = frame(request, provision.agreement, "provisions", below=_below(provision)) | {
        "form": form,
        "new": new,
        "back": back,
        "chapters": queries.chapters_of(provision.agreement),
        "audiences": queries.audiences_of(provision.agreement),
        "title": _("New clause") if new else _("Change §\xa0%(number)s") % {"number": form.initial["number"]},
    }
    return render_page(request, "agreements/provision_form.html", context, status=status_of(form))


def _saved(form):
    number = {"number": form.instance.number}
    if form.instance.change != form.cleaned_data["change"]:
        return _("§\xa0%(number)s is saved, and marked as changed since its words differ from before.") % number
    return _("§\xa0%(number)s is saved.") % number
