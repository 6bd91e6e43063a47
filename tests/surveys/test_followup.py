"""From an answer to work: what one reads before, what one makes of it, and who may."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from actions.models import ActionItem
from agreements.models import Implementation, KnowledgeItem, Phase
from meetings.models import Proposal
from organisations.models import GroupMembership
from surveys import services
from surveys.models import GapFollowUp, PhaseProposal
from surveys.queries import cells
from surveys.services import followup

HINDRANCE = "Läkaren är ensam på mottagningen"


@pytest.fixture
def submitted(sent, municipality, text, answer):
    """Ekby answers 1, 2, 3 and says what hinders on the first clause."""
    answer(sent, municipality, 1, 2, 3, texts={text.identity: HINDRANCE})
    return sent


@pytest.fixture
def at(submitted, municipality, scale):
    """The address of a page about Ekby's answer on the first clause."""

    def address(name="cell-detail"):
        return reverse(name, args=[submitted.pk, municipality.pk, scale.identity])

    return address


@pytest.fixture
def cell(submitted, lead, municipality, scale):
    return cells.cell_of(lead, submitted.pk, municipality.pk, scale.identity)


def made_of(cell, user):
    return cells.what_came(user, cell)


# Reading


def test_the_page_shows_the_answer_and_what_lies_around_it(client, member, at, implementation, text, scale):
    ActionItem.objects.create(
        title="Redan på gång", organisation=implementation.organisation, provision=scale.provision
    )
    client.force_login(member)
    content = client.get(at()).content.decode()
    for words in (
        "<strong>1 till en liten del</strong>",
        HINDRANCE,
        "Fast vårdkontakt gäller.",
        "Redan på gång",
        text.text,
        "Inget har blivit",
    ):
        assert words in content, words
    assert "Läkaren är ensam på mottagningen</textarea>" in content  # the forms are filled in beforehand
    assert "Kom längre med § 2.1 Fast vårdkontakt" in content


def test_earlier_answers_are_shown(draft, make_round, lead, member, municipality, answer, close, client):
    first = services.send_round(draft, by=lead, at=timezone.now())
    answer(first, municipality, 0, 3, 3)
    close(first, days_ago=90)
    again = services.send_round(make_round(title="Nästa"), by=lead, at=timezone.now())
    answer(again, municipality, 2, 3, 3)
    identity = again.questionnaire.questions.filter(is_required=True).first().identity
    found = cells.earlier(cells.cell_of(member, again.pk, municipality.pk, identity))
    assert [(one.round, one.words[0]) for one in found] == [(first, "0")]
    client.force_login(member)
    assert (
        "Gap-enkät våren"
        in client.get(reverse("cell-detail", args=[again.pk, municipality.pk, identity])).content.decode()
    )


@pytest.mark.parametrize("who", ["neighbour", "coach", "auditor"])
def test_nobody_else_finds_the_cell(client, request, at, who):
    client.force_login(request.getfixturevalue(who))
    names = ["cell-detail", "cell-action", "cell-point", "cell-phase", "cell-note"]
    answers = [client.get(at()), *(client.post(at(name), {"title": "x"}) for name in names[1:])]
    assert {response.status_code for response in answers} == {404}
    assert not GapFollowUp.objects.exists()


def test_a_draft_has_no_cells(client, lead, member, sent, municipality, scale, answer):
    answer(sent, municipality, 1, submit=False)
    address = reverse("cell-detail", args=[sent.pk, municipality.pk, scale.identity])
    for user in (lead, member):
        client.force_login(user)
        assert client.get(address).status_code == 404


def test_the_heat_map_and_the_answer_lead_here(client, lead, submitted, at):
    client.force_login(lead)
    results = client.get(reverse("round-results", args=[submitted.pk])).content.decode()
    assert f'href="{at()}"' in results
    detail = reverse("response-detail", args=[submitted.pk, submitted.responses.get().pk])
    assert f'href="{at()}"' in client.get(detail).content.decode()


# Doing


def test_an_action_is_made_once_and_knows_where_it_comes_from(client, member, neighbour, at, cell, municipality):
    client.force_login(member)
    wish = {"title": "Utse kontakter", "owner": member.pk, "due_on": "", "description": HINDRANCE}
    for _press in range(2):
        response = client.post(at("cell-action"), wish, follow=True)
    assert "Utse kontakter" in response.content.decode()
    action = ActionItem.objects.get()
    assert (action.organisation, action.provision, action.owner) == (municipality, cell.provision, member)
    assert [one.action for one in made_of(cell, member)] == [action]
    page = client.get(action.get_absolute_url()).content.decode()
    assert "Kommer från enkäten Gap-enkät våren" in page
    assert at() in page
    action.owner = neighbour  # who is made responsible sees the action, and not the answer
    action.save()
    client.force_login(neighbour)
    page = client.get(action.get_absolute_url()).content.decode()
    assert "Utse kontakter" in page
    assert "Kommer från enkäten" not in page


def test_a_point_goes_to_a_group_one_sits_in(client, member, at, cell, group):
    client.force_login(member)
    wish = {"group": group.pk, "heading": "Läkarnas schema", "text": "Vi behöver bestämma."}
    client.post(at("cell-point"), wish)
    client.post(at("cell-point"), wish)
    assert Proposal.objects.get().group == group
    assert [one.proposal.heading for one in made_of(cell, member)] == ["Läkarnas schema"]
    GroupMembership.objects.filter(user=member).delete()
    response = client.post(at("cell-point"), wish | {"heading": "En till"})
    assert response.status_code == 422
    assert "Välj en grupp." in response.content.decode()
    assert "En till" in response.content.decode()


def test_a_phase_is_proposed_and_moves_only_when_somebody_confirms(
    client, member, respondent, at, cell, implementation
):
    client.force_login(respondent)  # answers for Ekby, and does not report its phases
    wish = {"phase": Phase.INTRODUCTION.value, "because": "Vi har börjat på två enheter."}
    client.post(at("cell-phase"), wish)
    client.post(at("cell-phase"), wish)
    implementation.refresh_from_db()
    proposal = PhaseProposal.objects.get()
    assert implementation.phase == Phase.NOT_STARTED
    answer = reverse("phase-proposal-answer", args=[proposal.pk])
    assert client.post(answer, {"answer": "ja"}).status_code == 403
    second = client.post(at("cell-phase"), wish | {"phase": Phase.USE.value})
    assert second.status_code == 422
    assert "En annan fas är redan föreslagen" in second.content.decode()
    client.force_login(member)
    panel = client.get(reverse("implementation-panel", args=[implementation.pk])).content.decode()
    assert "Vi har börjat på två enheter." in panel
    for _press in range(2):
        client.post(answer, {"answer": "ja"})
    implementation.refresh_from_db()
    assert implementation.phase == Phase.INTRODUCTION
    assert [change.because for change in implementation.changes.all()] == ["Vi har börjat på två enheter."]


def test_a_proposal_can_be_left(client, member, cell, implementation):
    tie = followup.follow_up_with_phase(
        cell, implementation, phase=Phase.USE, because="Siffran säger det", by=member, at=timezone.now()
    )
    client.force_login(member)
    client.post(reverse("phase-proposal-answer", args=[tie.phase_proposal.pk]), {"answer": "nej"})
    implementation.refresh_from_db()
    assert implementation.phase == Phase.NOT_STARTED
    assert PhaseProposal.objects.get().state == "declined"


def test_another_organisation_never_sees_a_proposed_phase(client, neighbour, member, cell, implementation):
    followup.follow_up_with_phase(
        cell, implementation, phase=Phase.USE, because="Hemligt skäl", by=member, at=timezone.now()
    )
    client.force_login(neighbour)
    panel = client.get(reverse("implementation-panel", args=[implementation.pk]))
    assert panel.status_code == 200
    assert "Hemligt skäl" not in panel.content.decode()
    answer = reverse("phase-proposal-answer", args=[PhaseProposal.objects.get().pk])
    assert client.post(answer, {"answer": "ja"}).status_code == 403


def test_what_hinders_is_noted(client, member, neighbour, at, cell):
    client.force_login(member)
    client.post(at("cell-note"), {"kind": "hindrance", "title": HINDRANCE, "text": "", "draft": "on"})
    item = KnowledgeItem.objects.get()
    assert (item.source, item.organisation, list(item.provisions.all())) == (
        "Gap-enkät våren", cell.organisation, [cell.provision],
    )  # fmt: skip
    assert not KnowledgeItem.objects.visible_to(neighbour).exists()
    assert [one.knowledge for one in made_of(cell, member)] == [item]


@pytest.mark.parametrize(
    ("name", "wish", "words"),
    [
        ("cell-action", {"title": " ", "due_on": "x", "description": "Kvar"}, "Skriv vad som ska göras."),
        ("cell-action", {"title": "Ring 811228-9874", "description": "Kvar"}, "personnummer"),
        ("cell-note", {"kind": "focus", "title": "Kvar"}, "Säg om det är ett hinder eller ett behov."),
    ],
)
def test_what_cannot_be_saved_is_said_and_kept(client, member, at, name, wish, words):
    client.force_login(member)
    response = client.post(at(name), wish)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert "Kvar" in response.content.decode()
    assert not GapFollowUp.objects.exists()


def test_a_follow_up_is_exactly_one_thing(cell, member):
    action = ActionItem.objects.create(title="En")
    item = KnowledgeItem.objects.create(agreement=cell.agreement, kind="need", title="Två")
    where = {"round": cell.round, "organisation": cell.organisation, "question": cell.question, "at": timezone.now()}
    for things in ({}, {"action": action, "knowledge": item}):
        with pytest.raises(IntegrityError, match="follow_up_is_one_thing"), transaction.atomic():
            GapFollowUp.objects.create(**where, **things)


# Learning


@pytest.fixture
def one_ahead(many, provisions, implementation):
    """Some more municipalities in the phase after Ekby's, on the same clause; parties of the agreement."""

    def make(count):
        made = many(count)
        for organisation in made:
            provisions[1].agreement.parties.create(organisation=organisation)
            Implementation.objects.create(organisation=organisation, provision=provisions[1], phase=1)
        return made

    return make


def test_who_is_one_phase_ahead_is_named_in_alphabetical_order(client, member, at, one_ahead, group):
    organisations = one_ahead(4)
    Implementation.objects.filter(organisation=organisations[1]).update(phase=2)  # two ahead is too far
    provision = Implementation.objects.first().provision
    ActionItem.objects.create(title="Så gjorde vi", organisation=organisations[0], group=group, provision=provision)
    ActionItem.objects.create(title="Deras egen sak", organisation=organisations[2], provision=provision)
    client.force_login(member)
    response = client.get(at())
    assert [one.organisation.short_name for one in response.context["ahead"]] == ["K0", "K2", "K3"]
    content = response.content.decode()
    assert "kontakt0@example.org" in content
    assert "Så gjorde vi" in content
    assert "Deras egen sak" not in content


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_many(client, member, at, cell, one_ahead, rows, scale, django_assert_num_queries):
    for organisation in one_ahead(rows):
        ActionItem.objects.create(title="Deras", organisation=organisation, provision=scale.provision)
    for number in range(rows):
        followup.follow_up_with_action(cell, title=f"Åtgärd {number}", by=member, at=timezone.now())
        ActionItem.objects.create(title="Annan", organisation=cell.organisation, provision=scale.provision)
    client.force_login(member)
    with django_assert_num_queries(18):
        response = client.get(at())
    assert len(response.context["came"]) == len(response.context["ahead"]) == rows
