"""When the sides can: weekdays for all and for one group, busy periods, and who may write what."""

from datetime import timedelta

import pytest

from meetings import services
from meetings.models import AvailabilityPattern, BusyPeriod
from organisations.models import Group
from portal import dates
from portal.models import AuditEntry

PAGE = "/moten/tider/"
EDIT = "/moten/tider/andra/"
BUSY = "/moten/upptaget/"
SIDES = ("region", "municipal")


def chosen(default="can", **changed):
    return {f"{side}_{day}": default for side in SIDES for day in range(5)} | changed


def levels(group=None):
    rows = AvailabilityPattern.objects.filter(group=group)
    return {(row.side, row.weekday): row.level for row in rows}


@pytest.fixture
def break_(db):
    day = dates.today() + timedelta(days=30)
    return BusyPeriod.objects.create(side="municipal", what="Höstlov", starts_on=day, ends_on=day + timedelta(days=4))


def test_the_leads_write_what_holds_for_all(client, lead):
    client.force_login(lead)
    page = client.get(EDIT)
    answer = client.post(
        EDIT, {"seen": page.context["form"]["seen"].value(), **chosen(municipal_0="hard", municipal_4="cannot")}
    )
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert levels()["municipal", 0] == "hard"
    assert len(levels()) == 10
    shown = client.get(PAGE).content.decode()
    assert shown.index("Svårt") < shown.index("Kan inte")
    assert AuditEntry.objects.filter(verb="changed availability").count() == 1


def test_two_who_write_at_once_never_overwrite_silently(client, lead):
    client.force_login(lead)
    seen = client.get(EDIT).context["form"]["seen"].value()
    services.set_levels(None, {("region", 0): "cannot"}, seen={}, by=lead)
    answer = client.post(EDIT, {"seen": seen, **chosen(municipal_4="cannot")})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Någon ändrade det här medan du skrev." in page
    assert "Måndag, regionen: Kan inte" in page
    assert levels() == {("region", 0): "cannot"}
    again = {"seen": answer.context["form"]["seen"].value(), **chosen(municipal_4="cannot")}
    assert client.post(EDIT, again).status_code == 302
    assert (levels()["municipal", 4], levels()["region", 0]) == ("cannot", "can")


def test_a_group_has_weekdays_of_its_own_and_gives_them_back(client, secretary, group, lead):
    services.set_levels(None, {("municipal", 4): "cannot"}, seen={}, by=lead)
    client.force_login(secretary)
    address = f"{PAGE}{group.pk}/andra/"
    assert "Som för alla: kan inte" in client.get(address).content.decode()
    assert client.post(address, {"seen": "", **chosen("", municipal_4="hard")}).status_code == 302
    assert levels(group) == {("municipal", 4): "hard"}
    page = client.get(f"{PAGE}{group.pk}/").content.decode()
    assert "Svårt" in page
    assert "Kan inte" not in page
    client.post(address, {"seen": "municipal_4=hard", **chosen("")})
    assert levels(group) == {}
    assert levels() == {("municipal", 4): "cannot"}


def test_made_up_levels_are_refused(client, lead):
    client.force_login(lead)
    answer = client.post(EDIT, {"seen": "x=y region_0", **chosen(region_0="kanske", municipal_1="")})
    assert answer.status_code == 422
    assert "Välj kan, svårt eller kan inte." in answer.content.decode()
    assert levels() == {}


def test_a_busy_period_is_added_changed_and_removed_after_a_question(client, lead):
    client.force_login(lead)
    first = dates.today() + timedelta(days=10)
    facts = {"what": "Budgetvecka", "side": "", "starts_on": first, "ends_on": first + timedelta(days=4), "revision": 1}
    wrong = client.post(f"{BUSY}nytt/", facts | {"ends_on": first - timedelta(days=1), "what": "Ring 811228-9874"})
    assert wrong.status_code == 422
    assert "Den sista dagen är före den första." in wrong.content.decode()
    assert "personnummer" in wrong.content.decode()
    assert client.post(f"{BUSY}nytt/", facts).status_code == 302
    period = BusyPeriod.objects.get()
    assert "Båda sidorna" in client.get(PAGE).content.decode()
    address = f"{BUSY}{period.pk}/"
    client.post(address, facts | {"what": "Budgetveckan"})
    meanwhile = client.post(address, facts | {"what": "Något annat"})
    assert meanwhile.status_code == 422
    assert "Budgetveckan" in meanwhile.content.decode()
    assert BusyPeriod.objects.get().what == "Budgetveckan"
    assert client.get(f"{address}ta-bort/").status_code == 200
    assert BusyPeriod.objects.exists()
    assert client.post(f"{address}ta-bort/").status_code == 302
    assert not BusyPeriod.objects.exists()


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("lead", {"all": 200, "own": 200, "other": 200, "busy": 200}),
        ("secretary", {"all": 403, "own": 200, "other": 403, "busy": 403}),
        ("member", {"all": 403, "own": 403, "other": 403, "busy": 403}),
        ("coach", {"all": 403, "own": 403, "other": 403, "busy": 403}),
        ("stranger", {"all": 404, "own": 404, "other": 404, "busy": 404}),
    ],
)
def test_who_may_write(who, expected, client, group, break_, request):
    other = Group.objects.create(name="Styrgruppen", kind="steering_group")
    client.force_login(request.getfixturevalue(who))
    addresses = {
        "all": EDIT,
        "own": f"{PAGE}{group.pk}/andra/",
        "other": f"{PAGE}{other.pk}/andra/",
        "busy": f"{BUSY}{break_.pk}/",
    }
    assert {name: client.get(address).status_code for name, address in addresses.items()} == expected
    assert client.get(PAGE).status_code == (404 if who == "stranger" else 200)


def test_the_page_costs_the_same_whatever_there_is(client, lead, break_):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(lead)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    for number in range(3):
        group = Group.objects.create(name=f"Grupp {number}", kind="network")
        AvailabilityPattern.objects.create(group=group, side="region", weekday=number, level="hard")
        BusyPeriod.objects.create(what=f"Lov {number}", starts_on=break_.starts_on, ends_on=break_.ends_on)
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE)
    assert len(many) == len(few)
