"""Every address of the portal, with real objects in it: the tests that walk the whole portal start here."""

from dataclasses import dataclass

from django.apps import apps
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver


@dataclass(frozen=True)
class Address:
    """One named pattern, and the names of its arguments."""

    name: str
    arguments: tuple
    route: str

    def __str__(self):
        return self.name


def every_address() -> list[Address]:
    """All named patterns, once each."""
    return list(dict.fromkeys(_walk(get_resolver().url_patterns, "")))


def _walk(patterns, before):
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield Address(pattern.name, tuple(pattern.pattern.converters), route)


# What an address's first argument is the key of, by the beginning of its route.
MODELS = [
    ("utskick/", "portal.Letter"),
    ("organisationer/grupper/", "organisations.Group"),
    ("organisationer/person", "organisations.User"),
    ("organisationer/", "organisations.Organisation"),
    ("avtal/punkt/", "agreements.Provision"),
    ("avtal/fas/underlag/", "agreements.Evidence"),
    ("avtal/fas", "agreements.Implementation"),
    ("avtal/part/", "agreements.Party"),
    ("avtal/dokument/relaterat/", "agreements.RelatedDocument"),
    ("avtal/dokument/version/", "agreements.DocumentVersion"),
    ("avtal/dokument/", "agreements.Document"),
    ("avtal/arende/steg/", "agreements.DecisionStep"),
    ("avtal/arende/", "agreements.DecisionCase"),
    ("avtal/forankring/", "agreements.Anchoring"),
    ("avtal/etapp/", "agreements.Stage"),
    ("avtal/plan/mal/", "agreements.Goal"),
    ("avtal/plan/fraga/", "agreements.MandateQuestion"),
    ("avtal/plan/roll/", "agreements.PlanRole"),
    ("avtal/plan/yta/", "agreements.Workspace"),
    ("avtal/plan/version/", "agreements.PlanVersion"),
    ("avtal/plan/tillagg/", "agreements.LocalSupplement"),
    ("avtal/kunskap/", "agreements.KnowledgeItem"),
    ("avtal/forandring/", "agreements.TheoryStep"),
    ("avtal/kommunikation/", "agreements.CommunicationItem"),
    ("avtal/aktivitet/", "agreements.Activity"),
    ("avtal/inlamning/", "agreements.HomeworkSubmission"),
    ("avtal/kalender/", "agreements.CalendarLink"),
    ("avtal/", "agreements.Agreement"),
    ("atgarder/kommentar/", "actions.ActionChange"),
    ("atgarder/fil/", "actions.ActionFile"),
    ("atgarder/las-in/", "portal.Draft"),
    ("atgarder/vy/", "actions.SavedView"),
    ("atgarder/", "actions.ActionItem"),
    ("moten/grupp/", "organisations.Group"),
    ("moten/mallar/", "meetings.WordTemplate"),
    ("moten/serier/gast/", "meetings.SeriesGuest"),
    ("moten/serier/punkt/", "meetings.SeriesItem"),
    ("moten/serier/", "meetings.Series"),
    ("moten/tider/", "organisations.Group"),
    ("moten/upptaget/", "meetings.BusyPeriod"),
    ("moten/datumforslag/", "meetings.DatePoll"),
    ("moten/kalender/", "meetings.MeetingFeed"),
    ("moten/las-in/mapp/", "meetings.NoteBatch"),
    ("moten/", "meetings.Meeting"),
    ("stod/serier/", "support.EventSeries"),
    ("stod/tillfallen/", "support.Event"),
    ("stod/forum/", "organisations.Group"),
    ("stod/samtal/", "support.Talk"),
    ("stod/", "organisations.Group"),
    ("svara/fil/", "surveys.AnswerFile"),
    ("svara/person/", "surveys.Round"),
    ("svara/enkat", "surveys.Invitation"),
    ("svara/datum/", "meetings.PollVoter"),
    ("enkater/omgang/", "surveys.Wave"),
    ("enkater/ny/fil/", "portal.Draft"),
    ("enkater/dialog/", "surveys.QualityDialogue"),
    ("enkater/fasforslag/", "surveys.PhaseProposal"),
    ("enkater/", "surveys.Round"),
]


def path_of(address: Address) -> str:
    """The address with a real key where we know the model, else 1 (every answer must be orderly either way)."""
    values = {}
    for place, name in enumerate(address.arguments):
        label = next((label for start, label in MODELS if place == 0 and address.route.startswith(start)), None)
        row = apps.get_model(label).objects.order_by("pk").first() if label else None
        values[name] = row.pk if row and name in {"pk", "id", f"{label.split('.')[1].lower()}_pk"} else _made_up(name)
    return reverse(address.name, kwargs=values)


def _made_up(name):
    known = {"token": "x" * 43, "key": "abc-def", "uidb36": "1", "identity": "abc", "role": "lead", "kind": "punkter"}
    known["text_pk"] = "00000000-0000-4000-8000-000000000001"
    return known.get(name, 1)
