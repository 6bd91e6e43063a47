"""Makes the whole demonstration: the same county every time, placed around a given day."""

from random import Random

from django.db import transaction
from django.utils import translation

from overview.demonstration.actions import build_actions
from overview.demonstration.actions_talk import build_talk
from overview.demonstration.activities import build_activities
from overview.demonstration.agreement import write_agreement
from overview.demonstration.calls import build_calls
from overview.demonstration.clauses import build_clauses
from overview.demonstration.county import County, found_county
from overview.demonstration.dialogues import build_dialogues
from overview.demonstration.documents import build_documents
from overview.demonstration.events import build_events
from overview.demonstration.evidence import build_evidence
from overview.demonstration.forums import build_forums
from overview.demonstration.knowledge import build_knowledge
from overview.demonstration.letters import build_letters
from overview.demonstration.meeting_series import build_meeting_series
from overview.demonstration.meetings import build_meetings
from overview.demonstration.minutes import build_minutes
from overview.demonstration.note_folders import build_note_folders
from overview.demonstration.own_surveys import build_own_surveys
from overview.demonstration.phases import build_phases
from overview.demonstration.plan import build_plan
from overview.demonstration.plan_document import build_plan_document
from overview.demonstration.sending import build_sending
from overview.demonstration.sides import build_sides
from overview.demonstration.staff import build_staff_surveys
from overview.demonstration.staff_now import build_staff_now
from overview.demonstration.surveys import build_surveys
from overview.demonstration.themes import build_themes
from overview.demonstration.times import build_times
from overview.demonstration.waves import build_waves
from overview.demonstration.workdays import Calendar
from portal import audit

SEED = 2026


@transaction.atomic
def build_demonstration(today) -> County:
    """Fill an empty database with the demonstration county as it stands on a day; all of it or nothing."""
    with translation.override("sv"):
        county = found_county(Calendar(today), Random(SEED))  # noqa: S311 - chosen for sameness, not secrecy
        write_agreement(county)
        build_phases(county)
        build_clauses(county)
        build_evidence(county)
        build_plan(county)
        build_activities(county)
        build_documents(county)
        build_knowledge(county)
        build_plan_document(county)
        held = build_meetings(county)
        build_actions(county, held)
        build_talk(county)
        build_sides(county, held)
        build_minutes(county, held)
        build_note_folders(county)
        build_meeting_series(county)
        build_times(county)
        build_events(county)
        build_forums(county)
        own = build_own_surveys(county)
        rounds = build_surveys(county)
        build_sending(county, rounds[1])
        build_themes(county, rounds[0])
        build_dialogues(county, *rounds)
        build_letters(county, [own, build_staff_now(county), *rounds])
        build_waves(county)
        build_calls(county)
        build_staff_surveys(county)
        audit.record(None, "loaded the demonstration", county.region, today=today)
    return county
