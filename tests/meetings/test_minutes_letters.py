"""Letters about minutes: who gets which, once, and what stands in them (001-01, trust L5)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from meetings import services
from meetings.models import Attendance, Meeting
from meetings.queries import minutes
from portal import dates, notifications
from portal.models import Letter


@pytest.fixture
def url(held):
    return f"{held.get_absolute_url()}justering/"


@pytest.fixture
def full(held, lead, member, neighbour):
    """Two actions of Mats, one of somebody without an account, one internal; a decision; a guest, and one without address."""
    item = held.agenda.get()
    services.call_person(held, user=neighbour, by=lead)
    Attendance.objects.create(meeting=held, name="Petra Pension", address="petra@example.org")
    Attendance.objects.create(meeting=held, name="Utan Adress")
    services.add_outcome(held, kind="decision", text="Rutinen är mall", item=item, by=lead)
    for text, facts in (("Dela rutinen", {"owner": member}), ("Ring alla", {"owner_text": "Petra Pension"})):
        services.add_outcome(held, kind="action", text=text, item=item, action=facts, by=lead)
    secret = services.add_item(held, heading="Löneläget", is_internal=True, by=lead)
    services.add_outcome(held, kind="action", text="Hemlig sak", item=secret, action={"owner": member}, by=lead)
    return held


def approved(meeting, lead, member):
    services.send_to_adjusters(meeting, [lead, member], by=lead)
    for one in (lead, member):
        services.approve(meeting, sha256=minutes.hash_of(minutes.content(meeting)), by=one, at=timezone.now())
    Letter.objects.exclude(kind="meeting-minutes").delete()
    return Meeting.objects.get(pk=meeting.pk)


def sent(*, ahead=0):
    """{address: message} of what goes out now, or so many days from now."""
    mail.outbox.clear()
    notifications.send_due(at=timezone.now() + timedelta(days=ahead, seconds=1))
    return {one.to[0].rpartition("<")[2].rstrip(">"): one for one in mail.outbox}


def test_the_group_is_asked_to_comment_once(client, lead, member, coach, held, url):
    client.force_login(lead)
    day = dates.today() + timedelta(days=5)
    for _ in range(2):
        client.post(f"{url}synpunkter/", {"till-comments_by": day.isoformat()})
    letters = sent()
    assert list(letters) == [member.email]
    body = letters[member.email].body
    assert f"{held.get_absolute_url()}justering/#synpunkter" in body
    assert f"Lämna dina synpunkter senast {dates.full(day)}." in body
    assert "Lena Ledare har skickat dem." in body


def test_a_letter_that_has_lost_its_point_is_dropped(lead, member, held):
    services.send_for_comments(held, by=lead)
    services.back_to_writing(held, by=lead)
    assert sent() == {}


def test_adjusters_get_a_page_with_one_button_and_one_reminder(client, lead, member, held, url):
    client.force_login(lead)
    day = dates.today() + timedelta(days=6)
    data = {"justerare-adjusters": [lead.pk, member.pk], "justerare-adjust_by": day.isoformat()}
    for _ in range(2):
        assert client.post(f"{url}justerare/", data).status_code == 302
    letters = sent()
    assert set(letters) == {lead.email, member.email}
    address = f"{url}godkann/"
    assert address in letters[member.email].body
    client.force_login(member)
    page = client.get(address).content.decode()
    assert page.count('class="btn btn-primary"') == 1
    assert "Jag godkänner anteckningarna" in page
    services.approve(held, sha256=minutes.hash_of(minutes.content(held)), by=lead, at=timezone.now())
    for ahead, expected in ((2, set()), (4.5, {member.email}), (5, set())):
        assert set(sent(ahead=ahead)) == expected, ahead


def test_a_reminder_is_not_sent_for_a_day_that_was_changed_or_has_passed(lead, member, held, monkeypatch):
    first, second = (dates.today() + timedelta(days=days) for days in (4, 10))
    services.send_to_adjusters(held, [lead, member], adjust_by=first, by=lead)
    sent()
    services.send_to_adjusters(held, [lead, member], adjust_by=second, by=lead)
    assert sent(ahead=3) == {}
    assert Letter.objects.filter(kind="meeting-adjust-soon", state="waiting").count() == 2
    late = second + timedelta(days=1)  # beat has slept past the day
    monkeypatch.setattr("portal.dates.today", lambda: late)
    assert sent(ahead=11) == {}
    assert not Letter.objects.filter(state="waiting").exists()


def test_approved_minutes_go_with_own_actions_on_top_and_only_to_the_group(client, lead, member, full, url):
    meeting = approved(full, lead, member)
    client.force_login(lead)
    page = client.get(f"{url}skicka/").content.decode()
    for words in ("Saknar adress:", "Utan Adress", "Får inte läsa anteckningarna förrän de är delade:", "Nils Nabo"):
        assert words in page
    for _ in range(2):
        client.post(f"{url}skicka/")
    letters = sent()
    assert set(letters) == {lead.email, member.email}
    to_member = letters[member.email]
    assert to_member.subject == "Anteckningar från Möte 4, med 1 åtgärd för dig"
    body = to_member.body
    assert (
        body.index("DINA ÅTGÄRDER") < body.index("Dela rutinen") < body.index("BESLUT") < body.index("Rutinen är mall")
    )
    assert f"{meeting.get_absolute_url()}justering/" in body
    assert "Hemlig" not in body
    assert "Du har inga åtgärder från mötet." in letters[lead.email].body
    name, content, kind = to_member.attachments[0]
    assert (name.endswith(".pdf"), content[:5], kind) == (True, b"%PDF-", "application/pdf")
    # shared later: the others get the same wording, nobody gets it twice
    services.share_notes(meeting, by=lead)
    client.post(f"{url}skicka/")
    letters = sent()
    assert set(letters) == {"nils.nabo@example.org", "petra@example.org"}
    petras = letters["petra@example.org"].body
    assert "Ring alla" in petras
    assert "http" not in petras
    client.post(f"{url}skicka/")
    assert sent() == {}


def test_the_last_adjuster_may_send_them_at_once(client, lead, member, full, url):
    services.send_to_adjusters(full, [lead, member], by=lead)
    sha256 = minutes.hash_of(minutes.content(full))
    client.force_login(lead)
    assert 'name="mail"' not in client.get(f"{url}godkann/").content.decode()
    client.post(f"{url}godkann/", {"sha256": sha256, "mail": "on"})
    assert not Letter.objects.filter(kind="meeting-minutes").exists()
    client.force_login(member)
    assert 'name="mail"' in client.get(f"{url}godkann/").content.decode()
    for _ in range(2):
        client.post(f"{url}godkann/", {"sha256": sha256, "mail": "on"})
    assert Letter.objects.filter(kind="meeting-minutes").count() == 2
    assert Meeting.objects.get(pk=full.pk).is_locked


def test_a_draft_is_sent_to_nobody_and_sharing_may_send_it(client, lead, member, neighbour, full, url):
    client.force_login(lead)
    assert client.post(f"{url}skicka/").status_code == 422
    assert "kan inte skickas än" in client.get(f"{url}skicka/").content.decode()
    with pytest.raises(services.NotYet):
        services.mail_minutes(full, by=lead)
    client.force_login(member)
    assert client.post(f"{url}skicka/").status_code == 403
    client.force_login(lead)
    share = f"{full.get_absolute_url()}dela/"
    assert "4 personer får anteckningarna som PDF" in client.get(share).content.decode()
    client.post(share, {"mail": "on"})
    letters = sent()
    assert set(letters) == {lead.email, member.email, neighbour.email, "petra@example.org"}
    assert "är inte godkända än" in letters[member.email].body


def test_a_letter_is_dropped_when_the_minutes_were_opened_again(lead, member, full):
    meeting = approved(full, lead, member)
    services.mail_minutes(meeting, by=lead)
    services.reopen(meeting, reason="Fel dag", by=lead, at=timezone.now())
    assert sent() == {}
