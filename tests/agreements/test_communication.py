"""The communication plan: by date and by audience, what waits for the decision, what has gone out, the workbook."""

import io
from datetime import date, timedelta

import openpyxl
import pytest

from agreements import services
from agreements.models import AgreementState, CommunicationItem
from portal.audit import entries_about
from portal.dates import today


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/kunskap/kommunikation/"


@pytest.fixture
def make_message(agreement, lead):
    def make(message="Det här är nytt", **fields):
        values = {"audience": "chefer", "channel": "Brev", "level": "county_wide"} | fields
        provisions = values.pop("provisions", [])
        item = CommunicationItem(agreement=agreement, message=message, **values)
        return services.save_communication(item, provisions=provisions, by=lead, on=today())

    return make


def _form(**changes):
    return {"message": "Nytt", "audience": "chefer", "channel": "Brev", "level": "local", "revision": 1} | changes


def _groups(response):
    return [(heading, [item.message for item in rows]) for heading, rows in response.context["found"].groups]


def test_a_stranger_cannot_tell_it_exists(client, stranger, make_message, url):
    item = make_message()
    client.force_login(stranger)
    for path in (url, f"{url}excel/", f"{url}ny/", f"/avtal/kommunikation/{item.pk}/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("who", ["respondent", "coach", "auditor"])
def test_others_read_it_and_change_nothing(client, request, who, make_message, url):
    item = make_message()
    client.force_login(request.getfixturevalue(who))
    assert "Det här är nytt" in client.get(url).content.decode()
    here = f"/avtal/kommunikation/{item.pk}/"
    assert {client.get(f"{url}ny/").status_code, client.get(here).status_code} == {403}
    assert client.post(f"{here}klart/", {"done": "on", "revision": 1}).status_code == 403
    assert client.post(f"{here}ta-bort/").status_code == 403


def test_a_member_writes_for_the_own_organisation(client, member, make_message, municipality, other_municipality, url):
    client.force_login(member)
    client.post(f"{url}ny/", _form(organisation=municipality.pk))
    own = CommunicationItem.objects.get()
    assert own.organisation == municipality
    assert client.get(f"/avtal/kommunikation/{own.pk}/").status_code == 200
    theirs = make_message(organisation=other_municipality)
    assert client.get(f"/avtal/kommunikation/{theirs.pk}/").status_code == 403
    assert client.post(f"{url}ny/", _form(organisation=other_municipality.pk)).status_code == 422


def test_messages_stand_by_month_and_by_audience(client, member, make_message, url):
    make_message("Tre", planned_on=date(2026, 5, 4), audience="Äldre")
    make_message("Ett", planned_on=date(2026, 4, 2), audience="chefer")
    make_message("Två", planned_on=date(2026, 4, 9), audience="anhöriga")
    make_message("Utan dag", audience="chefer")
    client.force_login(member)
    assert _groups(client.get(url)) == [
        (date(2026, 4, 1), ["Ett", "Två"]),
        (date(2026, 5, 1), ["Tre"]),
        (None, ["Utan dag"]),
    ]
    assert _groups(client.get(f"{url}?vy=malgrupp")) == [
        ("anhöriga", ["Två"]),
        ("chefer", ["Ett", "Utan dag"]),
        ("Äldre", ["Tre"]),
    ]


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ("?niva=local", {"Här"}),
        ("?lage=forsenade", {"Sen"}),
        ("?lage=klara", {"Klar"}),
        ("?lage=kommande", {"Här", "Kommer"}),
        ("?sok=MÖTE", {"Kommer"}),
        ("?malgrupp=Chefer", {"Här", "Sen", "Klar"}),
        ("?niva=x&lage=y", {"Här", "Sen", "Klar", "Kommer"}),
    ],
)
def test_the_plan_is_filtered(client, member, make_message, url, wish, found):
    make_message("Här", level="local")
    make_message("Sen", planned_on=today() - timedelta(days=3))
    make_message("Klar", planned_on=today() - timedelta(days=3), done_on=today())
    make_message("Kommer", planned_on=today() + timedelta(days=3), channel="Möte", audience="läkare")
    client.force_login(member)
    response = client.get(f"{url}{wish}")
    assert {one for _heading, rows in _groups(response) for one in rows} == found
    assert response.context["figures"].late == 1


def test_what_is_late_is_said_calmly(client, member, make_message, url):
    make_message(planned_on=today() - timedelta(days=3))
    client.force_login(member)
    text = client.get(url).content.decode().split('id="innehall"')[1]
    assert "skulle gå ut" in text
    assert "1 har passerat sin dag." in text
    assert "late-text" not in text
    assert "status-stop" not in text


def test_a_message_is_marked_as_gone_out_and_not_after_all(client, lead, make_message, url):
    item = make_message()
    client.force_login(lead)
    client.post(f"/avtal/kommunikation/{item.pk}/klart/", {"done": "on", "revision": 1, "next": f"{url}?lage=klara"})
    item.refresh_from_db()
    assert (item.done_on, item.revision) == (today(), 2)
    stale = client.post(f"/avtal/kommunikation/{item.pk}/klart/", {"revision": 1})
    assert (stale.status_code, "Någon ändrade det här" in stale.content.decode()) == (422, True)
    client.post(f"/avtal/kommunikation/{item.pk}/klart/", {"revision": 2})
    item.refresh_from_db()
    assert item.done_on is None
    assert [entry.verb for entry in entries_about(item)] == ["not done", "done", "created"]


def test_what_waits_for_the_decision_is_not_done_before_it(client, lead, agreement, make_message, url):
    item = make_message("Avtalet gäller", only_if_decided=True)
    client.force_login(lead)
    text = client.get(url).content.decode()
    assert "Under förutsättning att avtalet beslutas: väntar till dess" in text
    assert "Har gått ut i dag" not in text
    answer = client.post(f"/avtal/kommunikation/{item.pk}/klart/", {"done": "on", "revision": 1})
    assert (answer.status_code, "kan inte ha gått ut än" in answer.content.decode()) == (422, True)
    agreement.state = AgreementState.DECIDED
    agreement.save()
    client.post(f"/avtal/kommunikation/{item.pk}/klart/", {"done": "on", "revision": 1})
    item.refresh_from_db()
    assert item.done_on == today()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"message": ""}, "Skriv budskapet."),
        ({"audience": ""}, "Skriv för vem det är."),
        ({"done_on": str(today() + timedelta(days=2))}, "Dagen har inte varit än."),
        ({"done_on": str(today()), "only_if_decided": "on"}, "väntar tills avtalet är beslutat"),
        ({"message": "Om 811228-9874"}, "innehåller ett personnummer"),
        ({"revision": 9}, ""),
    ],
)
def test_what_cannot_be_stored_comes_back_with_words(client, lead, make_message, values, said):
    item = make_message()
    client.force_login(lead)
    answer = client.post(f"/avtal/kommunikation/{item.pk}/", _form() | values)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    item.refresh_from_db()
    assert (item.message, item.done_on, item.revision) == ("Det här är nytt", None, 1)


def test_a_message_is_changed_and_removed(client, lead, make_message, provisions, url):
    item = make_message()
    client.force_login(lead)
    assert "chefer" in client.get(f"/avtal/kommunikation/{item.pk}/").context["audiences"]
    client.post(f"/avtal/kommunikation/{item.pk}/", _form(message="Ändrat", provisions=[provisions[1].pk]))
    item.refresh_from_db()
    assert (item.message, item.level, list(item.provisions.all())) == ("Ändrat", "local", [provisions[1]])
    client.post(f"/avtal/kommunikation/{item.pk}/ta-bort/")
    assert not CommunicationItem.objects.exists()


def test_the_workbook_holds_the_filtered_list(client, member, make_message, url):
    make_message("=1+1", planned_on=date(2026, 4, 2), only_if_decided=True)
    make_message("Annat", level="local")
    client.force_login(member)
    answer = client.get(f"{url}excel/?niva=county_wide")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[0][:4] == ("Budskap", "För vem", "Kanal", "Nivå")
    assert [row[:6] for row in rows[1:]] == [("'=1+1", "chefer", "Brev", "Länsgemensam", "2026-04-02", "ja")]


def test_an_empty_plan_invites(client, member, auditor, url):
    client.force_login(member)
    assert "Skriv det första budskapet" in client.get(url).content.decode()
    client.force_login(auditor)
    assert "Skriv det första budskapet" not in client.get(url).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_rows(
    client, lead, make_message, provisions, county, count, url, django_assert_num_queries
):
    for number in range(count):
        make_message(f"Nytt {number}", provisions=provisions[: number + 1], organisation=county[number])
    client.force_login(lead)
    with django_assert_num_queries(7):  # session, user, roles, agreement, messages, their clauses, figures
        assert client.get(url).context["found"].shown == count
