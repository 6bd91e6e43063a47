"""What may stand after a sign as one types: people, dates, clauses, organisations. At most six statements."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from actions import queries as actions
from actions.spoken_dates import read_date
from meetings.models import Meeting
from organisations.models import Group, Organisation
from portal import dates

MOST = 8


def complete(user, meeting, sign, word, *, on) -> list[dict]:
    """[{"insert": what the line gets, "label": what is shown, "more": what tells it apart}]."""
    word = word.strip()[:50]
    return {"@": _people, "§": _clauses, "#": _places, "/": _dates}[sign](user, meeting, word, on)[:MOST]


def _people(user, meeting, word, on):
    rows = actions.people(user).filter(is_active=True)
    for part in word.split():
        rows = rows.filter(Q(first_name__istartswith=part) | Q(last_name__istartswith=part))
    rows = list(rows[: MOST * 4])
    called = set(meeting.attendance.filter(user__isnull=False).values_list("user_id", flat=True))
    rows.sort(key=lambda person: person.pk not in called)  # those of the meeting first; the order is kept otherwise
    names = [person.get_full_name() for person in rows]
    return [
        {
            "insert": f"@{name if names.count(name) == 1 else person.email}",
            "label": name,
            "more": actions.organisation_names(person),
        }
        for person, name in zip(rows, names, strict=True)
    ]


def _clauses(user, meeting, word, on):
    rows = actions.current_provisions(user).order_by("agreement", "position")
    if word:
        rows = rows.filter(Q(number__startswith=word) | Q(title__icontains=word))
    return [
        {"insert": f"§{row.number}", "label": f"§\u00a0{row.number} {row.title}", "more": ""} for row in rows[:MOST]
    ]


def _places(user, meeting, word, on):
    organisations = Organisation.objects.visible_to(user).alphabetical()
    groups = Group.objects.visible_to(user).alphabetical()
    if word:
        organisations = organisations.filter(Q(name__icontains=word) | Q(short_name__istartswith=word))
        groups = groups.filter(name__icontains=word)
    found = [
        {"insert": f"#{row.short_name}", "label": row.short_name, "more": row.name} for row in organisations[:MOST]
    ]
    return found + [{"insert": f"#{row.name}", "label": row.name, "more": ""} for row in groups[:MOST]]


def _dates(user, meeting, word, on):
    found = []
    if word and (read := read_date(word, on=on)):
        found.append(read[0])
    if not word or not found:
        later = Meeting.objects.filter(group=meeting.group_id, starts_at__gt=max(meeting.ends_at, timezone.now()))
        following = later.order_by("starts_at").first()
        coming = [timezone.localtime(following.starts_at).date()] if following else []
        friday = on + timedelta(days=(4 - on.weekday()) % 7 or 7)
        found += [*coming, on + timedelta(days=1), friday, friday + timedelta(days=7), friday + timedelta(days=28)]
    days = [day for day in dict.fromkeys(found) if day >= on]
    named = [
        {"insert": f"/{day.isoformat()}", "label": dates.spoken(day, on=on), "more": dates.full(day)} for day in days
    ]
    return [one for one in named if not word or read_date(word, on=on) or word.lower() in one["label"] + one["more"]]
