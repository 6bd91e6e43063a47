"""The activities of the plan: reading them, writing them, and reporting them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements import drawing, policies, queries, services
from agreements.forms.activity import ActivityForm, LocalActivityForm
from agreements.models import Activity, ActivityKind, ActivityState, Agreement, Level, Plan
from agreements.views.frame import frame, posted, status_of
from agreements.views.plan_cut import plan_cut
from agreements.views.writing import store
from portal.access import ensure
from portal.asked import number_in
from portal.dates import today
from portal.pages import render_page

WITHIN = ["stage__plan__agreement", "organisation", "owner", "change_owner", "provision", "copy_of"]


def activity_or_404(request, pk):
    return get_object_or_404(Activity.objects.visible_to(request.user).select_related(*WITHIN), pk=pk)


def editable_plan(request, pk):
    """The plan of an agreement, for somebody who may edit it."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    ensure(policies.can_edit_plan(request.user, agreement))
    return get_object_or_404(Plan.objects.select_related("agreement"), agreement=agreement)


def crumbs_of(activity) -> list:
    """The way down to an activity: the plan, and for a copy what it was copied from."""
    crumbs = [(_("Plan"), reverse("agreement-plan", args=[activity.stage.plan.agreement_id]))]
    if activity.copy_of_id:
        crumbs.append((activity.copy_of.title, activity.copy_of.get_absolute_url()))
    return crumbs


def plan_frame(request, agreement, *, below=()) -> dict:
    """What every page below the plan shares."""
    below = below or [(_("Plan"), reverse("agreement-plan", args=[agreement.pk]))]
    return frame(request, agreement, "plan", below=below) | {
        "may_edit": policies.can_edit_plan(request.user, agreement),
        "today": today(),
    }


@require_GET
def agreement_plan(request, pk):
    """The plan by stages: the joint activities, or what concerns one organisation."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    cut = plan_cut(request, agreement)
    plan, stages = queries.plan_of(agreement, on=today(), level=cut.level, organisation=cut.organisation)
    context = frame(request, agreement, "plan") | {
        "may_edit": policies.can_edit_plan(request.user, agreement),
        "plan": plan,
        "stages": stages,
        "figures": queries.plan_figures(stages, on=today()),
        "goals_waiting": queries.goals_waiting(plan, on=today()),
        "cut": cut,
        "today": today(),
        "lines": drawing.stage_lines([one.stage for one in stages], on=today()),
    }
    return render_page(request, "agreements/agreement_plan.html", context)


@require_GET
def activity_detail(request, pk):
    """One activity: how it stands, its local copies, its homework, the days it was moved from."""
    return show_activity(request, activity_or_404(request, pk))


def show_activity(request, activity, *, status=200, failed=None):
    agreement, user = activity.stage.plan.agreement, request.user
    activity.late = activity.is_late(on=today())
    is_homework = activity.kind == ActivityKind.HOMEWORK
    context = plan_frame(request, agreement, below=crumbs_of(activity)) | {
        "activity": activity,
        "copies": None if activity.level == Level.LOCAL else queries.copies_of(activity, agreement, on=today()),
        "homework": queries.homework_of(activity, user=user, on=today()) if is_homework else None,
        "moves": queries.moves_of(activity),
        "may_change": policies.can_change_activity(user, activity),
        "states": _next_states(activity) if policies.can_report_activity(user, activity) else [],
        "failed": failed,
    }
    return render_page(request, "agreements/activity_detail.html", context, status=status)


def _next_states(activity):
    """The states one press away; what is called off or has not begun waits."""
    choices = [ActivityState.PLANNED, ActivityState.UNDER_WAY, ActivityState.DONE]
    return [(state, state.label) for state in choices if state != activity.state]


@require_http_methods(["GET", "POST"])
def activity_new(request, pk):
    """A new activity, in the stage that was asked for (?etapp=N)."""
    plan = editable_plan(request, pk)
    initial = {"stage": number_in(request.GET.get("etapp", ""))}
    form = ActivityForm(posted(request), instance=Activity(), initial=initial, plan=plan, user=request.user)
    back = reverse("agreement-plan", args=[pk])
    below = [(_("Plan"), back)]
    return _write(
        request, plan.agreement, form, _("New activity"), back=back, below=below, more=_("Save and write another")
    )


@require_http_methods(["GET", "POST"])
def activity_edit(request, pk):
    """Everything for those who lead; days, owners and state for an organisation's own people."""
    activity = activity_or_404(request, pk)
    plan, user = activity.stage.plan, request.user
    ensure(policies.can_change_activity(user, activity))
    if user.leads:
        copies = activity.copies.count()
        form = ActivityForm(posted(request), instance=activity, plan=plan, user=user, copies=copies)
    else:
        form = LocalActivityForm(posted(request), instance=activity, user=user)
    back = activity.get_absolute_url()
    below = [*crumbs_of(activity), (activity.title, back)]
    return _write(request, plan.agreement, form, _("Change the activity"), back=back, below=below)


def _write(request, agreement, form, title, *, back, below, more=""):
    """The form page of an activity. `more` is the second button's word: saves, and opens an empty one in the stage."""

    def deed():
        values = form.cleaned_data
        copies_too = values.get("copies_too", False)
        services.save_activity(form.instance, revision=values["revision"], copies_too=copies_too, by=request.user)

    if form.is_bound and form.is_valid() and store(form, deed):
        messages.success(request, _("The activity is saved."))
        if more and "more" in request.POST:
            return redirect(f"{reverse('activity-new', args=[agreement.pk])}?etapp={form.instance.stage_id}")
        return redirect(form.instance)
    words = {"title": title, "failed": _("The activity is not saved"), "submit": _("Save the activity"), "back": back}
    context = plan_frame(request, agreement, below=below) | words | {"form": form, "more": more}
    return render_page(request, "agreements/activity_form.html", context, status=status_of(form))


@require_POST
def activity_state(request, pk):
    """One press: under way, done, or planned again."""
    activity = activity_or_404(request, pk)
    ensure(policies.can_report_activity(request.user, activity))
    state = request.POST.get("state")
    if state in {ActivityState.PLANNED, ActivityState.UNDER_WAY, ActivityState.DONE}:
        services.set_activity_state(activity, state, by=request.user)
        said = _("The activity is now: %(state)s.") % {"state": ActivityState(state).label.lower()}
        messages.success(request, said)
    return redirect(activity)


@require_http_methods(["GET", "POST"])
def activity_cancel(request, pk):
    """Ask, then call it off."""
    activity = activity_or_404(request, pk)
    ensure(policies.can_change_activity(request.user, activity))
    if request.method == "POST":
        copies_too = "copies_too" in request.POST and request.user.leads
        services.cancel_activity(activity, copies_too=copies_too, by=request.user)
        messages.success(request, _("The activity is cancelled. It stays in the plan, struck through."))
        return redirect(activity)
    words = {
        "heading": _("Cancel the activity?"),
        "text": _("It stays in the plan, struck through, and in calendars it is shown as cancelled."),
        "button": _("Cancel the activity"),
    }
    return _ask(request, activity, words, ask_copies=request.user.leads)


@require_http_methods(["GET", "POST"])
def activity_remove(request, pk):
    """Ask, then take it out of the plan."""
    activity = activity_or_404(request, pk)
    ensure(policies.can_edit_plan(request.user, activity.stage.plan.agreement))
    if request.method == "POST":
        back = crumbs_of(activity)[-1][1]
        try:
            services.remove_activity(activity, by=request.user)
        except ValidationError as error:
            return show_activity(request, activity, status=422, failed=" ".join(error.messages))
        messages.success(request, _("The activity is removed."))
        return redirect(back)
    words = {
        "heading": _("Remove the activity?"),
        "text": _("It disappears from the plan and from calendars. Cancel it instead if people already know of it."),
        "button": _("Remove the activity"),
    }
    return _ask(request, activity, words)


def _ask(request, activity, words, *, ask_copies=False):
    below = [*crumbs_of(activity), (activity.title, activity.get_absolute_url())]
    context = (
        plan_frame(request, activity.stage.plan.agreement, below=below)
        | words
        | {
            "activity": activity,
            "count": activity.copies.count(),
            "ask_copies": ask_copies,
            "back": activity.get_absolute_url(),
        }
    )
    return render_page(request, "agreements/activity_confirm.html", context)
