"""From a sent round to letters: once each, never the token, nothing that has lost its point."""

import json
import threading
from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from portal import dates, notifications
from portal.models import AuditEntry, Letter, LetterState
from surveys import services, tasks
from surveys.models import Invitation, RoundState


def at_noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def keys(kind="survey-invitation"):
    return sorted(Letter.objects.filter(kind=kind).values_list("key", flat=True))


def text_of(letter):
    return notifications.compose(letter).body


def test_sending_arms_every_link_and_owes_the_letters(draft, lead):
    sent = services.send_round(draft, by=lead, at=timezone.now())
    assert sent.state == RoundState.OPEN
    assert sent.questionnaire.frozen_at is not None
    assert all(row.token_hash and row.expires_at == sent.links_end_at for row in sent.invitations.all())
    assert Invitation.objects.to_queue(on=dates.today()).count() == 2
    assert AuditEntry.objects.filter(verb="sent survey round", by=lead).count() == 1


def test_sending_twice_is_once(sent, lead):
    hashes = set(sent.invitations.values_list("token_hash", flat=True))
    again = services.send_round(sent, by=lead, at=timezone.now())
    assert again.sent_at == sent.sent_at
    assert set(sent.invitations.values_list("token_hash", flat=True)) == hashes


def test_a_round_without_recipients_or_time_left_is_not_sent(draft, lead):
    with pytest.raises(ValidationError):
        services.send_round(draft, by=lead, at=at_noon(draft.closes_on + timedelta(days=1)))
    draft.invitations.all().delete()
    with pytest.raises(ValidationError):
        services.send_round(draft, by=lead, at=timezone.now())
    draft.refresh_from_db()
    assert (draft.state, draft.sent_at) == (RoundState.DRAFT, None)


def test_each_person_is_owed_one_letter_however_often_the_sweep_runs(sent):
    for _ in range(3):
        tasks.invite()
    assert keys() == sorted(f"survey-invitation:{row.pk}:1" for row in sent.invitations.all())
    assert not sent.invitations.filter(queued_at=None).exists()


def test_a_sweep_that_died_before_it_noted_the_letter_owes_none_twice(sent):
    tasks.invite()
    sent.invitations.update(queued_at=None)
    tasks.invite()
    assert Letter.objects.count() == 2


def test_nothing_is_owed_before_the_first_day_after_the_last_or_once_closed(sent, lead):
    assert services.queue_invitations(at=at_noon(sent.opens_on - timedelta(days=1))) == 0
    assert services.queue_invitations(at=at_noon(sent.closes_on + timedelta(days=1))) == 0
    services.close_round(sent, by=lead)
    tasks.invite()
    assert Letter.objects.count() == 0


def test_a_draft_and_a_revoked_link_owe_nothing(sent, invitation, make_round, lead):
    make_round(title="Utkast")
    services.revoke(invitation, by=lead, at=timezone.now())
    tasks.invite()
    assert Letter.objects.count() == 1
    assert keys() != [f"survey-invitation:{invitation.pk}:1"]


def test_more_than_a_batch(sent, municipality):
    extra = [
        Invitation(
            round=sent, organisation=municipality, name=f"Nr {n}", email=f"nr{n}@example.org", token_hash=f"{n:064}"
        )
        for n in range(services.invitations.BATCH + 5)
    ]
    Invitation.objects.bulk_create(extra)
    assert services.queue_invitations(at=timezone.now()) == services.invitations.BATCH + 7
    assert Letter.objects.count() == services.invitations.BATCH + 7


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_owe_each_letter_once(sent):
    start, errors = threading.Barrier(2), []

    def sweep():
        start.wait()
        try:
            tasks.invite()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=sweep) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert Letter.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_row_another_worker_holds_is_left_to_it(sent, invitation):
    held, done = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            Invitation.objects.select_for_update().get(pk=invitation.pk)
            held.set()
            done.wait(10)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(10)
    assert services.queue_invitations(at=timezone.now()) == 1
    done.set()
    holder.join()
    assert services.queue_invitations(at=timezone.now()) == 1


def test_the_letter_says_who_is_asked_by_when_and_who_sees_it(sent, invitation, settings):
    tasks.invite()
    message = notifications.compose(Letter.objects.get(about_pk=invitation.pk))
    assert message.subject == "Gap-enkät våren: svara för Ekby"
    assert message.to == ["Rut Respons <rut.respons@example.org>"]
    for words in (
        "Hej Rut Respons!",
        "Vi vill veta hur långt ni har kommit.",
        "Ekby kommun",
        dates.full(sent.closes_on),
        f"{settings.BASE_URL}/svara/{invitation.token}/",
        "minst 5 organisationer",
        "Skriv inte uppgifter om patienter",
        "Lena Ledare",
    ):
        assert words in message.body
    assert "&" not in message.body


def test_what_people_write_reaches_the_letter_unharmed(make_round, respondent, lead):
    round = make_round(title='Vård & "omsorg" <1>', letter="Läs § 2 & svara <snart>")
    services.send_round(round, by=lead, at=timezone.now())
    tasks.invite()
    message = notifications.compose(Letter.objects.get())
    assert message.subject.startswith('Vård & "omsorg" <1>')
    assert "Läs § 2 & svara <snart>" in message.body


def test_the_letter_speaks_the_recipients_language(make_round, respondent, lead):
    respondent.language = "en"
    respondent.save()
    services.send_round(make_round(), by=lead, at=timezone.now())
    tasks.invite()
    assert "You are asked to answer" in text_of(Letter.objects.get())


def test_the_secret_is_nowhere_but_in_the_letter(sent, invitation, client, respondent):
    tasks.invite()
    letter = Letter.objects.get(about_pk=invitation.pk)
    assert invitation.token in text_of(letter)
    notifications.send_due()
    client.post(f"/svara/{invitation.token}/")
    client.get(f"/svara/{invitation.token[:-1]}A/")
    services.revoke(invitation, by=respondent, at=timezone.now())
    client.get(f"/svara/{invitation.token}/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{invitation.token}%"])
            assert cursor.fetchone() == (0,), table
    assert len(tables) > 30
    assert invitation.token not in json.dumps(list(client.session.items()))


def test_the_secret_is_taken_out_of_every_line_that_is_logged(sent, invitation, client, capfd):
    import logging.config

    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)
    logger = logging.getLogger("django.request")
    logger.error("Internal Server Error: %s", f"/svara/{invitation.token}/")
    logger.error("broken at /svara/enkat/1/2/")
    written = capfd.readouterr().err
    assert "Internal Server Error: /svara/.../" in written
    assert "/svara/enkat/1/2/" in written
    assert invitation.token not in written


@pytest.mark.parametrize("lose", ["revoke", "resend", "close"])
def test_a_letter_that_has_lost_its_point_is_dropped(sent, invitation, lead, lose):
    tasks.invite()
    letter = Letter.objects.get(about_pk=invitation.pk)
    if lose == "revoke":
        services.revoke(invitation, by=lead, at=timezone.now())
    elif lose == "resend":
        services.resend(invitation, by=lead)
    else:
        services.close_round(sent, by=lead)
    assert notifications.compose(letter) is None


def test_sent_again_it_is_a_new_letter_with_a_new_link(sent, invitation, lead):
    tasks.invite()
    old = invitation.token
    renewed = services.resend(invitation, by=lead)
    tasks.invite()
    letter = Letter.objects.get(key=f"survey-invitation:{invitation.pk}:2")
    assert renewed.token != old
    assert renewed.token in text_of(letter)
    assert old not in text_of(letter)


def test_a_revoked_link_is_made_good_by_sending_again(sent, invitation, lead):
    services.revoke(invitation, by=lead, at=timezone.now())
    assert services.resend(invitation, by=lead).revoked_at is None


def test_in_a_round_that_is_not_open_nothing_is_sent_again(sent, invitation, lead):
    services.close_round(sent, by=lead)
    with pytest.raises(ValidationError):
        services.resend(invitation, by=lead)


def test_one_more_person_is_asked_once(sent, municipality, lead):
    services.add_invitation(sent, organisation=municipality, name="Ny", email="Ny@Example.org", by=lead)
    with pytest.raises(ValidationError):
        services.add_invitation(sent, organisation=municipality, name="Ny", email="ny@example.org ", by=lead)
    tasks.invite()
    assert Letter.objects.filter(to_address="ny@example.org").count() == 1


def test_moving_the_last_day_keeps_the_links_alive(sent, invitation, lead, client, link, close):
    close(sent)
    assert client.get(link).status_code == 410
    services.extend_round(sent, closes_on=dates.today() + timedelta(days=5), by=lead, at=timezone.now())
    assert client.get(link).status_code == 200


def test_the_last_day_cannot_be_moved_into_the_past(sent, lead):
    with pytest.raises(ValidationError):
        services.extend_round(sent, closes_on=dates.today() - timedelta(days=1), by=lead, at=timezone.now())


@pytest.fixture
def invited(sent):
    """The letters went out on the first day."""
    services.queue_invitations(at=at_noon(sent.opens_on))
    return sent


def reminders_after(round, *days_before):
    for days in days_before:
        services.queue_reminders(at=at_noon(round.closes_on - timedelta(days=days)))
    return [key.rsplit(":", 1)[1] for key in keys("survey-reminder")]


def test_reminds_seven_days_and_one_day_before(invited):
    assert reminders_after(invited, 14, 8) == []
    assert reminders_after(invited, 7, 6, 5, 2) == ["7", "7"]
    assert sorted(reminders_after(invited, 1, 0)) == ["1", "1", "7", "7"]
    assert len(reminders_after(invited, -1)) == 4


def test_run_late_it_reminds_once(invited):
    assert reminders_after(invited, 5) == ["7", "7"]
    assert reminders_after(invited, 0, 0) == ["1", "7", "1", "7"]


def test_who_has_submitted_is_not_reminded(invited, municipality, other_invitation, answer):
    answer(invited, municipality, 1, 2, 3)
    reminders_after(invited, 7)
    assert list(Letter.objects.filter(kind="survey-reminder").values_list("to_address", flat=True)) == [
        other_invitation.email
    ]


def test_who_was_asked_after_the_day_of_the_reminder_has_just_had_a_letter(sent):
    services.queue_invitations(at=at_noon(sent.closes_on - timedelta(days=5)))
    assert reminders_after(sent, 4) == []
    assert reminders_after(sent, 1) == ["1", "1"]


def test_a_new_last_day_gives_new_reminders(invited, lead):
    reminders_after(invited, 7)
    later = services.extend_round(invited, closes_on=invited.closes_on + timedelta(days=20), by=lead, at=timezone.now())
    assert reminders_after(later, 7) == ["7", "7", "7", "7"]


def test_a_reminder_that_has_lost_its_point_is_dropped(invited, municipality, invitation, answer):
    reminders_after(invited, 7)
    letter = Letter.objects.get(kind="survey-reminder", about_pk=invitation.pk)
    assert "Ekby kommun har inte svarat" in text_of(letter)
    answer(invited, municipality, 1, submit=False)
    assert "Ekby kommun har börjat svara" in text_of(letter)
    answer(invited, municipality, 1, 2, 3)
    assert notifications.compose(letter) is None


def test_reopening_tells_those_who_answer(invited, municipality, invitation, answer, lead):
    response = answer(invited, municipality, 1, 2, 3)
    services.reopen(response, because="Siffran för § 2.1 var fel.", by=lead, at=timezone.now())
    letter = Letter.objects.get(kind="survey-reopened")
    assert letter.to_address == invitation.email
    assert "Siffran för § 2.1 var fel." in text_of(letter)


def test_letters_really_leave_over_smtp(invited, invitation, settings):
    """Django's own SMTP backend, a server on this machine: one letter each, the second run sends none."""
    from aiosmtpd.controller import Controller

    kept = []

    class Sink:
        async def handle_DATA(self, server, session, envelope):  # noqa: N802  (aiosmtpd's name)
            kept.append((envelope.rcpt_tos[0], envelope.content.decode()))
            return "250 OK"

    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(Sink(), hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        port,
    )
    try:
        assert (notifications.send_due(), notifications.send_due()) == (2, 0)
    finally:
        server.stop()
    assert sorted(address for address, _text in kept) == ["nils.nabo@example.org", "rut.respons@example.org"]
    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.SENT}
