"""The live status of a round: totals by part of the county, and a choice of rows by state and part."""

import hashlib
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import CharField, Exists, IntegerField, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from portal.collation import swedish
from portal.models import Letter
from surveys.queries.rounds import LETTERS, TROUBLE, OrganisationStatus, Standing

SLUGS = {
    "ej-skickad": Standing.NOT_SENT,
    "skickad": Standing.SENT,
    "oppnad": Standing.OPENED,
    "paborjad": Standing.STARTED,
    "delvis": Standing.PARTLY,
    "inskickad": Standing.SUBMITTED,
}
FAILED = "kom-inte-fram"


@dataclass
class Total:
    """How far the organisations of a part of the county, or all of them, have come."""

    name: str
    rows: list[OrganisationStatus]

    @property
    def asked(self) -> int:
        return len(self.rows)

    @property
    def submitted(self) -> int:
        return sum(row.is_submitted for row in self.rows)

    @property
    def steps(self) -> list[tuple[str, int]]:
        """(word, how many) of every state somebody is in, the furthest first."""
        counts = [(step, sum(row.standing == step for row in self.rows)) for step in reversed(Standing)]
        return [(step.word, number) for step, number in counts if number]


@dataclass
class Board:
    """The whole round: every row, those the reader asked for, totals, and a mark that changes when something does."""

    every: list[OrganisationStatus]
    state: str = ""
    area: str = ""
    rows: list[OrganisationStatus] = field(init=False)

    def __post_init__(self):
        self.rows = [row for row in self.every if self._is_wanted(row)]

    def _is_wanted(self, row) -> bool:
        if self.area and row.area != self.area:
            return False
        if self.state == FAILED:
            return row.has_failed
        return self.state not in SLUGS or row.standing == SLUGS[self.state]

    @property
    def total(self) -> Total:
        return Total(_("The whole county"), self.every)

    @property
    def areas(self) -> list[Total]:
        """One per part of the county, when there are several."""
        parts = [Total(name or _("Others"), list(rows)) for name, rows in groupby(self.every, lambda row: row.area)]
        return parts if len(parts) > 1 else []

    @property
    def states(self) -> list[tuple[str, str, int]]:
        """(word of the address, word, how many) of every state there is something in."""
        found = [(slug, step.word, sum(row.standing == step for row in self.every)) for slug, step in SLUGS.items()]
        failed = sum(row.has_failed for row in self.every)
        return [
            one for one in [*found, (FAILED, _("A letter did not arrive"), failed)] if one[2] or one[0] == self.state
        ]

    @property
    def is_filtered(self) -> bool:
        return bool(self.state or self.area)

    @property
    def failed(self) -> list[OrganisationStatus]:
        return [row for row in self.every if row.has_failed]

    @property
    def people(self) -> int:
        return sum(row.people_asked for row in self.every)

    @property
    def queued(self) -> int:
        """How many of the people have their letter in the outbox."""
        return sum(row.people_queued for row in self.every)

    @property
    def stamp(self) -> str:
        """Changes when anything the page shows does."""
        seen = [
            (row.organisation.pk, int(row.standing), row.answered, row.people_failed, row.people_opened)
            for row in self.every
        ]
        return hashlib.sha256(repr((seen, self.queued)).encode()).hexdigest()[:16]


def people_asked(round, *, organisation=None, state="", search=""):
    """The invitations of a round as a list of people, narrowed by organisation, state and words."""
    rows = round.invitations.select_related("organisation").order_by(
        swedish("organisation__name"), swedish("name"), "pk"
    )
    if organisation:
        rows = rows.filter(organisation=organisation)
    if search:
        rows = rows.filter(
            Q(name__icontains=search) | Q(email__icontains=search) | Q(organisation__name__icontains=search)
        )
    if state == FAILED:
        version = Cast(KeyTextTransform("version", "context"), IntegerField())
        troubled = Letter.objects.annotate(link=version).filter(
            kind__in=LETTERS,
            about_label="surveys.invitation",
            about_pk=Cast(OuterRef("pk"), CharField()),
            link=OuterRef("version"),
            state__in=TROUBLE,
        )
        rows = rows.filter(Exists(troubled), revoked_at=None)
    elif state == "oppnad":
        rows = rows.filter(opened_at__isnull=False)
    elif state == "inte-oppnad":
        rows = rows.filter(opened_at=None, revoked_at=None)
    elif state == "dragen":
        rows = rows.filter(revoked_at__isnull=False)
    return rows
