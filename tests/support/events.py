"""Events that the tests of events share."""

from support.models import EventSeries
from support.services import events
from tests.meetings.conftest import moment


def plan(by, *, title="Call-in 1", days=7, state="planned", **facts):
    """An event from one to three, so many days from today."""
    given = {
        "kind": "call_in", "series": None, "theme": "", "purpose": "", "audience": "", "organiser": "", "group": None,
        "agreement": None, "form": "digital", "venue": "", "link": "", "places": None,
    }  # fmt: skip
    times = {"starts_at": moment(days, 13), "ends_at": moment(days, 15)}
    return events.add_event(by=by, title=title, state=state, **given | times | facts)


def make_series(**facts):
    return EventSeries.objects.create(
        **{"title": "Call-in hösten 2026", "questions": "Vad blir bättre?\n\nVad säger siffrorna?"} | facts
    )


def typed(event=None, **changed):
    """What the form of an event is filled in with."""
    facts = {
        "kind": "workshop", "title": "Workshop i maj", "theme": "Läget", "purpose": "", "audience": "", "organiser": "",
        "series": "", "group": "", "agreement": "", "day": "2027-05-20", "last_day": "", "starts": "9:00",
        "ends": "15:00", "form": "physical", "venue": "Stadshuset", "link": "", "places": "40",
        "revision": event.revision if event else 1,
    }  # fmt: skip
    return facts | changed
