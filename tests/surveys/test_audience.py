"""Whom a round asks: chosen by filters or group, uploaded, written; once each; and many at once without filling memory."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from organisations.models import (
    Group,
    Grouping,
    GroupingKind,
    GroupingMember,
    GroupKind,
    GroupMembership,
    Membership,
    Organisation,
    OrganisationKind,
    Role,
    Side,
    User,
)
from portal import dates
from portal.models import Draft, Letter
from surveys import services, tasks
from surveys.models import Invitation
from surveys.queries.audience import faces
from surveys.services import audience


@pytest.fixture
def lead_in(client, lead):
    client.force_login(lead)
    return client


@pytest.fixture
def hospital(db):
    return Organisation.objects.create(
        name="Sjukhusgruppen Norra", short_name="SN", kind=OrganisationKind.HOSPITAL_GROUP, side=Side.REGION
    )


@pytest.fixture
def coach_there(hospital):
    user = User.objects.create_user("coach.ort@example.org", first_name="Cajsa", last_name="Ort")
    Membership.objects.create(user=user, organisation=hospital, role=Role.COACH)
    return user


def found(round, **wish):
    rows, homeless = faces(round, wish, on=dates.today())
    return [(face.name, face.organisation.short_name) for face in rows], homeless


def test_found_by_kind_side_part_role_and_group(draft, municipality, hospital, coach_there, respondent, neighbour):
    part = Grouping.objects.create(kind=GroupingKind.COUNTY_PART, name="Norra delen")
    GroupingMember.objects.create(grouping=part, organisation=municipality)
    everybody, _ = found(draft, role="contact")
    assert [name for name, _ in everybody] == ["Rut Respons", "Nils Nabo"]
    assert found(draft, role="contact", part=part)[0] == [("Rut Respons", "Ekby")]
    assert found(draft, role="coach", kinds=["hospital_group"])[0] == [("Cajsa Ort", "SN")]
    assert found(draft, role="contact", side="region")[0] == []
    group = Group.objects.create(name="Arbetsgruppen X", kind=GroupKind.WORKING)
    alone = User.objects.create_user("ensam@example.org", first_name="Elsa", last_name="Ensam")
    GroupMembership.objects.create(group=group, user=respondent)
    GroupMembership.objects.create(group=group, user=neighbour, organisation=municipality)
    GroupMembership.objects.create(group=group, user=alone)
    rows, homeless = found(draft, group=group)
    assert sorted(rows) == [("Nils Nabo", "Ekby"), ("Rut Respons", "Ekby")]
    assert homeless == ["Elsa Ensam"]


def test_ticking_a_kind_needs_no_script_and_saves_nothing(lead_in, draft, hospital, coach_there):
    address = reverse("audience-choose", args=[draft.pk]) + "?roll=coach"
    value = f"{coach_there.pk}-{hospital.pk}"
    before = draft.invitations.count()
    shown = lead_in.get(address)
    assert value in shown.context["ticked"]
    none = lead_in.post(address, {"kryssa": "hospital_group:ingen", "person": [value]})
    assert (none.status_code, value in none.context["ticked"]) == (200, False)
    every = lead_in.post(address, {"kryssa": "hospital_group:alla"})
    assert value in every.context["ticked"]
    assert lead_in.post(address, {}).status_code == 422
    assert draft.invitations.count() == before
    assert lead_in.post(address, {"person": [value]})["Location"] == reverse("survey-audience", args=[draft.pk])
    asked = draft.invitations.get(user=coach_there)
    assert (asked.organisation, asked.name) == (hospital, "Cajsa Ort")
    forged = lead_in.post(address, {"person": ["1-99999", f"{coach_there.pk}-{hospital.pk}", "x"]})
    assert forged.status_code == 422
    assert draft.invitations.count() == before + 1


def test_one_by_hand_once_and_taken_away_again(lead_in, draft, hospital):
    data = {"organisation": hospital.pk, "name": "Utan Konto", "email": "Utan@Example.org", "language": "en"}
    lead_in.post(reverse("audience-add", args=[draft.pk]), data)
    row = draft.invitations.get(email="utan@example.org")
    assert (row.user, row.language) == (None, "en")
    again = lead_in.post(reverse("audience-add", args=[draft.pk]), data)
    assert again.status_code == 422
    assert "Utan Konto" in again.content.decode()
    assert "redan inbjuden" in again.content.decode()
    lead_in.post(reverse("audience-remove", args=[draft.pk, row.pk]))
    assert not draft.invitations.filter(pk=row.pk).exists()
    lead_in.post(reverse("audience-empty", args=[draft.pk]))
    assert not draft.invitations.exists()


def upload(client, round, text, name="lista.csv"):
    file = SimpleUploadedFile(name, text.encode("utf-8-sig"), content_type="text/csv")
    return client.post(reverse("audience-upload", args=[round.pk]), {"file": file})


def test_a_list_is_looked_at_first_and_its_faults_are_told_by_row(lead_in, draft, municipality):
    answer = upload(
        lead_in,
        draft,
        "Organisation;Namn;E-post\n"
        "Ekby;Anna Ny;anna.ny@example.org\n"
        "Ingenstans;Bo;bo@example.org\n"
        "Ekby kommun;Cia;inte en adress\n"
        "ekby;Anna Ny;ANNA.NY@example.org\n"
        "Ekby;;dan@example.org\n"
        "Ekby;Eva 19121212-1212;eva@example.org\n",
    )
    preview = answer["Location"]
    before = draft.invitations.count()
    content = lead_in.get(preview).content.decode()
    for words in ("Rad 3", "Ingenstans", "Rad 4", "inte en adress", "Samma som rad 2", "Rad 6", "Rad 7"):
        assert words in content
    assert lead_in.post(preview).status_code == 422  # not without saying "the good rows"
    assert draft.invitations.count() == before
    lead_in.post(preview, {"goda": "1"})
    assert draft.invitations.count() == before + 1
    assert draft.invitations.get(email="anna.ny@example.org").organisation == municipality
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "tom"), ("Namn;E-post\nA;a@example.org\n", "saknas"), ("Organisation;Namn;E-post\n", "inga rader")],
)
def test_what_is_no_list_is_said_at_the_file(lead_in, draft, text, said):
    file = SimpleUploadedFile("lista.csv", text.encode())
    answer = lead_in.post(reverse("audience-upload", args=[draft.pk]), {"file": file})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_list_that_is_downloaded_comes_back_unchanged(lead_in, draft):
    book = lead_in.get(reverse("audience-model", args=[draft.pk])).content
    file = SimpleUploadedFile("mottagare.xlsx", io.BytesIO(book).read())
    preview = lead_in.post(reverse("audience-upload", args=[draft.pk]), {"file": file})["Location"]
    context = lead_in.get(preview).context
    assert (context["good"], context["faulty"], len(context["taken"])) == (0, [], 2)


def test_changing_the_draft_keeps_who_was_written_by_hand(draft, lead, hospital, new_provisions, respondent):
    person = {"organisation": hospital.pk, "name": "Utan Konto", "email": "utan@example.org"}
    audience.add_people(draft, [person], by=lead)
    contacts = Membership.objects.filter(user=respondent, is_contact=True).select_related("user")
    fields = {name: getattr(draft, name) for name in ("title", "letter", "opens_on", "closes_on")}
    services.update_draft(draft, provisions=new_provisions, contacts=contacts, by=lead, **fields)
    assert set(draft.invitations.values_list("email", flat=True)) == {"utan@example.org", respondent.email}


def test_people_added_to_a_round_that_is_out_get_their_letters(sent, lead, municipality, lead_in):
    tasks.invite()
    people = [{"organisation": municipality.pk, "name": "Ny", "email": "NY@example.org"}] * 2
    assert audience.add_people(sent, people, by=lead) == (1, 1)
    tasks.invite()
    letter = Letter.objects.get(to_address="ny@example.org")
    assert sent.invitations.get(email="ny@example.org").token_hash
    assert letter.key.endswith(":1")
    assert lead_in.post(reverse("audience-empty", args=[sent.pk])).status_code == 403


def test_only_who_leads_chooses(client, member, auditor, draft, sent):
    for user, status in ((member, 403), (auditor, 403)):
        client.force_login(user)
        for name in ("survey-audience", "audience-choose", "audience-upload", "audience-model", "round-sending"):
            assert client.get(reverse(name, args=[sent.pk])).status_code == status, name


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_cost_the_same_however_many(lead_in, lead, make_round, many, rows, django_assert_num_queries):
    many(rows)
    draft = make_round()
    with django_assert_num_queries(8):  # session, user, memberships, round, count, people, several, organisations
        lead_in.get(reverse("survey-audience", args=[draft.pk]))
    with django_assert_num_queries(8):  # session, user, memberships, round, taken, people, areas, groups
        lead_in.get(reverse("audience-choose", args=[draft.pk]))


def test_a_large_round_is_armed_and_owed_in_batches_at_a_pace(draft, lead, municipality, settings, monkeypatch):
    settings.SURVEY_LETTERS_PER_MINUTE = 10
    monkeypatch.setattr(services.invitations, "BATCH", 7)
    people = ({"organisation": municipality.pk, "name": f"N{n}", "email": f"n{n}@example.org"} for n in range(33))
    audience.add_people(draft, people, by=lead)
    services.send_round(draft, by=lead, at=timezone.now())
    assert draft.invitations.exclude(token_hash=None).count() == 7  # the rest with their letters
    before = timezone.now()
    assert services.queue_invitations(at=timezone.now()) == draft.invitations.count() == 35
    assert not Invitation.objects.filter(token_hash=None).exists()
    times = sorted(Letter.objects.values_list("send_after", flat=True))
    minutes = [
        sum(before + timedelta(minutes=n) <= at < before + timedelta(minutes=n + 1) for at in times) for n in range(4)
    ]
    assert minutes == [10, 10, 10, 5]
    audience.add_people(
        draft, [{"organisation": municipality.pk, "name": "Sist", "email": "sist@example.org"}], by=lead
    )
    services.queue_invitations(at=timezone.now())
    assert Letter.objects.get(to_address="sist@example.org").send_after >= times[-1]


def test_a_link_speaks_the_language_of_its_letter(sent, invitation, client, link):
    sent.invitations.filter(pk=invitation.pk).update(language="en")
    page = client.get(link)
    assert "You are asked to answer for" in page.content.decode()
    assert "language" not in client.cookies
    assert client.post(link).cookies["language"].value == "en"
    assert (
        'lang="en"'
        in client.get(reverse("survey-start", args=[sent.pk, invitation.organisation_id]), follow=True).content.decode()
    )
