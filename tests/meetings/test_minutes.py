"""The life of minutes: comments, adjusters, the lock and its hash, reopening with a reason."""

import json

import pytest
from django.utils import timezone

from meetings import services
from meetings.models import Approval, MinutesStage
from meetings.queries import minutes
from organisations.models import GroupMembership
from portal.models import AuditEntry


@pytest.fixture
def url(held):
    return held.get_absolute_url()


@pytest.fixture
def adjusting(held, lead, member):
    """Sent to Lena and Mats."""
    return services.send_to_adjusters(held, [lead, member], by=lead)


def agree(meeting, *people):
    for one in people:
        meeting = services.approve(meeting, sha256=minutes.hash_of(minutes.content(meeting)), by=one, at=timezone.now())
    return meeting


@pytest.fixture
def locked(adjusting, lead, member):
    return agree(adjusting, lead, member)


def test_the_group_comments_point_by_point(client, lead, member, held, url):
    item = held.agenda.get()
    client.force_login(member)
    assert client.post(f"{url}punkter/{item.pk}/synpunkt/", {"synpunkt-text": "För tidigt"}).status_code == 403
    client.force_login(lead)
    assert client.post(f"{url}justering/synpunkter/", {"till-comments_by": "2020-01-01"}).status_code == 422
    client.post(f"{url}justering/synpunkter/", {"till-comments_by": timezone.localdate().isoformat()})
    client.force_login(member)
    assert client.post(f"{url}punkter/{item.pk}/synpunkt/", {"synpunkt-text": ""}).status_code == 422
    response = client.post(f"{url}punkter/{item.pk}/synpunkt/", {"synpunkt-text": "Det var tisdag."})
    assert response["Location"] == f"{url}justering/#s{item.pk}"
    comment = item.comments.get()
    page = client.get(f"{url}justering/").content.decode()
    assert "Det var tisdag." in page
    assert f"/synpunkter/{comment.pk}/klar/" not in page
    assert client.post(f"{url}synpunkter/{comment.pk}/klar/").status_code == 403
    client.force_login(lead)
    client.post(f"{url}synpunkter/{comment.pk}/klar/")
    comment.refresh_from_db()
    assert comment.settled_by == lead
    assert "omhändertagen av Lena Ledare" in client.get(f"{url}justering/").content.decode()


def test_as_many_adjust_as_the_meeting_says(client, lead, member, held, url):
    client.force_login(lead)
    response = client.post(f"{url}justering/justerare/", {"justerare-adjusters": [lead.pk]})
    assert response.status_code == 422
    assert "Mötet säger att 2 personer justerar." in response.content.decode()
    with pytest.raises(ValueError, match="2 adjusters"):
        services.send_to_adjusters(held, [lead], by=lead)
    client.post(f"{url}justering/justerare/", {"justerare-adjusters": [lead.pk, member.pk]})
    held.refresh_from_db()
    assert (held.stage, held.adjusters.count()) == (MinutesStage.ADJUSTING, 2)


def test_only_who_sits_in_the_group_can_adjust(client, lead, neighbour, held, url):
    client.force_login(lead)
    response = client.post(f"{url}justering/justerare/", {"justerare-adjusters": [lead.pk, neighbour.pk]})
    assert response.status_code == 422


def test_two_approve_and_the_minutes_are_locked(client, lead, member, adjusting, url):
    for person, stage in ((lead, MinutesStage.ADJUSTING), (member, MinutesStage.APPROVED)):
        client.force_login(person)
        sha256 = client.get(f"{url}justering/").context["sha256"]
        client.post(f"{url}justering/godkann/", {"sha256": sha256})
        adjusting.refresh_from_db()
        assert adjusting.stage == stage
    approval = Approval.objects.get()
    assert approval.sha256 == sha256 == minutes.hash_of(approval.content)
    assert [one["name"] for one in approval.approvers] == ["Lena Ledare", "Mats Medlem"]
    page = client.get(f"{url}justering/").content.decode()
    assert sha256 in page
    assert "Innehållet är oförändrat sedan dess." in page


def test_the_hash_can_be_counted_by_anybody(locked):
    """Keys in order, no space, UTF-8: what docs say is enough to count it again."""
    import hashlib

    approval = locked.approvals.get()
    text = json.dumps(approval.content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == approval.sha256
    Approval.objects.filter(pk=approval.pk).update(content=approval.content | {"title": "Annat"})
    assert minutes.approvals(locked)[0].holds is False


def test_a_changed_word_asks_everybody_again(lead, member, adjusting):
    agree(adjusting, lead)
    before = minutes.hash_of(minutes.content(adjusting))
    services.write_text(adjusting.agenda.get(), "Nytt", revision=1, by=lead, at=timezone.now())
    with pytest.raises(services.NotNow):
        services.approve(adjusting, sha256=before, by=member, at=timezone.now())
    assert agree(adjusting, member).stage == MinutesStage.ADJUSTING
    assert agree(adjusting, lead).stage == MinutesStage.APPROVED


def test_only_who_is_named_approves(client, coach, group, adjusting, url):
    GroupMembership.objects.create(group=group, user=coach)
    client.force_login(coach)
    sha256 = client.get(f"{url}justering/").context["sha256"]
    assert client.post(f"{url}justering/godkann/", {"sha256": sha256}).status_code == 404


def test_nothing_in_locked_minutes_is_changed_and_what_was_typed_is_shown(client, lead, locked, url):
    item = locked.agenda.get()
    row = locked.attendance.first()
    before = minutes.content(locked)
    client.force_login(lead)
    posts = [
        (f"punkter/{item.pk}/text/", {"text": "Det jag skrev", "base": "", "revision": 1}),
        (f"punkter/{item.pk}/", {"heading": "Det jag skrev", "revision": 1}),
        ("punkter/", {"punkt-heading": "Det jag skrev"}),
        ("utfall/", {"kind": "decision", "line": "Det jag skrev"}),
        ("datum/", {"datum-on": "2030-01-01", "datum-what": "Det jag skrev"}),
        (f"punkter/{item.pk}/synpunkt/", {"synpunkt-text": "Det jag skrev"}),
        ("narvaro/", {"name": "Det jag skrev"}),
    ]
    for address, data in posts:
        response = client.post(url + address, data)
        text = response.content.decode()
        assert response.status_code == 409, address
        assert "Anteckningarna är godkända och låsta" in text
        assert '<pre class="typed">Det jag skrev</pre>' in text
    for address, data in [
        (f"punkter/{item.pk}/flytta/", {"way": "up"}),
        (f"punkter/{item.pk}/ta-bort/", {}),
        (f"narvaro/{row.pk}/", {"status": "present"}),
        (f"narvaro/{row.pk}/ta-bort/", {}),
        ("justering/skriv/", {}),
    ]:
        assert client.post(url + address, data).status_code == 409, address
    response = client.post(f"{url}punkter/{item.pk}/spara/", {"text": "<p>x</p>", "base": "", "revision": 1})
    assert (response.status_code, response.json()["locked"]) == (409, True)
    assert minutes.content(locked) == before


def test_reopening_leaves_a_trace(client, lead, member, locked, url):
    client.force_login(member)
    assert client.post(f"{url}justering/oppna/", {"reason": "x"}).status_code == 403
    client.force_login(lead)
    assert client.post(f"{url}justering/oppna/", {"reason": ""}).status_code == 422
    client.post(f"{url}justering/oppna/", {"reason": "Fel datum i punkt 1"})
    locked.refresh_from_db()
    approval = locked.approvals.get()
    assert (locked.stage, approval.reason, approval.reopened_by) == ("writing", "Fel datum i punkt 1", lead)
    assert not locked.adjusters.exclude(sha256="").exists()
    page = client.get(f"{url}justering/").content.decode()
    assert "Fel datum i punkt 1" in page
    assert approval.sha256 in page
    assert AuditEntry.objects.filter(verb="reopened minutes", by=lead).count() == 1
    services.send_to_adjusters(locked, [lead, member], by=lead)
    agree(locked, lead, member)
    assert list(locked.approvals.values_list("number", flat=True)) == [2, 1]


def test_approving_does_not_share(client, neighbour, lead, locked, url):
    client.force_login(neighbour)
    assert client.get(f"{url}justering/").status_code == 404
    services.share_notes(locked, by=lead)
    assert client.get(f"{url}justering/").status_code == 200


@pytest.mark.parametrize("who", ["guest", "auditor", "stranger"])
def test_drafts_are_closed_to_others(who, client, request, meeting):
    client.force_login(request.getfixturevalue(who))
    assert client.get(f"{meeting.get_absolute_url()}justering/").status_code in (403, 404)


def test_internal_points_are_for_the_group_and_no_part_of_the_minutes(client, member, coach, lead, held, url):
    item = services.add_item(held, heading="Löneläget", is_internal=True, text="Hemligt", by=lead)
    services.add_outcome(held, kind="decision", text="Vi tiger", item=item, by=lead)
    services.share_notes(held, by=lead)
    assert "Löneläget" not in json.dumps(minutes.content(held), ensure_ascii=False)
    for person, sees in ((member, True), (coach, False)):
        client.force_login(person)
        for address in (url, f"{url}justering/", "/moten/beslut/"):
            text = client.get(address).content.decode()
            assert ("Vi tiger" in text) is (sees and address != f"{url}justering/"), address
            assert "Hemligt" not in text or sees


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_whatever_stands_on_it(
    count, client, lead, member, adjusting, url, django_assert_num_queries
):
    for number in range(count):
        item = services.add_item(adjusting, heading=f"Punkt {number}", by=lead)
        services.comment_on(item, "Synpunkt", by=member, at=timezone.now())
        services.add_outcome(adjusting, kind="action", text="Gör", item=item, action={"owner": member}, by=lead)
    client.force_login(lead)
    client.get(f"{url}justering/")
    with django_assert_num_queries(18):
        client.get(f"{url}justering/")
