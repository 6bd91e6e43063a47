"""What one person answers: taken once, apart from who it was, and never to be found again."""

import hashlib
import json
import uuid

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from surveys.answers import content
from surveys.models import PERSONS, AnsweredMark, PersonDraft, QuestionKind, Round, RoundKind, RoundState
from surveys.queries.definitions import definition
from surveys.services.answers import IncompleteError, RoundClosedError

# One statement is one transaction. The round's row is held by its key, and who closes it holds the whole of it, so that
# nobody answers while it is being closed; the mark of the invitation, or of the opened page, lets the answer in once.
MARK = 'INSERT INTO "surveys_answeredmark" (invitation_id) SELECT %(invitation)s FROM round_open'
PAGE = 'INSERT INTO "surveys_sentpage" (key, round_id) SELECT %(page)s, id FROM round_open'
TAKE = """
WITH round_open AS (
  SELECT id FROM "surveys_round" WHERE id = %(round)s AND kind = %(kind)s AND state = %(open)s
     AND opens_on <= %(day)s AND closes_on >= %(day)s FOR KEY SHARE
), first AS (
  {once} ON CONFLICT DO NOTHING RETURNING 1
), answer AS (
  INSERT INTO "surveys_personanswer" (id, round_id, organisation_id, answers)
  SELECT %(answer)s, %(round)s, %(organisation)s, %(answers)s FROM first RETURNING id
), pending AS (
  INSERT INTO "surveys_pendinganswer" (answer_id, round_id) SELECT id, %(round)s FROM answer
), texts AS (
  INSERT INTO "surveys_persontext" (id, round_id, organisation_id, question, text, themes)
  SELECT gen_random_uuid(), %(round)s, %(organisation)s, said.question, said.text, '[]'
    FROM first, unnest(%(questions)s::text[], %(texts)s::text[]) AS said(question, text)
)
SELECT (SELECT count(*) FROM round_open), (SELECT count(*) FROM answer)
"""


class NothingSaidError(Exception):
    """Not one question has an answer."""


class DraftMovedError(Exception):
    """The draft was written on another page meanwhile; `draft` is how it stands."""

    def __init__(self, draft):
        super().__init__(f"revision is now {draft.revision}")
        self.draft = draft


def submit_person(round, *, answers, organisation, invitation=None, page_key="", at) -> bool:
    """Take one person's answer in an anonymous round; False when this invitation or page has sent one before.

    `answers` is {identity: {"value"} or {"missing"}}; what is not asked with these answers is left behind. Raises
    RoundClosedError, IncompleteError (what must be answered) and NothingSaidError.
    """
    if invitation is None and not page_key:
        raise ValueError("an answer comes by an invitation or from an opened page")
    if invitation is not None and invitation.round_id != round.pk:
        raise ValueError("the invitation is to another round")
    counted = _counted(round, answers)
    values, texts = divided(round, counted)
    with connection.cursor() as cursor:
        cursor.execute(
            TAKE.format(once=MARK if invitation is not None else PAGE),
            {
                "round": round.pk,
                "kind": RoundKind.ANONYMOUS.value,
                "open": RoundState.OPEN.value,
                "day": timezone.localdate(at),
                "invitation": invitation.pk if invitation is not None else None,
                "page": page_mark(round, page_key),
                "answer": uuid.uuid4(),
                "organisation": organisation.pk if organisation is not None else None,
                "answers": json.dumps(values),
                "questions": list(texts),
                "texts": list(texts.values()),
            },
        )
        is_open, taken = cursor.fetchone()
    if not is_open:
        raise RoundClosedError
    return bool(taken)


def page_mark(round, page_key: str) -> str:
    """What is kept of an opened page: a hash, so that the row opens nothing."""
    return hashlib.sha256(f"{round.pk}:{page_key}".encode()).hexdigest()


def divided(round, answers: dict) -> tuple[dict, dict]:
    """(answers without texts, texts by question): they are stored apart, and nothing says that they belong together."""
    asked = definition(round).by_identity
    texts = {identity: one["value"] for identity, one in answers.items() if asked[identity].is_text}
    return {identity: bare(one) for identity, one in answers.items() if identity not in texts}, texts


def bare(answer: dict) -> dict:
    """An answer as it is stored: its value, or why there is none."""
    value, missing = content(answer)
    return {"value": None, "missing": str(missing)} if missing else {"value": value}


@transaction.atomic
def save_person_draft(invitation, *, answers, revision, at, send=False) -> PersonDraft:
    """Keep what a person has written so far in an individual round; `send` hands it in, and it can still be changed.

    Raises RoundClosedError, DraftMovedError when the page that was written on is not the newest, and with `send`
    IncompleteError and NothingSaidError.
    """
    rounds = Round.objects.select_for_update(of=("self",), no_key=True).select_related("questionnaire")
    round = rounds.get(pk=invitation.round_id)
    if round.kind != RoundKind.INDIVIDUAL or not round.is_open(on=timezone.localdate(at)):
        raise RoundClosedError
    if send:
        _counted(round, answers)
    PersonDraft.objects.get_or_create(invitation=invitation)
    draft = PersonDraft.objects.select_for_update().get(invitation=invitation)
    if draft.revision != revision:
        raise DraftMovedError(draft)
    draft.answers = {identity: bare(one) for identity, one in answers.items()}
    draft.revision += 1
    draft.is_submitted = draft.is_submitted or send
    draft.save()
    if send:
        AnsweredMark.objects.get_or_create(invitation=invitation)
    return draft


def _counted(round, answers):
    asked = definition(round)
    counted = asked.counted(answers)
    if not counted:
        raise NothingSaidError
    if missing := asked.missing(counted):
        raise IncompleteError(missing)
    return counted


def ensure_fits_persons(round, questions):
    """ValidationError when a question cannot be asked of persons: a file would tell whose it is."""
    if round.kind not in PERSONS:
        return
    if files := [one for one in questions if one.kind == QuestionKind.FILE]:
        raise ValidationError(
            _(
                "A file tells who sent it, so persons who answer alone cannot be asked for one. Take away: %(questions)s."
            )
            % {"questions": ", ".join(f"“{one.text}”" for one in files)}
        )
