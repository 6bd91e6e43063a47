"""The groups of the demonstration: who sits where, as what, and to whom the group reports."""

from typing import NamedTuple

from organisations.models import AttendanceMode, GroupKind, GroupRole


class Seat(NamedTuple):
    person: str
    role: str = GroupRole.MEMBER
    mode: str = AttendanceMode.ALWAYS
    joined: int = -390  # days from today


class Body(NamedTuple):
    """A group with its seats."""

    key: str
    name: str
    kind: str
    purpose: str
    reports_to: str
    seats: list[Seat]
    county_part: str = ""


CHAIR, SECRETARY, EXPERT = GroupRole.CHAIR, GroupRole.SECRETARY, GroupRole.EXPERT
IF_TIME_ALLOWS = AttendanceMode.IF_TIME_ALLOWS

GROUPS = [
    Body(
        "styrgruppen",
        "Gemensam styrgrupp",
        GroupKind.STEERING,
        "Beslutar om målbild, årlig handlingsplan och gemensam budget. Rekommenderar parterna hur de bör besluta.",
        "",
        [
            Seat("henrik.wallin", CHAIR),
            Seat("johanna.sjogren", SECRETARY),
            Seat("agneta.rosen"),
            Seat("per-olof.kjellberg"),
            Seat("anders.fors"),
            Seat("ulla.stahl"),
            Seat("magnus.berg"),
            Seat("inger.samuelsson"),
            Seat("daniel.krantz"),
        ],
    ),
    Body(
        "operativa",
        "Operativ styrgrupp",
        GroupKind.OPERATIONAL_STEERING,
        "Beslutar om gemensamma rutiner, mallar och utbildningar. Håller takten i införandet.",
        "styrgruppen",
        [
            Seat("agneta.rosen", CHAIR),
            Seat("anders.fors", SECRETARY),
            Seat("johanna.sjogren"),
            Seat("nils.haglund", mode=IF_TIME_ALLOWS),
            Seat("hanna.friberg"),
            Seat("mattias.orn"),
            Seat("annika.wall"),
            Seat("oskar.dahlin"),
            Seat("fredrik.ahlen", EXPERT),
        ],
    ),
    Body(
        "projektledningen",
        "Projektledningen",
        GroupKind.PROJECT,
        "Leder det dagliga arbetet och förbereder styrgruppernas möten.",
        "operativa",
        [
            Seat("johanna.sjogren", CHAIR),
            Seat("anders.fors"),
            Seat("sofia.bergqvist", SECRETARY),
            Seat("carina.wester"),
            Seat("tomas.ekberg", EXPERT),
            Seat("fredrik.ahlen", EXPERT),
        ],
    ),
    Body(
        "arbetsgruppen",
        "Arbetsgruppen för hälso- och sjukvårdsavtalet",
        GroupKind.WORKING,
        "Tar fram förslag, mallar och stöd till kommuner och vårdcentraler, och lyfter det som inte går.",
        "projektledningen",
        [
            Seat("johanna.sjogren", CHAIR),
            Seat("sofia.bergqvist", SECRETARY),
            Seat("agneta.rosen"),
            Seat("per-olof.kjellberg", mode=IF_TIME_ALLOWS),
            Seat("nils.haglund"),
            Seat("yasmin.karimi"),
            Seat("emelie.strand"),
            Seat("anders.fors", CHAIR),
            Seat("katarina.holmqvist"),
            Seat("magnus.berg"),
            Seat("mattias.orn"),
            Seat("hanna.friberg"),
            Seat("ulla.stahl"),
            Seat("annika.wall"),
            Seat("daniel.krantz", mode=IF_TIME_ALLOWS),
            Seat("leila.demir"),
            Seat("david.thorell", joined=-50),
            Seat("tomas.ekberg", EXPERT, joined=-200),
        ],
    ),
    Body(
        "kommungruppen",
        "Kommungruppen",
        GroupKind.MUNICIPAL,
        "Kommunernas gemensamma förberedelse inför styrgrupperna.",
        "operativa",
        [
            Seat("anders.fors", CHAIR),
            Seat("susanne.viklund", SECRETARY),
            Seat("oskar.dahlin"),
            Seat("patrik.lindahl"),
            Seat("ulla.stahl"),
            Seat("bengt.wiklander"),
            Seat("mattias.orn"),
            Seat("katarina.holmqvist"),
            Seat("hanna.friberg"),
            Seat("magnus.berg"),
            Seat("barbro.lindqvist"),
            Seat("annika.wall"),
            Seat("kent.arvidsson", mode=IF_TIME_ALLOWS),
            Seat("inger.samuelsson"),
            Seat("daniel.krantz"),
            Seat("hakan.brodin", EXPERT),
        ],
    ),
    Body(
        "politiska",
        "Politisk referensgrupp",
        GroupKind.POLITICAL_REFERENCE,
        "Förtroendevalda från regionen och kommunerna. Ger vägledning men fattar inga beslut.",
        "",
        [
            Seat("gunilla.fransson", CHAIR),
            Seat("stefan.almqvist"),
            Seat("lars-goran.hult"),
            Seat("veronica.falk"),
            Seat("sven-ake.blomqvist"),
            Seat("kristina.ahl"),
            Seat("rolf.bengtsson", joined=-120),
            Seat("johanna.sjogren", SECRETARY),
            Seat("anders.fors", EXPERT),
        ],
    ),
    Body(
        "forum-vetlanda",
        "Ledningsforum Vetlanda",
        GroupKind.LOCAL_FORUM,
        "Chefer för kommunens hälso- och sjukvård och för vårdcentralerna i Vetlanda.",
        "arbetsgruppen",
        [
            Seat("katarina.holmqvist", CHAIR),
            Seat("lena.hedlund", SECRETARY),
            Seat("viktor.ek"),
            Seat("yasmin.karimi"),
            Seat("david.thorell"),
            Seat("tomas.ekberg", EXPERT),
        ],
        "Höglandet",
    ),
    Body(
        "forum-habo",
        "Ledningsforum Habo",
        GroupKind.LOCAL_FORUM,
        "Chefer för kommunens hälso- och sjukvård och för vårdcentralen i Habo.",
        "arbetsgruppen",
        [
            Seat("hanna.friberg", CHAIR),
            Seat("roger.claesson", SECRETARY),
            Seat("jonas.ryd"),
            Seat("susanne.viklund", EXPERT),
        ],
        "Jönköping",
    ),
    Body(
        "forum-gislaved",
        "Ledningsforum Gislaved",
        GroupKind.LOCAL_FORUM,
        "Chefer för kommunens hälso- och sjukvård och för vårdcentralerna i Gislaved.",
        "arbetsgruppen",
        [
            Seat("emelie.strand", CHAIR),
            Seat("goran.petrovic", SECRETARY),
            Seat("annika.wall"),
            Seat("elin.hjort", joined=-80),
            Seat("rebecka.lundell", EXPERT),
        ],
        "Värnamo",
    ),
    Body(
        "pensionarsradet",
        "Länets pensionärsråd",
        GroupKind.COUNCIL,
        "Pensionärsorganisationerna och parterna talar om hur vården i hemmet upplevs.",
        "",
        [Seat("gunilla.fransson", CHAIR), Seat("anders.fors", SECRETARY), Seat("johanna.sjogren", mode=IF_TIME_ALLOWS)],
    ),
    Body(
        "mas",
        "Nätverket för medicinskt ansvariga sjuksköterskor",
        GroupKind.NETWORK,
        "Kommunernas medicinskt ansvariga sjuksköterskor delar arbetssätt och frågor.",
        "kommungruppen",
        [
            Seat("lena.hedlund", CHAIR),
            Seat("leila.demir", SECRETARY),
            Seat("marianne.kvist"),
            Seat("ann-sofie.grahn"),
            Seat("hamid.rahimi"),
            Seat("camilla.oberg"),
            Seat("linnea.palm"),
            Seat("roger.claesson"),
            Seat("simon.wennberg"),
            Seat("goran.petrovic"),
            Seat("frida.lofgren", joined=-60),
            Seat("adam.nordqvist"),
            Seat("therese.olofsson"),
        ],
    ),
]

# Come to the pensioners' council without an account: name and organisation as they are written in the notes.
WITHOUT_ACCOUNT = [
    ("Siv Hallgren", "Pensionärsorganisation, Höglandet"),
    ("Börje Sandell", "Pensionärsorganisation, Jönköping"),
    ("Gun-Britt Lood", "Pensionärsorganisation, Värnamo"),
    ("Torsten Ask", "Anhörigförening"),
]
