"""The live status: totals by part, filters in the address, news or 204, letters that came back, whole groups of links."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.models import Grouping, GroupingKind, GroupingMember
from portal import dates, notifications
from portal.models import Letter, LetterState
from surveys import services, tasks
from surveys.models import Invitation
from surveys.queries import rounds as queries
from surveys.queries.board import Board


@pytest.fixture
def lead_in(client, lead):
    client.force_login(lead)
    return client


@pytest.fixture
def out(sent):
    """The letters have left."""
    tasks.invite()
    Letter.objects.update(state=LetterState.SENT, sent_at=timezone.now())
    return sent


def board(round, **wish):
    return Board(queries.status_of(round, on=dates.today()), **wish)


def test_totals_by_part_and_filters_in_the_address(lead_in, out, municipality, answer):
    part = Grouping.objects.create(kind=GroupingKind.COUNTY_PART, name="Norra delen")
    GroupingMember.objects.create(grouping=part, organisation=municipality)
    answer(out, municipality, 1, 2, 3)
    now = board(out)
    assert [(one.name, one.submitted, one.asked) for one in now.areas] == [("Norra delen", 1, 1), ("Övriga", 0, 1)]
    assert (now.total.submitted, now.total.asked) == (1, 2)
    shown = lead_in.get(out.get_absolute_url(), {"lage": "inskickad", "omrade": "Norra delen"})
    assert [row.organisation for row in shown.context["status"]] == [municipality]
    assert len(lead_in.get(out.get_absolute_url(), {"lage": "skickad"}).context["status"]) == 1
    assert lead_in.get(out.get_absolute_url(), {"lage": "delvis"}).context["status"] == []
    assert len(lead_in.get(out.get_absolute_url(), {"lage": "påhitt"}).context["status"]) == 2


def test_news_only_when_something_has_changed(lead_in, out, invitation, member, client):
    address = reverse("round-board", args=[out.pk])
    stamp = board(out).stamp
    assert lead_in.get(address, {"stampel": stamp}).status_code == 204
    Invitation.objects.filter(pk=invitation.pk).update(opened_at=timezone.now())
    news = lead_in.get(address, {"stampel": stamp})
    content = news.content.decode()
    assert news.status_code == 200
    assert f'id="lage-{invitation.organisation_id}" hx-swap-oob="true"' in content
    assert "Öppnad" in content
    client.force_login(member)
    assert client.get(address).status_code == 403


def test_as_a_workbook_with_the_same_filters(lead_in, out, municipality, answer):
    from portal.sheets import read_sheet

    answer(out, municipality, 1, 2, 3)
    book = lead_in.get(reverse("round-board-excel", args=[out.pk]), {"lage": "inskickad"}).content
    rows = [cells for _number, cells in read_sheet(book, most=50).rows]
    assert len(rows) == 2
    assert "Ekby kommun" in rows[1]


@pytest.mark.parametrize("state", [LetterState.FAILED, LetterState.BOUNCED])
def test_a_letter_that_did_not_arrive_is_mended_and_sent_in_one_step(lead_in, out, invitation, state):
    Letter.objects.filter(about_pk=invitation.pk).update(state=state, error="550 finns inte")
    content = lead_in.get(out.get_absolute_url()).content.decode()
    assert "550 finns inte" in content
    assert ("Brevet kom tillbaka" in content) == (state == LetterState.BOUNCED)
    people = lead_in.get(reverse("round-people", args=[out.pk]), {"lage": "kom-inte-fram"})
    assert [one.invitation for one in people.context["people"]] == [invitation]
    mend = reverse("invitation-mend", args=[out.pk, invitation.pk])
    assert "550 finns inte" in lead_in.get(mend).content.decode()
    wrong = lead_in.post(mend, {"name": "Rut", "email": "fel", "language": "sv"})
    assert wrong.status_code == 422
    old = invitation.token
    lead_in.post(mend, {"name": "Rut Respons", "email": "Rut.Ratt@example.org", "language": "en"})
    invitation.refresh_from_db()
    assert (invitation.email, invitation.language, invitation.user) == ("rut.ratt@example.org", "en", None)
    assert not board(out).failed
    tasks.invite()
    letter = Letter.objects.get(to_address="rut.ratt@example.org")
    body = notifications.compose(letter).body
    assert invitation.token in body
    assert old not in body
    assert people.context["page"].paginator.count == 1
    assert lead_in.get(reverse("round-people", args=[out.pk]), {"lage": "kom-inte-fram"}).context["people"] == []


def test_a_mended_address_that_is_asked_already_is_refused(lead_in, out, invitation, municipality, lead):
    services.add_invitation(out, organisation=municipality, name="Ny", email="ny@example.org", by=lead)
    mend = reverse("invitation-mend", args=[out.pk, invitation.pk])
    answer = lead_in.post(mend, {"name": "Rut", "email": "ny@example.org", "language": "sv"})
    assert answer.status_code == 422
    invitation.refresh_from_db()
    assert (invitation.email, invitation.version) == ("rut.respons@example.org", 1)


def test_sent_again_to_those_who_have_not_opened(lead_in, out, invitation, other_invitation, lead):
    out.invitations.update(queued_at=timezone.now() - timedelta(days=2))
    Invitation.objects.filter(pk=invitation.pk).update(opened_at=timezone.now())
    old = other_invitation.token
    assert "1 person har inte öppnat" in lead_in.get(out.get_absolute_url() + "?bekrafta=igen").content.decode()
    lead_in.post(reverse("round-resend", args=[out.pk]))
    lead_in.post(reverse("round-resend", args=[out.pk]))  # pressed twice: one letter
    tasks.invite()
    assert sorted(Letter.objects.values_list("key", flat=True)) == sorted(
        [f"survey-invitation:{invitation.pk}:1"]
        + [f"survey-invitation:{other_invitation.pk}:{version}" for version in (1, 2)]
    )
    other_invitation.refresh_from_db()
    assert other_invitation.token_hash
    assert not Invitation.objects.with_token(old).exists()
    assert services.resend_unopened(out, by=lead, at=timezone.now()) == 0
    services.close_round(out, by=lead)
    assert lead_in.post(reverse("round-resend", args=[out.pk])).status_code == 302
    assert Letter.objects.count() == 3


def test_all_links_of_an_organisation_are_taken_back(lead_in, client, out, municipality, invitation, link, lead):
    services.add_invitation(out, organisation=municipality, name="Ny", email="ny@example.org", by=lead)
    lead_in.post(reverse("organisation-revoke", args=[out.pk, municipality.pk]))
    assert not out.invitations.filter(organisation=municipality, revoked_at=None).exists()
    assert out.invitations.filter(revoked_at=None).count() == 1
    client.logout()
    assert client.get(link).status_code == 410


def test_many_people_are_counted_by_the_database(lead_in, out, invitation, monkeypatch):
    few = board(out)
    Letter.objects.filter(about_pk=invitation.pk).update(state=LetterState.BOUNCED, error="550")
    monkeypatch.setattr(queries, "PEOPLE_SHOWN", 1)
    many = board(out)
    assert [row.standing for row in many.every] == [row.standing for row in few.every]
    assert (many.people, many.queued, len(many.failed)) == (2, 2, 1)
    content = lead_in.get(out.get_absolute_url()).content.decode()
    assert f"{reverse('round-people', args=[out.pk])}?organisation={invitation.organisation_id}" in content


@pytest.mark.parametrize("rows", [1, 3])
def test_the_board_and_the_people_cost_the_same_however_many(
    client, auditor, lead, make_round, many, rows, django_assert_num_queries
):
    many(rows)
    sent = services.send_round(make_round(), by=lead, at=timezone.now())
    client.force_login(auditor)
    with django_assert_num_queries(9):
        client.get(reverse("round-board", args=[sent.pk]))
    with django_assert_num_queries(7):  # session, user, memberships, round, count, people, letters
        client.get(reverse("round-people", args=[sent.pk]))
