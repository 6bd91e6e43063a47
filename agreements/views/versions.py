"""Versions of an agreement: a new draft, all clauses side by side, and the day the new version takes over."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from agreements import policies, queries, services
from agreements.differences import compare, paragraphs
from agreements.forms.versions import ConfirmForm, VersionForm
from agreements.models import Agreement
from agreements.views.frame import frame, posted, status_of
from agreements.views.writing import store
from portal.access import ensure
from portal.dates import today
from portal.pages import render_page

ALL = "alla"


def _agreement(request, pk):
    return get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)


def _replacing(request, pk):
    """An agreement that replaces one the person may see, with that one joined in."""
    seen = Agreement.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("replaces"), pk=pk, replaces__in=seen)


@require_http_methods(["GET", "POST"])
def version_start(request, pk):
    """Make the draft of a new version."""
    old = _agreement(request, pk)
    ensure(policies.can_edit_agreement(request.user, old))
    form = VersionForm(posted(request), old=old, initial={"title": old.title})
    made = []

    def deed():
        made.append(services.start_version(old, by=request.user, **form.cleaned_data))

    if form.is_bound and form.is_valid() and store(form, deed):
        messages.success(
            request, _("The draft is made. Change its clauses one by one; the old agreement stands as it is.")
        )
        return redirect("provision-list", made[0].pk)
    context = frame(request, old, "standing", below=[]) | {
        "form": form,
        "counts": queries.provision_counts(old),
        "party_count": old.parties.count(),
    }
    context["crumbs"] = [*context["crumbs"], (old.short_title, old.get_absolute_url())]
    return render_page(request, "agreements/version_form.html", context, status=status_of(form))


@require_GET
def version_compare(request, pk):
    """All clauses beside those of the agreement before: what differs, or everything (?visa=alla)."""
    agreement = _replacing(request, pk)
    comparison = queries.compare_versions(agreement)
    everything = request.GET.get("visa") == ALL
    pairs = [pair for pair in comparison.pairs if everything or pair.differs]
    below = [(_("Clauses"), reverse("provision-list", args=[pk]))]
    context = frame(request, agreement, "provisions", below=below) | {
        "comparison": comparison,
        "lines": [(pair, *_side_by_side(pair)) for pair in pairs],
        "everything": everything,
        "differing": sum(pair.differs for pair in comparison.pairs),
    }
    return render_page(request, "agreements/version_compare.html", context)


def _side_by_side(pair):
    """The old text and the new with marks where they differ; nothing on the side that is not there."""
    if pair.old is None:
        return "", paragraphs(pair.new.text)
    if pair.new is None:
        return paragraphs(pair.old.text), ""
    if pair.same_words:
        return paragraphs(pair.old.text), paragraphs(pair.new.text)
    return compare(pair.old.text, pair.new.text)


@require_http_methods(["GET", "POST"])
def version_take_over(request, pk):
    """The warned step: it says what follows to the new version before it is done."""
    agreement = _replacing(request, pk)
    ensure(policies.can_edit_agreement(request.user, agreement))
    step = queries.take_over_of(agreement, user=request.user)
    if not step.is_needed and request.method == "GET":
        raise Http404
    form = ConfirmForm(posted(request), instance=agreement)
    counts = []

    def deed():
        revision = form.cleaned_data["revision"]
        at = timezone.now()
        counts.append(services.take_over(agreement, by=request.user, at=at, on=today(), revision=revision))

    if form.is_bound and form.is_valid() and store(form, deed):
        words = ngettext(
            "%(name)s has taken over. %(count)d row of phases has followed.",
            "%(name)s has taken over. %(count)d rows of phases have followed.",
            counts[0],
        )
        messages.success(request, words % {"name": agreement.short_title, "count": counts[0]})
        return redirect(agreement)
    context = frame(request, agreement, "standing") | {"form": form, "step": step, "today": today()}
    context["crumbs"] = [*context["crumbs"], (agreement.short_title, agreement.get_absolute_url())]
    return render_page(request, "agreements/version_take_over.html", context, status=status_of(form))
