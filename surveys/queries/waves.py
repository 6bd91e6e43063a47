"""A wave as a table: each forum with both sides' state, whether it is revealed, its dialogue and next steps. No answers."""

from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation, Side
from portal.collation import swedish_key
from surveys.models import DialogueStep, QualityDialogue, Response, Round, RoundFinish, Wave
from surveys.queries.rounds import TROUBLE, Standing
from surveys.sided import side_of

# the letter of an invitation is found by its key, which holds the version of the link
COUNTING = """
SELECT i.round_id, i.organisation_id, count(*), count(l.sent_at), count(i.opened_at),
       count(*) FILTER (WHERE l.state = ANY(%s) AND i.revoked_at IS NULL)
  FROM surveys_invitation i
  LEFT JOIN portal_letter l ON l.key = 'survey-invitation:' || i.id || ':' || i.version
 WHERE i.round_id = ANY(%s) GROUP BY i.round_id, i.organisation_id
"""


@dataclass(frozen=True)
class SideState:
    """How far one side of a forum has come; without an organisation nobody is asked there."""

    side: str
    label: str
    organisation: Organisation | None = None
    people: int = 0
    sent: int = 0
    opened: int = 0
    failed: int = 0
    begun: bool = False
    submitted_at: object = None

    @property
    def is_submitted(self) -> bool:
        return self.submitted_at is not None

    @property
    def has_failed(self) -> bool:
        return bool(self.failed) and not self.is_submitted

    @property
    def standing(self) -> Standing:
        if self.is_submitted:
            return Standing.SUBMITTED
        if self.begun:
            return Standing.STARTED
        if self.opened:
            return Standing.OPENED
        return Standing.SENT if self.sent else Standing.NOT_SENT


class Stage:
    """How far a whole forum has come: the words of the address, in order."""

    DRAFT, NOBODY, ONE, REVEALED, HELD = "utkast", "ingen", "ena", "visade", "dialog"
    WORDS = {
        DRAFT: _("Not sent: a side lacks people"),
        NOBODY: _("Nobody has submitted"),
        ONE: _("One side waits for the other"),
        REVEALED: _("Revealed, dialogue to hold"),
        HELD: _("Dialogue held"),
    }


@dataclass
class WaveRow:
    """One forum of a wave."""

    round: Round
    sides: list[SideState]
    held_on: object = None
    is_held: bool = False
    steps: int = 0
    is_finished: bool = False

    @property
    def forum(self):
        return self.round.forum

    @property
    def area(self) -> str:
        return self.forum.grouping.name if self.forum.grouping else ""

    @property
    def is_revealed(self) -> bool:
        return self.round.is_revealed

    @property
    def lacking(self) -> list[str]:
        return [str(one.label) for one in self.sides if one.organisation is None]

    @property
    def stage(self) -> str:
        if self.round.is_draft:
            return Stage.DRAFT
        if self.is_held:
            return Stage.HELD
        if self.is_revealed:
            return Stage.REVEALED
        return Stage.ONE if any(one.is_submitted for one in self.sides) else Stage.NOBODY

    @property
    def word(self) -> str:
        return str(Stage.WORDS[self.stage])


@dataclass
class WaveTable:
    """Every forum of a wave, those the reader asked for, and the totals."""

    every: list[WaveRow]
    stage: str = ""
    order: str = ""
    rows: list[WaveRow] = field(init=False)

    def __post_init__(self):
        self.rows = [row for row in self.every if self.stage not in Stage.WORDS or row.stage == self.stage]
        if self.order == "lage":
            place = {stage: number for number, stage in enumerate(Stage.WORDS)}
            self.rows.sort(key=lambda row: (place[row.stage], swedish_key(row.forum.name)))

    @property
    def is_filtered(self) -> bool:
        return self.stage in Stage.WORDS

    @property
    def stages(self) -> list[tuple[str, str, int]]:
        """(word of the address, word, how many) of every state some forum is in."""
        found = [(stage, word, sum(row.stage == stage for row in self.every)) for stage, word in Stage.WORDS.items()]
        return [one for one in found if one[2] or one[0] == self.stage]

    @property
    def sent(self) -> list[WaveRow]:
        return [row for row in self.every if not row.round.is_draft]

    @property
    def left(self) -> list[WaveRow]:
        """Those that are not sent."""
        return [row for row in self.every if row.round.is_draft]

    @property
    def revealed(self) -> int:
        return sum(row.is_revealed for row in self.sent)

    @property
    def held(self) -> int:
        return sum(row.is_held for row in self.every)

    @property
    def steps(self) -> int:
        return sum(row.steps for row in self.every)

    @property
    def people(self) -> int:
        return sum(one.people for row in self.every for one in row.sides)

    @property
    def complete(self) -> list[WaveRow]:
        """Those that can be sent: people on both sides."""
        return [row for row in self.every if not row.lacking]

    @property
    def failed(self) -> list[WaveRow]:
        return [row for row in self.every if any(one.has_failed for one in row.sides)]

    @property
    def unfinished(self) -> list[WaveRow]:
        return [row for row in self.sent if not row.is_finished]

    @property
    def lacking_dialogue(self) -> list[WaveRow]:
        return [row for row in self.unfinished if not row.is_held]


def wave_table(wave, *, stage="", order="") -> WaveTable:
    """Six statements, however many forums."""
    rounds = list(wave.rounds.select_related("forum__grouping", "reveal"))
    rounds.sort(key=lambda round: swedish_key(round.forum.name))
    keys = [round.pk for round in rounds]
    with connection.cursor() as cursor:
        cursor.execute(COUNTING, [list(TROUBLE), keys])
        counts = {(round, organisation): rest for round, organisation, *rest in cursor.fetchall()}
    organisations = Organisation.objects.in_bulk({organisation for _round, organisation in counts})
    given = {
        (round, organisation): submitted_at
        for round, organisation, submitted_at in Response.objects.filter(round__in=keys).values_list(
            "round", "organisation", "submitted_at"
        )
    }
    held = dict(
        QualityDialogue.objects.held().filter(round__in=keys, group__isnull=False).values_list("round", "held_on")
    )
    steps = dict(
        DialogueStep.objects.filter(dialogue__round__in=held, dialogue__group__isnull=False)
        .values_list("dialogue__round")
        .annotate(Count("pk"))
        .order_by()
    )
    finished = set(RoundFinish.objects.filter(round__in=keys).values_list("round", flat=True))
    rows = []
    for round in rounds:
        asked = {
            side_of(organisations[pk]): (organisations[pk], numbers)
            for (of, pk), numbers in counts.items()
            if of == round.pk
        }
        sides = [_side(side, label, round, asked.get(side), given) for side, label in Side.choices]
        rows.append(
            WaveRow(round, sides, held.get(round.pk), round.pk in held, steps.get(round.pk, 0), round.pk in finished)
        )
    return WaveTable(rows, stage, order)


def _side(side, label, round, asked, given) -> SideState:
    if asked is None:
        return SideState(side, str(label))
    organisation, numbers = asked
    key = (round.pk, organisation.pk)
    return SideState(side, str(label), organisation, *numbers, begun=key in given, submitted_at=given.get(key))


def one_for_each_wave(rounds, user):
    """The rounds with a wave's only once, for who follows the whole wave."""
    later = Round.objects.visible_to(user).filter(wave=OuterRef("wave"), pk__gt=OuterRef("pk"))
    return rounds.filter(Q(wave=None) | ~Exists(later)).select_related("agreement", "wave")


@dataclass(frozen=True)
class WaveLine:
    """A wave as one row of the list of surveys."""

    wave: Wave
    forums: int
    revealed: int
    held: int


def wave_lines(waves) -> dict[int, WaveLine]:
    """By key, for a page of the list. Two statements."""
    waves = list(waves)
    held = QualityDialogue.objects.held().filter(round__wave__in=waves, group__isnull=False)
    talks = dict(held.values_list("round__wave").annotate(Count("round", distinct=True)).order_by())
    rounds = Round.objects.filter(wave__in=waves).order_by().values("wave")
    counts = {row["wave"]: row for row in rounds.annotate(forums=Count("pk"), revealed=Count("reveal"))}
    return {
        wave.pk: WaveLine(
            wave,
            counts.get(wave.pk, {}).get("forums", 0),
            counts.get(wave.pk, {}).get("revealed", 0),
            talks.get(wave.pk, 0),
        )
        for wave in waves
    }
