"""Homework: asking groups, writing and handing in, reading what came."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements import policies, queries, services
from agreements.forms.homework import AskForm, DueForm, HomeworkForm
from agreements.models import Activity, ActivityKind, HomeworkState, HomeworkSubmission
from agreements.views.activities import activity_or_404, crumbs_of, plan_frame, show_activity
from agreements.views.frame import posted, status_of
from agreements.views.writing import store
from organisations.models import Group
from portal.access import ensure
from portal.dates import today
from portal.pages import render_page


def _below(activity):
    return [*crumbs_of(activity), (activity.title, activity.get_absolute_url())]


@require_http_methods(["GET", "POST"])
def homework_ask(request, pk):
    """Ask local groups for their homework."""
    activity = activity_or_404(request, pk)
    ensure(
        policies.can_edit_plan(request.user, activity.stage.plan.agreement) and activity.kind == ActivityKind.HOMEWORK,
        _("Only an activity of the kind homework can be handed in."),
    )
    form = AskForm(posted(request), activity=activity, user=request.user)

    def deed():
        values = form.cleaned_data
        made = services.ask_groups(activity, values["groups"], due_on=values["due_on"], by=request.user)
        said = ngettext("%(count)d group is asked.", "%(count)d groups are asked.", len(made))
        messages.success(request, said % {"count": len(made)})

    if form.is_bound and form.is_valid() and store(form, deed):
        return redirect(activity.get_absolute_url() + "#inlamningar")
    words = {
        "title": _("Ask groups for the homework"),
        "failed": _("No group has been asked"),
        "submit": _("Ask the groups"),
        "back": activity.get_absolute_url(),
    }
    context = plan_frame(request, activity.stage.plan.agreement, below=_below(activity)) | words | {"form": form}
    return render_page(request, "agreements/activity_form.html", context, status=status_of(form))


@require_GET
def homework_all(request, pk):
    """Everything that has been handed in, one group after the other."""
    activity = activity_or_404(request, pk)
    context = plan_frame(request, activity.stage.plan.agreement, below=_below(activity)) | {
        "activity": activity,
        "homework": queries.homework_of(activity, user=request.user, on=today()),
    }
    return render_page(request, "agreements/homework_all.html", context)


def _submission(request, pk):
    visible = Activity.objects.visible_to(request.user)
    rows = HomeworkSubmission.objects.filter(activity__in=visible)
    related = ["group", "handed_in_by", "activity__stage__plan__agreement", "activity__copy_of"]
    submission = get_object_or_404(rows.select_related(*related), pk=pk)
    return submission, set(Group.objects.of(request.user).values_list("pk", flat=True))


@require_http_methods(["GET", "POST"])
def homework_write(request, pk):
    """A group writes, keeps a draft, hands in; others read what is handed in. Nobody else reads a draft."""
    submission, groups = _submission(request, pk)
    may_write = policies.can_hand_in(request.user, submission, groups=groups)
    if request.method == "POST":
        ensure(may_write)
    handed_in = submission.state == HomeworkState.HANDED_IN
    writable = may_write and submission.is_writable(on=today())
    form = HomeworkForm(posted(request), instance=submission) if writable or request.method == "POST" else None

    def deed():
        services.write_homework(
            form.instance,
            hand_in="hand_in" in request.POST,
            revision=form.cleaned_data["revision"],
            by=request.user,
            at=timezone.now(),
            on=today(),
        )

    if form is not None and form.is_bound and form.is_valid() and store(form, deed):
        in_now = handed_in or "hand_in" in request.POST
        messages.success(request, _("The homework is handed in.") if in_now else _("The draft is saved."))
        return redirect("homework-write", submission.pk)
    context = plan_frame(request, submission.activity.stage.plan.agreement, below=_below(submission.activity)) | {
        "submission": submission,
        "activity": submission.activity,
        "form": form,
        "readable": policies.can_read_homework(request.user, submission, groups=groups),
        "handed_in": handed_in,
        "late": submission.is_late(on=today()),
    }
    return render_page(request, "agreements/homework_write.html", context, status=status_of(form) if form else 200)


@require_http_methods(["GET", "POST"])
def homework_due(request, pk):
    """Give one group another day."""
    submission, _groups = _submission(request, pk)
    activity = submission.activity
    ensure(policies.can_edit_plan(request.user, activity.stage.plan.agreement))
    form = DueForm(posted(request), instance=submission)

    def deed():
        values = form.cleaned_data
        services.move_due_date(submission, values["due_on"], revision=values["revision"], by=request.user)

    if form.is_bound and form.is_valid() and store(form, deed):
        messages.success(request, _("The group has a new day."))
        return redirect(activity.get_absolute_url() + "#inlamningar")
    words = {
        "title": _("Another day for %(group)s") % {"group": submission.group.name},
        "failed": _("The day is not saved"),
        "submit": _("Save the day"),
        "back": activity.get_absolute_url() + "#inlamningar",
        "submission": submission,
    }
    context = plan_frame(request, activity.stage.plan.agreement, below=_below(activity)) | words | {"form": form}
    return render_page(request, "agreements/homework_due.html", context, status=status_of(form))


@require_POST
def homework_withdraw(request, pk):
    submission, _groups = _submission(request, pk)
    activity = submission.activity
    ensure(policies.can_edit_plan(request.user, activity.stage.plan.agreement))
    try:
        services.withdraw_homework(submission, by=request.user)
    except ValidationError as error:
        return show_activity(request, activity, status=422, failed=" ".join(error.messages))
    messages.success(request, _("The group is no longer asked."))
    return redirect(activity.get_absolute_url() + "#inlamningar")
