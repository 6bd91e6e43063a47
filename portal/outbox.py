"""The page Utskick: every letter with its state; in demonstration mode also what stood in it."""

import mailbox
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from portal.access import ensure
from portal.models import Letter, LetterState
from portal.pages import page_of, render_page


def may_read_outbox(user) -> bool:
    """Those who send: project leaders, administrators and auditors."""
    return user.is_authenticated and user.reads_outbox


@require_GET
def letter_list(request):
    ensure(may_read_outbox(request.user))
    letters = Letter.objects.all()
    counts = dict(letters.values_list("state").annotate(Count("pk")).order_by())
    state, search = request.GET.get("lage", ""), request.GET.get("sok", "").strip()
    if state in LetterState.values:
        letters = letters.filter(state=state)
    if search:
        letters = letters.filter(
            Q(to_address__icontains=search) | Q(to_name__icontains=search) | Q(subject__icontains=search)
        )
    context = {
        "page": page_of(request, letters),
        "states": [(value, label, counts.get(value, 0)) for value, label in LetterState.choices],
        "state": state,
        "search": search,
        "total": sum(counts.values()),
        "failed": counts.get(LetterState.FAILED, 0),
        "waiting": counts.get(LetterState.WAITING, 0) + counts.get(LetterState.SENDING, 0),
    }
    return render_page(request, "portal/letter_list.html", context, part="list")


@require_GET
def letter_detail(request, pk):
    ensure(may_read_outbox(request.user))
    letter = get_object_or_404(Letter, pk=pk)
    caught = caught_letter(letter.message_id) if settings.DEMO and settings.MAIL_CATCHER_DIR else None
    return render_page(request, "portal/letter_detail.html", {"letter": letter, "caught": caught})


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
    body = message.get_payload(decode=True) or b""
    return {
        "message_id": message["Message-ID"],
        "text": body.decode(message.get_content_charset() or "utf-8", errors="replace"),
    }
