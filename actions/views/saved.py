"""One's own named views: all of them on a page, saving one, taking one away."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from actions import services
from actions.forms.views import SavedViewForm
from actions.models import SavedView
from actions.views.frame import crumbs_to
from actions.views.lists import kept_query
from portal.pages import render_page


@require_http_methods(["GET", "POST"])
def saved_views(request):
    """The address after the question mark is the view to name, if any."""
    posted = None
    if request.method == "POST":
        posted = request.POST.copy()
        posted["query"] = kept_query(QueryDict(posted.get("query", "")))
    kept = kept_query(request.GET)
    form = SavedViewForm(posted, instance=SavedView(owner=request.user), initial={"query": kept})
    if posted is not None and form.is_valid():
        view = services.save_view(form.instance, by=request.user)
        messages.success(request, _("The view %(name)s is saved.") % {"name": view.name})
        return redirect(view)
    query = posted["query"] if posted is not None else kept
    context = {
        "form": form,
        "query": query,
        "address": f"{reverse('action-list')}?{query}",
        "saved": SavedView.objects.filter(owner=request.user),
        "crumbs": crumbs_to(),
    }
    return render_page(request, "actions/saved_views.html", context, status=422 if form.errors else 200)


@require_POST
def saved_view_remove(request, pk):
    view = get_object_or_404(SavedView, pk=pk, owner=request.user)
    services.remove_view(view, by=request.user)
    messages.success(request, _("The view %(name)s is taken away.") % {"name": view.name})
    return redirect("action-views")
