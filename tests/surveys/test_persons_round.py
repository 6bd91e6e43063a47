"""A round of persons for who leads it: who answers is chosen, how many have is told, and closed is closed."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from portal import dates, notifications
from portal.models import Letter
from surveys import services
from surveys.models import (
    AnsweredMark,
    Origin,
    PendingAnswer,
    PersonAnswer,
    Question,
    QuestionKind,
    Round,
    RoundKind,
)
from surveys.queries.person_status import person_status
from surveys.services.audience import add_people
from surveys.services.persons import save_person_draft, submit_person
from surveys.services.sealing import seal
from tests.surveys.asking_persons import address, page_of


def test_the_draft_chooses_who_answers(client, lead, respondent):
    client.force_login(lead)
    form = {
        "title": "Till personalen", "letter": "", "opens_on": dates.today(), "min_persons": "2",
        "closes_on": dates.today() + timedelta(days=5), "kind": "anonymous",
    }  # fmt: skip
    new = reverse("survey-new", args=[Origin.MEETING])
    refused = client.post(new, form)
    assert refused.status_code == 422
    assert "Minst 3" in refused.content.decode()
    made = client.post(new, form | {"min_persons": "7"})
    round = Round.objects.get(title="Till personalen")
    assert made.status_code == 302
    assert (round.kind, round.min_persons, round.invitations.count()) == (RoundKind.ANONYMOUS, 7, 0)
    assert client.post(new, form | {"kind": "forum"}).status_code == 422
    refused = client.post(reverse("round-send", args=[round.pk]), follow=True)
    assert "Välj minst en person" in refused.content.decode()
    links = reverse("open-links", args=[round.pk])
    assert client.post(links, {}).status_code == 422
    assert client.post(links, {"everybody": "on"}).status_code == 302
    link = round.open_links.get()
    assert link.token in client.get(links).content.decode()
    assert client.get(address(link)).status_code == 404  # nobody has been asked yet
    assert link.token in client.get(reverse("open-link-poster", args=[round.pk, link.pk])).content.decode()
    assert "1 öppen länk" in client.get(round.get_absolute_url() + "?bekrafta=skicka").content.decode()
    assert client.post(reverse("round-send", args=[round.pk])).status_code == 302
    assert client.get(address(link)).status_code == 200
    client.force_login(respondent)
    assert client.get(links).status_code == 404


def test_no_file_is_asked_of_persons(persons_round, lead):
    round = persons_round()
    with pytest.raises(ValidationError, match="fil"):
        services.add_question(round, Question(identity="f8", kind=QuestionKind.FILE, text="Bild"), by=lead)


def test_status_tells_numbers_and_reminds_only_who_has_no_mark(client, staff, lead, municipality, other_municipality):
    round, _link = staff
    services.queue_invitations(at=timezone.now())
    for invitation in round.invitations.order_by("pk")[:6]:
        AnsweredMark.objects.create(invitation=invitation) if invitation.organisation == municipality else None
    client.force_login(lead)
    page = client.get(round.get_absolute_url()).content.decode()
    rows = {row.organisation: row for row in person_status(round, on=dates.today()).rows}
    assert (rows[municipality].marks, rows[municipality].percent) == (6, None)  # hidden with the two
    assert not rows[other_municipality].is_shown
    assert "Person 1" not in page
    live = client.get(reverse("round-board", args=[round.pk]))
    assert (live.status_code, "HX-Refresh" in live.headers) == (204, False)
    assert client.get(reverse("round-board-excel", args=[round.pk])).status_code == 200
    assert "har svarat" not in client.get(reverse("round-people", args=[round.pk])).content.decode()
    day = timezone.now() + timedelta(days=9)
    assert services.queue_reminders(at=day) == 2
    letter = Letter.objects.filter(kind="survey-invitation").first()
    assert "Du svarar för egen del" in notifications.compose(letter).body
    reminder = Letter.objects.filter(kind="survey-person-reminder").first()
    assert "har inte kommit något svar" in notifications.compose(reminder).body
    AnsweredMark.objects.create(invitation_id=reminder.about_pk)
    assert notifications.compose(reminder) is None  # answered since
    outbox = client.get(reverse("letter-list")).content.decode()
    assert reverse("letter-detail", args=[letter.pk]) in outbox
    assert reverse("letter-detail", args=[reminder.pk]) not in outbox
    assert client.get(reverse("letter-detail", args=[reminder.pk])).status_code == 404
    with pytest.raises(ValidationError):
        services.resend_unopened(round, by=lead, at=timezone.now())


def test_no_rate_tells_of_fewer_than_the_least_who_were_asked_by_name(staff, other_municipality):
    """Many answers by the open link must not let the two with links of their own be counted among themselves."""
    round, _link = staff
    AnsweredMark.objects.create(invitation=round.invitations.filter(organisation=other_municipality).first())
    answers = PersonAnswer.objects.bulk_create(
        PersonAnswer(round=round, organisation=other_municipality, answers={}) for _one in range(9)
    )
    PendingAnswer.objects.bulk_create(PendingAnswer(answer=one, round=round) for one in answers)
    status = person_status(round, on=dates.today())
    row = next(row for row in status.rows if row.organisation == other_municipality)
    assert (row.is_shown, row.answered, row.percent) == (True, 9, None)
    assert not status.shows_marks


def test_another_address_is_another_person(client, persons_round, lead, municipality):
    """Who leads and sends the link to themselves reads nothing of what the first has written."""
    round = persons_round(RoundKind.INDIVIDUAL)
    add_people(round, [{"organisation": municipality.pk, "name": "Ada", "email": "ada@example.org"}], by=lead)
    services.send_round(round, by=lead, at=timezone.now())
    first = round.invitations.get()
    save_person_draft(first, answers={"f4": {"value": "no"}}, revision=0, at=timezone.now())
    client.force_login(lead)
    data = {"name": "Ada", "email": lead.email, "language": "sv"}
    assert client.post(reverse("invitation-mend", args=[round.pk, first.pk]), data).status_code == 302
    second = round.invitations.get(email=lead.email)
    assert (second.pk != first.pk, second.user, hasattr(second, "draft")) == (True, lead, False)
    first.refresh_from_db()
    assert (first.email, bool(first.revoked_at), first.draft.answers) == (
        "ada@example.org", True, {"f4": {"value": "no"}}
    )  # fmt: skip


def test_three_of_four_is_told_nowhere(client, persons_round, lead, municipality):
    """Fewer than the least were asked, so not even how many have answered is told: not open, not sealed."""
    round = persons_round()
    people = ({"organisation": municipality.pk, "name": f"P {n}", "email": f"q{n}@example.org"} for n in range(4))
    add_people(round, people, by=lead)
    services.send_round(round, by=lead, at=timezone.now())
    for invitation in round.invitations.all()[:3]:
        submit_person(
            round, answers={"f1": {"value": 4}}, organisation=municipality, invitation=invitation, at=timezone.now()
        )
    client.force_login(lead)
    pages = [
        client.get(place).content.decode()
        for place in (round.get_absolute_url(), reverse("round-results", args=[round.pk]))
    ]
    services.close_round(round, by=lead)
    seal(round, at=timezone.now())
    pages += [
        client.get(place).content.decode()
        for place in (round.get_absolute_url(), reverse("round-results", args=[round.pk]))
    ]
    assert not [page for page in pages if "75 %" in page or "3 av 4" in page or "3 personer har svarat" in page]


def test_closed_is_closed_for_good(client, staff, lead):
    round, _link = staff
    client.force_login(lead)
    assert "aldrig igen" in client.get(round.get_absolute_url() + "?bekrafta=stang").content.decode()
    client.post(reverse("round-close", args=[round.pk]))
    assert "Resultatet sammanställs" in client.get(round.get_absolute_url()).content.decode()
    refused = client.post(reverse("round-extend", args=[round.pk]), {"closes_on": dates.today() + timedelta(days=30)})
    assert refused.status_code == 422
    with pytest.raises(ValidationError):
        services.extend_round(round, closes_on=dates.today() + timedelta(days=30), by=lead, at=timezone.now())


@pytest.mark.parametrize("people", [1, 3])
def test_the_status_costs_the_same_however_many(persons_round, lead, many, people, django_assert_num_queries):
    round = persons_round()
    add_people(
        round,
        (
            {"organisation": one.pk, "name": "P", "email": f"p{n}@example.org"}
            for one in many(people)
            for n in range(people)
        ),
        by=lead,
    )
    round = services.send_round(round, by=lead, at=timezone.now())
    with django_assert_num_queries(7):
        person_status(round, on=dates.today())


def test_who_makes_it_sees_it_as_a_person_and_the_enter_key_sends_nothing(client, staff, lead):
    round, link = staff
    shown = client.post(address(link), page_of(client, link, enter="1", f2="a2", f3="Sparas inte än"))
    assert "Sparas inte än" in shown.content.decode()
    assert not PersonAnswer.objects.exists()
    client.force_login(lead)
    preview = client.get(reverse("round-preview", args=[round.pk, 1])).content.decode()
    assert "Vill du fortsätta?" in preview
    assert "Skicka svaren" not in preview
