"""The communication plan: the list by date or audience, writing a message down, marking it as gone out."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements import policies, queries, services
from agreements.forms.communication import CommunicationForm, DoneForm
from agreements.knowledge_export import communication_workbook
from agreements.models import Agreement, CommunicationItem, Level
from agreements.views.files import attachment
from agreements.views.frame import frame, posted, status_of
from agreements.views.knowledge import agreement_of, below
from agreements.views.writing import store
from portal.access import ensure
from portal.dates import today
from portal.pages import go_back, render_page


def _below(agreement):
    return [*below(agreement), (_("Communication plan"), reverse("communication", args=[agreement.pk]))]


def _item(request, pk):
    visible = Agreement.objects.visible_to(request.user)
    items = CommunicationItem.objects.select_related("agreement", "organisation")
    item = get_object_or_404(items, pk=pk, agreement__in=visible)
    ensure(policies.can_write_communication(request.user, item))
    return item


@require_GET
def communication(request, pk):
    agreement = agreement_of(request, pk)
    return _list(request, agreement)


def _list(request, agreement, *, status=200, failed=None):
    wish, on = queries.CommunicationWish.of(request.GET), today()
    found = queries.communication_of(agreement, wish, on=on)
    for _heading, rows in found.groups:
        for row in rows:
            row.may_write = policies.can_write_communication(request.user, row)
    context = frame(request, agreement, "knowledge", below=below(agreement)) | {
        "found": found,
        "figures": queries.communication_figures(agreement, on=on),
        "wish": wish,
        "level_choices": Level.choices,
        "today": on,
        "may_add": policies.can_add_knowledge(request.user, agreement),
        "failed": failed,
    }
    return render_page(request, "agreements/communication.html", context, part="list", status=status)


@require_GET
def communication_export(request, pk):
    """The list as it is filtered, as a workbook."""
    agreement = agreement_of(request, pk)
    rows = queries.list_communication(agreement, queries.CommunicationWish.of(request.GET), on=today())
    return attachment(communication_workbook(rows), pgettext("file name", "communication-plan"), "xlsx")


@require_http_methods(["GET", "POST"])
def communication_new(request, pk):
    agreement = agreement_of(request, pk)
    ensure(policies.can_add_knowledge(request.user, agreement))
    return _write(request, CommunicationItem(agreement=agreement), _("New message"))


@require_http_methods(["GET", "POST"])
def communication_edit(request, pk):
    return _write(request, _item(request, pk), _("Change the message"))


def _write(request, item, title):
    form = CommunicationForm(posted(request), instance=item, user=request.user)

    def deed():
        services.save_communication(
            form.instance,
            provisions=form.cleaned_data["provisions"],
            by=request.user,
            on=today(),
            revision=form.cleaned_data["revision"],
        )

    if form.is_bound and form.is_valid() and store(form, deed):
        messages.success(request, _("The message is saved."))
        return redirect(reverse("communication", args=[item.agreement_id]) + f"#budskap-{form.instance.pk}")
    crumbs = _below(item.agreement)
    context = frame(request, item.agreement, "knowledge", below=crumbs) | {
        "form": form,
        "title": title,
        "item": item if item.pk else None,
        "audiences": queries.audiences_in_use(item.agreement),
        "channels": queries.channels_in_use(item.agreement),
        "back": crumbs[-1][1],
    }
    return render_page(request, "agreements/communication_form.html", context, status=status_of(form))


@require_POST
def communication_done(request, pk):
    """One press: gone out today, or not after all."""
    item = _item(request, pk)
    form = DoneForm(request.POST)
    if not form.is_valid():
        return _list(request, item.agreement, status=422, failed=_("Choose again: what you sent could not be read."))
    facts = form.cleaned_data
    try:
        services.set_communication_done(
            item, done=facts["done"], by=request.user, on=today(), revision=facts["revision"]
        )
    except services.ChangedMeanwhile:
        failed = _("Somebody changed this while you were reading. Look at how it stands now, and choose again.")
        return _list(request, item.agreement, status=422, failed=failed)
    except ValidationError as error:
        return _list(request, item.agreement, status=422, failed=" ".join(error.messages))
    messages.success(request, _("Marked as gone out.") if facts["done"] else _("No longer marked as gone out."))
    return go_back(request, reverse("communication", args=[item.agreement_id]))


@require_POST
def communication_remove(request, pk):
    item = _item(request, pk)
    services.remove_communication(item, by=request.user)
    messages.success(request, _("The message is removed."))
    return redirect("communication", item.agreement_id)
