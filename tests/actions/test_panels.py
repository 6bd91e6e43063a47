"""Actions on other parts' pages."""

from datetime import timedelta

import pytest
from django.test import RequestFactory

from actions import panels, services
from agreements.models import Agreement
from agreements.services import start_version
from organisations.models import User
from portal.panels import panels_for


def shown(place, thing, user):
    """The panel of ours for a fresh user object, as a request brings one."""
    request = RequestFactory().get("/")
    request.user = User.objects.get(pk=user.pk)
    ours = [panel for panel in panels_for(place, request, thing) if panel["template"].startswith("actions/")]
    assert len(ours) == 1
    return ours[0]


@pytest.mark.parametrize("place", ["provision", "organisation", "group"])
def test_shows_what_is_open_about_it(place, action, private_action, member, lead):
    panel = shown(place, getattr(action, place), member)
    assert (panel["actions"], panel["total"], panel["editable"], panel["may_add"]) == ([action], 1, {action.pk}, True)
    services.set_state(action, "done", by=lead, at=action.created_at)
    assert shown(place, getattr(action, place), member)["actions"] == []


def test_on_one_organisations_work_only_what_is_about_both(action, implementation, provisions, group, lead, member):
    services.add_action(title="Samma punkt, ingen kommun", provision=provisions[1], group=group, by=lead)
    panel = shown("implementation", implementation, member)
    assert (panel["template"], panel["actions"]) == ("actions/small_panel.html", [action])


def test_hides_what_the_reader_may_not_see(private_action, other_municipality, member, neighbour):
    assert shown("organisation", other_municipality, member)["actions"] == []
    assert shown("organisation", other_municipality, neighbour)["actions"] == [private_action]


def test_who_reads_can_neither_tick_nor_add(action, group, auditor):
    panel = shown("group", group, auditor)
    assert (panel["actions"], panel["editable"], panel["may_add"]) == ([action], set(), False)


def test_shows_the_soonest_five_and_counts_all(group, lead, today):
    for day in (7, 3, 5, 1, 6, 2, 4):
        services.add_action(title=f"Om {day}", group=group, due_on=today + timedelta(days=day), by=lead)
    panel = shown("group", group, lead)
    assert ([action.title for action in panel["actions"]], panel["total"]) == ([f"Om {n}" for n in range(1, 6)], 7)


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_many(rows, group, lead, member, neighbour, django_assert_num_queries):
    for number in range(rows):
        services.add_action(title=f"Nummer {number}", owner=neighbour, group=group, by=lead)
    request = RequestFactory().get("/")
    with django_assert_num_queries(4):  # user, memberships, actions, seats
        request.user = User.objects.get(pk=member.pk)
        assert len(panels.of_group(request, group)["actions"]) == rows


def test_what_was_agreed_about_the_clause_before_follows_and_says_so(
    client, action, agreement, provisions, lead, member
):
    new = start_version(agreement, title="Avtalet 2028", short_title="Avtalet 2028", by=lead)
    Agreement.objects.filter(pk=new.pk).update(state="out_for_decision")
    clause = new.provisions.get(number="2.1")
    panel = shown("provision", clause, member)
    assert [(one, one.former) for one in panel["actions"]] == [(action, provisions[1])]
    row = clause.implementations.get(organisation=action.organisation)
    assert shown("implementation", row, member)["actions"] == [action]
    client.force_login(member)
    assert "om §\xa02.1 i Hälso- och sjukvårdsavtalet" in client.get(clause.get_absolute_url()).content.decode()
    assert action.title in client.get(f"/atgarder/?punkt={clause.pk}").content.decode()
    assert shown("provision", provisions[1], member)["actions"][0].former is None
