from datetime import date

import pytest
from django.urls import reverse

from organisations.models import GroupingMember

URL = "/organisationer/"


def names(response):
    return [row.short_name for row in response.context["page"]]


def test_swedish_order_and_count(client, lead, county):
    client.force_login(lead)
    response = client.get(URL)
    assert response.status_code == 200
    assert names(response) == ["Ekby", "Regionen", "Åsele"]
    assert (response.context["total"], response.context["municipalities"]) == (3, 2)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sok=åsele", ["Åsele"]),
        ("sok=9901", ["Ekby"]),
        ("sida_i_avtalet=region", ["Regionen"]),
        ("typ=municipality", ["Ekby", "Åsele"]),
        ("sok=finns inte", []),
        ("typ=nonsense", ["Ekby", "Regionen", "Åsele"]),
        ("ingar_i=nonsense", ["Ekby", "Regionen", "Åsele"]),
        ("ordning=-namn", ["Åsele", "Regionen", "Ekby"]),
    ],
)
def test_search_filter_and_sort(client, member, county, query, found):
    client.force_login(member)
    assert names(client.get(f"{URL}?{query}")) == found


def test_by_population_with_the_unknown_last(client, member, county, counted):
    client.force_login(member)
    assert names(client.get(f"{URL}?ordning=-invanare")) == ["Ekby", "Regionen", "Åsele"]
    assert names(client.get(f"{URL}?ordning=invanare")) == ["Ekby", "Regionen", "Åsele"]


def test_by_grouping_only_what_is_in_force(client, member, county, part, other_municipality):
    GroupingMember.objects.create(grouping=part, organisation=other_municipality, valid_to=date(2020, 12, 31))
    client.force_login(member)
    assert names(client.get(f"{URL}?ingar_i={part.pk}")) == ["Ekby"]


def test_population_is_shown_with_its_source(client, member, counted):
    client.force_login(member)
    text = client.get(URL).content.decode()
    assert "27\xa0528" in text
    assert "SCB, 31 december 2024" in text


def test_contact_person_is_shown_unless_the_account_is_closed(client, lead, respondent):
    client.force_login(lead)
    assert respondent.get_full_name() in client.get(URL).content.decode()
    respondent.is_active = False
    respondent.save()
    assert respondent.get_full_name() not in client.get(URL).content.decode()


def test_htmx_gets_the_list_alone(client, lead, county):
    client.force_login(lead)
    text = client.get(URL, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in text
    assert 'hx-swap-oob="innerHTML">3 organisationer' in text
    assert "<html" in client.get(URL, headers={"HX-Request": "true", "HX-Boosted": "true"}).content.decode()


def test_only_leads_are_offered_a_new_one(client, lead, member):
    for user, offered in ((lead, True), (member, False)):
        client.force_login(user)
        assert (reverse("organisation-new") in client.get(URL).content.decode()) is offered


def test_stranger_and_visitor(client, stranger):
    assert client.get(URL).status_code == 302
    client.force_login(stranger)
    assert client.get(URL).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_many_rows(client, lead, make_organisations, rows, django_assert_num_queries):
    made = make_organisations(rows)
    client.force_login(lead)
    with django_assert_num_queries(9):  # session, user, roles, counts, groupings, count, rows, groupings, contacts
        response = client.get(URL)
    assert set(made) <= set(response.context["page"])


@pytest.mark.parametrize("path", ["/organisationer/", "/organisationer/grupper/", "/organisationer/personer/"])
@pytest.mark.parametrize("asked", ["²", "9" * 30, "a\0b", "-1"])
def test_nonsense_in_the_address_is_left_aside(client, lead, county, path, asked):
    client.force_login(lead)
    names = ("sok", "sida_i_avtalet", "typ", "ingar_i", "roll", "visa", "sida", "ordning")
    assert client.get(path, dict.fromkeys(names, asked)).status_code == 200
