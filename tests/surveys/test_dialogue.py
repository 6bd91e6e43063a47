"""Quality dialogues: whose they are, what they end in, and the round that is finished by them."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from actions.models import ActionItem
from organisations.models import Group, GroupKind, GroupMembership, Membership, Role
from portal import dates
from portal.documents import read_document
from surveys import services
from surveys.models import DialogueGuide, DialogueStep, QualityDialogue, RoundFinish
from surveys.queries.dialogues import guide_of, standing_of, waiting_for
from surveys.queries.sides import talk_items
from surveys.services import dialogues


@pytest.fixture
def submitted(sent, municipality, other_municipality, answer):
    answer(sent, municipality, 1, 2, 3)
    answer(sent, other_municipality, 3, 3, 3)
    return sent


@pytest.fixture
def begin(submitted, municipality, member):
    """Makes a dialogue of Ekby, held today and a draft unless shared."""

    def make(*, shared=False, held_on="today", round=submitted, **whose):
        whose = whose or {"organisation": municipality}
        dialogue = QualityDialogue(
            round=round,
            held_on=dates.today() if held_on == "today" else held_on,
            answers=[{"question": "Vad är bäst?", "text": "Att vi ringer först."}],
            note="Vi var fyra.",
            **whose,
        )
        dialogues.save_dialogue(dialogue, by=member)
        return dialogues.share_dialogue(dialogue, by=member, at=timezone.now()) if shared else dialogue

    return make


@pytest.fixture
def forum(region, member, lead, municipality):
    forum = Group.objects.create(name="Forum Ekby", kind=GroupKind.LOCAL_FORUM)
    GroupMembership.objects.create(group=forum, user=member, organisation=municipality)
    GroupMembership.objects.create(group=forum, user=lead, organisation=region)
    return forum


def wish(dialogue, **more):
    return (
        {"held_on": dates.today().isoformat(), "participants": "Chefer", "note": "", "revision": dialogue.revision}
        | {"answer_0": "Nytt svar"}
        | more
    )


# Whose it is


@pytest.mark.parametrize(
    ("who", "at_first", "shared"),
    [("member", 200, 200), ("respondent", 200, 200), ("lead", 404, 200), ("neighbour", 404, 404), ("coach", 404, 404)],
)
def test_a_draft_is_the_organisations_own_until_it_is_shared(client, request, begin, who, at_first, shared):
    dialogue = begin()
    client.force_login(request.getfixturevalue(who))
    addresses = [reverse(name, args=[dialogue.pk]) for name in ("dialogue-detail", "dialogue-edit", "dialogue-word")]
    assert [client.get(address).status_code for address in addresses] == [at_first] * 3
    assert "Att vi ringer först." not in client.get(reverse("dialogue-list", args=[dialogue.round.pk])).content.decode()
    dialogues.share_dialogue(dialogue, by=dialogue.created_by, at=timezone.now())
    assert [client.get(address).status_code for address in addresses] == [shared] * 3


def test_it_is_begun_with_the_guide_in_ones_own_words_and_keeps_it(client, lead, member, submitted, municipality):
    client.force_login(lead)
    guide = reverse("dialogue-guide", args=[submitted.pk])
    client.post(guide, {"questions": "Vad såg vi?\n\n  Vad gör vi? ", "revision": 1})
    assert guide_of(submitted) == ["Vad såg vi?", "Vad gör vi?"]
    stale = client.post(guide, {"questions": "Andras ord", "revision": 1})
    assert stale.status_code == 302  # the first save made the row, with revision 1
    stale = client.post(guide, {"questions": "Tredje", "revision": 1})
    assert stale.status_code == 422
    assert "Andras ord" in stale.content.decode()
    client.force_login(member)
    assert client.get(guide).status_code == 403
    new = f"{reverse('dialogue-new', args=[submitted.pk])}?organisation={municipality.pk}"
    assert "Andras ord" in client.get(new).content.decode()
    client.post(new, {"answer_0": "Det blev bra", "revision": 1})
    dialogue = QualityDialogue.objects.get()
    DialogueGuide.objects.update(questions=["Något annat"])
    page = client.get(dialogue.get_absolute_url()).content.decode()
    assert "Andras ord" in page
    assert "Det blev bra" in page
    assert client.get(new).url == reverse("dialogue-edit", args=[dialogue.pk])
    twice = client.post(new, {"answer_0": "En gång till", "revision": 1})
    assert twice.status_code == 422
    assert "Dialogen är redan påbörjad" in twice.content.decode()
    assert "En gång till" in twice.content.decode()


def test_nobody_begins_one_for_others(client, neighbour, submitted, municipality, forum, region):
    client.force_login(neighbour)
    new = reverse("dialogue-new", args=[submitted.pk])
    assert client.get(f"{new}?organisation={municipality.pk}").status_code == 403
    assert client.post(f"{new}?grupp={forum.pk}", {"revision": 1}).status_code == 403
    for strange in ("", f"?organisation={region.pk}", "?organisation=²", "?grupp=999999"):
        assert client.get(new + strange).status_code == 404  # the region has not answered
    assert not QualityDialogue.objects.exists()


def test_two_who_write_at_once_do_not_overwrite(client, member, begin):
    dialogue = begin()
    address = reverse("dialogue-edit", args=[dialogue.pk])
    client.force_login(member)
    assert client.post(address, wish(dialogue, answer_0="Först")).status_code == 302
    second = client.post(address, wish(dialogue, answer_0="Sedan"))
    assert second.status_code == 422
    content = second.content.decode()
    assert "Sedan</textarea>" in content
    assert "Vad är bäst?: Först" in content
    dialogue.refresh_from_db()
    assert dialogue.answers == [{"question": "Vad är bäst?", "text": "Först"}]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"held_on": (dates.today() + timedelta(days=2)).isoformat()}, "Dagen ligger framåt i tiden."),
        ({"held_on": "2001-01-01"}, "Det är innan enkäten öppnade."),
        ({"held_on": "i går"}, "Skriv ett datum"),
        ({"answer_0": "Hon heter 811228-9874"}, "personnummer"),
    ],
)
def test_what_cannot_be_saved_is_said_and_kept(client, member, begin, more, words):
    dialogue = begin()
    client.force_login(member)
    response = client.post(reverse("dialogue-edit", args=[dialogue.pk]), wish(dialogue, participants="Vi alla", **more))
    assert response.status_code == 422
    assert words in response.content.decode()
    assert "Vi alla" in response.content.decode()


def test_it_is_shared_when_it_has_been_held(client, member, lead, begin):
    dialogue = begin(held_on=None)
    client.force_login(member)
    share = reverse("dialogue-share", args=[dialogue.pk])
    assert "Ange vilken dag dialogen hölls" in client.post(share, follow=True).content.decode()
    client.post(reverse("dialogue-edit", args=[dialogue.pk]), wish(dialogue))
    client.post(share)
    assert QualityDialogue.objects.visible_to(lead).exists()
    dialogue.refresh_from_db()
    emptied = client.post(reverse("dialogue-edit", args=[dialogue.pk]), wish(dialogue, held_on=""))
    assert emptied.status_code == 422
    assert "Ange vilken dag den hölls" in emptied.content.decode()


# Next steps


def test_three_next_steps_become_actions_and_the_fourth_is_refused(client, member, begin, municipality):
    dialogue = begin()
    client.force_login(member)
    add = reverse("dialogue-step-add", args=[dialogue.pk])
    for title in ("Ett", "Två", "Två", "Tre"):
        assert client.post(add, {"title": title, "owner": member.pk}).status_code == 302
    fourth = client.post(add, {"title": "Fyra"})
    assert fourth.status_code == 422
    assert "En dialog har högst tre nästa steg." in fourth.content.decode()
    assert 'value="Fyra"' in fourth.content.decode()
    actions = ActionItem.objects.order_by("pk")
    assert [(one.title, one.organisation) for one in actions] == [(t, municipality) for t in ("Ett", "Två", "Tre")]
    page = client.get(actions[0].get_absolute_url()).content.decode()
    assert "Ett nästa steg från kvalitetsdialogen om enkäten Gap-enkät våren" in page
    client.post(reverse("dialogue-step-remove", args=[dialogue.pk, dialogue.steps.get(number=2).pk]))
    client.post(add, {"title": "Fyra"})
    assert list(dialogue.steps.values_list("number", "action__title")) == [(1, "Ett"), (2, "Fyra"), (3, "Tre")]
    assert ActionItem.objects.count() == 4


def test_the_database_has_no_room_for_a_fourth(begin):
    dialogue = begin()
    rows = [ActionItem.objects.create(title=str(number)) for number in range(2)]
    DialogueStep.objects.create(dialogue=dialogue, number=1, action=rows[0])
    for number, words in ((4, "at_most_three"), (0, "at_most_three"), (1, "step_once")):
        with pytest.raises(IntegrityError, match=words), transaction.atomic():
            DialogueStep.objects.create(dialogue=dialogue, number=number, action=rows[1])


def test_the_word_document_says_it_all(client, member, begin):
    dialogue = begin()
    dialogues.add_step(dialogue, title="Ring först", owner=member, by=member)
    client.force_login(member)
    response = client.get(reverse("dialogue-word", args=[dialogue.pk]))
    text = str(read_document(response.content))
    for words in ("Att vi ringer först.", "Ring först, Mats Medlem", "Utkast."):
        assert words in text, words


# Two sides


@pytest.fixture
def both_sides(submitted, region, answer, lead):
    """The region answers too: 3, 4 and 1 where Ekby says 1, 2 and 3; Åsele says 3, 3 and 3."""
    services.add_invitation(submitted, organisation=region, name="R", email="r@example.org", by=lead)
    answer(submitted, region, 3, 4, 1)
    return submitted


def test_where_two_sides_differ_is_something_to_talk_about(
    both_sides, lead, member, municipality, other_municipality, forum
):
    def found(user, **narrowed):
        return [(item.question.provision.number, item.municipal.short_name, item.apart) for item in talk_items(user, both_sides, **narrowed)]  # fmt: skip

    everything = [("2.1", "Ekby", 2), ("2.2", "Ekby", 2), ("3.1", "Ekby", 2), ("3.1", "Åsele", 2)]
    assert found(lead) == everything
    assert found(lead, organisation=municipality) == everything[:3]
    assert found(lead, group=forum) == everything[:3]
    assert found(member) == []  # sees one side only
    both_sides.sharing = "asked"
    both_sides.save()
    assert found(member) == everything


def test_the_page_lists_what_to_talk_about(client, both_sides, lead, member):
    address = reverse("dialogue-list", args=[both_sides.pk])
    client.force_login(lead)
    assert "två sidor, två bilder" in client.get(address).content.decode()
    client.force_login(member)
    content = client.get(address).content.decode()
    assert "två sidor, två bilder" not in content
    assert "Åsele" not in content


# The round


def test_a_round_shows_who_has_held_it_and_is_finished_by_dialogues(
    client, lead, begin, submitted, other_municipality, neighbour
):
    begin(shared=True)
    begin(organisation=other_municipality)  # a draft is not held
    standing = standing_of(submitted)
    assert [(row.of.short_name, row.is_held) for row in standing.organisations] == [("Ekby", True), ("Åsele", False)]
    client.force_login(lead)
    finish = reverse("round-finish", args=[submitted.pk])
    refused = client.post(finish, {"because": " "})
    assert refused.status_code == 422
    assert "Det saknas dialoger." in refused.content.decode()
    assert not RoundFinish.objects.exists()
    dialogues.share_dialogue(
        QualityDialogue.objects.get(organisation=other_municipality), by=neighbour, at=timezone.now()
    )
    client.post(finish, {"because": ""})
    submitted.refresh_from_db()
    assert (submitted.state, submitted.finish.lacking) == ("closed", 0)


def test_a_round_without_dialogues_needs_a_reason_and_is_then_closed_for_good(client, lead, member, submitted, begin):
    dialogue = begin()
    client.force_login(member)
    finish = reverse("round-finish", args=[submitted.pk])
    assert client.post(finish, {"because": "Jag vill"}).status_code == 403
    client.force_login(lead)
    for _press in range(2):
        client.post(finish, {"because": "Avtalet skrevs om."})
    assert (submitted.finish.lacking, submitted.finish.because) == (2, "Avtalet skrevs om.")
    content = client.get(reverse("dialogue-list", args=[submitted.pk])).content.decode()
    assert "Avtalet skrevs om." in content
    extended = client.post(
        reverse("round-extend", args=[submitted.pk]), {"closes_on": (dates.today() + timedelta(days=9)).isoformat()}
    )
    assert "avslutad för gott" in extended.content.decode()
    client.force_login(member)
    assert client.get(dialogue.get_absolute_url()).status_code == 200
    assert client.post(reverse("dialogue-edit", args=[dialogue.pk]), wish(dialogue)).status_code == 403
    assert client.post(reverse("dialogue-step-add", args=[dialogue.pk]), {"title": "Sent"}).status_code == 403


def test_the_database_refuses_a_finish_without_reason(submitted):
    with pytest.raises(IntegrityError, match="dialogues_or_a_reason"), transaction.atomic():
        RoundFinish.objects.create(round=submitted, lacking=1, at=timezone.now())


def test_a_dialogue_of_the_forum_counts_for_those_who_sit_there(
    begin, submitted, forum, municipality, other_municipality
):
    begin(shared=True, group=forum)
    standing = standing_of(submitted)
    assert [row.of for row in standing.lacking] == [other_municipality]
    assert standing.organisations[0].through == [forum]


def test_my_page_says_which_dialogue_waits(client, member, neighbour, respondent, submitted, begin, close):
    assert waiting_for(member, on=dates.today()) == []  # not while answers come in
    close(submitted)
    client.force_login(member)
    assert "Dialog att hålla" in client.get(reverse("my-page")).content.decode()
    begin(shared=True)
    assert "Dialog att hålla" not in client.get(reverse("my-page")).content.decode()
    assert waiting_for(respondent, on=dates.today()) == []
    assert len(waiting_for(neighbour, on=dates.today())) == 1
    dialogues.finish_round(submitted, because="Nog", by=member, at=timezone.now())
    assert waiting_for(neighbour, on=dates.today()) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_many(client, county_of, lead, region, answer, rows, django_assert_num_queries):
    sent, organisations = county_of(rows)
    services.add_invitation(sent, organisation=region, name="R", email="r@example.org", by=lead)
    answer(sent, region, 0, 0, 0)
    for number, organisation in enumerate(organisations):
        answer(sent, organisation, 4, 4, 4)
        forum = Group.objects.create(name=f"Forum {number}", kind=GroupKind.LOCAL_FORUM)
        seat = Membership.objects.get(organisation=organisation, role=Role.RESPONDENT)
        GroupMembership.objects.create(group=forum, user=seat.user, organisation=organisation)
        for whose in ({"organisation": organisation}, {"group": forum}):
            dialogue = QualityDialogue(round=sent, held_on=dates.today(), **whose)
            dialogues.save_dialogue(dialogue, by=lead)
            dialogues.share_dialogue(dialogue, by=lead, at=timezone.now())
    client.force_login(lead)
    with django_assert_num_queries(14):
        response = client.get(reverse("dialogue-list", args=[sent.pk]))
    assert len(response.context["talk_items"]) == 3 * rows


# In a browser


@pytest.mark.django_db(transaction=True)
def test_from_a_cell_to_my_page_and_a_dialogue_with_three_steps(
    live_server, page, client, member, submitted, municipality, scale, implementation, close
):
    from playwright.sync_api import expect

    close(submitted)
    client.force_login(member)
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "url": live_server.url,
            }
        ]
    )
    page.goto(f"{live_server.url}{reverse('round-results', args=[submitted.pk])}")
    page.locator(".heat").get_by_role("link", name="1", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Följ upp: Ekby")
    page.get_by_text("Skriv en åtgärd").click()
    title = page.get_by_label("Vad ska göras?")
    expect(title).to_have_value(re.compile("Kom längre med § 2.1"))
    page.get_by_label("Ansvarig").select_option(str(member.pk))
    page.get_by_role("button", name="Spara åtgärden").click()
    expect(page.get_by_role("heading", name="Vad det har blivit av det")).to_be_visible()
    page.goto(live_server.url)
    expect(page.get_by_role("link", name="Kom längre med § 2.1 Fast vårdkontakt")).to_be_visible()
    page.locator("section", has=page.get_by_role("heading", name="Dialog att hålla")).get_by_role("link").click()
    page.get_by_role("link", name=re.compile("Påbörja.*Ekby kommun")).click()
    page.get_by_label("Vad vore bäst för invånaren?").fill("En känd röst i telefonen.")
    page.get_by_label("Vilken dag hölls dialogen?").fill(dates.today().isoformat())
    page.get_by_role("button", name="Spara dialogen").click()
    for number, words in enumerate(("Ring först", "Bestäm tid", "Skriv in i rutinen"), start=1):
        if number > 1:
            page.get_by_text("Lägg till ett nästa steg").click()
        page.get_by_label("Vad ska göras?").fill(words)
        page.get_by_role("button", name="Lägg till steget").click()
        expect(page.locator("#nasta-steg + .items > .item")).to_have_count(number)
    expect(page.get_by_text("Dialogen har sina tre nästa steg.")).to_be_visible()
    expect(page.get_by_role("button", name="Lägg till steget")).to_have_count(0)
    dialogue = QualityDialogue.objects.get()
    answered = page.evaluate(
        """async ([address, token]) => {
            const body = new URLSearchParams({csrfmiddlewaretoken: token, title: "Ett fjärde"});
            const response = await fetch(address, {method: "POST", body});
            return [response.status, await response.text()];
        }""",
        [
            reverse("dialogue-step-add", args=[dialogue.pk]),
            page.locator("input[name=csrfmiddlewaretoken]").first.input_value(),
        ],
    )
    assert answered[0] == 422
    assert "En dialog har högst tre nästa steg." in answered[1]
    page.get_by_role("button", name="Dela med dem som leder").click()
    expect(page.get_by_text("räknas som hållen")).to_be_visible()
    page.goto(live_server.url)
    expect(page.get_by_role("heading", name="Dialog att hålla")).to_have_count(0)
