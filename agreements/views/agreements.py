"""The list of agreements, one agreement's standing, and writing an agreement down."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from agreements import drawing, policies, queries, services
from agreements.forms.agreement import AgreementForm
from agreements.models import Agreement
from agreements.views.frame import frame, posted, status_of
from agreements.views.writing import store
from portal.access import ensure
from portal.dates import today
from portal.pages import page_of, render_page


@require_GET
def agreement_list(request):
    context = {
        "page": page_of(request, queries.agreement_rows(request.user)),
        "may_create": policies.can_create_agreement(request.user),
    }
    return render_page(request, "agreements/agreement_list.html", context)


@require_GET
def agreement_detail(request, pk):
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user).select_related("replaces"), pk=pk)
    standing = queries.standing_of(agreement, on=today())
    context = frame(request, agreement, "standing") | {
        "standing": standing,
        "decisions": drawing.decision_lines(standing.board),
        "family": queries.family_of(agreement, user=request.user),
        "former_decisions": queries.former_decisions(agreement, user=request.user),
        "may_change": policies.can_change_agreement(request.user, agreement),
        "unanswered": queries.unanswered_questions(agreement) if policies.can_answer(request.user, agreement) else 0,
        "waits_to_take_over": policies.can_edit_agreement(request.user, agreement)
        and agreement.is_decided
        and agreement.replaces is not None
        and (not agreement.replaces.is_closed or queries.waiting_to_follow(agreement).exists()),
    }
    return render_page(request, "agreements/agreement_detail.html", context)


@require_http_methods(["GET", "POST"])
def agreement_new(request):
    ensure(policies.can_create_agreement(request.user))
    crumbs = [(_("Agreements"), reverse("agreement-list"))]
    return _write(request, Agreement(), {"crumbs": crumbs, "back": reverse("agreement-list")})


@require_http_methods(["GET", "POST"])
def agreement_edit(request, pk):
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    ensure(policies.can_change_agreement(request.user, agreement))
    crumbs = [(_("Agreements"), reverse("agreement-list")), (agreement.short_title, agreement.get_absolute_url())]
    return _write(request, agreement, {"crumbs": crumbs, "back": agreement.get_absolute_url()})


def _write(request, agreement, context):
    """Show the form, or store what was filled in."""
    new = agreement.pk is None
    form = AgreementForm(posted(request), instance=agreement, user=request.user)

    def deed():
        services.save_agreement(
            form.instance,
            organisations=form.cleaned_data["organisations"],
            by=request.user,
            revision=None if new else form.cleaned_data["revision"],
        )

    if form.is_bound and form.is_valid():
        if store(form, deed):
            messages.success(request, _("The agreement is saved."))
            return redirect("provision-list" if new else "agreement-detail", form.instance.pk)
        if new:
            form.instance.pk = None
    context |= {"form": form, "new": new}
    return render_page(request, "agreements/agreement_form.html", context, status=status_of(form))
