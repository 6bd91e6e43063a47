"""An adjuster's page with one button, and the minutes by mail."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from meetings import services
from meetings.forms.minutes import MailForm
from meetings.models import Adjuster, MinutesStage, NotesState
from meetings.queries import mailing, minutes
from meetings.views.frame import crumbs, editable_meeting, readable_meeting, says_when_locked
from portal.pages import render_page


@says_when_locked
@require_http_methods(["GET", "POST"])
def minutes_approve(request, pk):
    """Read and approve: the wording that stood on the page. The last one may send the minutes by mail at once."""
    meeting, _keeps = readable_meeting(request, pk)
    own = get_object_or_404(Adjuster, meeting=meeting, user=request.user)
    if request.method == "GET":
        return _approve_page(request, meeting, own)
    try:
        now = services.approve(meeting, sha256=request.POST.get("sha256", ""), by=request.user, at=timezone.now())
    except services.NotNow:
        messages.warning(request, _("The minutes have changed meanwhile. Look at them again."))
        return redirect("minutes", pk=meeting.pk)
    locked = _("The minutes are approved by all and locked.")
    messages.success(request, locked if now.is_locked else _("You have approved the minutes."))
    if now.is_locked:
        mail_if_wanted(request, now)
    return redirect("minutes", pk=meeting.pk)


def _approve_page(request, meeting, own):
    content = minutes.current(meeting)
    sha256 = minutes.hash_of(content)
    others = meeting.adjusters.exclude(pk=own.pk)
    is_last = not others.exclude(sha256=sha256).exists() and others.count() + 1 >= meeting.adjusters_needed
    context = {
        "meeting": meeting,
        "content": content,
        "sha256": sha256,
        "may_approve": meeting.stage == MinutesStage.ADJUSTING and own.sha256 != sha256,
        "mailing": mailing.mailing(meeting) if is_last else None,
        "crumbs": [*crumbs(meeting)],
    }
    return render_page(request, "meetings/minutes_approve.html", context)


def mail_if_wanted(request, meeting):
    """The tick of the approve and share pages; says how many letters are on their way."""
    form = MailForm(request.POST)
    if form.is_valid() and form.cleaned_data["mail"]:
        _say_sent(request, services.mail_minutes(meeting, by=request.user))


def _say_sent(request, letters):
    if letters:
        words = ngettext("%(number)d letter is on its way.", "%(number)d letters are on their way.", letters)
        messages.success(request, words % {"number": letters})
    else:
        messages.info(request, _("Everybody with an address has been sent this wording already."))


@require_http_methods(["GET", "POST"])
def minutes_mail(request, pk):
    """GET shows who gets the minutes and who does not; POST sends them. Nobody gets the same wording twice."""
    meeting = editable_meeting(request, pk)
    is_ready = meeting.is_locked or meeting.notes_state == NotesState.SHARED
    if request.method == "POST" and is_ready:
        _say_sent(request, services.mail_minutes(meeting, by=request.user))
        return redirect("minutes", pk=meeting.pk)
    context = {
        "meeting": meeting,
        "is_ready": is_ready,
        "mailing": mailing.mailing(meeting),
        "crumbs": crumbs(meeting),
    }
    return render_page(request, "meetings/minutes_mail.html", context, status=200 if request.method == "GET" else 422)
