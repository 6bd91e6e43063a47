"""Two folders of old notes: one that is read, with what somebody has to look at, and one that waits for a word."""

from datetime import timedelta

from meetings.models import NoteBatch
from meetings.notes.folder import looked_at
from meetings.services import batches, reading
from overview.demonstration.people import PEOPLE
from portal.dates import full

GROUP = "mas"
# Months back, the points of the meeting, and what was decided at it.
HELD = [
    (38, "Hjälpmedel i hemmet", "Vi beslutade att hjälpmedel följer personen när någon flyttar inom länet.", 3),
    (35, "Delegering över natten", "Vi beslutade att varje kommun har en egen förteckning över delegeringar.", 4),
    (32, "Läkemedelsskåp", "Beslut: skåpen gås igenom varje vår.", 2),
    (29, "Rapport mellan vårdgivare", "Vi enades om att rapporten är skriftlig och högst en sida.", 4),
    (26, "Trygg hemgång", "Vi beslutade att hemgången följs upp inom tre dagar.", 5),
    (23, "Nattens bemanning", "Beslut: frågan tas upp igen när schemana är klara.", 3),
]
NAMES = ["Greta Holm", "Sixten Berg", "Moa Lindahl", "Ture Falk", "Ebba Norling"]


def build_note_folders(county):
    """Read in old notes of one group as its leader would, some weeks ago."""
    group, by = county.groups[GROUP], county.people[PEOPLE[0].key]
    at = county.calendar.moment(-20, 14)
    notes = [(f"{_day(county, months):%Y-%m-%d} anteckningar.txt", _note(county, group, *rest, months=months))
             for months, *rest in HELD]  # fmt: skip
    doubtful = "Anteckningar\n\n1. Vårens arbete\nVi beslutade att träffas oftare.\n".encode()
    late = [("odaterat utkast.txt", doubtful), (f"kopia av {notes[0][0]}", notes[0][1])]
    read = batches.hand_in([looked_at(*each) for each in notes + late], group=group, by=by)
    reading.read_due()
    waiting = batches.hand_in(
        [looked_at(*each) for each in [*notes[:2], ("skannade anteckningar.pdf", b"%PDF-1.7"), ("tom.docx", b"")]],
        group=group,
        by=by,
    )
    for batch, when in ((read, at), (waiting, county.calendar.moment(-1, 15))):
        NoteBatch.objects.filter(pk=batch.pk).update(at=when)
    NoteBatch.objects.filter(pk=read.pk).update(started_at=at, ended_at=at + timedelta(seconds=2))


def _day(county, months):
    return county.calendar.meeting_day(-30 * months)


def _note(county, group, heading, decision, people, *, months):
    there = ", ".join(NAMES[:people])
    return (
        f"Minnesanteckningar {group.name}\n\nDatum: {full(_day(county, months))}\nTid: 13.00-15.00\n\n"
        f"Närvarande: {there}\n\n1. Inledning\nAlla hälsades välkomna till mötet.\n\n"
        f"2. {heading}\nVi gick laget runt om hur det går hemma. {decision}\n"
    ).encode()
