"""The links in a digest: a page that says what it is about, with one button. Opening it changes nothing."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actions import services
from actions.forms.reminders import NewDateForm
from actions.models import ActionItem, ActionLink
from portal import dates
from portal.pages import render_page


def _keep_secret(view):
    """Neither store the page nor tell any other address where one came from.

    The page with the button sends "strict-origin": with "no-referrer" browsers post it with `Origin: null`, which the
    protection against forged forms refuses.
    """

    @wraps(view)
    def secretive(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["Referrer-Policy"] = "strict-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return secretive


def _by_link(view):
    """Find what the token opens, or say in a page of its own why it opens nothing."""

    @login_not_required
    @_keep_secret
    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def linked(request, token):
        link = ActionLink.objects.with_token(token).select_related("user").first()
        if link is None:
            return _no_entry(request, "unknown", status=404)
        if request.user.is_authenticated and request.user.pk != link.user_id:
            return _no_entry(request, "foreign", status=403)
        if link.revoked_at or not link.user.is_active:
            return _no_entry(request, "revoked", status=410)
        if link.expires_at and link.expires_at <= timezone.now():
            return _no_entry(request, "expired", status=410)
        seen = ActionItem.objects.visible_to(link.user).select_related("owner", "provision", "group")
        link.action = seen.filter(pk=link.action_id).first()
        if link.action is None or link.action.owner_id != link.user_id:
            return _no_entry(request, "revoked", status=410)
        return view(request, link)

    return linked


@_by_link
def action_link_done(request, link):
    """Say that the action is done."""
    if request.method == "POST" and link.action.is_open:
        services.finish_by_link(link, at=timezone.now())
        return redirect(request.path)
    return _page(request, link, "actions/link_done.html")


@_by_link
def action_link_date(request, link):
    """Choose a new date. When somebody changed the action meanwhile, the page says so and shows what stands."""
    action = link.action
    form = NewDateForm(request.POST if request.method == "POST" and action.is_open else None)
    form.fields["revision"].initial = action.revision
    if form.is_bound and form.is_valid():
        wish = form.cleaned_data
        try:
            services.choose_date_by_link(link, wish["due_on"], revision=wish["revision"], at=timezone.now())
        except services.Stale as stale:
            link.action = stale.action
            form.data = form.data.copy()
            form.data["revision"] = stale.action.revision
            form.add_error(None, _("Somebody changed the action meanwhile. Look at what stands now, and save again."))
        else:
            messages.success(request, _("The new date is saved: %(day)s.") % {"day": dates.full(wish["due_on"])})
            return redirect(request.path)
    return _page(request, link, "actions/link_date.html", form=form, status=422 if form.errors else 200)


def _page(request, link, template, *, status=200, **more):
    return render_page(request, template, {"action": link.action, "section": "atgarder", **more}, status=status)


def _no_entry(request, why, *, status):
    """A page that says what to do, and nothing about anybody or anything."""
    return render_page(request, "actions/link_closed.html", {"why": why, "section": "atgarder"}, status=status)
