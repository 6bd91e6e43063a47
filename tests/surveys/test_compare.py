"""One's own organisation beside the county, its parts, the alike and the sides: each figure by one formula."""

import csv
import io
from datetime import timedelta
from fractions import Fraction

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.models import Grouping, GroupingKind, GroupingMember, Organisation
from portal import dates
from surveys import services
from surveys.letters import _frame
from surveys.models import Round, Sharing, ShownAnswers
from surveys.queries.results import results_of
from surveys.sharing import sharing_rule
from surveys.statistics import alike, compare, is_small_change

TODAY = dates.today


def results(round, user, **wish):
    return results_of(Round.objects.get(pk=round.pk), user, on=TODAY(), **wish)


def first(round, user, group="lan"):
    return results(round, user, compare_with=group).scales[0].compared


@pytest.fixture
def twelve(county_of, municipality, answer):
    """Ekby and twelve more have answered 0, 1, 2, 3, 4, 0, 1 ... on the first question, Ekby 4."""
    sent, organisations = county_of(12)
    for number, organisation in enumerate(organisations):
        answer(sent, organisation, number % 5, 2, 3)
    answer(sent, municipality, 4, 2, 3)
    return sent, organisations


# The formulas, by hand


def test_as_counted_by_hand():
    found = compare({1: 0, 2: 4, 3: 2}, weights={1: 10_000, 2: 30_000, 3: 20_000}, own=2)
    assert (found.mean, found.weighted, found.without.mean) == (2, Fraction(160_000, 60_000), 1)
    assert compare({1: 0, 2: 4}, weights={1: 10_000, 2: None}).weighted is None
    assert compare({1: 0, 2: 4}, weights={1: 10_000, 2: 5}, own=9).without is None
    assert compare({}) is None


@pytest.mark.parametrize(
    ("one", "other", "like"), [(10, 20, True), (20, 10, True), (10, 21, False), (None, 10, False), (10, 10, True)]
)
def test_alike_is_within_a_factor_of_two(one, other, like):
    assert alike(one, other) == like


@pytest.mark.parametrize(
    ("change", "count", "small"),
    [(Fraction(1, 2), 300, True), (1, 10, False), (-1, 10, False), (2, 9, True), (Fraction(-9, 10), 13, True)],
)
def test_a_small_change_or_few_organisations_is_warned_about(change, count, small):
    assert is_small_change(change, count=count) == small


# The groups


def test_with_the_county_its_part_and_the_alike(client, twelve, member, municipality, close):
    sent, organisations = twelve
    part = Grouping.objects.create(kind=GroupingKind.COUNTY_PART, name="Östra länsdelen")
    other = Grouping.objects.create(kind=GroupingKind.COUNTY_PART, name="Någon annans")
    GroupingMember.objects.create(grouping=other, organisation=organisations[-1])
    for one in [municipality, *organisations[:6]]:
        GroupingMember.objects.create(grouping=part, organisation=one)
    day = TODAY()
    Organisation.objects.filter(pk=municipality.pk).update(population=20_000, population_as_of=day)
    for number, one in enumerate(organisations):
        people = 15_000 + 1_000 * number if number < 6 else 90_000 + number
        Organisation.objects.filter(pk=one.pk).update(population=people, population_as_of=day)
    close(sent)
    found = results(sent, member)
    assert [group.name for group in found.groups] == ["Länet", "Östra länsdelen", "Av liknande storlek"]
    area = first(sent, member, f"omrade-{part.pk}")
    assert (area.mean, area.without.mean, area.summary.count) == (2, Fraction(10, 6), 7)
    # Ekby's 20 000 say 4; 15 000 to 20 000 say 0, 1, 2, 3, 4 and 0; the same seven are alike in size
    assert area.weighted == Fraction(20 * 4 + 16 * 1 + 17 * 2 + 18 * 3 + 19 * 4, 20 + 15 + 16 + 17 + 18 + 19 + 20)
    assert first(sent, member, "lika").mean == area.mean
    assert first(sent, member, f"omrade-{other.pk}") == first(sent, member, "nonsens") == first(sent, member)

    client.force_login(member)
    page = client.get(reverse("round-results", args=[sent.pk]), {"jamfor": "lika"}).content.decode()
    for words in ("Medelvärde: Av liknande storlek", "Viktat efter folkmängd", "Medelvärde utan Ekby", "dubbelt"):
        assert words in page
    assert "2,1" in page, "the weighted mean"
    assert organisations[0].name not in page


def test_a_part_that_would_leave_too_few_outside_is_not_shown(twelve, member, municipality, close, client):
    sent, organisations = twelve
    part = Grouping.objects.create(kind=GroupingKind.COUNTY_PART, name="Nästan alla")
    empty = Grouping.objects.create(kind=GroupingKind.ASSOCIATION, name="Bara vi")
    GroupingMember.objects.create(grouping=empty, organisation=municipality)
    for one in [municipality, *organisations[:8]]:
        GroupingMember.objects.create(grouping=part, organisation=one)
    close(sent)
    client.force_login(member)
    hidden, alone = (
        client.get(reverse("round-results", args=[sent.pk]), {"jamfor": f"omrade-{group.pk}"}).content.decode()
        for group in (part, empty)
    )
    assert "visas inte" in hidden

    def plain(page):  # but for names, addresses and what a page is given anew each time
        after = page.split('id="compare-with"')[1].split("</nav>")[1].split("</section>")[0]
        return "".join(after.split()).replace("Nästanalla", "").replace("Baravi", "")

    assert plain(hidden) == plain(alone)


# Over time


def test_nothing_of_the_others_before_the_round_is_over(client, twelve, member, coach, lead, close):
    sent, _organisations = twelve
    assert first(sent, member) is None
    assert first(sent, coach) is None
    assert first(sent, lead).summary.count == 13
    client.force_login(member)
    page = client.get(reverse("round-results", args=[sent.pk])).content.decode()
    assert "Ni ser ert eget svar" in page
    assert first(close(sent), member).summary.count == 13


def test_one_who_answers_late_cannot_be_told_from_the_figures(
    twelve, lead, member, coach, other_municipality, answer, close, many
):
    sent, organisations = twelve
    before = first(close(sent), member)
    later = TODAY() + timedelta(days=3)
    services.extend_round(sent, closes_on=later, by=lead, at=timezone.now())
    assert ShownAnswers.objects.count() == 1
    sent.refresh_from_db()
    answer(sent, other_municipality, 4, 2, 3)
    assert first(sent, member) == before, "open again: what was shown stays"
    close(sent)
    assert first(sent, member) == before
    assert first(sent, coach).summary.count == 13
    assert first(sent, lead).summary.count == 14

    services.reopen(sent.responses.get(organisation=organisations[0]), because="Fel", by=lead, at=timezone.now())
    assert first(sent, member) == before, "nor one who takes an answer back"
    assert first(sent, lead).summary.count == 13
    assert (
        "value"
        in ShownAnswers.objects.first().answers[str(organisations[0].pk)][
            sent.questionnaire.questions.filter(is_required=True).first().identity
        ]
    )


# What is said


def test_the_rule_is_the_same_in_the_letter_before_answering_and_on_the_results(client, draft, lead, respondent):
    Round.objects.update(sharing=Sharing.ASKED, min_organisations=7)
    sent = services.send_round(draft, by=lead, at=timezone.now())
    rule = sharing_rule(sent)
    assert "minst 7 organisationer" in rule
    assert "alla organisationer som har fått frågan" in rule
    invitation = sent.invitations.get(user=respondent)
    assert _frame(invitation)["sharing"] == rule
    client.force_login(lead)
    assert rule in client.get(reverse("round-results", args=[sent.pk])).content.decode()
    client.logout()
    assert rule in client.get(reverse("survey-link", args=[invitation.token])).content.decode()


@pytest.mark.parametrize(("least", "words"), [("2", "Minst 3"), ("", "Skriv hur många"), ("x", "heltal")])
def test_a_threshold_that_protects_nobody_is_refused(client, lead, draft, least, words):
    client.force_login(lead)
    page = client.post(
        reverse("round-edit", args=[draft.pk]),
        {"title": "Behålls", "opens_on": "2026-01-01", "sharing": "asked", "min_organisations": least},
    )
    assert page.status_code == 422
    assert words in page.content.decode()
    assert "Behålls" in page.content.decode()


# Files


def test_codes_for_statistics_and_their_book(client, sent, lead, municipality, answer, text):
    answer(sent, municipality, 1, {"value": None, "missing": "unknown"}, 3, texts={text.identity: "=1+1"})
    client.force_login(lead)

    def table(name):
        content = client.get(reverse(name, args=[sent.pk])).content.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(content), delimiter=";"))

    head, row = table("round-results-coded")
    assert all(name.isidentifier() and name.isascii() for name in head)
    assert row[:4] == ["Ekby kommun", "1", "'=1+1", ""]
    assert "-8" in row
    book = table("round-codebook")
    assert {line[0] for line in book[1:]} == set(head)
    assert [line[3:] for line in book if line[0] == head[1]][:2] == [["0", "Inte alls"], ["1", "Till en liten del"]]
    assert ["-8", "Vet ej"] in [line[3:] for line in book]


def test_the_file_compares_as_the_page_does(client, twelve, member, close):
    sent, _organisations = twelve
    close(sent)
    client.force_login(member)
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("round-results-excel", args=[sent.pk])).content))
    _head, row, *_rest = book["Jämförelse"].iter_rows(values_only=True)
    assert row[1:] == ("Länet", 13, 1.92, None, 1.75)
