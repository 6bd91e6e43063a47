"""What tests of the agreement share: rows to follow up, a county in parts, a plan."""

from datetime import UTC, date, datetime

import pytest

from agreements import services
from agreements.models import Activity, ActivityKind, Implementation, Level, Plan, Stage
from organisations.models import Grouping, GroupingKind, GroupingMember

NOON = datetime(2026, 3, 12, 11, 0, tzinfo=UTC)


@pytest.fixture
def rows(agreement, provisions):
    """Every party's row for every clause in force: three parties, four clauses."""
    services.ensure_implementations(agreement)
    return Implementation.objects.filter(provision__agreement=agreement)


@pytest.fixture
def row(rows, municipality, provisions):
    """Ekby's work on § 2.1, not started."""
    return rows.get(organisation=municipality, provision=provisions[1])


@pytest.fixture
def parts(municipality, other_municipality):
    """The county in two parts, one municipality in each; the one with Å comes last."""
    made = []
    for name, organisation in (("Ådalen", municipality), ("Västra delen", other_municipality)):
        part = Grouping.objects.create(kind=GroupingKind.COUNTY_PART, name=name)
        GroupingMember.objects.create(grouping=part, organisation=organisation)
        made.append(part)
    return made


@pytest.fixture
def plan(agreement):
    """A plan with two overlapping stages."""
    plan = Plan.objects.create(
        agreement=agreement, title="Gemensam plan", summary="Vad som händer när.", goal="Allt används."
    )
    Stage.objects.create(
        plan=plan, position=1, title="Utbildning", starts_on=date(2026, 1, 19), ends_on=date(2026, 4, 30)
    )
    Stage.objects.create(plan=plan, position=2, title="Dialog", starts_on=date(2026, 4, 1), ends_on=date(2026, 8, 31))
    return plan


@pytest.fixture
def activity(plan, lead):
    """A webinar on one of two days, county-wide, led by the project leader."""
    return Activity.objects.create(
        stage=plan.stages.get(position=1),
        title="Webbinarium om avtalet",
        kind=ActivityKind.WEBINAR,
        level=Level.COUNTY_WIDE,
        starts_on=date(2026, 1, 19),
        or_on=date(2026, 1, 20),
        owner=lead,
    )
