"""Date polls as the pages show them. Each function says how many SQL statements it costs."""

from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q

from meetings.models import DatePoll, PollAnswer, PollVoter, Suits
from organisations.models import Side
from portal.models import Letter

REMINDER = "meeting-poll-reminder"


@dataclass
class Column:
    """One time and what was answered about it."""

    option: object
    yes: list = field(default_factory=list)
    if_needed: list = field(default_factory=list)
    no: list = field(default_factory=list)
    missing_sides: list = field(default_factory=list)  # sides that answered, none of whom can

    @property
    def answered(self) -> int:
        return len(self.yes) + len(self.if_needed) + len(self.no)

    @property
    def can(self) -> int:
        return len(self.yes) + len(self.if_needed)

    @property
    def rank(self):
        return (len(self.missing_sides), -self.can, len(self.no), -len(self.yes), self.option.starts_at)


@dataclass
class Board:
    """The whole poll: times across, people down."""

    columns: list
    rows: list  # (voter, [Suits or None for each time])
    taken_off: list
    answered: int

    @property
    def asked(self) -> int:
        return len(self.rows)

    @property
    def silent(self) -> list:
        return [voter for voter, _cells in self.rows if voter.answered_at is None]

    @property
    def comments(self) -> list:
        return [voter for voter, _cells in self.rows if voter.comment]

    @property
    def best(self) -> list:
        """The times in order, the best first, once anybody has answered."""
        return sorted(self.columns, key=lambda column: column.rank) if self.answered else []


def list_polls(user, *, at):
    """(open, closed) polls, each with `asked`, `answered` and the user's own seat in it as `own`. Two statements."""
    counted = Q(voters__revoked_at=None)
    polls = (
        DatePoll.objects.visible_to(user)
        .select_related("group", "meeting")
        .annotate(
            asked=Count("voters", filter=counted),
            answered=Count("voters", filter=counted & Q(voters__answered_at__isnull=False)),
        )
        .prefetch_related(Prefetch("voters", PollVoter.objects.filter(user=user, revoked_at=None), to_attr="own"))
    )
    rows = list(polls)
    return [row for row in rows if row.closed_at is None], [row for row in rows if row.closed_at is not None]


def waiting_for(user, *, at):
    """Open polls that the user has not answered, while any of their times is left. One statement when read."""
    waiting = PollVoter.objects.usable(at=at).filter(user=user, answered_at=None).values("poll")
    return DatePoll.objects.filter(pk__in=waiting, closed_at=None).select_related("group").order_by("answer_by", "pk")


def board(poll) -> Board:
    """Everything that was answered. Three statements."""
    columns = [Column(option) for option in poll.options.all()]
    voters = list(
        poll.voters.select_related("user", "organisation").prefetch_related(
            Prefetch("answers", PollAnswer.objects.all())
        )
    )
    asked = [voter for voter in voters if voter.revoked_at is None]
    rows = []
    for voter in asked:
        given = {answer.option_id: Suits(answer.suits) for answer in voter.answers.all()}
        rows.append((voter, [given.get(column.option.pk) for column in columns]))
        for column in columns:
            if column.option.pk in given:
                getattr(column, given[column.option.pk].value).append(voter)
    for column in columns:
        column.missing_sides = _missing(column)
    taken_off = [voter for voter in voters if voter.revoked_at is not None]
    answered = sum(voter.answered_at is not None for voter in asked)
    return Board(columns, rows, taken_off, answered)


def _missing(column):
    """Sides of which somebody has answered, and nobody can."""
    can = {voter.side for voter in [*column.yes, *column.if_needed]}
    cannot = {voter.side for voter in column.no}
    return [side for side in Side.values if side in cannot and side not in can]


def reminded_on(poll):
    """When the silent were last reminded by hand for the present last day, or None. One statement."""
    keys = Letter.objects.filter(
        kind=REMINDER, about_label=PollVoter._meta.label_lower, key__endswith=f":{poll.answer_by}:hand"
    )
    voters = [str(pk) for pk in poll.voters.values_list("pk", flat=True)]
    return keys.filter(about_pk__in=voters).order_by("-pk").values_list("queued_at", flat=True).first()
