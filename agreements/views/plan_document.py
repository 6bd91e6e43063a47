"""The project plan as a document: reading it, writing one row at a time, and taking it along as Word."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from agreements import policies, queries, services
from agreements.forms.plan import SectionForm
from agreements.models import Agreement, Plan, PlanSection
from agreements.plan_rows import BY_SLUG, TEXT_ROWS, contents
from agreements.plan_text import PlanText
from agreements.views.files import word_attachment
from agreements.views.frame import frame, posted, status_of
from agreements.views.writing import store
from portal.access import ensure
from portal.dates import today
from portal.pages import render_page
from portal.word import word_from_html


def readable_agreement(request, pk):
    return get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)


def planned(request, pk, *, to_edit=False):
    """The agreement and its plan; for somebody who may change it when `to_edit`."""
    agreement = readable_agreement(request, pk)
    if to_edit:
        ensure(policies.can_edit_plan(request.user, agreement))
    return agreement, get_object_or_404(Plan.objects.select_related("agreement", "reports_to"), agreement=agreement)


def plan_frame(request, agreement, part, *, below=()):
    """What every page of the plan's parts shares; `below` are breadcrumbs under Plan."""
    crumbs = [(_("Plan"), reverse("agreement-plan", args=[agreement.pk])), *below]
    may_edit = policies.can_edit_plan(request.user, agreement)
    return frame(request, agreement, "plan", below=crumbs) | {"part": part, "may_edit": may_edit}


def document_crumb(agreement):
    return (_("Project plan"), reverse("plan-document", args=[agreement.pk]))


def document_context(text: PlanText) -> dict:
    """What the template of the document reads, for the plan as it stands and for a version alike."""
    words = {str(one.row): one for one in TEXT_ROWS}
    return {
        "text": text,
        "rows": words,
        "contents": contents(),
        "roles": [one for one in text.roles if not one.is_reference],
        "references": [one for one in text.roles if one.is_reference],
        "today": today(),
    }


@require_GET
def plan_document(request, pk):
    agreement = readable_agreement(request, pk)
    plan = Plan.objects.filter(agreement=agreement).select_related("reports_to").first()
    context = plan_frame(request, agreement, "document") | {"plan": plan}
    if plan is not None:
        text = queries.text_of(plan)
        context |= document_context(text) | {
            "waiting": [goal for goal in text.smart_goals if goal.asks(today())],
            "answered": sum(goal.reached is not None for goal in text.smart_goals),
            "chain": queries.chain_above(plan),
        }
    return render_page(request, "agreements/plan_document.html", context)


@require_GET
def plan_document_word(request, pk):
    agreement, plan = planned(request, pk)
    context = document_context(queries.text_of(plan)) | {"agreement": agreement}
    html = render_to_string("agreements/plan_word.html", context, request=request)
    name = slugify(plan.title) or pgettext("file name", "plan")
    back = reverse("plan-document", args=[pk])
    return word_attachment(request, lambda: word_from_html(html, title=plan.title), name, back=back)


@require_http_methods(["GET", "POST"])
def plan_section_edit(request, pk, row):
    """Write one row; an empty text takes it out of the plan."""
    if row not in BY_SLUG:
        raise Http404
    kind = BY_SLUG[row]
    agreement, plan = planned(request, pk, to_edit=True)
    section = PlanSection.objects.filter(plan=plan, row=kind.row).first()
    section = section or PlanSection(plan=plan, row=kind.row, revision=0)  # so that the first words are a change too
    form = SectionForm(posted(request), instance=section, invites=kind.invites)

    def deed():
        services.save_section(form.instance, revision=form.cleaned_data["revision"], by=request.user)

    back = reverse("plan-document", args=[pk]) + f"#{row}"
    if form.is_bound and form.is_valid() and store(form, deed):
        messages.success(request, _("The row is saved."))
        return redirect(back)
    words = {
        "title": kind.name,
        "failed": _("The row is not saved"),
        "submit": _("Save the row"),
        "back": back,
        "notice": _(
            "A line that begins with a dash becomes a bullet point. An empty text takes the row out of the plan."
        ),
    }
    return part_form(request, agreement, form, words, part="document", below=[document_crumb(agreement)])


def part_form(request, agreement, form, words, *, part, below=(), **more):
    """A form page of the plan's parts."""
    context = plan_frame(request, agreement, part, below=below) | words | {"form": form} | more
    return render_page(request, "agreements/plan_part_form.html", context, status=status_of(form))
