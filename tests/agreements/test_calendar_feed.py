"""Subscribing to a plan: one's own address, and what it opens for whom."""

from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar

from agreements import services
from agreements.models import Activity, AgreementState, CalendarLink, Level
from portal.audit import entries_about


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/plan/kalender/"


@pytest.fixture
def link(member, plan):
    return services.open_calendar(member, plan)


def path(link):
    return f"/lank/kalender/{link.token}.ics"


def read(link, **headers):
    """Fetch the calendar as a program does, without signing in."""
    response = Client().get(path(link), headers=headers)
    assert response.status_code == 200
    return {str(event["UID"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}


def test_two_days_are_two_events_with_names_that_stay(link, activity):
    events = read(link)
    first, second = f"activity-{activity.pk}@localhost", f"activity-{activity.pk}-or@localhost"
    assert {uid: event.decoded("dtstart") for uid, event in events.items()} == {
        first: date(2026, 1, 19),
        second: date(2026, 1, 20),
    }
    assert events[first].decoded("dtend") == date(2026, 1, 20)
    assert str(events[first]["SUMMARY"]) == "Webbinarium om avtalet (ett av två tillfällen)"
    assert "19 eller 20 januari" in str(events[first]["DESCRIPTION"])
    assert str(events[first]["URL"]).endswith(f"/avtal/aktivitet/{activity.pk}/")
    assert [str(one) for one in events[first]["CATEGORIES"].cats] == ["Webbinarium", "Länsgemensam"]


def test_a_moved_day_keeps_its_name_and_counts_up(link, activity, lead):
    uid = f"activity-{activity.pk}@localhost"
    before = read(link)[uid]
    activity.starts_on, activity.or_on, activity.ends_on = date(2026, 5, 4), None, date(2026, 5, 6)
    services.save_activity(activity, by=lead)
    events = read(link)
    assert list(events) == [uid]
    after = events[uid]
    assert (after.decoded("dtstart"), after.decoded("dtend")) == (date(2026, 5, 4), date(2026, 5, 7))
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after.decoded("last-modified") == entries_about(activity).first().at.replace(microsecond=0)


def test_what_is_called_off_is_told_not_forgotten(link, activity, lead):
    services.cancel_activity(activity, by=lead)
    assert {event["STATUS"] for event in read(link).values()} == {"CANCELLED"}


def test_nothing_new_is_answered_with_nothing(link, activity, lead):
    first = Client().get(path(link))
    again = Client().get(path(link), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    services.set_activity_state(activity, "done", by=lead)
    assert Client().get(path(link), headers={"if-none-match": first["ETag"]}).status_code == 200


def test_the_answer_is_private_and_tells_no_other_address(link):
    response = Client().get(path(link))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert response.cookies == {}
    assert Client().head(path(link)).status_code == 200
    assert Client().post(path(link)).status_code == 405


def test_the_joint_plan_leaves_copies_out_and_an_organisation_has_its_own(
    link, member, plan, activity, lead, municipality, other_municipality
):
    days = {"starts_on": date(2026, 4, 1), "ends_on": None, "or_on": None, "for_every_party": False}
    ekby, _asele = services.copy_to_organisations(activity, [municipality, other_municipality], **days, by=lead)
    joint = Activity.objects.create(
        stage=activity.stage, title="Gemensam", kind="seminar", level=Level.COUNTY_WIDE, starts_on=date(2026, 4, 2)
    )
    assert {str(event["SUMMARY"]) for event in read(link).values()} == {
        "Webbinarium om avtalet (ett av två tillfällen)",
        "Gemensam",
    }
    own = read(services.open_calendar(member, plan, municipality))
    assert {uid: str(event["SUMMARY"]) for uid, event in own.items()} == {
        f"activity-{ekby.pk}@localhost": "Webbinarium om avtalet (Ekby)",
        f"activity-{joint.pk}@localhost": "Gemensam",
    }


@pytest.mark.parametrize("change", ["inactive", "no membership", "draft"])
def test_it_opens_what_its_owner_may_see_now(link, member, agreement, activity, change):
    if change == "inactive":
        member.is_active = False
        member.save()
    elif change == "no membership":
        member.memberships.all().delete()
    else:
        agreement.state = AgreementState.DRAFT
        agreement.save()
    assert Client().get(path(link)).status_code == 404


def test_a_renewed_or_closed_address_opens_nothing(client, member, link, url):
    client.force_login(member)
    old = path(link)
    client.post(f"/avtal/kalender/{link.pk}/byt/")
    link.refresh_from_db()
    assert path(link) != old
    assert Client().get(old).status_code == 404
    assert Client().get(path(link)).status_code == 200
    client.post(f"/avtal/kalender/{link.pk}/stang/")
    assert Client().get(path(link)).status_code == 404
    assert link.token not in client.get(url).content.decode()
    client.post(f"{url}ny/")
    link.refresh_from_db()
    assert Client().get(path(link)).status_code == 200
    assert [entry.verb for entry in entries_about(link)] == [
        "opened calendar address",
        "closed calendar address",
        "renewed calendar address",
        "opened calendar address",
    ]


def test_the_page_gives_one_address_for_each_wish(client, member, url, plan, municipality):
    client.force_login(member)
    assert "Du har ingen adress ännu." in client.get(url).content.decode()
    for values in ({}, {}, {"organisation": municipality.pk}):
        assert client.post(f"{url}ny/", values).status_code == 302
    whole, own = CalendarLink.objects.order_by("pk")
    assert (whole.user, whole.organisation, own.organisation) == (member, None, municipality)
    text = client.get(url).content.decode()
    for one in (whole, own):
        assert f"http://localhost:8000{path(one)}" in text or path(one) in text
        assert one.token_hash not in text
    for words in ("Outlook", "Google Kalender", "Iphone"):
        assert words in text


def test_the_token_is_not_in_the_database(link):
    assert link.token not in str(CalendarLink.objects.filter(pk=link.pk).values().get())


def test_an_organisation_outside_the_agreement_has_no_calendar(client, member, url, plan, agreement):
    from organisations.models import Organisation, OrganisationKind

    other = Organisation.objects.create(name="Annan", short_name="Annan", kind=OrganisationKind.MUNICIPALITY)
    client.force_login(member)
    assert client.post(f"{url}ny/", {"organisation": other.pk}).status_code == 404
    assert client.post(f"{url}ny/", {"organisation": "x"}).status_code == 404


def test_nobody_touches_the_address_of_another(client, lead, stranger, link, url):
    for person in (lead, stranger):
        client.force_login(person)
        assert client.post(f"/avtal/kalender/{link.pk}/byt/").status_code == 404
        assert client.post(f"/avtal/kalender/{link.pk}/stang/").status_code == 404
    assert client.get(url).status_code == 404


def test_the_proviso_goes_along_until_it_is_decided(link, agreement, activity):
    def said():
        return Calendar.from_ical(Client().get(path(link)).content).get("X-WR-CALDESC")

    assert "under förutsättning" in said()
    agreement.state = AgreementState.IN_FORCE
    agreement.save()
    assert said() is None


def test_it_speaks_its_owners_language(link, member, activity):
    member.language = "en"
    member.save()
    event = next(iter(read(link, **{"accept-language": "sv"}).values()))
    assert [str(one) for one in event["CATEGORIES"].cats] == ["Webinar", "County-wide"]


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_rows(link, plan, lead, provisions, count, django_assert_num_queries):
    for number in range(count):
        activity = Activity(
            stage=plan.stages.first(), title=f"A{number}", kind="seminar", level="county_wide",
            starts_on=date(2026, 4, 1), owner=lead, provision=provisions[0],
        )  # fmt: skip
        services.save_activity(activity, by=lead)
    with django_assert_num_queries(5):  # link, memberships, agreement, activities, when they changed
        assert len(read(link)) == count
