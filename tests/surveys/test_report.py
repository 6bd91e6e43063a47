"""The report of a round's results as PDF and Word, and the radar: what the page shows the same reader, and no more."""

import io
import zipfile

import pytest
from django.urls import reverse

from portal import dates
from surveys import radar
from surveys.drawings import bars
from surveys.models import QuestionKind
from surveys.queries.results import results_of
from surveys.reports import Part, Quote, Report, Table, written
from tests.documents import word_text

WRITTEN = "Vi har för få undersköterskor"


@pytest.fixture
def closed(county_of, municipality, answer, close):
    """Ekby and six more have answered three questions, Ekby 4, 2 and nothing. One has written something."""
    sent, organisations = county_of(6)
    text = sent.questionnaire.questions.get(position=1)
    for number, organisation in enumerate(organisations):
        answer(sent, organisation, number % 5, 2, 3, texts={text.identity: WRITTEN} if number == 0 else None)
    answer(sent, municipality, 4, 2, {"value": None, "missing": "unknown"}, texts={text.identity: "Vårt eget svar"})
    return close(sent)


@pytest.fixture
def fetch(client, closed):
    def get(user, kind="docx", **wish):
        client.force_login(user)
        return client.get(reverse("round-report-file", args=[closed.pk, kind]), wish)

    return get


def words(response) -> str:
    return word_text(response.content)


def test_word_holds_facts_method_drawings_tables_and_sentences(fetch, lead):
    response = fetch(lead, vy="radar", fritexter="on")
    assert response.status_code == 200
    assert response["Content-Disposition"].endswith('-rapport.docx"')
    said = words(response)
    for expected in (
        "Har svarat : 7 av 8 organisationer",
        "De som inte har svarat : Åsele",
        "Så läser du rapporten",
        "minst 5 organisationer",
        "Allt i en radar",
        "Mitten är 0 inte alls, ytterkanten 4 helt och hållet.",
        "Länet: medelvärdet är 2,0.",
        "Fast vårdkontakt 2,0 2,0 0–4 0–4 7",
        "Med egna ord 2 texter.",
        f"K0: {WRITTEN}",
    ):
        assert expected.replace(" :", ":") in said.replace(" :", ":"), expected
    pictures = [name for name in zipfile.ZipFile(io.BytesIO(response.content)).namelist() if name.endswith(".png")]
    assert len(pictures) >= 2
    body = zipfile.ZipFile(io.BytesIO(response.content)).read("word/document.xml")
    assert b"data:image" not in body, "a picture is not there a second time, as its own description"


def test_an_organisation_reads_its_own_beside_the_county_and_nobody_else(fetch, member, coach, closed):
    said = words(fetch(member, fritexter="on"))
    assert "Ekby ligger över medelvärdet i 1 och under det i 0 av" in said
    assert "Vårt eget svar" in said
    for hidden in (WRITTEN, "K0", "Åsele", "De som inte har svarat", "Allt i en radar"):
        assert hidden not in said, hidden
    assert "Vårt eget svar" not in words(fetch(member))
    said = words(fetch(coach, fritexter="on"))
    assert WRITTEN not in said
    assert "Vårt eget svar" not in said


def test_the_pdf_is_tagged_and_says_its_drawings_in_words(fetch, lead):
    response = fetch(lead, "pdf", vy="radar")
    assert response["Content-Type"] == "application/pdf"
    assert b"/StructTreeRoot" in response.content
    assert response.content.startswith(b"%PDF-")


def test_before_there_is_anything_to_show_there_is_no_report(client, sent, lead, member, answer, municipality):
    client.force_login(lead)
    page, file = (
        reverse(name, args=[sent.pk, *more]) for name, more in (("round-report", []), ("round-report-file", ["pdf"]))
    )
    assert [client.get(one).status_code for one in (page, file)] == [404, 404]
    assert "rapport" not in client.get(reverse("round-results", args=[sent.pk])).content.decode()
    answer(sent, municipality, 1, 2, 3)
    assert [client.get(one).status_code for one in (page, file)] == [200, 200]
    assert client.get(file.replace(".pdf", ".exe")).status_code == 404


def test_figures_of_too_few_are_not_in_it_either(client, county_of, answer, member, municipality, close):
    sent, organisations = county_of(4)
    for organisation in [*organisations, municipality]:
        answer(sent, organisation, 3, 3, 3)
    close(sent)
    client.force_login(member)
    said = words(client.get(reverse("round-report-file", args=[sent.pk, "docx"])))
    assert "De andras siffror visas inte här." in said
    assert "Fast vårdkontakt 3 – – – – –" in said


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_many(client, lead, county_of, answer, rows, django_assert_num_queries):
    sent, organisations = county_of(rows)
    for organisation in organisations:
        answer(sent, organisation, 1, 2, 3)
    client.force_login(lead)
    with django_assert_num_queries(11):
        client.get(reverse("round-report-file", args=[sent.pk, "pdf"]), {"fritexter": "on"})


def test_odd_letters_and_what_looks_like_markup_stay_text():
    odd = '1. = "#[x]" $a$ \x0b\x1b <script> & \\ @r \U0001f642 *b* `c`'
    part = Part(
        odd, [odd], bars([(odd, 50, "1")], described=odd), Table([odd, "n"], [[f"+ {odd}", "1"]]), [], [Quote(odd)]
    )
    report = Report(odd, odd, [(odd, odd)], [odd], [odd], [part])
    assert written(report, "pdf").startswith(b"%PDF-")
    said = word_text(written(report, "docx"))
    assert said.count("*b* `c`") >= 6


# The radar


def test_the_radar_begins_at_the_lowest_step_and_breaks_where_there_is_no_figure(closed, member):
    (drawn,) = radar.radars_of(results_of(closed, member, on=dates.today()))
    assert (drawn.middle, drawn.rim) == ("0 inte alls", "4 helt och hållet")
    own, mean = (next(shape for shape in drawn.shapes if shape.kind == kind) for kind in ("own", "mean"))
    assert (own.points[0].x, own.points[0].y) == ("200.0", "50.0")  # 4 of 4, straight up
    assert len(own.points) == 2
    assert own.path.count("M") == 1
    assert "Z" not in own.path
    assert mean.path.endswith("Z")
    assert "Ekby –" in drawn.described
    assert "Länet 2,0" in drawn.described


def test_more_questions_than_spokes_are_gathered_in_sections(closed, member):
    results = results_of(closed, member, on=dates.today())
    one = results.scales[0]
    several = []
    for section in ("Ett", "Två", "Tre"):
        for _number in range(5):
            question = type(one.question)(kind=QuestionKind.SCALE_4, section=section, text="Fråga")
            several.append(type(one)(question, one.own, one.own_before, one.groups, one.groups_before, one.chosen))
    results.scales = several
    (drawn,) = radar.radars_of(results)
    assert [spoke.title for spoke in drawn.spokes] == ["Ett", "Två", "Tre"]
    assert drawn.by_sections
    assert drawn.spokes[0].own == 4
    results.scales = several[:2]
    assert radar.radars_of(results) == []


def test_what_is_chosen_stays_in_the_address(client, closed, member):
    client.force_login(member)
    url = reverse("round-results", args=[closed.pk])
    page = client.get(url, {"vy": "radar", "jamfor": "lika", "sok": "eget"}).content.decode()
    assert 'role="img" aria-label="Radar: ' in page
    assert "Radarns siffror" in page, "never without its twin"
    assert '<input type="hidden" name="jamfor" value="lika">' in page
    assert '<input type="hidden" name="vy" value="radar">' in page
    assert "?jamfor=lika&amp;sok=eget#punkter" in page, "to the dots"
    assert f"{url}rapport/?jamfor=lika&amp;vy=radar" in page
    plain = client.get(url, {"vy": "<script>"}).content.decode()
    assert "<script>" not in plain.split("<main")[1]
    assert "Radarns siffror" not in plain
