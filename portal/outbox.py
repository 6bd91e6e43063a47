"""The page Utskick: every letter with its state; in demonstration mode also what stood in it."""

import mailbox
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal import audit
from portal.access import ensure
from portal.asked import words_in
from portal.celery import wake
from portal.incoming import text_of
from portal.models import Letter, LetterState
from portal.notifications import DISCREET
from portal.pages import page_of, render_page

SENT_AGAIN = "sent the letter again"
AGAIN = (LetterState.FAILED, LetterState.BOUNCED)


def may_read_outbox(user) -> bool:
    """Those who send: project leaders, administrators and auditors."""
    return user.is_authenticated and user.reads_outbox


def may_send_again(user, letter) -> bool:
    """Those who lead, and only what could not be delivered or came back."""
    return user.is_authenticated and user.leads and letter.state in AGAIN


@require_GET
def letter_list(request):
    ensure(may_read_outbox(request.user))
    aside = Q(kind__in=DISCREET)
    rows = Letter.objects.values_list("state").annotate(
        listed=Count("pk", filter=~aside), unlisted=Count("pk", filter=aside)
    )
    counts, unlisted = {}, 0
    for value, number, hidden in rows.order_by():
        counts[value], unlisted = number, unlisted + hidden
    state, search = request.GET.get("lage", ""), words_in(request.GET.get("sok", ""))
    context = {
        "page": page_of(request, _found(state, search)),
        "states": [(value, label, counts.get(value, 0)) for value, label in LetterState.choices if counts.get(value)],
        "state": state,
        "search": search,
        "filtered": bool(state or search),
        "total": sum(counts.values()),
        "failed": counts.get(LetterState.FAILED, 0) + counts.get(LetterState.BOUNCED, 0),
        "unlisted": unlisted,
        "waiting": counts.get(LetterState.WAITING, 0) + counts.get(LetterState.SENDING, 0),
    }
    return render_page(request, "portal/letter_list.html", context, part="list")


def _listed():
    """Every letter but those of which the list itself would tell too much."""
    return Letter.objects.exclude(kind__in=DISCREET)


def _found(state, search):
    letters = _listed()
    if state in LetterState.values:
        letters = letters.filter(state=state)
    if search:
        letters = letters.filter(
            Q(to_address__icontains=search) | Q(to_name__icontains=search) | Q(subject__icontains=search)
        )
    return letters


@require_GET
def letter_detail(request, pk):
    ensure(may_read_outbox(request.user))
    letter = get_object_or_404(_listed(), pk=pk)
    context = {
        "letter": letter,
        "about": about_link(letter),
        "again": [entry for entry in audit.entries_about(letter) if entry.verb == SENT_AGAIN],
        "caught": caught_letter(letter.message_id) if settings.DEMO and settings.MAIL_CATCHER_DIR else None,
        "may_send_again": may_send_again(request.user, letter),
        "crumbs": [(_("Letters"), reverse("letter-list"))],
    }
    return render_page(request, "portal/letter_detail.html", context)


@require_http_methods(["GET", "POST"])
def letter_again(request, pk):
    """Ask, then owe a letter once more that could not be delivered."""
    ensure(may_read_outbox(request.user))
    letter = get_object_or_404(_listed(), pk=pk)
    ensure(request.user.leads)
    ensure(may_send_again(request.user, letter), _("Only a letter that was not delivered can be sent again."))
    if request.method == "POST":
        send_again(letter, by=request.user, at=timezone.now())
        messages.success(request, _("The letter is on its way again."))
        return redirect("letter-detail", pk)
    crumbs = [(_("Letters"), reverse("letter-list")), (letter.to_address, reverse("letter-detail", args=[pk]))]
    return render_page(request, "portal/letter_again.html", {"letter": letter, "crumbs": crumbs})


@transaction.atomic
def send_again(letter, *, by, at):
    """Put a failed letter back among those that wait, with new tries; does nothing when it is not failed any more."""
    changed = Letter.objects.filter(pk=letter.pk, state__in=AGAIN).update(
        state=LetterState.WAITING, attempts=0, error="", send_after=at, sent_at=None, leased_until=None
    )
    if changed:
        audit.record(by, SENT_AGAIN, letter)
        wake("portal.send_letters")


def about_link(letter):
    """(text, address) of what a letter is about, when it still exists and has a page; else None."""
    try:
        thing = apps.get_model(letter.about_label).objects.filter(pk=letter.about_pk).first()
    except (LookupError, ValueError):
        return None
    return (str(thing), thing.get_absolute_url()) if hasattr(thing, "get_absolute_url") else None


def caught_letter(message_id: str):
    """The newest letter with this Message-ID in the local mail catcher's Maildir: text and headers, or None."""
    folder = Path(settings.MAIL_CATCHER_DIR)
    if not (folder / "new").is_dir():
        return None
    for path in sorted((folder / "new").iterdir(), key=lambda path: path.stat().st_mtime, reverse=True):
        found = _read(path)
        if found["message_id"] == message_id:
            return found
    return None


@lru_cache(maxsize=4096)
def _read(path: Path) -> dict:
    with path.open("rb") as file:
        message = mailbox.MaildirMessage(file)
    parts = [part for part in message.walk() if not part.is_multipart()]
    text = next((part for part in parts if part.get_content_type() == "text/plain"), parts[0])
    return {
        "message_id": message["Message-ID"],
        "text": text_of(text),
        "parts": [_described(part) for part in parts if part is not text],
    }


def _described(part) -> dict:
    """What goes with a letter's text: its name and kind, and what a calendar part says."""
    is_calendar = part.get_content_type() == "text/calendar"
    return {
        "name": part.get_filename() or "",
        "kind": part.get_content_type(),
        "method": str(part.get_param("method", "")) if is_calendar else "",
        "text": text_of(part).replace("\r\n", "\n") if is_calendar else "",
    }
