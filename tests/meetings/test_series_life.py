"""A series changes, is prolonged, closed; its logs; one meeting moved, replaced, cancelled, confirmed (001-13)."""

import io
from datetime import time, timedelta

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings import services
from meetings.models import Meeting, Series
from meetings.queries import page
from meetings.services import calls
from tests.meetings.conftest import call, moment
from tests.meetings.test_series import coming_monday, make


@pytest.fixture
def series(group, lead):
    return make(group, lead, days=4)


def edit_answers(series, **facts):
    names = (
        "title",
        "interval",
        "frequency",
        "weekday",
        "starts_on",
        "ends_on",
        "starts",
        "ends",
        "form",
        "venues",
        "link",
    )
    given = {name: getattr(series, name) for name in names} | {"nth": "", "adjusters_needed": series.adjusters_needed}
    return given | {"revision": series.revision, "is_preliminary": "on"} | facts


def on(meeting):
    return timezone.localtime(meeting.starts_at).date()


def of(series):
    return list(series.meetings.order_by("starts_at", "pk"))


def test_a_change_is_shown_first_and_leaves_what_was_changed_by_hand(client, lead, series):
    first, second, third, fourth = of(series)
    services.edit_meeting(second, {"venue": "Biblioteket"}, by=lead)
    services.cancel_meeting(third, reason="", take_along=False, by=lead, at=timezone.now())
    Meeting.objects.filter(pk=first.pk).update(called_at=timezone.now())
    client.force_login(lead)
    address = f"{series.get_absolute_url()}andra/"
    answers = edit_answers(series, weekday=1, title="Veckomöte", ends_on=series.ends_on + timedelta(days=1))
    changes = client.post(address, answers | {"preview": "1"}).context["changes"]
    assert [row.meeting for row in changes.changed] == [first, fourth]
    assert [row.meeting for row in changes.by_hand] == [second]
    assert (changes.cancelled, changes.new) == ([], [])
    assert [on(one) for one in of(series)] == [coming_monday() + timedelta(days=7 * n) for n in range(4)]

    assert client.post(address, answers | {"save": "1"}).status_code == 302
    now = of(series)
    assert [on(one) - coming_monday() for one in now] == [timedelta(days=n) for n in (1, 7, 14, 22)]
    assert [one.title for one in now] == [
        "Veckomöte, möte 1",
        "Avstämning, möte 2",
        "Avstämning, möte 3",
        "Veckomöte, möte 4",
    ]
    assert [one.status for one in now] == ["preliminary", "preliminary", "cancelled", "preliminary"]
    assert (now[0].sequence, now[1].sequence) == (1, 0)
    late = client.post(address, answers | {"save": "1", "title": "Sent"})
    assert late.status_code == 422
    assert "Vad heter serien?: Veckomöte" in late.content.decode()


def test_a_shorter_rule_cancels_and_a_longer_one_adds_what_is_ticked(client, lead, series):
    first, second, third, fourth = of(series)
    services.confirm_meeting(first, by=lead)
    client.force_login(lead)
    address = f"{series.get_absolute_url()}andra/"
    ends_on = coming_monday() + timedelta(days=42)
    answers = edit_answers(series, interval=2, ends_on=ends_on, starts="13:00", ends="14:00")
    changes = client.post(address, answers | {"preview": "1"}).context["changes"]
    assert [row.meeting for row in changes.cancelled] == [second, fourth]
    assert [row.day - coming_monday() for row in changes.new] == [timedelta(days=28), timedelta(days=42)]
    client.post(address, answers | {"save": "1", "dag": ends_on.isoformat()})
    now = {one.pk: one for one in of(series)}
    assert (now[first.pk].status, now[second.pk].status, now[third.pk].status) == ("moved", "cancelled", "preliminary")
    assert timezone.localtime(now[first.pk].starts_at).time() == time(13)
    assert timezone.localtime(first.moves.get().starts_at).time() == time(9)
    assert now[second.pk].status_reason == "Serien har ändrats."
    made = of(series)[-1]
    assert (on(made), made.venue, made.agenda.count()) == (ends_on, "Regionens hus", 2)
    assert Series.objects.get().skipped == [coming_monday() + timedelta(days=28)]


def test_what_has_been_held_and_what_is_locked_is_never_touched(lead, series, client):
    held, locked, *_rest = of(series)
    for meeting, days in ((held, -7), (locked, 7)):
        facts = {"starts_at": moment(days), "ends_at": moment(days, 10), "series_on": moment(days).date()}
        Meeting.objects.filter(pk=meeting.pk).update(**facts, stage="approved" if meeting is locked else "writing")
    before = list(Meeting.objects.filter(pk__in=[held.pk, locked.pk]).order_by("pk").values())
    client.force_login(lead)
    client.post(
        f"{series.get_absolute_url()}andra/",
        edit_answers(series, weekday=2, starts="15:00", ends="16:00") | {"save": "1"},
    )
    client.post(f"{series.get_absolute_url()}dagordningar/")
    client.post(f"{series.get_absolute_url()}avsluta/", {"what": "cancel"})
    assert list(Meeting.objects.filter(pk__in=[held.pk, locked.pk]).order_by("pk").values()) == before
    assert series.meetings.filter(status="cancelled").count() == 2
    for way in ("flytta", "ersatt", "stall-in"):
        assert client.post(f"/moten/{locked.pk}/{way}/", {"reason": "Sjukdom", **when(9)}).status_code in (409, 422)


def test_a_series_is_prolonged_with_the_days_one_ticks(client, lead, series):
    client.force_login(lead)
    address = f"{series.get_absolute_url()}forlang/"
    same = client.post(address, {"revision": 1, "ends_on": series.ends_on.isoformat(), "preview": "1"})
    assert (same.status_code, "Välj en dag efter" in same.content.decode()) == (422, True)
    until = series.ends_on + timedelta(days=14)
    answers = {"revision": 1, "ends_on": until.isoformat()}
    planned = client.post(address, answers | {"preview": "1"}).context["planned"]
    assert [row.day for row in planned] == [series.ends_on + timedelta(days=7), until]
    assert client.post(address, answers | {"save": "1", "dag": until.isoformat()}).status_code == 302
    assert [on(one) for one in of(series)][-1] == until
    assert of(series)[-1].title == "Avstämning, möte 5"
    again = client.post(
        address,
        answers
        | {
            "ends_on": (until + timedelta(days=7)).isoformat(),
            "save": "1",
            "dag": (until + timedelta(days=7)).isoformat(),
        },
    )
    assert again.status_code == 422, "somebody prolonged it first"
    assert series.meetings.count() == 5


@pytest.mark.parametrize(("what", "left"), [("keep", 4), ("cancel", 0)])
def test_a_series_is_closed_and_taken_up_again(what, left, client, lead, group, series):
    later = call(group, lead, title="Sista", days=90)
    services.add_item(of(series)[1], heading="Budget", by=lead)
    client.force_login(lead)
    address = f"{series.get_absolute_url()}avsluta/"
    asked = client.get(address).content.decode()
    assert "4 möten är inplanerade" in asked
    assert client.post(address, {}).status_code == 422
    client.post(address, {"what": what, "reason": "Uppdraget är klart"})
    assert series.meetings.exclude(status="cancelled").count() == left
    assert later.agenda.filter(heading="Budget").count() == (0 if left else 1), "no point is forgotten"
    assert "Serien är avslutad" in client.get(series.get_absolute_url()).content.decode()
    until = series.ends_on + timedelta(days=7)
    client.post(
        f"{series.get_absolute_url()}forlang/", {"revision": 2, "ends_on": until, "save": "1", "dag": until.isoformat()}
    )
    assert not Series.objects.get().is_closed


def test_several_meetings_are_confirmed_at_once(client, lead, series):
    first, second, *_rest = of(series)
    client.force_login(lead)
    address = f"{series.get_absolute_url()}bekrafta/"
    assert client.post(address).status_code == 422
    assert client.post(address, {"mote": [first.pk, second.pk, 999_999, "x"]}).status_code == 302
    assert [one.status for one in of(series)] == ["confirmed", "confirmed", "preliminary", "preliminary"]


def when(days, hour=13):
    return {
        "day": moment(days).date().isoformat(),
        "starts": f"{hour}:00",
        "ends": f"{hour + 1}:00",
        "form": "digital",
        "venue": "",
        "link": "https://example.org/mote",
    }


def test_a_meeting_is_moved_and_says_where_it_was(client, lead, member, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(called_at=timezone.now())
    client.force_login(lead)
    address = f"/moten/{meeting.pk}/flytta/"
    form = client.get(address).context["form"]
    assert (form["is_settled"].value(), form["venue"].value()) == (True, "Stadshuset")
    answers = when(9) | {"is_settled": "on", "reason": "Snöstorm", "was": meeting.starts_at.isoformat()}
    assert client.post(address, answers).status_code == 302
    now = Meeting.objects.get(pk=meeting.pk)
    assert (now.status, now.sequence, now.form) == ("moved", 1, "digital")
    text = client.get(now.get_absolute_url()).content.decode()
    assert "Flyttat från" in text
    assert "Snöstorm" in text
    assert now.moves.get().venue == "Stadshuset"

    late = client.post(address, answers | {"day": when(12)["day"]})
    assert (late.status_code, "Någon har flyttat mötet under tiden." in late.content.decode()) == (422, True)
    again = when(12) | {"was": now.starts_at.isoformat()}
    client.post(address, again)
    assert Meeting.objects.get(pk=meeting.pk).status == "preliminary", "the new time is not settled"
    client.force_login(member)
    assert client.post(address, again).status_code == 403
    assert client.post(f"/moten/{meeting.pk}/bekrafta/").status_code == 403


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ends": "12:00"}, "Mötet slutar innan det börjar."),
        ({"day": "2020-01-01"}, "Dagen har passerat."),
        ({"starts": "x"}, "Skriv en tid"),
        ({"reason": "Om 811228-9874"}, "personnummer"),
        ({"link": "ftp:"}, "Skriv länkens hela adress"),
    ],
)
def test_a_move_that_is_wrong_says_so_and_keeps_what_was_typed(wrong, said, client, lead, meeting):
    client.force_login(lead)
    response = client.post(f"/moten/{meeting.pk}/flytta/", when(9) | {"venue": "Rådhuset"} | wrong)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert 'value="Rådhuset"' in response.content.decode()
    assert Meeting.objects.get().starts_at == meeting.starts_at


def test_a_meeting_is_replaced_by_one_there_is_with_its_points(client, lead, group, meeting):
    other = call(group, lead, title="Möte 6", days=20)
    foreign = call(type(group).objects.create(name="Andra", kind="working_group"), lead, title="Annat", days=20)
    services.add_item(meeting, heading="Budget", by=lead)
    client.force_login(lead)
    address = f"/moten/{meeting.pk}/ersatt/"
    assert client.post(address, {"other": foreign.pk}).status_code == 422
    response = client.post(address, {"other": other.pk, "reason": "För få kunde", "take_along": "on"})
    assert (response.status_code, response["Location"]) == (302, other.get_absolute_url())
    now = Meeting.objects.get(pk=meeting.pk)
    assert (now.status, now.replaced_by) == ("replaced", other)
    assert other.agenda.get(heading="Budget").carried_from.meeting == meeting
    assert other.get_absolute_url() in client.get(now.get_absolute_url()).content.decode()
    assert "Hålls i stället för" in client.get(other.get_absolute_url()).content.decode()
    client.post(f"/moten/{meeting.pk}/bekrafta/")
    now = Meeting.objects.get(pk=meeting.pk)
    assert (now.status, now.replaced_by, now.status_reason) == ("confirmed", None, "")


def test_a_meeting_is_replaced_by_a_new_one(client, lead, respondent, meeting):
    services.call_person(meeting, user=respondent, by=lead)
    services.add_item(meeting, heading="Budget", by=lead)
    Meeting.objects.filter(pk=meeting.pk).update(called_at=timezone.now())
    client.force_login(lead)
    address = f"/moten/{meeting.pk}/ersatt/"
    same = {"day": moment(7).date().isoformat(), "starts": "09:00", "ends": "12:00", "form": "physical"}
    assert client.post(address, same).status_code == 422
    assert client.post(address, same | {"form": "digital", "take_along": "on"}).status_code == 302
    other = Meeting.objects.get(replaces=meeting)
    assert (other.form, other.title, other.status) == ("digital", meeting.title, "confirmed")
    assert (other.attendance.count(), other.called_at is None) == (3, False)
    assert other.agenda.get().carried_from.meeting == meeting


@pytest.mark.parametrize("called", [True, False])
def test_who_was_called_is_called_to_the_meeting_there_is_too_and_the_pages_say_so(
    client, lead, group, meeting, called
):
    other = call(group, lead, title="Möte 6", days=20)
    if called:
        calls.call_meeting(meeting, by=lead)
    client.force_login(lead)
    address = f"/moten/{meeting.pk}/ersatt/"
    told = "De som har kallats får veta att mötet ersätts."
    assert (told in client.get(address).content.decode()) == called
    assert ("med e-post inom några minuter" in client.get(f"/moten/{meeting.pk}/stall-in/").content.decode()) == called
    page = client.post(address, {"other": other.pk}, follow=True).content.decode()
    assert (Meeting.objects.get(pk=other.pk).called_at is not None) == called
    assert ("kallelsen till det skickas nu" in page) == called
    assert f'href="/moten/{other.pk}/kallelse/"' in page, "the call's page is a press away"


def test_what_is_cancelled_loses_no_point_and_can_be_held_after_all(client, lead, series):
    first, second, *_rest = of(series)
    services.add_item(first, heading="Budget", by=lead)
    client.force_login(lead)
    address = f"/moten/{first.pk}/stall-in/"
    text = client.get(address).content.decode()
    assert "1 punkt på dagordningen är tillagd för just det här mötet." in text
    client.post(address, {"reason": "Sjukdom", "take_along": "on"})
    now = Meeting.objects.get(pk=first.pk)
    assert (now.status, now.status_reason) == ("cancelled", "Sjukdom")
    assert list(second.agenda.values_list("heading", flat=True)) == ["Läget", "Öppna frågor", "Budget"]
    assert "Sjukdom" in client.get(now.get_absolute_url()).content.decode()
    client.post(f"/moten/{first.pk}/bekrafta/")
    assert Meeting.objects.get(pk=first.pk).status == "confirmed"


def test_a_meeting_with_notes_is_neither_moved_nor_cancelled(client, lead, held):
    services.add_outcome(held, kind="decision", text="Rutinen är mall", by=lead)
    with pytest.raises(ValidationError):
        services.cancel_meeting(held, reason="", take_along=False, by=lead, at=timezone.now())
    client.force_login(lead)
    refused = client.post(f"/moten/{held.pk}/flytta/", when(9))
    assert (refused.status_code, "Mötet har hållits" in refused.content.decode()) == (422, True)


def test_points_go_on_within_the_series_and_a_standing_point_is_not_doubled(lead, group, series):
    first, second, *_rest = of(series)
    between = call(group, lead, title="Extra", days=(on(first) - timezone.localdate()).days + 2)
    assert (page.following(first), page.following(between)) == (second, second)
    standing = first.agenda.get(heading="Läget")
    services.carry_over(standing, second, by=lead)
    assert second.agenda.filter(heading="Läget").count() == 1
    assert second.agenda.get(heading="Läget").carried_from == standing
    services.add_outcome(first, kind="action", text="Skicka rutinen", by=lead)
    previous, actions = page.open_from_previous(second, lead)
    assert (previous, [one.title for one in actions]) == (first, ["Skicka rutinen"])


def test_the_logs_of_a_series_are_its_own_and_go_to_excel(client, lead, member, auditor, group, series):
    other = call(group, lead, title="Annat")
    for meeting, word in ((of(series)[0], "Rutinen"), (other, "Främmande")):
        services.add_outcome(meeting, kind="decision", text=f"{word} är mall", by=lead)
        services.add_outcome(meeting, kind="action", text=f"{word} skickas", by=lead)
    client.force_login(member)
    base = series.get_absolute_url()
    for end, said, not_said in (
        ("beslut/", "Rutinen är mall", "Främmande"),
        ("atgarder/", "Rutinen skickas", "Främmande"),
    ):
        text = client.get(f"{base}{end}").content.decode()
        assert said in text
        assert not_said not in text
        assert said not in client.get(f"{base}{end}?sok=budget").content.decode()
    for address in (f"/moten/beslut/excel/?serie={series.pk}", f"{base}atgarder/excel/"):
        sheet = openpyxl.load_workbook(io.BytesIO(client.get(address).content)).active
        cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
        assert any(cell.startswith("Rutinen") for cell in cells)
        assert not any(cell.startswith("Främmande") for cell in cells)
    client.force_login(auditor)
    assert client.get(f"{base}beslut/").status_code == 404


def test_whoever_closes_or_changes_a_series_reads_that_the_called_are_told(client, lead, series):
    client.force_login(lead)
    answers = edit_answers(series, starts="13:00", ends="14:00") | {"preview": "1"}
    told = "De som har kallats till ett möte som"

    def pages():
        yield client.get(f"{series.get_absolute_url()}avsluta/").content.decode()
        yield client.post(f"{series.get_absolute_url()}andra/", answers).content.decode()

    assert [told in one for one in pages()] == [False, False]
    calls.call_meeting(of(series)[0], by=lead)
    assert [told in one for one in pages()] == [True, True]
    assert "09.00–10.00" in list(pages())[1], "the hours they have now stand beside the new ones"
