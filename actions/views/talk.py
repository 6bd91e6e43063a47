"""Comments, files and followers of an action."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from actions import policies, services
from actions.forms import CommentForm
from actions.forms.talk import FileForm
from actions.models import ActionChange, ActionFile, ActionItem
from actions.views.frame import crumbs_to, detail_page, visible_action
from portal.access import ensure
from portal.pages import render_page

FETCHED = "default-src 'none'; sandbox"  # an uploaded file may run nothing and load nothing


@require_POST
def action_comment(request, pk):
    """Write in the history. Whoever may act and sees the action may comment."""
    action = visible_action(request, pk)
    ensure(policies.can_comment(request.user, action))
    form = CommentForm(request.POST)
    if not form.is_valid():
        return detail_page(request, action, comment=form, status=422)
    services.comment(action, form.cleaned_data["comment"], by=request.user, at=timezone.now())
    return redirect(f"{action.get_absolute_url()}#historik")


def _own_comment(request, pk):
    """One's own comment that still stands; somebody else's is refused, what is no comment does not exist."""
    seen = ActionItem.objects.visible_to(request.user)
    rows = ActionChange.objects.filter(field=services.COMMENT, withdrawn_at=None, action__in=seen)
    change = get_object_or_404(rows.select_related("action"), pk=pk)
    ensure(change.by_id == request.user.pk)
    return change


@require_http_methods(["GET", "POST"])
def comment_edit(request, pk):
    """Mend what one wrote, for a while."""
    change = _own_comment(request, pk)
    action, at = change.action, timezone.now()
    posted = request.POST if request.method == "POST" else None
    initial = {"comment": change.comment, "revision": change.revision}
    form = CommentForm(posted, initial=initial, mends=True)
    in_time = services.can_mend(change, by=request.user, at=at)
    if posted is not None and form.is_valid():
        wish = form.cleaned_data
        try:
            services.edit_comment(change, wish["comment"], by=request.user, at=at, revision=wish["revision"])
        except ValidationError as error:
            form.add_error(None, error)
        except services.ChangedMeanwhile as meanwhile:
            form.data = form.data.copy()
            form.data["revision"] = meanwhile.current.revision
            words = _("You have changed the comment in another window. There it says: %(text)s")
            form.add_error(None, words % {"text": meanwhile.current.comment})
        else:
            messages.success(request, _("The comment is changed."))
            return redirect(f"{action.get_absolute_url()}#historik")
    context = {"form": form, "action": action, "in_time": in_time, "crumbs": crumbs_to(action)}
    return render_page(request, "actions/comment_form.html", context, status=422 if form.errors else 200)


@require_POST
def comment_withdraw(request, pk):
    """Take one's own comment back. That it stood there stays."""
    change = _own_comment(request, pk)
    services.withdraw_comment(change, by=request.user, at=timezone.now())
    messages.success(request, _("The comment is taken away. The history says that it stood there."))
    return redirect(f"{change.action.get_absolute_url()}#historik")


@require_POST
def action_follow(request, pk):
    """Follow, or no longer ("sluta"). Everybody who sees an action may follow it."""
    action = visible_action(request, pk)
    if "sluta" in request.POST:
        services.unfollow(action, by=request.user)
        messages.success(request, _("You no longer follow the action."))
    else:
        services.follow(action, by=request.user)
        messages.success(request, _("You follow the action. What happens stands in your letter."))
    return redirect(action)


@require_POST
def file_add(request, pk):
    action = visible_action(request, pk)
    ensure(policies.can_comment(request.user, action))
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            services.add_file(action, form.cleaned_data["file"], by=request.user, at=timezone.now())
        except ValidationError as error:
            form.add_error("file", error)
        else:
            messages.success(request, _("The file is saved."))
            return redirect(f"{action.get_absolute_url()}#filer")
    return detail_page(request, action, upload=form, status=422)


def _file(request, pk):
    seen = ActionItem.objects.visible_to(request.user)
    return get_object_or_404(ActionFile.objects.select_related("action"), pk=pk, action__in=seen)


@require_GET
def file_download(request, pk):
    """The file under the name it had, as something to keep and never to run."""
    row = _file(request, pk)
    try:
        content = row.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = FileResponse(content, as_attachment=True, filename=row.file_name)
    response["Content-Security-Policy"] = FETCHED
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def file_remove(request, pk):
    """Whoever put the file there, and who may change the action."""
    row = _file(request, pk)
    ensure(row.by_id == request.user.pk or policies.can_edit(request.user, row.action))
    services.remove_file(row, by=request.user, at=timezone.now())
    messages.success(request, _("The file is taken away. The history says that it was there."))
    return redirect(f"{row.action.get_absolute_url()}#filer")
