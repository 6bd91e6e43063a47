"""A forum beside the county's forums: the spread, never a ranking, and never so that one forum can be read out of it.

Forums are the units of surveys/suppression.py. Counted are the forums whose two sides had both answered when the wave
was done (Wave.counted_at): that number and those answers never change, so no two pages can be taken from each other.
"""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from organisations.models import GroupMembership
from surveys.answers import content
from surveys.models import Invitation, Question, Reveal
from surveys.statistics import Summary, summarise
from surveys.suppression import shown_groups

COUNTY, PART = "lan", "omrade"


@dataclass(frozen=True)
class Reader:
    """Who reads: the organisations whose answers they know, and the groups they sit in."""

    organisations: frozenset
    groups: frozenset
    reads_all: bool = False

    @classmethod
    def of(cls, user):
        seats = GroupMembership.objects.filter(user=user).values_list("group", flat=True)
        return cls(frozenset(user.organisations_as()), frozenset(seats), user.leads)


@dataclass(frozen=True)
class Beside:
    """One question: the forum's own place between its sides, and the figures of the groups that may be shown."""

    question: Question
    own: Fraction | None
    groups: list  # (name, Summary)

    @property
    def county(self) -> Summary | None:
        return next((summary for _name, summary in self.groups), None)


def beside_the_county(both, reader) -> list[Beside]:
    """Every question with steps; empty until the wave is done, and where nothing may be shown. Three statements."""
    round, wave = both.round, both.round.wave
    if wave is None or wave.counted_at is None:
        return []
    reveals = Reveal.objects.filter(round__wave=wave, at__lte=wave.counted_at).select_related("round__forum__grouping")
    forums = {one.round.forum_id: one.round.forum for one in reveals}
    answers = {one.round.forum_id: _on_time(one) for one in reveals}
    known = _known(wave, reader, forums) | {round.forum_id}
    part = round.forum.grouping
    near = frozenset(pk for pk, one in forums.items() if part and one.grouping_id == part.pk)
    found = []
    for question in [one for one in both.questions if one.has_steps]:
        values = {pk: value for pk, given in answers.items() if (value := _place(given, question)) is not None}
        groups = {COUNTY: frozenset(values), PART: near & frozenset(values)}
        if reader.reads_all:
            shown = [
                key for key, members in groups.items() if len(members - {round.forum_id}) >= wave.min_organisations
            ]
        else:
            shown = shown_groups(groups, known=known, least=wave.min_organisations).groups
        names = {COUNTY: _("The county's forums"), PART: part.name if part else ""}
        figures = [(names[key], summarise([values[pk] for pk in groups[key]])) for key in shown]
        if figures:
            found.append(Beside(question, values.get(round.forum_id), figures))
    return found


def _on_time(reveal) -> list[dict]:
    return [row["answers"] for row in reveal.answers if not row["late"]]


def _place(given, question) -> Fraction | None:
    """Between the two sides, where both have answered with a step."""
    values = [content(answers.get(question.identity))[0] for answers in given]
    return Fraction(sum(values), 2) if len(values) == 2 and None not in values else None


def _known(wave, reader, forums) -> set:
    """The forums whose answers the reader has read anyway."""
    asked = Invitation.objects.filter(round__wave=wave, organisation__in=reader.organisations)
    return set(asked.values_list("round__forum", flat=True)) | (reader.groups & forums.keys())
