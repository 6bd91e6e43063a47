"""Local supplements: whose they are, who sees a draft, and the warned step of sharing."""

import pytest

from agreements import queries, services
from agreements.models import AgreementState, LocalSupplement, PlanVersion
from organisations.models import Group, GroupKind, GroupMembership
from portal.audit import entries_about


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/plan/tillagg/"


@pytest.fixture
def draft(plan, municipality):
    """A draft of Ekby."""
    return LocalSupplement.objects.create(plan=plan, organisation=municipality, title="Jouren", text="Ring först.")


@pytest.fixture
def of_group(plan, member):
    """A draft of a local group where the member sits, and the neighbour does not."""
    forum = Group.objects.create(name="Forum Ekby", kind=GroupKind.LOCAL_FORUM)
    GroupMembership.objects.create(group=forum, user=member)
    return LocalSupplement.objects.create(plan=plan, group=forum, title="Träffarna", text="Varje måndag.")


def _text(response):
    return " ".join(response.content.decode().split())


def _pages(supplement):
    page = f"/avtal/plan/tillagg/{supplement.pk}/"
    return [page, f"{page}andra/", f"{page}dela/"]


def test_a_stranger_cannot_tell_they_exist(client, stranger, draft, url):
    LocalSupplement.objects.update(is_draft=False)
    client.force_login(stranger)
    assert {client.get(page).status_code for page in [url, f"{url}nytt/", *_pages(draft)]} == {404}


def test_a_draft_exists_only_for_its_own(client, request, draft, of_group, url):
    seen = {}
    for who in ("member", "respondent", "neighbour", "coach", "auditor", "lead", "administrator"):
        client.force_login(request.getfixturevalue(who))
        text = _text(client.get(url))
        seen[who] = ("Jouren" in text, "Träffarna" in text, client.get(_pages(draft)[0]).status_code)
    assert seen == {
        "member": (True, True, 200),
        "respondent": (True, False, 200),
        "neighbour": (False, False, 404),
        "coach": (False, False, 404),
        "auditor": (False, False, 404),
        "lead": (False, False, 404),
        "administrator": (False, False, 404),
    }


def test_its_own_writers_write_and_others_do_not(client, respondent, member, draft, of_group):
    client.force_login(respondent)
    assert {client.get(page).status_code for page in _pages(draft)[1:]} == {403}
    assert client.post(f"{_pages(draft)[0]}ta-bort/").status_code == 403
    client.force_login(member)
    for supplement in (draft, of_group):
        assert {client.get(page).status_code for page in _pages(supplement)} == {200}


def test_a_member_writes_one_for_the_own_organisation(client, member, municipality, plan, url):
    client.force_login(member)
    form = client.get(f"{url}nytt/").context["form"]
    assert list(form.fields["organisation"].queryset) == [municipality]
    values = {"organisation": municipality.pk, "title": "Helger", "text": "Så gör vi.", "revision": 1}
    client.post(f"{url}nytt/", values)
    made = LocalSupplement.objects.get()
    assert (made.organisation, made.is_draft, made.plan) == (municipality, True, plan)
    assert [entry.verb for entry in entries_about(made)] == ["created"]
    assert not PlanVersion.objects.exists()


def test_nobody_writes_for_somebody_else(client, member, other_municipality, plan, url):
    client.force_login(member)
    values = {"organisation": other_municipality.pk, "title": "Helger", "text": "Så gör vi.", "revision": 1}
    assert client.post(f"{url}nytt/", values).status_code == 422
    forum = Group.objects.create(name="Annat forum", kind=GroupKind.LOCAL_FORUM)
    assert client.post(f"{url}nytt/", values | {"organisation": "", "group": forum.pk}).status_code == 422
    assert not LocalSupplement.objects.exists()


def test_it_is_either_an_organisations_or_a_groups(client, member, municipality, of_group, url):
    client.force_login(member)
    values = {"title": "Helger", "text": "Så gör vi.", "revision": 1}
    for whose in ({}, {"organisation": municipality.pk, "group": of_group.group_id}):
        response = client.post(f"{url}nytt/", values | whose)
        assert response.status_code == 422
        assert "Välj antingen en organisation eller en lokal grupp." in _text(response)
        assert "Så gör vi.</textarea>" in _text(response)


def test_sharing_is_a_warned_step_that_all_then_see(client, member, neighbour, draft, agreement, url):
    client.force_login(member)
    page = f"/avtal/plan/tillagg/{draft.pk}/dela/"
    text = _text(client.get(page))
    assert "Det går inte att ångra en delning" in text
    assert "allmän handling" in text
    client.post(page, {"revision": 1})
    draft.refresh_from_db()
    assert not draft.is_draft
    assert [entry.verb for entry in entries_about(draft)] == ["shared"]
    client.force_login(neighbour)
    assert "Jouren" in _text(client.get(url))
    document = _text(client.get(f"/avtal/{agreement.pk}/plan/dokument/"))
    assert "Ekby kommun: <a" in document
    assert "<p>Ring först.</p>" in document
    assert client.get(f"/avtal/plan/tillagg/{draft.pk}/andra/").status_code == 403


def test_the_plan_is_kept_before_a_supplement_enters_it(plan, draft, member):
    services.share_supplement(draft, by=member, revision=1)
    assert PlanVersion.objects.get().content["supplements"] == []
    assert [one.title for one in queries.text_of(plan).supplements] == ["Jouren"]


def test_what_changed_meanwhile_is_not_shared_unread(client, member, draft):
    LocalSupplement.objects.update(revision=2, text="Något annat")
    client.force_login(member)
    response = client.post(f"/avtal/plan/tillagg/{draft.pk}/dela/", {"revision": 1})
    assert response.status_code == 422
    assert "Någon ändrade tillägget medan du läste." in _text(response)
    assert LocalSupplement.objects.get().is_draft


def test_two_who_write_the_same_supplement_see_both_texts(client, member, draft):
    LocalSupplement.objects.update(revision=2, text="Annas text")
    client.force_login(member)
    values = {"title": "Jouren", "text": "Min text", "revision": 1}
    response = client.post(f"/avtal/plan/tillagg/{draft.pk}/andra/", values)
    assert response.status_code == 422
    assert "Text: Annas text" in _text(response)
    assert "Min text</textarea>" in _text(response)
    assert LocalSupplement.objects.get().text == "Annas text"


def test_who_leads_may_mend_what_is_shared(client, lead, draft):
    LocalSupplement.objects.update(is_draft=False)
    client.force_login(lead)
    text = _text(client.get(f"/avtal/plan/tillagg/{draft.pk}/andra/"))
    assert "alla som ser avtalet ser det du ändrar" in text
    client.post(f"/avtal/plan/tillagg/{draft.pk}/andra/", {"title": "Jouren", "text": "Rättat", "revision": 1})
    assert LocalSupplement.objects.get().text == "Rättat"
    assert PlanVersion.objects.get().content["supplements"][0]["text"] == "Ring först."


def test_a_supplement_is_removed_by_its_own(client, member, draft, url):
    client.force_login(member)
    assert client.post(f"/avtal/plan/tillagg/{draft.pk}/ta-bort/")["Location"] == url
    assert not LocalSupplement.objects.exists()


def test_a_closed_agreement_is_history(client, member, agreement, draft, url):
    agreement.state = AgreementState.ARCHIVED
    agreement.save()
    client.force_login(member)
    assert client.get(url).status_code == 200
    assert {client.get(page).status_code for page in [f"{url}nytt/", *_pages(draft)[1:]]} == {403}


def test_an_empty_list_offers_the_first_to_those_who_may(client, member, coach, plan, url):
    client.force_login(member)
    assert "Skriv det första tillägget" in _text(client.get(url))
    client.force_login(coach)
    text = _text(client.get(url))
    assert "Inga tillägg ännu" in text
    assert "Nytt lokalt tillägg" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_rows(client, member, plan, municipality, url, count, django_assert_num_queries):
    for number in range(count):
        for is_draft in (True, False):
            LocalSupplement.objects.create(
                plan=plan, organisation=municipality, title=f"T{number}", text="T", is_draft=is_draft
            )
    client.force_login(member)
    with django_assert_num_queries(6):  # session, user, memberships, agreement, plan, supplements
        response = client.get(url)
    assert (len(response.context["drafts"]), len(response.context["shared"])) == (count, count)
