"""The learning document: no date and no red, one line to add, by month and by clause, and as Word."""

import io
import subprocess
from datetime import UTC, datetime

import pypandoc
import pytest

from agreements.models import KnowledgeItem
from portal.models import AuditEntry

NUMBER = "811228-9874"  # the tax agency's own example, of nobody


@pytest.fixture
def url(agreement):
    return f"/avtal/{agreement.pk}/kunskap/larande/"


def _dated(item, *when):
    KnowledgeItem.objects.filter(pk=item.pk).update(created_at=datetime(*when, 11, tzinfo=UTC))


@pytest.fixture
def learned(make_knowledge, provisions):
    """Two months of lessons, one conclusion, one shared example and one that is not."""
    _dated(make_knowledge("Ta med läkaren", "lesson", provisions=[provisions[3]]), 2026, 1, 12)
    _dated(make_knowledge("Det är lättare att lita på", "reflection", organisation=None), 2026, 1, 20)
    _dated(make_knowledge("Måndagsmöte", "good_example", state="published", provisions=[provisions[1]]), 2026, 2, 2)
    _dated(make_knowledge("Bara ett utkast", "good_example"), 2026, 2, 3)
    make_knowledge("Ett behov hör inte hit", "need")


def test_a_stranger_cannot_tell_it_exists(client, stranger, url):
    client.force_login(stranger)
    assert {client.get(url).status_code, client.post(url).status_code, client.get(f"{url}word/").status_code} == {404}


def test_what_is_learned_stands_by_month_the_latest_first(client, member, learned, url):
    client.force_login(member)
    response = client.get(url)
    assert [(month, [item.title for item in items]) for month, items in response.context["groups"]] == [
        ("Februari 2026", ["Måndagsmöte"]),
        ("Januari 2026", ["Det är lättare att lita på", "Ta med läkaren"]),
    ]
    text = response.content.decode().split('id="innehall"')[1]
    assert "status-stop" not in text
    assert "late" not in text.replace("template", "")


def test_or_by_clause(client, member, learned, url):
    client.force_login(member)
    groups = client.get(f"{url}?ordna=punkt").context["groups"]
    assert [(clause, [item.title for item in items]) for clause, items in groups] == [
        ("Avtalet som helhet", ["Det är lättare att lita på"]),
        ("§\xa02.1 Fast vårdkontakt", ["Måndagsmöte"]),
        ("§\xa03.1 Läkarmedverkan", ["Ta med läkaren"]),
    ]


def test_a_line_is_added_with_a_clause(client, member, municipality, provisions, url):
    client.force_login(member)
    client.post(url, {"kind": "lesson", "title": "Pröva först", "provision": provisions[1].pk})
    item = KnowledgeItem.objects.get()
    assert (item.kind, item.title, item.state) == ("lesson", "Pröva först", "published")
    assert (item.created_by, item.organisation, list(item.provisions.all())) == (member, municipality, [provisions[1]])
    assert "Pröva först" in client.get(url).content.decode()


def test_a_reflection_may_be_without_a_name_and_then_is(client, member, url):
    client.force_login(member)
    before = set(AuditEntry.objects.values_list("pk", flat=True))
    client.post(url, {"kind": "reflection", "title": "Jag undrar", "anonymous": "on"})
    item = KnowledgeItem.objects.get()
    assert (item.is_anonymous, item.created_by, item.organisation) == (True, None, None)
    assert not AuditEntry.objects.exclude(pk__in=before).exists()
    text = client.get(url).content.decode()
    assert "Utan namn" in text
    assert "Mats Medlem" not in text.split('id="innehall"')[1]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"kind": "lesson", "title": ""}, "Skriv vad du har sett eller tänkt."),
        ({"kind": "lesson", "title": "X", "anonymous": "on"}, "Bara en reflektion kan lämnas utan namn."),
        ({"kind": "reflection", "title": f"Om {NUMBER}"}, "innehåller ett personnummer"),
        ({"kind": "conclusion", "title": "Inte min sak"}, "giltigt"),
    ],
)
def test_what_cannot_be_added_comes_back(client, member, values, said, url):
    client.force_login(member)
    answer = client.post(url, values)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not KnowledgeItem.objects.exists()


def test_a_respondent_leaves_reflections_and_those_who_lead_conclusions(client, respondent, lead, url):
    for user, kinds in ((respondent, ["reflection"]), (lead, ["lesson", "reflection", "conclusion"])):
        client.force_login(user)
        assert [value for value, _label in client.get(url).context["form"].fields["kind"].choices] == kinds
    client.force_login(respondent)
    assert client.post(url, {"kind": "lesson", "title": "X"}).status_code == 422


def test_the_document_is_taken_along_as_word_with_plain_headings(client, member, learned, tmp_path, url):
    client.force_login(member)
    answer = client.get(f"{url}word/")
    assert answer["Content-Disposition"].startswith('attachment; filename="larandedokument-')
    file = tmp_path / "dokument.docx"
    file.write_bytes(answer.content)
    text = subprocess.run(
        [pypandoc.get_pandoc_path(), "--from", "docx", "--to", "markdown", str(file)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout
    heads = [line for line in text.splitlines() if line.startswith("#")]
    assert heads == [
        "# Februari 2026",
        "## Måndagsmöte",
        "# Januari 2026",
        "## Det är lättare att lita på",
        "## Ta med läkaren",
    ]
    assert "förutsättning att avtalet beslutas" in text.replace("\n", " ")
    assert "Bara ett utkast" not in text
    assert io.BytesIO(answer.content).read(2) == b"PK"


def test_markup_that_somebody_typed_stays_text_in_word(client, member, make_knowledge, tmp_path, url):
    make_knowledge("<img src=x> & <b>fet</b>", "lesson")
    client.force_login(member)
    file = tmp_path / "dokument.docx"
    file.write_bytes(client.get(f"{url}word/").content)
    assert "<img src=x> & <b>fet</b>" in pypandoc.convert_file(str(file), "plain", format="docx")


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_rows(
    client, member, make_knowledge, provisions, count, url, django_assert_num_queries
):
    for number in range(count):
        make_knowledge(f"Lärdom {number}", "lesson", provisions=provisions[: number + 1])
    client.force_login(member)
    with django_assert_num_queries(7):  # session, user, roles, agreement, items, their clauses, clauses of the form
        assert client.get(url).context["total"] == count


def test_an_empty_document_invites(client, auditor, url):
    client.force_login(auditor)
    text = client.get(url).content.decode()
    assert "Det lilla räknas" in text
    assert "Hämta som Word" not in text
