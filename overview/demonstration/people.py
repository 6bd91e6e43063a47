"""The people of the demonstration, all of them invented, and the organisations beside the municipalities.

The first six are who the one-click login signs in as, one for each role: they come first, so they get the first keys.
"""

from typing import NamedTuple

from organisations.models import OrganisationKind, Role, Side

REGION = "06"  # the county's code, under which the facts give the region


class Unit(NamedTuple):
    """An organisation that is neither the region itself nor a municipality."""

    key: str
    name: str
    short_name: str
    kind: str
    side: str
    parent: str


class Person(NamedTuple):
    """Who it is; the key of the organisation is a municipality's code or a unit's key."""

    first_name: str
    last_name: str
    title: str
    organisation: str
    role: str = Role.MEMBER
    is_contact: bool = False

    @property
    def key(self) -> str:
        return self.email.partition("@")[0]

    @property
    def email(self) -> str:
        name = f"{self.first_name}.{self.last_name}".lower()
        return name.translate(str.maketrans("åäöéü ", "aaoeu-")) + "@demo.example"


UNITS = [
    Unit("primarvard", "Regionens primärvård", "Primärvården", OrganisationKind.PRIMARY_CARE, Side.REGION, REGION),
    Unit("sjukhus", "Sjukhusen i länet", "Sjukhusen", OrganisationKind.HOSPITAL_GROUP, Side.REGION, REGION),
    Unit("psykiatri", "Psykiatrin i länet", "Psykiatrin", OrganisationKind.REGION_UNIT, Side.REGION, REGION),
    Unit("hjalpmedel", "Regionens hjälpmedelsenhet", "Hjälpmedel", OrganisationKind.REGION_UNIT, Side.REGION, REGION),
    Unit(
        "smedjan",
        "Vårdcentralen Smedjan, Vetlanda",
        "Smedjan",
        OrganisationKind.HEALTH_CENTRE,
        Side.REGION,
        "primarvard",
    ),
    Unit(
        "bruket", "Vårdcentralen Bruket, Vetlanda", "Bruket", OrganisationKind.HEALTH_CENTRE, Side.REGION, "primarvard"
    ),
    Unit(
        "akanten",
        "Vårdcentralen Åkanten, Gislaved",
        "Åkanten",
        OrganisationKind.HEALTH_CENTRE,
        Side.REGION,
        "primarvard",
    ),
    Unit(
        "hagstugan",
        "Vårdcentralen Hagstugan, Habo",
        "Hagstugan",
        OrganisationKind.HEALTH_CENTRE,
        Side.REGION,
        "primarvard",
    ),
    Unit(
        "tallgarden",
        "Vårdcentralen Tallgården, Jönköping",
        "Tallgården",
        OrganisationKind.HEALTH_CENTRE,
        Side.REGION,
        "primarvard",
    ),
    Unit("forbundet", "Höglandsförbundet", "Höglandsförbundet", OrganisationKind.ASSOCIATION, Side.MUNICIPAL, ""),
    Unit("ku", "Kommunal utveckling", "Kommunal utveckling", OrganisationKind.JOINT_BODY, Side.MUNICIPAL, ""),
]

PEOPLE = [
    Person("Johanna", "Sjögren", "Projektledare för regionen", REGION, Role.LEAD),
    Person("Katarina", "Holmqvist", "Verksamhetschef, hälso- och sjukvård i hemmet", "0685", Role.MEMBER, True),
    Person("Lena", "Hedlund", "Medicinskt ansvarig sjuksköterska", "0685", Role.RESPONDENT, True),
    Person("Tomas", "Ekberg", "Coach i stödteamet", "ku", Role.COACH),
    Person("Birgitta", "Lagerman", "Sakkunnig vid revisionskontoret", REGION, Role.AUDITOR),
    Person("Fredrik", "Åhlén", "Systemförvaltare", REGION, Role.ADMINISTRATOR),
    # The region and its units
    Person("Henrik", "Wallin", "Biträdande hälso- och sjukvårdsdirektör", REGION),
    Person("Sofia", "Bergqvist", "Utvecklingsledare", REGION, Role.MEMBER, True),
    Person("Carina", "Wester", "Kommunikatör", REGION),
    Person("Agneta", "Rosén", "Primärvårdschef", "primarvard", Role.MEMBER, True),
    Person("Per-Olof", "Kjellberg", "Chefläkare", "sjukhus", Role.MEMBER, True),
    Person("Nils", "Haglund", "Verksamhetschef", "psykiatri", Role.MEMBER, True),
    Person("Ingrid", "Mattsson", "Enhetschef", "hjalpmedel", Role.MEMBER, True),
    Person("Yasmin", "Karimi", "Verksamhetschef", "smedjan", Role.MEMBER, True),
    Person("David", "Thorell", "Verksamhetschef", "bruket", Role.MEMBER, True),
    Person("Emelie", "Strand", "Verksamhetschef", "akanten", Role.MEMBER, True),
    Person("Jonas", "Ryd", "Verksamhetschef", "hagstugan", Role.MEMBER, True),
    Person("Amina", "Hassan", "Verksamhetschef", "tallgarden", Role.MEMBER, True),
    # Between the municipalities
    Person("Anders", "Fors", "Projektledare för kommunerna", "ku", Role.LEAD, True),
    Person("Susanne", "Viklund", "Coach i stödteamet", "ku", Role.COACH),
    Person("Rebecka", "Lundell", "Coach i stödteamet", "ku", Role.COACH),
    Person("Håkan", "Brodin", "Samordnare", "forbundet", Role.MEMBER, True),
    # Höglandet
    Person("Oskar", "Dahlin", "Socialchef", "0604", Role.MEMBER, True),
    Person("Marianne", "Kvist", "Medicinskt ansvarig sjuksköterska", "0604", Role.RESPONDENT, True),
    Person("Patrik", "Lindahl", "Verksamhetschef", "0686", Role.MEMBER, True),
    Person("Ann-Sofie", "Grahn", "Medicinskt ansvarig sjuksköterska", "0686", Role.RESPONDENT, True),
    Person("Ulla", "Ståhl", "Socialchef", "0682", Role.MEMBER, True),
    Person("Hamid", "Rahimi", "Medicinskt ansvarig sjuksköterska", "0682", Role.RESPONDENT, True),
    Person("Erika", "Sundin", "Enhetschef, rehabilitering", "0682"),
    Person("Bengt", "Wiklander", "Socialchef", "0684", Role.MEMBER, True),
    Person("Camilla", "Öberg", "Medicinskt ansvarig sjuksköterska", "0684", Role.RESPONDENT, True),
    Person("Mattias", "Örn", "Verksamhetschef", "0687", Role.MEMBER, True),
    Person("Linnea", "Palm", "Medicinskt ansvarig sjuksköterska", "0687", Role.RESPONDENT, True),
    Person("Viktor", "Ek", "Enhetschef, rehabilitering", "0685", Role.MEMBER, True),
    # Jönköping
    Person("Hanna", "Friberg", "Socialchef", "0643", Role.MEMBER, True),
    Person("Roger", "Claesson", "Medicinskt ansvarig sjuksköterska", "0643", Role.RESPONDENT, True),
    Person("Magnus", "Berg", "Avdelningschef", "0680", Role.MEMBER, True),
    Person("Leila", "Demir", "Medicinskt ansvarig sjuksköterska", "0680", Role.RESPONDENT, True),
    Person("Cecilia", "Norrby", "Utvecklingsledare", "0680", Role.MEMBER, True),
    Person("Barbro", "Lindqvist", "Socialchef", "0642", Role.MEMBER, True),
    Person("Simon", "Wennberg", "Medicinskt ansvarig sjuksköterska", "0642", Role.RESPONDENT, True),
    # Värnamo
    Person("Annika", "Wall", "Verksamhetschef", "0662", Role.MEMBER, True),
    Person("Goran", "Petrovic", "Medicinskt ansvarig sjuksköterska", "0662", Role.RESPONDENT, True),
    Person("Elin", "Hjort", "Enhetschef, rehabilitering", "0662"),
    Person("Kent", "Arvidsson", "Socialchef", "0617", Role.MEMBER, True),
    Person("Frida", "Löfgren", "Medicinskt ansvarig sjuksköterska", "0617", Role.RESPONDENT, True),
    Person("Inger", "Samuelsson", "Socialchef", "0665", Role.MEMBER, True),
    Person("Adam", "Nordqvist", "Medicinskt ansvarig sjuksköterska", "0665", Role.RESPONDENT, True),
    Person("Daniel", "Krantz", "Verksamhetschef", "0683", Role.MEMBER, True),
    Person("Therese", "Olofsson", "Medicinskt ansvarig sjuksköterska", "0683", Role.RESPONDENT, True),
    Person("Maryam", "Saleh", "Utvecklingsledare", "0683", Role.MEMBER, True),
    # Elected
    Person("Gunilla", "Fransson", "Ledamot i nämnden för hälso- och sjukvård", REGION),
    Person("Stefan", "Almqvist", "Ledamot i nämnden för hälso- och sjukvård", REGION),
    Person("Lars-Göran", "Hult", "Ordförande i socialnämnden", "0680"),
    Person("Veronica", "Falk", "Ordförande i omsorgsnämnden", "0683"),
    Person("Sven-Åke", "Blomqvist", "Ordförande i vård- och omsorgsnämnden", "0685"),
    Person("Kristina", "Ahl", "Ordförande i socialnämnden", "0687"),
    Person("Rolf", "Bengtsson", "Ledamot i socialnämnden", "0662"),
]
