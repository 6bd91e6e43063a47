"""Waves: one assessment to many local forums, made, sent, followed, reminded of, closed and compared."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from organisations.models import Group, Grouping, GroupingKind, GroupKind, Organisation, Side
from portal import dates
from portal.models import Letter
from support.models import ForumContact
from surveys import services
from surveys.languages import localised
from surveys.models import Invitation, Origin, Questionnaire, Reveal, Round, RoundState, Wave
from surveys.queries.both_sides import both_sides
from surveys.queries.dialogues import guide_of
from surveys.queries.forum_people import forums_to_ask
from surveys.queries.spread import Reader, beside_the_county
from surveys.queries.wave_results import wave_results
from surveys.queries.waves import Stage, wave_table
from surveys.services import waves
from surveys.services.reveals import reveal_due
from tests.documents import word_text
from tests.surveys.test_forum_alone import text_of
from tests.surveys.waving import answer_side, make_forum

EVEN = (5, 5, 5, 5, 3)
PAGE, RESULTS = 13, 12  # statements


@pytest.fixture
def signed_in(client, lead):
    client.force_login(lead)
    return client


def fields(form, **more):
    """What the form of a wave sends."""
    asked = [one for one in forums_to_ask(on=dates.today()) if one.is_complete]
    return {
        "title": "Vår samverkan",
        "letter": "Hej",
        "opens_on": dates.today().isoformat(),
        "closes_on": (dates.today() + timedelta(days=10)).isoformat(),
        "min_organisations": 3,
        "contact": "",
        "revision": 1,
        "forums": [one.forum.pk for one in asked],
    } | more


def test_a_wave_is_made_looked_through_and_sent_by_one_press(signed_in, lead):
    one, _two = make_forum(1), make_forum(2)
    lame = make_forum(3, sides=("region",))
    ForumContact.objects.create(
        forum=one.group, side=Side.MUNICIPAL, name="Kim", address="KIM@example.org", since=dates.today()
    )
    new = reverse("wave-new", args=["collaboration"])
    assert new in signed_in.get(reverse("survey-choose")).content.decode()
    page = signed_in.get(new).content.decode()
    assert page.count("checked") == 2, "all that can be asked are chosen"
    assert reverse("forum-detail", args=[lame.group.pk]) in page, "the one that lacks people can be mended"
    wrong = signed_in.post(new, fields(page, title="", closes_on="2020-01-01", forums=[], letter="Skrivet"))
    assert wrong.status_code == 422
    assert "Välj minst ett forum." in wrong.content.decode()
    assert "Skrivet" in wrong.content.decode()
    wave = Wave.objects.get(pk=signed_in.post(new, fields(page)).url.strip("/").rsplit("/", 1)[-1])
    assert wave.rounds.count() == 2
    assert Questionnaire.objects.count() == 1
    page = signed_in.get(wave.get_absolute_url()).content.decode()
    assert "Skicka till 2 forum" in page
    first = wave.rounds.first()
    assert signed_in.get(first.get_absolute_url()).url == wave.get_absolute_url()
    assert signed_in.get(reverse("round-preview", args=[first.pk, 1])).status_code == 200
    assert wave.title in signed_in.get(reverse("survey-questions", args=[first.pk])).content.decode()
    for name in ("round-edit", "round-delete", "round-send"):
        assert signed_in.post(reverse(name, args=[first.pk])).status_code == 403
    for _ in range(2):
        signed_in.post(reverse("wave-send", args=[wave.pk]))
    services.queue_invitations(at=timezone.now())
    services.queue_invitations(at=timezone.now())
    asked = Letter.objects.filter(kind="survey-invitation").values_list("to_address", flat=True)
    assert sorted(asked) == sorted([
        "kim@example.org", "municipal1@example.org", "municipal2@example.org", "region1@example.org",
        "region2@example.org",
    ])  # fmt: skip
    assert set(wave.rounds.values_list("state", flat=True)) == {RoundState.OPEN}
    page = signed_in.get(reverse("round-list")).content.decode()
    assert page.count("Vår samverkan") == 1, "one row for the whole wave"
    signed_in.force_login(one.municipal_person)
    page = signed_in.get(reverse("round-list")).content.decode()
    assert "Vår samverkan, Forum 1" in page
    assert "Forum 2" not in page
    assert signed_in.get(wave.get_absolute_url()).status_code == 404
    assert signed_in.post(reverse("wave-close", args=[wave.pk])).status_code == 404


def test_a_draft_is_changed_by_one_at_a_time_and_deleted_whole(signed_in, make_wave, lead):
    one, two = make_forum(1), make_forum(2)
    other = Organisation.objects.create(name="Folkhälsan", short_name="Folk", kind="health_centre", side=Side.REGION)
    ForumContact.objects.create(
        forum=one.group,
        side=Side.REGION,
        name="Ali",
        address="ali@example.org",
        organisation=other,
        since=dates.today(),
    )
    wave = make_wave(one, two)
    edit = reverse("wave-edit", args=[wave.pk])
    wish = fields("", forums=[one.group.pk]) | {f"org-{one.group.pk}-region": one.region.pk}
    assert other.name in signed_in.get(edit).content.decode()
    assert signed_in.post(edit, wish).url == wave.get_absolute_url()
    round = wave.rounds.get()
    assert set(round.invitations.values_list("organisation", flat=True)) == {one.region.pk, one.municipal.pk}
    late = signed_in.post(edit, wish | {"title": "Mitt namn"})
    assert late.status_code == 422, "somebody has saved since"
    assert "Mitt namn" in late.content.decode()
    with pytest.raises(ValidationError):
        waves.ask_forum_too(wave, None, by=lead, at=timezone.now())
    signed_in.post(reverse("wave-delete", args=[wave.pk]))
    assert not Wave.objects.exists()
    assert not Round.objects.exists()
    assert not Questionnaire.objects.exists()


def test_a_draft_that_is_deleted_never_takes_shared_questions_with_it(make_wave, lead):
    make_forum(1), make_forum(2)
    wave = make_wave()
    services.delete_draft(wave.rounds.first(), by=lead)
    assert wave.rounds.count() == 1
    assert wave.questionnaire.questions.count() == 6


def test_a_forum_that_lacks_a_side_is_left_and_asked_later(signed_in, make_wave, lead):
    one, two = make_forum(1), make_forum(2)
    wave = make_wave(one, two)
    wave.rounds.get(forum=two.group).invitations.filter(organisation=two.municipal).delete()
    page = signed_in.post(reverse("wave-send", args=[wave.pk]), follow=True).content.decode()
    assert "Inte skickad, eftersom en sida saknar personer: Forum 2." in page
    assert wave_table(wave).left[0].stage == Stage.DRAFT
    signed_in.post(reverse("wave-ask", args=[wave.pk, two.group.pk]))
    assert not wave_table(wave).left
    three = make_forum(3)
    signed_in.post(reverse("wave-ask", args=[wave.pk, three.group.pk]))
    assert wave.rounds.get(forum=three.group).state == RoundState.OPEN
    make_forum(4, sides=("region",))
    empty = Wave.objects.create(
        questionnaire=wave.questionnaire, title="Tom", opens_on=dates.today(), closes_on=dates.today()
    )
    with pytest.raises(ValidationError, match="Inget forum har personer"):
        waves.send_wave(empty, by=lead, at=timezone.now())


def test_the_page_tells_how_far_each_forum_has_come_by_as_many_statements(
    signed_in, send_wave, lead, django_assert_num_queries
):
    forums = [make_forum(number) for number in range(1, 2)]
    wave = send_wave(*forums)
    with django_assert_num_queries(PAGE):
        signed_in.get(wave.get_absolute_url())
    forums += [make_forum(number) for number in range(2, 5)]
    for forum in forums[1:]:
        asked = next(one for one in forums_to_ask(on=dates.today()) if one.forum == forum.group)
        waves.ask_forum_too(wave, asked, by=lead, at=timezone.now())
    rounds = {round.forum_id: round for round in wave.rounds.all()}
    answer_side(rounds[forums[1].group.pk], forums[1].municipal, *EVEN, submitted=False)
    answer_side(rounds[forums[2].group.pk], forums[2].municipal, *EVEN)
    answer_side(rounds[forums[3].group.pk], forums[3].municipal, *EVEN)
    answer_side(rounds[forums[3].group.pk], forums[3].region, *EVEN)
    with django_assert_num_queries(PAGE):
        page = signed_in.get(wave.get_absolute_url()).content.decode()
    assert "Ena sidan väntar på den andra" in page
    assert [row.stage for row in wave_table(wave).every] == [Stage.NOBODY, Stage.NOBODY, Stage.ONE, Stage.REVEALED]
    one = signed_in.get(wave.get_absolute_url() + "?lage=ena").content.decode()
    assert "Forum 3</a>" in one
    assert "Forum 4</a>" not in one
    book = text_of(signed_in.get(reverse("wave-excel", args=[wave.pk]) + "?lage=visade"))
    assert "Forum 4" in book
    assert "Forum 3" not in book
    with django_assert_num_queries(RESULTS):
        assert "Forum 4" in signed_in.get(reverse("wave-results", args=[wave.pk])).content.decode()


def test_reminders_contact_last_day_and_end_are_set_once_for_all(signed_in, send_wave, lead, coach):
    forums = [make_forum(1), make_forum(2)]
    wave = send_wave(*forums)
    day = (dates.today() + timedelta(days=3)).isoformat()
    sending = reverse("wave-sending", args=[wave.pk])
    signed_in.post(sending, {"on": day, "text": "Snart dags"})
    assert [round.reminders.filter(text="Snart dags").count() for round in wave.rounds.all()] == [1, 1]
    again = signed_in.post(sending, {"on": day, "text": "En gång till"})
    assert again.status_code == 422
    assert "En gång till" in again.content.decode()
    signed_in.post(reverse("wave-reminder-remove", args=[wave.pk]), {"day": day})
    assert not any(round.reminders.filter(on=day).exists() for round in wave.rounds.all())
    assert signed_in.post(reverse("wave-reminder-remove", args=[wave.pk]), {"day": "2026-13-45"}).status_code == 404
    guide = reverse("wave-guide", args=[wave.pk])
    assert "Vad vore bäst för invånaren?" in signed_in.get(guide).content.decode()
    assert signed_in.post(guide, {"questions": "", "revision": 1}).status_code == 422
    signed_in.post(guide, {"questions": "Vad ser ni?\nVad gör ni?", "revision": 1})
    assert [guide_of(round) for round in wave.rounds.all()] == [["Vad ser ni?", "Vad gör ni?"]] * 2
    signed_in.post(sending, {"contact": coach.pk})
    assert {round.contact for round in wave.rounds.all()} == {coach}
    assert signed_in.post(reverse("wave-extend", args=[wave.pk]), {"closes_on": "2020-01-01"}).status_code == 422
    later = dates.today() + timedelta(days=30)
    signed_in.post(reverse("wave-extend", args=[wave.pk]), {"closes_on": later.isoformat()})
    assert {round.closes_on for round in wave.rounds.all()} == {later}
    answer_side(wave.rounds.first(), _organisation(wave.rounds.first()), *EVEN)
    signed_in.post(reverse("wave-close", args=[wave.pk]))
    assert set(wave.rounds.values_list("state", flat=True)) == {RoundState.CLOSED}
    assert Reveal.objects.count() == 1, "what one side had answered is shown"
    without = signed_in.post(reverse("wave-finish", args=[wave.pk]), {"because": ""})
    assert without.status_code == 422
    signed_in.post(reverse("wave-finish", args=[wave.pk]), {"because": "Nytt avtal"})
    assert all(row.is_finished for row in wave_table(wave).every)


def _organisation(round):
    return round.invitations.order_by("pk").first().organisation


def test_the_next_wave_is_compared_side_by_side(signed_in, send_wave, lead):
    forum = make_forum(1)
    first = send_wave(forum)
    answer_side(first.rounds.get(), forum.region, 2, 5, 5, 5, 2)
    answer_side(first.rounds.get(), forum.municipal, 6, 5, 5, 5, 3)
    again = signed_in.post(reverse("wave-again", args=[first.pk]), fields("", title="Vår samverkan igen"))
    second = Wave.objects.get(pk=again.url.strip("/").rsplit("/", 1)[-1])
    waves.send_wave(second, by=lead, at=timezone.now())
    round = second.rounds.get()
    assert round.previous == first.rounds.get()
    answer_side(round, forum.region, 4, 5, 5, 5, 2)
    answer_side(round, forum.municipal, 5, 5, 5, 5, 3)
    pair = both_sides(round).pairs[0]
    assert (pair.region_change, pair.municipal_change, pair.apart_before, pair.apart) == (2, -1, 4, 1)
    page = signed_in.get(reverse("forum-answers", args=[round.pk])).content.decode()
    assert "isär: 4 förra gången, 1 nu" in page
    assert wave_results(second).scales[0].sides[0].change == 2
    for name, key, expected in (
        ("round-report-file", round.pk, ("Cirkeln är", "1 steg isär", "isär: 4 förra gången, 1 nu")),
        ("wave-report-file", second.pk, ("1 av 1 forum har visats.", "Forum för forum", "4 / 5")),
    ):
        said = word_text(signed_in.get(reverse(name, args=[key, "docx"])).content)
        assert all(words in said for words in expected), said
    for address in (reverse("forum-detail", args=[forum.group.pk]), forum.group.get_absolute_url()):
        page = signed_in.get(address).content.decode()
        assert page.index("Vår samverkan igen, Forum 1") < page.index("Vår samverkan, Forum 1")


def test_a_forum_sees_the_countys_spread_only_when_it_tells_of_nobody(send_wave, lead):
    """With three others at least, when the whole wave is done; what comes later never changes it."""
    part = Grouping.objects.create(kind=GroupingKind.COUNTY_PART, name="Norr")
    forums = [make_forum(number, grouping=part if number < 3 else None) for number in range(1, 6)]
    wave = send_wave(*forums)
    rounds = {round.forum_id: round for round in wave.rounds.all()}

    def answer(forum, value):
        for organisation in (forum.region, forum.municipal):
            answer_side(rounds[forum.group.pk], organisation, value, value, value, value, 3)

    def seen(forum):
        found = beside_the_county(
            both_sides(Round.objects.select_related("wave", "forum__grouping").get(pk=rounds[forum.group.pk].pk)),
            Reader.of(forum.municipal_person),
        )
        return found[0].groups if found else []

    for number, forum in enumerate(forums[:4], start=1):
        answer(forum, number)
    assert not seen(forums[0]), "the wave is not done"
    waves.close_wave(wave, by=lead, at=timezone.now())
    ((name, summary),) = seen(forums[0])
    assert (name, summary.count, summary.mean) == ("Länets forum", 4, 2.5)
    assert "Norr" not in str(seen(forums[0])), "one other forum in the part: not shown"
    waves.extend_wave(wave, closes_on=dates.today() + timedelta(days=3), by=lead, at=timezone.now())
    answer(forums[4], 10)
    reveal_due(at=timezone.now())
    assert seen(forums[0])[0][1].mean == 2.5, "what comes later would be told by the difference"


def test_too_few_forums_see_nothing_of_each_other(send_wave, lead):
    forums = [make_forum(number) for number in range(1, 4)]
    wave = send_wave(*forums)
    for forum in forums:
        for organisation in (forum.region, forum.municipal):
            answer_side(wave.rounds.get(forum=forum.group), organisation, *EVEN)
    waves.close_wave(wave, by=lead, at=timezone.now())
    wave.refresh_from_db()
    assert wave.counted_at is None
    round = wave.rounds.select_related("wave", "forum__grouping").first()
    assert beside_the_county(both_sides(round), Reader.of(lead)) == []


def test_other_questions_can_go_to_forums_too(signed_in, send_wave):
    forum = make_forum(1)
    round = send_wave(forum).rounds.get()
    wave = signed_in.post(reverse("wave-of-round", args=[round.pk]), fields("", title="Egna frågor")).url
    assert signed_in.get(wave).status_code == 200
    own = signed_in.post(reverse("wave-new", args=["own"]), fields("", title="Tomt"))
    assert "Skriv frågorna" in signed_in.get(own.url).content.decode()
    page = signed_in.post(own.url + "skicka/", follow=True).content.decode()
    assert "Skriv minst en fråga" in page
    assert signed_in.get(reverse("wave-new", args=["gap"])).status_code == 404
    assert Origin.COLLABORATION in Questionnaire.objects.values_list("origin", flat=True)


def test_people_are_found_on_both_sides(db, lead, region):
    """Seats, contact persons of the side, and the organisation's contact persons where nobody else is."""
    forum = make_forum(1)
    Group.objects.create(name="Tomt forum", kind=GroupKind.LOCAL_FORUM)
    ForumContact.objects.create(
        forum=forum.group, side=Side.REGION, name="Utan adress", since=dates.today() - timedelta(days=9)
    )
    found = forums_to_ask(on=dates.today())
    assert [one.forum.name for one in found] == ["Forum 1", "Tomt forum"]
    assert found[0].is_complete
    assert [person.email for person in found[0].sides[0].people] == ["region1@example.org"]
    assert len(found[1].lacking) == 2
    assert not Invitation.objects.exists()


def test_every_forum_is_asked_in_the_languages_of_the_wave(signed_in, lead, make_wave):
    one, two, three = (make_forum(number) for number in (1, 2, 3))
    wave = make_wave(one, two)
    first = wave.rounds.order_by("pk").first()
    page = signed_in.get(wave.get_absolute_url()).content.decode()
    assert reverse("survey-languages", args=[first.pk]) in page
    services.add_language(first, "en", by=lead)
    head = reverse("survey-translate", args=[first.pk, "en", 0])
    page = signed_in.get(head).content.decode()
    assert one.group.name not in page.partition("<main")[2].partition("translate-of")[2], (
        "the forum's name is no text of theirs"
    )
    seen = signed_in.get(head).context["forms"][0]["seen"].value()
    signed_in.post(head, {"head-title": "How we work", "head-letter": "Answer alone.", "head-seen": seen})
    asked = [forum for forum in forums_to_ask(on=dates.today()) if forum.forum.pk != one.group.pk]
    facts = {"title": wave.title, "letter": wave.letter, "closes_on": wave.closes_on}
    waves.update_wave(wave, forums=asked, revision=wave.revision, by=lead, **facts)
    assert {localised(round, "en").title for round in wave.rounds.all()} == {
        f"How we work, {two.group.name}",
        f"How we work, {three.group.name}",
    }
    again = reverse("wave-again", args=[wave.pk])
    made = signed_in.post(again, fields("", title=wave.title, letter=wave.letter)).url.strip("/").rsplit("/", 1)[-1]
    once_more = Wave.objects.get(pk=made).rounds.get(forum=one.group)
    assert localised(once_more, "en").title == f"How we work, {one.group.name}"
    services.remove_language(once_more, "en", by=lead)
    assert not any("en" in round.translations for round in once_more.wave.rounds.all())
