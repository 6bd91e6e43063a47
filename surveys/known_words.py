"""What the portal can translate by itself: its own questions, which it knows in every language it speaks."""

from dataclasses import replace

from agreements.models import Provision
from surveys.gap import gap_questions
from surveys.library import questions_for
from surveys.models import Origin
from surveys.translating import as_stored, pieces_of


def known_words(written: str, wanted: str) -> dict[str, str]:
    """Every text of the library and of gap surveys in one language, with the same in another."""
    found = {}
    for one, other in zip(_all(written), _all(wanted), strict=True):
        said = {piece.name: piece.original for piece in pieces_of(other, wanted)}
        found |= {piece.original: said[piece.name] for piece in pieces_of(one, written) if piece.name in said}
    return found


def translated_by_itself(question, language, known) -> dict:
    """The question's words in the language, with what is known in the places of what is empty."""
    return as_stored(
        piece if piece.said or piece.original not in known
        else replace(piece, said=known[piece.original], was=piece.original)
        for piece in pieces_of(question, language)
    )  # fmt: skip


def _all(language):
    questions = gap_questions([Provision(pk=0)], language)
    return questions + [one for origin in Origin if origin != Origin.GAP for one in questions_for(origin, language)]
