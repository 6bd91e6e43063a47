"""Saying what a text is about."""

from django.db import transaction

from portal import audit
from surveys.models import Response, TextCode


class ThemesChangedError(Exception):
    """Somebody else has changed the themes since they were shown."""


@transaction.atomic
def code_text(round, organisation, question, *, themes, seen, by):
    """Let these be the themes of an organisation's text; ThemesChangedError when they are no longer those `seen`."""
    Response.objects.select_for_update().get(round=round, organisation=organisation)
    codes = TextCode.objects.filter(round=round, organisation=organisation, question=question.identity)
    now = set(codes.values_list("theme", flat=True))
    if now != set(seen):
        raise ThemesChangedError
    if now == set(themes):
        return
    codes.exclude(theme__in=themes).delete()
    TextCode.objects.bulk_create(
        TextCode(round=round, organisation=organisation, question=question.identity, theme=theme, by=by)
        for theme in sorted(set(themes) - now)
    )
    audit.record(by, "coded survey text", round, organisation=organisation.pk, question=question.identity)
