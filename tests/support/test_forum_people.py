"""The people around a forum: its coaches, its contact persons, the support team."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings import services as meeting_services
from organisations.models import GroupKind, GroupMembership, Membership, Role, Side
from support.models import Coaching, ForumContact
from tests.support.forums import contact, make_forum, page_of

NUMBER = "811228-9874"


# -- coaches ----------------------------------------------------------------------------------------------------------


def test_a_lead_assigns_a_coach_and_ends_it(client, lead, coach, member, forum, address, today):
    client.force_login(lead)
    new = f"{address}coach/ny/"
    assert member.get_full_name() not in client.get(new).content.decode()  # only coaches can be chosen
    assert client.post(new, {"coach": "", "since": "i går"}).status_code == 422
    assert client.post(new, {"coach": coach.pk, "since": today}).status_code == 302
    twice = client.post(new, {"coach": coach.pk, "since": today})
    assert (twice.status_code, "Personen coachar forumet redan." in twice.content.decode()) == (422, True)
    row = Coaching.objects.get()
    end = f"{address}coach/{row.pk}/avsluta/"
    early = client.post(end, {"until": today - timedelta(days=1)})
    assert (early.status_code, "kan inte vara före den" in early.content.decode()) == (422, True)
    assert client.post(end, {"until": today}).status_code == 302
    row.refresh_from_db()
    assert row.until == today
    Coaching.objects.update(since=today - timedelta(days=9), until=today - timedelta(days=1))
    assert "Tidigare coacher" in client.get(address).content.decode()


# -- contact persons --------------------------------------------------------------------------------------------------


def test_contact_persons_change_hands_and_history_stays(client, member, forum, address, today, municipality):
    client.force_login(member)
    new = f"{address}kontakt/kommunerna/ny/"
    nobody = client.post(new, {"since": today, "name": " "})
    assert (nobody.status_code, "Välj en person" in nobody.content.decode()) == (422, True)
    unreachable = client.post(new, {"since": today, "name": "Siv Svar"})
    assert (unreachable.status_code, 'value="Siv Svar"' in unreachable.content.decode()) == (422, True)
    first = today - timedelta(days=30)
    facts = {
        "name": "Siv Svar",
        "phone": "070-1",
        "organisation": municipality.pk,
        "since": first,
        "instead_of": "",
        "revision": 1,
    }
    assert client.post(new, facts).status_code == 302
    siv = ForumContact.objects.get()
    early = client.post(new, {"user": member.pk, "since": first, "instead_of": siv.pk, "revision": 1})
    assert (early.status_code, "Siv Svar är kontaktperson från" in early.content.decode()) == (422, True)
    assert client.post(new, {"user": member.pk, "since": today, "instead_of": siv.pk, "revision": 1}).status_code == 302
    siv.refresh_from_db()
    now = ForumContact.objects.get(user=member)
    assert (siv.until, now.name, now.until) == (today - timedelta(days=1), "Mats Medlem", None)
    page = client.get(address).content.decode()
    assert "Siv Svar" in page
    assert page.count("Saknas") == 1


def test_two_who_hand_over_at_once(client, member, lead, forum, address, today):
    client.force_login(member)
    new = f"{address}kontakt/regionen/ny/"
    contact(forum, Side.REGION, since=today - timedelta(days=2), name="Redan Vald")
    response = client.post(new, {"name": "Min Person", "phone": "1", "since": today, "instead_of": "", "revision": 1})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Redan Vald" in page
    assert "Min Person" in page
    again = {
        "name": "Min Person",
        "phone": "1",
        "since": today,
        "instead_of": ForumContact.objects.get().pk,
        "revision": 1,
    }
    assert client.post(new, again).status_code == 302
    assert ForumContact.objects.count() == 2


def test_a_contact_person_is_mended_ended_and_taken_away(client, member, forum, address, today):
    client.force_login(member)
    row = contact(forum, Side.REGION, since=today - timedelta(days=5))
    edit = f"{address}kontakt/{row.pk}/"
    facts = {"name": "Siv Svarar", "phone": "2", "since": row.since, "until": today - timedelta(days=6)}
    assert client.post(edit, facts | {"revision": 1}).status_code == 422  # the last day before the first
    assert client.post(edit, facts | {"until": today, "revision": 1}).status_code == 302
    assert client.post(edit, facts | {"until": "", "revision": 1}).status_code == 422  # somebody else's revision
    row.refresh_from_db()
    assert (row.name, row.until, row.revision) == ("Siv Svarar", today, 2)
    assert client.get(f"{edit}ta-bort/").status_code == 200
    assert ForumContact.objects.exists()
    client.post(f"{edit}ta-bort/")
    assert not ForumContact.objects.exists()


def test_whose_account_is_closed_is_missing(client, lead, neighbour, forum, address, today):
    contact(forum, Side.REGION, since=today, user=neighbour, name="Nils Nabo")
    neighbour.is_active = False
    neighbour.save()
    assert "Kontot är stängt. Välj någon annan." in page_of(client, lead, address)
    assert "Saknas för regionen" in page_of(client, lead)


@pytest.mark.parametrize("path", ["kontakt/regionen/ny/", "arbetsformer/deltagare/", "samtal/nytt/"])
def test_no_form_takes_a_personal_number(client, lead, address, path, forum, today):
    client.force_login(lead)
    facts = {"name": NUMBER, "text": NUMBER, "others": NUMBER, "since": today, "on": today, "revision": 0}
    response = client.post(f"{address}{path}", facts)
    assert response.status_code == 422
    assert "ser ut som om den innehåller ett personnummer" in response.content.decode()


# -- the support team -------------------------------------------------------------------------------------------------


def test_the_support_team(client, lead, coach, coaching, member, forum, region, today):
    from organisations.models import Group

    client.force_login(lead)
    assert "Inget stödteam än" in client.get("/stod/team/").content.decode()
    team = Group.objects.create(name="Stödteamet", kind=GroupKind.SUPPORT_TEAM)
    GroupMembership.objects.create(group=team, user=coach, organisation=region)
    make_forum("Ensamma forumet")
    meeting_services.add_meeting(
        group=team, by=lead, title="Avstämning", starts_at=timezone.now() + timedelta(days=2),
        ends_at=timezone.now() + timedelta(days=2, hours=1), form="digital", venue="", link="", status="confirmed",
        note_taker=None,
    )  # fmt: skip
    page = client.get("/stod/team/").content.decode()
    for said in ("Cia Coach", region.name, forum.name, "1 forum saknar coach.", "Ensamma forumet", "Nästa:"):
        assert said in page
    client.force_login(member)
    page = client.get("/stod/team/").content.decode()
    assert "Nästa:" not in page
    assert "Cia Coach" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_team_costs_the_same_however_many(client, lead, region, agreement, today, rows, django_assert_num_queries):
    from organisations.models import Group, User

    team = Group.objects.create(name="Stödteamet", kind=GroupKind.SUPPORT_TEAM)
    for number in range(rows):
        for seat in (True, False):
            name = f"{'in' if seat else 'ut'}{number}"
            user = User.objects.create_user(f"{name}@example.org", first_name=name, last_name="Coach")
            Membership.objects.create(user=user, organisation=region, role=Role.COACH)
            Coaching.objects.create(forum=make_forum(f"Forum {name}"), coach=user, since=today)
            if seat:
                GroupMembership.objects.create(group=team, user=user, organisation=region)
    client.force_login(lead)
    # session, user, memberships, groups, seats, coaching, series, meetings, others and theirs (3), without, agreements
    with django_assert_num_queries(13):
        assert client.get("/stod/team/").status_code == 200
