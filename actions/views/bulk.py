"""Changing several actions at once, with both versions shown for those somebody else changed meanwhile."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST

from actions import policies, services
from actions.forms.bulk import BulkForm
from actions.models import ActionItem, ActionState
from actions.views.frame import crumbs_to
from actions.views.lists import kept_query
from portal import dates
from portal.access import ensure
from portal.pages import render_page


@require_POST
def action_bulk(request):
    """Change those that were chosen. All of them must be the person's to change."""
    form = BulkForm(request.POST, user=request.user)
    form.is_valid()
    chosen = list(_chosen(request.user, form.seen))
    ensure(len(chosen) == len(policies.editable_ids(request.user, chosen)))
    if form.errors:
        return _page(request, form, chosen, status=422)
    seen = {row.pk: form.seen[row.pk] for row in chosen}
    state = form.cleaned_data["state"] or None
    outcome = services.edit_many(seen, form.facts(), state=state, by=request.user, at=timezone.now())
    if outcome.changed:
        said = ngettext("%(count)d action is changed.", "%(count)d actions are changed.", len(outcome.changed))
        messages.success(request, said % {"count": len(outcome.changed)})
    elif not outcome.meanwhile:
        messages.info(request, _("Nothing was changed: the actions were like that already."))
    if outcome.meanwhile:
        return _page(request, form, outcome.meanwhile, meanwhile=True, status=422)
    return redirect(_list_address(request))


def _chosen(user, seen):
    related = ("owner", "organisation", "group", "provision")
    return ActionItem.objects.visible_to(user).filter(pk__in=seen).select_related(*related).order_by("pk")


def _page(request, form, rows, *, status, meanwhile=False):
    """The form again: with the rows that were chosen, or with those that others changed meanwhile."""
    context = {
        "form": form,
        "rows": rows,
        "meanwhile": meanwhile,
        "wished": _in_words(form) if meanwhile else [],
        "query": kept_query(QueryDict(request.POST.get("query", ""))),
        "back": _list_address(request),
        "crumbs": crumbs_to(),
    }
    return render_page(request, "actions/bulk.html", context, status=status)


def _list_address(request):
    """The list as it was when the rows were chosen."""
    query = kept_query(QueryDict(request.POST.get("query", "")))
    return reverse("action-list") + (f"?{query}" if query else "")


def _in_words(form) -> list:
    """What the person wished, as the page says it."""
    facts, state = form.facts(), form.cleaned_data["state"]
    words = []
    if "owner" in facts:
        words.append((_("Responsible"), str(facts["owner"] or _("No one responsible"))))
    if "due_on" in facts:
        words.append((pgettext("action", "Done by"), dates.spoken(facts["due_on"])))
    if state:
        words.append((_("State"), ActionState(state).label))
    return words
