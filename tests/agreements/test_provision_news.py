"""What is new, to hand out: for everybody or for one audience."""

import pytest

from agreements import services
from agreements.models import Provision


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/punkter/nytt/"


@pytest.fixture
def told(agreement, provisions, lead):
    """§ 2.1 for chefs and nurses, § 3.1 for nurses; § 1.1 is removed."""
    provisions[1].what_is_new = "Alla får en kontakt."
    services.save_provision(provisions[1], by=lead, relevance=[("Chefer", "Utse någon."), ("Sjuksköterskor", "Ring.")])
    services.save_provision(provisions[3], by=lead, relevance=[("sjuksköterskor", "Boka läkaren.")])
    Provision.objects.filter(pk=provisions[0].pk).update(change="removed")
    return provisions


def _numbers(response):
    return [row.provision.number for row in response.context["news"].clauses]


def test_everything_new_with_all_audiences(client, member, told, url):
    client.force_login(member)
    response = client.get(url)
    news = response.context["news"]
    assert _numbers(response) == ["2.1", "2.2", "3.1"]
    assert (news.audiences, [one.number for one in news.removed]) == (["Chefer", "Sjuksköterskor"], ["1.1"])
    text = response.content.decode()
    for words in ("Alla får en kontakt.", "Utse någon.", "Det nya är inte beskrivet än.", "Gäller inte längre"):
        assert words in text


def test_for_one_audience_the_rest_stands_short(client, member, told, url):
    client.force_login(member)
    response = client.get(url, {"malgrupp": "SJUKSKÖTERSKOR"})
    news = response.context["news"]
    assert _numbers(response) == ["2.1", "3.1"]
    assert [[one.text for one in row.relevance] for row in news.clauses] == [["Ring."], ["Boka läkaren."]]
    assert [one.number for one in news.others] == ["2.2"]
    assert "Utse någon." not in response.content.decode()


def test_an_audience_nobody_has_written_for_counts_as_none(client, member, told, url):
    client.force_login(member)
    response = client.get(url, {"malgrupp": "<script>"})
    assert _numbers(response) == ["2.1", "2.2", "3.1"]
    assert '<script>"' not in response.content.decode()


def test_when_nothing_is_new_the_page_says_so(client, member, agreement, provisions, url):
    agreement.provisions.update(change="unchanged")
    client.force_login(member)
    assert "Ingen punkt är ny eller ändrad" in client.get(url).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_rows(client, lead, agreement, url, count, django_assert_num_queries):
    for number in range(count):
        clause = Provision(agreement=agreement, number=str(number), title="P", text="T", change="new")
        services.save_provision(clause, by=lead, relevance=[("A", "a"), ("B", "b")])
    client.force_login(lead)
    with django_assert_num_queries(6):  # session, user, memberships, agreement, clauses, texts
        assert len(_numbers(client.get(url))) == count
