"""What somebody gives as an answer, before it is saved."""

from dataclasses import dataclass

from surveys.answers import Base
from surveys.models import Question


@dataclass(frozen=True)
class Given:
    """One answer somebody gives: to which question, what (None: nothing), and what they had before them.

    `before` is the number of the earlier round whose answer is confirmed by it, when that is how it was given.
    """

    question: Question
    content: dict | None
    base: Base
    before: int | None = None
