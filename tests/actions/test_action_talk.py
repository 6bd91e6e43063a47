"""Comments that can be mended and taken back, followers, files: and the trace each of them leaves."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from actions import services
from actions.models import ActionChange, ActionFile, ActionFollower, Reminder
from portal import dates, notifications
from portal.models import Letter

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def url(action):
    return f"/atgarder/{action.pk}/"


@pytest.fixture
def said(action, member):
    return services.comment(action, "Vi har en mall.", by=member, at=timezone.now())


# -- comments ---------------------------------------------------------------------------------------------------------


def test_one_mends_ones_own_comment_and_it_shows(client, member, said, url):
    client.force_login(member)
    address = f"/atgarder/kommentar/{said.pk}/andra/"
    assert "Vi har en mall." in client.get(address).content.decode()
    assert client.post(address, {"comment": "Vi har två mallar.", "revision": "1"}).status_code == 302
    page = client.get(url).content.decode()
    assert "Vi har två mallar." in page
    assert "Vi har en mall." not in page
    assert " · ändrad " in page


def test_after_half_an_hour_it_stands(client, member, said, url):
    ActionChange.objects.update(at=timezone.now() - timedelta(minutes=31))
    client.force_login(member)
    address = f"/atgarder/kommentar/{said.pk}/andra/"
    assert address not in client.get(url).content.decode()
    assert "i 30 minuter" in client.get(address).content.decode()
    response = client.post(address, {"comment": "Nej", "revision": "1"})
    assert response.status_code == 422
    assert "Skriv en ny i stället." in response.content.decode()
    assert ActionChange.objects.get().comment == "Vi har en mall."


def test_two_windows_do_not_overwrite_each_other(client, member, said):
    services.edit_comment(said, "Från andra fönstret", by=member, at=timezone.now())
    client.force_login(member)
    response = client.post(f"/atgarder/kommentar/{said.pk}/andra/", {"comment": "Härifrån", "revision": "1"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Där står det: Från andra fönstret" in page
    assert ">\nHärifrån</textarea>" in page
    again = client.post(f"/atgarder/kommentar/{said.pk}/andra/", {"comment": "Härifrån", "revision": "2"})
    assert again.status_code == 302
    assert ActionChange.objects.get().comment == "Härifrån"


def test_a_comment_taken_back_leaves_its_trace(client, member, said, url):
    client.force_login(member)
    for _twice in range(2):
        client.post(f"/atgarder/kommentar/{said.pk}/ta-bort/")
    page = client.get(url).content.decode()
    assert "Vi har en mall." not in page
    assert "En kommentar som har tagits bort" in page
    assert " · borttagen " in page
    assert ActionChange.objects.get().comment == ""


@pytest.mark.parametrize("deed", ["andra", "ta-bort"])
def test_nobody_touches_somebody_elses_words(deed, client, lead, neighbour, stranger, said):
    address = f"/atgarder/kommentar/{said.pk}/{deed}/"
    for who, status in ((lead, 403), (neighbour, 403), (stranger, 404)):
        client.force_login(who)
        assert client.post(address, {"comment": "x", "revision": "1"}).status_code == status
    assert ActionChange.objects.get().comment == "Vi har en mall."


def test_what_is_no_comment_cannot_be_mended(client, lead, action):
    services.set_state(action, "done", by=lead, at=timezone.now())
    client.force_login(lead)
    assert client.get(f"/atgarder/kommentar/{ActionChange.objects.get().pk}/andra/").status_code == 404


def test_changes_saved_together_are_one_event(client, lead, action, url, today):
    services.edit_action(
        action, {"title": "Dela mallen", "due_on": today, "priority": 3}, revision=1, by=lead, at=timezone.now()
    )
    client.force_login(lead)
    response = client.get(url)
    assert [len(event.changes) for event in response.context["history"]] == [3]
    assert "Prioritet: normal blev hög" in response.content.decode()


# -- followers --------------------------------------------------------------------------------------------------------


def test_follow_and_no_longer(client, coach, action, url):
    client.force_login(coach)
    page = client.post(f"{url}folj/", follow=True).content.decode()
    assert "Du följer åtgärden." in page
    assert "Cia Coach" in page
    client.post(f"{url}folj/")
    assert ActionFollower.objects.count() == 1
    client.post(f"{url}folj/", {"sluta": "1"})
    assert not ActionFollower.objects.exists()


def test_who_may_not_see_it_may_not_follow_it(client, member, private_action):
    client.force_login(member)
    assert client.post(f"/atgarder/{private_action.pk}/folj/").status_code == 404


def test_followers_are_told_what_others_did_in_one_letter(coach, member, lead, action):
    services.follow(action, by=coach)
    services.follow(action, by=member)
    services.comment(action, "Mallen är klar.", by=member, at=timezone.now())
    services.set_state(action, "under_way", by=member, at=timezone.now())
    services.edit_action(action, {"title": "Dela mallen"}, revision=2, by=coach, at=timezone.now())
    services.remind(on=dates.today())
    to_coach = notifications.compose(Letter.objects.get(to_user=coach))
    assert to_coach.subject == "Nytt om 1 åtgärd du följer"
    assert "Mats Medlem skrev: Mallen är klar.\nMats Medlem – Läge: öppen blev pågår\n" in to_coach.body
    assert "Vad ska göras" not in to_coach.body
    assert "Cia Coach – Vad ska göras:" in notifications.compose(Letter.objects.get(to_user=member)).body


def test_who_is_made_responsible_is_told(member, lead, action):
    services.edit_action(action, {"owner": lead}, revision=1, by=member, at=timezone.now())
    assert Reminder.objects.get().user == lead


def test_a_comment_taken_back_is_not_told(coach, member, action):
    services.follow(action, by=coach)
    first = services.comment(action, "Fel.", by=member, at=timezone.now())
    services.withdraw_comment(first, by=member, at=timezone.now())
    assert services.remind(on=dates.today()) == 0
    second = services.comment(action, "Också fel.", by=member, at=timezone.now())
    services.remind(on=dates.today() + timedelta(days=1))
    services.withdraw_comment(second, by=member, at=timezone.now())
    assert notifications.compose(Letter.objects.get()) is None


def test_who_no_longer_sees_the_action_is_told_nothing(neighbour, member, lead, action, municipality):
    services.follow(action, by=neighbour)
    services.edit_action(action, {"group": None}, revision=1, by=lead, at=timezone.now())
    services.comment(action, "Bara för oss.", by=member, at=timezone.now())
    services.remind(on=dates.today())
    assert notifications.compose(Letter.objects.get(to_user=neighbour)) is None


# -- files ------------------------------------------------------------------------------------------------------------


def upload(client, url, name="Mall.pdf", content=PDF):
    return client.post(f"{url}fil/", {"file": SimpleUploadedFile(name, content)})


def test_a_file_is_kept_and_given_back(client, member, neighbour, url):
    client.force_login(member)
    assert upload(client, url).status_code == 302
    row = ActionFile.objects.get()
    assert (row.file_name, row.file_size, row.by) == ("Mall.pdf", len(PDF), member)
    assert "Mall" not in row.file.name
    client.force_login(neighbour)
    page = client.get(url).content.decode()
    assert "Mall.pdf" in page
    assert "Lade till filen Mall.pdf" in page
    response = client.get(f"/atgarder/fil/{row.pk}/")
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == 'attachment; filename="Mall.pdf"'
    assert (response["Content-Security-Policy"], response["X-Content-Type-Options"]) == (
        "default-src 'none'; sandbox",
        "nosniff",
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("Makro.docm", b"PK", "Den sortens fil går inte att ladda upp."),
        ("Mall.pdf", b"<html>", "Filens innehåll är inte det som namnet säger"),
        ("Tom.pdf", b"", "Filen är tom. Välj en annan."),
    ],
)
def test_a_file_that_is_refused_is_said_why(name, content, said, client, member, url):
    client.force_login(member)
    response = upload(client, url, name, content)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not ActionFile.objects.exists()


def test_a_file_taken_away_leaves_a_line(client, member, lead, url, django_capture_on_commit_callbacks):
    client.force_login(member)
    upload(client, url)
    row = ActionFile.objects.get()
    client.force_login(lead)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"/atgarder/fil/{row.pk}/ta-bort/").status_code == 302
    assert not row.file.storage.exists(row.file.name)
    page = client.get(url).content.decode()
    assert "Tog bort filen Mall.pdf" in page
    assert client.get(f"/atgarder/fil/{row.pk}/").status_code == 404


def test_who_reads_hands_over_no_file_and_takes_none_away(client, member, coach, neighbour, url):
    client.force_login(coach)
    assert upload(client, url).status_code == 403
    client.force_login(member)
    upload(client, url)
    client.force_login(neighbour)
    assert client.post(f"/atgarder/fil/{ActionFile.objects.get().pk}/ta-bort/").status_code == 403


def test_a_private_actions_file_does_not_exist_for_others(client, neighbour, member, private_action):
    client.force_login(neighbour)
    upload(client, f"/atgarder/{private_action.pk}/")
    client.force_login(member)
    assert client.get(f"/atgarder/fil/{ActionFile.objects.get().pk}/").status_code == 404


def test_there_is_room_for_thirty(client, member, action, url):
    ActionFile.objects.bulk_create(
        ActionFile(action=action, file=f"actions/{number}.pdf", file_name="x.pdf", at=timezone.now())
        for number in range(30)
    )
    client.force_login(member)
    response = upload(client, url)
    assert response.status_code == 422
    assert "En åtgärd har plats för 30 filer." in response.content.decode()
