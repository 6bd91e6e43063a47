"""Saving what an organisation answers, so that nothing is lost and nobody is overwritten; and handing it in."""

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from portal import audit, notifications
from portal.notifications import Recipient
from surveys.answers import is_answered, same
from surveys.conditions import shown
from surveys.kinds import is_complete
from surveys.models import AnswerChange, Delegation, Question, Response, Round
from surveys.services import files
from surveys.services.given import Given
from surveys.services.reveals import reveal_if_due

RECEIPT_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that are mistaken for another when read aloud


class RoundClosedError(Exception):
    """The round takes no answers on this day."""


class AlreadySubmittedError(Exception):
    """The response is handed in and locked."""


class IncompleteError(Exception):
    """Required questions have no answer; `missing` holds them in order."""

    def __init__(self, missing):
        super().__init__(f"{len(missing)} required questions have no answer")
        self.missing = missing


class NotLentError(Exception):
    """A colleague's link does not reach this question, or no longer does."""


@dataclass(frozen=True)
class Saved:
    """The answer stands as given, or stood so already. `answer` is what is stored, None when nothing is."""

    answer: dict | None


@dataclass(frozen=True)
class Conflict:
    """Somebody else has written meanwhile: `theirs` is stored, `ours` is not. Nothing was overwritten."""

    theirs: dict
    ours: dict | None


@transaction.atomic
def save_answers(round, organisation, given: list[Given], *, by, at) -> dict[str, Saved | Conflict]:
    """Save each answer that differs from what is stored, unless somebody else wrote since; by identity.

    Holds the response's row, so that two at once come one after the other. An answer whose writer saw an older
    revision is a conflict, unless the writer changed nothing, or it was the same opened page that wrote last.
    """
    _ensure_open(round, at)
    _ensure_lent(given, by, at)
    response = _hold(round, organisation, create=any(one.content is not None for one in given))
    if response is None:
        return {one.question.identity: Saved(None) for one in given}
    if response.submitted_at:
        raise AlreadySubmittedError
    results = {one.question.identity: _save(response, one, by=by, at=at) for one in given}
    response.save(update_fields=["answers", "changed_at"])
    return results


def _save(response, given, *, by, at):
    identity = given.question.identity
    stored = response.answers.get(identity)
    given = files.brought_in(response, given, by=by, at=at)
    if given is None or same(stored, given.content):
        return Saved(stored)
    revision = (stored or {}).get("revision", 0)
    if _is_late(stored, given.base):
        return Saved(stored)
    written_elsewhere = revision != given.base.revision and not _same_page(stored, given.base)
    if written_elsewhere:
        if _untouched(response, given):
            return Saved(stored)
        return Conflict(theirs=stored, ours=given.content)
    answer = {
        **(given.content or {"value": None}),
        "revision": revision + 1,
        "by": by.name,
        "at": at.isoformat(timespec="seconds"),
        "page": given.base.page,
        **({"before": given.before} if given.before else {}),
        **({"turn": given.base.turn} if given.base.turn else {}),
    }
    response.answers[identity] = answer
    AnswerChange.objects.create(
        response=response,
        question=identity,
        answer=answer,
        at=at,
        by_name=by.name,
        by_user=by.user,
        by_invitation=by.invitation,
        by_delegation=by.delegation,
    )
    return Saved(answer)


def _same_page(stored, base):
    return bool(base.page) and (stored or {}).get("page") == base.page


def _is_late(stored, base):
    """Whether the same page has sent something newer, which came first: a slow line, or a message sent twice."""
    return _same_page(stored, base) and 0 < base.turn < stored.get("turn", 0)


def _untouched(response, given):
    """Whether the writer sends back exactly what they were shown: then they have not written at all."""
    if given.base.revision == 0:
        return not is_answered(given.content)
    shown = AnswerChange.objects.filter(
        response=response, question=given.question.identity, answer__revision=given.base.revision
    ).first()
    return shown is not None and same(shown.answer, given.content)


@transaction.atomic
def submit(round, organisation, *, by, at) -> Response:
    """Hand in the organisation's response and give its receipt; handed in already, the same receipt once more."""
    response = _hold(round, organisation, create=True)
    if response.submitted_at:
        return response
    _ensure_open(round, at)
    asked = shown(Question.objects.filter(questionnaire=round.questionnaire_id), response.answers)
    missing = [one for one in asked if one.is_required and not is_complete(one, response.answers.get(one.identity))]
    if missing:
        raise IncompleteError(missing)
    response.submitted_at = at
    response.submitted_by_name = by.name
    response.receipt = _new_receipt()
    response.save(update_fields=["submitted_at", "submitted_by_name", "receipt", "changed_at"])
    audit.record(by.user, "submitted survey response", response, invitation=by.invitation.pk if by.invitation else "")
    _owe_receipt(response, by)
    reveal_if_due(round, at=at)
    return response


def _owe_receipt(response, by):
    """A letter with the receipt's code to who handed in, when we know their address."""
    if not by.email:
        return
    invitation = by.invitation
    notifications.queue(
        "survey-receipt",
        to=Recipient.of(by.user) if by.user else Recipient(by.email, by.name, by.language, invitation.user),
        about=response,
        key=f"survey-receipt:{response.receipt}",
        context={"receipt": response.receipt, "invitation": invitation.pk if invitation else None},
    )


def _hold(round, organisation, *, create):
    """The organisation's response with its row locked; made first when there is something to put in it."""
    if create:
        Response.objects.get_or_create(round=round, organisation=organisation)
    return Response.objects.select_for_update().filter(round=round, organisation=organisation).first()


def _ensure_open(round, at):
    """Read the round afresh: it may have been closed or extended while the page was open."""
    if not Round.objects.get(pk=round.pk).is_open(on=timezone.localdate(at)):
        raise RoundClosedError


def _ensure_lent(given, by, at):
    """A colleague writes what was lent to them, as long as it is: it may have been taken back while they wrote."""
    if by.delegation is None:
        return
    lent = Delegation.objects.usable(at=at).filter(pk=by.delegation.pk).first()
    if lent is None or not {one.question.identity for one in given} <= set(lent.questions):
        raise NotLentError


def _new_receipt():
    letters = "".join(secrets.choice(RECEIPT_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
