"""What the views about one action share: finding it, and its page."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from actions import policies, queries, services
from actions.forms import CommentForm
from actions.forms.talk import FileForm
from actions.models import ActionItem, ActionState
from actions.policies import ACTING
from portal.pages import render_page


def visible_action(request, pk):
    """The action with what every page of it reads, or 404."""
    related = ("owner", "organisation", "group", "provision", "created_by", "parent")
    return get_object_or_404(ActionItem.objects.visible_to(request.user).select_related(*related), pk=pk)


def crumbs_to(action=None):
    crumbs = [(_("Actions"), reverse("action-list"))]
    return crumbs if action is None else [*crumbs, (action.title, action.get_absolute_url())]


def detail_page(request, action, *, comment=None, upload=None, failed="", status=200):
    """The action's own page; `comment` and `upload` are forms that came back with errors, `failed` a sentence."""
    user, at = request.user, timezone.now()
    allowed = policies.can_edit(user, action)
    history = queries.history(action)
    parts = queries.parts_of(action, user=user)
    followers = queries.followers(action)
    context = {
        "action": action,
        "allowed": allowed,
        "may_comment": policies.can_comment(user, action),
        "may_share_out": allowed and action.parent_id is None and action.is_open,
        "history": history,
        "mendable": {
            event.first.pk for event in history if event.is_comment and services.can_mend(event.first, by=user, at=at)
        },
        "parts": parts,
        "editable": policies.editable_ids(user, parts.rows),
        "followers": followers,
        "follows": user in followers,
        "files": queries.files(action),
        "also": list(action.also_provisions.defer("text", "what_is_new")),
        "upload": upload or FileForm(),
        "states": [(value, label) for value, label in ActionState.choices if value != action.state],
        "comment": comment or CommentForm(),
        "failed": failed,
        "crumbs": crumbs_to(),
    }
    return render_page(request, "actions/action_detail.html", context, status=status)


def defaults_of(user, wish) -> dict:
    """Where a line belongs when it does not say: what the list is narrowed to, else one's only organisation."""
    organisations, groups = queries.places_open_to(user)
    found = {
        "group": groups.filter(pk=wish.group).first() if wish.group else None,
        "organisation": organisations.filter(pk=wish.organisation).first() if wish.organisation else None,
        "provision": queries.current_provisions(user).filter(pk=wish.provision).first() if wish.provision else None,
    }
    own = user.organisations_as(*ACTING)
    if not user.leads and not found["group"] and not found["organisation"] and len(own) == 1:
        found["organisation"] = organisations.get(pk=next(iter(own)))
    return {name: thing for name, thing in found.items() if thing is not None}
