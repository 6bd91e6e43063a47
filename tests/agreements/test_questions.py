"""Questions from the workplaces: with a name or without, the answer, the letter, and what is found afterwards."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from agreements import services
from agreements.models import AgreementState, KnowledgeItem
from portal import notifications
from portal.audit import entries_about
from portal.dates import today
from portal.models import AuditEntry, Letter

NUMBER = "811228-9874"  # the tax agency's own example, of nobody


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/kunskap/fragor/"


@pytest.fixture
def question(agreement, member, municipality, provisions):
    """Asked by Ekby's member about § 2.1."""
    return services.ask_question(
        agreement,
        "Vem ringer först?",
        provision=provisions[1],
        anonymous=False,
        by=member,
        organisation=municipality,
        on=today(),
    )


def _answer(client, question, text="Kommunen.", **more):
    question.refresh_from_db()
    values = {
        "answer": text,
        "revision": question.revision,
        "provisions": [one.pk for one in question.provisions.all()],
    }
    return client.post(f"{question.get_absolute_url()}svara/", values | more)


def test_a_stranger_cannot_tell_it_exists(client, stranger, question, url):
    client.force_login(stranger)
    for path in (url, f"{url}ny/", f"{question.get_absolute_url()}svara/"):
        assert client.get(path).status_code == 404
    assert client.post(f"{url}ny/", {"question": "Hej"}).status_code == 404


@pytest.mark.parametrize("who", ["member", "respondent", "coach", "auditor", "lead"])
def test_anybody_who_takes_part_asks_in_one_field(client, request, who, url):
    user = request.getfixturevalue(who)
    client.force_login(user)
    assert client.post(f"{url}ny/", {"question": "Vem ringer?"}).status_code == 302
    item = KnowledgeItem.objects.get()
    assert (item.kind, item.title, item.text, item.state) == ("question", "Vem ringer?", "", "open")
    assert (item.created_by, {item.organisation_id}) == (user, user.organisations_as())


def test_the_clause_is_chosen_beforehand_on_the_way_from_its_page(client, respondent, provisions, url):
    client.force_login(respondent)
    form = client.get(f"{url}ny/?punkt={provisions[1].pk}").context["form"]
    assert form["provision"].value() == provisions[1].pk
    client.post(f"{url}ny/", {"question": "Vem?", "provision": provisions[1].pk})
    assert list(KnowledgeItem.objects.get().provisions.all()) == [provisions[1]]


def test_a_long_question_is_kept_whole_below_its_first_words(client, member, url):
    client.force_login(member)
    client.post(f"{url}ny/", {"question": "ord " * 100})
    item = KnowledgeItem.objects.get()
    assert len(item.title) <= 200
    assert item.title.endswith("ord …")
    assert item.text == ("ord " * 100).strip()


@pytest.mark.parametrize(
    ("asked", "said"), [("", "Skriv din fråga."), (f"Om {NUMBER}?", "innehåller ett personnummer")]
)
def test_what_cannot_be_asked_comes_back(client, member, asked, said, url):
    client.force_login(member)
    answer = client.post(f"{url}ny/", {"question": asked, "anonymous": "on"})
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not KnowledgeItem.objects.exists()


def test_a_question_without_a_name_leaves_no_trace_of_who_asked(client, member, municipality, provisions, url):
    client.force_login(member)
    before = set(AuditEntry.objects.values_list("pk", flat=True))
    client.post(f"{url}ny/", {"question": "Får man?", "provision": provisions[1].pk, "anonymous": "on"})
    item = KnowledgeItem.objects.get()
    assert (item.is_anonymous, item.created_by, item.organisation, item.reviewed_by) == (True, None, None, None)
    assert not AuditEntry.objects.exclude(pk__in=before).exists()  # an entry would hold the second it was asked
    for moment in (item.created_at, item.changed_at):
        assert timezone.localtime(moment).time().isoformat() == "00:00:00"
    pointing = [
        field.name
        for field in KnowledgeItem._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model in _people() and getattr(item, field.name)
    ]
    assert pointing == []


def _people():
    return {apps.get_model("organisations.User"), apps.get_model("organisations.Organisation")}


def test_the_database_refuses_a_name_on_what_has_none(member, agreement, municipality):
    item = services.ask_question(agreement, "Får man?", anonymous=True, by=member, on=today())
    for wrong in ({"created_by": member}, {"organisation": municipality}, {"state": "draft"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            KnowledgeItem.objects.filter(pk=item.pk).update(**wrong)


def test_the_page_says_plainly_what_is_stored(client, member, url):
    client.force_login(member)
    text = client.get(f"{url}ny/").content.decode()
    assert "Då sparas bara frågan, punkten och dagens datum: varken du eller din organisation." in text
    assert "Frågar du med namn står ditt namn och din organisation vid frågan" in text


def test_those_who_lead_answer_and_the_asker_gets_one_letter(client, lead, question, url):
    client.force_login(lead)
    _answer(client, question)
    question.refresh_from_db()
    assert (question.state, question.answer, question.reviewed_by) == ("answered", "Kommunen.", lead)
    _answer(client, question, "Kommunen, alltid.")
    (letter,) = Letter.objects.filter(kind="agreement-question-answered")
    assert letter.to_address == "mats.medlem@example.org"
    message = notifications.compose(letter)
    assert message.subject == "Din fråga är besvarad: Vem ringer först?"
    assert "Kommunen, alltid." in message.body
    assert question.get_absolute_url() in message.body
    assert [entry.verb for entry in entries_about(question)] == ["changed answer", "answered", "created"]


def test_nobody_gets_a_letter_about_a_question_without_a_name(client, lead, member, agreement):
    item = services.ask_question(agreement, "Får man?", anonymous=True, by=member, on=today())
    client.force_login(lead)
    _answer(client, item)
    assert not Letter.objects.filter(kind="agreement-question-answered").exists()
    item.refresh_from_db()
    assert item.state == "answered"


@pytest.mark.parametrize("change", ["open", "draft agreement", "gone", "left"])
def test_a_letter_that_has_lost_its_point_is_dropped(client, lead, member, agreement, question, change):
    client.force_login(lead)
    _answer(client, question)
    letter = Letter.objects.get(kind="agreement-question-answered")
    if change == "open":
        KnowledgeItem.objects.filter(pk=question.pk).update(state="closed")
    elif change == "draft agreement":
        agreement.state = AgreementState.DRAFT
        agreement.save()
    elif change == "gone":
        question.delete()
    else:
        member.memberships.all().delete()
    assert notifications.compose(letter) is None


@pytest.mark.parametrize("who", ["member", "respondent", "auditor"])
def test_others_do_not_answer(client, request, question, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(f"{question.get_absolute_url()}svara/").status_code == 403
    assert _answer(client, question).status_code == 403
    question.refresh_from_db()
    assert question.state == "open"


def test_an_empty_answer_and_a_stale_one_come_back(client, lead, question):
    client.force_login(lead)
    assert "Skriv svaret, eller låt frågan vara öppen." in _answer(client, question, "").content.decode()
    answer = _answer(client, question, "Mitt svar.", revision=99)
    assert (answer.status_code, "Mitt svar." in answer.content.decode()) == (422, True)
    question.refresh_from_db()
    assert question.state == "open"


def test_only_questions_are_answered(client, lead, make_knowledge):
    need = make_knowledge()
    client.force_login(lead)
    assert client.get(f"{need.get_absolute_url()}svara/").status_code == 404


def test_answers_stand_by_clause_and_what_waits_stands_first(client, lead, member, agreement, provisions, url):
    for text, clause in (("Om treett?", provisions[3]), ("Om helheten?", None), ("Om tvåett?", provisions[1])):
        item = services.ask_question(agreement, text, provision=clause, anonymous=False, by=member, on=today())
        services.answer_question(
            item, f"Svar: {text}", provisions=[clause] if clause else [], by=lead, at=timezone.now()
        )
    services.ask_question(agreement, "Vad väntar?", anonymous=False, by=member, on=today())
    client.force_login(member)
    questions = client.get(url).context["questions"]
    assert [item.title for item in questions.waiting] == ["Vad väntar?"]
    assert [(str(clause), [item.title for item in rows]) for clause, rows in questions.answered] == [
        ("None", ["Om helheten?"]),
        ("§\xa02.1 Fast vårdkontakt", ["Om tvåett?"]),
        ("§\xa03.1 Läkarmedverkan", ["Om treett?"]),
    ]
    found = client.get(f"{url}?sok=helheten").context["questions"]
    assert found.shown == 1
    assert "Om tvåett?" in client.get(provisions[1].get_absolute_url()).content.decode()


def test_a_closed_question_is_put_away(client, lead, question, url):
    client.force_login(lead)
    client.post(f"{question.get_absolute_url()}status/", {"state": "closed", "revision": question.revision})
    assert "Vem ringer först?" not in client.get(url).content.decode()
    question.refresh_from_db()
    client.post(f"{question.get_absolute_url()}status/", {"state": "open", "revision": question.revision})
    assert "Vem ringer först?" in client.get(url).content.decode()


def test_what_waits_stands_on_the_agreements_page_for_those_who_answer(client, lead, member, rows, question, agreement):
    said = "1 fråga från verksamheterna väntar på svar"
    client.force_login(lead)
    assert said in client.get(agreement.get_absolute_url()).content.decode()
    client.force_login(member)
    assert said not in client.get(agreement.get_absolute_url()).content.decode()
    services.answer_question(question, "Kommunen.", provisions=[], by=lead, at=timezone.now() + timedelta(hours=1))
    client.force_login(lead)
    assert said not in client.get(agreement.get_absolute_url()).content.decode()


def test_an_empty_list_invites(client, member, url):
    client.force_login(member)
    text = client.get(url).content.decode()
    assert "Ingen har frågat än" in text
    assert "Ställ den första frågan" in text
