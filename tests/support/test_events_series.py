"""Series of events: their page, and a copy to the next year."""

import pytest
from django.utils import timezone

from support.models import Event, EventSeries, Participation
from support.services.series import next_title
from tests.support.events import make_series, plan

LIST = "/stod/serier/"


def test_coaches_and_leads_keep_series(client, coach, member, auditor, stranger):
    series = make_series()
    own = series.get_absolute_url()
    closed = [f"{LIST}ny/", f"{own}andra/", f"{own}nasta-ar/", f"{own}ta-bort/"]
    for user, expected in ((coach, 200), (member, 403), (auditor, 403), (stranger, 404)):
        client.force_login(user)
        assert {client.get(address).status_code for address in closed} == {expected}
        assert client.get(own).status_code == client.get(LIST).status_code == (404 if expected == 404 else 200)


def test_made_changed_and_taken_away(client, lead):
    client.force_login(lead)
    client.post(f"{LIST}ny/", {"title": "Våren", "purpose": "", "questions": "En?\nTvå?", "revision": "1"})
    series = EventSeries.objects.get()
    event = plan(lead, series=series)
    bad = client.post(f"{LIST}{series.pk}/andra/", {"title": "", "questions": "x" * 301, "revision": "1"})
    assert (bad.status_code, set(bad.context["form"].errors)) == (422, {"title", "questions"})
    new = {"title": "Våren 2027", "purpose": "Mål", "questions": "En?", "revision": "1"}
    assert client.post(f"{LIST}{series.pk}/andra/", new).status_code == 302
    stale = client.post(f"{LIST}{series.pk}/andra/", new | {"title": "Annat"})
    assert (stale.status_code, "Våren 2027" in stale.content.decode()) == (422, True)
    client.post(f"{LIST}{series.pk}/ta-bort/")
    event.refresh_from_db()
    assert (EventSeries.objects.count(), event.series) == (0, None)


def test_the_page_sums_up(client, lead, member, municipality):
    series = make_series()
    for days, persons in ((-30, 10), (-10, 35), (10, 0)):
        event = plan(lead, title=f"Dag {days}", days=days, series=series)
        if persons:
            Participation.objects.create(event=event, organisation=municipality, unit="municipality", persons=persons)
    plan(lead, title="Utkastet", days=20, series=series, state="draft")
    client.force_login(member)
    page = client.get(series.get_absolute_url()).content.decode()
    assert "3 tillfällen, 2 av dem är över. Mellan 10 och 35 personer kom varje gång." in page
    assert "Vad säger siffrorna?" in page
    assert "Utkastet" not in page
    assert page.index("Dag -30") < page.index("Dag -10") < page.index("Dag 10")


def test_a_copy_for_the_next_year(client, lead, coach):
    series = make_series()
    for days in (-30, -10):
        plan(lead, title=f"Dag {days}", days=days, series=series, theme="Tema")
    plan(lead, title="Inställt", days=-5, series=series, state="cancelled")
    plan(lead, title="Andras utkast", days=-4, series=series, state="draft")
    client.force_login(coach)
    address = f"{LIST}{series.pk}/nasta-ar/"
    shown = client.get(address)
    assert shown.context["form"]["title"].value() == "Call-in hösten 2027"
    assert [event.title for event, _day, _free in shown.context["rows"]] == ["Dag -30", "Dag -10"]
    assert client.post(address, {"title": " "}).status_code == 422
    client.post(address, {"title": "Call-in hösten 2027"})
    copy = EventSeries.objects.latest("pk")
    assert list(copy.events.order_by("pk").values_list("title", "state", "theme")) == [
        ("Dag -30", "draft", "Tema"),
        ("Dag -10", "draft", "Tema"),
    ]
    first, made = Event.objects.get(series=series, title="Dag -30"), copy.events.get(title="Dag -30")
    was, now = timezone.localtime(first.starts_at), timezone.localtime(made.starts_at)
    assert ((now.date() - was.date()).days, now.time()) == (364, was.time())
    assert made.questions.count() == 2


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Call-in hösten 2026", "Call-in hösten 2027"),
        ("2025/2026", "2026/2027"),
        ("Utan år", "Utan år"),
        ("12026", "12026"),
    ],
)
def test_the_title_moves_its_year(title, expected):
    assert next_title(title) == expected


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_many(client, lead, rows, municipality, django_assert_num_queries):
    series = make_series()
    for number in range(rows):
        event = plan(lead, title=f"Nr {number}", days=-number - 1, series=series)
        Participation.objects.create(event=event, organisation=municipality, unit="municipality", persons=5)
    client.force_login(lead)
    # session, user, memberships, series, events, questions, ids, numbers, organisations, parts, belongings
    with django_assert_num_queries(11):
        client.get(series.get_absolute_url())
    with django_assert_num_queries(4):
        client.get(LIST)
