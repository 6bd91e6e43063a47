"""The list of local forums, their contact persons as a workbook, a forum's page, and how it works."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from agreements.models import Activity, Agreement, HomeworkSubmission, Workspace
from agreements.views.frame import posted
from agreements.views.writing import store
from organisations.queries.groups import seats_of
from portal import dates
from portal.access import ensure
from portal.pages import page_of, render_page
from portal.tables import DAY, Column, write_table
from support import policies
from support.forms.forums import PartForm
from support.queries import forums, talks
from support.services import forums as services
from support.views.frame import PARTS, SIDES, asked_for, crumbs, slug_of, visible_forum

TALKS_SHOWN = 4


@require_GET
def forum_list(request):
    """Every forum by name, never ranked."""
    user, on = request.user, dates.today()
    sees_talks = policies.sees_every_talk(user)
    wish = forums.Wish.of(request.GET, sees_talks=sees_talks)
    page = page_of(request, forums.list_forums(user, wish, on=on))
    context = {
        "page": page,
        "rows": forums.forum_rows(user, page.object_list, at=timezone.now()),
        "wish": wish,
        "lacks": [(key, text) for key, text in wish.LACKS.items() if sees_talks or key != "samtal"],
        "figures": forums.count_lacking(user, on=on),
        "sees_talks": sees_talks,
        "coached": policies.coached_by(user),
        "today": on,
        "parts": len(PARTS),
    }
    return render_page(request, "support/forum_list.html", context)


CONTACT_COLUMNS = [
    Column("forum", gettext_lazy("Forum"), width=30),
    Column("area", gettext_lazy("Area"), width=18),
    Column("part", gettext_lazy("Part in the forum"), width=30),
    Column("name", pgettext_lazy("person", "Name"), width=26),
    Column("organisation", gettext_lazy("Organisation"), width=26),
    Column("address", gettext_lazy("E-mail"), width=32),
    Column("phone", gettext_lazy("Telephone"), width=18),
    Column("since", gettext_lazy("From"), kind=DAY, width=12),
]


@require_GET
def forum_contacts(request):
    """Contact persons and coaches of the forums as they are filtered, one to a row, as a workbook (001-17)."""
    on = dates.today()
    wish = forums.Wish.of(request.GET, sees_talks=policies.sees_every_talk(request.user))
    rows = [row for forum in forums.list_forums(request.user, wish, on=on) for row in _contact_rows(forum)]
    data = write_table(CONTACT_COLUMNS, rows, title=_("Contact persons"))
    name = f"{pgettext('file name', 'contact-persons')}-{on.isoformat()}.xlsx"
    return HttpResponse(
        data,
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _contact_rows(forum):
    area = {"forum": forum.name, "area": forum.grouping.name if forum.grouping else ""}
    for _side, label, contact in forums.by_side(forum.contacts_now):
        row = area | {"part": _("Contact person, %(side)s") % {"side": str(label).lower()}}
        if contact is None:
            yield row | {"name": _("Missing")}
            continue
        yield row | {
            "name": contact.name,
            "organisation": contact.organisation.short_name if contact.organisation else "",
            "address": contact.reached_at,
            "phone": contact.called_at,
            "since": contact.since,
        }
    for row in forum.coaches_now:
        person = {"name": row.coach.get_full_name(), "address": row.coach.email, "phone": row.coach.phone}
        yield area | person | {"part": _("Coach"), "since": row.since}


@require_GET
def forum_detail(request, pk):
    return forum_page(request, visible_forum(request, pk))


def forum_page(request, forum, *, opened="", bound=None, status=200):
    """All about one forum; `opened` is the part that stands open to be written, `bound` its form that came back."""
    user, on = request.user, dates.today()
    writes = policies.can_write_forum(user, forum)
    sees_talks = policies.can_see_talks(user, forum)
    had = list(talks.talks_of(forum, user)[: TALKS_SHOWN + 1]) if sees_talks else []
    coaches, coached = forums.coaching_of(forum, on=on)
    parts = forums.parts_of(forum)
    visible = Activity.objects.visible_to(user)
    homework = HomeworkSubmission.objects.filter(group=forum, activity__in=visible).select_related("activity")
    context = {
        "forum": forum,
        "group": forum,  # as the panels of a group's page know it
        "parts": [
            (part, slug_of(part.kind, PARTS), _part_form(part, opened, bound) if writes else None) for part in parts
        ],
        "opened": opened,
        "settled": sum(part.is_settled for part in parts),
        "sides": [(side, slug_of(side.side, SIDES)) for side in forums.sides_of(forum, on=on)],
        "coaches": coaches,
        "coached": coached,
        "sees_talks": sees_talks,
        "talks": had[:TALKS_SHOWN],
        "more_talks": len(had) > TALKS_SHOWN,
        "next_on": had[0].next_on if had else None,
        "seats": seats_of(forum),
        "homework": sorted(homework, key=lambda one: (one.handed_in_at is not None, one.due_on or on)),
        "workspaces": list(
            Workspace.objects.filter(group=forum, plan__agreement__in=Agreement.objects.visible_to(user))
        ),
        "writes": writes,
        "may_assign": policies.can_assign_coaches(user),
        "may_add_talk": policies.can_add_talk(user, forum),
        "today": on,
        "crumbs": crumbs(),
    }
    return render_page(request, "support/forum_detail.html", context, status=status)


def _part_form(part, opened, bound):
    if bound is not None and part.kind == opened:
        return bound
    return PartForm(instance=part, auto_id=f"id_{part.kind}_%s")


@require_http_methods(["GET", "POST"])
def forum_part(request, pk, part):
    """One of the five parts, written where it stands: the forum's page with that part open."""
    forum = visible_forum(request, pk)
    kind = asked_for(part, PARTS)
    ensure(policies.can_write_forum(request.user, forum))
    if request.method == "GET":
        return forum_page(request, forum, opened=kind)
    row = next(one for one in forums.parts_of(forum) if one.kind == kind)
    form = PartForm(posted(request), instance=row, auto_id=f"id_{kind}_%s")

    def deed():
        services.settle_part(form.instance, revision=form.cleaned_data["revision"], by=request.user, on=dates.today())

    if form.is_valid() and store(form, deed):
        messages.success(request, _("What you have settled is saved."))
        return redirect(reverse("forum-detail", args=[pk]) + f"#{part}")
    return forum_page(request, forum, opened=kind, bound=form, status=422)
