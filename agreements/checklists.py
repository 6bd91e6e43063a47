"""What ought to be in place before a phase is left behind: criteria in our own words (methods M1).

After Socialstyrelsen's guide to implementation: the questions of anchoring for needs assessment; relevance, relative
advantage, fit, usability, testability, visible results and adaptability for introduction; the clause's own core
components for use; what keeps a habit alive for sustainment. A complete list proposes the next phase, no more.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from agreements.models import Phase

CORE = "core-"


@dataclass(frozen=True)
class Criterion:
    """One thing to be able to say yes to. `key` is what CriterionCheck keeps."""

    key: str
    text: str


FIXED = {
    Phase.NEEDS_ASSESSMENT: (
        Criterion("why", _("We can say why the way of working has to change.")),
        Criterion("how", _("We know how the change will be made, and in what order.")),
        Criterion("who", _("We know which units, professions and residents are concerned.")),
        Criterion("resources", _("Time, people and money for the work are named and decided.")),
        Criterion("demands-on-me", _("Each person concerned knows what will be expected of them.")),
        Criterion("demands-on-us", _("The management knows what the change demands of the organisation.")),
        Criterion("hindrances", _("Hindrances and success factors are written down, each hindrance with a plan.")),
    ),
    Phase.INTRODUCTION: (
        Criterion("relevance", _("Those who are to work by the clause find that it answers a need of theirs.")),
        Criterion("advantage", _("They see that the new way is better than the old one.")),
        Criterion("fit", _("The new way fits with values, routines and systems, or these have been adjusted.")),
        Criterion("usability", _("The new way is easy to understand and to carry out in daily work.")),
        Criterion("testability", _("It has been tried on a small scale before everybody begins.")),
        Criterion("results", _("The first results can be seen and have been shown to those concerned.")),
        Criterion("adaptability", _("We know what may be adapted locally, and what must not be changed.")),
    ),
    Phase.USE: (
        Criterion("everybody", _("All units concerned work in the new way, not only the first ones.")),
        Criterion("fidelity", _("Somebody checks regularly that the new way is followed as intended.")),
    ),
    Phase.SUSTAINMENT: (
        Criterion("routine", _("The new way is written into routines and steering documents.")),
        Criterion("follow-up", _("It is followed up at fixed times, and somebody answers for that.")),
        Criterion("newcomers", _("New staff are introduced to it, temporary staff too.")),
        Criterion("leadership", _("It stays when managers or key persons change.")),
    ),
}
NEXT = {
    Phase.NEEDS_ASSESSMENT: Phase.INTRODUCTION,
    Phase.INTRODUCTION: Phase.USE,
    Phase.USE: Phase.SUSTAINMENT,
}


@dataclass(frozen=True)
class Checklist:
    """The criteria of the phase a row is in, each with its check or None, and the phase to propose when all are met."""

    phase: int
    rows: list[tuple[Criterion, object]]

    @property
    def met(self) -> int:
        return sum(check is not None for _criterion, check in self.rows)

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def is_complete(self) -> bool:
        return bool(self.rows) and self.met == self.total

    @property
    def proposes(self) -> Phase | None:
        """The next phase when this one's criteria are met; a person decides."""
        return NEXT.get(self.phase) if self.is_complete else None


def criteria_of(phase, core_components) -> list[Criterion]:
    """A phase's criteria; in use, the clause's own core components come first."""
    core = [Criterion(f"{CORE}{one.pk}", one.text) for one in core_components] if phase == Phase.USE else []
    return [*core, *FIXED.get(phase, ())]


def checklist_of(implementation, *, checks, core_components) -> Checklist:
    """The checklist of the phase the row is in; `checks` are its ticks, of whatever phase."""
    by_criterion = {check.criterion: check for check in checks}
    criteria = criteria_of(implementation.phase, core_components)
    return Checklist(implementation.phase, [(one, by_criterion.get(one.key)) for one in criteria])
