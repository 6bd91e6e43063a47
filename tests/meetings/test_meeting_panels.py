"""Meetings on other parts' pages."""

import pytest
from django.test import RequestFactory

from agreements.services import start_version
from meetings import panels, services
from organisations.models import User
from portal.panels import panels_for
from tests.meetings.conftest import call


def shown(place, thing, user):
    """Our panel for a fresh user object, as a request brings one; None when it shows nothing."""
    request = RequestFactory().get("/")
    request.user = User.objects.get(pk=user.pk)
    ours = [panel for panel in panels_for(place, request, thing) if panel["template"].startswith("meetings/")]
    return ours[0] if ours else None


def test_a_groups_meetings(group, meeting, held, member, lead, auditor):
    panel = shown("group", group, member)
    assert (panel["coming"], panel["held"], panel["may_call"]) == ([meeting], [held], False)
    assert shown("group", group, lead)["may_call"] is True
    assert shown("group", group, auditor)["coming"] == []


def test_decisions_about_a_clause(provisions, held, member, lead, auditor):
    assert shown("provision", provisions[1], member) is None
    decision = services.add_outcome(held, kind="decision", text="Mallen gäller", provision=provisions[1], by=lead)
    services.add_outcome(held, kind="information", text="Bara information", provision=provisions[1], by=lead)
    assert shown("provision", provisions[1], member)["decisions"] == [decision]
    assert shown("provision", provisions[1], auditor) is None


def test_where_an_action_came_from(client, held, member, auditor, lead):
    outcome = services.add_outcome(held, kind="action", text="Ring", item=held.agenda.get(), by=lead)
    assert shown("action", outcome.action, member)["outcome"] == outcome
    client.force_login(member)
    page = client.get(outcome.action.get_absolute_url()).content.decode()
    assert f'Från mötet <a href="/moten/{held.pk}/#p{outcome.item_id}">Möte 4</a>, punkten Läget i besluten.' in page
    client.force_login(auditor)  # sees the group's action, not the draft it came from
    assert "Möte 4" not in client.get(outcome.action.get_absolute_url()).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_many(rows, group, lead, member, provisions, held, django_assert_num_queries):
    for number in range(rows):
        call(group, lead, title=f"Möte {number}", days=number + 1)
        services.add_outcome(held, kind="decision", text=f"Nummer {number}", provision=provisions[0], by=lead)
    request = RequestFactory().get("/")
    with django_assert_num_queries(6):  # user, memberships, coming, held, kept groups
        request.user = User.objects.get(pk=member.pk)
        assert len(panels.of_group(request, group)["coming"]) == rows
    with django_assert_num_queries(1):
        assert len(panels.about_provision(request, provisions[0])["decisions"]) == rows


def test_what_was_decided_about_the_clause_before_follows_and_says_so(agreement, provisions, held, member, lead):
    decision = services.add_outcome(held, kind="decision", text="Mallen gäller", provision=provisions[1], by=lead)
    clause = start_version(agreement, title="2028", short_title="2028", by=lead).provisions.get(number="2.1")
    panel = shown("provision", clause, member)
    assert [(one, one.former) for one in panel["decisions"]] == [(decision, provisions[1])]
    assert shown("provision", provisions[1], member)["decisions"][0].former is None
