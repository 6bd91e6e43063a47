"""Kunskap: the first page with its parts, the list with its filters, one item, principles, and the years' focus."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from agreements import kinds, policies, queries
from agreements.forms.knowledge import QuestionForm
from agreements.knowledge_export import knowledge_workbook
from agreements.models import Agreement, KnowledgeItem, KnowledgeKind, KnowledgeState, Level
from agreements.views.files import attachment
from agreements.views.frame import frame
from portal import dates
from portal.pages import page_of, render_page, sorting


def agreement_of(request, pk):
    return get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)


def item_of(request, pk):
    items = KnowledgeItem.objects.visible_to(request.user)
    return get_object_or_404(items.select_related("agreement", "organisation", "created_by", "reviewed_by"), pk=pk)


def below(agreement, item=None):
    """The crumbs down to Kunskap, and to an item when it is given."""
    crumbs = [(_("Knowledge"), reverse("knowledge-home", args=[agreement.pk]))]
    return crumbs if item is None else [*crumbs, (item.title, item.get_absolute_url())]


def may_write(user, item) -> bool:
    return policies.can_write_knowledge(user, item, led=kinds.KINDS[KnowledgeKind(item.kind)].led)


def writable_kinds(user, agreement) -> list[KnowledgeKind]:
    """The kinds a person may write in this agreement."""
    return [kind for kind, about in kinds.KINDS.items() if policies.can_add_kind(user, agreement, led=about.led)]


@require_GET
def knowledge_home(request, pk):
    agreement = agreement_of(request, pk)
    figures = queries.knowledge_figures(agreement, request.user)
    writable = writable_kinds(request.user, agreement)
    parts = [
        (heading, [(kind, kinds.KINDS[kind], figures.by_kind.get(kind, 0), kind in writable) for kind in chosen])
        for heading, chosen in kinds.PARTS
    ]
    may_ask = policies.can_ask(request.user, agreement)
    context = frame(request, agreement, "knowledge") | {
        "parts": parts,
        "figures": figures,
        "communication": queries.communication_figures(agreement, on=dates.today()),
        "theory_total": agreement.theory.count(),
        "focus_total": figures.by_kind.get(KnowledgeKind.FOCUS, 0),
        "ordered": [
            (kinds.KINDS[kind].plural, rows) for kind, rows in queries.rules_in_order(agreement, request.user).items()
        ],
        "question_form": QuestionForm(agreement=agreement) if may_ask else None,
        "may_answer": policies.can_answer(request.user, agreement),
        "kinds": [(kind, kinds.KINDS[kind]) for kind in writable if kind != KnowledgeKind.QUESTION],
    }
    return render_page(request, "agreements/knowledge_home.html", context)


@require_GET
def knowledge_list(request, pk):
    agreement = agreement_of(request, pk)
    wish = queries.Wish.of(request.GET)
    order = sorting(request, queries.KNOWLEDGE_SORTINGS, "-andrad")
    rows = queries.list_knowledge(agreement, request.user, wish).order_by(*order.ordering)
    about = kinds.KINDS[KnowledgeKind(wish.kind)] if wish.kind else None
    writable = writable_kinds(request.user, agreement)
    context = frame(request, agreement, "knowledge", below=below(agreement)) | {
        "page": page_of(request, rows),
        "sorting": order,
        "wish": wish,
        "about": about,
        "kind_choices": [(kind.value, one.plural) for kind, one in kinds.KINDS.items()],
        "state_choices": KnowledgeState.choices,
        "level_choices": Level.choices,
        "choices": queries.knowledge_choices(agreement, request.user),
        "may_add": (KnowledgeKind(wish.kind) in writable) if wish.kind else bool(writable),
        "may_ask": policies.can_ask(request.user, agreement),
        "kinds": [(kind, kinds.KINDS[kind]) for kind in writable if kind != KnowledgeKind.QUESTION],
    }
    return render_page(request, "agreements/knowledge_list.html", context, part="list")


@require_GET
def knowledge_export(request, pk):
    """The list as it is filtered and sorted, all pages of it, as a workbook."""
    agreement = agreement_of(request, pk)
    order = sorting(request, queries.KNOWLEDGE_SORTINGS, "-andrad")
    rows = queries.list_knowledge(agreement, request.user, queries.Wish.of(request.GET)).order_by(*order.ordering)
    return attachment(knowledge_workbook(rows), pgettext("file name", "knowledge"), "xlsx")


@require_GET
def knowledge_detail(request, pk):
    return detail_page(request, item_of(request, pk))


def detail_page(request, item, *, status=200, failed=None):
    kind = kinds.KINDS[KnowledgeKind(item.kind)]
    writes = may_write(request.user, item)
    reviews = item.kind == KnowledgeKind.GOOD_EXAMPLE and policies.can_review(request.user, item)
    context = frame(request, item.agreement, "knowledge", below=below(item.agreement)) | {
        "item": item,
        "kind": kind,
        "labels": kind.labels,
        "clauses": item.provisions.only("number", "title", "agreement_id").order_by("position"),
        "may_write": writes,
        "may_remove": writes and (request.user.leads or item.state == KnowledgeState.DRAFT),
        "may_review": reviews,
        "may_answer": policies.can_answer(request.user, item.agreement) and item.kind == KnowledgeKind.QUESTION,
        "steps": [state for state in kinds.next_states(item) if may_set(request.user, item, state)],
        "failed": failed,
    }
    return render_page(request, "agreements/knowledge_detail.html", context, status=status)


def may_set(user, item, state) -> bool:
    """Who may press which button: review is for another than the author; the rest is for who may write."""
    if item.kind == KnowledgeKind.GOOD_EXAMPLE and state == KnowledgeState.PUBLISHED:
        return policies.can_review(user, item)
    if item.kind == KnowledgeKind.GOOD_EXAMPLE and item.state == KnowledgeState.PROPOSED:
        return policies.can_review(user, item) or may_write(user, item)
    if item.kind == KnowledgeKind.QUESTION:
        return policies.can_answer(user, item.agreement)
    return may_write(user, item)


@require_GET
def knowledge_principles(request, pk):
    agreement = agreement_of(request, pk)
    ordered = queries.rules_in_order(agreement, request.user)
    context = frame(request, agreement, "knowledge", below=below(agreement)) | {
        "groups": [(kind, kinds.KINDS[kind], rows) for kind, rows in ordered.items()],
        "may_write": policies.can_add_kind(request.user, agreement, led=True),
    }
    return render_page(request, "agreements/knowledge_principles.html", context)


@require_GET
def knowledge_focus(request, pk):
    agreement = agreement_of(request, pk)
    context = frame(request, agreement, "knowledge", below=below(agreement)) | {
        "years": queries.focus_by_year(agreement, request.user),
        "this_year": dates.today().year,
        "may_write": policies.can_add_kind(request.user, agreement, led=True),
    }
    return render_page(request, "agreements/knowledge_focus.html", context)
