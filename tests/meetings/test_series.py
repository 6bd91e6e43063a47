"""A series from the form to its meetings: days, holidays, clashes, agenda, people, places; and who may."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings import services
from meetings.models import Meeting, Series, SeriesGuest, SeriesItem
from meetings.recurring import MOST, days_of
from portal import dates
from tests.meetings.conftest import call

NEW = "/moten/serier/ny/"


def coming_monday():
    """The first Monday at least a week from now."""
    day = dates.today() + timedelta(days=7)
    return day + timedelta(days=-day.weekday() % 7)


@pytest.fixture
def answers(group, member):
    """Every second Monday, three times, from the coming Monday on."""
    first = coming_monday()
    return {
        "revision": 1,
        "group": group.pk,
        "title": "Avstämning",
        "interval": 2,
        "frequency": "weekly",
        "nth": "",
        "weekday": 0,
        "starts_on": first.isoformat(),
        "ends_on": (first + timedelta(days=28)).isoformat(),
        "starts": "09:00",
        "ends": "10:30",
        "form": "physical",
        "venues": "Stadshuset\nRegionens hus",
        "link": "",
        "note_taker": member.pk,
        "adjusters_needed": 1,
        "is_preliminary": "on",
        "points": "Läget 20 min\n\nÖppna frågor",
    }


@pytest.fixture
def days(answers):
    first = coming_monday()
    return [first, first + timedelta(days=14), first + timedelta(days=28)]


def make(group, by, *, days=3, **facts):
    """A weekly series on the coming Mondays, with two standing points."""
    first = coming_monday()
    given = {
        "title": "Avstämning",
        "frequency": "weekly",
        "interval": 1,
        "weekday": 0,
        "starts_on": first,
        "ends_on": first + timedelta(days=7 * (days - 1)),
        "starts": time(9),
        "ends": time(10),
        "form": "physical",
        "venues": "Stadshuset\nRegionens hus",
    }
    series = Series(group=group, **given | facts)
    items = [{"heading": "Läget", "minutes": 20}, {"heading": "Öppna frågor"}]
    return services.add_series(series, items=items, days=days_of(series), by=by)


@pytest.fixture
def series(group, lead):
    return make(group, lead)


def rule(**facts):
    given = {"frequency": "weekly", "interval": 1, "weekday": 0, "nth": None, "starts_on": date(2026, 1, 1)}
    return [str(day)[5:] for day in days_of(Series(**given | {"ends_on": date(2026, 4, 30)} | facts))][:4]


def test_the_days_of_a_rule():
    assert rule() == ["01-05", "01-12", "01-19", "01-26"]
    assert rule(interval=2, starts_on=date(2026, 1, 7)) == ["01-12", "01-26", "02-09", "02-23"]
    monthly = {"frequency": "monthly", "weekday": 3}
    assert rule(**monthly, nth=-1) == ["01-29", "02-26", "03-26", "04-30"]
    assert rule(**monthly, nth=1, starts_on=date(2026, 1, 2)) == ["02-05", "03-05", "04-02"]
    assert rule(**monthly, nth=1, interval=2) == ["01-01", "03-05"]
    assert rule(ends_on=date(2026, 1, 4)) == []
    assert (
        len(
            days_of(
                Series(frequency="weekly", interval=1, weekday=0, starts_on=date(2026, 1, 1)), until=date(2099, 1, 1)
            )
        )
        == MOST + 1
    )


def test_the_days_are_shown_before_anything_is_saved(client, lead, group, answers, days):
    clash = call(group, lead, title="Gruppens dag", days=(days[1] - dates.today()).days)
    client.force_login(lead)
    response = client.post(NEW, answers | {"preview": "1"})
    text = response.content.decode()
    assert (response.status_code, Series.objects.count()) == (200, 0)
    assert [row.day for row in response.context["planned"]] == days
    assert [row.venue for row in response.context["planned"]] == ["Stadshuset", "Regionens hus", "Stadshuset"]
    assert [row.clashes for row in response.context["planned"]] == [[], [clash], []]
    assert "Krockar med Gruppens dag" in text
    back = client.post(NEW, answers | {"back": "1"})
    assert "Regionens hus" in back.content.decode()
    nothing = client.post(NEW, answers | {"save": "1"})
    assert nothing.status_code == 422
    assert "Kryssa för minst en dag." in nothing.content.decode()
    assert Series.objects.count() == 0


def test_holidays_have_no_tick_to_begin_with(client, lead, answers, monkeypatch):
    monkeypatch.setattr("meetings.queries.planning.today", lambda: date(2027, 12, 1))
    monkeypatch.setattr("meetings.forms.series.today", lambda: date(2027, 12, 1))
    client.force_login(lead)
    wish = {"interval": 1, "weekday": 4, "starts_on": "2027-12-17", "ends_on": "2028-01-07", "preview": "1"}
    planned = client.post(NEW, answers | wish).context["planned"]
    assert [(str(row.day)[5:], row.holiday, row.is_ticked) for row in planned] == [
        ("12-17", "", True),
        ("12-24", "Julafton", False),
        ("12-31", "Nyårsafton", False),
        ("01-07", "", True),
    ]


def test_saving_makes_the_meetings_with_agenda_people_and_places_in_turn(client, lead, member, answers, days):
    client.force_login(lead)
    response = client.post(
        NEW, answers | {"save": "1", "dag": [days[0].isoformat(), days[2].isoformat(), "2001-01-01", "x"]}
    )
    series = Series.objects.get()
    assert (response.status_code, response["Location"]) == (302, series.get_absolute_url())
    assert series.skipped == [days[1]]
    again = client.post(NEW, answers | {"save": "1", "dag": days[0].isoformat()})
    assert (again.status_code, Series.objects.count()) == (422, 1)
    assert "Gruppen har redan en serie som heter så" in again.content.decode()
    first, second = series.meetings.order_by("starts_at")
    assert [timezone.localtime(one.starts_at).date() for one in (first, second)] == [days[0], days[2]]
    assert [one.title for one in (first, second)] == ["Avstämning, möte 1", "Avstämning, möte 2"]
    assert [one.venue for one in (first, second)] == ["Stadshuset", "Regionens hus"]
    assert (first.status, first.note_taker, first.adjusters_needed, first.form) == (
        "preliminary",
        member,
        1,
        "physical",
    )
    assert list(first.agenda.values_list("heading", "minutes")) == [("Läget", 20), ("Öppna frågor", None)]
    assert first.attendance.count() == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Skriv vad serien heter"),
        ({"title": "Om 811228-9874"}, "personnummer"),
        ({"weekday": ""}, "Välj en veckodag."),
        ({"interval": "0"}, "större än eller lika med 1"),
        ({"frequency": "monthly"}, "Välj vilken i månaden"),
        ({"ends": "08:00"}, "Mötet slutar innan det börjar."),
        ({"ends_on": "2020-01-01"}, "Den sista dagen är före den första."),
        ({"starts_on": "2020-01-01", "ends_on": "2020-06-01"}, "Alla dagarna har passerat."),
        ({"ends_on": "2090-01-01", "interval": 1}, "fler än 120 möten"),
        ({"venues": "x" * 201}, "En plats är högst 200 tecken."),
        ({"points": "x" * 201}, "En rubrik är högst 200 tecken."),
        ({"points": "Punkt\n" * 41}, "Inget möte hinner med fler än 40 punkter."),
        ({"link": "javascript:alert(1)"}, "Skriv länkens hela adress"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_kept(wrong, said, client, lead, answers):
    client.force_login(lead)
    response = client.post(NEW, answers | {"preview": "1"} | wrong)
    text = response.content.decode()
    assert response.status_code == 422
    assert said in text
    assert "Serien är inte sparad än" in text
    assert ("Stadshuset" in text) or "venues" in wrong
    assert not Meeting.objects.exists()


def test_who_sees_and_who_keeps_a_series(client, series, lead, secretary, member, auditor, stranger, respondent):
    page, edit = series.get_absolute_url(), f"{series.get_absolute_url()}andra/"
    for person, sees, keeps in [
        (lead, 200, 200),
        (secretary, 200, 200),
        (member, 200, 403),
        (auditor, 404, 404),
        (respondent, 404, 404),
        (stranger, 404, 404),
    ]:
        client.force_login(person)
        assert (client.get(page).status_code, client.get(edit).status_code) == (sees, keeps), person
    client.force_login(member)
    for end in ("forlang/", "avsluta/", "bekrafta/", "dagordningar/", "punkter/", "gaster/"):
        answer = client.post(f"{page}{end}")
        assert answer.status_code == 403, end
    assert client.get(NEW).status_code == 403
    item = series.items.first()
    for end in ("", "flytta/", "ta-bort/"):
        assert client.post(f"/moten/serier/punkt/{item.pk}/{end}").status_code == 403
    client.force_login(auditor)
    assert client.post(f"/moten/serier/punkt/{item.pk}/ta-bort/").status_code == 404


@pytest.mark.parametrize("end", ["", "beslut/", "atgarder/", "andra/", "dagordningar/", "avsluta/", "bekrafta/"])
def test_a_page_costs_the_same_however_many_meetings(end, client, group, lead):
    costs = {}
    for rows in (1, 3):
        series = make(group, lead, title=f"Serie {rows}", days=rows)
        for meeting in series.meetings.all():
            services.add_outcome(meeting, kind="decision", text="Rutinen är mall", by=lead)
            services.add_outcome(meeting, kind="action", text="Skicka rutinen", by=lead)
        client.force_login(lead)
        costs[rows] = [cost_of(client, address) for address in (f"{series.get_absolute_url()}{end}", "/moten/serier/")]
    assert costs[1] == costs[3]


def cost_of(client, address):
    with CaptureQueriesContext(connection) as statements:
        assert client.get(address).status_code == 200
    return len(statements)


def test_standing_points_are_added_changed_ordered_and_taken_away(client, lead, series):
    client.force_login(lead)
    add = {"punkt-revision": 1, "punkt-heading": "Årets budget", "punkt-months": [9, 10], "punkt-minutes": "15"}
    assert client.post(f"{series.get_absolute_url()}punkter/", add).status_code == 302
    empty = client.post(f"{series.get_absolute_url()}punkter/", add | {"punkt-heading": "", "punkt-presenter": "Bo"})
    assert empty.status_code == 422
    assert "Ge punkten en rubrik." in empty.content.decode()
    assert 'value="Bo"' in empty.content.decode()
    item = series.items.get(heading="Årets budget")
    assert (item.position, item.months) == (3, [9, 10])
    assert "september och oktober" in client.get(series.get_absolute_url()).content.decode()
    client.post(f"/moten/serier/punkt/{item.pk}/flytta/", {"way": "up"})
    assert list(series.items.values_list("heading", flat=True)) == ["Läget", "Årets budget", "Öppna frågor"]
    change = {"revision": 1, "heading": "Budget", "section": "", "presenter": "", "minutes": "", "side": ""}
    assert client.post(f"/moten/serier/punkt/{item.pk}/", change).status_code == 302
    late = client.post(f"/moten/serier/punkt/{item.pk}/", change | {"heading": "Pengar"})
    assert late.status_code == 422
    assert "Rubrik: Budget" in late.content.decode()
    client.post(f"/moten/serier/punkt/{item.pk}/ta-bort/")
    assert series.items.count() == 2


def test_coming_agendas_are_renewed_but_not_those_somebody_has_worked_on(client, lead, series):
    first, second, third = series.meetings.order_by("starts_at")
    services.add_item(second, heading="Besök", by=lead)
    item = SeriesItem(series=series, heading="Tema", months=[timezone.localdate(third.starts_at).month])
    services.add_series_item(item, by=lead)
    client.force_login(lead)
    page = f"{series.get_absolute_url()}dagordningar/"
    text = client.get(page).content.decode()
    assert "1 dagordning blir som den är" in text
    assert client.post(page).status_code == 302
    headings = [list(one.agenda.values_list("heading", flat=True)) for one in (first, second, third)]
    standing = ["Läget", "Öppna frågor"]
    in_first = [] if timezone.localdate(first.starts_at).month not in item.months else ["Tema"]
    assert headings == [standing + in_first, [*standing, "Besök"], [*standing, "Tema"]]
    assert "Det finns inget att förnya." in client.get(page).content.decode()


def test_guests_are_called_each_time_and_to_what_is_planned(client, lead, respondent, series, municipality):
    client.force_login(lead)
    page = f"{series.get_absolute_url()}gaster/"
    assert client.post(page, {"gast-user": respondent.pk, "gast-call": "on"}).status_code == 302
    outside = {"gast-name": "Gun Gäst", "gast-address": "gun@example.org", "gast-organisation": municipality.pk}
    client.post(page, outside | {"gast-call": "on"})
    services.cancel_meeting(series.meetings.last(), reason="", take_along=False, by=lead, at=timezone.now())
    client.post(page, {"gast-name": "Sen Gäst"})
    first = series.meetings.order_by("starts_at").first()
    rows = first.attendance.filter(seat="guest").order_by("name").values_list("name", "address", "side", "user")
    assert list(rows) == [
        ("Gun Gäst", "gun@example.org", "municipal", None),
        ("Rut Respons", "", "municipal", respondent.pk),
    ]
    twice = client.post(page, {"gast-user": respondent.pk})
    assert (twice.status_code, "Personen står redan på listan." in twice.content.decode()) == (422, True)
    nobody = client.post(page, {"gast-address": "inte en adress"})
    assert nobody.status_code == 422
    assert "inte en adress" in nobody.content.decode()
    assert SeriesGuest.objects.count() == 3
    made = services.prolong_series(
        Series.objects.get(),
        ends_on=series.ends_on + timedelta(7),
        days=[series.ends_on + timedelta(7)],
        revision=None,
        by=lead,
    )
    assert made[0].attendance.filter(seat="guest").count() == 3
    client.post(f"/moten/serier/gast/{SeriesGuest.objects.get(user=respondent).pk}/ta-bort/")
    assert SeriesGuest.objects.count() == 2
