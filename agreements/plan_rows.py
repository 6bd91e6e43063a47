"""The rows of the plan's template: in which order they stand, their address, and what belongs in each."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from agreements.models import PlanRow


@dataclass(frozen=True)
class TextRow:
    """A row that is words: its place in the address, its name, and the sentence that invites to write it."""

    row: str
    slug: str
    invites: str

    @property
    def name(self):
        return PlanRow(self.row).label


TEXT_ROWS = [
    TextRow(
        PlanRow.BACKGROUND,
        "bakgrund",
        _("Why the plan is written: what has been decided before, by whom and when, and what led here."),
    ),
    TextRow(
        PlanRow.MANDATE,
        "uppdrag",
        _("What the project has been told to do, by whom, and what must be part of the work."),
    ),
    TextRow(PlanRow.PURPOSE, "syfte", _("Why it is done, and for whom it should become better.")),
    TextRow(
        PlanRow.EVALUATION,
        "effekt",
        _("How you will see the effect: which surveys and figures, when, and who answers for them."),
    ),
    TextRow(PlanRow.SCOPE, "avgransningar", _("What the project does not do, and what waits until later.")),
    TextRow(PlanRow.PRINCIPLES, "principer", _("A few rules the work always follows, whatever happens.")),
    TextRow(
        PlanRow.PRIORITIES,
        "prioriterat",
        _("Questions and areas that come first, and other work that must be taken into account."),
    ),
    TextRow(
        PlanRow.RESOURCES,
        "resurser",
        _("What the work needs in time, people and money. Who does what is listed as roles below."),
    ),
    TextRow(
        PlanRow.WORKSPACE,
        "arbetsyta",
        _("Where you work together: a shared surface for all, and one channel for each local group."),
    ),
    TextRow(PlanRow.REPORTING, "rapportering", _("Who steers, how often you report, and about what.")),
    TextRow(
        PlanRow.TIMETABLE,
        "tidplan",
        _("From when to when, and how the timetable is revised. The stages are listed below."),
    ),
]
BY_SLUG = {one.slug: one for one in TEXT_ROWS}


def contents() -> list[tuple[str, str]]:
    """(place on the page, heading) of every row of the document, in order: its table of contents."""
    return [
        ("bakgrund", _("Background")),
        ("uppdrag", _("Mandate")),
        ("mal", _("Goals")),
        ("maluppfyllelse", _("Evaluation of the goals")),
        ("syfte", _("Purpose and effect goals")),
        ("effekt", _("Evaluation of the effect")),
        ("avgransningar", _("Limits")),
        ("principer", _("Principles")),
        ("prioriterat", _("Prioritised questions, areas and documents")),
        ("resurser", _("Resources")),
        ("arbetsyta", _("Workspaces")),
        ("rapportering", _("Steering and reporting")),
        ("tidplan", _("Timetable")),
        ("aktiviteter", _("Activities")),
        ("tillagg", _("Local supplements")),
    ]
