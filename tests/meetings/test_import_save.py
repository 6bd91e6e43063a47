"""Saving a confirmed note: everything in one transaction, once."""

from datetime import UTC, date, datetime
from threading import Barrier, Thread

import pytest
from django.db import DataError, connection

from actions.models import ActionItem
from meetings import services
from meetings.confirm import NoDate, confirm
from meetings.confirmed import ConfirmedDate, ConfirmedNote, ConfirmedOutcome, ConfirmedPerson, ConfirmedSection
from meetings.models import AgendaItem, Attendance, KeyDate, Meeting, NotesState, Outcome
from meetings.notes import Note, read_pasted
from meetings.notes.people import Person
from meetings.notes.sections import Section
from meetings.notes.suggestions import Action, ComingDate, Decision
from portal.models import AuditEntry


@pytest.fixture
def note(member, municipality, provisions):
    return ConfirmedNote(
        title="Möte 3",
        starts_at=datetime(2026, 3, 9, 8, tzinfo=UTC),
        ends_at=datetime(2026, 3, 9, 11, tzinfo=UTC),
        form="hybrid",
        venue="Rådhuset",
        note_taker_text="Pia Persson",
        attendance=[
            ConfirmedPerson("Mats Medlem", user=member, organisation=municipality, side="municipal"),
            ConfirmedPerson("Mats Medlem", user=member),
            ConfirmedPerson("Pia Persson", organisation_text="Nybygda kommun", status="absent", is_new=True),
        ],
        sections=[ConfirmedSection("Inledning", "<p>Alla hälsades välkomna.</p>"), ConfirmedSection("Rutinen")],
        outcomes=[
            ConfirmedOutcome(
                "decision", "Rutinen är mall", source="Vi beslutade …", section=1, provision=provisions[1]
            ),
            ConfirmedOutcome("action", "Dela rutinen", section=1, owner=member, due_on=date(2026, 4, 1)),
            ConfirmedOutcome("action", "Å" * 310, more="Tillsammans.", owner_text="Pia P"),
            ConfirmedOutcome("information", "Ekonomerna kommer", section=0),
        ],
        dates=[ConfirmedDate(date(2026, 5, 31), "Sista dag", is_preliminary=True, source="Den 31 maj …")],
    )


def counts():
    return [
        model.objects.count() for model in (Meeting, Attendance, AgendaItem, Outcome, ActionItem, KeyDate, AuditEntry)
    ]


def test_saves_all_of_it(note, group, member, municipality, provisions, lead):
    meeting = services.save_note(note, group=group, by=lead)
    meeting.refresh_from_db()
    assert (meeting.title, meeting.form, meeting.venue, meeting.group, meeting.created_by) == (
        "Möte 3",
        "hybrid",
        "Rådhuset",
        group,
        lead,
    )
    assert (meeting.note_taker, meeting.note_taker_text, meeting.notes_state) == (None, "Pia Persson", NotesState.DRAFT)
    rows = meeting.attendance.order_by("pk").values_list(
        "name", "user", "organisation", "organisation_text", "side", "status", "is_new"
    )
    assert list(rows) == [
        ("Mats Medlem", member.pk, municipality.pk, "", "municipal", "present", False),
        ("Mats Medlem", None, None, "", "", "present", False),
        ("Pia Persson", None, None, "Nybygda kommun", "", "absent", True),
    ]
    assert list(meeting.agenda.values_list("position", "heading", "text")) == [
        (1, "Inledning", "<p>Alla hälsades välkomna.</p>"),
        (2, "Rutinen", ""),
    ]
    first, second, third, fourth = meeting.outcomes.order_by("position")
    assert (first.item.heading, first.source, first.provision, first.action) == (
        "Rutinen",
        "Vi beslutade …",
        provisions[1],
        None,
    )
    assert (second.action.title, second.action.owner, second.action.due_on, second.action.group) == (
        "Dela rutinen",
        member,
        date(2026, 4, 1),
        group,
    )
    assert (third.item, third.action.title, third.action.description, third.action.owner_text) == (
        None, "Å" * 300, "Å" * 310 + "\n\nTillsammans.", "Pia P",
    )  # fmt: skip
    assert (fourth.kind, fourth.item.heading) == ("information", "Inledning")
    assert list(meeting.key_dates.values_list("on", "what", "is_preliminary", "source")) == [
        (date(2026, 5, 31), "Sista dag", True, "Den 31 maj …")
    ]
    assert list(
        AuditEntry.objects.filter(about_pk=str(meeting.pk), verb="saved meeting note").values_list("details", flat=True)
    ) == [{"group": str(group.pk), "outcomes": "4"}]


def test_nothing_is_saved_when_the_last_row_fails(note, group, lead):
    note.dates[0].what = "x" * 301
    with pytest.raises(DataError):
        services.save_note(note, group=group, by=lead)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_after_a_failure(note, group, lead):
    before = counts()
    note.dates[0].what = "x" * 301
    with pytest.raises(DataError):
        services.save_note(note, group=group, by=lead)
    assert counts() == before


def test_the_same_meeting_is_not_saved_twice_without_asking(note, group, lead):
    first = services.save_note(note, group=group, by=lead)
    note.title = " MÖTE  3 "
    with pytest.raises(services.AlreadySaved) as saved:
        services.save_note(note, group=group, by=lead)
    assert saved.value.meeting == first
    assert Meeting.objects.count() == 1
    services.save_note(note, group=group, by=lead, even_if_saved=True)
    assert Meeting.objects.count() == 2


def test_another_day_title_or_group_is_another_meeting(note, group, lead):
    services.save_note(note, group=group, by=lead)
    note.title = "Möte 3b"
    services.save_note(note, group=group, by=lead)
    note.title = "Möte 3"
    note.starts_at, note.ends_at = (at.replace(day=10) for at in (note.starts_at, note.ends_at))
    services.save_note(note, group=group, by=lead)
    assert Meeting.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_who_save_at_once_save_once(note, group, lead):
    gate, results = Barrier(2), []

    def save():
        gate.wait()
        try:
            results.append(services.save_note(note, group=group, by=lead) is not None)
        except services.AlreadySaved:
            results.append("saved already")
        finally:
            connection.close()

    threads = [Thread(target=save) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results, key=str) == [True, "saved already"]
    assert Meeting.objects.count() == 1


def test_an_unknown_kind_is_refused_before_anything_is_saved():
    with pytest.raises(ValueError, match="no kind of outcome"):
        ConfirmedOutcome("wish", "Tårta")


# -- from what the reader found ---------------------------------------------------------------------------------------


def found(**changes):
    return Note(
        **{
            "title": "Möte 3",
            "date": date(2026, 3, 9),
            "starts_at": "09:00",
            "ends_at": "12:00",
            "form": "physical",
            "venue": "Rådhuset",
            "note_taker": "Lena Ledare",
            "attendance": [
                Person("mats  medlem", organisation="Ekby", status="present"),
                Person("Pia Persson", organisation="Nybygda kommun", side="municipal", status="absent"),
            ],
            "sections": [Section("Inledning", ["Välkomna"]), Section("Rutinen", ["Vi talade om § 2.1."])],
            "decisions": [Decision("Rutinen enligt § 2.1 är mall", "Rutinen", "Vi beslutade att …")],
            "actions": [
                Action("Dela rutinen", ["Mats Medlem"], date(2026, 4, 1), "Inledning", "Mats delar …"),
                Action("Boka lokal", ["Pia Persson"], None, None, "Pia bokar"),
                Action("Skriv mallen", ["Mats Medlem", "Pia Persson"], None, "Rutinen", "Mats och Pia skriver"),
                Action("Fundera", [], None, "Rutinen", "Någon funderar"),
            ],
            "dates": [ComingDate(date(2026, 5, 31), "Sista dag", True, "Den 31 maj …")],
        }
        | changes
    )


def test_people_organisations_and_clauses_are_tied(member, lead, municipality, provisions):
    note = confirm(found())
    assert (note.note_taker, note.starts_at.isoformat(), note.form) == (lead, "2026-03-09T09:00:00+01:00", "physical")
    first, second = note.attendance
    assert (first.name, first.user, first.organisation, first.side) == (
        "Mats Medlem",
        member,
        municipality,
        "municipal",
    )
    assert (second.name, second.user, second.organisation, second.organisation_text, second.side, second.status) == (
        "Pia Persson", None, None, "Nybygda kommun", "municipal", "absent",
    )  # fmt: skip
    rows = [(row.kind, row.text, row.section, row.owner, row.owner_text, row.more) for row in note.outcomes]
    assert rows == [
        ("action", "Dela rutinen", 0, member, "", ""),
        ("decision", "Rutinen enligt § 2.1 är mall", 1, None, "", ""),
        ("action", "Skriv mallen", 1, member, "", "Mats Medlem, Pia Persson."),
        ("action", "Fundera", 1, None, "", ""),
        ("action", "Boka lokal", None, None, "Pia Persson", ""),
    ]
    assert note.outcomes[1].provision == provisions[1]


def test_two_of_the_same_name_are_nobody_in_particular(member, lead):
    type(member).objects.create_user("mats2@example.org", first_name="Mats", last_name="Medlem")
    note = confirm(found())
    assert note.attendance[0].user is None
    assert (note.outcomes[0].owner, note.outcomes[0].owner_text) == (None, "Mats Medlem")


def test_a_note_without_a_date_cannot_be_saved_as_it_stands(db):
    with pytest.raises(NoDate):
        confirm(found(date=None))


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [(None, None, ("00:00", "23:59")), ("09:00", None, ("09:00", "23:59")), ("9:99", "x", ("00:00", "23:59"))],
)
def test_unknown_times_stand_for_the_whole_day(starts, ends, expected, db):
    note = confirm(found(starts_at=starts, ends_at=ends))
    assert (note.starts_at.strftime("%H:%M"), note.ends_at.strftime("%H:%M")) == expected


def test_what_is_too_long_is_cut_to_fit(db, group, lead):
    long = "ord " * 200
    note = confirm(
        found(
            title=long,
            venue=long,
            attendance=[Person(long, organisation=long, status="present")],
            sections=[Section(long, [long * 100])],
            decisions=[Decision(long * 20, long, long)],
            dates=[ComingDate(date(2026, 5, 31), long, False, long)],
        )
    )
    meeting = services.save_note(note, group=group, by=lead)
    assert (len(meeting.title), meeting.outcomes.filter(kind="decision").get().item.heading) == (
        199,
        ("ord " * 50).strip(),
    )


def test_a_real_text_goes_all_the_way(group, member, lead):
    note = read_pasted(
        "Minnesanteckningar Arbetsgruppen\nDatum: 9 mars 2026\nTid: 09.00-12.00\n"
        "Närvarande: Mats Medlem, Ekby kommun\n\n1. Rutinen\nVi beslutade att rutinen är mall.\n"
        "Åtgärd: Mats Medlem delar rutinen senast 1 april.\n",
        known_people=("Mats Medlem",),
    )
    meeting = services.save_note(confirm(note), group=group, by=lead)
    assert meeting.outcomes.filter(kind="decision").count() == 1
    assert [(row.action.owner, row.action.due_on) for row in meeting.outcomes.filter(kind="action")] == [
        (member, date(2026, 4, 1))
    ]


def test_a_clause_is_that_of_the_agreement_in_hand(provisions, agreement, lead):
    old = type(agreement).objects.create(title="Förra avtalet", short_title="Förra", state="replaced")
    type(provisions[0]).objects.create(agreement=old, number="2.1", title="Fast vårdkontakt förr", text="Så var det.")
    assert confirm(found()).outcomes[1].provision == provisions[1]
