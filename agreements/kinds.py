"""What each kind of knowledge is called in plural, what is asked about it, and how it goes from draft to shared."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models import KnowledgeKind, KnowledgeState

DRAFT, PROPOSED, OPEN, ANSWERED, PUBLISHED, CLOSED = KnowledgeState
TIED = ("organisation", "provisions")


@dataclass(frozen=True)
class Kind:
    """One kind: its name in plural, the fields of its form in order, and the state in which it is shared."""

    plural: str
    invites: str
    fields: tuple
    shared: str = OPEN
    led: bool = False  # written by those who lead
    labels: dict = field(default_factory=dict)
    helps: dict = field(default_factory=dict)


_WANTED = ("title", "text", "source", "audience", "level", *TIED)
_COMPARED = ("title", "text", "source", *TIED)
_LEARNED = ("title", "text", "source", *TIED)

KINDS = {
    KnowledgeKind.NEED: Kind(
        _("Needs"),
        _("What is needed for the agreement to work where the care is given, and who says so."),
        _WANTED,
        helps={"source": _("Who has said it, or where it was seen.")},
    ),
    KnowledgeKind.HINDRANCE: Kind(
        _("Hindrances"),
        _("What stands in the way, from the first meetings to everyday work."),
        _WANTED,
        helps={"source": _("Who has said it, or where it was seen.")},
    ),
    KnowledgeKind.EXPECTATION: Kind(
        _("Expectations"),
        _("What is expected of those who will work by the agreement."),
        _WANTED,
        labels={"audience": _("On whom")},
    ),
    KnowledgeKind.RISK: Kind(
        _("Risks"),
        _("What may go wrong on the way, and how it is met."),
        ("title", "text", "effect", "answer", "level", *TIED),
        labels={"effect": _("What it may lead to"), "answer": _("How it is met")},
    ),
    KnowledgeKind.DIFFERENCE: Kind(
        _("Differences from before"),
        _("Concrete differences between the old agreement and the new one, as the parties see them."),
        _COMPARED,
        helps={"source": _("Who has sent it in.")},
    ),
    KnowledgeKind.UNCHANGED: Kind(
        _("What is the same as before"),
        _("What does not change: it calms those who fear that everything will."),
        _COMPARED,
        helps={"source": _("Who has sent it in.")},
    ),
    KnowledgeKind.PROPOSAL: Kind(
        _("Proposals"), _("Concrete proposals about how the work could go on."), (*_COMPARED, "level")
    ),
    KnowledgeKind.QUESTION: Kind(
        _("Questions"), _("What the workplaces ask, and the answers."), ("title", "text", "audience", *TIED)
    ),
    KnowledgeKind.GOOD_EXAMPLE: Kind(
        _("Good examples"),
        _("What works well somewhere, told so that others can take it over."),
        ("title", "text", "effect", "transferability", "contact", "link", *TIED),
        shared=PUBLISHED,
        labels={
            "text": _("Where and how"),
            "effect": _("What it led to"),
            "transferability": _("What others can take over"),
        },
        helps={
            "text": _("Who did what, in which setting, for how long."),
            "effect": _("For residents, for those who work there, for cooperation."),
            "transferability": _("What it takes to do the same somewhere else."),
            "contact": _("Who gladly tells more: a function or a colleague who has said yes."),
        },
    ),
    KnowledgeKind.REFERENCE: Kind(
        _("References from elsewhere"),
        _("What others have written or built: research, support pages, agreements in other counties."),
        ("title", "text", "source", "link", "year", "provisions"),
        shared=PUBLISHED,
        labels={"text": _("Why it is worth reading")},
        helps={"source": _("Who is behind it.")},
    ),
    KnowledgeKind.PRINCIPLE: Kind(
        _("Guiding principles"),
        _("What the joint work stands on."),
        ("title", "text"),
        shared=PUBLISHED,
        led=True,
    ),
    KnowledgeKind.RULE: Kind(
        _("Rules"), _("A few simple rules for everyday choices."), ("title", "text"), shared=PUBLISHED, led=True
    ),
    KnowledgeKind.CONCLUSION: Kind(
        _("Conclusions"), _("What the county has concluded so far."), _LEARNED, shared=PUBLISHED, led=True
    ),
    KnowledgeKind.LESSON: Kind(
        _("Lessons"), _("What you would do again, and what you would not."), _LEARNED, shared=PUBLISHED
    ),
    KnowledgeKind.REFLECTION: Kind(
        _("Reflections"), _("Thoughts along the way, with a name or without."), _LEARNED, shared=PUBLISHED
    ),
    KnowledgeKind.FOCUS: Kind(
        _("Focus areas"),
        _("What the county puts its strength into during a year."),
        ("title", "text", "year", "provisions"),
        shared=PUBLISHED,
        led=True,
    ),
}

LEARNED = (KnowledgeKind.LESSON, KnowledgeKind.REFLECTION, KnowledgeKind.CONCLUSION)
ORDERED = (KnowledgeKind.PRINCIPLE, KnowledgeKind.RULE)

# The parts of the first page: a heading and its kinds.
PARTS = (
    (
        pgettext_lazy("knowledge", "What is needed, and what stands in the way"),
        (KnowledgeKind.NEED, KnowledgeKind.HINDRANCE, KnowledgeKind.EXPECTATION, KnowledgeKind.RISK),
    ),
    (
        pgettext_lazy("knowledge", "Compared with before"),
        (KnowledgeKind.DIFFERENCE, KnowledgeKind.UNCHANGED, KnowledgeKind.PROPOSAL),
    ),
    (
        pgettext_lazy("knowledge", "From each other and from elsewhere"),
        (KnowledgeKind.GOOD_EXAMPLE, KnowledgeKind.REFERENCE),
    ),
)


def next_states(item) -> list:
    """Where an item may go from where it is, apart from being answered."""
    kind = item.kind
    if kind == KnowledgeKind.GOOD_EXAMPLE:
        ways = {DRAFT: [PROPOSED], PROPOSED: [PUBLISHED, DRAFT], PUBLISHED: [CLOSED], CLOSED: [PROPOSED]}
    elif kind == KnowledgeKind.QUESTION:
        ways = {DRAFT: [OPEN], OPEN: [CLOSED], ANSWERED: [CLOSED], CLOSED: [ANSWERED if item.answer else OPEN]}
    else:
        shared = KINDS[KnowledgeKind(kind)].shared
        ways = {DRAFT: [shared], shared: [CLOSED], CLOSED: [shared]}
    return ways.get(KnowledgeState(item.state), [])
