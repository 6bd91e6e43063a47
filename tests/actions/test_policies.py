"""Who sees and who may change an action."""

import pytest

from actions import policies, services
from actions.models import ActionItem
from organisations.models import GroupMembership


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("lead", True),
        ("administrator", True),
        ("member", True),
        ("respondent", True),  # of the action's organisation
        ("neighbour", False),
        ("coach", False),
        ("auditor", False),
        ("stranger", False),
    ],
)
def test_who_may_edit_the_groups_action(who, may, action, request):
    assert policies.can_edit(request.getfixturevalue(who), action) is may


def test_a_member_of_the_group_may(action, neighbour, group):
    GroupMembership.objects.create(group=group, user=neighbour)
    assert policies.can_edit(neighbour, action) is True


def test_a_coach_in_the_group_still_only_reads(action, coach, group):
    GroupMembership.objects.create(group=group, user=coach)
    assert policies.can_edit(coach, action) is False


def test_what_a_coach_is_responsible_for_the_coach_may_change(coach, lead):
    assert policies.can_edit(coach, services.add_action(title="Ring", owner=coach, by=lead)) is True


def test_an_action_of_no_group_and_no_organisation_is_not_everybodys(neighbour, lead):
    assert policies.can_edit(neighbour, services.add_action(title="Ring", by=lead)) is False


@pytest.mark.parametrize(
    ("who", "titles"),
    [
        ("lead", {"Dela rutinen för fast vårdkontakt", "Åseles egen"}),
        ("member", {"Dela rutinen för fast vårdkontakt"}),
        ("neighbour", {"Dela rutinen för fast vårdkontakt", "Åseles egen"}),
        ("auditor", {"Dela rutinen för fast vårdkontakt"}),
        ("stranger", set()),
    ],
)
def test_who_sees_what(who, titles, action, private_action, request):
    visible = ActionItem.objects.visible_to(request.getfixturevalue(who))
    assert {item.title for item in visible} == titles


def test_asks_the_database_once_for_many_rows(member, group, lead, django_assert_num_queries):
    actions = [services.add_action(title=f"Nummer {n}", group=group, by=lead) for n in range(5)]
    with django_assert_num_queries(2):  # memberships, seats
        assert policies.editable_ids(member, actions) == {action.pk for action in actions}
