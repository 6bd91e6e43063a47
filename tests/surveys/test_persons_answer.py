"""Persons answer for themselves: on one page, once, and nothing of it ties to them."""

import logging
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from portal import dates, prepared
from portal.logs import HideSecrets
from portal.models import AuditEntry
from surveys import services
from surveys.models import (
    AnsweredMark,
    PendingAnswer,
    PersonAnswer,
    PersonDraft,
    PersonText,
    Round,
    RoundKind,
    SentPage,
)
from surveys.queries import definitions, open_doors
from surveys.services.audience import add_people
from surveys.services.open_links import renew_open_link, revoke_open_link
from tests.surveys.asking_persons import THANKS, YES, address, page_of, stored


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


def test_who_is_invited_by_name_answers_from_my_page(client, persons_round, lead, respondent, municipality):
    round = persons_round()
    add_people(round, [{"organisation": municipality.pk, "name": "Rut", "email": respondent.email}], by=lead)
    services.send_round(round, by=lead, at=timezone.now())
    client.force_login(respondent)
    answer = reverse("survey-person", args=[round.pk])
    assert answer in client.get(reverse("my-page")).content.decode()
    assert "utan ditt namn" in client.get(answer).content.decode()
    assert client.post(answer, YES).status_code == 302
    assert answer not in client.get(reverse("my-page")).content.decode()
    assert client.get(round.get_absolute_url()).status_code == 200


def test_an_individual_answer_is_kept_changed_and_never_overwritten_silently(client, persons_round, lead, municipality):
    round = persons_round(RoundKind.INDIVIDUAL)
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
