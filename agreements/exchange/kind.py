"""What a kind of thing must say about itself to be exchanged as a table."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import pgettext_lazy

from agreements import policies
from portal.tables import MOST, WHOLE, Column

# A column's role; without one it is a value to compare. WORDS is compared too: the agreement's own words.
KEY, INFO, ASIDE, REVISION, WORDS = "key", "info", "aside", "revision", "words"

REVISION_COLUMN = Column(
    "revision", pgettext_lazy("column", "Row version (leave as it is)"), kind=WHOLE, role=REVISION, width=14
)
REASON = pgettext_lazy("column", "Reason")


@dataclass
class Context:
    """Everything a kind reads to judge the rows of one file; read in a fixed number of statements."""

    agreement: object
    user: object
    on: date
    things: dict
    more: dict = field(default_factory=dict)


class Kind(ABC):
    """One kind of row. `adds` says whether a row that is not known may become a new thing."""

    slug = ""
    columns: tuple[Column, ...] = ()
    most = MOST
    adds = False
    takes_documents = False
    title = back = file_name = ""
    tab = ""

    def may_import(self, user, agreement) -> bool:
        return policies.can_edit_agreement(user, agreement) and not agreement.is_closed

    @abstractmethod
    def read(self, agreement, *, user, on) -> Context:
        """Everything needed to judge the rows of one file."""

    def tidy(self, values):  # noqa: B027  optional
        """Mend what people write in more than one way, in place."""

    @abstractmethod
    def key(self, values):
        """What a row is about, as it stands in `Context.things`; None when its cells do not say."""

    @abstractmethod
    def values(self, thing, context) -> dict:
        """A thing as it stands, by column."""

    @abstractmethod
    def name(self, values) -> str:
        """What a row is about, in words."""

    def unknown(self, line, context):  # noqa: B027  optional
        """Say on the line what is wrong when a row is about nothing we know, and what a new thing lacks."""

    def check(self, line, context):  # noqa: B027  optional
        """Say on the line what the deed would refuse. Reads nothing."""

    @abstractmethod
    def deed(self, line, context, *, by, at):
        """Carry out what the line says, through the app's service."""

    def column(self, key) -> Column:
        return next(one for one in self.columns if one.key == key)

    def table_rows(self, context):
        """All rows for the workbook, in order."""
        return (self.values(thing, context) for thing in context.things.values())
