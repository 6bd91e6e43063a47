"""Activities in a real browser: copied to thirteen municipalities, drawn over time, read by a calendar program."""

from datetime import date
from urllib.request import Request, urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from icalendar import Calendar
from playwright.sync_api import expect

from agreements import services
from agreements.models import Activity, ActivityKind, Level, Party
from organisations.models import Grouping, GroupingKind, GroupingMember, Organisation, OrganisationKind, Side
from tests.browser import VIOLATIONS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visit(browser, transactional_db, live_server, settings):
    """A page for a signed-in person; fails the test on a script error or a refused resource."""
    settings.BASE_URL = live_server.url
    contexts, faults = [], []

    def visit(user, address, *, width=1280, **options):
        client = Client()
        client.force_login(user)
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="sv-SE", **options)
        contexts.append(context)
        context.add_cookies([{"name": "session", "value": client.cookies["session"].value, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
        page.goto(live_server.url + address)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def joint(plan, lead):
    """A county-wide activity over some weeks."""
    return Activity.objects.create(
        stage=plan.stages.first(),
        title="Gå igenom avtalet",
        kind=ActivityKind.COMMUNICATION,
        level=Level.COUNTY_WIDE,
        starts_on=date(2026, 2, 2),
        ends_on=date(2026, 3, 31),
        owner=lead,
    )


@pytest.fixture
def thirteen(agreement, county):
    """Eleven more municipalities, so that the county has thirteen, in two parts."""
    parts = [Grouping.objects.create(kind=GroupingKind.COUNTY_PART, name=name) for name in ("Norr", "Söder")]
    made = list(county[1:])
    for number in range(11):
        name = f"Kommun {number:02d}"
        made.append(
            Organisation.objects.create(
                name=name, short_name=name, kind=OrganisationKind.MUNICIPALITY, side=Side.MUNICIPAL
            )
        )
        Party.objects.create(agreement=agreement, organisation=made[-1])
    for number, municipality in enumerate(made):
        GroupingMember.objects.create(grouping=parts[number % 2], organisation=municipality)
    return made


def test_copy_to_thirteen_municipalities_and_see_the_roll_up_change(visit, lead, member, joint, thirteen, municipality):
    page = visit(lead, f"/avtal/aktivitet/{joint.pk}/")
    page.get_by_text("Mer", exact=True).click()
    page.locator(".menu-list").get_by_role("link", name="Kopiera till organisationer").click()
    expect(page.get_by_text("13 valda")).to_be_visible()
    page.get_by_role("button", name="Välj ingen").click()
    expect(page.get_by_text("0 valda")).to_be_visible()
    page.get_by_role("button", name="Välj alla").click()
    page.get_by_label("Regionen").uncheck()
    expect(page.get_by_text("13 valda")).to_be_visible()
    page.get_by_role("button", name="Kopiera till de valda").click()
    expect(page.get_by_text("13 organisationer har fått var sin lokal aktivitet.")).to_be_visible()
    expect(page.locator(".roll-up-all")).to_contain_text("0 av 13 genomförda")
    assert Activity.objects.filter(copy_of=joint).count() == 13

    own = Activity.objects.get(copy_of=joint, organisation=municipality)
    theirs = visit(member, f"/avtal/aktivitet/{own.pk}/")
    theirs.get_by_role("button", name="Genomförd").click()
    expect(theirs.get_by_text("Aktiviteten är nu: genomförd.")).to_be_visible()

    page.reload()
    expect(page.locator(".roll-up-all")).to_contain_text("1 av 13 genomförda")
    expect(page.get_by_role("row", name="Norr 1 av 7 genomförda")).to_be_visible()
    page.goto(page.url.partition("/avtal/")[0] + f"/avtal/{joint.stage.plan.agreement_id}/plan/")
    expect(page.locator(f"#aktivitet-{joint.pk} .roll-up")).to_contain_text("1 av 13 genomförda")


def test_subscribe_and_read_the_feed_as_a_calendar_program_does(visit, lead, joint, activity, agreement):
    page = visit(lead, f"/avtal/{agreement.pk}/plan/")
    page.get_by_text("Mer", exact=True).click()
    page.get_by_role("link", name="Lägg i din kalender").click()
    page.get_by_role("button", name="Hämta adressen till den gemensamma planen").click()
    address = page.get_by_label("Den gemensamma planen").input_value()

    def read():
        with urlopen(Request(address, headers={"User-Agent": "Calendar"}), timeout=20) as answer:  # noqa: S310
            assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
            events = Calendar.from_ical(answer.read()).walk("VEVENT")
        return {str(event["UID"]).partition("@")[0]: event for event in events}

    before = read()
    span, first, second = f"activity-{joint.pk}", f"activity-{activity.pk}", f"activity-{activity.pk}-or"
    assert set(before) == {span, first, second}
    assert (before[span].decoded("dtstart"), before[span].decoded("dtend")) == (date(2026, 2, 2), date(2026, 4, 1))

    page.goto(str(before[span]["URL"]))  # the event leads back to the portal
    expect(page.get_by_role("heading", level=1)).to_have_text("Gå igenom avtalet")
    page.get_by_role("link", name="Ändra aktiviteten").click()
    page.get_by_label("Datum", exact=True).fill("2026-02-09")
    page.get_by_role("button", name="Spara aktiviteten").click()
    expect(page.get_by_text("Var planerad 2 februari–31 mars")).to_be_visible()
    services.cancel_activity(activity, by=lead)

    after = read()
    assert set(after) == set(before)
    assert after[span].decoded("dtstart") == date(2026, 2, 9)
    assert after[span]["SEQUENCE"] == before[span]["SEQUENCE"] + 1
    assert (after[span]["STATUS"], after[first]["STATUS"], after[second]["STATUS"]) == (
        "CONFIRMED",
        "CANCELLED",
        "CANCELLED",
    )


def test_marks_are_reached_by_keyboard_and_lead_to_the_activity(visit, lead, joint, agreement):
    page = visit(lead, f"/avtal/{agreement.pk}/plan/tidslinje/?fran=2026-02&skala=kvartal")
    mark = page.get_by_role("link", name="Gå igenom avtalet, 2 februari–31 mars")
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gå igenom avtalet")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address",
    ["plan/tidslinje/?fran=2026-02", "plan/arshjul/?ar=2026", "plan/kalender/", "plan/arshjul/nasta-ar/?ar=2026"],
)
def test_axe_objects_to_nothing(visit, lead, joint, activity, agreement, address, scheme):
    lead.theme = scheme
    lead.save()
    page = visit(lead, f"/avtal/{agreement.pk}/{address}")
    assert [
        (one["id"], one["nodes"][0]["html"]) for one in Axe().run(page, options=VIOLATIONS).response["violations"]
    ] == []


@pytest.mark.parametrize(
    "address", ["plan/", "plan/tidslinje/?fran=2026-02", "plan/arshjul/?ar=2026", "plan/kalender/"]
)
def test_a_narrow_screen_needs_no_sideways_scroll_and_reads_the_list_first(visit, lead, joint, agreement, address):
    page = visit(lead, f"/avtal/{agreement.pk}/{address}", width=320)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    if "tidslinje" in address or "arshjul" in address:
        drawing = page.locator("svg.time, svg.wheel").first.bounding_box()
        listed = page.get_by_role("link", name="Gå igenom avtalet", exact=True).last.bounding_box()
        assert listed["y"] < drawing["y"]


def test_without_script_everything_can_be_done(visit, lead, joint, thirteen):
    page = visit(lead, f"/avtal/aktivitet/{joint.pk}/kopiera/", java_script_enabled=False)
    expect(page.get_by_role("button", name="Välj alla")).to_be_hidden()
    with page.expect_navigation():
        page.get_by_role("button", name="Kopiera till de valda").click()
    assert Activity.objects.filter(copy_of=joint).count() == 13
