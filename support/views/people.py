"""Who coaches a forum, and who speaks for each side of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from agreements.views.frame import posted, status_of
from agreements.views.writing import store
from meetings.policies import can_call_meetings
from portal import dates
from portal.access import ensure
from portal.pages import render_page
from portal.revisions import ChangedMeanwhile
from support import policies
from support.forms.forums import CoachingForm, ContactForm, EndForm, NewContactForm
from support.models import Coaching, ForumContact
from support.queries import team
from support.services import forums as services
from support.views.frame import SIDES, asked_for, crumbs, not_saved, visible_forum


def _form(request, forum, form, **words):
    context = {"form": form, "failed": not_saved(), "forum": forum, "crumbs": crumbs(forum)} | words
    context.setdefault("back", reverse("forum-detail", args=[forum.pk]))
    return render_page(request, "support/forum_form.html", context, status=status_of(form))


def _to(forum, place):
    return redirect(reverse("forum-detail", args=[forum.pk]) + f"#{place}")


@require_http_methods(["GET", "POST"])
def coaching_new(request, pk):
    forum = visible_forum(request, pk)
    ensure(policies.can_assign_coaches(request.user))
    form = CoachingForm(posted(request), instance=Coaching(forum=forum), user=request.user)
    if form.is_bound and form.is_valid() and store(form, lambda: services.assign_coach(form.instance, by=request.user)):
        messages.success(request, _("%(name)s coaches the forum.") % {"name": form.instance.coach})
        return _to(forum, "coacher")
    return _form(request, forum, form, title=_("New coach"), submit=_("Assign the coach"))


@require_http_methods(["GET", "POST"])
def coaching_end(request, pk, row_pk):
    """The last day of a coach; an ended coaching can be given another last day."""
    forum = visible_forum(request, pk)
    coaching = get_object_or_404(Coaching.objects.select_related("coach"), forum=forum, pk=row_pk)
    ensure(policies.can_assign_coaches(request.user))
    form = EndForm(posted(request), instance=coaching)

    def deed():
        services.end_coaching(coaching, until=form.cleaned_data["until"], by=request.user)

    if form.is_bound and form.is_valid() and store(form, deed):
        messages.success(request, _("The last day is saved."))
        return _to(forum, "coacher")
    title = _("%(name)s's last day as coach") % {"name": coaching.coach}
    return _form(request, forum, form, title=title, submit=_("Save the last day"))


@require_http_methods(["GET", "POST"])
def contact_new(request, pk, side):
    """A side's first contact person, or the next one: whoever it had becomes history."""
    forum = visible_forum(request, pk)
    ensure(policies.can_write_forum(request.user, forum))
    contact = ForumContact(forum=forum, side=asked_for(side, SIDES))
    before = ForumContact.objects.filter(forum=forum, side=contact.side).order_by("since", "pk").last()
    form = NewContactForm(
        posted(request), instance=contact, user=request.user, initial={"instead_of": before.pk if before else None}
    )
    met = []

    def deed():
        try:
            services.change_contact(form.instance, instead_of=form.cleaned_data["instead_of"], by=request.user)
        except ChangedMeanwhile as meanwhile:
            met.append(meanwhile.current)
            raise

    if form.is_bound and form.is_valid() and store(form, deed):
        messages.success(request, _("%(name)s is contact person.") % {"name": form.instance.name})
        return _to(forum, "kontaktpersoner")
    if met:
        form.data["instead_of"] = met[0].pk or ""
    title = _("Contact person, %(side)s") % {"side": contact.get_side_display().lower()}
    standing = before if before and (before.until is None or before.until >= dates.today()) else None
    return _form(request, forum, form, title=title, submit=_("Save the contact person"), standing=standing)


def _contact(forum, row_pk):
    return get_object_or_404(ForumContact.objects.select_related("user"), forum=forum, pk=row_pk)


@require_http_methods(["GET", "POST"])
def contact_edit(request, pk, row_pk):
    forum = visible_forum(request, pk)
    contact = _contact(forum, row_pk)
    ensure(policies.can_write_forum(request.user, forum))
    name = contact.name
    form = ContactForm(posted(request), instance=contact, user=request.user)

    def deed():
        services.edit_contact(form.instance, revision=form.cleaned_data["revision"], by=request.user)

    if form.is_bound and form.is_valid() and store(form, deed):
        messages.success(request, _("The change is saved."))
        return _to(forum, "kontaktpersoner")
    return _form(request, forum, form, title=name, submit=_("Save the contact person"), contact=contact)


@require_http_methods(["GET", "POST"])
def contact_remove(request, pk, row_pk):
    """A warned step: GET asks, POST takes the person away from the forum and its history."""
    forum = visible_forum(request, pk)
    contact = _contact(forum, row_pk)
    ensure(policies.can_write_forum(request.user, forum))
    if request.method == "POST":
        services.remove_contact(contact, by=request.user)
        messages.success(request, _("The contact person is taken away."))
        return _to(forum, "kontaktpersoner")
    words = {
        "heading": _("Take away %(name)s?") % {"name": contact.name},
        "text": _(
            "The person disappears from the forum and from its history."
            " Somebody who only hands over gets a last day instead."
        ),
        "button": _("Take away the contact person"),
        "back": reverse("forum-detail", args=[pk]),
        "crumbs": crumbs(forum),
    }
    return render_page(request, "organisations/confirm.html", words)


@require_GET
def support_team(request):
    """The support teams, the coaches, and what a forum can lean on."""
    on, at = dates.today(), timezone.now()
    teams, outside = team.teams(request.user, on=on, at=at)
    context = {
        "teams": [(one, not one.series and can_call_meetings(request.user, one.group)) for one in teams],
        "outside": outside,
        "uncoached": list(team.uncoached(request.user, on=on)),
        "agreements": list(team.agreements_to_lean_on(request.user)),
        "may_assign": policies.can_assign_coaches(request.user),
        "coaches": policies.coached_by(request.user),
    }
    return render_page(request, "support/team.html", context)
