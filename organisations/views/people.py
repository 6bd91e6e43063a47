"""Pages about people and their accounts."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisations import policies, queries, services
from organisations.forms.people import MembershipForm, NewPersonForm, PersonForm
from organisations.models import Membership, Role, User
from portal.access import ensure
from portal.asked import words_in
from portal.pages import page_of, render_page, sorting


def crumbs(*more):
    return [(_("Organisations"), reverse("organisation-list")), (_("People"), reverse("person-list")), *more]


def _person_crumb(person):
    return (person.get_full_name(), reverse("person-detail", args=[person.pk]))


def _people_seen_by(user):
    """Active people; closed accounts too for those who may open them again."""
    return User.objects.all() if policies.can_see_closed_accounts(user) else User.objects.visible_to(user)


@require_GET
def person_list(request):
    search, role = words_in(request.GET.get("sok", "")), request.GET.get("roll", "")
    closed = request.GET.get("visa") == "stangda" and policies.can_see_closed_accounts(request.user)
    order = sorting(request, queries.PERSON_ORDER, "namn")
    rows = queries.list_people(
        request.user,
        search=search,
        role=role if role in Role.values else "",
        closed=closed,
        ordering=order.ordering,
    )
    context = {
        "page": page_of(request, rows),
        "sorting": order,
        "search": search,
        "role": role,
        "roles": Role.choices,
        "closed": closed,
        "filtered": bool(search or role),
        "may_see_closed": policies.can_see_closed_accounts(request.user),
        "may_edit": policies.can_add_people(request.user),
        "crumbs": [(_("Organisations"), reverse("organisation-list"))],
    }
    return render_page(request, "organisations/person_list.html", context, part="list")


@require_GET
def person_detail(request, pk):
    person = get_object_or_404(_people_seen_by(request.user), pk=pk)
    memberships, seats = queries.person_page(person)
    may_edit = policies.can_edit_person(request.user, person)
    context = {
        "person": person,
        "memberships": [(row, may_edit and policies.can_end_membership(request.user, row)) for row in memberships],
        "seats": seats,
        "may_edit": may_edit,
        "may_close": policies.can_close_account(request.user, person),
        "crumbs": crumbs(),
    }
    return render_page(request, "organisations/person_detail.html", context)


@require_http_methods(["GET", "POST"])
def person_new(request):
    ensure(policies.can_add_people(request.user))
    posted = request.POST if request.method == "POST" else None
    form = NewPersonForm(posted, by=request.user, initial={"organisation": request.GET.get("organisation")})
    if posted is not None and form.is_valid():
        data = form.cleaned_data
        person = services.add_person(
            form.instance,
            organisation=data["organisation"],
            role=data["role"],
            is_contact=data["is_contact"],
            with_letter=data["with_letter"],
            by=request.user,
        )
        messages.success(request, _("%(name)s is added.") % {"name": person.get_full_name()})
        return redirect("person-detail", person.pk)
    context = {
        "form": form,
        "heading": _("New person"),
        "state": _("The person signs in with a code by e-mail; you need not make a password."),
        "error": _("The person is not saved"),
        "button": _("Add the person"),
        "back": reverse("person-list"),
        "crumbs": crumbs(),
    }
    return render_page(request, "organisations/form.html", context, status=200 if posted is None else 422)


@require_http_methods(["GET", "POST"])
def person_edit(request, pk):
    person = get_object_or_404(_people_seen_by(request.user), pk=pk)
    ensure(policies.can_edit_person(request.user, person))
    posted = request.POST if request.method == "POST" else None
    crumb = _person_crumb(person)
    form = PersonForm(posted, instance=person)
    if posted is not None and form.is_valid():
        services.edit_person(form.instance, changed=form.changed_data, by=request.user)
        messages.success(request, _("The change is saved."))
        return redirect("person-detail", pk)
    context = {
        "form": form,
        "heading": _("Edit %(name)s") % {"name": crumb[0]},
        "error": _("The person is not saved"),
        "button": _("Save the person"),
        "back": crumb[1],
        "crumbs": crumbs(crumb),
    }
    return render_page(request, "organisations/form.html", context, status=200 if posted is None else 422)


@require_POST
def person_welcome(request, pk):
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    ensure(policies.can_edit_person(request.user, person))
    services.welcome(person, by=request.user)
    messages.success(request, _("A letter to %(address)s is on its way.") % {"address": person.email})
    return redirect("person-detail", pk)


@require_http_methods(["GET", "POST"])
def person_close(request, pk):
    """Ask, then close the account."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    ensure(policies.can_close_account(request.user, person))
    name = {"name": person.get_full_name()}
    if request.method == "POST":
        services.close_account(person, by=request.user)
        messages.success(request, _("%(name)s can no longer sign in.") % name)
        return redirect("person-list")
    context = {
        "heading": _("Close %(name)s's account?") % name,
        "text": _(
            "The person is signed out at once and can no longer sign in. What they have written, decided and "
            "promised stays, with their name. You can open the account again."
        ),
        "button": _("Close the account"),
        "back": reverse("person-detail", args=[pk]),
        "crumbs": crumbs(_person_crumb(person)),
    }
    return render_page(request, "organisations/confirm.html", context)


@require_POST
def person_open(request, pk):
    person = get_object_or_404(_people_seen_by(request.user), pk=pk)
    ensure(policies.can_edit_person(request.user, person))
    services.open_account(person, by=request.user)
    messages.success(request, _("%(name)s can sign in again.") % {"name": person.get_full_name()})
    return redirect("person-detail", pk)


@require_http_methods(["GET", "POST"])
def person_role_new(request, pk):
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    ensure(policies.can_edit_person(request.user, person))
    posted = request.POST if request.method == "POST" else None
    form = MembershipForm(posted, instance=Membership(user=person), by=request.user)
    if posted is not None and form.is_valid():
        services.add_membership(person, by=request.user, **form.cleaned_data)
        messages.success(request, _("The change is saved."))
        return redirect("person-detail", pk)
    context = {
        "form": form,
        "heading": _("New role for %(name)s") % {"name": person.get_full_name()},
        "error": _("The role is not saved"),
        "button": _("Give the role"),
        "back": reverse("person-detail", args=[pk]),
        "crumbs": crumbs(_person_crumb(person)),
    }
    return render_page(request, "organisations/form.html", context, status=200 if posted is None else 422)


def _membership_seen_by(user, pk):
    rows = Membership.objects.filter(user__in=_people_seen_by(user)).select_related("user", "organisation")
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "POST"])
def role_edit(request, membership_pk):
    membership = _membership_seen_by(request.user, membership_pk)
    ensure(policies.can_end_membership(request.user, membership))
    posted = request.POST if request.method == "POST" else None
    person, organisation = membership.user, membership.organisation
    form = MembershipForm(posted, instance=membership, by=request.user)
    if posted is not None and form.is_valid():
        services.edit_membership(form.instance, by=request.user)
        messages.success(request, _("The change is saved."))
        return redirect("person-detail", person.pk)
    names = {"name": person.get_full_name(), "organisation": organisation.short_name}
    context = {
        "form": form,
        "heading": _("%(name)s's role for %(organisation)s") % names,
        "error": _("The role is not saved"),
        "button": _("Save the role"),
        "back": reverse("person-detail", args=[person.pk]),
        "crumbs": crumbs(_person_crumb(person)),
    }
    return render_page(request, "organisations/form.html", context, status=200 if posted is None else 422)


@require_http_methods(["GET", "POST"])
def role_end(request, membership_pk):
    """Ask, then take the role away."""
    membership = _membership_seen_by(request.user, membership_pk)
    ensure(policies.can_end_membership(request.user, membership))
    person = membership.user
    if request.method == "POST":
        services.end_membership(membership, by=request.user)
        messages.success(request, _("The change is saved."))
        return redirect("person-detail", person.pk)
    names = {
        "name": person.get_full_name(),
        "role": membership.get_role_display().lower(),
        "organisation": membership.organisation.name,
    }
    context = {
        "heading": _("Take away the role?"),
        "text": _(
            "%(name)s is then no longer %(role)s for %(organisation)s. Seats in groups stay. "
            "Who has no role left finds nothing in Färdplan."
        )
        % names,
        "button": _("Take away the role"),
        "back": reverse("person-detail", args=[person.pk]),
        "crumbs": crumbs(_person_crumb(person)),
    }
    return render_page(request, "organisations/confirm.html", context)
