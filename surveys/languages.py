"""A questionnaire in the language of who reads it: the same questions and codes, other words.

    localised(question)            with its words in the language that is spoken now (django.utils.translation)
    localised(question, "en")      in a certain language; what is not translated stays as it was written
    localised(round, "en").title   a round's title and letter; of a questionnaire its title and introduction
    all_localised(questions)       a list of them

No statement is made. What is given back is a copy that is never saved, or the thing itself when there is nothing to
translate. Answers, codes, kinds, conditions and pages are the same in every language, so that it makes no difference
in which language one answered: read what is posted by the question in any of them.

A questionnaire's languages are the one it was written in and those somebody has added (the "Språk" page).
`language_for` says which of them is read by who speaks another; letters are written with their recipient's language
active, so that `localised(round)` is right there too.

`translations` of a question is {"en": {"text": "...", "options": {"a1": "..."}, ..., "of": {...}}}, where "of" holds
the original as it read when it was translated: what has changed since is said on the page of languages.
"""

import copy

from django.conf import settings
from django.utils import translation

from surveys.models import Question, Round

TEXTS = ["section", "text", "help_text", "low_label", "high_label", "unit"]
LISTS = ["options", "rows"]
LONGEST_TITLE = Round._meta.get_field("title").max_length


def localised(thing, language: str | None = None):
    """A question, a questionnaire or a round with its words in a language; without one, in the one spoken now."""
    said = thing.translations.get(language or translation.get_language() or "")
    if not isinstance(said, dict) or not said:
        return thing
    spoken = copy.copy(thing)
    if isinstance(thing, Question):
        spoken.is_translated = bool(said.get("text"))
        spoken.heading_as_written = thing.section  # pages are the same in every language
        for name in LISTS:
            words = said.get(name) or {}
            setattr(
                spoken, name, [{**one, "text": words.get(one["key"]) or one["text"]} for one in getattr(thing, name)]
            )
    for name in TEXTS if isinstance(thing, Question) else said:
        if name != "of" and said.get(name):
            setattr(spoken, name, said[name])
    return spoken


def all_localised(questions, language: str | None = None) -> list:
    return [localised(question, language) for question in questions]


def languages_of(questionnaire) -> list[str]:
    """The codes of its languages, the one it was written in first."""
    added = [code for code, _name in settings.LANGUAGES if code in questionnaire.translations]
    return [questionnaire.language, *(code for code in added if code != questionnaire.language)]


def language_for(questionnaire, wish: str | None = None) -> str:
    """The language somebody reads it in: the one they wish (or speak now) when it has it, else the one it was written in."""
    wish = wish or translation.get_language() or ""
    return wish if wish in languages_of(questionnaire) else questionnaire.language


def spoken_like(questionnaire) -> dict:
    """The fields that make another questionnaire speak the same languages: for a copy of it."""
    return {name: getattr(questionnaire, name) for name in ("intro", "language", "translations")}


def still_of(round, fields) -> dict:
    """The words of a round that are right for another with these title and letter: what was reworded has none."""
    found = {}
    for code, said in words_of_wave(round).items():
        of = said.get("of") or {}
        names = [name for name in ("title", "letter") if said.get(name) and of.get(name) == fields.get(name)]
        if names:
            found[code] = {name: said[name] for name in names} | {"of": {name: of[name] for name in names}}
    return found


def choices_of(questionnaire) -> list[tuple[str, str]]:
    """(code, name of the language in itself) to choose among; empty when there is only one."""
    names, codes = dict(settings.LANGUAGES), languages_of(questionnaire)
    return [(code, names.get(code, code)) for code in codes] if len(codes) > 1 else []


def after_title(round) -> str:
    """What a forum's round of a wave has after the wave's title: it is not translated, and no other forum has it."""
    return f", {round.forum.name}" if round.wave_id else ""


def worded_for(round, words) -> dict:
    """A translation of the words of a wave, as the round of one of its forums keeps it: with the forum's name."""
    after = after_title(round)
    if not words.get("title") or not after:
        return words
    of = dict(words.get("of") or {})
    if "title" in of:
        of["title"] = f"{of['title']}{after}"[:LONGEST_TITLE]
    return words | {"title": f"{words['title']}{after}"[:LONGEST_TITLE], "of": of}


def words_of_wave(round) -> dict:
    """The translations of a forum's round as any forum of the wave could have them: without this one's name."""
    after, found = after_title(round), {}
    for code, said in round.translations.items():
        of = {
            name: text.removesuffix(after) if name == "title" else text for name, text in (said.get("of") or {}).items()
        }
        found[code] = said | ({"title": said["title"].removesuffix(after)} if said.get("title") else {}) | {"of": of}
    return found
