import pytest

from agreements import services
from agreements.models import Change, Provision


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/punkter/"


def _numbers(response):
    return [row.provision.number for _chapter, rows in response.context["chapters"] for row in rows]


def test_a_stranger_cannot_tell_it_exists(client, stranger, url):
    client.force_login(stranger)
    assert client.get(url).status_code == 404


def test_clauses_stand_by_chapter_in_order(client, member, provisions, url):
    client.force_login(member)
    response = client.get(url)
    assert [chapter for chapter, _rows in response.context["chapters"]] == ["Kapitel 1", "Kapitel 2", "Kapitel 3"]
    assert _numbers(response) == ["1.1", "2.1", "2.2", "3.1"]
    assert "1 ändrade och 1 oförändrade" in response.content.decode()


def test_only_new_and_changed(client, member, provisions, url):
    client.force_login(member)
    assert _numbers(client.get(f"{url}?punkter=nya")) == ["2.1", "2.2", "3.1"]


@pytest.mark.parametrize(
    ("words", "found"),
    [("vårdkontakt", ["2.1"]), ("§ 2", ["2.1", "2.2"]), ("LÄKARMEDVERKAN GÄLLER", ["3.1"]), ("finns inte", [])],
)
def test_search_looks_at_number_heading_and_text(client, member, provisions, url, words, found):
    client.force_login(member)
    assert _numbers(client.get(url, {"sok": words})) == found


def test_what_is_not_found_offers_a_way_out(client, member, provisions, url):
    client.force_login(member)
    text = client.get(url, {"sok": "finns inte"}).content.decode()
    assert "Ingen punkt stämmer" in text
    assert "0 punkter med ”finns inte”." in text


def test_search_words_are_shown_as_text(client, member, provisions, url):
    client.force_login(member)
    assert "<script>alert" not in client.get(url, {"sok": "<script>alert(1)</script>"}).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_rows(client, lead, agreement, url, count, django_assert_num_queries):
    for number in range(count):
        Provision.objects.create(agreement=agreement, number=str(number), title="P", text="T", change=Change.NEW)
    services.ensure_implementations(agreement)
    client.force_login(lead)
    with django_assert_num_queries(8):  # session, user, memberships, agreement, clauses, cells, counts, audiences
        response = client.get(url)
    assert len(_numbers(response)) == count


@pytest.mark.parametrize(("who", "offered"), [("lead", True), ("member", False), ("auditor", False)])
def test_the_empty_list_offers_the_first_step_to_those_who_lead(client, request, agreement, url, who, offered):
    client.force_login(request.getfixturevalue(who))
    assert ("Skriv den första punkten" in client.get(url).content.decode()) is offered
