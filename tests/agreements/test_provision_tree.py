"""The clauses as a tree by chapter and dotted number, and the filters in the address."""

import pytest

from agreements import services
from agreements.models import Provision


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/punkter/"


@pytest.fixture
def tree(agreement, lead):
    """4 > 4.2 > 4.2.1, and 4.10 that stands beside 4.2."""
    made = {}
    for number, change, side in (
        ("4", "unchanged", ""),
        ("4.2", "changed", "region"),
        ("4.2.1", "new", "municipal"),
        ("4.10", "removed", "region"),
        ("5.1", "new", ""),
    ):
        clause = Provision(
            agreement=agreement,
            number=number,
            title=f"Punkt {number}",
            text="Hembesök." if number == "4.2.1" else "Text.",
            change=change,
            responsible=side,
            chapter=f"Kapitel {number[0]}",
        )
        made[number] = services.save_provision(clause, by=lead)
    services.save_provision(made["4.2"], by=lead, relevance=[("Enhetschefer", "Planera.")])
    return made


def _shown(response):
    return [
        (row.provision.number, row.depth, row.matches)
        for _chapter, rows in response.context["chapters"]
        for row in rows
    ]


def test_each_clause_stands_below_what_its_number_says(client, member, tree, url):
    client.force_login(member)
    response = client.get(url)
    assert _shown(response) == [
        ("4", 0, True),
        ("4.2", 1, True),
        ("4.2.1", 2, True),
        ("4.10", 1, True),
        ("5.1", 0, True),
    ]
    assert response.content.decode().count("nivå 3: ") == 1


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"sok": "hembesök"}, [("4", 0, False), ("4.2", 1, False), ("4.2.1", 2, True)]),
        ({"punkter": "ny"}, [("4", 0, False), ("4.2", 1, False), ("4.2.1", 2, True), ("5.1", 0, True)]),
        ({"punkter": "borttagen"}, [("4", 0, False), ("4.10", 1, True)]),
        ({"ansvar": "bada"}, [("4", 0, True), ("5.1", 0, True)]),
        ({"ansvar": "regionen", "punkter": "nya"}, [("4", 0, False), ("4.2", 1, True)]),
        ({"malgrupp": "enhetschefer"}, [("4", 0, False), ("4.2", 1, True)]),
        ({"malgrupp": "Ingen"}, []),
        ({"punkter": "'; --", "ansvar": "x"}, None),
        ({"sok": "\0", "malgrupp": "\0"}, None),
    ],
)
def test_filters_in_the_address_keep_what_stands_above(client, member, tree, url, asked, found):
    client.force_login(member)
    response = client.get(url, asked)
    if found is None:  # what cannot be read is left aside
        assert len(_shown(response)) == 5
    else:
        assert _shown(response) == found
        assert response.context["shown"] == sum(matches for *_, matches in found)


def test_the_filters_show_what_occurs(client, member, tree, url):
    client.force_login(member)
    context = client.get(url).context
    assert [(key, count) for key, _label, count in context["changes"]] == [
        ("ny", 2),
        ("andrad", 1),
        ("oforandrad", 1),
        ("borttagen", 1),
    ]
    assert context["audiences"] == ["Enhetschefer"]
