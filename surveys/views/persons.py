"""Persons answer for themselves: the whole survey on one page, sent once (anonymous) or kept and sent (individual)."""

import json
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal import dates
from portal.pages import render_page
from portal.prepared import may_be_prepared, prepared
from portal.secret_pages import keep_secret
from surveys import guesses
from surveys.forms.persons import Filled, page_key, read_page
from surveys.languages import choices_of, localised
from surveys.models import Invitation, Round, RoundKind
from surveys.queries.definitions import definition
from surveys.queries.open_doors import open_link, open_link_to_show
from surveys.queries.persons_asked import invitation_of
from surveys.services.answers import IncompleteError, RoundClosedError
from surveys.services.persons import DraftMovedError, NothingSaidError, save_person_draft, submit_person
from surveys.sharing import sharing_rule
from surveys.views.links import answered_already, no_entry

PAGE = "surveys/person_answer.html"
NOT_SAID = ("csrfmiddlewaretoken", "page", "revision", "later", "enter")


@dataclass(frozen=True)
class Seat:
    """Where one person answers: by an invitation, or by an open link."""

    round: Round
    organisation: object | None
    invitation: Invitation | None = None
    draft: object | None = None

    @property
    def is_individual(self) -> bool:
        return self.round.kind == RoundKind.INDIVIDUAL


@login_not_required
@keep_secret
@require_http_methods(["GET", "POST"])
def open_answer(request, token):
    """Answer an anonymous round by an address that many have. At most a statement to show it, two to take an answer."""
    link = open_link(token) if request.method == "POST" else open_link_to_show(token)
    if link is None:
        if guesses.too_many(request):
            return no_entry(request, "busy", status=429)
        guesses.count_miss(request)
        return no_entry(request, "unknown", status=404)
    if link.revoked_at:
        return no_entry(request, "revoked-open", status=410, texts=_written(request))
    return _answer(request, Seat(link.round, link.organisation))


@login_not_required
@keep_secret
@require_http_methods(["GET", "POST"])
def person_answer(request, pk):
    """Answer as the person an invitation is to: by the link whose button was pressed, or signed in."""
    seat = _seat(request, pk)
    if seat is None:
        return _not_seated(request)
    if seat.round.kind == RoundKind.ANONYMOUS and seat.invitation.has_answered:
        return answered_already(request, seat.round)
    return _answer(request, seat)


def _seat(request, pk):
    invitation = invitation_of(request, pk)
    if invitation is None:
        return None
    return Seat(invitation.round, invitation.organisation, invitation, getattr(invitation, "draft", None))


def _not_seated(request):
    texts = _written(request)
    if request.user.is_authenticated and not texts:
        raise Http404
    return no_entry(request, "forgotten-person", status=404, texts=texts)


def _written(request) -> list[str]:
    """What was written in words on a page that nobody takes in any more: given back, so that it is not lost."""
    said = (value for name, values in request.POST.lists() if name not in NOT_SAID for value in values)
    return [value for value in said if " " in value.strip()]


def _answer(request, seat):
    round, today = seat.round, dates.today()
    if round.is_over(on=today):
        return _late(request, seat)
    if not round.is_open(on=today):
        return render_page(request, "surveys/person_wait.html", {"round": localised(round), "section": "enkater"})
    if request.method == "POST":
        return _take_draft(request, seat) if seat.is_individual else _take(request, seat)
    return _show(request, seat)


def _show(request, seat, filled=None, *, status=200, trouble="", revision=None):
    """The whole survey. Where nothing on it is the visitor's own it is drawn once and given to all."""
    key = page_key(request.POST)
    if filled is None and not seat.is_individual and may_be_prepared(request):
        response = prepared(request, _looks(seat), lambda markers: _drawn(request, seat, markers), page_key=key)
    else:
        context = _context(seat, filled or Filled()) | {
            "page_key": key,
            "trouble": trouble,
            "revision": revision if revision is not None else seat.draft.revision if seat.draft else 0,
        }
        response = render_page(request, PAGE, context, status=status)
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


def show_person_preview(request, round):
    """The whole survey as a person sees it, for who makes it: it cannot be sent from here."""
    if request.method == "POST":
        return redirect(round)
    context = _context(Seat(round, None), Filled()) | {"is_preview": True}
    return render_page(request, PAGE, context)


def _looks(seat):
    """All that the page of a seat depends on."""
    round, organisation = seat.round, seat.organisation
    return (
        "person", round.pk, round.title, round.closes_on, round.min_persons, round.questionnaire.frozen_at,
        str(round.translations), organisation.name if organisation else "", seat.invitation is None,
    )  # fmt: skip


def _drawn(request, seat, markers):
    return render_to_string(PAGE, _context(seat, Filled()) | markers, request)


def _context(seat, filled):
    asked = definition(seat.round)
    typed = filled.typed
    stored = seat.draft.answers if seat.draft and not typed else {}
    conditions = asked.conditions
    sections = [
        {"number": one.number, "title": one.title, "rows": [_row(each, filled, conditions) for each in one.asked]}
        for one in asked.sections(stored, typed)
    ]
    rows = [row for section in sections for row in section["rows"]]
    return {
        "round": localised(seat.round),
        "introduction": localised(seat.round.questionnaire).intro,
        "languages_of_survey": choices_of(seat.round.questionnaire),
        "organisation": seat.organisation,
        "is_individual": seat.is_individual,
        "draft": seat.draft,
        "sharing": sharing_rule(seat.round),
        "sections": sections,
        "count": len(rows),
        "must": sum(row["must"] for row in rows),
        "faults": [row for row in rows if row["errors"]],
        "has_conditions": asked.has_conditions,
        "storage_key": f"fardplan-person:{seat.round.pk}",
        "section": "enkater",
    }


def _row(asked, filled, conditions):
    identity = asked.question.identity
    words, tree = conditions.get(identity, ("", None))
    return {
        "asked": asked,
        "question": asked.question,
        "errors": filled.errors.get(identity, []),
        "must": asked.question.is_required,
        "condition": words,
        "tree": json.dumps(tree, ensure_ascii=False) if tree else "",
    }


def _take(request, seat):
    """Take an anonymous answer in, once."""
    filled = read_page(definition(seat.round), request.POST)
    if filled.errors:
        return _show(request, seat, filled, status=422)
    if "enter" in request.POST:  # the Enter key in a field, without script: nobody has pressed the button
        return _show(
            request, seat, filled, trouble=_("Press “Send the answers” at the end of the page when you are done.")
        )
    try:
        taken = submit_person(
            seat.round,
            answers=filled.answers,
            organisation=seat.organisation,
            invitation=seat.invitation,
            page_key=page_key(request.POST),
            at=timezone.now(),
        )
    except (IncompleteError, NothingSaidError) as error:
        return _refused(request, seat, filled, error)
    except RoundClosedError:
        return _late(request, seat)
    if not taken and seat.invitation:
        return answered_already(request, seat.round)
    return redirect(f"{reverse('survey-thanks')}?enkat={seat.round.pk}")


def _refused(request, seat, filled, error):
    """What must be answered is not, or nothing was answered at all."""
    if isinstance(error, IncompleteError):
        filled.refuse(error.missing)
        return _show(request, seat, filled, status=422)
    return _show(request, seat, filled, status=422, trouble=_("Answer at least one question before you send."))


def _take_draft(request, seat):
    """Keep an individual answer, and hand it in when that button was pressed."""
    filled, send = read_page(definition(seat.round), request.POST), "later" not in request.POST
    if filled.errors:
        return _show(request, seat, filled, status=422, revision=_revision(request))
    try:
        save_person_draft(
            seat.invitation, answers=filled.answers, revision=_revision(request), at=timezone.now(), send=send
        )
    except (IncompleteError, NothingSaidError) as error:
        return _refused(request, seat, filled, error)
    except DraftMovedError as moved:
        return _show(request, seat, filled, status=409, trouble=_moved(), revision=moved.draft.revision)
    except RoundClosedError:
        return _late(request, seat)
    return redirect("survey-person-sent" if send else "survey-person-kept", seat.round.pk)


def _moved():
    return _(
        "You have written in this survey on another device or in another window since this page was opened. What you see below is what you wrote here. Send it if this is what shall stand; open your link again to see what you wrote there."
    )


@login_not_required
@keep_secret
@require_POST
def person_save(request, pk):
    """Keep an individual answer as it is written: what cannot be read yet stays as it was."""
    seat = _seat(request, pk)
    if seat is None or not seat.is_individual:
        return render_page(request, "surveys/person_saved.html", {"why": "forgotten"}, status=404)
    filled, kept = read_page(definition(seat.round), request.POST), dict(filled_before(seat))
    answers = filled.answers | {one: kept[one] for one in filled.errors if one in kept}
    try:
        draft = save_person_draft(seat.invitation, answers=answers, revision=_revision(request), at=timezone.now())
    except DraftMovedError:
        return render_page(request, "surveys/person_saved.html", {"why": "moved"}, status=409)
    except RoundClosedError:
        return render_page(request, "surveys/person_saved.html", {"why": "closed"}, status=410)
    context = {"draft": draft, "saved_at": timezone.now(), "wrong": len(filled.errors)}
    return render_page(request, "surveys/person_saved.html", context)


def filled_before(seat) -> dict:
    return seat.draft.answers if seat.draft else {}


def _revision(request) -> int:
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isdecimal() and len(sent) < 9 else 0


@login_not_required
@keep_secret
@require_GET
def person_kept(request, pk):
    """That what was written is kept, and how to come back; or that it is sent."""
    seat = _seat(request, pk)
    if seat is None or not seat.is_individual:
        return _not_seated(request)
    context = {
        "round": localised(seat.round),
        "sent": request.resolver_match.url_name == "survey-person-sent" and seat.draft and seat.draft.is_submitted,
        "open_now": seat.round.is_open(on=dates.today()),
        "section": "enkater",
    }
    return render_page(request, "surveys/person_kept.html", context)


@login_not_required
@keep_secret
@require_GET
def person_thanks(request):
    """The same page for everybody: nothing on it ties to an answer. The browser forgets what was typed."""
    number = request.GET.get("enkat", "")
    known = number if number.isascii() and number.isdecimal() and len(number) < 12 else ""
    context, page = {"storage_round": known, "section": "enkater"}, "surveys/person_thanks.html"
    if may_be_prepared(request, f"enkat={known}"):
        return prepared(request, ("thanks", known), lambda own: render_to_string(page, context | own, request))
    return render_page(request, page, context)


def _late(request, seat):
    """The round is closed for good; who had written something sees it, to keep for themselves."""
    asked = definition(seat.round).by_identity
    typed = read_page(definition(seat.round), request.POST).typed if request.method == "POST" else {}
    texts = [(asked[identity].text, raw) for identity, raw in typed.items() if asked[identity].is_text and raw]
    context = {"round": localised(seat.round), "texts": texts, "section": "enkater"}
    return render_page(request, "surveys/person_late.html", context, status=410)
