"""The month with its meetings: what stands where, for whom, and what it costs."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone

from meetings import services
from meetings.queries.calendar import month, month_of
from organisations.models import Group

PAGE = "/moten/kalender-vy/"


def at(group, by, day, *, title="Möte", status="confirmed"):
    starts, ends = (timezone.make_aware(datetime.combine(day, time(hour))) for hour in (9, 10))
    facts = {"form": "", "venue": "", "link": "", "note_taker": None, "status": status}
    return services.add_meeting(group=group, by=by, title=title, starts_at=starts, ends_at=ends, **facts)


def test_a_month_in_whole_weeks_with_its_holidays(client, lead, group):
    at(group, lead, date(2027, 1, 4), title="Första")
    at(group, lead, date(2027, 1, 31), title="Sista", status="preliminary")
    at(group, lead, date(2027, 1, 31), title="Struket", status="cancelled")
    at(group, lead, date(2027, 2, 20), title="Annan månad")
    shown = month(lead, date(2027, 1, 1), on=date(2027, 1, 5))
    assert (shown.weeks[0][0].date, shown.weeks[-1][-1].date) == (date(2026, 12, 28), date(2027, 1, 31))
    assert {day.holiday for day in shown.days} >= {"Nyårsdagen", "Trettondedag jul"}
    assert shown.count == 3
    client.force_login(lead)
    text = client.get(f"{PAGE}?manad=2027-01").content.decode()
    for words in (
        "Första",
        "Sista",
        "preliminärt",
        "<s>Struket</s>",
        "inställt",
        "Trettondedag jul",
        "manad=2026-12",
        "manad=2027-02",
    ):
        assert words in text
    assert "Annan månad" not in text
    assert 'scope="col"' in text


@pytest.mark.parametrize("asked", ["2027-13", "x", "0001-01", "9999-12", "2027-01-01"])
def test_a_month_that_is_none_is_this_month(asked, client, lead):
    assert month_of(asked, on=date(2026, 5, 9)) == date(2026, 5, 1)
    client.force_login(lead)
    assert client.get(f"{PAGE}?manad={asked}&grupp=999999999999").status_code == 200


def test_only_what_one_may_see_and_the_group_one_asks_for(client, lead, member, auditor, group):
    other = Group.objects.create(name="Styrgruppen", kind="steering_group")
    at(group, lead, date(2027, 1, 12), title="Vårt")
    at(other, lead, date(2027, 1, 13), title="Deras")
    seen = {}
    for person in (lead, member, auditor):
        client.force_login(person)
        text = client.get(f"{PAGE}?manad=2027-01").content.decode()
        seen[person] = [title for title in ("Vårt", "Deras") if title in text]
    assert seen == {lead: ["Vårt", "Deras"], member: ["Vårt"], auditor: []}
    client.force_login(lead)
    text = client.get(f"{PAGE}?manad=2027-01&grupp={other.pk}").content.decode()
    assert ("Vårt" in text, "Deras" in text) == (False, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_however_many_meetings(rows, client, lead, group, django_assert_num_queries):
    for day in range(rows):
        at(group, lead, date(2027, 1, 12 + day))
    client.force_login(lead)
    with django_assert_num_queries(5):  # session, user, memberships, meetings, groups
        client.get(f"{PAGE}?manad=2027-01")
