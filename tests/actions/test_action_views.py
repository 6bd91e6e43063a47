"""Board, calendar, filters in the address, named views, several at once."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from actions import services
from actions.models import ActionChange, ActionItem, ActionLink, Reminder, SavedView
from portal import dates
from portal.models import AuditEntry

URL = "/atgarder/"


@pytest.fixture
def several(action, lead, member, neighbour, group, provisions, today, other_municipality):
    """One in every state, beside the action itself, with dates around today."""
    rows = {
        "late": services.add_action(
            title="Sen", owner=member, group=group, due_on=today - timedelta(days=3), priority=3, by=lead
        ),
        "begun": services.add_action(
            title="Påbörjad", owner=lead, group=group, state="under_way", due_on=today + timedelta(days=5), by=lead
        ),
        "nobodys": services.add_action(title="Ingens", group=group, organisation=other_municipality, by=lead),
        "done": services.add_action(
            title="Färdig", owner=member, group=group, by=lead, state="done", at=timezone.now()
        ),
        "off": services.add_action(title="Avbruten", owner=lead, group=group, state="cancelled", by=lead),
    }
    rows["begun"].also_provisions.set([provisions[3]])
    return rows


def titles(response):
    return {row.title for row in response.context["page"].object_list}


# -- filters ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"visa": "alla", "lage": "under_way"}, {"Påbörjad"}),
        ({"prio": "3"}, {"Sen"}),
        ({"nar": "vecka"}, {"Påbörjad"}),
        ({"nar": "forsenade"}, {"Sen"}),
        ({"nar": "utan"}, {"Ingens"}),
        ({"nar": "manad", "lage": "open"}, {"Dela rutinen för fast vårdkontakt"}),
        ({"visa": "mina", "prio": "3"}, set()),
        ({"visa": "utan-ansvarig"}, {"Ingens"}),
        ({"visa": "alla", "lage": "cancelled"}, {"Avbruten"}),
        ({"nar": "aldrig", "prio": "9", "lage": "x", "ansvarig": "x"}, None),
    ],
)
def test_the_address_says_what_is_shown(asked, found, client, lead, several):
    client.force_login(lead)
    everything = {"Sen", "Påbörjad", "Ingens", "Dela rutinen för fast vårdkontakt"}
    assert titles(client.get(URL, asked)) == (everything if found is None else found)


def test_a_day_of_its_own_and_a_clause_it_is_also_about(client, lead, several, provisions, today):
    client.force_login(lead)
    assert titles(client.get(URL, {"nar": (today + timedelta(days=5)).isoformat()})) == {"Påbörjad"}
    assert titles(client.get(URL, {"punkt": provisions[3].pk})) == {"Påbörjad"}


def test_sorts_by_priority(client, lead, several):
    client.force_login(lead)
    rows = client.get(URL, {"ordning": "prioritet"}).context["page"].object_list
    assert rows[0].title == "Sen"


def test_ownerless_and_dateless_are_counted_and_one_press_away(client, lead, several):
    client.force_login(lead)
    page = client.get(URL).content.decode()
    assert '<a class="ownerless" href="?visa=utan-ansvarig">1 saknar ansvarig.</a>' in page
    assert '<a class="ownerless" href="?visa=utan-datum">1 saknar datum.</a>' in page


def test_a_whole_says_how_far_its_parts_have_come(client, lead, action, county):
    services.spread(action, [(one, None, None) for one in county], by=lead)
    services.set_state(action.children.first(), "done", by=lead, at=timezone.now())
    client.force_login(lead)
    assert "1 av 3 klara" in client.get(URL).content.decode()


# -- board ------------------------------------------------------------------------------------------------------------


def test_the_board_has_a_column_for_each_state(client, lead, several):
    client.force_login(lead)
    response = client.get(URL, {"vy": "tavla"})
    assert [(column.state, [card.title for card in column.cards]) for column in response.context["columns"]] == [
        ("open", ["Sen", "Dela rutinen för fast vårdkontakt", "Ingens"]),
        ("under_way", ["Påbörjad"]),
        ("done", ["Färdig"]),
        ("cancelled", ["Avbruten"]),
    ]


def test_a_card_is_moved_and_one_stays_on_the_board(client, lead, several):
    client.force_login(lead)
    back = f"{URL}?vy=tavla#kort-{several['late'].pk}"
    response = client.post(f"{URL}{several['late'].pk}/lage/", {"state": "done", "next": back})
    assert (response.status_code, response["Location"]) == (302, back)
    assert ActionItem.objects.get(pk=several["late"].pk).state == "done"


def test_a_long_column_says_how_many_more(client, lead, group):
    for number in range(17):
        services.add_action(title=f"Nummer {number}", group=group, by=lead)
    client.force_login(lead)
    page = client.get(URL, {"vy": "tavla"}).content.decode()
    assert "2 till i listan" in page


def test_who_reads_moves_nothing(client, coach, several):
    client.force_login(coach)
    page = client.get(URL, {"vy": "tavla"}).content.decode()
    assert "/lage/" not in page


# -- calendar ---------------------------------------------------------------------------------------------------------


def test_the_calendar_has_whole_weeks_and_the_actions_on_their_days(client, lead, group):
    for number in range(6):
        services.add_action(title=f"Nummer {number}", group=group, due_on=date(2031, 3, 20), by=lead)
    services.add_action(title="Månaden före", group=group, due_on=date(2031, 2, 28), by=lead)
    client.force_login(lead)
    response = client.get(URL, {"vy": "kalender", "manad": "2031-03"})
    month = response.context["month"]
    assert (month.weeks[0][0].date, month.weeks[-1][-1].date) == (date(2031, 2, 24), date(2031, 4, 6))
    assert month.count == 6
    page = response.content.decode()
    assert "Mars 2031" in page
    assert "Månaden före" in page
    assert "2 till" in page
    assert 'href="?vy=kalender&amp;manad=2031-04"' in page


@pytest.mark.parametrize("text", ["", "2031-13", "hej", "0001-01", "99999-01"])
def test_an_impossible_month_is_this_one(text, client, lead, db):
    client.force_login(lead)
    month = client.get(URL, {"vy": "kalender", "manad": text}).context["month"]
    assert month.first == dates.today().replace(day=1)


# -- named views ------------------------------------------------------------------------------------------------------


def test_a_view_is_named_found_and_taken_away(client, lead, administrator):
    client.force_login(lead)
    page = client.get("/atgarder/vyer/?vy=tavla&prio=3&sida=4&hemligt=1").content.decode()
    assert 'value="vy=tavla&amp;prio=3"' in page
    response = client.post("/atgarder/vyer/", {"name": "Viktigt", "query": "vy=tavla&prio=3&sida=4"})
    assert response["Location"] == "/atgarder/?vy=tavla&prio=3"
    assert (
        '<a href="/atgarder/?vy=tavla&amp;prio=3" aria-current="page">Viktigt</a>'
        in client.get(response["Location"]).content.decode()
    )
    client.force_login(administrator)
    assert "Viktigt" not in client.get(URL).content.decode()
    assert client.post(f"/atgarder/vy/{SavedView.objects.get().pk}/ta-bort/").status_code == 404
    client.force_login(lead)
    assert client.post(f"/atgarder/vy/{SavedView.objects.get().pk}/ta-bort/").status_code == 302
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(("name", "said"), [("", "Skriv ett namn."), ("Viktigt", "Du har redan en vy med det namnet.")])
def test_a_name_that_will_not_do_is_said(name, said, client, lead):
    SavedView.objects.create(owner=lead, name="Viktigt", query="prio=3")
    client.force_login(lead)
    response = client.post("/atgarder/vyer/", {"name": name, "query": "prio=1"})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert 'value="prio=1"' in response.content.decode()


# -- several at once --------------------------------------------------------------------------------------------------


def val(*rows):
    return [f"{row.pk}:{row.revision}" for row in rows]


def test_several_are_changed_together_each_with_its_history(client, lead, member, neighbour, several, today):
    link = ActionLink.objects.create(action=several["late"], user=member)
    client.force_login(lead)
    assert 'form="flera"' in client.get(URL, {"flera": "1"}).content.decode()
    day = today + timedelta(days=60)
    data = {"val": val(several["late"], several["begun"]), "owner": str(neighbour.pk), "due_on": day.isoformat()}
    response = client.post(f"{URL}flera/", data | {"state": "under_way", "query": "visa=alla&sida=2"})
    assert (response.status_code, response["Location"]) == (302, f"{URL}?visa=alla")
    rows = ActionItem.objects.filter(pk__in=[several["late"].pk, several["begun"].pk])
    assert {(row.owner, row.due_on, row.state, row.revision) for row in rows} == {(neighbour, day, "under_way", 2)}
    assert ActionChange.objects.count() == 5
    assert AuditEntry.objects.filter(verb="changed action").count() == 2
    assert Reminder.objects.filter(user=neighbour).count() == 5
    link.refresh_from_db()
    assert link.revoked_at is not None


def test_what_others_changed_meanwhile_is_shown_and_left_until_one_says_so(client, lead, member, several):
    late, begun = several["late"], several["begun"]
    services.edit_action(late, {"title": "Sen, med nytt namn"}, revision=1, by=member, at=timezone.now())
    client.force_login(lead)
    response = client.post(f"{URL}flera/", {"val": [f"{late.pk}:1", f"{begun.pk}:1"], "state": "done"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "1 åtgärd hade ändrats av någon annan" in page
    assert "Sen, med nytt namn" in page
    assert "Läge: Klar" in page
    assert ActionItem.objects.get(pk=begun.pk).state == "done"
    assert ActionItem.objects.get(pk=late.pk).state == "open"
    assert f'value="{late.pk}:2"' in page
    assert client.post(f"{URL}flera/", {"val": f"{late.pk}:2", "state": "done"}).status_code == 302
    assert ActionItem.objects.get(pk=late.pk).state == "done"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"state": "done"}, "Välj minst en åtgärd."),
        ({"val": "nonsens", "state": "done"}, "Välj minst en åtgärd."),
        ({"val": "*"}, "Välj vad som ska ändras: ansvarig, datum eller läge."),
        ({"val": "*", "due_on": "2020-01-01"}, "Datumet har passerat."),
        ({"val": "*", "state": "evig"}, "Läge"),
    ],
)
def test_what_cannot_be_done_is_said_and_the_choice_kept(data, said, client, lead, several):
    client.force_login(lead)
    if data.get("val") == "*":
        data = data | {"val": val(several["late"])}
    response = client.post(f"{URL}flera/", data)
    assert response.status_code == 422
    assert said in response.content.decode()
    if isinstance(data.get("val"), list):
        assert f'value="{several["late"].pk}:1" checked' in response.content.decode()
    assert not ActionChange.objects.exists()


def test_nobody_changes_what_is_not_theirs(client, neighbour, coach, private_action, several, member):
    for who, row, status in ((neighbour, several["late"], 403), (coach, several["late"], 403)):
        client.force_login(who)
        assert client.post(f"{URL}flera/", {"val": val(row), "state": "done"}).status_code == status
    client.force_login(member)
    client.post(f"{URL}flera/", {"val": val(private_action), "state": "done"})
    assert not ActionChange.objects.exists()


# -- cost -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_every_view_costs_the_same_however_many_rows(
    rows, client, member, neighbour, group, provisions, lead, today, django_assert_num_queries
):
    made = [
        services.add_action(
            title=f"Nummer {place}", owner=neighbour, group=group, provision=provisions[place], due_on=today, by=lead
        )
        for place in range(rows)
    ]
    client.force_login(member)
    for asked, cost in (({"vy": "tavla"}, 15), ({"vy": "kalender"}, 10), ({"flera": "1"}, 15)):
        with django_assert_num_queries(cost):
            client.get(URL, asked)
    with django_assert_num_queries(18):  # three of them keep the message in the session
        client.post(f"{URL}flera/", {"val": val(*made), "state": "done"})
