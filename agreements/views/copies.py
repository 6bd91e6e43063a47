"""A joint activity becomes one local activity for each of several organisations."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from agreements import policies, queries, services
from agreements.forms.copies import CopyForm
from agreements.models import Level
from agreements.views.activities import activity_or_404, crumbs_of, plan_frame
from agreements.views.frame import posted, status_of
from agreements.views.writing import store
from portal.access import ensure
from portal.dates import today
from portal.pages import render_page


@require_http_methods(["GET", "POST"])
def activity_copy(request, pk):
    """Choose the parties; those that have a copy already keep theirs as it is."""
    activity = activity_or_404(request, pk)
    agreement = activity.stage.plan.agreement
    ensure(
        policies.can_edit_plan(request.user, agreement) and activity.level != Level.LOCAL,
        _("Only a county-wide or subregional activity can be copied to organisations."),
    )
    _division, groups = queries.parties_in_groups(agreement, on=today())
    taken = set(activity.copies.values_list("organisation_id", flat=True))
    form = CopyForm(posted(request), activity=activity, groups=groups, taken=taken)
    if form.is_bound and form.is_valid() and store(form, lambda: _copy(request, activity, form)):
        return redirect(activity.get_absolute_url() + "#exemplar")
    context = plan_frame(
        request, agreement, below=[*crumbs_of(activity), (activity.title, activity.get_absolute_url())]
    )
    context |= {
        "activity": activity,
        "form": form,
        "taken": [one for group in groups for one in group.organisations if one.pk in taken],
    }
    return render_page(request, "agreements/activity_copy.html", context, status=status_of(form))


def _copy(request, activity, form):
    values = form.cleaned_data
    days = {name: values[name] for name in ("starts_on", "ends_on", "or_on", "for_every_party")}
    made = services.copy_to_organisations(activity, form.chosen(), **days, by=request.user)
    said = ngettext(
        "%(count)d organisation has a local activity of its own.",
        "%(count)d organisations have a local activity each.",
        len(made),
    )
    messages.success(request, said % {"count": len(made)})
