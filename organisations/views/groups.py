"""Pages about groups and the seats in them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from organisations import policies, queries, services
from organisations.forms.groups import GroupForm, SeatForm
from organisations.models import Group, GroupKind, GroupMembership
from portal.access import ensure
from portal.asked import words_in
from portal.pages import page_of, render_page


def crumbs(*more):
    return [(_("Organisations"), reverse("organisation-list")), (_("Groups"), reverse("group-list")), *more]


@require_GET
def group_list(request):
    search, kind = words_in(request.GET.get("sok", "")), request.GET.get("typ", "")
    mine = request.GET.get("visa") == "mina"
    rows = queries.list_groups(request.user, search=search, kind=kind if kind in GroupKind.values else "", mine=mine)
    context = {
        "page": page_of(request, rows),
        "search": search,
        "kind": kind,
        "mine": mine,
        "kinds": GroupKind.choices,
        "filtered": bool(search or kind or mine),
        "my_groups": Group.objects.of(request.user).count(),
        "may_edit": policies.can_edit_organisations(request.user),
        "crumbs": [(_("Organisations"), reverse("organisation-list"))],
    }
    return render_page(request, "organisations/group_list.html", context, part="list")


@require_GET
def group_detail(request, pk):
    group = get_object_or_404(Group.objects.visible_to(request.user).select_related("grouping"), pk=pk)
    context = {
        "group": group,
        "shown": queries.group_page(group),
        "may_edit": policies.can_edit_organisations(request.user),
        "crumbs": crumbs(),
    }
    return render_page(request, "organisations/group_detail.html", context)


@require_http_methods(["GET", "POST"])
def group_new(request):
    ensure(policies.can_edit_organisations(request.user))
    posted = request.POST if request.method == "POST" else None
    form = GroupForm(posted)
    if posted is not None and form.is_valid():
        group = services.add_group(form.instance, by=request.user)
        messages.success(request, _("%(name)s is added. Now give people their seats.") % {"name": group.name})
        return redirect(group)
    context = {
        "form": form,
        "heading": _("New group"),
        "error": _("The group is not saved"),
        "button": _("Add the group"),
        "back": reverse("group-list"),
        "crumbs": crumbs(),
    }
    return render_page(request, "organisations/form.html", context, status=200 if posted is None else 422)


@require_http_methods(["GET", "POST"])
def group_edit(request, pk):
    group = get_object_or_404(Group.objects.visible_to(request.user), pk=pk)
    ensure(policies.can_edit_organisations(request.user))
    posted = request.POST if request.method == "POST" else None
    name = group.name
    form = GroupForm(posted, instance=group)
    if posted is not None and form.is_valid():
        services.edit_group(form.instance, changed=form.changed_data, by=request.user)
        messages.success(request, _("The change is saved."))
        return redirect(group)
    context = {
        "form": form,
        "heading": _("Edit %(name)s") % {"name": name},
        "error": _("The group is not saved"),
        "button": _("Save the group"),
        "back": reverse("group-detail", args=[pk]),
        "crumbs": crumbs((name, reverse("group-detail", args=[pk]))),
    }
    return render_page(request, "organisations/form.html", context, status=200 if posted is None else 422)


@require_http_methods(["GET", "POST"])
def seat_new(request, pk):
    group = get_object_or_404(Group.objects.visible_to(request.user), pk=pk)
    ensure(policies.can_edit_organisations(request.user))
    posted = request.POST if request.method == "POST" else None
    form = SeatForm(posted, instance=GroupMembership(group=group), by=request.user)
    if posted is not None and form.is_valid():
        seat = services.add_seat(form.instance, by=request.user)
        messages.success(request, _("%(name)s sits in the group.") % {"name": seat.user.get_full_name()})
        return redirect(group)
    context = {
        "form": form,
        "heading": _("New seat in %(name)s") % {"name": group.name},
        "error": _("The seat is not saved"),
        "button": _("Give the seat"),
        "back": group.get_absolute_url(),
        "crumbs": crumbs((group.name, group.get_absolute_url())),
    }
    return render_page(request, "organisations/form.html", context, status=200 if posted is None else 422)


def _seat_seen_by(user, pk):
    rows = GroupMembership.objects.filter(group__in=Group.objects.visible_to(user)).select_related("group", "user")
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "POST"])
def seat_edit(request, seat_pk):
    seat = _seat_seen_by(request.user, seat_pk)
    ensure(policies.can_edit_organisations(request.user))
    posted = request.POST if request.method == "POST" else None
    form = SeatForm(posted, instance=seat, by=request.user)
    if posted is not None and form.is_valid():
        services.edit_seat(form.instance, by=request.user)
        messages.success(request, _("The change is saved."))
        return redirect(seat.group)
    context = {
        "form": form,
        "heading": _("%(name)s's seat") % {"name": seat.user.get_full_name()},
        "error": _("The seat is not saved"),
        "button": _("Save the seat"),
        "back": seat.group.get_absolute_url(),
        "crumbs": crumbs((seat.group.name, seat.group.get_absolute_url())),
    }
    return render_page(request, "organisations/form.html", context, status=200 if posted is None else 422)


@require_http_methods(["GET", "POST"])
def seat_end(request, seat_pk):
    """Ask, then take the seat away."""
    seat = _seat_seen_by(request.user, seat_pk)
    ensure(policies.can_edit_organisations(request.user))
    if request.method == "POST":
        services.end_seat(seat, by=request.user)
        messages.success(request, _("The change is saved."))
        return redirect(seat.group)
    names = {"name": seat.user.get_full_name(), "group": seat.group.name}
    context = {
        "heading": _("Does %(name)s leave %(group)s?") % names,
        "text": _(
            "The person is no longer called to the group's meetings. Meetings that have been held keep their lists."
        ),
        "button": _("Take away the seat"),
        "back": seat.group.get_absolute_url(),
        "crumbs": crumbs((seat.group.name, seat.group.get_absolute_url())),
    }
    return render_page(request, "organisations/confirm.html", context)
