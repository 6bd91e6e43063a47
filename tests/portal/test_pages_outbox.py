"""Utskick: the list of letters, one letter, and sending it again."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone

from portal.models import AuditEntry, Letter, LetterState

URL = "/utskick/"


@pytest.fixture
def make_letter(db):
    """Make a letter in a state; to whom and what it says may be given."""

    def make(key, state=LetterState.WAITING, **fields):
        now = timezone.now()
        defaults = {
            "kind": "organisation-welcome",
            "to_address": f"{key}@example.org",
            "to_name": key.title(),
            "subject": f"Om {key}",
            "send_after": now,
            "sent_at": now if state == LetterState.SENT else None,
            "leased_until": now + timedelta(minutes=2) if state == LetterState.SENDING else None,
        }
        return Letter.objects.create(key=key, state=state, **defaults | fields)

    return make


def subjects(response):
    return [letter.subject for letter in response.context["page"]]


def test_newest_first_with_counts(client, lead, make_letter):
    for key, state in (("ett", "sent"), ("tva", "failed"), ("tre", "waiting"), ("fyra", "sending")):
        make_letter(key, state)
    client.force_login(lead)
    response = client.get(URL)
    assert subjects(response) == ["Om fyra", "Om tre", "Om tva", "Om ett"]
    assert (response.context["total"], response.context["failed"], response.context["waiting"]) == (4, 1, 2)
    assert "1 kunde inte levereras" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lage=failed", ["Om tva"]),
        ("sok=ETT@example", ["Om ett"]),
        ("sok=om+tva", ["Om tva"]),
        ("lage=sent&sok=tva", []),
        ("lage=nonsense", ["Om tva", "Om ett"]),
    ],
)
def test_search_and_filter(client, lead, make_letter, query, found):
    make_letter("ett", "sent")
    make_letter("tva", "failed")
    client.force_login(lead)
    assert subjects(client.get(f"{URL}?{query}")) == found


def test_empty_and_htmx(client, lead):
    client.force_login(lead)
    assert 'class="empty"' in client.get(URL).content.decode()
    assert "<html" not in client.get(URL, headers={"HX-Request": "true"}).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_many_rows(client, lead, make_letter, rows, django_assert_num_queries):
    for place in range(rows):
        make_letter(f"rad{place}")
    client.force_login(lead)
    with django_assert_num_queries(6):  # session, user, roles, counts, count, rows
        assert len(client.get(URL).context["page"]) == rows


def test_detail_says_what_happened(client, auditor, make_letter, settings):
    settings.DEMO = False
    letter = make_letter("ett", "failed", error="550 no such mailbox", attempts=6)
    client.force_login(auditor)
    response = client.get(reverse("letter-detail", args=[letter.pk]))
    text = response.content.decode()
    assert "550 no such mailbox" in text
    assert "Efter 6 försök" in text
    assert response.context["caught"] is None
    assert reverse("letter-again", args=[letter.pk]) not in text


def test_detail_leads_to_what_the_letter_is_about(client, lead, make_letter, group):
    letter = make_letter("ett", about_label="organisations.group", about_pk=str(group.pk))
    gone = make_letter("tva", about_label="organisations.group", about_pk="0")
    unknown = make_letter("tre", about_label="nothing.here", about_pk="1")
    client.force_login(lead)
    about = [client.get(reverse("letter-detail", args=[row.pk])).context["about"] for row in (letter, gone, unknown)]
    assert about == [(group.name, group.get_absolute_url()), None, None]


def test_in_a_demonstration_the_text_is_shown_with_links_that_work_and_nothing_else(
    client, lead, make_letter, settings, tmp_path
):
    letter = make_letter("ett", "sent")
    message = EmailMessage()
    message["Message-ID"] = letter.message_id
    message.set_content("Hej!\nÖppna https://fardplan.example.org/svara/abc123/ i dag.\n<script>alert(1)</script>\n")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1.letter").write_bytes(bytes(message))
    settings.DEMO, settings.MAIL_CATCHER_DIR = True, str(tmp_path)
    client.force_login(lead)
    text = client.get(reverse("letter-detail", args=[letter.pk])).content.decode()
    assert 'href="https://fardplan.example.org/svara/abc123/"' in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert" not in text


def test_a_letter_with_calendar_parts_shows_its_text_and_them(client, lead, make_letter, settings, tmp_path):
    letter = make_letter("ett", "bounced", sent_at=timezone.now(), error="550 5.1.1 Finns inte")
    message = EmailMultiAlternatives("Kallelse", "Du kallas på tisdag.", headers={"Message-ID": letter.message_id})
    message.attach_alternative("BEGIN:VCALENDAR\r\nSUMMARY:Möte\r\n", "text/calendar; method=REQUEST")
    message.attach("invite.ics", b"BEGIN:VCALENDAR", "application/ics")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1.letter").write_bytes(message.message().as_bytes())
    settings.DEMO, settings.MAIL_CATCHER_DIR = True, str(tmp_path)
    client.force_login(lead)
    text = client.get(reverse("letter-detail", args=[letter.pk])).content.decode()
    for said in ("Du kallas på tisdag.", "Kalenderdel, REQUEST", "SUMMARY:Möte", "invite.ics", "550 5.1.1 Finns inte"):
        assert said in text
    assert "Kom tillbaka" in text


def test_outside_a_demonstration_the_text_is_never_read(client, lead, make_letter, settings, tmp_path):
    letter = make_letter("ett", "sent")
    (tmp_path / "new").mkdir()
    message = EmailMessage()
    message["Message-ID"] = letter.message_id
    message.set_content("hemligt")
    (tmp_path / "new" / "1.letter").write_bytes(bytes(message))
    settings.DEMO, settings.MAIL_CATCHER_DIR = False, str(tmp_path)
    client.force_login(lead)
    assert "hemligt" not in client.get(reverse("letter-detail", args=[letter.pk])).content.decode()


def test_sending_again_asks_first_and_leaves_a_trace(client, lead, make_letter):
    letter = make_letter("ett", "failed", error="550 no such mailbox", attempts=6)
    url = reverse("letter-again", args=[letter.pk])
    client.force_login(lead)
    assert letter.to_address in client.get(url).content.decode()
    letter.refresh_from_db()
    assert letter.state == LetterState.FAILED
    assert client.post(url)["Location"] == reverse("letter-detail", args=[letter.pk])
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, letter.error) == (LetterState.WAITING, 0, "")
    assert AuditEntry.objects.get(about_label="portal.letter").by == lead
    assert "Lades på nytt" in client.get(reverse("letter-detail", args=[letter.pk])).content.decode()


@pytest.mark.parametrize("state", ["waiting", "sending", "sent", "dropped"])
def test_only_what_was_not_delivered_is_sent_again(client, lead, make_letter, state):
    letter = make_letter("ett", state)
    client.force_login(lead)
    assert client.post(reverse("letter-again", args=[letter.pk])).status_code == 403
    letter.refresh_from_db()
    assert letter.state == state


def test_who_may(client, lead, administrator, auditor, member, coach, stranger, make_letter):
    letter = make_letter("ett", "failed")
    addresses = [URL, reverse("letter-detail", args=[letter.pk]), reverse("letter-again", args=[letter.pk])]
    expected = [
        (None, [302, 302, 302]),
        (member, [403, 403, 403]),
        (coach, [403, 403, 403]),
        (stranger, [404, 404, 404]),
        (auditor, [200, 200, 403]),
        (lead, [200, 200, 200]),
        (administrator, [200, 200, 200]),
    ]
    for user, statuses in expected:
        if user:
            client.force_login(user)
        assert [client.get(address).status_code for address in addresses] == statuses
