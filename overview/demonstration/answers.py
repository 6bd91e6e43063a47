"""An organisation's answers as they are kept, with their history: what every survey of the demonstration is made of."""

from datetime import datetime, timedelta

from overview.demonstration.county import create_dated
from surveys.models import AnswerChange, Response
from surveys.services.answers import RECEIPT_LETTERS


def stored(said, by, at, *, revision):
    """An answer as it is kept: what was said, and by whom and when."""
    return {**said, "revision": revision, "by": by.name, "at": at.isoformat(timespec="seconds"), "page": ""}


def change_one(changes, answers, invited):
    """A colleague has thought again about one of the figures."""
    figures = [change for change in changes if isinstance(change[1]["value"], int)]
    identity, before, _by, at = figures[len(figures) // 2]
    by, at = invited[-1], at + timedelta(minutes=25)
    figure = before["value"] - 1 if before["value"] else 1
    answers[identity] = stored({"value": figure}, by, at, revision=2)
    changes.append((identity, answers[identity], by, at))


def store_response(county, round, municipality, *, answers, changes, handed_in):
    latest: datetime = max(at for _identity, _answer, _by, at in changes)
    response = Response(round=round, organisation=municipality, answers=answers)
    if handed_in:
        letters = "".join(county.random.choice(RECEIPT_LETTERS) for _ in range(8))
        response.submitted_at = handed_in
        response.submitted_by_name = changes[-2][2].name
        response.receipt = f"{letters[:4]}-{letters[4:]}"
    create_dated([response], "started_at", [min(at for _identity, _answer, _by, at in changes)])
    Response.objects.filter(pk=response.pk).update(changed_at=handed_in or latest)
    AnswerChange.objects.bulk_create(
        AnswerChange(
            response=response,
            question=identity,
            answer=answer,
            at=at,
            by_name=by.name,
            by_user=by.user if by.user_id and place % 3 else None,
            by_invitation=by if not (by.user_id and place % 3) else None,
        )
        for place, (identity, answer, by, at) in enumerate(sorted(changes, key=lambda change: change[3]))
    )
