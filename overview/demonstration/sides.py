"""The working group's agendas have sections, and each side reports there how things stand with it."""

from meetings import rich
from meetings.models import AgendaItem, Meeting
from meetings.services.reports import heading_of
from organisations.models import Side

REPORTS = [  # of the region and of the municipalities, the newest meeting first
    (
        "Vårdcentralerna har utsett en kontaktperson var. Två av dem saknar ännu någon som kan ersätta när kontaktpersonen är borta.\n\n- planeringen för nästa kvartal är klar\n- en gemensam rutin för jourtid prövas i söder",
        "De flesta kommuner har frågan uppe i nämnden den här månaden. De minsta vill dela på ett gemensamt stöd.\n\n- två kommuner söker fler sjuksköterskor\n- fyra har frågat sina team vad som fattas",
    ),
    (
        "Förslaget har varit uppe i ledningsgruppen. Den vill se hur arbetstiden räknas innan den går vidare.",
        "Tjänstepersonerna har träffats digitalt. Alla vill ha samma bild att visa för sina politiker.",
    ),
    (
        "Läkarmedverkan är löst på dagtid. Kvällar och helger återstår att reda ut.",
        "Tre kommuner har börjat använda den gemensamma mallen. De övriga väntar på att den blir klar.",
    ),
    (
        "Vi har gått igenom vad som redan fungerar och behöver inte börja om.",
        "Det är svårt att få fram tid för utbildning före sommaren.",
    ),
]


def build_sides(county, held):
    """The meetings that come have the points, and the last ones that were held their reports too."""
    group = county.groups["arbetsgruppen"]
    past = [draft.meeting.pk for draft in held["arbetsgruppen"]][-len(REPORTS) :]
    coming = Meeting.objects.filter(group=group, starts_at__date__gte=county.today).order_by("starts_at")[:2]
    for pk, texts in zip(reversed(past), REPORTS, strict=False):
        _divide(pk, texts)
    for meeting in coming:
        _divide(meeting.pk, ("", ""))


def _divide(pk, texts):
    rows = list(AgendaItem.objects.filter(meeting=pk))
    if len(rows) < 4:
        return
    reports = [
        AgendaItem(meeting_id=pk, heading=heading_of(side), side=side, minutes=15, text=rich.from_plain(text))
        for side, text in zip((Side.REGION, Side.MUNICIPAL), texts, strict=True)
    ]
    opening, work, closing = rows[:1], rows[2:-1], rows[-1:]
    sections = [("Inledning", opening), ("Läget", [rows[1], *reports]), ("Arbetet", work), ("Avslut", closing)]
    place = 0
    for section, items in sections:
        for item in items:
            place += 1
            item.section, item.position = section, place
    AgendaItem.objects.bulk_update(rows, ["section", "position"])
    AgendaItem.objects.bulk_create(reports)
