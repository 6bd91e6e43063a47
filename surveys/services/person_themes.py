"""Saying what a person's text is about."""

from django.db import transaction

from portal import audit
from surveys.models import PersonText
from surveys.services.themes import ThemesChangedError


@transaction.atomic
def code_person_text(text, *, themes, seen, by):
    """Let these be the themes of a text; ThemesChangedError when they are no longer those `seen`."""
    text = PersonText.objects.select_for_update(of=("self",)).select_related("round").get(pk=text.pk)
    if set(text.themes) != set(seen):
        raise ThemesChangedError
    if set(text.themes) == set(themes):
        return
    text.themes = sorted(themes)
    text.save(update_fields=["themes"])
    audit.record(by, "coded survey text", text.round, question=text.question)
