"""Who is to do what, read from one sentence: by people, by groups, by nobody named."""

from meetings.notes import patterns
from meetings.notes.impersonal import of_collective, of_nobody
from meetings.notes.phrases import Sentence
from meetings.notes.promises import mandates, of_people, passive_by, responsible_is
from meetings.notes.words import fold

# The surest way of telling first; the first that finds something is believed.
RULES = (responsible_is, mandates, of_people, passive_by, of_collective, of_nobody)


def tasks_in(text, directory, calendar_, author=None):
    """All promises of one sentence. `author` is who "jag" is."""
    if text.rstrip().endswith("?") or len(text) < 8:
        return []
    sentence = Sentence(text, directory, calendar_, author)
    found = next((tasks for rule in RULES if (tasks := rule(sentence))), [])
    return [task for task in found if not patterns.FORMALITY.search(fold(task.what))]
