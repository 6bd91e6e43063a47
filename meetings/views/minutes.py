"""The life of minutes on one page: comments, adjusters, approval, the approved wordings and reopening."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings import policies, services
from meetings.forms.minutes import AdjustersForm, CommentForm, CommentsByForm, ReopenForm
from meetings.models import ItemComment, WordTemplate
from meetings.queries import minutes
from meetings.views.agenda import editable_item
from meetings.views.frame import crumbs, editable_meeting, readable_meeting, says_when_locked
from portal.access import ensure
from portal.pages import render_page


@require_GET
def minutes_page(request, pk):
    meeting, keeps = readable_meeting(request, pk)
    return _page(request, meeting, keeps)


def _page(request, meeting, keeps, *, status=200, **bound):
    content = minutes.current(meeting)
    sha256 = minutes.hash_of(content)
    adjusters = list(meeting.adjusters.select_related("user"))
    context = {
        "meeting": meeting,
        "keeps": keeps,
        "content": content,
        "sha256": sha256,
        "adjusters": adjusters,
        "agreed": sum(one.sha256 == sha256 for one in adjusters),
        "own": next((one for one in adjusters if one.user_id == request.user.pk), None),
        "approvals": minutes.approvals(meeting),
        "points": minutes.commented(meeting, request.user),
        "may_comment": policies.can_comment(request.user, meeting),
        "comment": CommentForm(prefix="synpunkt"),
        "comments_by": CommentsByForm(initial={"comments_by": meeting.comments_by}, prefix="till"),
        "to_adjusters": AdjustersForm(
            meeting=meeting,
            initial={"adjusters": [one.user_id for one in adjusters], "adjust_by": meeting.adjust_by},
            prefix="justerare",
        ),
        "templates": list(WordTemplate.objects.defer("content")),
        "crumbs": crumbs(meeting),
    }
    return render_page(request, "meetings/minutes.html", context | bound, status=status)


def _again(request, meeting):
    """Back to the page when the minutes have come to another stage, or another wording, meanwhile."""
    messages.warning(request, _("The minutes have changed meanwhile. Look at them again."))
    return redirect("minutes", pk=meeting.pk)


@says_when_locked
@require_POST
def minutes_comments(request, pk):
    """Out for comments, or another day to comment by."""
    meeting = editable_meeting(request, pk)
    form = CommentsByForm(request.POST, prefix="till")
    if not form.is_valid():
        return _page(request, meeting, True, comments_by=form, status=422)
    try:
        services.send_for_comments(meeting, by=request.user, **form.cleaned_data)
    except services.NotNow:
        return _again(request, meeting)
    messages.success(request, _("The minutes are out for comments. Everybody in the group can write under each point."))
    return redirect("minutes", pk=meeting.pk)


@says_when_locked
@require_POST
def comment_add(request, pk, item_pk):
    meeting, keeps = readable_meeting(request, pk)
    item = editable_item(request, meeting, item_pk)
    if meeting.is_locked:
        raise services.Locked(meeting)
    ensure(policies.can_comment(request.user, meeting))
    form = CommentForm(request.POST, prefix="synpunkt")
    if not form.is_valid():
        return _page(request, meeting, keeps, comment=form, comment_item=item.pk, status=422)
    try:
        services.comment_on(item, form.cleaned_data["text"], by=request.user, at=timezone.now())
    except services.NotNow:
        return _again(request, meeting)
    return _to_point(meeting, item.pk)


@says_when_locked
@require_POST
def comment_settle(request, pk, row_pk):
    meeting = editable_meeting(request, pk)
    rows = ItemComment.objects.filter(item__in=meeting.agenda.for_eyes_of(request.user))
    comment = get_object_or_404(rows.select_related("item__meeting"), pk=row_pk)
    services.settle_comment(comment, by=request.user, at=timezone.now())
    return _to_point(meeting, comment.item_id)


def _to_point(meeting, item_pk):
    response = redirect("minutes", pk=meeting.pk)
    response["Location"] += f"#s{item_pk}"
    return response


@says_when_locked
@require_POST
def minutes_adjusters(request, pk):
    meeting = editable_meeting(request, pk)
    form = AdjustersForm(request.POST, meeting=meeting, prefix="justerare")
    if not form.is_valid():
        return _page(request, meeting, True, to_adjusters=form, status=422)
    try:
        facts = form.cleaned_data
        services.send_to_adjusters(meeting, list(facts["adjusters"]), adjust_by=facts["adjust_by"], by=request.user)
    except services.NotNow:
        return _again(request, meeting)
    messages.success(request, _("The minutes are sent to those who adjust them."))
    return redirect("minutes", pk=meeting.pk)


@says_when_locked
@require_POST
def minutes_back(request, pk):
    meeting = editable_meeting(request, pk)
    try:
        services.back_to_writing(meeting, by=request.user)
    except services.NotNow:
        return _again(request, meeting)
    messages.success(request, _("The minutes are being written again."))
    return redirect("minutes", pk=meeting.pk)


@require_http_methods(["GET", "POST"])
def minutes_reopen(request, pk):
    """A warned step with a reason that stays."""
    meeting = editable_meeting(request, pk)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.reopen(meeting, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
        except services.NotNow:
            return _again(request, meeting)
        messages.success(request, _("The minutes are open. The approved wording and your reason are kept."))
        return redirect("minutes", pk=meeting.pk)
    context = {"meeting": meeting, "form": form, "crumbs": crumbs(meeting)}
    status = 200 if request.method == "GET" else 422
    return render_page(request, "meetings/minutes_reopen.html", context, status=status)
