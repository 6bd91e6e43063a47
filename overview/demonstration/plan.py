"""The project plan: four stages that overlap, about a year around today, and what is done in each."""

from datetime import timedelta
from typing import NamedTuple

from agreements.models import Activity, ActivityKind, ActivityState, Level, Plan, Stage
from overview.demonstration.workdays import is_meeting_day

COUNTY, PART, LOCAL = Level.COUNTY_WIDE, Level.SUBREGIONAL, Level.LOCAL
KIND = ActivityKind
LEADERS = "Projektledningen"
GATHERINGS = {
    KIND.WEBINAR,
    KIND.SEMINAR,
    KIND.INSPIRATION,
    KIND.CHECKPOINT,
    KIND.ANCHORING,
    KIND.FINAL_REPORT,
    KIND.CONFERENCE,
    KIND.DIALOGUE,
}


class Planned(NamedTuple):
    """An activity so many days from today; `last` for a span, `other` for a second day with the same content."""

    title: str
    kind: str
    level: str
    first: int
    last: int | None = None
    other: int | None = None
    organiser: str = LEADERS
    owner: str = "johanna.sjogren"
    organisation: str = ""
    provision: str = ""
    early: bool = False
    note: str = ""
    cancelled: bool = False


SUMMARY = (
    "Planen visar vägen från de första samtalen till att avtalet används i vardagen. Den har fyra etapper som går in i varandra. "
    "Datum kan ändras, och den som ändrar skriver varför.\n\n"
    "Det som är märkt som möjligt före beslutet görs för att det behövs hur parterna än beslutar."
)
GOAL = (
    "Alla fjorton parter har tagit ställning till avtalet före sista dagen. När avtalet börjar gälla vet varje ledningsforum vad som "
    "är nytt hos dem, vem som ansvarar och vilket stöd som finns."
)

LEARNING = [
    Planned("Webbinarium: Vad menar vi med nära vård?", KIND.WEBINAR, COUNTY, -238, other=-231, note="För tjänstepersoner och förtroendevalda. Samma innehåll båda dagarna, spelas in."),
    Planned("Webbinarium: Planen skrivs tillsammans med den enskilde", KIND.WEBINAR, COUNTY, -224, owner="tomas.ekberg", provision="1.2"),
    Planned("Arbetssättet presenteras för den operativa styrgruppen", KIND.CHECKPOINT, COUNTY, -222, note="Ledningsforumen ombeds ge plats åt hemuppgifterna på sina ordinarie möten."),
    Planned("Seminarium 1: Vilka är vi tillsammans?", KIND.SEMINAR, COUNTY, -216, other=-209, owner="anders.fors"),
    Planned("Hemuppgift 1: Rita vem som gör vad i ert område", KIND.HOMEWORK, LOCAL, -208, -192, organiser="Ledningsforumen", owner="tomas.ekberg", provision="2.3"),
    Planned("Avstämning i den gemensamma styrgruppen", KIND.CHECKPOINT, COUNTY, -200),
    Planned("Inspirationsdag: tre kommuner berättar", KIND.INSPIRATION, COUNTY, -188, organiser="Stödteamet", owner="susanne.viklund"),
    Planned("Förankring med länets pensionärsråd", KIND.ANCHORING, COUNTY, -176, owner="anders.fors", provision="1.2"),
]  # fmt: skip

DRAFTING = [
    Planned("Seminarium 2: Från ord till handling", KIND.SEMINAR, COUNTY, -153, other=-146, owner="anders.fors"),
    Planned("Hemuppgift 2: Pröva en punkt i liten skala", KIND.HOMEWORK, LOCAL, -145, -126, organiser="Ledningsforumen", owner="susanne.viklund"),
    Planned("Inspirationsmöte: det första gemensamma hembesöket", KIND.INSPIRATION, COUNTY, -132, organiser="Tranås kommun", owner="mattias.orn", organisation="0687", provision="4.4"),
    Planned("Seminarium 3: Att hålla i när det nya har blivit vardag", KIND.SEMINAR, COUNTY, -118, other=-111, owner="anders.fors"),
    Planned("Avstämning av hemuppgifterna med nätverket för medicinskt ansvariga sjuksköterskor", KIND.CHECKPOINT, COUNTY, -117, owner="lena.hedlund"),
    Planned("Avstämning av hemuppgifterna i den operativa styrgruppen", KIND.CHECKPOINT, COUNTY, -116),
    Planned("Hemuppgift 3: Bestäm hur ni märker att det fungerar", KIND.HOMEWORK, LOCAL, -110, -103, organiser="Ledningsforumen", owner="rebecka.lundell", provision="6.1"),
    Planned("Avstämning av hemuppgifterna i den gemensamma styrgruppen", KIND.CHECKPOINT, COUNTY, -102),
]  # fmt: skip

LISTENING = [
    Planned("Medarbetarträffar på arbetsplatserna", KIND.CITIZEN_WORKSHOP, LOCAL, -95, -24, organiser="Kommuner och vårdcentraler", owner="tomas.ekberg", note="Två frågor: vad gör vi redan, och vad saknas för att vi ska kunna göra resten?"),
    Planned("Invånarträffar på Höglandet", KIND.CITIZEN_WORKSHOP, PART, -90, -48, organiser="Höglandsförbundet", owner="hakan.brodin", organisation="forbundet", provision="1.2"),
    Planned("Invånarträffar i Jönköping, Habo och Mullsjö", KIND.CITIZEN_WORKSHOP, PART, -76, -34, organiser="Jönköpings kommun", owner="cecilia.norrby", organisation="0680", provision="1.2"),
    Planned("Studieresa till ett grannlän", KIND.OTHER, COUNTY, -62, owner="anders.fors", cancelled=True, note="Ställdes in. Pengarna går till två coacher i stället."),
    Planned("Invånarträffar i Värnamo, Gislaved, Gnosjö och Vaggeryd", KIND.CITIZEN_WORKSHOP, PART, -40, 12, organiser="Värnamo kommun", owner="maryam.saleh", organisation="0683", provision="1.2", note="Två träffar är kvar. Gislaved och Värnamo väljer dag."),
    Planned("Ledningsforumen lämnar sina förslag till lokala tillägg", KIND.HOMEWORK, LOCAL, -13, -7, organiser="Ledningsforumen", owner="tomas.ekberg", provision="2.3"),
    Planned("Projektledarna ställer samman det som blir gemensamt och det som förblir lokalt", KIND.COMPILATION, COUNTY, -6, 4),
    Planned("Samtal om sammanställningen med länets pensionärsråd", KIND.DIALOGUE, COUNTY, 8, owner="anders.fors"),
    Planned("Avstämning av lokala tillägg med nätverket för medicinskt ansvariga sjuksköterskor", KIND.CHECKPOINT, COUNTY, 16, owner="lena.hedlund"),
    Planned("Avstämning av lokala tillägg i den operativa styrgruppen", KIND.CHECKPOINT, COUNTY, 17),
    Planned("Avstämning av lokala tillägg i den gemensamma styrgruppen", KIND.CHECKPOINT, COUNTY, 24),
]  # fmt: skip


def _deciding(last_day, begins):
    """The last stage, whose days hang on the last day for decisions and the first day of the agreement."""
    return [
        Planned("Nulägesenkät, omgång 2", KIND.SURVEY, LOCAL, -13, 15, owner="sofia.bergqvist", provision="6.1", early=True),
        Planned("Planera utbildningar, information, uppföljning och stöd", KIND.PLANNING, COUNTY, -10, 40, early=True, note="Får börja nu. Det som kostar pengar väntar på besluten."),
        Planned("Utbildning för kontaktpersoner", KIND.WEBINAR, COUNTY, 30, other=37, organiser="Stödteamet", owner="rebecka.lundell", provision="2.4", early=True),
        Planned("Ledningsforumen gör egna tidsplaner", KIND.HOMEWORK, LOCAL, 20, 48, organiser="Ledningsforumen", owner="susanne.viklund", provision="2.3", early=True),
        Planned("Fullmäktige i de kommuner som återstår tar ställning", KIND.DECISION, LOCAL, 18, last_day - 4, organiser="Kommunerna", owner="anders.fors"),
        Planned("Slutrapport till den operativa styrgruppen", KIND.FINAL_REPORT, COUNTY, last_day - 14),
        Planned("Slutrapport och beslut om införandet i den gemensamma styrgruppen", KIND.FINAL_REPORT, COUNTY, last_day - 5),
        Planned("Pressmeddelande och besked till alla verksamheter", KIND.COMMUNICATION, COUNTY, last_day + 1, last_day + 21, owner="carina.wester"),
        Planned("Den gamla överenskommelsen och dess bilagor arkiveras", KIND.ARCHIVING, COUNTY, begins, begins + 14, owner="sofia.bergqvist"),
        Planned("Öppen telefontid och besök i alla ledningsforum", KIND.SUPPORT, LOCAL, begins, begins + 90, organiser="Stödteamet", owner="tomas.ekberg", provision="2.3"),
        Planned("Konferens för chefer: så här börjar vi", KIND.CONFERENCE, COUNTY, begins + 21, owner="anders.fors"),
        Planned("Enkät till medarbetare om nytta, samarbete och personcentrering", KIND.SURVEY, COUNTY, begins + 60, begins + 81, owner="sofia.bergqvist", provision="6.1"),
        Planned("Enkät till dem som får hälso- och sjukvård i hemmet", KIND.SURVEY, COUNTY, begins + 60, begins + 95, owner="maryam.saleh", provision="1.2"),
    ]  # fmt: skip


def build_plan(county):
    """Create the plan with its stages and activities; what lies behind is done."""
    plan = Plan.objects.create(
        agreement=county.agreement,
        title="Projektplan för hälso- och sjukvårdsavtalet",
        summary=SUMMARY,
        goal=GOAL,
        reports_to=county.groups["styrgruppen"],
    )
    last_day = (county.agreement.decide_by - county.today).days
    begins = (county.agreement.valid_from - county.today).days
    stages = [
        ("Etapp 1: Lära tillsammans", -238, -170, LEARNING),
        ("Etapp 2: Börja skriva och pröva", -153, -100, DRAFTING),
        ("Etapp 3: Lyssna på invånare och medarbetare", -105, 24, LISTENING),
        ("Etapp 4: Besluta och börja använda", -14, begins + 97, _deciding(last_day, begins)),
    ]
    for position, (title, first, last, planned) in enumerate(stages, start=1):
        activities = [_activity(county, one) for one in planned]
        stage = Stage.objects.create(
            plan=plan,
            position=position,
            title=title,
            starts_on=min(county.calendar.day(first), *(one.starts_on for one in activities)),
            ends_on=max(county.calendar.day(last), *(one.ends_on or one.starts_on for one in activities)),
        )
        for one in activities:
            one.stage = stage
        Activity.objects.bulk_create(activities)


def _activity(county, planned):
    starts_on = (county.calendar.meeting_day if planned.kind in GATHERINGS else county.calendar.day)(planned.first)
    ends_on = county.calendar.day(planned.last) if planned.last is not None else None
    return Activity(
        title=planned.title,
        kind=planned.kind,
        level=planned.level,
        starts_on=starts_on,
        ends_on=ends_on,
        or_on=_second_day(county, planned.other, after=starts_on),
        organiser=planned.organiser,
        owner=county.people[planned.owner],
        organisation=county.organisations.get(planned.organisation),
        provision=county.provisions.get(planned.provision),
        may_start_before_decision=planned.early,
        state=_state(county.today, starts_on, ends_on or starts_on, planned.cancelled),
        note=planned.note,
    )


def _second_day(county, offset, *, after):
    """The alternative day, never the same as the first."""
    if offset is None:
        return None
    day = county.calendar.meeting_day(offset)
    while day <= after or not is_meeting_day(day):
        day += timedelta(days=1)
    return day


def _state(today, first, last, cancelled):
    if cancelled:
        return ActivityState.CANCELLED
    if last < today:
        return ActivityState.DONE
    return ActivityState.UNDER_WAY if first <= today else ActivityState.PLANNED
