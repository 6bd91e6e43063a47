"""The pages of versions: making one, comparing, letting it take over, and what shows of the one before."""

import pytest

from agreements import queries, services
from agreements.models import Agreement, Document, Provision
from portal.dates import today

from .conftest import NOON


@pytest.fixture
def new(agreement, provisions, rows, lead):
    made = services.start_version(agreement, title="Avtalet 2028", short_title="Avtalet 2028", by=lead)
    Agreement.objects.filter(pk=made.pk).update(state="out_for_decision")
    made.refresh_from_db()
    return made


def _decide(new):
    new.parties.update(decided_on=today())
    Agreement.objects.filter(pk=new.pk).update(state="decided")
    new.refresh_from_db()


def _pages(agreement, new):
    return [f"/avtal/{agreement.pk}/ny-version/", f"/avtal/{new.pk}/ta-over/"]


def test_a_stranger_cannot_tell_they_exist(client, stranger, agreement, new):
    client.force_login(stranger)
    for page in [*_pages(agreement, new), f"/avtal/{new.pk}/jamfor/", f"/avtal/{new.pk}/punkter/nytt/"]:
        assert client.get(page).status_code == 404


@pytest.mark.parametrize("who", ["member", "coach", "auditor"])
def test_only_those_who_lead_make_versions(client, request, agreement, new, who):
    client.force_login(request.getfixturevalue(who))
    for page in _pages(agreement, new):
        assert client.get(page).status_code == 403
        assert client.post(page, {"revision": 1}).status_code == 403
    assert client.get(f"/avtal/{new.pk}/jamfor/").status_code == 200


def test_the_draft_is_made_from_the_page(client, lead, agreement, provisions, rows):
    url = f"/avtal/{agreement.pk}/ny-version/"
    client.force_login(lead)
    assert "med 4 punkter, märkta som oförändrade. 3 parter följer med" in client.get(url).content.decode()
    same = client.post(url, {"title": "Ny", "short_title": "hälso- och SJUKVÅRDSAVTALET"})
    assert same.status_code == 422
    assert "Lägg till årtalet" in same.content.decode()
    response = client.post(url, {"title": "Nya avtalet", "short_title": "Nya", "valid_from": "2028-01-01"})
    made = Agreement.objects.get(short_title="Nya")
    assert response.url == f"/avtal/{made.pk}/punkter/"
    assert (made.replaces, made.state, made.provisions.count()) == (agreement, "draft", 4)
    again = client.post(url, {"title": "Nya", "short_title": "En till"})
    assert again.status_code == 422
    assert "Det finns redan en ny version på gång: Nya." in again.content.decode()


def test_the_versions_stand_side_by_side_word_by_word(client, member, lead, new):
    changed = new.provisions.get(number="2.1")
    changed.text = "Fast vårdkontakt utses <b>genast</b>."
    services.save_provision(changed, by=lead)
    gone = new.provisions.get(number="1.1")
    gone.change = "removed"
    services.save_provision(gone, by=lead)
    services.save_provision(Provision(agreement=new, number="4", title="Nytt", text="Ny.", change="new"), by=lead)
    left = new.provisions.get(number="3.1")
    left.delete()
    client.force_login(member)
    response = client.get(f"/avtal/{new.pk}/jamfor/")
    comparison = response.context["comparison"]
    assert (comparison.new, comparison.changed, comparison.removed, comparison.unchanged) == (1, 1, 2, 1)
    text = response.content.decode()
    assert "<p>Fast vårdkontakt <del>gäller.</del></p>" in text
    assert "<p>Fast vårdkontakt <ins>utses &lt;b&gt;genast&lt;/b&gt;.</ins></p>" in text
    assert [(pair.old and pair.old.number, pair.new and pair.new.number) for pair, *_ in response.context["lines"]] == [
        ("1.1", "1.1"),
        ("2.1", "2.1"),
        (None, "4"),
        ("3.1", None),
    ]
    assert len(client.get(f"/avtal/{new.pk}/jamfor/?visa=alla").context["lines"]) == 5


def test_without_differences_the_page_says_so(client, member, new):
    client.force_login(member)
    assert "Ingenting skiljer sig än" in client.get(f"/avtal/{new.pk}/jamfor/").content.decode()


def test_there_is_nothing_to_compare_without_a_version_before(client, lead, agreement, provisions):
    client.force_login(lead)
    assert client.get(f"/avtal/{agreement.pk}/jamfor/").status_code == 404
    assert client.get(f"/avtal/{agreement.pk}/ta-over/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_comparing_costs_the_same_however_many_rows(client, lead, agreement, count, django_assert_num_queries):
    for number in range(count):
        Provision.objects.create(agreement=agreement, number=str(number), title="P", text="T")
    new = services.start_version(agreement, title="N", short_title="N", by=lead)
    client.force_login(lead)
    with django_assert_num_queries(6):  # session, user, memberships, agreement, old clauses, new clauses
        response = client.get(f"/avtal/{new.pk}/jamfor/?visa=alla")
    assert len(response.context["lines"]) == count


def test_taking_over_is_offered_when_decided_and_says_what_happens(client, lead, member, agreement, rows, row, new):
    services.move_to_phase(row, 3, because="Används.", by=member, at=NOON)
    clause = new.provisions.get(number="2.1")
    clause.text = "Nya ord."
    services.save_provision(clause, by=lead)
    services.save_agreement(
        Agreement(title="Del", short_title="Delavtalet", state="in_force", parent=agreement),
        organisations=[party.organisation for party in agreement.parties.all()],
        by=lead,
    )
    url = f"/avtal/{new.pk}/ta-over/"
    client.force_login(lead)
    assert url not in client.get(new.get_absolute_url()).content.decode()
    refused = client.post(url, {"revision": new.revision})
    assert refused.status_code == 422
    assert "Avtalet är inte beslutat." in refused.content.decode()
    _decide(new)
    assert url in client.get(new.get_absolute_url()).content.decode()
    page = client.get(url)
    step = page.context["step"]
    assert (step.carried, step.to_confirm, step.kept, step.undecided) == (1, 1, 0, 0)
    assert [one.short_title for one in step.parts] == ["Delavtalet"]
    assert "Hälso- och sjukvårdsavtalet blir historia" in page.content.decode()
    done = client.post(url, {"revision": page.context["form"]["revision"].value()}, follow=True)
    assert "1 rad med faser har följt med." in done.content.decode()
    agreement.refresh_from_db()
    assert agreement.state == "replaced"
    assert client.get(url).status_code == 404  # nothing is left to do


def test_somebody_who_came_first_is_noticed(client, lead, agreement, new):
    _decide(new)
    client.force_login(lead)
    response = client.post(f"/avtal/{new.pk}/ta-over/", {"revision": new.revision + 5})
    assert response.status_code == 422
    agreement.refresh_from_db()
    assert agreement.state == "out_for_decision"


def test_how_the_one_before_was_decided_is_shown_as_history(client, member, agreement, municipality, new):
    agreement.parties.filter(organisation=municipality).update(decided_on=today(), registry_number="KS 12")
    client.force_login(member)
    response = client.get(new.get_absolute_url())
    assert [party.organisation for party in response.context["former_decisions"]] == [municipality]
    assert "KS 12" in response.content.decode()
    assert response.context["family"].replaces == agreement
    assert client.get(agreement.get_absolute_url()).context["family"].replaced_by == [new]


def test_the_clause_says_where_it_comes_from(client, member, agreement, provisions, new):
    clause = new.provisions.get(number="2.1")
    client.force_login(member)
    response = client.get(clause.get_absolute_url())
    assert response.context["former"] == [provisions[1]]
    assert provisions[1].get_absolute_url() in response.content.decode()


def test_documents_of_the_earlier_wording_are_found_from_the_new(client, lead, member, agreement, provisions, new):
    clause = new.provisions.get(number="2.1")
    rows = [
        Document.objects.create(
            agreement=agreement, organisation=lead.memberships.get().organisation, kind="annex", title=title, **facts
        )
        for title, facts in [
            ("Gammal bilaga", {"state": "shared", "shared_at": NOON, "shared_by": lead}),
            ("Fortfarande bilaga", {"state": "shared", "shared_at": NOON, "shared_by": lead}),
            ("Eget utkast", {}),
        ]
    ]
    for row in rows:
        row.provisions.add(provisions[1])
    rows[1].provisions.add(clause)
    client.force_login(member)
    page = client.get(clause.get_absolute_url()).content.decode()
    before, after = page.split("Underlag till tidigare lydelse")[1].split('id="dokument"')
    assert "Gammal bilaga" in before
    assert "Fortfarande bilaga" not in before
    assert "Fortfarande bilaga" in after
    assert "Eget utkast" not in page
    assert "Underlag till tidigare lydelse" not in client.get(provisions[1].get_absolute_url()).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_what_would_follow_costs_the_same_however_many_rows(
    lead, agreement, rows, new, count, django_assert_num_queries
):
    for old in rows.filter(provision__number="2.1")[:count]:
        services.move_to_phase(old, 2, because="Ja.", by=lead, at=NOON)
    assert lead.leads  # what the person may is asked once per request
    new = Agreement.objects.select_related("replaces").get(pk=new.pk)
    with django_assert_num_queries(5):
        assert queries.take_over_of(new, user=lead).carried == count


def test_an_agreement_closed_by_hand_can_still_hand_over(client, lead, member, agreement, rows, row, new):
    services.move_to_phase(row, 3, because="Används.", by=member, at=NOON)
    _decide(new)
    Agreement.objects.filter(pk=agreement.pk).update(state="replaced")
    client.force_login(lead)
    url = f"/avtal/{new.pk}/ta-over/"
    assert url in client.get(new.get_absolute_url()).content.decode()
    client.post(url, {"revision": new.revision})
    assert url not in client.get(new.get_absolute_url()).content.decode()
