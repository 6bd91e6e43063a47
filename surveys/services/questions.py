"""The questions of a draft: added, changed, moved and taken away one by one; whole questionnaires made and copied."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.forms import model_to_dict
from django.utils.translation import gettext as _

from portal import audit
from portal.revisions import claim
from surveys.models import Question, QuestionKind, Questionnaire, Round, RoundKind
from surveys.sectioning import broken_conditions
from surveys.services.persons import ensure_fits_persons
from surveys.services.rounds import hold_draft, invite, invite_instead

COPIED = [
    "section", "identity", "kind", "text", "help_text", "is_required", "allows_unknown", "allows_not_applicable",
    "options", "rows", "low_label", "high_label", "unit", "least", "most", "shown_if",
    "translations",
]  # fmt: skip


@transaction.atomic
def create_written_round(
    *, origin, questions, contacts, by, previous=None, agreement=None, spoken=None, **fields
) -> Round:
    """A draft with these unsaved questions; `fields` are title, letter, opens_on and closes_on, and more of a round.

    `spoken` are the questionnaire's own fields of language, as surveys.languages.spoken_like gives them.
    """
    questionnaire = Questionnaire.objects.create(
        title=fields["title"], origin=origin, agreement=agreement, created_by=by, **(spoken or {})
    )
    for position, question in enumerate(questions):
        question.questionnaire, question.position = questionnaire, position
    Question.objects.bulk_create(questions)
    round = Round.objects.create(
        questionnaire=questionnaire, agreement=agreement, previous=previous, created_by=by, **fields
    )
    invite(round, contacts)
    audit.record(by, "made survey round", round)
    return round


@transaction.atomic
def update_written_draft(round, *, contacts, by, **fields) -> Round:
    """Change everything about an unsent round but its questions."""
    round = hold_draft(round)
    for name, value in fields.items():
        setattr(round, name, value)
    ensure_fits_persons(round, round.questionnaire.questions.all())
    round.save(update_fields=list(fields))
    if round.kind != RoundKind.ANONYMOUS:
        round.open_links.all().delete()
    if not round.is_of_persons:  # persons are chosen on the page of recipients
        invite_instead(round, contacts)
    audit.record(by, "changed survey draft", round)
    return round


def copies_of(questionnaire) -> list[Question]:
    """Its questions once more, unsaved, with the same codes, so that answers can be compared from round to round."""
    return [Question(**model_to_dict(question, COPIED)) for question in questionnaire.questions.all()]


@transaction.atomic
def add_question(round, question, *, by) -> Question:
    """Put a question last on its page: after the last one with the same heading, or at the end."""
    round = hold_draft(round)
    ensure_takes(round, question.kind)
    asked = round.questionnaire.questions
    after = asked.filter(section=question.section, provision=None).aggregate(last=Max("position"))["last"]
    if after is None:
        after = asked.aggregate(last=Max("position"))["last"]
    question.questionnaire = round.questionnaire
    question.position = 0 if after is None else after + 1
    asked.filter(position__gte=question.position).update(position=F("position") + 1)
    question.save()
    _ensure_order(round)
    audit.record(by, "added survey question", round, question=question.identity)
    return question


def ensure_takes(round, kind):
    """ValidationError for a kind that the round cannot ask: a file could tell who sent it."""
    if round.is_of_persons and kind == QuestionKind.FILE:
        raise ValidationError(
            _(
                "Where each person answers alone no files are taken: a file can tell who sent it. Ask for a text instead."
            )
        )


@transaction.atomic
def edit_question(round, question, *, revision, by) -> Question:
    """Store a changed question. ChangedMeanwhile when somebody came first."""
    round = hold_draft(round)
    claim(question, revision)
    question.revision = revision + 1
    question.save()
    _ensure_order(round)
    audit.record(by, "changed survey question", round, question=question.identity)
    return question


@transaction.atomic
def move_question(round, question, *, up, by):
    """Let a question change places with its neighbour; at the end nothing happens."""
    round = hold_draft(round)
    asked = list(round.questionnaire.questions.select_for_update())
    place = next((number for number, one in enumerate(asked) if one.pk == question.pk), None)
    other = None if place is None else place + (-1 if up else 1)
    if other is None or not 0 <= other < len(asked):
        return
    one, two = asked[place], asked[other]
    one.position, two.position = two.position, one.position
    Question.objects.bulk_update([one, two], ["position"])
    _ensure_order(round)
    audit.record(by, "moved survey question", round, question=question.identity)


@transaction.atomic
def remove_question(round, question, *, by):
    """Take a question away. ValidationError when another's condition looks at it."""
    round = hold_draft(round)
    audit.record(by, "removed survey question", round, question=question.identity)
    round.questionnaire.questions.filter(pk=question.pk).delete()
    _ensure_order(round)


def _ensure_order(round):
    """Undo what would leave a condition looking at something that is not asked before it."""
    asked = list(round.questionnaire.questions.all())
    ensure_fits_persons(round, asked)
    if broken := broken_conditions(asked):
        raise ValidationError(
            _("The condition of %(code)s, “%(text)s”, would then look at a question that is not asked before it.")
            % {"code": broken[0].identity, "text": broken[0].text}
        )
