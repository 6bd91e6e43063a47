"""What tests of the agreement share: rows to follow up, a county in parts, a plan."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from agreements import services
from agreements.models import (
    Activity,
    ActivityKind,
    DecisionCase,
    DecisionStep,
    Document,
    DocumentState,
    Implementation,
    KnowledgeItem,
    Level,
    Plan,
    Stage,
)
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


@pytest.fixture
def make_document(agreement, municipality):
    """A document of Ekby: a draft unless a state says otherwise; `file` or `link` gives it a version."""

    def make(title="Rutin", *, state=DocumentState.DRAFT, organisation=municipality, kind="routine", by=None, **fields):
        version = {name: fields.pop(name) for name in ("upload", "link") if name in fields}
        provisions = fields.pop("provisions", [])
        document = Document(agreement=agreement, organisation=organisation, kind=kind, title=title, **fields)
        services.save_document(document, provisions=provisions, by=by)
        if version:
            services.add_version(document, by=by, **version)
        if state != DocumentState.DRAFT:
            document = services.set_document_state(document, DocumentState.SHARED, by=by, at=NOON)
        if state not in {DocumentState.DRAFT, DocumentState.SHARED}:
            document = services.set_document_state(document, state, by=by, at=NOON)
        return document

    return make


@pytest.fixture
def case(agreement, region, lead):
    """A case with three steps; the first was decided in February."""
    case = DecisionCase(agreement=agreement, kind="new_agreement", title="Nytt avtal", organisation=region)
    services.save_case(case, by=lead)
    for body, kind, planned_on, decided_on, outcome in (
        ("Nämnden", "recommend", date(2026, 2, 10), date(2026, 2, 10), "approved"),
        ("Styrelsen", "decide", date(2026, 3, 20), None, ""),
        ("Fullmäktige", "adopt", None, None, ""),
    ):
        step = DecisionStep(
            case=case, body=body, kind=kind, planned_on=planned_on, decided_on=decided_on, outcome=outcome
        )
        services.save_step(step, by=lead, at=NOON, on=date(2026, 3, 12))
    return case


@pytest.fixture
def make_knowledge(agreement, municipality, member):
    """Something known, of Ekby and its member unless said otherwise; shared unless it is to be a draft."""

    def make(title="Läkare på helgen", kind="need", *, state=None, by=member, organisation=municipality, **fields):
        provisions = fields.pop("provisions", [])
        item = KnowledgeItem(agreement=agreement, kind=kind, title=title, organisation=organisation, **fields)
        services.save_knowledge(item, provisions=provisions, by=by, at=NOON)
        if state:
            reviewed = {"reviewed_at": NOON} if kind == "good_example" and state == "published" else {}
            KnowledgeItem.objects.filter(pk=item.pk).update(state=state, **reviewed)
            item.refresh_from_db()
        return item

    return make


@pytest.fixture
def visit(browser, transactional_db, live_server):
    """A page for a signed-in person; fails the test on a script error or a refused resource."""
    contexts, faults = [], []

    def visit(user, address, *, width=1280, **options):
        client = Client()  # a session of one's own for each
        client.force_login(user)
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="sv-SE", **options)
        contexts.append(context)
        context.add_cookies([{"name": "session", "value": client.cookies["session"].value, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console",
            lambda line: faults.append(line.text) if line.type == "error" and " 422 " not in line.text else None,
        )
        page.goto(live_server.url + address)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert faults == []
