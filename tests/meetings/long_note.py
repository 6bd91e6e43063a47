"""A long note, written from scratch through the portal's pages: the shape of a working group's whole day."""

from datetime import timedelta

from meetings.models import Meeting
from organisations.models import GroupMembership, Membership, Organisation, OrganisationKind, Role, Side, User
from portal import dates

REGION_SIDE = ["Asta Lind", "Bo Ek", "Cilla Alm", "Dan Hägg", "Ester Rönn", "Folke Gran", "Gun Björk"]
MUNICIPAL_SIDE = ["Hedda Strand", "Ivar Vik", "Jutta Holm", "Kalle Sund", "Lisen Ö", "Måns Näs", "Nora Udd"]
PREVENTED = {"Cilla Alm", "Kalle Sund", "Lisen Ö"}
NEW = "Nora Udd"
EXPERT = "Gun Björk"

# (section, heading, presenter, minutes, notes as typed, [(kind, line)])
POINTS = [
    ("Inledning", "Välkomna", "Asta Lind", 10, "Dagens ordförande öppnade mötet.\n\nNora är ny och presenterade sig.", []),
    (
        "Inledning",
        "Sedan sist",
        "",
        20,
        "Tre saker har hänt:\n\n- mallen är klar\n- alla kommuner är kallade\n- filmen är inspelad",
        [("information", "Filmen visas i mars")],
    ),
    ("Läget", "Rapport från kommunerna", "Hedda Strand", 30, "Fem av sju har beslutat.", [("action", "Påminn de två som är kvar @Ivar Vik /15 mars")]),
    ("Läget", "Rapport från regionen", "Asta Lind", 30, "Nämnden tar upp frågan i april.", [("action", "Skicka underlaget till nämnden @Asta Lind /1 april")]),
    (
        "Att göra",
        "Utbildning av teamen",
        "Bo Ek",
        45,
        "1. Först en halvdag tillsammans.\n2. Sedan handledning.\n\nMaterialet ligger på https://exempel.se/material.",
        [
            ("decision", "Utbildningen börjar i maj"),
            ("action", "Boka lokal för halvdagen @Bo Ek /10 april"),
            ("action", "Skriv inbjudan @Jutta Holm /20 mars"),
            ("action", "Samla frågor från teamen @Ester Rönn"),
        ],
    ),
    (
        "Att göra",
        "Mätning & uppföljning",
        "",
        40,
        "Gruppen vill mäta \"lagom\" (< 5 frågor).",
        [
            ("decision", "Vi mäter två gånger om året"),
            ("action", "Ta fram fem frågor @Dan Hägg /30 april"),
            ("action", "Prova frågorna i ett team @Måns Näs /15 maj"),
            ("action", "Hör efter om svarsfrekvensen @Nora Udd"),
        ],
    ),
    ("Avslut", "Avslut", "", 10, "Laget runt: en nöjd grupp.", [("action", "Skicka ut anteckningarna @Asta Lind /8 mars")]),
    ("Avslut", "Avslut och nästa möte", "", 5, "Vi ses i Ekby.", [("action", "Beställ fika @Folke Gran"), ("action", "Kalla till nästa möte @Asta Lind /12 mars")]),
]  # fmt: skip
DATES = [("Nämnden sammanträder", 40, ""), ("Nästa möte", 28, "on")]


def everybody(group, region, municipality):
    """Fourteen people, seven of each side; one of them an expert who is called in."""
    unit = Organisation.objects.create(name="Vårdcentralen Linden", kind=OrganisationKind.REGION_UNIT, side=Side.REGION)
    for names, organisation in ((REGION_SIDE, region), (MUNICIPAL_SIDE, municipality)):
        for name in names:
            first, last = name.split(" ")
            user = User.objects.create_user(f"{first}.{last}@example.org".lower(), first_name=first, last_name=last)
            home = unit if name == EXPERT else organisation
            Membership.objects.create(user=user, organisation=home, role=Role.MEMBER)
            GroupMembership.objects.create(
                group=group, user=user, organisation=home, role="expert" if name == EXPERT else "member",
            )  # fmt: skip


def write(client, group, region, municipality) -> Meeting:
    """All of it by the pages, signed in already as who leads. Returns the meeting."""
    group.seats.all().delete()
    everybody(group, region, municipality)
    day = dates.today() - timedelta(days=1)
    facts = {
        "group": group.pk, "title": "Heldag i mars", "day": day.isoformat(), "starts": "09:00", "ends": "15:00",
        "form": "physical", "venue": "Biblioteket, Ekby", "status": "confirmed", "adjusters_needed": 2,
    }  # fmt: skip
    assert client.post("/moten/nytt/", facts).status_code == 302
    meeting = Meeting.objects.get(title="Heldag i mars")
    url = meeting.get_absolute_url()
    for section, heading, presenter, minutes, text, outcomes in POINTS:
        data = {"heading": heading, "section": section, "presenter": presenter, "minutes": minutes, "side": ""}
        data["side"] = {"Rapport från kommunerna": "municipal", "Rapport från regionen": "region"}.get(heading, "")
        assert (
            client.post(f"{url}punkter/", {f"punkt-{name}": value for name, value in data.items()}).status_code == 302
        )
        item = meeting.agenda.get(heading=heading)
        data = {"text": text, "base": "", "revision": 1}
        assert client.post(f"{url}punkter/{item.pk}/text/", data).status_code == 302
        for kind, line in outcomes:
            assert client.post(f"{url}utfall/", {"kind": kind, "line": line, "item": item.pk}).status_code == 302, line
    for row in meeting.attendance.all():
        status = "absent" if row.name in PREVENTED else "present"
        assert client.post(f"{url}narvaro/{row.pk}/", {"status": status}).status_code == 302
    meeting.attendance.filter(name=NEW).update(is_new=True)
    for what, days, preliminary in DATES:
        data = {"datum-on": (day + timedelta(days=days)).isoformat(), "datum-what": what}
        assert (
            client.post(f"{url}datum/", data | ({"datum-is_preliminary": "on"} if preliminary else {})).status_code
            == 302
        )
    return meeting


SECTIONS = ["Inledning", "Läget", "Att göra", "Avslut"]
HEADINGS = [f"{number}. {point[1]}" for number, point in enumerate(POINTS, start=1)]
ACTIONS = [line.split(" @")[0] for point in POINTS for kind, line in point[5] if kind == "action"]
DECISIONS = [line for point in POINTS for kind, line in point[5] if kind == "decision"]
