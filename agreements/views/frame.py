"""What every page of one agreement shares."""

from django.urls import reverse
from django.utils.translation import gettext as _

from agreements import policies


def frame(request, agreement, tab, *, below=()) -> dict:
    """Breadcrumbs, the part of the agreement one is in, and whether one may edit it."""
    crumbs = [(_("Agreements"), reverse("agreement-list"))]
    if tab != "standing" or below:
        crumbs.append((agreement.short_title, agreement.get_absolute_url()))
    return {
        "agreement": agreement,
        "tab": tab,
        "crumbs": [*crumbs, *below],
        "may_edit": policies.can_edit_agreement(request.user, agreement),
    }


def posted(request):
    """The posted values, or None: an empty post is still a post."""
    return request.POST if request.method == "POST" else None


def status_of(form) -> int:
    """200 for a fresh form, 422 for one that came back."""
    return 422 if form.is_bound else 200
