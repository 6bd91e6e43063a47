"""Results: who sees what, from how many, and nothing of what is not submitted."""

import io
from fractions import Fraction

import openpyxl
import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from agreements.models import Implementation
from organisations.models import Grouping, GroupingKind, GroupingMember
from portal import dates
from portal.panels import panels_for
from surveys import services
from surveys.models import Round, Sharing
from surveys.queries.results import results_of

SECRET = "Hemligt utkast från grannen"
WRITTEN = "Vi har för få undersköterskor"


@pytest.fixture
def url(sent):
    return reverse("round-results", args=[sent.pk])


def results(round, user):
    return results_of(round, user, on=dates.today())


# Nobody sees another organisation's draft


@pytest.mark.parametrize("who", ["lead", "member", "respondent", "coach", "auditor", "administrator"])
def test_no_way_leads_to_another_organisations_draft(
    client, request, sent, agreement, provisions, other_municipality, text, scale, answer, who
):
    """Every page, file and panel of surveys, as everybody who belongs to something else."""
    answer(sent, other_municipality, 4, texts={text.identity: SECRET}, submit=False)
    response = sent.responses.get()
    user = request.getfixturevalue(who)
    client.force_login(user)
    pages = {
        "/enkater/": 200,
        reverse("round-detail", args=[sent.pk]): 200,
        reverse("round-results", args=[sent.pk]): 200,
        f"{reverse('round-results', args=[sent.pk])}?sok=Hemligt": 200,
        f"{reverse('round-results', args=[sent.pk])}?organisation={other_municipality.pk}": 200,
        reverse("round-results-csv", args=[sent.pk]): 200,
        reverse("response-detail", args=[sent.pk, response.pk]): 404,
        reverse("response-reopen", args=[sent.pk, response.pk]): 404,
        reverse("survey-start", args=[sent.pk, other_municipality.pk]): 404,
        reverse("survey-section", args=[sent.pk, other_municipality.pk, 1]): 404,
        reverse("survey-check", args=[sent.pk, other_municipality.pk]): 404,
        reverse("survey-receipt", args=[sent.pk, other_municipality.pk]): 404,
    }
    for address, status in pages.items():
        answered = client.get(address)
        assert answered.status_code == status, address
        assert SECRET not in answered.content.decode(), address
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("round-results-excel", args=[sent.pk])).content))
    assert SECRET not in str([[cell.value for cell in row] for sheet in book for row in sheet])
    implementation = Implementation.objects.create(organisation=other_municipality, provision=scale.provision)
    page = RequestFactory().get("/")
    page.user = user
    for place, thing in [
        ("agreement", agreement),
        ("provision", scale.provision),
        ("organisation", other_municipality),
        ("implementation", implementation),
    ]:
        assert SECRET not in str(panels_for(place, page, thing)), place
    found = results(sent, user)
    assert (
        found.answered,
        found.open_answers(),
        [row.cells[0].value for _area, group in found.table for row in group if not row.is_own],
    ) in [(0, [], []), (0, [], [None]), (0, [], [None, None])]


def test_reopened_an_answer_is_a_draft_again(sent, lead, member, other_municipality, text, answer):
    response = answer(sent, other_municipality, 1, 2, 3, texts={text.identity: WRITTEN})
    assert results(sent, lead).answered == 1
    services.reopen(response, because="Fel", by=lead, at=timezone.now())
    assert results(sent, lead).answered == 0
    assert results(sent, lead).open_answers() == []


# What is submitted


def test_who_leads_reads_all_by_name(client, lead, url, sent, other_municipality, text, answer):
    answer(sent, other_municipality, 4, 2, {"value": None, "missing": "unknown"}, texts={text.identity: WRITTEN})
    client.force_login(lead)
    response = client.get(url)
    content = response.content.decode()
    assert WRITTEN in content
    rows = {row.organisation: row for _area, group in response.context["results"].table for row in group}
    assert [cell.value for cell in rows[other_municipality].cells] == [4, 2, None]
    assert "1 av 2 organisationer har svarat." in content
    assert 'class="ramp-4"' in content


def test_an_organisation_reads_its_own_and_no_other(
    client, member, url, sent, municipality, other_municipality, text, answer
):
    answer(sent, other_municipality, 4, 4, 4, texts={text.identity: WRITTEN})
    answer(sent, municipality, 1, 2, 3, texts={text.identity: "Vårt eget svar"})
    client.force_login(member)
    response = client.get(url)
    content = response.content.decode()
    assert [row.organisation for _area, group in response.context["results"].table for row in group] == [municipality]
    assert "Vårt eget svar" in content
    assert WRITTEN not in content
    assert other_municipality.name not in content
    detail = reverse("response-detail", args=[sent.pk, sent.responses.get(organisation=other_municipality).pk])
    assert client.get(detail).status_code == 404


@pytest.mark.parametrize(("answering", "shown"), [(4, False), (5, True)])
def test_the_countys_figures_need_five_besides_ones_own(
    county_of, member, municipality, answer, close, answering, shown
):
    sent, organisations = county_of(answering)
    for organisation in organisations:
        answer(sent, organisation, 4, 0, 2)
    answer(sent, municipality, 0, 0, 2)
    first = results(close(sent), member).scales[0]
    assert first.own.value == 0
    assert (first.county is not None) == shown
    if shown:
        assert (first.county.mean, first.county.count) == (Fraction(20, 6), 6)
        assert (first.compared.without.mean, first.compared.without.count) == (4, 5)


def test_do_not_know_does_not_count_towards_the_five(county_of, lead, answer):
    sent, organisations = county_of(5)
    for organisation in organisations[:4]:
        answer(sent, organisation, 1, 2, 3)
    answer(sent, organisations[4], {"value": None, "missing": "unknown"}, 2, 3)
    shown = [result.county is not None for result in results(sent, lead).scales]
    assert shown == [False, True, True]


def test_where_all_share_nobody_is_led_by_the_others_before_answering(client, county_of, member, municipality, answer):
    sent, organisations = county_of(5)
    Round.objects.update(sharing=Sharing.ASKED)
    for organisation in organisations:
        answer(sent, organisation, 3, 3, 3)
    url = reverse("round-results", args=[sent.pk])
    client.force_login(member)
    response = client.get(url)
    assert response.status_code == 200
    assert all(result.county is None for result in response.context["results"].scales)
    assert "Först ert eget svar" in response.content.decode()
    assert organisations[0].name not in response.content.decode()
    answer(sent, municipality, 1, 1, 1)
    page = client.get(url).content.decode()
    assert "2,7" in page
    assert "K0" in page
    other = sent.responses.get(organisation=organisations[0])
    assert client.get(reverse("response-detail", args=[sent.pk, other.pk])).status_code == 200


def test_once_closed_all_who_were_asked_see_the_county(county_of, member, answer, close):
    sent, organisations = county_of(5)
    for organisation in organisations:
        answer(sent, organisation, 3, 3, 3)
    assert results(close(sent), member).scales[0].county.mean == 3


@pytest.mark.parametrize("who", ["coach", "auditor"])
def test_who_follows_sees_the_county_and_nobody_by_name(client, request, county_of, answer, close, who):
    sent, organisations = county_of(5)
    for organisation in organisations:
        answer(sent, organisation, 3, 3, 3)
    user = request.getfixturevalue(who)
    assert results(sent, user).scales[0].county is None
    found = results(close(sent), user)
    assert found.scales[0].county.mean == 3
    assert found.table == []
    client.force_login(user)
    content = client.get(reverse("round-results", args=[sent.pk])).content.decode()
    assert all(organisation.name not in content for organisation in organisations)


def test_change_since_the_round_before(
    draft, make_round, lead, member, municipality, other_municipality, answer, close
):
    first = services.send_round(draft, by=lead, at=timezone.now())
    answer(first, municipality, 1, 3, {"value": None, "missing": "unknown"})
    close(first, days_ago=90)
    again = services.send_round(make_round(title="Nästa"), by=lead, at=timezone.now())
    assert again.previous == first
    answer(again, municipality, 3, 3, 2)
    assert [result.change for result in results(again, member).scales] == [2, 0, None]


def test_grouped_by_part_of_the_county_in_swedish_order(county_of, lead, municipality, other_municipality):
    sent, organisations = county_of(2)
    for name, members in [("Östra", [other_municipality, municipality]), ("Ånorra", organisations[:1])]:
        part = Grouping.objects.create(kind=GroupingKind.COUNTY_PART, name=name)
        for organisation in members:
            GroupingMember.objects.create(grouping=part, organisation=organisation)
    table = [(area, [row.organisation.short_name for row in group]) for area, group in results(sent, lead).table]
    assert table == [("Ånorra", ["K0"]), ("Östra", ["Ekby", "Åsele"]), ("", ["K1"])]


def test_search_in_what_was_written(client, lead, url, sent, municipality, other_municipality, text, answer):
    answer(sent, municipality, 1, 2, 3, texts={text.identity: WRITTEN})
    answer(sent, other_municipality, 1, 2, 3, texts={text.identity: "Tid", "whole-hindrances": "Pengar"})
    client.force_login(lead)

    def found(**wish):
        groups = client.get(url, wish).context["open_answers"]
        return [answer.text for group in groups for question in group.questions for answer in question.answers]

    assert found() == [WRITTEN, "Tid", "Pengar"]
    assert found(sok="UNDERSKÖTERSKOR") == [WRITTEN]
    assert found(sok="åsele") == ["Tid", "Pengar"]
    assert found(fraga="whole-hindrances") == ["Pengar"]
    assert found(sok="finns inte") == []
    part = client.get(url, {"sok": "pengar"}, headers={"HX-Request": "true"}).content.decode()
    assert "Pengar" in part
    assert "<html" not in part


def test_the_page_says_how_it_counts_and_who_sees_what(client, lead, url, sent, municipality, answer):
    answer(sent, municipality, 1, 2, 3)
    client.force_login(lead)
    content = client.get(url).content.decode()
    for words in ("Medelvärdet är ovägt", "Hyndman", "minst 5 organisationer", "Tills ni skickar in ser bara er egen"):
        assert words in content


def test_without_answers_the_page_says_what_will_come(client, lead, url):
    client.force_login(lead)
    assert "Inga svar än" in client.get(url).content.decode()


@pytest.mark.parametrize("wish", ["", "999999", "x", "²", "1e9"])
def test_a_strange_wish_for_an_organisation_changes_nothing(client, member, url, municipality, wish):
    client.force_login(member)
    assert client.get(url, {"organisation": wish}).context["results"].own == municipality


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_many(client, lead, county_of, answer, rows, django_assert_num_queries):
    sent, organisations = county_of(rows)
    for organisation in organisations:
        answer(sent, organisation, 1, 2, 3)
    client.force_login(lead)
    # session, user, memberships, kind, round; then invitations, responses, groupings, what was shown, questions, themes
    with django_assert_num_queries(11):
        response = client.get(reverse("round-results", args=[sent.pk]))
    assert response.context["results"].answered == rows
