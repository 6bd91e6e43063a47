"""Calendars for subscription: read back with a real reader of iCalendar."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from portal.calendars import Event, calendar_of

CHANGED = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def read(*events, **more):
    calendar = Calendar.from_ical(calendar_of("Planen", events, **more))
    return calendar, calendar.walk("VEVENT")


def test_whole_days_end_on_the_first_day_it_is_over():
    _calendar, (event,) = read(Event("a-1", "Träff", date(2026, 3, 30), date(2026, 3, 31), CHANGED, sequence=2))
    assert event.decoded("dtstart") == date(2026, 3, 30)
    assert event.decoded("dtend") == date(2026, 4, 1)
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["TRANSP"] == "TRANSPARENT"
    assert (event["UID"], event["SEQUENCE"]) == ("a-1@localhost", 2)
    assert event.decoded("dtstamp") == event.decoded("last-modified") == CHANGED


def test_times_are_written_in_utc():
    start, end = (datetime.fromisoformat(f"2026-07-01T{hour}:00:00+02:00") for hour in ("13", "15"))
    _calendar, (event,) = read(Event("m-1", "Möte", start, end, CHANGED))
    assert event.decoded("dtstart") == datetime(2026, 7, 1, 11, 0, tzinfo=UTC)
    assert event["DTEND"].to_ical() == b"20260701T130000Z"
    assert "TRANSP" not in event


def test_what_is_said_comes_back_whole():
    text = "Rad ett; två, tre\nRad två med å, ä, ö " + "och mycket mer " * 20
    _calendar, (event,) = read(
        Event(
            "a-1", "Träff, dag 1; sal 2", date(2026, 1, 1), date(2026, 1, 1), CHANGED,
            description=text, location="Sal 2", url="https://example.org/1", categories=("Träff", "Lokal"),
        )
    )  # fmt: skip
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == ("Träff, dag 1; sal 2", text)
    assert (str(event["LOCATION"]), str(event["URL"])) == ("Sal 2", "https://example.org/1")
    assert [str(one) for one in event["CATEGORIES"].cats] == ["Träff", "Lokal"]


@pytest.mark.parametrize(("cancelled", "status"), [(True, "CANCELLED"), (False, "CONFIRMED")])
def test_what_is_called_off_says_so(cancelled, status):
    _calendar, (event,) = read(Event("a-1", "Träff", date(2026, 1, 1), date(2026, 1, 1), CHANGED, cancelled=cancelled))
    assert event["STATUS"] == status


def test_the_calendar_has_a_name_and_asks_to_be_read_again():
    calendar, events = read(description="Allt gäller under förutsättning")
    assert (calendar["X-WR-CALNAME"], calendar["VERSION"], events) == ("Planen", "2.0", [])
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert calendar["X-WR-CALDESC"] == "Allt gäller under förutsättning"
    assert len(list(calendar.walk())) == 1


def test_lines_end_and_fold_as_the_standard_says():
    body = calendar_of("P", [Event("a", "x" * 200, date(2026, 1, 1), date(2026, 1, 1), CHANGED)])
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert b"\n" not in body.replace(b"\r\n", b"")


def test_the_same_events_are_the_same_bytes():
    event = Event("a-1", "Träff", date(2026, 1, 1), date(2026, 1, 1), CHANGED)
    assert calendar_of("P", [event]) == calendar_of("P", [event])


def test_the_secret_of_an_address_stays_out_of_the_log(caplog):
    import logging

    from portal.logs import HideSecrets

    logger = logging.getLogger("test of secrets")
    logger.addFilter(HideSecrets())
    token = "x" * 43
    logger.error("Not Found: %s", f"/lank/kalender/{token}.ics")
    logger.error("Not Found: %s", f"/svara/{token}/")
    assert caplog.messages == ["Not Found: /lank/kalender/....ics", "Not Found: /svara/.../"]
