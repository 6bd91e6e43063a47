"""The learning document: no date to keep, nothing in red. Read, add in one line, take it along as Word."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from agreements import learning, policies, queries, services
from agreements.forms.knowledge import LearningForm
from agreements.kinds import LEARNED
from agreements.models import KnowledgeKind
from agreements.views.files import word_attachment
from agreements.views.frame import frame, posted, status_of
from agreements.views.knowledge import agreement_of, below, writable_kinds
from agreements.views.questions import only_organisation
from portal import dates
from portal.access import ensure
from portal.pages import render_page


def _groups(request, agreement):
    items = queries.learning_of(agreement, request.user)
    by_clause = request.GET.get("ordna") == "punkt"
    return by_clause, (learning.by_clause if by_clause else learning.by_month)(items), len(items)


def _open_kinds(user, agreement):
    """What one may add in one line: anybody who takes part a reflection, the rest those who write."""
    kinds = [kind for kind in writable_kinds(user, agreement) if kind in LEARNED]
    if KnowledgeKind.REFLECTION not in kinds and policies.can_ask(user, agreement):
        kinds.append(KnowledgeKind.REFLECTION)
    return kinds


@require_http_methods(["GET", "POST"])
def learning_document(request, pk):
    agreement = agreement_of(request, pk)
    open_kinds = _open_kinds(request.user, agreement)
    if request.method == "POST":
        ensure(bool(open_kinds))
    form = LearningForm(posted(request), agreement=agreement, kinds=open_kinds) if open_kinds else None
    if form and form.is_bound and form.is_valid():
        _add(request, agreement, form.cleaned_data)
        messages.success(request, _("It stands in the learning document."))
        return redirect(request.get_full_path())
    by_clause, groups, total = _groups(request, agreement)
    context = frame(request, agreement, "knowledge", below=below(agreement)) | {
        "groups": groups,
        "by_clause": by_clause,
        "total": total,
        "form": form,
    }
    status = status_of(form) if form else 200
    return render_page(request, "agreements/learning.html", context, status=status)


def _add(request, agreement, facts):
    services.add_learning(
        agreement,
        KnowledgeKind(facts["kind"]),
        facts["title"],
        provision=facts["provision"],
        anonymous=facts["anonymous"],
        by=request.user,
        organisation=None if facts["anonymous"] else only_organisation(request.user),
        on=dates.today(),
    )


@require_GET
def learning_export(request, pk):
    """The document as Word, ordered as on the page."""
    agreement = agreement_of(request, pk)
    _by_clause, groups, _total = _groups(request, agreement)
    name = pgettext("file name", "learning-document")
    back = reverse("learning", args=[pk])
    return word_attachment(request, lambda: learning.as_word(agreement, groups, on=dates.today()), name, back=back)
