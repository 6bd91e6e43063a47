"""Core members, invited experts, new members and who comes when time allows: on the page and in the file (001-02, 001-15)."""

import io
import zipfile
from datetime import timedelta

import pytest

from meetings import services
from organisations.models import AttendanceMode, GroupMembership, GroupRole
from portal import dates
from tests.meetings.conftest import call


@pytest.fixture
def called(held, group, lead, member, neighbour, respondent, coach):
    """A meeting after the last: an expert, somebody new who comes in time allows, and a guest."""
    GroupMembership.objects.create(group=group, user=neighbour, role=GroupRole.EXPERT)
    GroupMembership.objects.create(
        group=group, user=coach, mode=AttendanceMode.IF_TIME_ALLOWS, joined_on=dates.today() - timedelta(days=3)
    )
    meeting = call(group, lead)
    services.call_person(meeting, user=respondent, by=lead)
    services.call_person(meeting, name="Petra Pension", by=lead)
    return meeting


def test_each_is_called_as_what_they_are(called, lead, member, neighbour, coach, respondent):
    rows = {row.name: (row.seat, row.is_new, row.status) for row in called.attendance.all()}
    assert rows == {
        "Lena Ledare": ("core", False, "invited"),
        "Mats Medlem": ("core", False, "invited"),
        "Nils Nabo": ("expert", False, "invited"),
        "Cia Coach": ("core", True, "if_time_allows"),
        "Rut Respons": ("guest", False, "invited"),
        "Petra Pension": ("guest", False, "invited"),
    }


def test_the_page_and_the_file_say_so(client, called, lead, neighbour):
    for row in called.attendance.exclude(name="Cia Coach"):
        services.set_attendance(row, "coming", by=lead)
    client.force_login(lead)
    page = client.get(called.get_absolute_url()).content.decode()
    for words in ("Av dem 2 av 3 ordinarie och 3 av 3 inbjudna", "inbjuden expert", "gäst", "ny · i mån av tid"):
        assert words in page
    assert "inbjuden expert" in client.get(f"{called.get_absolute_url()}narvaro/").content.decode()
    data = client.get(f"{called.get_absolute_url()}anteckningar.docx").content
    document = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    for words in ("Cia Coach (ny)", "I mån av tid", "inbjuden expert", "gäst"):
        assert words in document
    # what somebody was called as stays with the call
    GroupMembership.objects.filter(user=neighbour).delete()
    assert "inbjuden expert" in client.get(called.get_absolute_url()).content.decode()
