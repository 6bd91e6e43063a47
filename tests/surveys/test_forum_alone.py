"""Alone until both are done: nobody reads a side's answer before it is revealed, by any address, and all at once after."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from organisations.models import GroupMembership, Membership, Organisation, OrganisationKind, Role, User
from portal import dates
from portal.models import Letter
from surveys import services
from surveys.models import QualityDialogue, Response, Reveal, Round, RoundFinish
from surveys.queries.both_sides import both_sides
from surveys.queries.dialogues import standing_of, waiting_for
from surveys.queries.sides import talk_items
from surveys.services import dialogues
from surveys.services.reveals import reveal_due, reveal_if_due
from surveys.writers import Writer
from tests.surveys.waving import answer_side, make_forum

WORDS = "Hemlighetsord om mötena"
ON_ROUND = [
    "round-detail",
    "round-board",
    "round-board-excel",
    "round-people",
    "round-results",
    "round-results-excel",
    "round-results-csv",
    "round-results-coded",
    "round-codebook",
    "dialogue-list",
    "dialogue-new",
    "forum-answers",
    "survey-answer",
]
AT_DESK = [
    "survey-start",
    "survey-check",
    "survey-receipt",
    "survey-contents",
    "survey-both-sides",
    "survey-receipt-pdf",
]


@pytest.fixture
def forum(db):
    return make_forum(1)


@pytest.fixture
def round(forum, send_wave):
    """Sent to the two sides of one forum."""
    return send_wave(forum).rounds.get()


@pytest.fixture
def half(round, forum):
    """The municipality has submitted; the region's side has not."""
    answer_side(round, forum.municipal, 7, 7, 7, 7, 4, text=WORDS)
    return round


@pytest.fixture
def colleague(forum, region):
    """Sits in the forum for another organisation of the region's side."""
    user = User.objects.create_user("kollega@example.org", first_name="Kol", last_name="Lega")
    Membership.objects.create(user=user, organisation=region, role=Role.MEMBER)
    GroupMembership.objects.create(group=forum.group, user=user, organisation=region)
    return user


def addresses(round, forum):
    """Every address that could tell what the municipality has answered, and some that should not be there at all."""
    question = round.questionnaire.questions.first()
    text = round.questionnaire.questions.last()
    response = round.responses.get(organisation=forum.municipal)
    found = [reverse(name, args=[round.pk]) for name in ON_ROUND]
    found[ON_ROUND.index("dialogue-new")] += f"?grupp={forum.group.pk}"
    found += [reverse(name, args=[round.pk, forum.municipal.pk]) for name in AT_DESK]
    found += [
        reverse("response-detail", args=[round.pk, response.pk]),
        reverse("response-reopen", args=[round.pk, response.pk]),
        reverse("cell-detail", args=[round.pk, forum.municipal.pk, question.identity]),
        reverse("text-themes", args=[round.pk, forum.municipal.pk, text.identity]),
        reverse("survey-history", args=[round.pk, forum.municipal.pk, text.identity]),
        reverse("survey-talk", args=[round.pk, forum.municipal.pk, text.identity]),
        reverse("wave-detail", args=[round.wave_id]),
        reverse("wave-results", args=[round.wave_id]),
        reverse("wave-excel", args=[round.wave_id]),
        reverse("forum-detail", args=[forum.group.pk]),
        reverse("organisation-detail", args=[forum.municipal.pk]),
        reverse("round-list"),
        reverse("round-report", args=[round.pk]),
        reverse("wave-report", args=[round.wave_id]),
        reverse("round-report-file", args=[round.pk, "pdf"]),
        reverse("wave-report-file", args=[round.wave_id, "pdf"]),
    ]
    return found


def text_of(answer) -> str:
    """All there is to read in an answer, also in a workbook."""
    if answer.get("Content-Type", "").endswith("spreadsheetml.sheet"):
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        return " ".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    return answer.content.decode("utf-8", errors="replace")


@pytest.mark.parametrize("who", ["lead", "region_side", "colleague", "coach", "auditor", "neighbour", "link"])
def test_a_side_that_waits_is_read_by_nobody_else(client, request, half, forum, who):
    if who == "link":
        link = half.invitations.get(organisation=forum.region)
        client.post(reverse("survey-link", args=[link.token]))
    else:
        client.force_login(forum.region_person if who == "region_side" else request.getfixturevalue(who))
    for address in addresses(half, forum):
        answer = client.get(address)
        assert WORDS not in text_of(answer), address
        if (
            "/folj-upp/" in address
            or "/rapport" in address
            or "/tema/" in address
            or re.search(r"/svar/\d+/$", address)
        ):
            assert answer.status_code in {302, 403, 404}, address
    user = None if who == "link" else answer.wsgi_request.user
    if user:
        assert not Response.objects.visible_to(user).filter(organisation=forum.municipal).exists()
        assert not talk_items(user, half)


def test_both_read_at_the_same_moment_and_are_told_once(client, half, forum, lead, colleague, mailoutbox):
    services.queue_invitations(at=timezone.now())
    client.force_login(forum.municipal_person)
    page = client.get(reverse("forum-answers", args=[half.pk])).content.decode()
    assert "Väntar på den andra sidan" in page
    answer_side(half, forum.region, 7, 3, 6, 7, 2, text="Vi ses för sällan.")
    reveal = Reveal.objects.get(round=half)
    for _ in range(2):
        reveal_due(at=timezone.now())
        reveal_if_due(half, at=timezone.now())
    letters = Letter.objects.filter(kind="survey-revealed")
    assert {one.to_address for one in letters} == set(half.invitations.values_list("email", flat=True))
    assert letters.count() == half.invitations.count()
    assert reveal.at.date() == timezone.now().date()
    for user in (lead, forum.region_person, forum.municipal_person, colleague):
        client.force_login(user)
        page = client.get(reverse("forum-answers", args=[half.pk])).content.decode()
        assert WORDS in page
        assert "4 steg isär" in page
        assert "Prata om" in page
    half.refresh_from_db()
    both = both_sides(half)
    assert [pair.apart for pair in both.far] == [4, 2], "three steps of ten, two of a ladder"
    assert [item.apart for item in talk_items(forum.region_person, half, group=forum.group)] == [4, 2]
    client.force_login(lead)
    seen = {address for address in addresses(half, forum) if WORDS in text_of(client.get(address))}
    assert len(seen) >= 6, "the same addresses tell it now: the test above looks in the right places"
    client.logout()
    link = half.invitations.filter(organisation=forum.region).first()
    address = reverse("survey-link", args=[link.token])
    assert "Läs båda sidornas svar" in client.get(address).content.decode()
    assert client.post(address).url == reverse("survey-both-sides", args=[half.pk, forum.region.pk])
    assert WORDS in client.get(reverse("survey-both-sides", args=[half.pk, forum.region.pk])).content.decode()


def test_when_the_last_day_has_passed_what_there_is_is_shown(client, half, forum, lead, close):
    services.queue_invitations(at=timezone.now())
    close(half)
    assert not Response.objects.visible_to(lead).exists(), "not before the sweep has made the moment"
    assert reveal_due(at=timezone.now()) == 1
    assert reveal_due(at=timezone.now()) == 0
    client.force_login(forum.region_person)
    page = client.get(reverse("forum-answers", args=[half.pk])).content.decode()
    assert WORDS in page
    assert "svarade inte före sista dagen" in page
    client.logout()
    link = half.invitations.get(organisation=forum.municipal)
    assert link.expires_at > timezone.now() + timedelta(days=60), "the link opens the answers for a time"
    assert client.post(reverse("survey-link", args=[link.token])).url.endswith("/bada-sidor/")


def test_nothing_is_revealed_where_nobody_has_answered(round, close):
    close(round)
    assert reveal_due(at=timezone.now()) == 0
    assert not Reveal.objects.exists()


def test_who_answers_after_the_other_was_shown_is_said_to_be_late(client, half, forum, lead):
    services.close_round(half, by=lead)
    services.extend_round(half, closes_on=dates.today() + timedelta(days=3), by=lead, at=timezone.now())
    answer_side(half, forum.region, 1, 1, 1, 1, 1)
    both = both_sides(Round.objects.get(pk=half.pk))
    assert [side.late for side in both.sides] == [True, False]
    client.force_login(lead)
    assert (
        "svarade efter att den andra sidans svar"
        in client.get(reverse("forum-answers", args=[half.pk])).content.decode()
    )


def test_an_answer_that_is_opened_again_keeps_what_was_shown(client, half, forum, lead):
    """Before the reveal it is the side's own matter; after it, the page keeps what both have read and says so."""
    response = half.responses.get(organisation=forum.municipal)
    client.force_login(lead)
    client.post(reverse("response-reopen", args=[half.pk, response.pk]), {"because": "Fel siffra"})
    answer_side(half, forum.region, 7, 3, 6, 7, 2)
    assert not Reveal.objects.exists()
    services.submit(half, forum.municipal, by=_writer(), at=timezone.now())
    response.refresh_from_db()
    services.reopen(response, because="Nytt möte", by=lead, at=timezone.now())
    assert not Response.objects.visible_to(forum.region_person).filter(organisation=forum.municipal).exists()
    client.force_login(forum.region_person)
    page = client.get(reverse("forum-answers", args=[half.pk])).content.decode()
    assert WORDS in page
    assert "har öppnats igen" in page
    answer_side(half, forum.municipal, text="Nya ord efteråt", submitted=False)
    services.submit(half, forum.municipal, by=_writer(), at=timezone.now())
    page = client.get(reverse("forum-answers", args=[half.pk])).content.decode()
    assert WORDS in page
    assert "Nya ord" not in page
    assert "Läs svaret som det är nu" in page
    assert "Nya ord" not in text_of(client.get(reverse("round-results-excel", args=[half.pk])))


def _writer():
    return Writer("Någon")


def test_the_dialogue_is_the_forums_and_begins_when_all_is_shown(client, half, forum, lead):
    client.force_login(forum.municipal_person)
    new = reverse("dialogue-new", args=[half.pk]) + f"?grupp={forum.group.pk}"
    assert client.get(new).status_code == 404
    assert not waiting_for(forum.municipal_person, on=dates.today())
    answer_side(half, forum.region, 7, 3, 6, 7, 2)
    assert [one.round for one in waiting_for(forum.municipal_person, on=dates.today())] == [half]
    assert client.get(new).status_code == 200
    fields = {"held_on": dates.today().isoformat(), "participants": "Alla", "note": "", "revision": 1, "answer_0": "Vi"}
    client.post(new, fields)
    dialogue = QualityDialogue.objects.get()
    assert (dialogue.group, dialogue.organisation) == (forum.group, None)
    client.post(
        reverse("dialogue-step-add", args=[dialogue.pk]),
        {"title": "Boka gemensamma möten", "due_on": dates.today().isoformat()},
    )
    client.post(reverse("dialogue-share", args=[dialogue.pk]))
    half.refresh_from_db()
    standing = standing_of(half)
    assert [row.of for row in standing.forums] == [forum.group]
    assert not standing.lacking
    assert not waiting_for(forum.municipal_person, on=dates.today())
    dialogues.finish_round(half, because="", by=lead, at=timezone.now())
    assert RoundFinish.objects.get().lacking == 0


@pytest.mark.django_db(transaction=True)
def test_two_sides_that_submit_at_once_make_one_reveal(round, forum):
    services.queue_invitations(at=timezone.now())
    answer_side(round, forum.region, 1, 2, 3, 4, 1, submitted=False)
    answer_side(round, forum.municipal, 1, 2, 3, 4, 1, submitted=False)

    def hand_in(organisation):
        try:
            services.submit(round, organisation, by=_writer(), at=timezone.now())
            reveal_due(at=timezone.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(hand_in, [forum.region, forum.municipal]))
    assert len(Reveal.objects.get().answers) == 2
    assert Letter.objects.filter(kind="survey-revealed").count() == 2


def test_who_is_asked_by_name_answers_for_the_side_wherever_they_are_employed(client, half, forum, neighbour, lead):
    services.add_invitation(
        half, organisation=forum.region, name="Nils Nabo", email=neighbour.email, user=neighbour, by=lead
    )
    client.force_login(neighbour)
    page = client.get(reverse("forum-answers", args=[half.pk])).content.decode()
    assert reverse("survey-answer", args=[half.pk]) in page
    start = client.get(reverse("survey-answer", args=[half.pk])).url
    assert start == reverse("survey-start", args=[half.pk, forum.region.pk])
    assert client.get(start, follow=True).status_code == 200
    assert client.get(reverse("survey-start", args=[half.pk, forum.municipal.pk])).status_code == 404
    answer_side(half, forum.region, 7, 3, 6, 7, 2)
    assert WORDS in client.get(reverse("forum-answers", args=[half.pk])).content.decode()
    half.invitations.filter(user=neighbour).update(revoked_at=timezone.now())
    assert client.get(reverse("forum-answers", args=[half.pk])).status_code == 404


def test_only_one_organisation_answers_for_a_side(round, forum, lead):
    third = Organisation.objects.create(name="Orten 9", short_name="Orten 9", kind=OrganisationKind.MUNICIPALITY)
    with pytest.raises(Exception, match="svarar redan för"):
        services.add_invitation(round, organisation=third, name="X", email="x@example.org", by=lead)
