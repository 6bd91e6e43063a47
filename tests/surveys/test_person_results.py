"""What a round of persons shows, to whom: nothing before it is sealed, and after that nothing of too few."""

import csv
import io
import re

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.models import Organisation
from portal import dates
from surveys.models import Invitation, PersonText, Round, Sharing
from surveys.queries.persons import person_results
from surveys.services import tallies
from tests.documents import word_text
from tests.surveys.staff import said, staff_round, steps, write, write_texts


def seal(round):
    """Count and seal; the rest of sealing (surveys/services/sealing.py) is tested where it stands."""
    tallies.fold_round(round)
    Round.objects.filter(pk=round.pk).update(state="closed", sealed_at=timezone.now())
    round.refresh_from_db()
    return round


def everything(value, **more):
    """One person's answer to every kind of question."""
    return {
        "trivs": said(value),
        "val": said("b"),
        "flera": said(["a", "c"]),
        "rader": said({"r1": "a", "r2": "c"}),
        "ordna": said(["c", "a", "b"]),
        "antal": said("12"),
        "dag": said("2019-03-04"),
    } | more


def invite(round, organisation, number):
    Invitation.objects.bulk_create(
        Invitation(round=round, organisation=organisation, name="", email=f"p{one}@{organisation.pk}.example")
        for one in range(number)
    )


@pytest.fixture
def third(db):
    return Organisation.objects.create(name="Holmby kommun", short_name="Holmby", kind="municipality", code="9903")


@pytest.fixture
def staff(municipality, other_municipality, third):
    """Sealed: eight have answered in Ekby, seven in Åsele, two in Holmby; twelve, ten and six were asked."""
    round = staff_round(previous=None)
    for organisation, values, asked in (
        (municipality, [0, 1, 2, 3, 4, 4, 4, 4], 12),
        (other_municipality, [1, 1, 1, 1, 1, 2, 2], 10),
        (third, [4, 4], 6),
    ):
        write(round, organisation, *(everything(value) for value in values))
        invite(round, organisation, asked)
    write(round, municipality, {"trivs": {"value": None, "missing": "unknown"}})
    write_texts(round, municipality, "Mer tid för samtal.", "Bättre lokaler behövs.", "Tydligare ledning.")
    write_texts(round, third, "Mer tid.", "=Nytt schema", "Hemligt ord: krokus")
    return seal(round)


def page(client, round, **parameters):
    response = client.get(reverse("round-results", args=[round.pk]), parameters)
    assert response.status_code == 200, response.status_code
    return response


def words(response) -> str:
    """What is read on the page, tags away."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_before_it_is_sealed_nobody_sees_a_figure(client, lead, municipality):
    round = staff_round()
    write(round, municipality, *steps(*[3] * 9))
    tallies.fold(most=4)
    client.force_login(lead)
    text = words(page(client, round))
    assert "9 personer har svarat" in text
    assert "Siffrorna kommer när enkäten har stängt" in text
    assert "Trivs du" not in text
    for name in ("excel", "csv", "coded"):
        assert client.get(reverse(f"round-results-{name}", args=[round.pk])).status_code == 404
    assert client.get(reverse("person-texts", args=[round.pk])).status_code == 404
    assert client.get(reverse("round-report", args=[round.pk])).status_code == 404
    assert client.get(reverse("round-report-file", args=[round.pk, "docx"])).status_code == 404
    assert person_results(round, lead, on=dates.today()) is None


def test_fewer_than_enough_show_nothing_at_all(client, lead, municipality):
    round = staff_round(sealed=True)
    write(round, municipality, *steps(1, 2, 3, 4))
    tallies.fold_round(round)
    client.force_login(lead)
    text = words(page(client, round))
    assert "För få har svarat" in text
    assert "Trivs du" not in text


def test_all_kinds_of_questions_are_counted_and_the_one_with_too_few_hides_behind_another(
    client, lead, staff, municipality, third
):
    client.force_login(lead)
    text = words(page(client, staff))
    assert "18 av 28 personer har svarat (64 %)" in text
    assert "17 personer har svarat. Medelvärdet är 2,3 och medianen 2; minst hälften svarar 1–4. Vet ej: 1." in text
    assert "Vanligast: B, 100 %" in text
    assert "Rad r1" in text
    assert "C, medelplats" in text
    assert "12,0 år" in text
    assert "mars 2019" in text
    own = words(page(client, staff, organisation=municipality.pk))
    assert "Ekby: 8 svar." in own
    assert "4 (50 %)" in own
    # Holmby's two hide behind Åsele's seven: neither is shown, nor can be chosen
    assert "Holmby kommun" in own  # among those who were asked: 2 of 6 have answered
    assert f'value="{third.pk}"' not in page(client, staff).content.decode()
    unknown = words(page(client, staff, organisation=third.pk))
    assert "Medelvärde, Holmby" not in unknown
    assert "krokus" not in text + own


def test_who_sees_what(client, staff, member, neighbour, coach, stranger, municipality, other_municipality):
    """An organisation's people see all together and themselves; another only where all who were asked share."""
    client.force_login(member)
    content = page(client, staff).content.decode()
    assert f'value="{municipality.pk}" selected' in content
    assert "Medelvärde, Ekby" in content
    assert client.get(reverse("person-texts", args=[staff.pk])).status_code == 403
    assert "6" in words(page(client, staff))  # how many have written, and not what
    assert "lokaler" not in content
    client.force_login(neighbour)
    text = words(page(client, staff))
    assert "Inga siffror visas för Åsele kommun för sig" in text
    assert "Medelvärde, Ekby" not in words(page(client, staff, organisation=municipality.pk))
    Round.objects.filter(pk=staff.pk).update(sharing=Sharing.ASKED)
    assert "Medelvärde, Ekby" in words(page(client, staff, organisation=municipality.pk))
    client.force_login(coach)
    assert "8 av 12" not in words(page(client, staff))  # nine have: one did not know
    assert "9 av 12 (75 %)" in words(page(client, staff))
    client.force_login(stranger)
    assert client.get(reverse("round-results", args=[staff.pk])).status_code == 404


def test_the_same_number_of_statements_with_one_and_three_organisations(
    client, lead, municipality, other_municipality, third, django_assert_num_queries
):
    small, large = staff_round(), staff_round()
    write(small, municipality, *(everything(2) for _one in range(6)))
    for organisation in (municipality, other_municipality, third):
        write(large, organisation, *(everything(2) for _one in range(6)))
        invite(large, organisation, 9)
    client.force_login(lead)
    for round in (seal(small), seal(large)):
        with django_assert_num_queries(9):
            drawn = page(client, round)
        with django_assert_num_queries(5):  # the figures of a sealed round are kept for a minute
            assert words(page(client, round)) == words(drawn)


def test_since_the_round_before(client, lead, municipality):
    """A clear change, and one that may come of who happened to answer."""
    before, clear, slight = (staff_round() for _one in range(3))
    write(before, municipality, *steps(*[1, 2] * 6))
    write(clear, municipality, *steps(*[3, 4] * 6))
    write(slight, municipality, *steps(*[1, 2] * 5, 2, 3))
    seal(before)
    Round.objects.filter(pk__in=[clear.pk, slight.pk]).update(previous=before)
    client.force_login(lead)
    text = words(page(client, seal(clear)))
    assert "Sedan förra gången" in text
    assert "+2,0" in text
    assert "Läs förändringarna försiktigt" not in text
    text = words(page(client, seal(slight)))
    assert "+0,2 osäker" in text
    assert "Läs förändringarna försiktigt" in text


def test_files_hold_what_the_page_shows(client, lead, staff, municipality):
    client.force_login(lead)
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("round-results-excel", args=[staff.pk])).content), read_only=True
    )
    counts = list(book["Svar"].iter_rows(values_only=True))
    assert any(row[0] == "Trivs du?" and row[3:] == ("Ekby kommun", 4, 8) for row in counts)
    assert not any(row[3] in ("Holmby kommun", "Åsele kommun") for row in counts)
    coded = read(client, "round-results-coded", staff)
    assert ["trivs", "", "4", "6", "17"] in coded
    assert ["trivs", "", "-8", "1", ""] in coded
    assert ["flera_c", "Ekby kommun", "1", "8", "8"] in coded
    assert ["ordna_c", "", "1", "17", "17"] in coded
    assert ["rader_r2", "", "3", "17", "17"] in coded
    assert not any(row[1] == "Holmby kommun" for row in coded)
    assert ["Trivs du?", "Ekby kommun", "1", "8"] in [
        [row[0], *row[3:]] for row in read(client, "round-results-csv", staff)
    ]
    assert any(row[0] == "trivs" for row in read(client, "round-codebook", staff))
    assert client.get(reverse("round-report", args=[staff.pk])).status_code == 200
    report = reverse("round-report-file", args=[staff.pk, "docx"])
    said = word_text(client.get(report, {"organisation": municipality.pk, "fritexter": "on"}).content)
    for expected in ("Har svarat:", "Trivs du?", "Ekby", "minst 5 personer"):
        assert expected in said, expected
    shown = words(page(client, staff, organisation=municipality.pk))
    assert all((name in said) == (name in shown) for name in ("Holmby", "Åsele"))


def read(client, name, round):
    text = client.get(reverse(name, args=[round.pk]))
    content = b"".join(text.streaming_content) if text.streaming else text.content
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_texts_are_read_by_leads_searched_coded_and_taken_along(client, lead, staff):
    client.force_login(lead)
    url = reverse("person-texts", args=[staff.pk])
    text = words(client.get(url))
    assert "krokus" in text
    assert "Ekby" not in text
    assert "Holmby" not in text
    assert "krokus" not in words(client.get(url, {"sok": "lokaler"}))
    row = PersonText.objects.get(text__contains="lokaler")
    form = reverse("person-text-themes", args=[staff.pk, row.pk])
    assert client.post(form, {"themes": ["hindrance"], "own": "Lokaler", "seen": ""}).status_code == 302
    row.refresh_from_db()
    assert row.themes == ["Lokaler", "hindrance"]
    late = client.post(form, {"themes": [], "own": "Annat", "seen": ""})
    assert late.status_code == 422
    assert "Någon annan har ändrat" in late.content.decode()
    assert "Lokaler (1)" in words(client.get(url))
    assert "Tydligare" not in words(client.get(url, {"tema": "Lokaler"}))
    rows = read(client, "person-texts-csv", staff)
    assert rows[0] == ["Fråga", "Text", "Teman"]
    assert ["fritext", "'=Nytt schema", ""] in rows
    assert len(rows) == 7


def test_too_few_texts_look_like_none(client, lead, municipality):
    round = staff_round()
    write(round, municipality, *(everything(2) for _one in range(6)))
    write_texts(round, municipality, *["Hemligt: krokus"] * 4)
    client.force_login(lead)
    assert "För få har skrivit" in words(page(client, seal(round)))
    answer = client.get(reverse("person-texts", args=[round.pk]))
    assert "krokus" not in answer.content.decode()
    row = PersonText.objects.first()
    assert client.get(reverse("person-text-themes", args=[round.pk, row.pk])).status_code == 404
    assert len(read(client, "person-texts-csv", round)) == 1
