"""What people have said and decided around the actions: talk, followers, files, named views, and how often letters come."""

from datetime import timedelta

from django.core.files.base import ContentFile

from actions.models import (
    ActionChange,
    ActionFile,
    ActionFollower,
    ActionItem,
    DigestChoice,
    Priority,
    Rhythm,
    SavedView,
)
from overview.demonstration.actions import COUNTY_WIDE

PRIORITIES = {
    "Skicka in Vetlandas rutin för fast vårdkontakt": Priority.HIGH,
    "Be Gnosjö och Mullsjö om ett datum för beslut": Priority.HIGH,
    "Gå igenom läkemedelsavvikelser med Smedjan": Priority.HIGH,
    COUNTY_WIDE: Priority.HIGH,
    "Översätt kylskåpsbladet till fler språk": Priority.LOW,
    "Hämta in bilder från verksamheterna till presentationen": Priority.LOW,
}
ALSO = {
    COUNTY_WIDE: ["4.1", "4.4"],
    "Stäm av läkarmedverkan med vårdcentralerna": ["4.4"],
    "Gå igenom läkemedelsavvikelser med Smedjan": ["3.2"],
}
# Days ago, who, what they wrote.
TALK = {
    COUNTY_WIDE: [
        (6, "daniel.krantz", "Vi väntar på att vårdcentralen utser en ersättare. Resten av rutinen är klar hos oss."),
        (5, "johanna.sjogren", "Bra. Skriv in datumet på er egen del när ni vet, så syns det i sammanställningen."),
        (2, "patrik.lindahl", "Eksjös rutin ligger som fil här. Ta den som förlaga, men byt namnen."),
    ],
    "Skicka in Vetlandas rutin för fast vårdkontakt": [
        (4, "sofia.bergqvist", "Säg till om ni vill att jag läser innan ni skickar."),
        (3, "katarina.holmqvist", "Tack, gärna. Utkastet kommer på torsdag."),
    ],
    "Skriv första utkastet till slutrapport": [
        (7, "anders.fors", "Lägg resultatet av enkäten först. Styrgruppen läser sällan längre än två sidor."),
    ],
}
FOLLOW = {
    COUNTY_WIDE: ["johanna.sjogren", "sofia.bergqvist", "tomas.ekberg", "katarina.holmqvist"],
    "Skicka in Vetlandas rutin för fast vårdkontakt": ["sofia.bergqvist"],
    "Skriv första utkastet till slutrapport": ["anders.fors", "carina.wester"],
}
FILES = {
    COUNTY_WIDE: ("patrik.lindahl", 2, "Rutin fast vårdkontakt Eksjö.txt", "Rutin för fast vårdkontakt\n\n1. Kontakten utses inom två dagar från inskrivningen.\n2. Namnet lämnas till personen och till närstående.\n3. Vårdcentralen och kommunen har samma ersättare.\n"),
}  # fmt: skip
VIEWS = [
    ("johanna.sjogren", "Försenat i länet", "visa=forsenade"),
    ("johanna.sjogren", "Viktigast nu", "vy=tavla&prio=3"),
    ("johanna.sjogren", "Månadens åtgärder", "vy=kalender&visa=oppna"),
    ("katarina.holmqvist", "Min tavla", "vy=tavla&visa=mina"),
]
RHYTHMS = {"carina.wester": Rhythm.WEEKLY, "tomas.ekberg": Rhythm.WEEKLY, "hanna.friberg": Rhythm.NEVER}


def build_talk(county):
    """Fill in around the actions that exist. What was said is history: nobody is owed a letter about it."""
    items = {item.title: item for item in ActionItem.objects.filter(title__in={*PRIORITIES, *ALSO, *TALK, *FOLLOW})}
    for title, priority in PRIORITIES.items():
        ActionItem.objects.filter(pk=items[title].pk).update(priority=priority)
    for title, numbers in ALSO.items():
        items[title].also_provisions.set([county.provisions[number] for number in numbers])
    ActionChange.objects.bulk_create(_words(county, items))
    ActionFollower.objects.bulk_create(
        ActionFollower(action=items[title], user=county.people[key]) for title, keys in FOLLOW.items() for key in keys
    )
    for title, given in FILES.items():
        _file(county, items[title], *given)
    SavedView.objects.bulk_create(
        SavedView(owner=county.people[key], name=name, query=query) for key, name, query in VIEWS
    )
    DigestChoice.objects.bulk_create(
        DigestChoice(user=county.people[key], rhythm=rhythm) for key, rhythm in RHYTHMS.items()
    )


def _words(county, items):
    said = [
        ActionChange(
            action=items[title],
            field="comment",
            comment=text,
            by=county.people[key],
            at=_after(items[title], county.calendar.moment(-days, 10, 5 * place)),
        )
        for title, words in TALK.items()
        for place, (days, key, text) in enumerate(words)
    ]
    return sorted(said, key=lambda change: change.at)


def _after(item, at):
    """Never before the action was written down."""
    return max(at, item.created_at + timedelta(hours=1))


def _file(county, item, *given):
    key, days, name, text = given
    content = text.encode()
    at = _after(item, county.calendar.moment(-days, 11))
    row = ActionFile(action=item, file_name=name, file_size=len(content), by=county.people[key], at=at)
    row.file.save(name, ContentFile(content), save=False)
    row.save()
    ActionChange.objects.create(action=item, field="file", now=name, by=county.people[key], at=at)
