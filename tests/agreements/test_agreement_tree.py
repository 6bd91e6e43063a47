"""Sub-agreements below an agreement: choosing it, refusing circles, showing the tree and the word for the work."""

import pytest

from agreements import queries, services
from agreements.models import Agreement, Implementation, Provision


@pytest.fixture
def make(lead, county):
    """A saved agreement out for decision, under another when `parent` is given."""

    def make(name, **fields):
        agreement = Agreement(title=f"Avtal {name}", short_title=name, state="out_for_decision", **fields)
        return services.save_agreement(agreement, organisations=county, by=lead)

    return make


def _values(agreement, county, **changes):
    return {
        "title": agreement.title,
        "short_title": agreement.short_title,
        "state": agreement.state,
        "revision": agreement.revision,
        "organisations": [one.pk for one in county],
    } | changes


def test_an_agreement_is_put_under_another_in_its_form(client, lead, agreement, county, make):
    part = make("Delavtalet")
    client.force_login(lead)
    client.post(f"/avtal/{part.pk}/andra/", _values(part, county, parent=agreement.pk))
    part.refresh_from_db()
    assert part.parent == agreement


@pytest.mark.parametrize("field", ["parent", "replaces"])
def test_a_circle_at_any_depth_is_refused(client, lead, county, make, field):
    top = make("Överst")
    middle = make("Mitten", **{field: top})
    lowest = make("Nederst", **{field: middle})
    client.force_login(lead)
    response = client.post(f"/avtal/{top.pk}/andra/", _values(top, county, **{field: lowest.pk}))
    assert response.status_code == 422
    words = {
        "parent": "Ett avtal kan inte ligga under sig självt eller under något som hör till det. Välj ett annat avtal.",
        "replaces": "Ett avtal kan inte ersätta sig självt eller ett avtal som har kommit efter det."
        " Välj ett tidigare avtal.",
    }
    assert response.context["form"].errors[field] == [words[field]]
    top.refresh_from_db()
    assert getattr(top, field) is None


def test_the_last_day_for_decisions_is_not_after_the_end(client, lead, agreement, county):
    client.force_login(lead)
    dates = {"valid_from": "2026-01-01", "valid_to": "2026-12-31", "decide_by": "2027-02-01"}
    response = client.post(f"/avtal/{agreement.pk}/andra/", _values(agreement, county, **dates))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["decide_by"]


def test_the_list_shows_the_tree(client, member, agreement, make):
    part = make("Delavtalet", parent=agreement)
    deeper = make("Bilagan", parent=part)
    client.force_login(member)
    page = client.get("/avtal/").context["page"]
    assert [(one, one.depth) for one in page] == [(agreement, 0), (part, 1), (deeper, 2)]


def test_each_page_says_what_is_above_and_below(client, member, agreement, make):
    part = make("Delavtalet", parent=agreement)
    deeper = make("Bilagan", parent=part)
    client.force_login(member)
    above = client.get(agreement.get_absolute_url())
    assert [(one, one.depth) for one in above.context["family"].below] == [(part, 0), (deeper, 1)]
    assert "Hälso- och sjukvårdsavtalet är överordnat dem." in above.content.decode()
    lowest = client.get(deeper.get_absolute_url())
    assert lowest.context["family"].above == [agreement, part]
    assert "<strong>Delavtalet är överordnat.</strong>" in lowest.content.decode()


def test_what_stands_under_a_draft_stands_at_the_top_for_who_cannot_see_it(member, lead, agreement, make):
    part = make("Delavtalet", parent=agreement)
    Agreement.objects.filter(pk=agreement.pk).update(state="draft")
    assert [(one.pk, one.depth) for one in queries.agreement_rows(member)] == [(part.pk, 0)]
    assert queries.family_of(part, user=member).above == []
    assert queries.family_of(part, user=lead).above == [agreement]


def test_the_clauses_of_a_sub_agreement_are_followed_up_like_others(client, lead, agreement, make):
    part = make("Delavtalet", parent=agreement)
    clause = services.save_provision(Provision(agreement=part, number="1", title="Punkt", text="Text."), by=lead)
    assert Implementation.objects.filter(provision=clause).count() == 3
    client.force_login(lead)
    text = client.get(clause.get_absolute_url()).content.decode()
    assert "Överordnat avtal" in text
    assert agreement.get_absolute_url() in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_tree_costs_the_same_however_many_rows(lead, agreement, make, count, django_assert_num_queries):
    for number in range(count):
        make(f"Del {number}", parent=agreement)
    assert lead.leads  # what the person may is asked once per request
    with django_assert_num_queries(1):
        rows = queries.agreement_rows(lead)
    with django_assert_num_queries(1):
        family = queries.family_of(agreement, user=lead)
    assert (len(rows), len(family.below)) == (count + 1, count)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("", "Allt arbete med implementering gäller under förutsättning att avtalet beslutas."),
        ("övergångsplan", "Allt arbete med övergångsplan gäller under förutsättning att avtalet beslutas."),
    ],
)
def test_the_word_for_the_work_stands_in_the_proviso(client, lead, agreement, county, word, said):
    client.force_login(lead)
    client.post(f"/avtal/{agreement.pk}/andra/", _values(agreement, county, implementation_word=word))
    assert said in client.get(agreement.get_absolute_url()).content.decode()


def test_the_form_suggests_words_and_says_what_they_mean(client, lead):
    client.force_login(lead)
    text = client.get("/avtal/nytt/").content.decode()
    assert '<option value="implementering och efterlevnad">' in text
    assert "Implementering betyder" in text


def test_the_word_stands_in_the_sentences_about_the_work(client, lead, agreement, provisions):
    Agreement.objects.filter(pk=agreement.pk).update(implementation_word="övergång till nytt arbetssätt")
    services.ensure_implementations(agreement)
    client.force_login(lead)
    for page in (agreement.get_absolute_url(), provisions[1].get_absolute_url()):
        text = client.get(page).content.decode()
        assert "Hur långt parterna har kommit med övergång till nytt arbetssätt." in text
    assert (
        'value="Plan för övergång till nytt arbetssätt"'
        in client.get(f"/avtal/{agreement.pk}/plan/andra/").content.decode()
    )


def test_an_agreement_cannot_be_put_under_history(client, lead, agreement, county, make):
    old = make("Förra")
    Agreement.objects.filter(pk=old.pk).update(state="replaced")
    client.force_login(lead)
    response = client.post(f"/avtal/{agreement.pk}/andra/", _values(agreement, county, parent=old.pk))
    assert response.context["form"].errors == {"parent": ["Det avtalet är historia. Välj det som har ersatt det."]}


def test_another_agreement_cannot_be_replaced_while_clauses_come_from_the_first(
    client, lead, agreement, county, provisions
):
    new = services.start_version(agreement, title="Nya", short_title="Nya", by=lead)
    client.force_login(lead)
    response = client.post(f"/avtal/{new.pk}/andra/", _values(new, county, replaces=""))
    assert response.status_code == 422
    assert response.context["form"].errors["replaces"] == [
        "4 punkter kommer från det avtal som stod här. Ta först bort punkternas koppling till det."
    ]
