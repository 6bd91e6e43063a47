"""Pages about organisations."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from organisations import policies, queries, services
from organisations.forms.organisations import GroupingMemberForm, OrganisationForm
from organisations.forms.people import MembershipForm
from organisations.models import Grouping, GroupingMember, Membership, Organisation, OrganisationKind, Side
from portal import dates
from portal.access import ensure
from portal.asked import number_in, words_in
from portal.pages import page_of, render_page, sorting


def crumbs(*more):
    return [(_("Organisations"), reverse("organisation-list")), *more]


@require_GET
def organisation_list(request):
    chosen = {name: words_in(request.GET.get(name, "")) for name in ("sok", "sida_i_avtalet", "typ", "ingar_i")}
    grouping = chosen["ingar_i"] if number_in(chosen["ingar_i"]) else ""
    order = sorting(request, queries.ORGANISATION_ORDER, "namn")
    rows = queries.list_organisations(
        request.user,
        on=dates.today(),
        search=chosen["sok"],
        side=chosen["sida_i_avtalet"] if chosen["sida_i_avtalet"] in Side.values else "",
        kind=chosen["typ"] if chosen["typ"] in OrganisationKind.values else "",
        grouping=grouping,
        ordering=order.ordering,
    )
    visible = Organisation.objects.visible_to(request.user)
    counts = dict(visible.values_list("kind").annotate(Count("pk")).order_by())
    page = page_of(request, rows)
    context = {
        "page": page,
        "sources": sorted({(row.population_source, row.population_as_of) for row in page if row.population_as_of}),
        "sorting": order,
        "chosen": chosen,
        "filtered": any(chosen.values()),
        "total": sum(counts.values()),
        "municipalities": counts.get(OrganisationKind.MUNICIPALITY, 0),
        "sides": Side.choices,
        "kinds": [(value, label) for value, label in OrganisationKind.choices if counts.get(value)],
        "groupings": Grouping.objects.all(),
        "may_edit": policies.can_edit_organisations(request.user),
    }
    return render_page(request, "organisations/organisation_list.html", context, part="list")


@require_GET
def organisation_detail(request, pk):
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user).select_related("parent"), pk=pk)
    context = {
        "organisation": organisation,
        "shown": queries.organisation_page(organisation, on=dates.today()),
        "may_edit": policies.can_edit_organisations(request.user),
        "crumbs": crumbs(),
    }
    return render_page(request, "organisations/organisation_detail.html", context)


@require_http_methods(["GET", "POST"])
def organisation_new(request):
    ensure(policies.can_edit_organisations(request.user))
    posted = request.POST if request.method == "POST" else None
    form = OrganisationForm(posted)
    if posted is not None and form.is_valid():
        organisation = services.add_organisation(form.instance, by=request.user)
        messages.success(request, _("%(name)s is added.") % {"name": organisation.name})
        return redirect(organisation)
    context = {
        "form": form,
        "heading": _("New organisation"),
        "error": _("The organisation is not saved"),
        "button": _("Add the organisation"),
        "back": reverse("organisation-list"),
        "crumbs": crumbs(),
    }
    return render_page(request, "organisations/form.html", context, status=200 if posted is None else 422)


@require_http_methods(["GET", "POST"])
def organisation_edit(request, pk):
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    ensure(policies.can_edit_organisations(request.user))
    posted = request.POST if request.method == "POST" else None
    name = organisation.name
    form = OrganisationForm(posted, instance=organisation)
    if posted is not None and form.is_valid():
        services.edit_organisation(form.instance, changed=form.changed_data, by=request.user)
        messages.success(request, _("The change is saved."))
        return redirect(organisation)
    context = {
        "form": form,
        "heading": _("Edit %(name)s") % {"name": name},
        "error": _("The organisation is not saved"),
        "button": _("Save the organisation"),
        "back": reverse("organisation-detail", args=[pk]),
        "crumbs": crumbs((name, reverse("organisation-detail", args=[pk]))),
    }
    return render_page(request, "organisations/form.html", context, status=200 if posted is None else 422)


@require_http_methods(["GET", "POST"])
def organisation_role_new(request, pk):
    """Give somebody who is here already a role for this organisation."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    ensure(policies.can_add_people(request.user))
    posted = request.POST if request.method == "POST" else None
    form = MembershipForm(posted, instance=Membership(organisation=organisation), by=request.user)
    if posted is not None and form.is_valid():
        data = form.cleaned_data
        services.add_membership(
            data["user"], organisation, role=data["role"], is_contact=data["is_contact"], by=request.user
        )
        messages.success(request, _("%(name)s has the role.") % {"name": data["user"].get_full_name()})
        return redirect(organisation)
    context = {
        "form": form,
        "heading": _("Add a person to %(name)s") % {"name": organisation.short_name},
        "state": _("Choose somebody who is here already."),
        "other": (_("The person is not here yet"), f"{reverse('person-new')}?organisation={pk}"),
        "error": _("The role is not saved"),
        "button": _("Give the role"),
        "back": organisation.get_absolute_url(),
        "crumbs": crumbs((organisation.name, organisation.get_absolute_url())),
    }
    return render_page(request, "organisations/form.html", context, status=200 if posted is None else 422)


@require_http_methods(["GET", "POST"])
def grouping_join(request, pk):
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    ensure(policies.can_edit_organisations(request.user))
    posted = request.POST if request.method == "POST" else None
    form = GroupingMemberForm(posted, instance=GroupingMember(organisation=organisation))
    if posted is not None and form.is_valid():
        data = form.cleaned_data
        services.join_grouping(organisation, data.pop("grouping"), by=request.user, **data)
        messages.success(request, _("The change is saved."))
        return redirect(organisation)
    context = {
        "form": form,
        "heading": _("What %(name)s belongs to") % {"name": organisation.short_name},
        "error": _("It is not saved"),
        "button": _("Save"),
        "back": organisation.get_absolute_url(),
        "crumbs": crumbs((organisation.name, organisation.get_absolute_url())),
    }
    return render_page(request, "organisations/form.html", context, status=200 if posted is None else 422)


@require_http_methods(["GET", "POST"])
def grouping_leave(request, belonging_pk):
    """Ask, then end a belonging today."""
    visible = Organisation.objects.visible_to(request.user)
    rows = GroupingMember.objects.filter(organisation__in=visible).select_related("organisation", "grouping")
    row = get_object_or_404(rows, pk=belonging_pk)
    ensure(policies.can_edit_organisations(request.user))
    if request.method == "POST":
        services.leave_grouping(row, on=dates.today(), by=request.user)
        messages.success(request, _("The change is saved."))
        return redirect(row.organisation)
    names = {"name": row.organisation.short_name, "grouping": row.grouping.name}
    context = {
        "heading": _("Does %(name)s leave %(grouping)s?") % names,
        "text": _("It ends today. That it has been so stays on the page."),
        "button": _("End it today"),
        "back": row.organisation.get_absolute_url(),
        "crumbs": crumbs((row.organisation.name, row.organisation.get_absolute_url())),
    }
    return render_page(request, "organisations/confirm.html", context)
