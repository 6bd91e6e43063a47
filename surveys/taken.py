"""A survey read from a file, not stored yet: its unsaved questions, and what stands before them in each language."""

from dataclasses import dataclass, field

from surveys.models import Question


@dataclass
class Taken:
    title: str
    questions: list[Question]
    intro: str = ""
    language: str = "sv"
    translations: dict = field(default_factory=dict)  # as of a Questionnaire
    words: dict = field(default_factory=dict)  # as the translations of a Round

    @property
    def spoken(self) -> dict:
        """As surveys.services.create_written_round wants the languages."""
        return {"intro": self.intro, "language": self.language, "translations": self.translations}
