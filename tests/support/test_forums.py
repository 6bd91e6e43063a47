"""The list of local forums, a forum's page, what it has settled, who may what."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from agreements.models import Activity, ActivityKind, HomeworkSubmission, Level, Plan, Stage
from organisations.models import GroupMembership, Membership, Role, Side
from portal.models import AuditEntry
from support import policies
from support.models import Coaching, ForumPart, Talk
from support.services import forums as services
from tests.meetings.conftest import call
from tests.support.forums import LIST, contact, make_forum, page_of

NUMBER = "811228-9874"


# -- the list ---------------------------------------------------------------------------------------------------------


def test_the_list_says_what_is_missing_and_ranks_nobody(client, lead, coach, coaching, forum, today):
    other = make_forum("Forum Ånäs")
    make_forum("Forum Aspen")
    ForumPart.objects.create(forum=forum, kind="agenda", text="Tre delar", is_settled=True)
    contact(forum, Side.REGION, since=today)
    Talk.objects.create(forum=forum, kind="check_in", on=today - timedelta(days=9), coach=coach, text="x")
    page = page_of(client, lead)
    assert page.index("Forum Aspen") < page.index("Forum Ånäs") < page.index("Ledningsforum Ekby")
    assert "3 ledningsforum" in page
    assert "2 saknar coach." in page
    assert "1 av 5 bestämda" in page
    assert "Cia Coach" in page
    assert "Saknas för kommunerna" in page
    assert other.name not in page_of(client, lead, sok="Cia")
    assert forum.name not in page_of(client, lead, saknar="coach")


def test_filters(client, lead, coach, coaching, forum, today):
    asked = lambda what: [row.forum.name for row in client.get(LIST, {"saknar": what}).context["rows"]]  # noqa: E731
    quiet = make_forum("Tysta forumet")
    for side in Side.values:
        contact(forum, side, since=today - timedelta(days=3))
    Talk.objects.create(forum=forum, kind="check_in", on=today - timedelta(days=9), coach=coach, text="x")
    Talk.objects.create(forum=quiet, kind="check_in", on=today - timedelta(days=120), coach=coach, text="x")
    client.force_login(lead)
    assert asked("coach") == asked("kontakt") == asked("samtal") == ["Tysta forumet"]
    assert asked("strunt") == ["Ledningsforum Ekby", "Tysta forumet"]
    assert "Inget forum passar" in client.get(LIST, {"sok": "\0finns inte" * 40}).content.decode()


def test_who_may_not_read_talks_learns_not_when_they_were(client, respondent, lead, coach, coaching, forum, today):
    Talk.objects.create(forum=forum, kind="check_in", on=today, coach=coach, text="x", next_on=today)
    assert "Senast" in page_of(client, lead)
    page = page_of(client, respondent, saknar="samtal")
    assert "Senast" not in page
    assert "Inget samtal på tre månader" not in page
    assert forum.name in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_many(client, lead, coach, today, rows, django_assert_num_queries):
    for number in range(rows):
        forum = make_forum(f"Forum {number}")
        Coaching.objects.create(forum=forum, coach=coach, since=today)
        contact(forum, Side.REGION, since=today, user=lead)
        Talk.objects.create(forum=forum, kind="check_in", on=today, coach=coach, text="x", next_on=today)
        call(forum, lead)
    client.force_login(lead)
    # session, user, memberships, count, forums, coaching, contacts, meetings, figures
    with django_assert_num_queries(9):
        assert len(client.get(LIST).context["rows"]) == rows


def test_contacts_as_a_workbook(client, member, coach, coaching, forum, today):
    contact(forum, Side.REGION, since=today, name="=1+1", phone="070-000 00 00")
    client.force_login(member)
    book = load_workbook(io.BytesIO(client.get(f"{LIST}kontakter/excel/?sok=Ekby").content))
    head, *rows = book.active.values
    assert head[:4] == ("Forum", "Område", "Del i forumet", "Namn")
    assert [row[3] for row in rows] == ["'=1+1", "Saknas", "Cia Coach"]
    assert rows[0][5:7] == ("siv@example.org", "070-000 00 00")
    assert len(list(load_workbook(io.BytesIO(client.get(f"{LIST}kontakter/excel/?sok=x").content)).active.values)) == 1


# -- the page ---------------------------------------------------------------------------------------------------------


def test_all_of_a_forum_on_one_page(client, member, lead, coach, coaching, forum, address, agreement, today):
    Membership.objects.filter(user=member).update(role=Role.MEMBER)
    call(forum, lead, title="Forumets möte")
    stage = Stage.objects.create(
        plan=Plan.objects.create(agreement=agreement), title="Etapp", position=1, starts_on=today, ends_on=today
    )
    task = Activity.objects.create(
        stage=stage, kind=ActivityKind.HOMEWORK, title="Läs rutinen ihop", starts_on=today, level=Level.LOCAL
    )
    homework = HomeworkSubmission.objects.create(activity=task, group=forum, due_on=today - timedelta(days=1))
    Talk.objects.create(forum=forum, kind="coaching", on=today, coach=coach, text="Om årshjulet", next_on=today)
    page = page_of(client, member, address)
    for said in ("Cia Coach", "Forumets möte", "Läs rutinen ihop", f"/avtal/inlamning/{homework.pk}/", "Om årshjulet"):
        assert said in page
    assert page.count("Saknas") == 2
    assert "<strong>0 av 5</strong> arbetsformer är bestämda" in page


def test_a_group_of_another_kind_is_no_forum(client, lead, group):
    client.force_login(lead)
    assert client.get(f"{LIST}{group.pk}/").status_code == 404
    assert client.get(f"{LIST}{group.pk}/samtal/").status_code == 404


def test_the_groups_page_leads_to_the_forums(client, member, forum, address, group):
    assert f'href="{address}"' in page_of(client, member, forum.get_absolute_url())
    assert "Till forumets sida" not in page_of(client, member, group.get_absolute_url())


def test_the_page_costs_the_same_however_much(client, lead, coach, today):
    """Compared with itself: what other parts show about a group has its own tests."""
    client.force_login(lead)
    costs = set()
    for rows in (1, 3):
        forum = make_forum(f"Forum med {rows}")
        for number in range(rows):
            row = Coaching.objects.create(forum=forum, coach=coach, since=today - timedelta(days=9 - number))
            services.end_coaching(row, until=today - timedelta(days=9 - number), by=lead)
            contact(forum, Side.REGION, since=today - timedelta(days=number), user=lead)
            Talk.objects.create(forum=forum, kind="check_in", on=today - timedelta(days=number), coach=coach, text="x")
            call(forum, lead, title=f"Möte {number}", days=number + 1)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{LIST}{forum.pk}/").status_code == 200
        costs.add(len(queries))
    assert len(costs) == 1


# -- what it has settled ----------------------------------------------------------------------------------------------


def test_a_part_is_settled_where_it_stands(client, member, forum, address, today):
    client.force_login(member)
    part = f"{address}arbetsformer/frekvens/"
    assert '<details class="disclosure" open>' in client.get(part).content.decode()
    response = client.post(part, {"text": "", "is_settled": "on", "revision": 0})
    assert response.status_code == 422
    assert "Skriv vad ni har bestämt, eller ta bort krysset." in response.content.decode()
    assert client.post(part, {"text": "Var sjätte vecka", "is_settled": "on", "revision": 0}).status_code == 302
    row = ForumPart.objects.get()
    assert (row.kind, row.text, row.is_settled, row.changed_on, row.revision) == (
        "frequency", "Var sjätte vecka", True, today, 1,
    )  # fmt: skip
    assert AuditEntry.objects.filter(verb="wrote how a forum works", about_pk=str(forum.pk)).count() == 1
    assert client.post(f"{address}arbetsformer/strunt/", {"text": "x"}).status_code == 404


def test_two_who_write_at_once_never_overwrite(client, member, coach, coaching, forum, address):
    """Also the first time, when both saw an empty part."""
    part = f"{address}arbetsformer/dagordning/"
    client.force_login(member)
    client.post(part, {"text": "Medlemmens", "revision": 0})
    client.force_login(coach)
    response = client.post(part, {"text": "Coachens", "revision": 0})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Det här gäller nu" in page
    assert "Medlemmens" in page
    assert "Coachens" in page
    assert ForumPart.objects.get().text == "Medlemmens"
    assert 'name="revision" value="1"' in page
    assert client.post(part, {"text": "Coachens", "revision": 1}).status_code == 302
    assert ForumPart.objects.get().text == "Coachens"


# -- who may what -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "writes", "assigns", "sees_talks", "adds_talks"),
    [
        ("lead", True, True, True, True),
        ("administrator", True, True, True, True),
        ("coach", True, False, True, True),  # coaches the forum
        ("other_coach", False, False, True, False),
        ("member", True, False, True, False),  # sits in the forum
        ("neighbour", False, False, False, False),
        ("respondent", False, False, False, False),
        ("auditor", False, False, False, False),
        ("stranger", False, False, False, False),
    ],
)
def test_the_matrix_of_roles(who, writes, assigns, sees_talks, adds_talks, request, forum, coaching, other_coach):
    user = request.getfixturevalue(who)
    assert policies.can_write_forum(user, forum) is writes
    assert policies.can_assign_coaches(user) is assigns
    assert policies.can_see_talks(user, forum) is sees_talks
    assert policies.can_add_talk(user, forum) is adds_talks


@pytest.fixture
def other_coach(respondent, region):
    """Has the role and coaches another forum."""
    from organisations.models import User

    user = User.objects.create_user("olle.coach@example.org", first_name="Olle", last_name="Coach")
    Membership.objects.create(user=user, organisation=region, role=Role.COACH)
    return user


def test_an_auditor_who_sits_in_the_forum_reads_only(auditor, forum):
    GroupMembership.objects.create(group=forum, user=auditor)
    assert policies.can_write_forum(auditor, forum) is False
    assert policies.can_see_talks(auditor, forum) is True


def test_a_coach_whose_time_is_over_writes_no_more(coach, coaching, forum, today):
    Coaching.objects.update(until=today - timedelta(days=1))
    assert policies.can_write_forum(coach, forum) is False


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("neighbour", "arbetsformer/deltagare/", 403),
        ("neighbour", "kontakt/regionen/ny/", 403),
        ("neighbour", "samtal/", 403),
        ("neighbour", "samtal/nytt/", 403),
        ("member", "samtal/nytt/", 403),
        ("member", "coach/ny/", 403),
        ("coach", "coach/ny/", 403),
        ("coach", "arbetsformer/deltagare/", 200),
        ("stranger", "", 404),
        ("stranger", "samtal/", 404),
    ],
)
def test_doors(who, path, status, client, request, forum, coaching, address):
    client.force_login(request.getfixturevalue(who))
    assert client.get(f"{address}{path}").status_code == status
    if status != 200:
        assert client.post(f"{address}{path}", {"text": "x"}).status_code in {status, 405}
