"""Actions beside those the meetings gave rise to: one in every state, and one for the whole county with thirteen parts."""

from typing import NamedTuple

from actions.models import ActionChange, ActionItem, ActionState
from meetings.models import Outcome, OutcomeKind
from organisations.models import Role
from overview.demonstration.county import create_dated

OPEN, UNDER_WAY, DONE, CANCELLED = ActionState.OPEN, ActionState.UNDER_WAY, ActionState.DONE, ActionState.CANCELLED


class Promise(NamedTuple):
    """What somebody has promised: due so many days from today, or no day; made so many days ago."""

    title: str
    owner: str
    due: int | None
    made: int
    group: str = ""
    organisation: str = ""
    provision: str = ""
    state: str = OPEN
    description: str = ""
    comment: str = ""
    moved_from: int | None = None


PROMISES = [
    # Katarina Holmqvist, the working-group member
    Promise(
        "Skicka in Vetlandas rutin för fast vårdkontakt", "katarina.holmqvist", -6, -44, "arbetsgruppen", "0685", "4.2",
        description="Rutinen ska passa ihop med mallen från Tranås. Skriv vem som utser kontakten när det finns två vårdcentraler.",
        comment="Väntar på besked från Bruket om vilka som kan vara kontakter.", moved_from=-20,
    ),
    Promise("Utse kontaktperson för ledningsforumet i Vetlanda", "katarina.holmqvist", -3, -25, "styrgruppen", "0685", "2.3"),
    Promise("Läs sammanställningen av lokala tillägg före mötet", "katarina.holmqvist", 1, -9, "arbetsgruppen", "0685"),
    Promise("Föreslå arbetssätt för hembesök vid inskrivning", "katarina.holmqvist", 15, -30, "arbetsgruppen", "0685", "4.4", UNDER_WAY,
            "Tillsammans med Tranås. Ta med erfarenheterna från de sex första besöken."),
    Promise("Stäm av läkarmedverkan med vårdcentralerna", "katarina.holmqvist", 33, -12, "forum-vetlanda", "0685", "4.1"),
    Promise("Boka introduktion om avtalet för nya medarbetare", "katarina.holmqvist", None, -60, "", "0685", "5.4"),
    Promise("Räkna andelen med fast vårdkontakt i Vetlanda", "katarina.holmqvist", -70, -100, "arbetsgruppen", "0685", "4.2", DONE),
    # Lena Hedlund, the respondent
    Promise("Samla kollegornas svar på nulägesenkäten", "lena.hedlund", 9, -10, "", "0685", "6.1", UNDER_WAY),
    Promise("Gå igenom läkemedelsavvikelser med Smedjan", "lena.hedlund", -2, -47, "forum-vetlanda", "0685", "6.2"),
    # The project leaders and their office
    Promise("Skicka kallelse till nästa möte i den gemensamma styrgruppen", "johanna.sjogren", 2, -12, "projektledningen"),
    Promise("Skriv första utkastet till slutrapport", "johanna.sjogren", 30, -21, "projektledningen", state=UNDER_WAY),
    Promise("Be Gnosjö och Mullsjö om ett datum för beslut", "anders.fors", -4, -25, "styrgruppen",
            comment="Mullsjö svarar när sidan om kostnader är klar."),
    Promise("Lägg upp de beslutade mallarna på den gemensamma sidan", "sofia.bergqvist", -1, -20, "operativa"),
    Promise("Hämta in bilder från verksamheterna till presentationen", "carina.wester", 4, -12, "projektledningen"),
    Promise("Planera samtalen med dem som inte har öppnat enkäten", "tomas.ekberg", 3, -5, "projektledningen"),
    Promise("Besök ledningsforumet i Vetlanda", "tomas.ekberg", 20, -12, "forum-vetlanda", "0685", "2.3"),
    Promise("Lägg in nya kontaktpersoner i förteckningen", "fredrik.ahlen", 6, -5, "projektledningen", provision="2.4"),
    Promise("Föreslå vem som tar över mötet om barn och unga", "", None, -30, "arbetsgruppen", provision="3.5"),
    Promise("Hitta lokal för nästa inspirationsdag", "", 40, -12, "projektledningen"),
    Promise("Översätt kylskåpsbladet till fler språk", "carina.wester", None, -20, "projektledningen", provision="1.2"),
    Promise("Bjud in patientnämnden till arbetsgruppen", "sofia.bergqvist", -40, -80, "arbetsgruppen", state=CANCELLED,
            comment="Patientnämnden kommer till styrgruppen i stället."),
    Promise("Skriv ett gemensamt remissvar om journalsystem", "anders.fors", -90, -130, "operativa", provision="6.3", state=CANCELLED,
            comment="Remissen drogs tillbaka."),
    Promise("Ordna en frågelåda om avtalet på den gemensamma sidan", "carina.wester", -50, -90, "projektledningen", state=DONE),
    # Their own, in the municipalities
    Promise("Ordna ersättare för mottagaren av avvikelser", "daniel.krantz", -5, -16, "", "0683", "6.2"),
    Promise("Boka möte med vårdcentralens nya chef", "barbro.lindqvist", 5, -24, "", "0642", "2.3"),
    Promise("Skriv av hur halvdagen för hembesök används under en månad", "oskar.dahlin", 12, -19, "", "0604", "4.1", UNDER_WAY),
    Promise("Prata med vårdcentralen om läkemedelslistan på fredagar", "goran.petrovic", -8, -33, "forum-gislaved", "0662", "3.2"),
    Promise("Dela schemat för gemensamma hembesök", "patrik.lindahl", -60, -95, "kommungruppen", "0686", "4.4", DONE),
    Promise("Visa kylskåpsbladet för pensionärsrådet i kommunen", "hanna.friberg", 18, -30, "", "0643", "1.2"),
    Promise("Berätta om mottagningsteamet för Nässjö", "maryam.saleh", 26, -33, "kommungruppen", "0683", "3.6"),
]  # fmt: skip

COUNTY_WIDE = "Anpassa rutinen för fast vårdkontakt efter mallen från Tranås"
# By code: what has become of the municipality's part. The others have not begun.
PARTS = {
    "0687": DONE, "0686": DONE, "0643": UNDER_WAY, "0680": UNDER_WAY, "0682": UNDER_WAY, "0685": UNDER_WAY,
}  # fmt: skip


def build_actions(county, held):
    """Create the promises, and the county-wide action that the working group's latest meeting decided."""
    items = [_item(county, promise) for promise in PROMISES]
    create_dated(items, "created_at", [item.created_at for item in items])
    changes = [
        change for promise, item in zip(PROMISES, items, strict=True) for change in _history(county, promise, item)
    ]
    parts = _county_wide(county, held["arbetsgruppen"][-1])
    changes += [_state_change(county, part) for part in parts if part.state != OPEN]
    theirs = ActionItem.objects.exclude(pk__in=[item.pk for item in [*items, *parts]]).exclude(state=OPEN)
    changes += [_state_change(county, item) for item in theirs.select_related("owner", "created_by").order_by("pk")]
    ActionChange.objects.bulk_create(sorted(changes, key=lambda change: change.at))


def _item(county, promise):
    item = ActionItem(
        title=promise.title,
        description=promise.description,
        owner=county.people.get(promise.owner),
        organisation=county.organisations.get(promise.organisation),
        group=county.groups.get(promise.group),
        provision=county.provisions.get(promise.provision),
        due_on=county.calendar.day(promise.due) if promise.due is not None else None,
        state=promise.state,
        created_by=county.people["johanna.sjogren"] if promise.group else county.people[promise.owner],
    )
    item.created_at = county.calendar.moment(promise.made, 14)
    if promise.state == DONE:
        item.done_at = county.calendar.moment(promise.due - 2, 11, 20)
    return item


def _history(county, promise, item):
    if promise.state != OPEN:
        yield _state_change(county, item)
    later = county.calendar.soon_after(item.created_at)
    if promise.moved_from is not None:
        was = county.calendar.day(promise.moved_from).isoformat()
        yield ActionChange(
            action=item,
            field="due_on",
            was=was,
            now=item.due_on.isoformat(),
            at=county.calendar.moment(promise.moved_from, 9, 10),
            by=item.owner,
        )
    if promise.comment:
        yield ActionChange(action=item, field="comment", comment=promise.comment, at=later, by=item.owner)


def _state_change(county, item):
    """When it was begun, finished or cancelled, by its owner."""
    at = item.done_at or county.calendar.soon_after(item.created_at)
    return ActionChange(action=item, field="state", was=OPEN, now=item.state, at=at, by=item.owner or item.created_by)


def _county_wide(county, draft):
    """One action with a part per municipality, out of a decision of the working group."""
    made = draft.meeting.ends_at
    group, provision = draft.meeting.group, county.provisions["4.2"]
    item = next(item for item, theme in reversed(draft.points) if theme)
    due_on = county.calendar.day(49)
    lead = county.people["johanna.sjogren"]
    whole = ActionItem(
        title=COUNTY_WIDE,
        description="Varje kommun anpassar rutinen tillsammans med sina vårdcentraler. Klart när ledningsforumet har godkänt den.",
        owner=lead,
        group=group,
        provision=provision,
        due_on=due_on,
        state=UNDER_WAY,
        created_by=lead,
    )
    create_dated([whole], "created_at", [made])
    parts = []
    for municipality in county.municipalities:
        state = PARTS.get(municipality.code, OPEN)
        parts.append(
            ActionItem(
                title=f"{COUNTY_WIDE}: {municipality.short_name}",
                owner=_head_of(county, municipality),
                organisation=municipality,
                group=group,
                provision=provision,
                parent=whole,
                due_on=due_on,
                state=state,
                done_at=county.calendar.soon_after(made) if state == DONE else None,
                created_by=lead,
            )
        )
    create_dated(parts, "created_at", [made] * len(parts))
    Outcome.objects.create(
        meeting=draft.meeting,
        item=item,
        position=9,
        kind=OutcomeKind.ACTION,
        text=COUNTY_WIDE,
        provision=provision,
        action=whole,
    )
    return [whole, *parts]


def _head_of(county, municipality):
    """Who leads the care in a municipality: the contact that is a member."""
    return next(
        user
        for user in county.staff_of(municipality)
        if user.memberships.filter(role=Role.MEMBER, is_contact=True).exists()
    )
