"""The time line: what is drawn, what is listed, how one moves in it."""

import re
from datetime import date

import pytest

from agreements import queries, timeline
from agreements.models import Activity, ActivityState, Level
from agreements.timeline import MONTH, QUARTER, YEAR, Window

ON = date(2026, 3, 12)


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/plan/tidslinje/?fran=2026-03"


@pytest.fixture
def add(plan):
    def add(title, starts_on, **fields):
        fields = {"kind": "seminar", "level": Level.COUNTY_WIDE, "stage": plan.stages.first()} | fields
        return Activity.objects.create(title=title, starts_on=starts_on, **fields)

    return add


def marks(response):
    """The accessible names of the marks, and where they lead."""
    drawing = response.context["line"].drawing if response.context["line"] else ""
    return re.findall(r'<a href="([^"]+)" class="pin [^"]+" aria-label="([^"]+)"', drawing)


@pytest.mark.parametrize(
    ("zoom", "start", "end", "name", "before", "after"),
    [
        (YEAR, date(2026, 1, 1), date(2027, 1, 1), "2026", "2025", "2027"),
        (QUARTER, date(2026, 1, 1), date(2026, 4, 1), "Kvartal 1 2026", "Kvartal 4 2025", "Kvartal 2 2026"),
        (MONTH, date(2026, 3, 1), date(2026, 4, 1), "mars 2026", "februari 2026", "april 2026"),
    ],
)
def test_a_window_holds_whole_months_and_has_neighbours(zoom, start, end, name, before, after, settings):
    from django.utils import translation

    with translation.override("sv"):
        window = Window.over(zoom, ON)
        assert (window.start, window.end) == (start, end)
        assert (str(window), str(window.before), str(window.after)) == (name, before, after)


def test_places_are_percentages_and_never_outside():
    window = Window.over(YEAR, ON)
    assert window.place(date(2026, 1, 1)) == 0
    assert window.place(date(2026, 7, 2)) == pytest.approx(100 * 182 / 365)
    assert (window.place(date(2020, 1, 1)), window.place(date(2030, 1, 1))) == (0, 100)


def test_every_mark_is_a_link_with_a_whole_sentence(client, lead, url, activity):
    client.force_login(lead)
    assert marks(client.get(url)) == [
        (f"/avtal/aktivitet/{activity.pk}/", "Webbinarium om avtalet, 19 eller 20 januari, planerad, försenad")
    ]


def test_two_days_to_choose_between_are_two_marks_on_one_line(plan, activity):
    drawing = timeline.timeline(Window.over(QUARTER, ON), [(activity.stage, [activity])], on=ON).drawing
    assert drawing.count('class="point"') == 2
    assert 'class="either"' in drawing


def test_decisions_and_final_reports_are_diamonds(add):
    decision, seminar = add("Beslut", ON, kind="decision"), add("Seminarium", ON)
    shapes = [timeline._point(50, 0, one) for one in (decision, seminar)]
    assert "M0 -9 9 0 0 9 -9 0Z" in shapes[0]
    assert "M0 -9 9 0 0 9 -9 0Z" not in shapes[1]


def test_stages_are_bands_that_may_overlap(plan):
    drawing = timeline.timeline(Window.over(YEAR, ON), [(stage, []) for stage in plan.stages.all()], on=ON).drawing
    (first, second) = re.findall(r'class="band" x="([\d.]+)%" y="\d+" width="([\d.]+)%"', drawing)
    assert float(second[0]) < float(first[0]) + float(first[1])


def test_today_is_a_line_only_within_the_window(plan, activity):
    stages = [(activity.stage, [activity])]
    assert 'class="today"' in timeline.timeline(Window.over(YEAR, ON), stages, on=ON).drawing
    assert 'class="today"' not in timeline.timeline(Window.over(YEAR, ON), stages, on=date(2027, 1, 1)).drawing


def test_the_drawing_holds_no_style_and_no_script(plan, activity, add):
    activity.title = '<script>"&'
    drawing = timeline.timeline(Window.over(MONTH, date(2026, 1, 1)), [(activity.stage, [activity])], on=ON).drawing
    assert "style=" not in drawing
    assert "<script" not in drawing


def test_zoom_and_period_cut_the_drawing_and_the_list_alike(client, lead, url, activity, add):
    late = add("Sommarträff", date(2026, 6, 3))
    client.force_login(lead)
    year = client.get(url)
    assert [name for _address, name in marks(year)][-1].startswith("Sommarträff")
    quarter = client.get(f"{url}&skala=kvartal")
    assert quarter.context["activities"] == [activity]
    assert quarter.context["elsewhere"] == 1
    assert len(marks(quarter)) == 1
    assert "1 ligger före eller efter." in quarter.content.decode()
    assert client.get(f"/avtal/{late.stage.plan.agreement_id}/plan/tidslinje/?skala=manad&fran=2026-06").context[
        "activities"
    ] == [late]


def test_a_span_that_begins_before_is_shown_where_it_goes_on(client, lead, add, agreement):
    long = add("Lång", date(2025, 12, 1), ends_on=date(2026, 2, 10))
    client.force_login(lead)
    for month, shown in (("2025-11", []), ("2026-01", [long]), ("2026-02", [long]), ("2026-03", [])):
        response = client.get(f"/avtal/{agreement.pk}/plan/tidslinje/?skala=manad&fran={month}")
        assert response.context["activities"] == shown


def test_an_organisation_sees_its_own_copy_in_place_of_the_joint_one(
    client, lead, url, activity, add, municipality, other_municipality
):
    copy = add("Ekbys egen", date(2026, 2, 3), copy_of=activity, organisation=municipality, level=Level.LOCAL)
    joint, alone = add("Gemensam", ON), add("Åseles", ON, organisation=other_municipality, level=Level.LOCAL)
    client.force_login(lead)
    assert client.get(url).context["activities"] == [activity, joint, alone]
    assert client.get(f"{url}&organisation={municipality.pk}").context["activities"] == [copy, joint]
    assert client.get(f"{url}&organisation={other_municipality.pk}").context["activities"] == [activity, joint, alone]
    assert client.get(f"{url}&niva=local").context["activities"] == [alone]


def test_the_roll_up_stands_in_the_name_of_the_mark(client, lead, url, activity, add, county):
    for organisation, state in zip(county, ["done", "done", "planned"], strict=True):
        add("K", date(2026, 2, 3), copy_of=activity, organisation=organisation, level=Level.LOCAL, state=state)
    client.force_login(lead)
    assert marks(client.get(url))[0][1].endswith("2 av 3 genomförda, 1 försenad")


@pytest.mark.parametrize("query", ["skala=nej", "fran=hej", "fran=0001-01", "organisation=x", "niva=y", "fran=9999-12"])
def test_what_nobody_can_mean_is_left_out(client, lead, agreement, plan, query):
    client.force_login(lead)
    assert client.get(f"/avtal/{agreement.pk}/plan/tidslinje/?{query}").status_code == 200


def test_without_a_plan_the_page_says_so(client, lead, agreement):
    url = f"/avtal/{agreement.pk}/plan/tidslinje/"
    client.force_login(lead)
    text = client.get(url).content.decode()
    assert "Ingen plan är skriven" in text
    assert f"/avtal/{agreement.pk}/plan/andra/" in text
    assert "Inget under den här perioden" not in text


@pytest.mark.parametrize("page", ["", "tidslinje/", "arshjul/", "dokument/"])
def test_no_page_leads_to_parts_of_a_plan_there_is_not(client, lead, agreement, page):
    client.force_login(lead)
    text = client.get(f"/avtal/{agreement.pk}/plan/{page}").content.decode()
    for part in ("tillagg", "andringar", "versioner"):
        assert f"/plan/{part}/" not in text
    assert "/plan/andra/" in text


def test_strangers_do_not_see_that_there_is_none(client, stranger, agreement):
    url = f"/avtal/{agreement.pk}/plan/tidslinje/"
    client.force_login(stranger)
    assert client.get(url).status_code == 404


def test_cancelled_is_drawn_as_such(plan, activity):
    activity.state = ActivityState.CANCELLED
    drawing = timeline.timeline(Window.over(YEAR, ON), [(activity.stage, [activity])], on=ON).drawing
    assert "pin is-cancelled" in drawing


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_rows(client, lead, url, add, count, django_assert_num_queries):
    for number in range(count):
        add(f"A{number}", ON, owner=lead)
    client.force_login(lead)
    # session, user, memberships, agreement, plan, organisations to cut by, activities, their copies, stages
    with django_assert_num_queries(9):
        assert client.get(url).status_code == 200


def test_activities_come_in_order_of_date(plan, activity, add):
    earlier = add("Tidigare", date(2026, 1, 2))
    assert queries.activities_of(plan, on=ON) == [earlier, activity]


def test_an_empty_period_leads_to_the_nearest_activity(client, lead, agreement, add):
    add("Långt bort", date(2019, 5, 2))
    add("Närmast", date(2021, 1, 19))
    client.force_login(lead)
    address = f"/avtal/{agreement.pk}/plan/tidslinje/?fran=2024-01"
    assert '?fran=2021-01">Gå till närmaste aktivitet' in client.get(address).content.decode()
    Activity.objects.all().delete()
    assert "Gå till närmaste aktivitet" not in client.get(address).content.decode()
