"""The points of a meeting that tell what had happened by then: opening, decisions, phases, the next meeting."""

from dataclasses import dataclass, field

from django.utils import formats, translation

from agreements.models import Implementation, Party, Phase, PhaseChange

NUMBERS = [
    "noll",
    "en",
    "två",
    "tre",
    "fyra",
    "fem",
    "sex",
    "sju",
    "åtta",
    "nio",
    "tio",
    "elva",
    "tolv",
    "tretton",
    "fjorton",
]
PHASE_WORDS = {
    Phase.NEEDS_ASSESSMENT: "behovsinventering",
    Phase.INTRODUCTION: "införande",
    Phase.USE: "användning",
    Phase.SUSTAINMENT: "vidmakthållande",
}


@dataclass
class Year:
    """What happened in the year, in order of time: decisions by day, moves between phases by time."""

    decisions: list[Party]
    moves: list[PhaseChange]
    told: set[int] = field(default_factory=set)  # moves that some group's notes tell already

    @classmethod
    def of(cls, agreement):
        decided = Party.objects.filter(agreement=agreement, decided_on__isnull=False).select_related("organisation")
        moves = PhaseChange.objects.filter(
            implementation__in=Implementation.objects.filter(provision__agreement=agreement)
        ).select_related("implementation__organisation", "implementation__provision", "by")
        return cls(
            list(decided.order_by("decided_on", "pk")), [one for one in moves.order_by("at", "pk") if one.moved_phase]
        )


def number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def listed(names) -> str:
    """A, B och C."""
    names = list(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"


def day_in_words(day) -> str:
    with translation.override("sv"):
        return formats.date_format(day, "l j F").lower()


def opening(chair, *, prevented, newcomers, previous) -> str:
    """Who was there, and what became of the notes from last time."""
    said = [f"{chair} hälsade alla välkomna."]
    if newcomers:
        new = "ny" if len(newcomers) == 1 else "nya"
        said.append(f"{listed(newcomers)} är {new} i gruppen och presenterade sig kort.")
    if prevented:
        said.append(f"{listed(prevented)} hade anmält förhinder.")
    if previous:
        said.append(f"Anteckningarna från {day_in_words(previous)} gicks igenom och godkändes.")
    else:
        said.append("Det här är gruppens första möte. Deltagarna presenterade sig.")
    return " ".join(said)


def standing(year, *, since, until, only="", phases=True) -> str:
    """Decisions and moves between two meetings, counted from what is stored; moves of one municipality alone if named."""
    said = []
    so_far = [party for party in year.decisions if party.decided_on < until]
    fresh = [_in_a_sentence(party.organisation) for party in so_far if party.decided_on >= since]
    if fresh:
        said.append(
            f"Sedan förra mötet har {listed(fresh)} beslutat om avtalet. "
            f"Därmed har {number(len(so_far))} av fjorton parter beslutat."
        )
    elif so_far:
        said.append(
            f"Ingen part har beslutat sedan förra mötet. {number(len(so_far)).capitalize()} av fjorton är klara."
        )
    if not phases:
        said.append("Projektledarna berättade kort om arbetet sedan förra mötet och svarade på frågor.")
        return "\n\n".join(said)
    moves = [move for move in year.moves if since <= move.at.date() < until and move.now > move.was]
    if only:
        moves = [move for move in moves if move.implementation.organisation.short_name == only]
    if moves:
        said.append(_moves_in_words(year, moves))
    if not said:
        said.append("Inget har ändrats i fasöversikten sedan förra mötet. Det är ont om tid i verksamheterna just nu.")
    return "\n\n".join(said)


def _in_a_sentence(organisation):
    return organisation.short_name if organisation.code else organisation.short_name.lower()


def _moves_in_words(year, moves):
    """How many moves, and two that say much: about what is new, from two organisations, and not told elsewhere."""
    telling = sorted(
        moves,
        key=lambda move: (
            move.pk in year.told,
            not move.implementation.provision.is_new_or_changed,
            -move.now,
            -len(move.because),
        ),
    )
    first = telling[0]
    others = [
        move
        for move in telling
        if move.implementation.organisation != first.implementation.organisation and move.because != first.because
    ]
    shown = [first, *others[:1]] if others else telling[:2]
    year.told.update(move.pk for move in shown)
    told = " ".join(_told(move) for move in shown)
    if len(moves) <= len(shown):
        return told
    return f"I fasöversikten har {number(len(moves))} punkter gått vidare till nästa fas. {told}"


def _told(move):
    subject = move.implementation.organisation.short_name
    provision = move.implementation.provision
    return (
        f"{subject} har gått till {PHASE_WORDS[move.now]} för § {provision.number} {provision.title}: ”{move.because}”"
    )


def closing(following) -> str:
    """When and where next."""
    if following is None:
        return "Tid för nästa möte bestäms i samråd med deltagarna."
    form = {"physical": "på plats", "hybrid": "på plats eller digitalt", "digital": "digitalt"}[following.form]
    where = f", {following.venue}" if following.venue else ""
    return (
        f"Nästa möte är {day_in_words(following.starts_at.date())}{where}, {form}. "
        "Den som har en fråga till dagordningen lämnar den senast en vecka innan."
    )
