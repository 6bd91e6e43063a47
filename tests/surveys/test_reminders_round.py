"""Reminders of a round: on days of its own, changed until they go, sent once even when beat slept; and who signs."""

from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from portal import dates, notifications
from portal.models import AuditEntry, Letter
from portal.revisions import ChangedMeanwhile
from surveys import services, tasks


def at_noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


@pytest.fixture
def invited(sent):
    """The letters went out on the first day."""
    services.queue_invitations(at=at_noon(sent.opens_on))
    return sent


@pytest.fixture
def chosen(invited, lead):
    """Reminders on days of its own: four and ten days after the first."""
    services.choose_reminders(invited, by=lead)
    invited.reminders.all().delete()
    first = services.add_reminder(invited, on=invited.opens_on + timedelta(days=4), text="Hör gärna av er.", by=lead)
    second = services.add_reminder(invited, on=invited.opens_on + timedelta(days=10), text="", by=lead)
    invited.refresh_from_db()
    return invited, first, second


def reminded(round, *days):
    return [services.queue_reminders(at=at_noon(round.opens_on + timedelta(days=day))) for day in days]


def test_seven_and_one_day_before_until_others_are_chosen(invited, lead):
    days = [one.on for one in services.remindings_of(invited)]
    assert days == [invited.closes_on - timedelta(days=7), invited.closes_on - timedelta(days=1)]
    services.choose_reminders(invited, by=lead)
    services.choose_reminders(invited, by=lead)
    invited.refresh_from_db()
    assert [one.on for one in services.remindings_of(invited)] == days
    assert AuditEntry.objects.filter(verb="chose days of survey reminders").count() == 1


def test_each_day_reminds_once_also_when_beat_slept(chosen, other_invitation, municipality, answer):
    round, first, second = chosen
    assert reminded(round, 3, 7, 7, 8) == [0, 2, 0, 0]  # slept three days, then came twice
    first.refresh_from_db()
    assert first.queued_at is not None
    letter = Letter.objects.filter(kind="survey-reminder").first()
    assert "Hör gärna av er." in notifications.compose(letter).body
    answer(round, municipality, 1, 2, 3)
    assert reminded(round, 10) == [1]
    assert Letter.objects.filter(key__endswith=f":{second.pk}").get().to_address == other_invitation.email


def test_slept_over_two_days_it_reminds_once(chosen):
    round, first, second = chosen
    assert reminded(round, 12, 12) == [2, 0]
    first.refresh_from_db()
    second.refresh_from_db()
    assert None not in (first.queued_at, second.queued_at)


def test_killed_between_letters_and_mark_it_owes_none_twice(chosen):
    round, first, _second = chosen
    reminded(round, 4)
    type(first).objects.update(queued_at=None)
    assert reminded(round, 4) == [0]
    assert Letter.objects.filter(kind="survey-reminder").count() == 2


def test_changed_until_it_has_gone(chosen, lead, client):
    round, first, second = chosen
    moved = services.edit_reminder(first, on=round.opens_on + timedelta(days=5), text="Ny", revision=1, by=lead)
    with pytest.raises(ChangedMeanwhile):
        services.edit_reminder(first, on=moved.on, text="Äldre", revision=1, by=lead)
    for on in (second.on, round.closes_on + timedelta(days=1), dates.today() - timedelta(days=1)):
        with pytest.raises(ValidationError):
            services.edit_reminder(first, on=on, text="", revision=2, by=lead)
    reminded(round, 5)
    with pytest.raises(ValidationError):
        services.edit_reminder(first, on=second.on + timedelta(days=1), text="", revision=2, by=lead)
    with pytest.raises(ValidationError):
        services.remove_reminder(first, by=lead)
    client.force_login(lead)
    assert client.get(reverse("reminder-edit", args=[round.pk, first.pk])).status_code == 403
    services.remove_reminder(second, by=lead)
    assert round.reminders.count() == 1


def test_on_the_page(client, lead, draft):
    client.force_login(lead)
    page = reverse("round-sending", args=[draft.pk])
    assert reverse("reminders-choose", args=[draft.pk]) in client.get(page).content.decode()
    client.post(reverse("reminders-choose", args=[draft.pk]))
    row = draft.reminders.first()
    edit = reverse("reminder-edit", args=[draft.pk, row.pk])
    wrong = client.post(edit, {"on": "2019-01-01", "text": "Mina ord", "revision": row.revision})
    assert wrong.status_code == 422
    assert "Mina ord" in wrong.content.decode()
    client.post(edit, {"on": row.on.isoformat(), "text": "Mina ord", "revision": row.revision})
    late = client.post(edit, {"on": row.on.isoformat(), "text": "Andras ord", "revision": row.revision})
    assert late.status_code == 422
    content = late.content.decode()
    assert "Mina ord" in content
    assert "Andras ord" in content
    client.post(reverse("reminder-remove", args=[draft.pk, row.pk]))
    client.post(reverse("reminder-new", args=[draft.pk]), {"on": dates.today().isoformat(), "text": "", "revision": 1})
    assert "Mina ord" not in client.get(page).content.decode()
    assert draft.reminders.count() == 2


def test_the_contact_person_signs_and_gets_the_answers(client, lead, draft, coach, settings):
    client.force_login(lead)
    client.post(reverse("round-sending", args=[draft.pk]), {"contact": coach.pk})
    services.send_round(draft, by=lead, at=timezone.now())
    tasks.invite()
    message = notifications.compose(Letter.objects.first())
    ours = settings.DEFAULT_FROM_EMAIL.rsplit("<", 1)[-1].rstrip(">")
    assert message.from_email == f"{coach.get_full_name()} <{ours}>"
    assert message.reply_to == [f"{coach.get_full_name()} <{coach.email}>"]
    assert coach.get_full_name() in message.body
    coach.last_name = "Rad\r\nBcc: alla@example.org"
    coach.save()
    assert "\n" not in notifications.compose(Letter.objects.first()).from_email
