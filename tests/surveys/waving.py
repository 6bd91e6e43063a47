"""Local forums with two sides, and waves sent to them: what the tests of waves share."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone

from organisations.models import (
    Group,
    GroupKind,
    GroupMembership,
    Membership,
    Organisation,
    OrganisationKind,
    Role,
    Side,
    User,
)
from portal import dates
from surveys import library
from surveys.answers import Base
from surveys.models import Origin
from surveys.queries.forum_people import forums_to_ask
from surveys.services import Given, save_answers, submit
from surveys.services import waves as services
from surveys.writers import Writer


@dataclass(frozen=True)
class Forum:
    """A forum with the organisation and one person of each side."""

    group: Group
    region: Organisation
    municipal: Organisation
    region_person: User
    municipal_person: User


def make_forum(number, *, sides=("region", "municipal"), grouping=None) -> Forum:
    group = Group.objects.create(name=f"Forum {number}", kind=GroupKind.LOCAL_FORUM, grouping=grouping)
    facts = {
        "region": ("Hälsocentralen", OrganisationKind.HEALTH_CENTRE, Side.REGION),
        "municipal": ("Orten", OrganisationKind.MUNICIPALITY, Side.MUNICIPAL),
    }
    organisations, people = {}, {}
    for side, (name, kind, value) in facts.items():
        organisations[side] = Organisation.objects.create(
            name=f"{name} {number}", short_name=f"{name} {number}", kind=kind, side=value
        )
        people[side] = User.objects.create_user(f"{side}{number}@example.org", first_name=side, last_name=f"Nr{number}")
        Membership.objects.create(user=people[side], organisation=organisations[side], role=Role.MEMBER)
        if side in sides:
            GroupMembership.objects.create(group=group, user=people[side], organisation=organisations[side])
    return Forum(group, *organisations.values(), *people.values())


@pytest.fixture
def make_wave(lead):
    """Makes a draft wave of the library's assessment to these forums (all that there are, when none is named)."""

    def make(*forums, previous=None, **fields):
        chosen = {one.group.pk for one in forums}
        asked = [one for one in forums_to_ask(on=dates.today()) if not chosen or one.forum.pk in chosen]
        values = {
            "title": "Vår samverkan",
            "letter": "Svara var för sig.",
            "opens_on": dates.today(),
            "closes_on": dates.today() + timedelta(days=14),
            "min_organisations": 3,
        } | fields
        return services.create_wave(
            origin=Origin.COLLABORATION,
            questions=library.questions_for(Origin.COLLABORATION),
            forums=asked,
            previous=previous,
            by=lead,
            **values,
        )

    return make


@pytest.fixture
def send_wave(make_wave, lead):
    def send(*forums, **fields):
        wave = make_wave(*forums, **fields)
        services.send_wave(wave, by=lead, at=timezone.now())
        wave.refresh_from_db()
        return wave

    return send


def answer_side(round, organisation, *values, text="", submitted=True, by=None):
    """Four statements, the step of the ladder, and what somebody writes."""
    by, at = by or Writer(f"Någon på {organisation.short_name}"), timezone.now()
    questions = list(round.questionnaire.questions.all())
    given = [Given(one, {"value": value}, Base()) for one, value in zip(questions, values, strict=False)]
    if text:
        given.append(Given(questions[-1], {"value": text}, Base()))
    save_answers(round, organisation, given, by=by, at=at)
    return submit(round, organisation, by=by, at=at) if submitted else None
