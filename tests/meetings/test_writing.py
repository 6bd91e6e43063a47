"""Notes as clean HTML, two changes put together, and what a browser is told every few seconds."""

import pytest
from django.utils import timezone

from meetings import rich, services
from meetings.merging import merge
from meetings.queries import live

PLAIN = "Hej & <b>x</b>\n\nSe https://example.org/rutin\nrad två\n\n- ett\n- två\n\n1. a\n2. b"


def test_plain_text_goes_in_and_comes_out_the_same():
    html = rich.from_plain(PLAIN)
    assert "&lt;b&gt;" in html
    assert '<a href="https://example.org/rutin" rel="noopener noreferrer">' in html
    assert html.count("<li>") == 4
    assert rich.to_plain(html) == PLAIN
    assert rich.joined(rich.units(html)) == html


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("<p></p>", ""),
        ("<p> <br></p><p></p>", ""),
        ('<p onclick="x" style="y">a</p><script>alert(1)</script>', "<p>a</p>"),
        ('<p><a href="javascript:alert(1)">a</a></p>', '<p><a rel="noopener noreferrer">a</a></p>'),
        ("<p>a<img src=x onerror=alert(1)></p>", "<p>a</p>"),
        ("inga block & <i>alls</i>", "<p>inga block &amp; &lt;i&gt;alls&lt;/i&gt;</p>"),
    ],
)
def test_only_what_we_allow_is_kept(sent, kept):
    assert rich.clean(sent) == kept


BASE = "<p>ett</p><p>två</p><ul><li><p>a</p></li><li><p>b</p></li></ul>"


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        (BASE.replace("ett", "ett!"), BASE.replace("två", "två!"), BASE.replace("ett", "ett!").replace("två", "två!")),
        (BASE.replace(">a<", ">a!<"), BASE.replace(">b<", ">b!<"), BASE.replace(">a<", ">a!<").replace(">b<", ">b!<")),
        (BASE + "<p>min</p>", BASE + "<p>din</p>", BASE + "<p>din</p><p>min</p>"),
        (BASE, BASE + "<p>din</p>", BASE + "<p>din</p>"),
        (BASE + "<p>min</p>", BASE, BASE + "<p>min</p>"),
        (
            BASE.replace("<p>ett</p>", ""),
            BASE.replace("två", "två!"),
            BASE.replace("<p>ett</p>", "").replace("två", "två!"),
        ),
        (BASE.replace("ett", "lika"), BASE.replace("ett", "lika"), BASE.replace("ett", "lika")),
        (BASE.replace("ett", "min"), BASE.replace("ett", "din"), None),
        (BASE.replace("<p>ett</p>", ""), BASE.replace("ett", "din"), None),
    ],
)
def test_two_changes_are_put_together_or_shown(mine, theirs, both):
    assert merge(BASE, mine, theirs) == both


def test_without_what_one_began_from_nothing_is_guessed(held, lead, member):
    item = held.agenda.get()
    services.write_text(item, "Lenas", revision=1, by=lead, at=timezone.now())
    with pytest.raises(services.Met) as met:
        services.write_text(item, "Mats", revision=1, by=member, at=timezone.now())
    assert (met.value.item.text, met.value.mine) == ("<p>Lenas</p>", "<p>Mats</p>")


def save(client, held, text, base="", revision=1):
    item = held.agenda.get()
    return client.post(
        f"{held.get_absolute_url()}punkter/{item.pk}/spara/", {"text": text, "base": base, "revision": revision}
    )


def test_an_autosave_answers_with_what_is_saved(client, lead, secretary, held):
    client.force_login(lead)
    assert save(client, held, "<p>Lena</p>").json() == {
        "point": held.agenda.get().pk, "revision": 2, "text": "<p>Lena</p>", "by": "Lena Ledare", "merged": False,
    }  # fmt: skip
    client.force_login(secretary)
    both = save(client, held, "<p>Nils</p>").json()
    assert (both["text"], both["revision"], both["merged"]) == ("<p>Lena</p><p>Nils</p>", 3, True)
    met = save(client, held, "<p>Åsa</p><p>Nils</p>", base="<p>Eva</p><p>Nils</p>", revision=2)
    assert (met.status_code, met.json()["met"], met.json()["text"]) == (409, True, "<p>Lena</p><p>Nils</p>")


def test_a_personal_number_is_refused_in_words_and_nothing_is_saved(client, lead, held):
    client.force_login(lead)
    response = save(client, held, "<p>Patient 19121212-1212</p>")
    assert response.status_code == 422
    assert "personnummer" in response.json()["sentence"]
    assert held.agenda.get().text == ""


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("neighbour", 404), ("auditor", 404)])
def test_only_who_edits_saves(who, status, client, request, held):
    client.force_login(request.getfixturevalue(who))
    assert save(client, held, "<p>x</p>").status_code == status


def test_news_are_told_once_and_else_nothing(client, lead, member, held):
    item = held.agenda.get()
    url = f"{held.get_absolute_url()}nytt/"
    client.force_login(member)
    assert client.get(f"{url}?p={item.pk}.1").status_code == 204
    services.write_text(item, "Lena", revision=1, by=lead, at=timezone.now())
    found = client.get(f"{url}?p={item.pk}.1").json()
    assert found["points"] == [{"point": item.pk, "revision": 2, "text": "<p>Lena</p>", "by": "Lena Ledare"}]
    assert found["writing"] == [{"point": item.pk, "words": "Lena Ledare skriver här"}]
    assert client.get(f"{url}?p={item.pk}.2").status_code == 204
    for odd in ("", "x", "1", "1.x,.,9.9.9", f"{'9' * 40}.1"):
        assert client.get(url, {"p": odd}).status_code == 204


def test_news_of_internal_points_are_for_the_group(lead, coach, held):
    item = services.add_item(held, heading="Löneläget", is_internal=True, by=lead)
    services.write_text(item, "Hemligt", revision=1, by=lead, at=timezone.now())
    seen = {item.pk: live.Seen(1)}
    assert live.changes(held, lead, seen=seen, at=timezone.now()).points
    assert not live.changes(held, coach, seen=seen, at=timezone.now())
    assert [one.pk for one, _ in live.changes(held, coach, seen={}, at=timezone.now(), whole=True).parts] == [
        held.agenda.exclude(pk=item.pk).get().pk
    ]


@pytest.mark.parametrize(("who", "status"), [("guest", 403), ("neighbour", 404), ("stranger", 404)])
def test_news_are_for_who_reads(who, status, client, request, meeting):
    client.force_login(request.getfixturevalue(who))
    assert client.get(f"{meeting.get_absolute_url()}nytt/?p=1.1").status_code == status


@pytest.mark.parametrize("count", [1, 3])
def test_asking_costs_the_same(count, client, member, lead, held, django_assert_num_queries):
    items = [services.add_item(held, heading=str(n), text="x", by=lead) for n in range(count)]
    client.force_login(member)
    for item in items:
        services.add_outcome(held, kind="action", text="Ring Ekby", item=item, action={"owner": member}, by=lead)
    query = ",".join(f"{item.pk}.0.00000000" for item in items)
    url = f"{held.get_absolute_url()}nytt/"
    with django_assert_num_queries(9):
        assert client.get(f"{url}?p={query}").status_code == 200
    with django_assert_num_queries(10):
        assert client.get(f"{url}?p={query}&hel=1").status_code == 200


def test_a_sitting_of_autosaves_leaves_one_trace(held, lead):
    from portal.models import AuditEntry

    item = held.agenda.get()
    for number in range(1, 5):
        services.write_text(item, f"Text {number}", revision=number, by=lead, at=timezone.now())
    assert AuditEntry.objects.filter(verb="wrote notes").count() == 1
