"""Writing down what is known: the form of every kind, its way from draft to shared, its place, and taking it away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agreements import kinds, policies, queries, services
from agreements.forms.knowledge import KnowledgeForm, KnowledgeStateForm
from agreements.models import KnowledgeItem, KnowledgeKind, KnowledgeState
from agreements.views.frame import frame, posted, status_of
from agreements.views.knowledge import agreement_of, below, detail_page, item_of, may_set, may_write
from agreements.views.writing import store
from portal.access import ensure
from portal.asked import number_in
from portal.pages import render_page


@require_http_methods(["GET", "POST"])
def knowledge_new(request, pk):
    """A new item of the kind the address says (?slag=need), tied to a clause or organisation when it says so."""
    agreement = agreement_of(request, pk)
    kind = request.GET.get("slag", "")
    if kind not in KnowledgeKind.values:
        raise Http404
    ensure(policies.can_add_kind(request.user, agreement, led=kinds.KINDS[KnowledgeKind(kind)].led))
    return _write(request, KnowledgeItem(agreement=agreement, kind=kind), below(agreement))


@require_http_methods(["GET", "POST"])
def knowledge_edit(request, pk):
    item = item_of(request, pk)
    ensure(may_write(request.user, item))
    return _write(request, item, below(item.agreement, item))


def _write(request, item, crumbs):
    new = item.pk is None
    about = kinds.KINDS[KnowledgeKind(item.kind)]
    form = KnowledgeForm(posted(request), instance=item, user=request.user, initial=_wished(request) if new else None)

    def deed():
        return services.save_knowledge(
            form.instance,
            provisions=form.cleaned_data.get("provisions", item.provisions.all() if item.pk else ()),
            draft="draft" in request.POST,
            by=request.user,
            at=timezone.now(),
            revision=form.cleaned_data["revision"],
        )

    if form.is_bound and form.is_valid() and store(form, deed):
        messages.success(request, _("It is saved."))
        return _to(request, form.instance)
    agreement = item.agreement
    context = frame(request, agreement, "knowledge", below=crumbs) | {
        "form": form,
        "new": new,
        "kind": about,
        "item": item,
        "title": _("New: %(kind)s") % {"kind": KnowledgeKind(item.kind).label.lower()} if new else _("Change"),
        "can_be_draft": new and item.kind != KnowledgeKind.GOOD_EXAMPLE,
        "reviewed_again": not new and _is_reviewed_again(request.user, item),
        "audiences": queries.audiences_in_use(agreement) if "audience" in form.fields else [],
        "back": reverse("knowledge-list", args=[agreement.pk]) + f"?slag={item.kind}" if new else crumbs[-1][1],
    }
    return render_page(request, "agreements/knowledge_form.html", context, status=status_of(form))


def _is_reviewed_again(user, item) -> bool:
    return (
        item.kind == KnowledgeKind.GOOD_EXAMPLE
        and item.state == KnowledgeState.PUBLISHED
        and item.created_by_id == user.pk
    )


def _wished(request) -> dict:
    """What the address asks the new item to be tied to."""
    clause, organisation = (number_in(request.GET.get(name, "")) for name in ("punkt", "organisation"))
    wished = {}
    if clause:
        wished["provisions"] = [clause]
    if organisation:
        wished["organisation"] = organisation
    elif not request.user.leads:
        own = policies.writes_documents_of(request.user)
        wished["organisation"] = next(iter(own)) if len(own) == 1 else None
    return wished


@require_POST
def knowledge_state(request, pk):
    """One press: share, propose, publish after review, send back with a note, close, open again."""
    item = item_of(request, pk)
    form = KnowledgeStateForm(request.POST)
    if not form.is_valid():
        ensure(may_write(request.user, item) or policies.can_review(request.user, item))
        return detail_page(
            request, item, status=422, failed=" ".join(word for words in form.errors.values() for word in words)
        )
    facts = form.cleaned_data
    known = facts["state"] in KnowledgeState.values
    ensure(known and may_set(request.user, item, facts["state"]))
    try:
        services.set_knowledge_state(
            item,
            KnowledgeState(facts["state"]),
            note=facts["note"],
            by=request.user,
            at=timezone.now(),
            revision=facts["revision"],
        )
    except services.ChangedMeanwhile:
        failed = _("Somebody changed this while you were reading. Look at how it stands now, and choose again.")
        return detail_page(request, item_of(request, pk), status=422, failed=failed)
    except ValidationError as error:
        return detail_page(request, item, status=422, failed=" ".join(error.messages))
    messages.success(request, _said(item, facts["state"]))
    return _to(request, item)


def _to(request, item):
    """To the item, or to its list when it went out of sight: sent back to its author, or given to somebody else."""
    if KnowledgeItem.objects.visible_to(request.user).filter(pk=item.pk).exists():
        return redirect(item)
    return redirect(reverse("knowledge-list", args=[item.agreement_id]) + f"?slag={item.kind}")


def _said(item, state):
    return {
        KnowledgeState.DRAFT: _("It is a draft again. The author sees what is missing."),
        KnowledgeState.PROPOSED: _("It waits for somebody else to read it through."),
        KnowledgeState.CLOSED: _("It is put away. You find it by choosing the state in the list."),
    }.get(state, _("It is shared with everybody who sees the agreement."))


@require_POST
def knowledge_move(request, pk):
    item = item_of(request, pk)
    ensure(may_write(request.user, item))
    services.move_knowledge(item, up="upp" in request.POST, by=request.user)
    return redirect(reverse("knowledge-principles", args=[item.agreement_id]) + f"#sak-{item.pk}")


@require_http_methods(["GET", "POST"])
def knowledge_remove(request, pk):
    """A draft by whoever may write it; what should never have been written by those who lead. Asked once more first."""
    item = item_of(request, pk)
    ensure(may_write(request.user, item) and (request.user.leads or item.state == KnowledgeState.DRAFT))
    if request.method == "POST":
        services.remove_knowledge(item, by=request.user)
        messages.success(request, _("It is removed."))
        return redirect("knowledge-home", item.agreement_id)
    context = frame(request, item.agreement, "knowledge", below=below(item.agreement, item)) | {"item": item}
    return render_page(request, "agreements/knowledge_remove.html", context)
