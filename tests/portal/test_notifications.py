"""The outbox: every letter goes once, over real SMTP, whatever happens to the worker."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal import notifications, wordings
from portal.models import Letter, LetterState
from portal.notifications import Recipient

KIND = "action-due"


@pytest.fixture(autouse=True)
def plain_letter(tmp_path, settings):
    """A kind of letter of our own, so that the kernel is tested without the apps above it."""
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "test-greeting.subject.txt").write_text("Hej {{ name }}\n")
    (folder / "test-greeting.txt").write_text("{{ word }} {{ base_url }}\n")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    notifications.letter("test-greeting")(lambda row: None if row.context.get("pointless") else {"word": "Välkommen"})
    yield
    wordings._kinds.pop("test-greeting")


def owe(number=1, address="anna@example.org", **kwargs):
    return notifications.queue("test-greeting", to=Recipient(address, "Anna Öberg"), key=f"greeting:{number}", **kwargs)


@pytest.mark.django_db
def test_a_letter_is_sent_once_and_marked(smtp):
    row = owe()
    assert notifications.send_due() == 1
    assert notifications.send_due() == 0
    row.refresh_from_db()
    assert (row.state, row.attempts, row.subject) == (LetterState.SENT, 1, "Hej Anna Öberg")
    [(address, text)] = smtp.accepted
    assert address == "anna@example.org"
    assert f"Message-ID: {row.message_id}" in text


@pytest.mark.django_db
def test_the_same_purpose_is_owed_once():
    assert owe(1) is not None
    assert owe(1) is None
    assert Letter.objects.count() == 1


@pytest.mark.django_db
def test_a_letter_without_a_point_is_dropped(smtp):
    row = owe(context={"pointless": True})
    notifications.send_due()
    row.refresh_from_db()
    assert (row.state, smtp.accepted) == (LetterState.DROPPED, [])


@pytest.mark.django_db
def test_a_refused_address_is_not_tried_again(smtp):
    row = owe(address="refuse@example.org")
    notifications.send_due()
    row.refresh_from_db()
    assert (row.state, row.error) == (LetterState.FAILED, "550 5.1.1 no such mailbox")


@pytest.mark.django_db
def test_a_busy_server_is_asked_later_each_time_and_given_up_in_the_end(smtp):
    row = owe(address="later@example.org")
    at = timezone.now()
    waits = []
    for _ in range(7):
        notifications.send_due(at=at)
        row.refresh_from_db()
        if row.state == LetterState.FAILED:
            break
        waits.append(row.send_after - timezone.now())
        at = row.send_after + timedelta(seconds=1)
    assert row.state == LetterState.FAILED
    assert waits == sorted(waits)
    assert len(waits) == 5


@pytest.mark.django_db
def test_no_server_at_all_puts_every_letter_off(settings, unused_port):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused_port
    rows = [owe(number) for number in range(3)]
    assert notifications.send_due() == 0
    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.WAITING}
    assert Letter.objects.filter(pk__in=[row.pk for row in rows], send_after__gt=timezone.now()).count() == 3


@pytest.mark.django_db
def test_what_a_dead_worker_held_is_given_back(smtp):
    """The worker took a batch and died: nothing is lost, and nothing that it had sent goes again."""
    sent, held = owe(1), owe(2)
    notifications._lease(at=timezone.now())
    notifications._finish(sent, state=LetterState.SENT, sent_at=timezone.now())
    assert notifications.send_due() == 0, "a lease that still runs is another worker's"
    later = timezone.now() + notifications.LEASE + timedelta(seconds=1)
    assert notifications.release_abandoned(at=later) == 1
    assert notifications.send_due() == 1
    held.refresh_from_db()
    assert (held.state, held.attempts) == (LetterState.SENT, 2)
    assert len(smtp.accepted) == 1


@pytest.mark.django_db
def test_a_worker_that_woke_too_late_sends_nothing_of_what_another_took(smtp):
    owe(1)
    [sleeper] = notifications._lease(at=timezone.now())
    notifications.release_abandoned(at=timezone.now() + notifications.LEASE * 2)
    [taken] = notifications._lease(at=timezone.now())
    sleeper.leased_until -= notifications.LEASE
    assert notifications._still_ours(sleeper) is False
    assert notifications._still_ours(taken) is True


@pytest.mark.django_db
def test_a_name_cannot_add_headers(smtp):
    notifications.queue(
        "test-greeting", to=Recipient("anna@example.org", "Anna\r\nBcc: all@example.org"), key="greeting:header"
    )
    notifications.send_due()
    [(_, text)] = smtp.accepted
    assert "\nBcc:" not in text.split("\r\n\r\n")[0].replace("\r", "")


@pytest.mark.django_db
def test_one_letter_that_cannot_be_written_does_not_stop_the_others(smtp):
    notifications.letter("test-broken")(lambda row: 1 / 0)
    notifications.queue("test-broken", to=Recipient("anna@example.org"), key="broken")
    owe(2)
    assert notifications.send_due() == 1
    assert Letter.objects.get(key="broken").state == LetterState.FAILED


@pytest.fixture
def looked_up(tmp_path):
    """A kind of letters that are looked up together: what each lookup was of."""
    (tmp_path / "letters" / "test-many.subject.txt").write_text("{{ place }}: {{ name }}\n")
    (tmp_path / "letters" / "test-many.txt").write_text("{% if name %}Hej {{ name }}! {% endif %}{{ address }}\n")
    lookups = []

    def many(rows):
        lookups.append([row.pk for row in rows])
        if any(row.context.get("broken") for row in rows):
            raise ValueError
        return {
            row.pk: wordings.Alike((row.context["place"],), {"place": row.context["place"]}, {"address": f"/{row.pk}/"})
            for row in rows
            if not row.context.get("pointless")
        }

    notifications.letters_alike("test-many")(many)
    yield lookups
    wordings._alike.pop("test-many")


def owe_one_of_many(number, name, **context):
    to = Recipient(f"a{number}@example.org", name)
    return notifications.queue("test-many", to=to, key=f"many:{number}", context={"place": "Norrby", **context})


@pytest.mark.django_db
def test_letters_alike_are_looked_up_together_and_each_holds_its_own_words(smtp, looked_up):
    rows = [owe_one_of_many(number, name) for number, name in enumerate(["Anna", "", "{{ place }} \\1"])]
    rows.append(owe_one_of_many(3, "Bo", pointless=True))
    rows.append(owe_one_of_many(4, "Cia", place="Söderby"))
    assert notifications.send_due() == 4
    assert looked_up == [[row.pk for row in rows]]
    for row in rows:
        row.refresh_from_db()
    assert [row.subject for row in rows] == ["Norrby: Anna", "Norrby:", "Norrby: {{ place }} \\1", "", "Söderby: Cia"]
    assert [row.state for row in rows].count(LetterState.SENT) == 4
    bodies = [text.split("\r\n\r\n")[1].strip() for _address, text in smtp.accepted]
    assert bodies[:2] == [f"Hej Anna! /{rows[0].pk}/", f"/{rows[1].pk}/"]
    assert bodies[2] == f"Hej {{{{ place }}}} \\1! /{rows[2].pk}/"


@pytest.mark.django_db
def test_one_of_many_that_cannot_be_looked_up_does_not_stop_the_others(smtp, looked_up):
    good, bad, other = owe_one_of_many(1, "Anna"), owe_one_of_many(2, "Bo", broken=True), owe_one_of_many(3, "Cia")
    assert notifications.send_due() == 2
    bad.refresh_from_db()
    assert bad.state == LetterState.FAILED
    assert set(Letter.objects.filter(state=LetterState.SENT)) == {good, other}


@pytest.mark.django_db
def test_what_was_looked_up_long_ago_is_looked_up_again(smtp, looked_up, monkeypatch):
    monkeypatch.setattr(wordings, "FRESH", timedelta(0))
    for number in range(3):
        owe_one_of_many(number, "Anna")
    assert notifications.send_due() == 3
    assert [len(one) for one in looked_up] == [3, 2, 1]
