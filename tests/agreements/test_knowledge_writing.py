"""Writing down what is known: who may, what each kind asks, drafts, review by another, order, two people at once."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from agreements import kinds, services
from agreements.models import AgreementState, KnowledgeItem, KnowledgeKind, KnowledgeState
from agreements.policies import can_review
from portal.audit import entries_about

from .conftest import NOON

NUMBER = "811228-9874"  # the tax agency's own example, of nobody


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/kunskap/"


@pytest.fixture
def example(make_knowledge, provisions):
    """A good example of Ekby, a draft of its member's."""
    return make_knowledge("Måndagsmöte", "good_example", text="Varje måndag.", provisions=[provisions[1]])


def _form(item, **changes):
    values = {"title": item.title, "text": item.text, "revision": item.revision, "organisation": item.organisation_id}
    return {name: value for name, value in (values | changes).items() if value is not None}


def _press(client, item, state, **more):
    return client.post(f"{item.get_absolute_url()}status/", {"state": state, "revision": item.revision} | more)


@pytest.mark.parametrize("kind", KnowledgeKind)
def test_each_kind_can_be_written_and_asks_only_what_belongs_to_it(client, lead, region, provisions, kind, url):
    client.force_login(lead)
    form = client.get(f"{url}ny/?slag={kind}").context["form"]
    assert list(form.fields) == [*kinds.KINDS[kind].fields, "revision"]
    values = {"title": "En sak", "text": "Mer om saken.", "year": "2026", "provisions": [provisions[1].pk]}
    client.post(f"{url}ny/?slag={kind}", values | {"organisation": region.pk, "revision": 1})
    item = KnowledgeItem.objects.get()
    shared = KnowledgeState.DRAFT if kind == KnowledgeKind.GOOD_EXAMPLE else kinds.KINDS[kind].shared
    assert (item.kind, item.title, item.state, item.created_by) == (kind, "En sak", shared, lead)
    assert item.year == (2026 if "year" in kinds.KINDS[kind].fields else None)
    assert [one.pk for one in item.provisions.all()] == ([provisions[1].pk] if "provisions" in form.fields else [])
    assert client.get(item.get_absolute_url()).status_code == 200
    assert [entry.verb for entry in entries_about(item)] == ["created"]


def test_an_unknown_kind_does_not_exist(client, lead, url):
    client.force_login(lead)
    assert client.get(f"{url}ny/?slag=visdom").status_code == 404
    assert client.get(f"{url}ny/").status_code == 404


@pytest.mark.parametrize("who", ["respondent", "coach", "auditor"])
def test_readers_read_and_write_nothing(client, request, make_knowledge, who, url):
    item = make_knowledge()
    client.force_login(request.getfixturevalue(who))
    assert client.get(item.get_absolute_url()).status_code == 200
    ways = [f"{url}ny/?slag=need", f"{item.get_absolute_url()}andra/", f"{item.get_absolute_url()}ta-bort/"]
    assert {client.get(way).status_code for way in ways} == {403}
    assert _press(client, item, "closed").status_code == 403
    item.refresh_from_db()
    assert item.state == "open"


def test_a_member_writes_for_the_own_organisation_only(client, member, make_knowledge, other_municipality, lead, url):
    theirs = make_knowledge("Deras", organisation=other_municipality, by=lead)
    client.force_login(member)
    assert client.get(f"{theirs.get_absolute_url()}andra/").status_code == 403
    answer = client.post(
        f"{url}ny/?slag=need", {"title": "Åt grannen", "organisation": other_municipality.pk, "revision": 1}
    )
    assert answer.status_code == 422
    answer = client.post(f"{url}ny/?slag=need", {"title": "Åt ingen", "organisation": "", "revision": 1})
    assert "Välj vems det är." in answer.content.decode()
    assert KnowledgeItem.objects.count() == 1


@pytest.mark.parametrize("kind", ["principle", "rule", "conclusion", "focus"])
def test_what_is_joint_is_written_by_those_who_lead(client, member, make_knowledge, lead, kind, url):
    item = make_knowledge("Gemensamt", kind, by=lead, organisation=None, year=2026)
    client.force_login(member)
    assert client.get(f"{url}ny/?slag={kind}").status_code == 403
    assert client.get(f"{item.get_absolute_url()}andra/").status_code == 403
    assert client.post(f"{item.get_absolute_url()}flytta/", {"upp": "1"}).status_code == 403


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("need", {"title": ""}, "Skriv det på en rad."),
        ("need", {"text": f"Gäller {NUMBER}"}, "ser ut som om den innehåller ett personnummer"),
        ("focus", {"year": ""}, "Ange vilket år"),
        ("focus", {"year": "26"}, "Skriv året med fyra siffror."),
        ("reference", {"link": "inte en adress"}, "Skriv en hel webbadress"),
    ],
)
def test_what_cannot_be_stored_comes_back_with_words(client, lead, kind, values, said, url):
    client.force_login(lead)
    answer = client.post(f"{url}ny/?slag={kind}", {"title": "Rubriken", "text": "Kvar.", "revision": 1} | values)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert said in text
    assert values.get("text", "Kvar.") in text
    assert not KnowledgeItem.objects.exists()


def test_a_link_without_its_beginning_is_completed(client, lead, url):
    client.force_login(lead)
    client.post(f"{url}ny/?slag=reference", {"title": "Stödsida", "link": "example.org/stod", "revision": 1})
    assert KnowledgeItem.objects.get().link == "https://example.org/stod"


def test_a_draft_is_shared_closed_and_opened_again(client, member, municipality, url):
    client.force_login(member)
    client.post(f"{url}ny/?slag=need", {"title": "Tid", "organisation": municipality.pk, "revision": 1, "draft": "1"})
    item = KnowledgeItem.objects.get()
    assert item.state == "draft"
    for state in ("open", "closed", "open"):
        _press(client, item, state)
        item.refresh_from_db()
        assert item.state == state
    assert item.revision == 4
    assert [entry.details["now"] for entry in entries_about(item) if entry.verb == "set state"] == [
        "open",
        "closed",
        "open",
    ]


def test_two_people_at_once_lose_neither_version(client, lead, member, make_knowledge, municipality):
    item = make_knowledge("Ett", text="Första.")
    client.force_login(member)
    client.post(f"{item.get_absolute_url()}andra/", _form(item, text="Andras."))
    client.force_login(lead)
    answer = client.post(f"{item.get_absolute_url()}andra/", _form(item, text="Mina.", revision=1))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Andras." in text
    assert "Mina." in text
    item.refresh_from_db()
    assert item.text == "Andras."
    client.post(f"{item.get_absolute_url()}andra/", _form(item, text="Mina."))
    item.refresh_from_db()
    assert (item.text, item.revision) == ("Mina.", 3)


def test_a_state_is_not_changed_from_what_somebody_else_changed(client, member, make_knowledge):
    item = make_knowledge()
    client.force_login(member)
    answer = _press(client, item, "closed", revision=7)
    assert answer.status_code == 422
    assert "Någon ändrade det här medan du läste." in answer.content.decode()


@pytest.mark.parametrize("state", ["answered", "published", "nonsens"])
def test_a_state_that_cannot_come_next_is_refused(client, member, make_knowledge, state):
    item = make_knowledge()
    client.force_login(member)
    assert _press(client, item, state).status_code in {403, 422}
    item.refresh_from_db()
    assert item.state == "open"


def test_a_good_example_is_proposed_sent_back_proposed_again_and_shared_by_another(
    client, member, lead, neighbour, example, url
):
    client.force_login(member)
    assert "Föreslå för granskning" in client.get(example.get_absolute_url()).content.decode()
    assert _press(client, example, "published").status_code == 403
    _press(client, example, "proposed")
    example.refresh_from_db()
    assert example.state == "proposed"
    assert "Granskat: dela det" not in client.get(example.get_absolute_url()).content.decode()
    assert _press(client, example, "published").status_code == 403

    client.force_login(neighbour)
    assert client.get(example.get_absolute_url()).status_code == 404

    client.force_login(lead)
    assert "Granskat: dela det" in client.get(example.get_absolute_url()).content.decode()
    answer = _press(client, example, "draft", note="")
    assert (answer.status_code, "Skriv vad som saknas" in answer.content.decode()) == (422, True)
    answer = _press(client, example, "draft", note="Berätta hur ofta.")
    assert answer["Location"] == f"{url}alla/?slag=good_example"  # who leads no longer sees the draft
    client.force_login(member)
    assert "Berätta hur ofta." in client.get(f"{example.get_absolute_url()}andra/").content.decode()
    example.refresh_from_db()
    _press(client, example, "proposed")

    client.force_login(lead)
    example.refresh_from_db()
    _press(client, example, "published")
    example.refresh_from_db()
    assert (example.state, example.reviewed_by, example.review_note) == ("published", lead, "")
    assert example.reviewed_at is not None
    client.force_login(neighbour)
    text = client.get(example.get_absolute_url()).content.decode()
    assert "Granskat" in text
    assert "Lena Ledare" in text


def test_a_reviewed_example_that_its_author_changes_waits_for_review_again(client, member, lead, make_knowledge):
    example = make_knowledge("Kort", "good_example", state="published")
    client.force_login(member)
    assert "väntar det på granskning igen" in client.get(f"{example.get_absolute_url()}andra/").content.decode()
    client.post(f"{example.get_absolute_url()}andra/", _form(example, text="Nytt."))
    example.refresh_from_db()
    assert example.state == "proposed"
    services.set_knowledge_state(example, KnowledgeState.PUBLISHED, by=lead, at=NOON)
    example.refresh_from_db()
    services.save_knowledge(example, by=lead, at=NOON)
    example.refresh_from_db()
    assert (example.state, example.reviewed_by) == ("published", lead)


def test_the_author_never_reviews_even_past_the_page(member, lead, example):
    services.set_knowledge_state(example, KnowledgeState.PROPOSED, by=member, at=NOON)
    example.refresh_from_db()
    assert (can_review(member, example), can_review(lead, example)) == (False, True)
    with pytest.raises(ValidationError):
        services.set_knowledge_state(example, KnowledgeState.PUBLISHED, by=member, at=NOON)
    rows = KnowledgeItem.objects.filter(pk=example.pk)
    for wrong in (
        {"state": "published", "reviewed_at": None},
        {"reviewed_by": member, "reviewed_at": NOON},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_principles_stand_in_order_and_change_places(client, lead, make_knowledge, url):
    for title in ("Ett", "Två", "Tre"):
        make_knowledge(title, "principle", by=lead, organisation=None)
    make_knowledge("Regeln", "rule", by=lead, organisation=None)
    client.force_login(lead)
    third = KnowledgeItem.objects.get(title="Tre")
    client.post(f"{third.get_absolute_url()}flytta/", {"upp": "1"})
    client.post(f"{third.get_absolute_url()}flytta/", {"upp": "1"})
    client.post(f"{third.get_absolute_url()}flytta/", {"upp": "1"})  # there is nothing above the first
    groups = client.get(f"{url}principer/").context["groups"]
    assert [[item.title for item in rows] for _kind, _about, rows in groups] == [["Tre", "Ett", "Två"], ["Regeln"]]


def test_a_draft_is_removed_by_its_own_and_the_rest_by_those_who_lead(client, member, lead, example, make_knowledge):
    shared = make_knowledge()
    client.force_login(member)
    assert client.post(f"{shared.get_absolute_url()}ta-bort/").status_code == 403
    assert "går inte att få tillbaka" in client.get(f"{example.get_absolute_url()}ta-bort/").content.decode()
    client.post(f"{example.get_absolute_url()}ta-bort/")
    client.force_login(lead)
    client.post(f"{shared.get_absolute_url()}ta-bort/")
    assert not KnowledgeItem.objects.exists()
    assert next(entry.verb for entry in entries_about(shared)) == "removed"


def test_an_agreement_that_is_history_is_read_and_not_changed(client, lead, agreement, make_knowledge, url):
    item = make_knowledge()
    agreement.state = AgreementState.ARCHIVED
    agreement.save()
    client.force_login(lead)
    assert client.get(item.get_absolute_url()).status_code == 200
    ways = [f"{url}ny/?slag=need", f"{item.get_absolute_url()}andra/", f"{url}fragor/ny/"]
    assert {client.get(way).status_code for way in ways} == {403}
    assert client.post(f"{url}larande/", {"kind": "lesson", "title": "X"}).status_code == 403
    assert client.get(f"{url}larande/").status_code == 200
