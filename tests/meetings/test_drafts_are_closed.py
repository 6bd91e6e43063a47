"""What stems from a draft is its own group's until the notes are shared (trust L5), whichever page one asks."""

import pytest

from actions.models import ActionItem
from meetings import services


@pytest.fixture
def action(held, lead):
    return services.add_outcome(held, kind="action", text="Dela rutinen", item=held.agenda.get(), by=lead).action


def sees(user, action):
    return ActionItem.objects.visible_to(user).filter(pk=action.pk).exists()


def test_an_action_of_a_draft_is_seen_by_the_group_alone(action, lead, member, neighbour, coach, auditor, held):
    assert [sees(user, action) for user in (lead, member, neighbour, coach, auditor)] == [
        True,
        True,
        False,
        False,
        False,
    ]
    services.share_notes(held, by=lead)
    assert all(sees(user, action) for user in (lead, member, neighbour, coach, auditor))


def test_and_by_who_is_responsible_and_their_organisation(
    held, lead, neighbour, respondent, municipality, other_municipality
):
    one, other = (
        services.add_outcome(held, kind="action", text="Gör", by=lead, action=facts).action
        for facts in ({"owner": neighbour}, {"organisation": municipality})
    )
    assert (sees(neighbour, one), sees(respondent, one)) == (True, False)
    assert (sees(respondent, other), sees(neighbour, other)) == (True, False)


def test_an_action_of_an_internal_point_stays_with_the_group(held, lead, member, neighbour):
    item = services.add_item(held, heading="Löneläget", is_internal=True, by=lead)
    action = services.add_outcome(held, kind="action", text="Räkna", item=item, by=lead).action
    services.share_notes(held, by=lead)
    assert (sees(member, action), sees(neighbour, action)) == (True, False)


def test_an_action_that_stems_from_no_meeting_is_open(group, lead, neighbour):
    from actions import services as actions

    assert sees(neighbour, actions.add_action(title="Öppen", group=group, by=lead))


def test_the_page_says_who_sees_what(client, member, action, held):
    client.force_login(member)
    page = client.get(held.get_absolute_url()).content.decode()
    assert "Alla andra ser den när anteckningarna delas." in page


def test_no_page_tells_an_outsider(client, neighbour, action, held):
    client.force_login(neighbour)
    for address in ("/atgarder/", "/moten/", "/moten/beslut/", "/min-sida/", "/sok/?q=rutinen"):
        response = client.get(address)
        assert "Dela rutinen" not in response.content.decode(), address
    assert client.get(action.get_absolute_url()).status_code == 404
