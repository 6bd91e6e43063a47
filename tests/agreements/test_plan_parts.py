"""Goals and their answers, mandate questions, roles and workspaces."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from agreements import services
from agreements.models import AgreementState, Goal, MandateQuestion, PlanRole, Workspace
from portal.audit import entries_about
from portal.dates import today
from portal.panels import _registered, panel

NEW = ["mal/nytt/", "mal/nytt/?slag=effekt", "fraga/ny/", "roll/ny/", "yta/ny/"]


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/plan/"


@pytest.fixture
def goal(plan):
    return Goal.objects.create(
        plan=plan, kind="smart", text="En plan finns", question="Finns planen?", evaluate_on=today() - timedelta(days=1)
    )


@pytest.fixture
def parts(plan, goal):
    """One of each kind, with the first part of its address."""
    return {
        "mal": goal,
        "fraga": MandateQuestion.objects.create(plan=plan, text="Hur?"),
        "roll": PlanRole.objects.create(plan=plan, role="Projektledare"),
        "yta": Workspace.objects.create(plan=plan, title="Yta", link="https://example.org/"),
    }


def _text(response):
    return " ".join(response.content.decode().split())


def _pages(parts):
    return [f"/avtal/plan/{name}/{part.pk}/{'andra/' if name == 'mal' else ''}" for name, part in parts.items()]


def test_a_stranger_cannot_tell_they_exist(client, stranger, parts, url):
    client.force_login(stranger)
    pages = [*_pages(parts), *(url + page for page in NEW), f"/avtal/plan/mal/{parts['mal'].pk}/"]
    assert {client.get(page).status_code for page in pages} == {404}


@pytest.mark.parametrize("who", ["member", "coach", "auditor"])
def test_others_read_and_do_not_write(client, request, parts, url, who):
    client.force_login(request.getfixturevalue(who))
    goal = f"/avtal/plan/mal/{parts['mal'].pk}/"
    pages = [*_pages(parts), *(url + page for page in NEW), f"{goal}svara/"]
    assert {client.get(page).status_code for page in pages} == {403}
    for name, part in parts.items():
        assert client.post(f"/avtal/plan/{name}/{part.pk}/ta-bort/").status_code == 403
    text = _text(client.get(goal))
    assert "Finns planen?" in text
    assert "Utvärdera målet" not in text


def test_a_closed_agreement_keeps_its_goals_as_they_were(client, lead, agreement, goal):
    agreement.state = AgreementState.ARCHIVED
    agreement.save()
    client.force_login(lead)
    assert client.get(f"/avtal/plan/mal/{goal.pk}/").status_code == 200
    assert client.get(f"/avtal/plan/mal/{goal.pk}/svara/").status_code == 403
    assert client.post(f"/avtal/plan/mal/{goal.pk}/ta-bort/").status_code == 403


@pytest.mark.parametrize(
    ("page", "values", "said"),
    [
        ("mal/nytt/", {"question": "Klart?", "evaluate_on": "2026-05-01"}, "Skriv vad ni ska uppnå."),
        ("mal/nytt/", {"text": "M", "evaluate_on": "2026-05-01"}, "Skriv frågan som besvaras med ja eller nej."),
        ("mal/nytt/", {"text": "M", "question": "Klart?"}, "Ange vilken dag frågan kan besvaras."),
        ("fraga/ny/", {"state": "open"}, "Skriv frågan."),
        ("fraga/ny/", {"text": "Hur?", "state": "answered"}, "Skriv svaret, eller låt frågan vara öppen."),
        ("roll/ny/", {"who": "någon"}, "Skriv vad rollen heter."),
        ("yta/ny/", {"title": "Yta"}, "Ange adressen."),
        ("yta/ny/", {"title": "Yta", "link": "javascript:alert(1)"}, "Det här är ingen adress som går att öppna."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, lead, plan, url, page, values, said):
    client.force_login(lead)
    response = client.post(url + page, values | {"revision": 1})
    assert response.status_code == 422
    assert said in response.content.decode()
    for value in values.values():
        assert value in response.content.decode()
    assert not any(model.objects.exists() for model in (Goal, MandateQuestion, PlanRole, Workspace))


def test_each_is_written_in_the_browser_and_stands_in_the_document(client, lead, plan, group, url):
    client.force_login(lead)
    for page, values in (
        ("mal/nytt/", {"text": "Planen gäller", "question": "Gäller den?", "evaluate_on": "2027-01-01"}),
        ("mal/nytt/?slag=effekt", {"text": "Närmare vård", "note": "Syns i enkäten"}),
        ("fraga/ny/", {"text": "Ersätter den avtalet?", "state": "answered", "answer": "Ja."}),
        ("roll/ny/", {"role": "Ledare", "user": lead.pk, "side": "region", "scope": "heltid", "tasks": "Leder"}),
        ("roll/ny/", {"role": "Arbetsgrupp", "group": group.pk}),
        ("roll/ny/", {"role": "Habilitering", "who": "utses senare", "is_reference": "on"}),
        ("yta/ny/", {"title": "Kanalen", "link": "example.org/kanal", "group": group.pk}),
    ):
        response = client.post(url + page, values | {"revision": 1})
        assert response.status_code == 302, page
        assert response["Location"].startswith(f"{url}dokument/#")
    response = client.get(f"{url}dokument/")
    text = _text(response)
    for words in (
        "Planen gäller",
        "Gäller den?",
        "Närmare vård",
        "Syns i enkäten",
        "Ersätter den avtalet?",
        "<p>Ja.</p>",
        "Lena Ledare",
        "Regionen, heltid",
        'href="https://example.org/kanal"',
        "Arbetsgruppen",
        ": utses senare",
    ):
        assert words in text
    assert [one.role for one in response.context["references"]] == ["Habilitering"]
    assert [goal.kind for goal in response.context["text"].goals] == ["smart", "effect"]


def test_a_part_changed_meanwhile_shows_what_stands_now(client, lead, parts):
    client.force_login(lead)
    part = parts["roll"]
    PlanRole.objects.update(revision=5, role="Samordnare")
    response = client.post(f"/avtal/plan/roll/{part.pk}/", {"role": "Chef", "revision": 1})
    assert response.status_code == 422
    assert "Roll: Samordnare" in _text(response)
    assert 'value="Chef"' in _text(response)
    assert PlanRole.objects.get().role == "Samordnare"


def test_each_can_be_removed_and_the_trail_says_so(client, lead, plan, parts):
    client.force_login(lead)
    for name, part in parts.items():
        assert "Ta bort ur planen" in _text(client.get(_pages({name: part})[0]))
        assert client.get(f"/avtal/plan/{name}/{part.pk}/ta-bort/").status_code == 405
        client.post(f"/avtal/plan/{name}/{part.pk}/ta-bort/")
    assert not any(model.objects.exists() for model in (Goal, MandateQuestion, PlanRole, Workspace))
    assert [entry.verb for entry in entries_about(plan)] == ["removed from plan"] * 4


def test_questions_and_goals_change_places_among_their_own(client, lead, plan):
    for text in ("A", "B", "C"):
        services.save_part(MandateQuestion(plan=plan, text=text), by=lead)
        services.save_part(Goal(plan=plan, kind="effect", text=text), by=lead)
    smart = Goal(plan=plan, kind="smart", text="S", question="?", evaluate_on=date(2026, 1, 1))
    services.save_part(smart, by=lead)
    client.force_login(lead)
    last = MandateQuestion.objects.get(text="C")
    client.post(f"/avtal/plan/fraga/{last.pk}/flytta/", {"upp": "1"})
    client.post(f"/avtal/plan/fraga/{last.pk}/flytta/", {"upp": "1"})
    client.post(f"/avtal/plan/fraga/{last.pk}/flytta/", {"upp": "1"})
    assert [one.text for one in MandateQuestion.objects.order_by("position")] == ["C", "A", "B"]
    client.post(f"/avtal/plan/mal/{Goal.objects.get(text='A').pk}/flytta/", {"ner": "1"})
    client.post(f"/avtal/plan/mal/{smart.pk}/flytta/", {"upp": "1"})
    assert [one.text for one in Goal.objects.filter(kind="effect").order_by("position")] == ["B", "A", "C"]


# The answer


def test_from_its_day_on_a_goal_asks_to_be_answered(client, lead, goal, url):
    client.force_login(lead)
    text = _text(client.get(f"{url}dokument/"))
    assert "<strong>1 mål väntar på svar.</strong>" in text
    assert "1 mål väntar på svar." in _text(client.get(url))
    assert f'href="/avtal/plan/mal/{goal.pk}/svara/"' in text
    Goal.objects.update(evaluate_on=today() + timedelta(days=1))
    text = _text(client.get(f"{url}dokument/"))
    assert "väntar på svar" not in text
    assert "Utvärdera målet" not in _text(client.get(f"/avtal/plan/mal/{goal.pk}/"))


def test_before_its_day_it_cannot_be_answered(lead, goal):
    with pytest.raises(ValidationError, match="tidigast"):
        services.answer_goal(
            goal,
            reached=True,
            evaluated_on=goal.evaluate_on - timedelta(days=2),
            note="",
            by=lead,
            on=goal.evaluate_on - timedelta(days=1),
        )
    assert Goal.objects.get().reached is None


def test_it_is_answered_and_a_correction_leaves_its_trace(client, lead, goal, url):
    client.force_login(lead)
    page = f"/avtal/plan/mal/{goal.pk}/svara/"
    day = today().isoformat()
    assert client.post(page, {"reached": "no", "evaluated_on": day, "note": "Saknas", "revision": 1}).status_code == 302
    assert "<strong>Nej, målet nåddes inte.</strong>" in _text(client.get(f"/avtal/plan/mal/{goal.pk}/"))
    client.post(page, {"reached": "yes", "evaluated_on": day, "note": "Kom i dag", "revision": 2})
    response = client.get(f"/avtal/plan/mal/{goal.pk}/")
    text = _text(response)
    assert "<strong>Ja, målet nåddes.</strong>" in text
    assert "Rättat till <strong>ja</strong>" in text
    assert "Besvarat: <strong>nej</strong>" in text
    assert "Lena Ledare" in text
    assert [entry.details["was"] for entry in response.context["answers"]] == ["no", ""]
    assert "1 av 1 mål är utvärderat." in _text(client.get(f"{url}dokument/"))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"reached": ""}, "Svara ja eller nej."),
        ({"evaluated_on": ""}, "Ange vilken dag svaret gäller."),
        ({"evaluated_on": "2199-01-01"}, "Dagen ligger i framtiden."),
    ],
)
def test_an_answer_that_lacks_something_is_not_saved(client, lead, goal, values, said):
    client.force_login(lead)
    given = {"reached": "yes", "evaluated_on": today().isoformat(), "note": "Ordet", "revision": 1} | values
    response = client.post(f"/avtal/plan/mal/{goal.pk}/svara/", given)
    assert response.status_code == 422
    assert said in _text(response)
    assert "Ordet</textarea>" in _text(response)
    assert Goal.objects.get().reached is None


def test_two_answers_at_once_show_both(client, lead, goal):
    client.force_login(lead)
    Goal.objects.update(reached=False, evaluated_on=today(), note="Annas svar", revision=2)
    given = {"reached": "yes", "evaluated_on": today().isoformat(), "note": "Mitt svar", "revision": 1}
    response = client.post(f"/avtal/plan/mal/{goal.pk}/svara/", given)
    text = _text(response)
    assert response.status_code == 422
    assert "Anteckning: Annas svar" in text
    assert "Svar: Nej" in text
    assert Goal.objects.get().reached is False


def test_an_effect_goal_is_followed_never_answered(client, lead, plan):
    goal = Goal.objects.create(plan=plan, kind="effect", text="Närmare vård")
    client.force_login(lead)
    text = _text(client.get(f"/avtal/plan/mal/{goal.pk}/"))
    assert "Det följs över tid." in text
    assert "svara/" not in text
    given = {"reached": "yes", "evaluated_on": today().isoformat(), "revision": 1}
    assert client.post(f"/avtal/plan/mal/{goal.pk}/svara/", given).status_code == 422
    assert Goal.objects.get().reached is None


def test_higher_parts_show_themselves_on_a_goal(client, member, goal):
    @panel("goal")
    def of_a_survey(request, thing):
        return {"template": "agreements/failed.html", "failed": f"Enkät om {thing.text}"}

    client.force_login(member)
    try:
        assert "Enkät om En plan finns" in _text(client.get(f"/avtal/plan/mal/{goal.pk}/"))
    finally:
        _registered["goal"] = {
            key: value for key, value in _registered["goal"].items() if not key.endswith(".of_a_survey")
        }


@pytest.mark.parametrize("count", [1, 3])
def test_a_goal_costs_the_same_however_many_answers(client, lead, goal, count, django_assert_num_queries):
    for number in range(count):
        goal = services.answer_goal(goal, reached=number % 2 == 0, evaluated_on=today(), note="", by=lead, on=today())
    client.force_login(lead)
    with django_assert_num_queries(5):  # session, user, memberships, goal, answers
        response = client.get(f"/avtal/plan/mal/{goal.pk}/")
    assert len(response.context["answers"]) == count
