"""Date polls for those who are asked: the way in by link, answering, and who sees what."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from meetings import services
from meetings.models import PollVoter
from tests.meetings.polling import answer, answers

NEW = "/moten/datumforslag/nytt/"
LIST = "/moten/datumforslag/"


@pytest.fixture(autouse=True)
def _no_misses_yet(db):
    cache.clear()


# The link


def test_the_link_says_what_is_asked_and_its_button_moves_the_right_into_the_session(client, link, poll, guest_voter):
    page = client.get(link)
    assert page.status_code == 200
    assert "Gun Gäst, du får frågan" in page.content.decode()
    assert "links" not in client.session
    assert page["Cache-Control"] == "no-store, private"
    assert page["Referrer-Policy"] == "strict-origin"
    moved = client.post(link)
    desk = f"/svara/datum/{guest_voter.pk}/"
    assert (moved.status_code, moved["Location"]) == (302, desk)
    sent = client.post(desk, answers(poll, "yes", "if_needed", comment="Hinner till elva"))
    assert (sent.status_code, sent["Location"]) == (302, desk)
    assert "ditt svar är sparat" in client.get(desk).content.decode()
    again = client.post(desk, answers(poll, "no", "yes", revision=2))
    assert again.status_code == 302
    guest_voter.refresh_from_db()
    assert [one.suits for one in guest_voter.answers.all()] == ["no", "yes"]


def test_others_are_counted_not_named_for_who_has_no_account(client, link, poll, member, guest_voter):
    answer(poll, poll.voters.get(user=member), "no", "yes")
    client.post(link)
    text = client.get(f"/svara/datum/{guest_voter.pk}/").content.decode()
    assert "1 kan inte" in text
    assert member.last_name not in text


def test_without_the_button_there_is_no_way_in(client, poll, guest_voter):
    response = client.get(f"/svara/datum/{guest_voter.pk}/")
    assert response.status_code == 404
    assert "Öppna din länk igen" in response.content.decode()
    assert poll.title not in response.content.decode()


def _revoke(poll, voter, lead):
    services.remove_voter(voter, by=lead, at=timezone.now())


def _close(poll, voter, lead):
    services.close_poll(poll, by=lead, at=timezone.now())


def _expire(poll, voter, lead):
    PollVoter.objects.filter(pk=voter.pk).update(expires_at=timezone.now() - timedelta(minutes=1))


@pytest.mark.parametrize(
    ("end", "heading", "later"),
    [
        (_revoke, "Länken fungerar inte längre", 404),
        (_close, "Datumförslaget är stängt", 410),
        (_expire, "Tiderna har passerat", 404),
    ],
)
def test_a_link_that_is_over_says_so_and_names_nobody(client, link, poll, guest_voter, lead, end, heading, later):
    client.post(link)
    end(poll, guest_voter, lead)
    for method in (client.get, client.post):
        response = method(link)
        assert response.status_code == 410
        text = response.content.decode()
        assert heading in text
        assert "Gun" not in text
        assert poll.title not in text
    late = client.post(f"/svara/datum/{guest_voter.pk}/", answers(poll, "yes", "yes"))
    assert late.status_code == later
    assert not guest_voter.answers.exists()


def test_links_that_never_were_are_counted_and_stopped(client, db):
    for _turn in range(20):
        assert client.get(f"/lank/datum/{'A' * 43}/").status_code == 404
    assert client.get(f"/lank/datum/{'A' * 43}/").status_code == 429


def test_somebody_elses_link_is_refused_to_who_is_signed_in(client, poll, member, lead):
    client.force_login(lead)
    foreign = client.get(f"/lank/datum/{poll.voters.get(user=member).token}/")
    assert foreign.status_code == 403
    assert "Länken är till någon annan" in foreign.content.decode()


# Answering


def test_every_time_is_answered_and_a_second_window_is_told(client, poll, member):
    client.force_login(member)
    address = f"{poll.get_absolute_url()}svara/"
    refused = client.post(address, answers(poll, "yes", comment="Ring 811228-9874"))
    text = refused.content.decode()
    assert refused.status_code == 422
    assert "Svara för " in text
    assert "personnummer" in text
    assert text.count("checked") == 1
    assert client.post(address, answers(poll, "yes", "no")).status_code == 302
    stale = client.post(address, answers(poll, "no", "no"))
    assert stale.status_code == 422
    assert "Ditt svar ändrades i ett annat fönster." in stale.content.decode()
    assert [one.suits for one in poll.voters.get(user=member).answers.all()] == ["yes", "no"]
    services.close_poll(poll, by=member, at=timezone.now())
    assert client.post(address, answers(poll, "no", "no", revision=2)).status_code == 302
    assert [one.suits for one in poll.voters.get(user=member).answers.all()] == ["yes", "no"]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("lead", (200, 200, 405)),
        ("member", (200, 200, 405)),
        ("respondent", (404, 404, 405)),
        ("auditor", (404, 404, 405)),
    ],
)
def test_who_sees_a_poll(who, expected, client, poll, request):
    client.force_login(request.getfixturevalue(who))
    address = poll.get_absolute_url()
    got = tuple(client.get(f"{address}{part}").status_code for part in ("", "svara/", "stang/"))
    assert got == expected


def test_who_does_not_keep_the_group_changes_nothing(client, poll, member):
    client.force_login(member)
    option = poll.options.first()
    address = poll.get_absolute_url()
    voter = poll.voters.first()
    parts = ["stang/", "oppna/", "paminn/", "fraga/", f"fraga/{voter.pk}/ta-bort/", f"valj/{option.pk}/", "andra/"]
    assert {client.post(f"{address}{part}").status_code for part in parts} == {403}
