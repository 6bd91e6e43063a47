"""The languages of a survey that is being made: added, translated page by page, and taken away."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit
from portal.revisions import claim
from surveys.known_words import known_words, translated_by_itself
from surveys.languages import languages_of, worded_for
from surveys.models import Question, Questionnaire, Round, RoundState
from surveys.services.rounds import hold_draft
from surveys.translating import head_mark


class HeadChangedError(Exception):
    """Somebody else translated the title or the letter meanwhile."""


@transaction.atomic
def add_language(round, language, *, by) -> int:
    """One more language; what the portal can translate by itself is there at once. How many questions that reached."""
    round, questionnaire = _hold(round)
    if language not in dict(settings.LANGUAGES):
        raise ValidationError(_("The portal does not speak that language."))
    if language in languages_of(questionnaire):
        raise ValidationError(_("The survey has that language already."))
    questionnaire.translations[language] = {}
    questionnaire.save(update_fields=["translations"])
    known, reached = known_words(questionnaire.language, language), []
    for question in questionnaire.questions.select_for_update():
        if words := translated_by_itself(question, language, known):
            question.translations[language] = words
            reached.append(question)
    Question.objects.bulk_update(reached, ["translations"])
    audit.record(by, "added survey language", round, language=language)
    return len(reached)


@transaction.atomic
def remove_language(round, language, *, by):
    """Take a language away with all that was translated to it."""
    round, questionnaire = _hold(round)
    changed = [one for one in questionnaire.questions.select_for_update() if one.translations.pop(language, None)]
    Question.objects.bulk_update(changed, ["translations"])
    for thing in (questionnaire, *_alike(round)):
        thing.translations.pop(language, None)
        thing.save(update_fields=["translations"])
    audit.record(by, "removed survey language", round, language=language)


@transaction.atomic
def say_written_in(round, language, *, by):
    """Say which language the questions are written in."""
    round, questionnaire = _hold(round)
    if language not in dict(settings.LANGUAGES):
        raise ValidationError(_("The portal does not speak that language."))
    if language in questionnaire.translations:
        raise ValidationError(_("The survey is translated to that language. Take the translation away first."))
    questionnaire.language = language
    questionnaire.save(update_fields=["language"])
    audit.record(by, "changed survey draft", round, written_in=language)


@transaction.atomic
def translate_questions(round, language, said, *, by) -> int:
    """Store translated questions: [(question, its words, the revision its translator saw)]; how many were changed.

    ChangedMeanwhile when somebody came first with one of them; then none is stored.
    """
    round, _questionnaire = _hold(round, language)
    changed = [one for one in said if one[1] != (one[0].translations.get(language) or {})]
    for question, words, revision in changed:
        row = claim(question, revision)
        row.translations[language] = words
        row.revision = revision + 1
        row.save(update_fields=["translations", "revision"])
    if changed:
        audit.record(by, "translated survey questions", round, language=language, questions=len(changed))
    return len(changed)


@transaction.atomic
def translate_head(round, language, *, words, intro, seen, by):
    """Store title and letter, and the introduction. HeadChangedError when they are not as the translator saw them."""
    round, questionnaire = _hold(round, language)
    if head_mark(round, questionnaire, language) != seen:
        raise HeadChangedError
    for one in _alike(round):
        one.translations[language] = worded_for(one, words)
        one.save(update_fields=["translations"])
    questionnaire.translations[language] = intro
    questionnaire.save(update_fields=["translations"])
    audit.record(by, "translated survey questions", round, language=language, questions=0)


def _alike(round) -> list[Round]:
    """The drafts that say the same: every forum's round of a wave."""
    if not round.wave_id:
        return [round]
    alike = Round.objects.filter(wave=round.wave_id, state=RoundState.DRAFT).select_for_update(of=("self",))
    return list(alike.select_related("forum").order_by("pk"))


def _hold(round, language=None):
    """The draft and its questionnaire with their rows locked; a language that is gone cannot be translated to."""
    round = hold_draft(round)
    questionnaire = Questionnaire.objects.select_for_update().get(pk=round.questionnaire_id)
    if language is not None and language not in questionnaire.translations:
        raise ValidationError(_("The survey does not have that language any more."))
    return round, questionnaire
