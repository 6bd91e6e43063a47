"""The lists, the meeting's page, its form, and sharing its notes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_GET, require_http_methods

from actions.policies import editable_ids
from meetings import policies, services
from meetings.forms.agenda import NewItemForm, OutcomeLineForm
from meetings.forms.meeting import OWN_ANSWERS, KeyDateForm, MeetingForm
from meetings.queries import lists, mailing, page
from meetings.queries.calls import count_bounced
from meetings.queries.polls import waiting_for
from meetings.views.approving import mail_if_wanted
from meetings.views.frame import crumbs, editable_meeting, says_when_locked, visible_meeting
from organisations.models import Group
from portal import dates
from portal.access import ensure
from portal.asked import number_in
from portal.pages import page_of, render_page
from portal.tables import DAY, Column, write_table


@require_GET
def meeting_list(request):
    wish, at = lists.Wish.of(request.GET), timezone.now()
    counts = lists.count_tabs(request.user, wish, at=at)
    rows = page_of(request, lists.list_meetings(request.user, wish, at=at))
    context = {
        "page": rows,
        "wish": wish,
        "tabs": [(key, label, counts[key]) for key, label in lists.TABS.items()],
        "counts": counts,
        "next": rows.object_list[0] if wish.tab == "kommande" and rows.number == 1 and rows.object_list else None,
        "groups": lists.groups_with_meetings(request.user),
        "may_call": policies.can_call_any(request.user),
        "answers": OWN_ANSWERS,
        "polls": list(waiting_for(request.user, at=at)),
        "at": at,
    }
    return render_page(request, "meetings/meeting_list.html", context)


@require_GET
def decision_list(request):
    """Every decision the user may read, by group and clause."""
    wish = lists.Wish.of(request.GET)
    context = {
        "page": page_of(
            request, lists.list_decisions(request.user, group=wish.group, series=wish.series, search=wish.search)
        ),
        "wish": wish,
        "groups": lists.groups_with_meetings(request.user),
        "crumbs": crumbs(),
    }
    return render_page(request, "meetings/decision_list.html", context)


@require_GET
def decision_export(request):
    """The decisions as they are filtered, all of them, as a workbook."""
    wish = lists.Wish.of(request.GET)
    rows = lists.list_decisions(request.user, group=wish.group, series=wish.series, search=wish.search)
    data = write_table(DECISION_COLUMNS, [_decision_row(one) for one in rows], title=_("Decisions"))
    name = f"{pgettext('file name', 'decisions')}-{dates.today().isoformat()}.xlsx"
    return HttpResponse(
        data,
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


DECISION_COLUMNS = [
    Column("text", gettext_lazy("Decision"), width=60),
    Column("group", gettext_lazy("Group"), width=28),
    Column("meeting", gettext_lazy("Meeting"), width=28),
    Column("day", gettext_lazy("Decided"), kind=DAY, width=14),
    Column("provision", gettext_lazy("Clause"), width=28),
    Column("review_on", gettext_lazy("To be reviewed"), kind=DAY, width=14),
]


def _decision_row(outcome) -> dict:
    return {
        "text": outcome.text,
        "group": outcome.meeting.group.name,
        "meeting": outcome.meeting.title,
        "day": timezone.localtime(outcome.meeting.starts_at).date(),
        "provision": str(outcome.provision or ""),
        "review_on": outcome.review_on,
    }


@require_GET
def meeting_detail(request, pk):
    return meeting_page(request, visible_meeting(request, pk))


def meeting_page(request, meeting, *, status=200, **bound):
    """The whole page; `bound` holds a form that came back with errors (new_item, key_date, line and line_item)."""
    keeps = policies.can_edit_meeting(request.user, meeting)
    may_edit = keeps and not meeting.is_locked
    reads = keeps or policies.can_read_notes(request.user, meeting)
    at = timezone.now()
    previous, actions = page.open_from_previous(meeting, request.user) if reads else (None, [])
    agenda = list(page.agenda(meeting).for_eyes_of(request.user)) if reads else []
    context = {
        "meeting": meeting,
        "too_long": page.set_times(meeting, agenda),
        "at": at,
        "keeps": keeps,
        "may_edit": may_edit,
        "reads": reads,
        "agenda": agenda,
        "following": page.following(meeting) if keeps else None,
        "in_group": policies.sits_in_group(request.user, meeting),
        "loose": list(page.loose_outcomes(meeting)) if reads else [],
        "people": page.people(meeting, request.user, at=at),
        "key_dates": list(meeting.key_dates.all()) if reads else [],
        "previous": previous,
        "previous_actions": actions,
        "editable": editable_ids(request.user, actions),
        "shared": page.shared_by(meeting),
        "life": page.life(meeting, request.user),
        "answers": OWN_ANSWERS,
        "bounced_calls": count_bounced(meeting) if may_edit and meeting.ends_at > at else 0,
        "line": OutcomeLineForm(user=request.user),
        "new_item": NewItemForm(prefix="punkt", sections=[item.section for item in agenda]),
        "key_date": KeyDateForm(prefix="datum"),
        "crumbs": crumbs(meeting)[:2],
    }
    return render_page(request, "meetings/meeting_detail.html", context | bound, status=status)


@require_http_methods(["GET", "POST"])
def meeting_new(request):
    groups = groups_to_call(request.user)
    ensure(policies.can_call_any(request.user))
    posted = request.POST if request.method == "POST" else None
    form = MeetingForm(posted, user=request.user, groups=groups, initial=_asked_for(request.GET))
    asked = [pk for pk in map(number_in, request.GET.getlist("med")) if pk]
    along = list(groups.filter(pk__in=asked)) if asked else []
    if posted is not None and form.is_valid():
        meeting = services.add_meeting(group=form.cleaned_data["group"], along=along, by=request.user, **form.facts())
        messages.success(request, _("The meeting is saved, and the group stands on the list of who is called."))
        return redirect(meeting)
    context = {"form": form, "along": along, "crumbs": crumbs()}
    return render_page(request, "meetings/meeting_form.html", context, status=200 if posted is None else 422)


def _asked_for(asked) -> dict:
    """What the address fills in beforehand, as the finder of times writes it: ?grupp=3&dag=2026-12-01&fran=09:00."""
    names = {"group": "grupp", "day": "dag", "starts": "fran", "ends": "till", "status": "status"}
    return {name: asked[key] for name, key in names.items() if asked.get(key)}


def groups_to_call(user):
    """The groups a user may call or save notes for: all for leads, else those they keep."""
    groups = Group.objects.visible_to(user).alphabetical()
    return groups if user.leads else groups.filter(pk__in=policies.groups_kept_by(user))


@says_when_locked
@require_http_methods(["GET", "POST"])
def meeting_edit(request, pk):
    meeting = editable_meeting(request, pk)
    title, trail = meeting.title, crumbs(meeting)
    posted = request.POST if request.method == "POST" else None
    form = MeetingForm(posted, instance=meeting, user=request.user)
    if posted is not None and form.is_valid():
        services.edit_meeting(meeting, form.facts(), by=request.user)
        messages.success(request, _("The meeting is saved."))
        return redirect(meeting)
    context = {"form": form, "meeting": meeting, "saved_title": title, "crumbs": trail}
    return render_page(request, "meetings/meeting_form.html", context, status=200 if posted is None else 422)


@require_http_methods(["GET", "POST"])
def meeting_share(request, pk):
    """A warned step: GET says what sharing means, POST does it."""
    meeting = editable_meeting(request, pk)
    if request.method == "POST":
        now = services.share_notes(meeting, by=request.user)
        messages.success(request, _("The notes are shared with all who take part."))
        mail_if_wanted(request, now)
        return redirect(meeting)
    context = {
        "meeting": meeting,
        "readers": page.readers_of_shared(),
        "mailing": mailing.mailing(meeting, shared=True),
        "crumbs": crumbs(meeting),
    }
    return render_page(request, "meetings/meeting_share.html", context)
