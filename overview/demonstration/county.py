"""The county all parts of the demonstration are about: organisations, people and groups, by the keys the texts use."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from django.contrib.auth.hashers import make_password

from agreements.models import Agreement, Provision
from organisations import facts
from organisations.models import (
    Group,
    Grouping,
    GroupingKind,
    GroupingMember,
    GroupMembership,
    Membership,
    Organisation,
    User,
)
from overview.demonstration.groups import GROUPS
from overview.demonstration.people import PEOPLE, REGION, UNITS
from overview.demonstration.workdays import Calendar

REGION_NAME = "Region Jönköpings län"
BEGINNING = -400  # when the people were added, days from today
INVENTED = "påhittat för demonstrationen"
COLLABORATIONS = {
    "Närvård Höglandet": ["0604", "0682", "0684", "0685", "0686", "0687"],
    "Närvård Vätterbygden": ["0642", "0643", "0665", "0680"],
    "Närvård Finnveden": ["0617", "0662", "0683"],
}


@dataclass
class County:
    """What the other parts build on. Municipalities stand under their codes, the region under the county's."""

    calendar: Calendar
    random: Random
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    agreement: Agreement | None = None
    provisions: dict[str, Provision] = field(default_factory=dict)

    @property
    def today(self):
        return self.calendar.today

    @property
    def region(self) -> Organisation:
        return self.organisations[REGION]

    @property
    def municipalities(self) -> list[Organisation]:
        return [organisation for organisation in self.organisations.values() if organisation.code]

    @property
    def parties(self) -> list[Organisation]:
        return [self.region, *self.municipalities]

    def home_of(self, user) -> Organisation:
        """The organisation a person works for."""
        return self._homes[user.email]

    def staff_of(self, organisation) -> list[User]:
        """The people of an organisation who act for it, in the order they were added."""
        return [self.people[person.key] for person in PEOPLE if self.organisations[person.organisation] == organisation]

    @property
    def _homes(self):
        return {person.email: self.organisations[person.organisation] for person in PEOPLE}


def create_dated(rows, name, moments):
    """Create rows whose automatic time `name` lies in the past: bulk_create would write the present."""
    rows, moments = list(rows), list(moments)
    if not rows:
        return rows
    model = type(rows[0])
    model.objects.bulk_create(rows)
    for row, moment in zip(rows, moments, strict=True):
        setattr(row, name, moment)
    model.objects.bulk_update(rows, [name], batch_size=250)
    return rows


def found_county(calendar, random) -> County:
    """Make the organisations, the people and the groups."""
    county = County(calendar, random)
    county.organisations = facts.load_county(REGION_NAME)
    _add_units(county)
    _add_collaborations(county)
    _add_people(county)
    _add_groups(county)
    return county


def _add_units(county):
    for municipality in county.municipalities:
        municipality.email = f"halsa.{municipality.code}@demo.example"
    Organisation.objects.bulk_update(county.municipalities, ["email"])
    for unit in UNITS:
        county.organisations[unit.key] = Organisation.objects.create(
            name=unit.name,
            short_name=unit.short_name,
            kind=unit.kind,
            side=unit.side,
            parent=county.organisations.get(unit.parent),
            email=f"{unit.key}@demo.example",
        )


def _add_collaborations(county):
    for name, codes in COLLABORATIONS.items():
        grouping = Grouping.objects.create(kind=GroupingKind.CARE_COLLABORATION, name=name)
        GroupingMember.objects.bulk_create(
            GroupingMember(grouping=grouping, organisation=county.organisations[code], source=INVENTED)
            for code in codes
        )


def _add_people(county):
    """In the order of the list, so that the first of each role has the lowest key. Nobody has a password."""
    nobody_knows = make_password(None)
    users = create_dated(
        [
            User(
                email=person.email,
                first_name=person.first_name,
                last_name=person.last_name,
                title=person.title,
                phone=f"0{county.random.randrange(70, 74)}-000 {county.random.randrange(10, 99)} {place:02d}",
                password=nobody_knows,
            )
            for place, person in enumerate(PEOPLE, start=1)
        ],
        "joined_at",
        [county.calendar.moment(BEGINNING, 9)] * len(PEOPLE),
    )
    county.people = {person.key: user for person, user in zip(PEOPLE, users, strict=True)}
    Membership.objects.bulk_create(
        Membership(
            user=county.people[person.key],
            organisation=county.organisations[person.organisation],
            role=person.role,
            is_contact=person.is_contact,
        )
        for person in PEOPLE
    )


def _add_groups(county):
    parts = {grouping.name: grouping for grouping in Grouping.objects.filter(kind=GroupingKind.COUNTY_PART)}
    for body in GROUPS:
        county.groups[body.key] = Group.objects.create(
            name=body.name, kind=body.kind, purpose=body.purpose, grouping=parts.get(body.county_part)
        )
        GroupMembership.objects.bulk_create(
            GroupMembership(
                group=county.groups[body.key],
                user=county.people[seat.person],
                organisation=county.home_of(county.people[seat.person]),
                role=seat.role,
                mode=seat.mode,
                joined_on=county.today + timedelta(days=seat.joined),
            )
            for seat in body.seats
        )
    for body in GROUPS:
        group = county.groups[body.key]
        group.reports_to = county.groups.get(body.reports_to)
        group.save(update_fields=["reports_to"])
