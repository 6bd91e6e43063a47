"""Date polls for the one who asks: asked, reminded of, closed, opened again, made into a meeting."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings import services
from meetings.models import DatePoll, Meeting, PollVoter
from meetings.templatetags.meetings import when_in_full
from organisations.models import Group, GroupMembership
from portal import dates, notifications
from portal.models import Letter
from tests.meetings.polling import answer, form, make_poll

NEW = "/moten/datumforslag/nytt/"
LIST = "/moten/datumforslag/"


@pytest.fixture(autouse=True)
def _no_misses_yet(db):
    cache.clear()


# Asking


def test_the_question_goes_to_the_group_and_to_others_each_with_a_link_of_their_own(client, lead, group, respondent):
    client.force_login(lead)
    address = f"{NEW}?grupp={group.pk}&tid=2030-03-05T09:00/11:00&tid=skräp"
    page = client.get(address)
    assert [row["starts"].value().hour for row in list(page.context["page"].times)[:1]] == [9]
    facts = form(page, **{"andra-0-name": "Rut", "andra-0-address": respondent.email.upper(), "text": "Välkomna!"})
    answer_ = client.post(address, facts)
    poll = DatePoll.objects.get()
    assert (answer_.status_code, answer_["Location"]) == (302, poll.get_absolute_url())
    assert {voter.user for voter in poll.voters.all()} == {*group.members.all(), respondent}
    tokens = [voter.token for voter in poll.voters.all()]
    for letter in Letter.objects.all():
        assert not any(token in f"{letter.key}{letter.context}{letter.subject}" for token in tokens)
    assert not PollVoter.objects.filter(token_hash__in=tokens).exists()
    notifications.send_due()
    assert len(mail.outbox) == 3
    body = next(one.body for one in mail.outbox if respondent.email in one.to[0])
    assert f"/lank/datum/{poll.voters.get(user=respondent).token}/" in body
    assert "Välkomna!" in body
    assert body.count("- ") >= 2
    again = client.post(address, facts)
    assert (again.status_code, DatePoll.objects.count(), Letter.objects.count()) == (422, 1, 3)
    assert "Gruppen har redan fått den frågan" in again.content.decode()


def test_more_rows_are_added_without_losing_or_checking_what_is_typed(client, lead, group):
    client.force_login(lead)
    address = f"{NEW}?grupp={group.pk}"
    page = client.get(address)
    facts = form(page, mer="tider", title="Halvskriven", **{"tider-0-day": "", "andra-0-name": "Gun"}, people=[lead.pk])
    more = client.post(address, facts)
    text = more.content.decode()
    assert (more.status_code, DatePoll.objects.count()) == (200, 0)
    assert 'value="Halvskriven"' in text
    assert 'value="Gun"' in text
    assert 'name="tider-5-day"' in text
    assert text.count("checked") == 1
    assert "error-summary" not in text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Skriv vad mötet handlar om."),
        ({"title": "Ring 811228-9874"}, "personnummer"),
        ({"tider-1-day": "", "tider-1-starts": "", "tider-1-ends": ""}, "Ange minst två tider att välja mellan."),
        ({"tider-1-ends": ""}, "Ange när det slutar."),
        ({"tider-1-ends": "08:00"}, "Mötet slutar innan det börjar."),
        ({"tider-1-day": "2020-01-01"}, "Tiden har passerat."),
        ({"answer_by": "2020-01-01"}, "Dagen har passerat."),
        ({"answer_by": "2199-01-01"}, "efter den första av tiderna"),
        ({"people": []}, "Ingen är tillfrågad."),
        ({"people": [999999]}, "Välj bland personerna i listan."),
        ({"andra-0-name": "Gun", "andra-0-address": "gun"}, "Skriv en hel e-postadress"),
        ({"andra-0-address": "gun@example.net"}, "Skriv personens namn också."),
        ({"tider-TOTAL_FORMS": "x"}, ""),
    ],
)
def test_a_question_that_cannot_be_sent_says_how_to_mend_it(wrong, said, client, lead, group):
    client.force_login(lead)
    address = f"{NEW}?grupp={group.pk}"
    refused = client.post(address, form(client.get(address)) | wrong)
    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert not DatePoll.objects.exists()


def test_the_same_time_twice_is_refused(client, lead, group):
    client.force_login(lead)
    address = f"{NEW}?grupp={group.pk}"
    facts = form(client.get(address))
    refused = client.post(address, facts | {"tider-1-day": facts["tider-0-day"]})
    assert "Samma tid står två gånger." in refused.content.decode()


# The page of the one who asked


def test_the_best_time_stands_first_with_who_cannot(client, poll, lead, member, guest_voter):
    answer(poll, poll.voters.get(user=lead), "yes", "yes")
    answer(poll, poll.voters.get(user=member), "no", "if_needed", comment="Semester")
    client.force_login(lead)
    page = client.get(poll.get_absolute_url())
    best, worse = page.context["best"]
    assert best["words"] == "1 kan, 1 kan om det behövs. Om det behövs: Mats Medlem."
    assert worse["words"].startswith("1 kan. Kan inte: Mats Medlem.")
    text = page.content.decode()
    for word in ("Ja", "Om det behövs", "Nej", "Har inte svarat", "Semester"):
        assert word in text


def test_one_who_is_asked_without_sitting_in_the_group_sees_counts_alone(client, group, lead, member, respondent):
    poll = make_poll(group, lead, people=[member, respondent])
    answer(poll, poll.voters.get(user=member), "no", "yes")
    client.force_login(respondent)
    text = client.get(poll.get_absolute_url()).content.decode()
    assert "1 kan inte" in text
    assert member.last_name not in text


def test_people_are_added_taken_off_and_asked_again(client, poll, lead):
    client.force_login(lead)
    add = f"{poll.get_absolute_url()}fraga/"
    assert client.post(add, {"person-name": "Gun", "person-address": "GUN@example.net"}).status_code == 422
    assert client.post(add, {"person-name": "", "person-address": "x"}).status_code == 422
    client.post(add, {"person-name": "Ny Person", "person-address": "ny@example.net"})
    voter = poll.voters.get(name="Ny Person")
    before = voter.token
    away = f"{poll.get_absolute_url()}fraga/{voter.pk}/ta-bort/"
    assert client.get(away).status_code == 200
    assert client.post(away).status_code == 302
    client.post(add, {"person-name": "Ny Person", "person-address": "ny@example.net"})
    voter.refresh_from_db()
    assert voter.revoked_at is None
    assert voter.token != before
    notifications.send_due()
    assert sum("ny@example.net" in one.to[0] for one in mail.outbox) == 1, "the letter with the old link is dropped"


def test_a_new_time_is_told_and_a_time_that_goes_takes_its_answers(client, poll, lead, member):
    answer(poll, poll.voters.get(user=member), "yes", "no")
    client.force_login(lead)
    address = f"{poll.get_absolute_url()}andra/"
    page = client.get(address)
    kept, _gone = poll.options.all()
    local = timezone.localtime(kept.starts_at)
    facts = {
        "title": "Nytt namn",
        "answer_by": poll.answer_by,
        "revision": page.context["form"]["revision"].value(),
        "tider-TOTAL_FORMS": 2,
        "tider-INITIAL_FORMS": 0,
        "tider-0-day": local.date(),
        "tider-0-starts": "09:00",
        "tider-0-ends": "11:00",
        "tider-1-day": dates.today() + timedelta(days=25),
        "tider-1-starts": "13:00",
        "tider-1-ends": "15:00",
    }
    assert client.post(address, facts).status_code == 302
    assert [one.suits for one in poll.voters.get(user=member).answers.all()] == ["yes"]
    assert Letter.objects.filter(kind="meeting-poll", context__changed=True).count() == 3
    stale = client.post(address, facts | {"title": "Annat"})
    assert stale.status_code == 422
    assert "Nytt namn" in stale.content.decode()
    poll.refresh_from_db()
    assert poll.title == "Nytt namn"


def test_a_time_becomes_a_meeting_with_everybody_called(client, poll, lead, member, guest_voter):
    client.force_login(lead)
    option = poll.options.last()
    address = f"{poll.get_absolute_url()}valj/{option.pk}/"
    assert "förrän du skickar kallelsen från mötets sida" in client.get(address).content.decode()
    assert client.post(address, {"status": "moved"}).status_code == 422
    made = client.post(address, {"status": "confirmed"})
    meeting = Meeting.objects.get()
    assert (made.status_code, made["Location"]) == (302, meeting.get_absolute_url())
    page = client.get(made["Location"]).content.decode()
    assert "Skicka kallelsen så får de veta tiden." in page
    assert f'href="{meeting.get_absolute_url()}kallelse/"' in page
    assert (meeting.starts_at, meeting.status, meeting.title) == (option.starts_at, "confirmed", "Arbetsdag")
    assert {row.name for row in meeting.attendance.all()} == {"Lena Ledare", "Mats Medlem", "Gun Gäst"}
    assert meeting.attendance.get(name="Gun Gäst").address == "gun@example.net"
    assert client.post(address, {"status": "confirmed"}).status_code == 409
    told = Client().get(f"/lank/datum/{guest_voter.token}/")
    assert told.status_code == 410
    assert f"Den här tiden blev vald: <strong>{when_in_full(option)}" in told.content.decode()
    reopen = {"oppna-answer_by": dates.today() + timedelta(days=3)}
    refused = client.post(f"{poll.get_absolute_url()}oppna/", reopen)
    assert refused.status_code == 409
    assert "Ställ in mötet först" in refused.content.decode()
    services.edit_meeting(meeting, {"status": "cancelled"}, by=lead)
    assert client.post(f"{poll.get_absolute_url()}oppna/", reopen).status_code == 302
    poll.refresh_from_db()
    assert (poll.closed_at, poll.meeting) == (None, None)


def test_closing_and_opening_again(client, poll, lead, link):
    client.force_login(lead)
    client.post(f"{poll.get_absolute_url()}stang/")
    refused = client.post(f"{poll.get_absolute_url()}oppna/", {"oppna-answer_by": "2020-01-01"})
    assert refused.status_code == 422
    assert "Dagen har passerat." in refused.content.decode()
    client.post(f"{poll.get_absolute_url()}oppna/", {"oppna-answer_by": dates.today() + timedelta(days=2)})
    client.logout()
    assert client.get(link).status_code == 200


# Reminders


def test_by_hand_once_and_only_those_who_have_not_answered(client, poll, lead, member):
    answer(poll, poll.voters.get(user=member), "yes", "yes")
    client.force_login(lead)
    address = f"{poll.get_absolute_url()}paminn/"
    for _twice in range(2):
        assert client.post(address).status_code == 302
    reminded = Letter.objects.filter(kind="meeting-poll-reminder")
    assert {letter.to_address for letter in reminded} == {lead.email, "gun@example.net"}
    assert "Du skickade en påminnelse" in client.get(poll.get_absolute_url()).content.decode()


def test_by_itself_the_day_before_once_even_when_a_day_was_missed(poll, lead, member, guest_voter):
    DatePoll.objects.update(asked_at=timezone.now() - timedelta(days=3))
    answer(poll, poll.voters.get(user=member), "yes", "yes")
    sent = []
    for days in range(10):
        on = dates.today() + timedelta(days=days)
        for _twice in range(2):
            sent.append((days, services.remind_of_polls(on=on, at=timezone.now())))
    assert [one for one in sent if one[1]] == [(6, 2)]
    Letter.objects.filter(kind="meeting-poll-reminder").delete()
    assert services.remind_of_polls(on=poll.answer_by, at=timezone.now()) == 2, "the morning after a day without beat"
    services.close_poll(poll, by=lead, at=timezone.now())
    mail.outbox.clear()
    notifications.send_due()
    assert mail.outbox == [], "what has lost its point is not sent"


def test_who_has_just_been_asked_is_not_reminded(group, lead):
    make_poll(group, lead, people=[lead], answer_by=1)
    assert services.remind_of_polls(on=dates.today(), at=timezone.now()) == 0


def test_who_is_asked_last_of_all_is_not_reminded_the_same_day(group, lead):
    poll = make_poll(group, lead, people=[lead], answer_by=1)
    DatePoll.objects.update(asked_at=timezone.now() - timedelta(days=3))
    Letter.objects.update(send_after=timezone.now() - timedelta(days=3))
    services.add_voter(poll, by=lead, name="Gun Gäst", address="gun@example.net")
    assert services.remind_of_polls(on=dates.today(), at=timezone.now()) == 1
    assert Letter.objects.get(kind="meeting-poll-reminder").to_address == lead.email


# What it costs


def test_the_pages_cost_the_same_whatever_the_number(client, group, lead, member, respondent, neighbour):
    poll = make_poll(group, lead, people=[lead])
    client.force_login(lead)
    addresses = [LIST, poll.get_absolute_url(), f"{poll.get_absolute_url()}svara/"]

    def counted():
        found = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            found.append(len(queries))
        return found

    few = counted()
    for number, user in enumerate((member, respondent, neighbour)):
        services.add_voter(poll, by=lead, user=user, name=user.get_full_name(), address=user.email)
        answer(poll, poll.voters.get(user=user), "yes", "no")
        other = Group.objects.create(name=f"Grupp {number}", kind="network")
        GroupMembership.objects.create(group=other, user=lead)
        make_poll(other, lead, people=[lead, user])
    assert counted() == few
