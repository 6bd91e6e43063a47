"""Answers to calls that come by mail, in the shapes of three programs: what they change, and what they do not."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from meetings import services
from meetings.models import Attendance, Call
from meetings.uids import key_of
from portal import calendars, inbox
from portal.models import AuditEntry, ReadMail
from tests.meetings.conftest import moment
from tests.portal.mails import bounce, reply


class Answers:
    """The person's calendar program, answering the call of `called`."""

    def __init__(self, meeting, address):
        self.uid, self.address, self.number = calendars.uid_of(key_of(meeting.pk)), address, 0
        self.at = timezone.now() - timedelta(minutes=5)

    def __call__(self, partstat, **facts):
        self.number += 1
        facts = {
            "uid": self.uid,
            "attendee": self.address,
            "at": self.at.astimezone(UTC),
            "mark": str(self.number),
        } | facts
        return inbox.take(reply(partstat=partstat, **facts))


@pytest.fixture
def answer(called, member, post):
    post.one()
    return Answers(called, member.email)


def standing(member):
    row = Attendance.objects.get(user=member)
    return row.status, row.call.partstat


@pytest.mark.parametrize("shape", ["google", "outlook", "apple"])
@pytest.mark.parametrize(
    ("partstat", "status"), [("ACCEPTED", "coming"), ("TENTATIVE", "if_time_allows"), ("DECLINED", "absent")]
)
def test_an_answer_moves_the_person_on_the_list(answer, member, shape, partstat, status):
    assert answer(partstat, shape=shape, comment="Kommer\\, men sent") == "taken"
    assert standing(member) == (status, partstat.lower())
    assert Call.objects.get().reply_comment == "Kommer, men sent"
    assert AuditEntry.objects.filter(verb="took an answer by mail", by=None).count() == 1


def test_what_is_older_changes_nothing(answer, called, member, lead, post):
    answer("ACCEPTED")
    assert answer("DECLINED", at=answer.at - timedelta(hours=1)) == "nothing"  # an older DTSTAMP
    services.edit_meeting(called, {"starts_at": moment(9), "ends_at": moment(9, 12)}, by=lead)
    post.wait().one()
    assert standing(member) == ("coming", "needs-action")  # the new time is asked for again
    assert answer("DECLINED", at=timezone.now()) == "nothing"  # an answer to the old time
    assert answer("DECLINED", sequence=1) == "taken"
    assert standing(member) == ("absent", "declined")


def test_an_answer_given_later_in_the_portal_stands(answer, called, member):
    services.answer_call(called, "absent", by=member)
    assert answer("ACCEPTED") == "taken"  # five minutes ago, by the program's clock
    assert standing(member) == ("absent", "accepted")
    assert answer("TENTATIVE", at=datetime(2999, 1, 1, tzinfo=UTC)) == "taken"  # a clock that is wrong
    assert standing(member) == ("if_time_allows", "tentative")
    assert answer("ACCEPTED", at=timezone.now()) == "taken"  # and does not shut out the next answer


@pytest.mark.parametrize(
    "facts",
    [
        {"attendee": "annan@example.org"},
        {"sender": "annan@example.org"},
        {"attendee": "annan@example.org", "sender": "mats.medlem@example.org"},
    ],
)
def test_an_answer_from_another_address_is_noted_and_changes_nothing(answer, called, member, client, lead, facts):
    assert answer("DECLINED", **facts) == "nothing"
    assert standing(member) == ("invited", "needs-action")
    assert ReadMail.objects.get().what == "reply stranger"
    client.force_login(lead)
    assert (
        "1 svar kom från en adress som inte är kallad" in client.get(f"/moten/{called.pk}/kallelse/").content.decode()
    )


def test_a_name_that_was_guessed_is_nobodys(answer, called, member):
    for uid in (f"meeting-{called.pk}@localhost", f"meeting-{called.pk}-{'0' * 16}@localhost", "x" * 3000, ""):
        assert answer("DECLINED", uid=uid) == "unknown"
    assert standing(member) == ("invited", "needs-action")


def test_nothing_changes_once_the_meeting_is_over_or_present_is_written(answer, called, member, lead):
    row = Attendance.objects.get(user=member)
    services.set_attendance(row, "present", by=lead)
    assert answer("DECLINED", at=timezone.now()) == "taken"
    assert standing(member)[0] == "present"
    type(called).objects.update(starts_at=moment(-2), ends_at=moment(-2, 12))
    assert answer("ACCEPTED", at=timezone.now()) == "nothing"


def test_a_comment_with_a_personal_number_is_not_kept(answer, member):
    assert answer("ACCEPTED", comment="Min mor 19121212-1212 är sjuk") == "taken"
    assert Call.objects.get().reply_comment == ""


def test_a_call_that_came_back_is_shown_and_goes_to_the_mended_address(called, lead, client, post):
    row = services.call_person(called, name="Bo Gäst", address="bo.fel@example.org", by=lead)
    post.sweep()
    assert inbox.take(bounce(recipient="bo.fel@example.org", said="smtp; 550 5.1.1 No such user")) == "taken"
    client.force_login(lead)
    assert "1 kallelse kom tillbaka" in client.get(called.get_absolute_url()).content.decode()
    page = client.get(f"/moten/{called.pk}/kallelse/").content.decode()
    assert "Kom tillbaka</span>" in page
    assert "550 5.1.1 No such user" in page
    where = f"/moten/{called.pk}/kallelse/{row.pk}/"
    wrong = client.post(where, {f"rad-{row.pk}-address": "bo@", f"rad-{row.pk}-before": "bo.fel@example.org"})
    assert wrong.status_code == 422
    assert "Skriv hela e-postadressen" in wrong.content.decode()
    assert 'value="bo@"' in wrong.content.decode()
    late = client.post(where, {f"rad-{row.pk}-address": "bo@example.org", f"rad-{row.pk}-before": "bo@x.org"})
    assert "Någon annan har just skrivit" in late.content.decode()
    client.post(where, {f"rad-{row.pk}-address": "bo.ratt@example.org", f"rad-{row.pk}-before": "bo.fel@example.org"})
    letters = post.sweep()
    (letter,) = letters  # and no CANCEL to the dead address
    assert "<bo.ratt@example.org>" in letter.to[0]
    assert "kom tillbaka" not in client.get(called.get_absolute_url()).content.decode()
