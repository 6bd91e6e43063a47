"""Persons answer for themselves: on one page, once, and nothing of it ties to them."""

import logging
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from portal import dates, notifications, prepared
from portal.logs import HideSecrets
from portal.models import AuditEntry, Letter
from surveys import services
from surveys.models import (
    AnsweredMark,
    Origin,
    PendingAnswer,
    PersonAnswer,
    PersonDraft,
    PersonText,
    Question,
    QuestionKind,
    Round,
    RoundKind,
    SentPage,
)
from surveys.queries import definitions, open_doors
from surveys.queries.person_status import person_status
from surveys.services.audience import add_people
from surveys.services.open_links import make_open_links, renew_open_link, revoke_open_link
from surveys.services.persons import save_person_draft, submit_person
from surveys.services.sealing import seal

YES = {"f1": "4", "f2": "a1", "f3": "", "f4": "yes"}
THANKS = "/svara/tack/"


def questions():
    return [
        Question(identity="f1", kind=QuestionKind.AGREE, section="Arbetet", text="Vi hjälps åt", is_required=True),
        Question(
            identity="f2", kind=QuestionKind.SINGLE, section="Arbetet", text="Var arbetar du?",
            options=[{"key": "a1", "text": "Hemma hos"}, {"key": "a2", "text": "På boende"}],
        ),
        Question(
            identity="f3", kind=QuestionKind.LONG_TEXT, section="Boendet", text="Hur är boendet?", shown_if="f2 = a2"
        ),
        Question(identity="f4", kind=QuestionKind.YES_NO, section="Slutet", text="Vill du fortsätta?"),
    ]  # fmt: skip


@pytest.fixture(autouse=True)
def _no_guesses_yet(db):
    cache.clear()


@pytest.fixture
def make(lead):
    def make(kind=RoundKind.ANONYMOUS, **fields):
        values = {
            "title": "Hur har du det på jobbet?",
            "letter": "Berätta hur du har det.",
            "opens_on": dates.today(),
            "closes_on": dates.today() + timedelta(days=10),
        } | fields
        return services.create_written_round(
            origin=Origin.OWN, questions=questions(), contacts=[], by=lead, kind=kind, **values
        )

    return make


@pytest.fixture
def staff(make, lead, municipality, other_municipality):
    """Sent to six of one organisation and two of another, with an open link for everybody. (round, link)"""
    round = make()
    places = [municipality] * 6 + [other_municipality] * 2
    add_people(
        round,
        (
            {"organisation": place.pk, "name": f"Person {n}", "email": f"p{n}@example.org"}
            for n, place in enumerate(places)
        ),
        by=lead,
    )
    make_open_links(round, [None, municipality], by=lead)
    round = services.send_round(round, by=lead, at=timezone.now())
    return round, round.open_links.get(organisation=None)


def address(link):
    name = "survey-open" if link._meta.model_name == "openlink" else "survey-link"
    return reverse(name, args=[link.token])


def page_of(client, link, **more):
    """What the browser sends: the page's own key, and the answers."""
    opened = client.get(address(link))
    key = opened.content.decode().partition('name="page" value="')[2].partition('"')[0]
    assert len(key) > 20
    return {"page": key, **YES, **more}


def stored():
    return [sorted(answer.answers.items()) for answer in PersonAnswer.objects.all()]


def test_an_open_link_is_shown_by_one_statement_a_second_and_answered_by_two(
    client, staff, lead, django_assert_num_queries, monkeypatch
):
    for module in (prepared, definitions):
        monkeypatch.setattr(module, "KEPT", 10**9)  # no minute ends meanwhile
    round, link = staff
    client.get(address(link))
    monkeypatch.setattr(open_doors, "LATELY", -1)
    with django_assert_num_queries(1):
        client.get(address(link))
    monkeypatch.setattr(open_doors, "LATELY", 10**9)
    with django_assert_num_queries(0):
        first = client.get(address(link))
    other = client.get(address(link))
    assert first.content != other.content  # a key of its own each time
    assert first["Cache-Control"] == "no-store, private"
    assert first["Referrer-Policy"] == "strict-origin"
    assert "session" not in first.cookies
    page = page_of(client, link, f3="Bör inte följa med: frågan är dold", f9="påhittad")
    with django_assert_num_queries(2):
        sent = client.post(address(link), page)
    assert (sent.status_code, sent["Location"]) == (302, f"{THANKS}?enkat={round.pk}")
    assert stored() == [[("f1", {"value": 4}), ("f2", {"value": "a1"}), ("f4", {"value": "yes"})]]
    assert not PersonText.objects.exists()
    again = client.post(address(link), page)  # the same opened page twice
    assert again["Location"] == sent["Location"]
    assert PersonAnswer.objects.count() == PendingAnswer.objects.count() == SentPage.objects.count() == 1
    assert "Tack" in client.get(sent["Location"]).content.decode()
    page = page_of(client, link)
    revoke_open_link(link, by=lead)
    assert client.post(address(link), page).status_code == 410, "an answer is never taken by what was looked up lately"


def test_what_is_wrong_is_said_in_words_and_nothing_is_lost(client, staff):
    _round, link = staff
    typed = page_of(client, link, f1="", f2="a2", f3="Ring 19121212-1212 om du undrar")
    refused = client.post(address(link), typed)
    content = refused.content.decode()
    assert refused.status_code == 422
    assert "Ring 19121212-1212" in content
    assert "personnummer" in content
    assert typed["page"] in content  # the same opened page: sent twice it counts once
    assert not PersonAnswer.objects.exists()
    refused = client.post(address(link), typed | {"f3": "Gott om tid"})
    assert "Vi hjälps åt</a>" in refused.content.decode()  # must be answered
    long = client.post(address(link), typed | {"f1": "3", "f3": "ä" * 1_000_000})
    assert long.status_code == 422
    assert "1\xa0000\xa0000 tecken" in long.content.decode()
    empty = client.post(address(link), {"page": typed["page"], "f1": "9", "f2": "zzz"})
    assert empty.status_code == 422
    assert not PersonAnswer.objects.exists()
    assert client.post(address(link), typed | {"f1": "3", "f3": "Gott om tid"}).status_code == 302
    assert [row.text for row in PersonText.objects.all()] == ["Gott om tid"]
    assert "f3" not in PersonAnswer.objects.get().answers


def test_every_link_that_opens_nothing_says_why(client, staff, lead, monkeypatch):
    monkeypatch.setattr(open_doors, "LATELY", -1)
    round, link = staff
    old, page = address(link), page_of(client, link)
    renew_open_link(link, by=lead)
    assert client.get(old).status_code == 404
    link.refresh_from_db()
    assert client.get(address(link)).status_code == 200
    revoke_open_link(link, by=lead)
    gone = client.post(address(link), page)
    assert gone.status_code == 410
    assert "tagits tillbaka" in gone.content.decode()
    own = round.open_links.exclude(organisation=None).get()
    services.close_round(round, by=lead)
    late = client.post(address(own), page | {"f2": "a2", "f3": "Mitt långa svar"})
    assert late.status_code == 410
    assert "Mitt långa svar" in late.content.decode()  # to keep for oneself
    assert not PersonAnswer.objects.exists()
    for _try in range(20):
        client.get("/svara/oppen/" + "x" * 43 + "/")
    assert client.get("/svara/oppen/" + "y" * 43 + "/").status_code == 429


def test_a_personal_link_takes_one_answer_and_leaves_a_mark_apart(client, staff, municipality, caplog):
    round, _link = staff
    invitation = round.invitations.filter(organisation=municipality).first()
    before = AuditEntry.objects.count()
    opened = client.get(address(invitation))
    assert "för egen del" in opened.content.decode()
    assert client.post(address(invitation))["Location"] == reverse("survey-person", args=[round.pk])
    page = client.get(reverse("survey-person", args=[round.pk])).content.decode()
    assert invitation.name not in page
    with caplog.at_level(logging.DEBUG):
        sent = client.post(reverse("survey-person", args=[round.pk]), YES | {"page": "x" * 30})
    assert sent["Location"].startswith(THANKS)
    session = dict(client.session.items())
    again = client.post(reverse("survey-person", args=[round.pk]), YES | {"f1": "1"})
    assert "Du har redan svarat" in again.content.decode()
    assert "Du har redan svarat" in client.get(address(invitation)).content.decode()
    invitation.refresh_from_db()
    answer = PersonAnswer.objects.get()
    assert invitation.opened_at is None
    assert AnsweredMark.objects.get().invitation == invitation
    assert not SentPage.objects.exists()
    assert AuditEntry.objects.count() == before
    assert answer.organisation == municipality
    assert session.keys() == {"links", "_session_expiry"}
    assert str(answer.pk) not in str(session)
    said = [
        HideSecrets().filter(record) and record.getMessage()
        for record in caplog.records
        if record.name != "django.db.backends"
    ]
    assert not any(invitation.token in line or "f1" in line or str(answer.pk) in line for line in said)


def test_another_browser_has_no_right_and_organisations_pages_stay_shut(client, staff, respondent, municipality):
    round, _link = staff
    assert client.get(reverse("survey-person", args=[round.pk])).status_code == 404
    client.force_login(respondent)
    assert client.get(reverse("survey-person", args=[round.pk])).status_code == 404
    assert client.get(reverse("survey-start", args=[round.pk, municipality.pk])).status_code == 404


def test_who_is_invited_by_name_answers_from_my_page(client, make, lead, respondent, municipality):
    round = make()
    add_people(round, [{"organisation": municipality.pk, "name": "Rut", "email": respondent.email}], by=lead)
    services.send_round(round, by=lead, at=timezone.now())
    client.force_login(respondent)
    answer = reverse("survey-person", args=[round.pk])
    assert answer in client.get(reverse("my-page")).content.decode()
    assert "utan ditt namn" in client.get(answer).content.decode()
    assert client.post(answer, YES).status_code == 302
    assert answer not in client.get(reverse("my-page")).content.decode()
    assert client.get(round.get_absolute_url()).status_code == 200


def test_an_individual_answer_is_kept_changed_and_never_overwritten_silently(client, make, lead, municipality):
    round = make(RoundKind.INDIVIDUAL)
    add_people(round, [{"organisation": municipality.pk, "name": "Eva", "email": "eva@example.org"}], by=lead)
    round = services.send_round(round, by=lead, at=timezone.now())
    invitation = round.invitations.get()
    client.post(address(invitation))
    page, keep = reverse("survey-person", args=[round.pk]), reverse("survey-person-save", args=[round.pk])
    kept = client.post(keep, {"revision": "0", "f1": "2", "f2": "a2", "f3": "19121212-1212"})
    assert "Sparat" in kept.content.decode()
    assert PersonDraft.objects.get().answers == {"f1": {"value": 2}, "f2": {"value": "a2"}}
    assert client.post(keep, {"revision": "0", "f1": "1"}).status_code == 409  # another device was before
    stale = client.post(page, YES | {"revision": "0"})
    assert stale.status_code == 409
    assert 'name="revision" id="revision" value="1"' in stale.content.decode()
    assert not AnsweredMark.objects.exists()
    sent = client.post(page, YES | {"revision": "1"})
    assert sent["Location"] == reverse("survey-person-sent", args=[round.pk])
    assert "Tack" in client.get(sent["Location"]).content.decode()
    assert 'value="4" checked' in client.get(page).content.decode()
    client.post(page, YES | {"f1": "5", "revision": "2"})
    draft = PersonDraft.objects.get()
    assert (draft.is_submitted, draft.answers["f1"]) == (True, {"value": 5})
    assert not PersonAnswer.objects.exists()
    invitation.refresh_from_db()
    assert invitation.opened_at is not None


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


def test_no_file_is_asked_of_persons(make, lead):
    round = make()
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


def test_another_address_is_another_person(client, make, lead, municipality):
    """Who leads and sends the link to themselves reads nothing of what the first has written."""
    round = make(RoundKind.INDIVIDUAL)
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


def test_what_is_sent_by_a_link_that_was_taken_back_is_given_back(client, staff, lead, municipality):
    round, link = staff
    invitation = round.invitations.first()
    client.post(address(invitation))
    services.revoke(invitation, by=lead, at=timezone.now())
    sent = page_of(client, link, f3="Det jag <b>skrev</b>")
    revoke_open_link(link, by=lead)
    for place, status in ((reverse("survey-person", args=[round.pk]), 404), (address(link), 410)):
        answer = client.post(place, sent)
        assert (answer.status_code, "Det jag &lt;b&gt;skrev" in answer.content.decode()) == (status, True)
    assert not PersonAnswer.objects.exists()


def test_three_of_four_is_told_nowhere(client, make, lead, municipality):
    """Fewer than the least were asked, so not even how many have answered is told: not open, not sealed."""
    round = make()
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
def test_the_status_costs_the_same_however_many(make, lead, many, people, django_assert_num_queries):
    round = make()
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


def test_what_is_kept_of_an_open_link_is_never_older_than_what_is_stored(client, staff, monkeypatch):
    """Each change is in the same transaction as the one before it, as rows are written one after the other."""
    monkeypatch.setattr(open_doors, "LATELY", -1)
    round, _link = staff
    link = round.open_links.exclude(organisation=None).get()
    assert link.organisation.name in client.get(address(link)).content.decode()
    Round.objects.filter(pk=round.pk).update(title="Ett nytt namn")
    assert "Ett nytt namn" in client.get(address(link)).content.decode()
    link.organisation.name = "Nybyggda kommun"
    link.organisation.save()
    assert "Nybyggda kommun" in client.get(address(link)).content.decode()
    Round.objects.filter(pk=round.pk).update(
        closes_on=dates.today() - timedelta(days=1), opens_on=dates.today() - timedelta(days=2)
    )
    assert client.get(address(link)).status_code == 410
    Round.objects.filter(pk=round.pk).update(closes_on=dates.today())
    assert client.get(address(link)).status_code == 200
    type(link).objects.filter(pk=link.pk).update(revoked_at=timezone.now())
    assert client.get(address(link)).status_code == 410
