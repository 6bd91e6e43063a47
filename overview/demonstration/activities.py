"""What belongs to the plan's activities: local ones for every municipality, homework handed in, days that were moved."""

from datetime import datetime

from agreements.models import Activity, ActivityKind, ActivityState, HomeworkState, HomeworkSubmission, Level
from organisations.models import GroupKind
from overview.demonstration.activities_text import ANSWERS, DRAFT
from portal import audit

DONE, UNDER_WAY, PLANNED, CANCELLED = (
    ActivityState.DONE,
    ActivityState.UNDER_WAY,
    ActivityState.PLANNED,
    ActivityState.CANCELLED,
)
# Days from today, state and note of each municipality's own walk-through, in the order of the municipalities.
WALKS = [
    (-38, DONE, "Två träffar, dag och kväll. Alla enhetschefer utom en kom."),
    (-36, DONE, ""),
    (-12, PLANNED, ""),
    (-31, DONE, "Vi gjorde det tillsammans med vårdcentralen."),
    (-27, DONE, ""),
    (-3, UNDER_WAY, "Halva gruppen har gått. Nattpersonalen får en egen träff."),
    (-24, DONE, ""),
    (-18, DONE, "Frågan om läkartid på boenden kom upp på båda träffarna."),
    (6, PLANNED, ""),
    (-9, PLANNED, "Väntar på en ny enhetschef."),
    (-15, DONE, ""),
    (11, PLANNED, ""),
    (-20, DONE, ""),
]


def build_activities(county):
    """Fill what `build_plan` laid out."""
    _walk_through(county)
    _training(county)
    _homework(county)
    _moved(county)


def _stage(county, position):
    return county.agreement.plan.stages.get(position=position)


def _copies(county, original, days):
    """One local activity for every municipality; `days` gives (first day, state, note) for each."""
    return Activity.objects.bulk_create(
        Activity(
            stage=original.stage,
            copy_of=original,
            title=original.title,
            kind=original.kind,
            level=Level.LOCAL,
            organisation=municipality,
            change_owner=municipality if state != PLANNED else None,
            owner=next(iter(county.staff_of(municipality)), None) if state != PLANNED else None,
            audience=original.audience,
            provision=original.provision,
            may_start_before_decision=original.may_start_before_decision,
            starts_on=day,
            state=state,
            note=note or original.note,
        )
        for municipality, (day, state, note) in zip(county.municipalities, days, strict=True)
    )


def _walk_through(county):
    """Every municipality goes through the agreement with its managers: most have, two are late."""
    original = Activity.objects.create(
        stage=_stage(county, 3),
        title="Gå igenom avtalet med alla enhetschefer",
        kind=ActivityKind.COMMUNICATION,
        level=Level.COUNTY_WIDE,
        starts_on=county.calendar.day(-40),
        ends_on=county.calendar.day(14),
        organiser="Kommunerna",
        owner=county.people["anders.fors"],
        audience="Enhetschefer i kommunernas hälso- och sjukvård",
        provision=county.provisions["2.4"],
        may_start_before_decision=True,
        for_every_party=True,
        state=UNDER_WAY,
        note="Bildspelet och frågorna ligger i dokumentregistret. Skriv i er egen aktivitet vad cheferna frågade om.",
    )
    _copies(county, original, [(county.calendar.day(offset), state, note) for offset, state, note in WALKS])


def _training(county):
    """The first training for contact persons is held once in every municipality; one has called its day off."""
    original = Activity.objects.get(title="Utbildning för kontaktpersoner")
    first = [county.calendar.day(offset) for offset in range(22, 48, 2)]
    states = [(day, CANCELLED if place == 4 else PLANNED, "") for place, day in enumerate(first)]
    _copies(county, original, states)


def _homework(county):
    """Past homework is in, some of it late; of the present one a group is late and one is writing."""
    forums = [group for group in county.groups.values() if group.kind == GroupKind.LOCAL_FORUM]
    tasks = list(
        Activity.objects.filter(kind=ActivityKind.HOMEWORK, starts_on__lt=county.today).order_by("starts_on", "pk")
    )
    current = tasks[-1]
    Activity.objects.filter(pk=current.pk).update(state=UNDER_WAY)
    for number, task in enumerate(tasks[:-1]):
        for place, forum in enumerate(forums):
            days_after = 9 if (number + place) % 5 == 4 else -1
            _handed_in(county, task, forum, ANSWERS[(number + place) % len(ANSWERS)], days_after=days_after)
    for place, forum in enumerate(forums):
        if place == 0:
            HomeworkSubmission.objects.create(activity=current, group=forum, due_on=county.calendar.day(5), text=DRAFT)
        elif place == 1:
            HomeworkSubmission.objects.create(activity=current, group=forum, due_on=current.ends_on)
        else:
            _handed_in(county, current, forum, ANSWERS[place % len(ANSWERS)], days_after=-1)
    coming = Activity.objects.filter(kind=ActivityKind.HOMEWORK, starts_on__gt=county.today)
    HomeworkSubmission.objects.bulk_create(
        HomeworkSubmission(activity=task, group=forum, due_on=task.last_day) for task in coming for forum in forums
    )


def _handed_in(county, task, forum, text, *, days_after):
    due = task.last_day
    at: datetime = county.calendar.moment((due - county.today).days + days_after, 15, 40)
    HomeworkSubmission.objects.create(
        activity=task,
        group=forum,
        due_on=due,
        text=text,
        state=HomeworkState.HANDED_IN,
        handed_in_at=at,
        handed_in_by=forum.seats.order_by("pk").first().user,
    )


def _moved(county):
    """Two activities have been put off; the trail knows from when."""
    for title, who, days in (
        ("Samtal om sammanställningen med länets pensionärsråd", "anders.fors", -7),
        ("Utbildning för kontaktpersoner", "johanna.sjogren", 16),
    ):
        activity = Activity.objects.get(title=title, copy_of=None)
        activity.revision = 2
        activity.save(update_fields=["revision"])
        was = county.calendar.day((activity.starts_on - county.today).days - 7 if days < 0 else days)
        details = {"starts_on": activity.starts_on, "started_on": was, "ended_on": "", "or_was": ""}
        audit.record(county.people[who], "changed", activity, **details)
