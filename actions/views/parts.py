"""Sharing an action out to organisations."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from actions import policies, queries, services
from actions.forms.parts import PartsForm
from actions.views.frame import crumbs_to, visible_action
from portal.access import ensure
from portal.pages import render_page


@require_http_methods(["GET", "POST"])
def action_share_out(request, pk):
    """Choose organisations; each gets its part. Those that have one already are left out."""
    action = visible_action(request, pk)
    ensure(policies.can_edit(request.user, action))
    if action.parent_id or not action.is_open:
        messages.info(request, _("Only an open action that is no part itself can be shared out."))
        return redirect(action)
    organisations, _groups = queries.places_open_to(request.user)
    posted = request.POST if request.method == "POST" else None
    form = PartsForm(posted, action=action, organisations=organisations)
    if posted is not None and form.is_valid():
        try:
            made = services.spread(action, form.parts(), by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            said = ngettext("%(count)d part is made.", "%(count)d parts are made.", len(made))
            messages.success(request, said % {"count": len(made)})
            return redirect(f"{action.get_absolute_url()}#delar")
    context = {"form": form, "action": action, "crumbs": crumbs_to(action)}
    return render_page(request, "actions/share_out.html", context, status=422 if form.errors else 200)
