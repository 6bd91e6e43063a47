"""The status of a round that is open in a browser: it follows, and what the reader has unfolded stays so."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from surveys.models import Invitation

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_board_follows_while_it_is_read(page, client, live_server, lead, sent, invitation, answer, municipality):
    client.force_login(lead)
    page.context.add_cookies([{"name": "session", "value": client.cookies["session"].value, "url": live_server.url}])
    page.goto(live_server.url + sent.get_absolute_url())
    state = page.locator(f"#lage-{municipality.pk}")
    expect(state).to_have_text("Inte skickad")
    people = page.get_by_role("row", name="Ekby").locator("details")
    people.locator("summary").click()
    Invitation.objects.filter(pk=invitation.pk).update(opened_at=timezone.now())
    expect(state).to_have_text("Öppnad", timeout=12_000)
    answer(sent, municipality, 1, 2, 3)
    expect(state).to_contain_text("Inskickad", timeout=12_000)
    expect(page.locator(f"#klart-{municipality.pk}")).to_have_text("3 av 3")
    expect(page.locator("#lage")).to_contain_text("1 av 2 organisationer har skickat in.")
    expect(people).to_have_attribute("open", "")
    assert page.complaints == []
