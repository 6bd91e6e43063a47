"""The annual wheel: one year as a ring and a list, and what comes back copied to the next."""

import re
from datetime import date
from math import pi

import pytest

from agreements import services, wheel
from agreements.models import Activity, Level, Stage
from agreements.views.wheel import COPIED

ON = date(2026, 3, 12)


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/plan/arshjul/"


@pytest.fixture
def add(plan):
    def add(title, starts_on, **fields):
        fields = {"kind": "seminar", "level": Level.COUNTY_WIDE, "stage": plan.stages.first()} | fields
        return Activity.objects.create(title=title, starts_on=starts_on, **fields)

    return add


def test_the_year_goes_round_clockwise_from_the_top():
    assert wheel.turn(date(2026, 1, 1)) == 0
    assert wheel.turn(date(2026, 7, 2)) == pytest.approx(pi, abs=0.01)
    x, y = (float(value) for value in wheel._at(100, wheel.turn(date(2026, 4, 2))))
    assert x == pytest.approx(100, abs=1)
    assert y == pytest.approx(0, abs=1)


def test_twelve_months_and_every_week_of_the_year():
    drawn = wheel.wheel(2026, [], [], on=ON).drawing
    assert drawn.count('class="name"') == 12
    weeks = re.search(r'<g class="weeks".*?</g>', drawn).group()
    assert re.findall(r">(\d+)</text>", weeks) == [str(number) for number in range(1, 54)]


def test_overlapping_stages_have_rings_of_their_own(plan):
    drawn = wheel.wheel(2026, list(plan.stages.all()), [], on=ON)
    radii = re.findall(r'<g class="stage">.*?A(\d+) ', drawn.drawing)
    assert len(set(radii)) == 2
    assert [one.letter for one in drawn.stages] == ["A", "B"]


def test_marks_near_each_other_never_cover_each_other(plan, add):
    rows = [add(f"A{number}", ON) for number in range(5)]
    drawn = wheel.wheel(2026, [], rows, on=ON).drawing
    places = re.findall(r'class="dot" cx="([-\d.]+)" cy="([-\d.]+)"', drawn)
    spots = [(float(x), float(y)) for x, y in places]
    apart = [abs(a[0] - b[0]) + abs(a[1] - b[1]) for at, a in enumerate(spots) for b in spots[:at]]
    assert len(spots) == 5
    assert min(apart) > 2 * wheel.MARK


def test_list_and_ring_have_the_same_numbers_and_links(client, lead, url, activity, add):
    spring = add("Vårträff", date(2026, 4, 7))
    add("Nästa år", date(2027, 1, 5))
    client.force_login(lead)
    response = client.get(f"{url}?ar=2026")
    found = response.context["wheel"]
    names = re.findall(r'<a href="([^"]+)" class="pin [^"]+" aria-label="([^"]+)"', found.drawing)
    assert [address for address, _name in names] == [activity.get_absolute_url(), spring.get_absolute_url()]
    assert [name.split(",")[0] for _address, name in names] == ["1. Webbinarium om avtalet", "2. Vårträff"]
    assert [(month.month, [one.number for one in rows]) for month, rows in found.months] == [(1, [1]), (4, [2])]
    text = response.content.decode()
    assert '<li value="2">' in text
    assert "Nästa år" not in text


def test_what_goes_over_new_year_stands_in_both_years(client, lead, url, add):
    long = add("Lång", date(2026, 11, 1), ends_on=date(2027, 2, 1))
    either = add("Val", date(2026, 12, 30), or_on=date(2027, 1, 7))
    client.force_login(lead)
    for year in (2026, 2027):
        assert client.get(f"{url}?ar={year}").context["activities"] == [long, either]
    assert [month.month for month, _rows in client.get(f"{url}?ar=2027").context["wheel"].months] == [1]


def test_what_is_cancelled_stands_in_the_list_only(client, lead, url, activity):
    services.cancel_activity(activity, by=lead)
    client.force_login(lead)
    response = client.get(f"{url}?ar=2026")
    assert 'class="pin' not in response.context["wheel"].drawing
    assert "item-cancelled" in response.content.decode()


@pytest.mark.parametrize("year", ["x", "1", "99999", ""])
def test_a_year_nobody_can_mean_is_this_year(client, lead, url, plan, year):
    client.force_login(lead)
    assert client.get(f"{url}?ar={year}").status_code == 200


def test_a_year_later_is_the_same_weekday():
    for day in (date(2026, 1, 19), date(2024, 2, 29), date(2026, 12, 31)):
        later = services.a_year_later(Activity(starts_on=day, or_on=None, ends_on=day), stage=Stage())
        assert later.starts_on.weekday() == day.weekday()
        assert (later.starts_on.year, later.ends_on) == (day.year + 1, later.starts_on)


def test_the_new_days_are_shown_before_anything_is_stored(client, lead, url, activity, plan):
    client.force_login(lead)
    page = f"{url}nasta-ar/?ar=2026"
    response = client.post(page, {"activities": [activity.pk]})
    assert response.status_code == 200
    assert "måndag 18 januari 2027" in response.content.decode()
    assert Activity.objects.count() == 1
    response = client.post(page, {"activities": [activity.pk], "save": "1", "stage": plan.stages.last().pk})
    assert response.url == f"{url}?ar=2027"
    made = Activity.objects.exclude(pk=activity.pk).get()
    assert (made.starts_on, made.or_on, made.stage) == (date(2027, 1, 18), date(2027, 1, 19), plan.stages.last())
    assert (made.state, made.owner, made.title) == ("planned", lead, activity.title)


def test_copying_twice_leaves_what_is_there(client, lead, url, activity, plan):
    client.force_login(lead)
    for _time in range(2):
        client.post(f"{url}nasta-ar/?ar=2026", {"activities": [activity.pk], "save": "1"})
    assert Activity.objects.count() == 2
    assert "finns redan" in client.post(f"{url}nasta-ar/?ar=2026", {"activities": [activity.pk]}).content.decode()


def test_choosing_nothing_is_said(client, lead, url, activity):
    client.force_login(lead)
    response = client.post(f"{url}nasta-ar/?ar=2026", {"save": "1"})
    assert response.status_code == 422
    assert "Välj minst en aktivitet." in response.content.decode()


def test_the_copying_can_be_undone_save_what_was_changed_since(client, lead, url, activity, add):
    second = add("Andra", date(2026, 2, 2))
    client.force_login(lead)
    client.post(f"{url}nasta-ar/?ar=2026", {"activities": [activity.pk, second.pk], "save": "1"})
    kept = Activity.objects.get(starts_on=date(2027, 2, 1))
    services.save_activity(kept, by=lead)
    assert "Ångra kopieringen" in client.get(f"{url}?ar=2027").content.decode()
    client.post(f"{url}angra/")
    assert set(Activity.objects.all()) == {activity, second, kept}
    assert COPIED not in client.session
    assert client.post(f"{url}angra/").status_code == 403


def test_only_those_who_lead_copy(client, member, stranger, url, activity):
    client.force_login(member)
    assert client.get(url).status_code == 200
    assert client.get(f"{url}nasta-ar/").status_code == 403
    assert client.post(f"{url}angra/").status_code == 403
    client.force_login(stranger)
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_rows(client, lead, url, add, count, django_assert_num_queries):
    for number in range(count):
        add(f"A{number}", ON, owner=lead)
    client.force_login(lead)
    # session, user, memberships, agreement, plan, organisations to cut by, activities, their copies, stages
    with django_assert_num_queries(9):
        assert client.get(f"{url}?ar=2026").status_code == 200


def test_without_a_plan_the_page_leads_to_writing_one(client, lead, agreement, url):
    client.force_login(lead)
    text = client.get(url).content.decode()
    assert f"/avtal/{agreement.pk}/plan/andra/" in text
    assert "Inget det här året" not in text
