"""A party's decision written down in a real browser: mended where it was wrong, and seen where decisions are read."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from portal.dates import today

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_decision_is_written_down(visit, lead, member, agreement, municipality):
    agreement.decide_by = today() + timedelta(days=60)
    agreement.save()
    board = f"/avtal/{agreement.pk}/beslut/"
    page = visit(lead, board)
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Ekby"))
    row.get_by_role("link", name=re.compile("beslutet i Ekby")).click()
    form = page.get_by_role("group", name=re.compile("Ekby kommun"))
    form.get_by_label(re.compile("^Beslutat")).fill((today() + timedelta(days=1)).isoformat())
    form.get_by_label(re.compile("^Diarienummer")).fill("KS 2026/114")
    page.get_by_role("button", name="Spara beslutet").click()
    expect(page.get_by_text("Beslutet kan inte ligga i framtiden").first).to_be_visible()
    expect(form.get_by_label(re.compile("^Diarienummer"))).to_have_value("KS 2026/114")

    form.get_by_label(re.compile("^Beslutat")).fill(today().isoformat())
    page.get_by_role("button", name="Spara beslutet").click()
    expect(row).to_contain_text("KS 2026/114")
    expect(page.get_by_role("status").filter(has_text="Ekby").first).to_be_visible()
    party = agreement.parties.get(organisation=municipality)
    assert (party.decided_on, party.registry_number) == (today(), "KS 2026/114")

    reader = visit(member, f"/avtal/{agreement.pk}/", width=390)
    expect(reader.locator("main")).to_contain_text("1 av 3")
