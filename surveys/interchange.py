"""A questionnaire as JSON, out and in: the questions alone, no answers, no people.

{"fardplan": "questionnaire", "version": 1, "title": "...", "language": "sv", "translations": {"en": {"title": "..."}},
 "questions": [{"kind": "scale_10", "text": "...", ..., "translations": {"en": {"text": "...", "of": {...}}}}]}
"""

import json
import re
from dataclasses import replace

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.personal_numbers import refuse_personal_number
from surveys.forms.questions import FIELDS, QuestionForm, code_for
from surveys.languages import LISTS
from surveys.models import TEXTS, Question, QuestionKind
from surveys.sectioning import broken_conditions
from surveys.taken import Taken
from surveys.translating import as_stored, pieces_of

MARK, VERSION = "questionnaire", 1
LARGEST = 1_000_000  # bytes
QUESTIONS_AT_MOST = 300
PLAIN = ["code", "kind", "section", "text", "help_text", "is_required", "shown_if"]
NAMES = {"options_text": "options", "rows_text": "rows"}


def as_json(round) -> str:
    """The questions of a round in all their languages, so that another portal, or next year's survey, can take them in."""
    questionnaire = round.questionnaire
    return json.dumps(
        {
            "fardplan": MARK,
            "version": VERSION,
            "title": round.title,
            "intro": questionnaire.intro,
            "language": questionnaire.language,
            "translations": {
                code: _head(round.translations.get(code)) | _head(said)
                for code, said in questionnaire.translations.items()
            },
            "questions": [_as_dict(question) for question in questionnaire.questions.all()],
        },
        ensure_ascii=False,
        indent=2,
    )


def _as_dict(question) -> dict:
    said = {"code": question.identity} | {name: getattr(question, name) for name in PLAIN[1:]}
    if question.translations:
        said["translations"] = question.translations
    if question.kind not in TEXTS:
        said |= {"allows_unknown": question.allows_unknown, "allows_not_applicable": question.allows_not_applicable}
    for field, kinds in FIELDS.items():
        if question.kind in kinds:
            name = NAMES.get(field, field)
            value = getattr(question, name)
            said[name] = value if isinstance(value, str | list) else None if value is None else format(value, "f")
    return said


def _head(said) -> dict:
    return {name: text for name, text in (said or {}).items() if name in ("title", "intro")}


def read_json(content: bytes) -> Taken:
    """The questionnaire of a file. ValidationError says what is wrong, and in which question."""
    if len(content) > LARGEST:
        raise ValidationError(_("The file is larger than 1 MB. A questionnaire is much smaller: check the file."))
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ValidationError(_("The file is not JSON. Choose a file that was saved from a survey.")) from error
    return read_data(data)


def read_data(data) -> Taken:
    """The same of what the file holds."""
    if not isinstance(data, dict) or data.get("fardplan") != MARK or not isinstance(data.get("questions"), list):
        raise ValidationError(_("The file holds no questionnaire. Choose a file that was saved from a survey."))
    if data.get("version") != VERSION:
        raise ValidationError(_("The file comes from a newer version of the portal and cannot be read."))
    if not 1 <= len(data["questions"]) <= QUESTIONS_AT_MOST:
        raise ValidationError(_("The file must hold between 1 and %(most)s questions.") % {"most": QUESTIONS_AT_MOST})
    questions = []
    for number, said in enumerate(data["questions"], start=1):
        questions.append(read_question(said, number, questions))
    if broken := broken_conditions(questions):
        raise ValidationError(
            _("Question %(number)s is shown on a condition that looks at a question that is not asked before it.")
            % {"number": broken[0].position + 1}
        )
    return _taken(data, questions)


def _taken(data, questions) -> Taken:
    """The same with its languages: those the portal speaks, and nothing in them but texts."""
    title = str(data.get("title", ""))[:200].strip() or _("Survey")
    known, said = dict(settings.LANGUAGES), data.get("translations")
    language = data["language"] if data.get("language") in known else settings.LANGUAGE_CODE
    added = {code: one for code, one in (said if isinstance(said, dict) else {}).items() if code in known}
    added.pop(language, None)
    heads = {code: texts_in(one, {"title": 200, "intro": 3000}) for code, one in added.items()}
    intro = data["intro"][:3000] if isinstance(data.get("intro"), str) else ""
    for question in questions:
        question.translations = {code: words for code, words in question.translations.items() if code in added}
    return Taken(
        title,
        questions,
        intro,
        language,
        {
            code: _of({"intro": head["intro"]}, {"intro": intro}) if "intro" in head else {}
            for code, head in heads.items()
        },
        {code: _of({"title": head["title"]}, {"title": title}) for code, head in heads.items() if "title" in head},
    )


def _of(words, originals) -> dict:
    return words | {"of": originals}


def texts_in(said, most: dict) -> dict:
    """Of anything a file may hold the texts with these names, each short enough."""
    found = said if isinstance(said, dict) else {}
    return {
        name: found[name][:limit] for name, limit in most.items() if isinstance(found.get(name), str) and found[name]
    }


def read_question(said, number, before) -> Question:
    """One question, checked by the same form as one that is written by hand."""
    if not isinstance(said, dict) or said.get("kind") not in QuestionKind.values:
        raise ValidationError(_("Question %(number)s has no kind that the portal knows.") % {"number": number})
    question = Question(kind=said["kind"], position=number - 1, identity=_code(said, before))
    data = {name: _plain(said.get(name)) for name in QuestionForm.Meta.fields} | {"revision": 1}
    for field, name in NAMES.items():
        question_options = _options(said.get(name))
        setattr(question, name, question_options)
        data[field] = "\n".join(option["text"] for option in question_options)
    form = QuestionForm(data, instance=question, questions=[*before, question])
    if not form.is_valid():
        why = next(iter(form.errors.values()))[0]
        raise ValidationError(_("Question %(number)s: %(why)s") % {"number": number, "why": why})
    try:
        form.instance.translations = _translations(said.get("translations"), form.instance)
    except ValidationError as error:
        raise ValidationError(
            _("Question %(number)s: %(why)s") % {"number": number, "why": error.messages[0]}
        ) from error
    return form.instance


def _translations(said, question) -> dict:
    """The question's words in the languages that the portal speaks; what is no text of the question is left out."""
    languages, found = said if isinstance(said, dict) else {}, {}
    for code in dict(settings.LANGUAGES).keys() & languages.keys():
        pieces = pieces_of(question, code)
        most = {piece.name: piece.most for piece in pieces}
        words = _flat(languages[code])
        of = texts_in(_flat(words.get("of")), most)
        words = texts_in(words, most)
        for text in words.values():
            refuse_personal_number(text)
        stored = as_stored(
            replace(piece, said=words.get(piece.name, ""), was=of.get(piece.name, piece.original)) for piece in pieces
        )
        if stored:
            found[code] = stored
    return found


def _flat(said) -> dict:
    """{"options": {"a1": text}} as {"options.a1": text}, beside the rest."""
    found = dict(said) if isinstance(said, dict) else {}
    for name in LISTS:
        words = found.pop(name, None)
        found |= {f"{name}.{key}": text for key, text in words.items()} if isinstance(words, dict) else {}
    return found


def _code(said, before) -> str:
    """Its own code, when it is one and not taken: answers can then be compared with an earlier round."""
    code = said.get("code")
    is_code = isinstance(code, str) and len(code) <= 60 and code.isascii() and re.fullmatch(r"[\w-]+", code)
    return code if is_code and code not in {question.identity for question in before} else code_for(before)


def _plain(value) -> str:
    """As a browser would have sent it."""
    if value is True:
        return "on"
    return (
        value
        if isinstance(value, str)
        else ""
        if value in (None, False) or isinstance(value, list | dict)
        else str(value)
    )


def _options(value) -> list[dict]:
    """The options of a file: [{"key", "text"}], or plain texts."""
    options = []
    for number, one in enumerate(value if isinstance(value, list) else [], start=1):
        text = one.get("text") if isinstance(one, dict) else one
        key = one.get("key") if isinstance(one, dict) else None
        known = {option["key"] for option in options}
        is_key = isinstance(key, str) and key.isascii() and key.isalnum() and len(key) <= 20 and key not in known
        if isinstance(text, str) and text.strip():
            options.append({"key": key if is_key else f"a{number}", "text": " ".join(text.split())})
    return options
