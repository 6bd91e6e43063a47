"""Excel out and in, the same for all kinds: guards, the preview, what is saved and what never is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agreements.exchange import KINDS
from agreements.models import AgreementState, Provision
from portal import drafts
from portal.models import AuditEntry, Draft
from tests.agreements.exchanging.reading import faults, outcomes, press
from tests.workbooks import long_workbook, rows_of, with_cells, workbook

HEADS = ["Nummer", "Rubrik", "Text", "Kapitel"]


# -- who may --


@pytest.mark.parametrize("kind", KINDS)
def test_everybody_who_sees_the_agreement_downloads(client, auditor, rows, plan, base, kind):
    client.force_login(auditor)
    response = client.get(f"{base}{kind}/excel/")
    assert response.status_code == 200
    assert rows_of(response.content)[0][-1] == "Radversion (ändra inte)"
    assert client.get(f"{base}{kind}/las-in/").status_code == 403
    assert client.post(f"{base}{kind}/las-in/").status_code == 403


@pytest.mark.parametrize("kind", KINDS)
def test_a_stranger_finds_nothing(client, stranger, base, kind):
    client.force_login(stranger)
    for address in ("excel/", "las-in/", "las-in/1/"):
        assert client.get(f"{base}{kind}/{address}").status_code == 404


def test_a_draft_agreement_and_an_unknown_kind_are_not_there(client, member, lead, agreement, base):
    client.force_login(lead)
    assert client.get(f"{base}annat/excel/").status_code == 404
    assert client.get(f"{base}annat/las-in/").status_code == 404
    agreement.state = AgreementState.DRAFT
    agreement.save()
    client.force_login(member)
    assert client.get(f"{base}faser/excel/").status_code == 404
    assert client.get(f"/avtal/{agreement.pk}/punkter/word/").status_code == 404


@pytest.mark.parametrize("kind", ["punkter", "beslut", "plan"])
def test_a_member_reads_in_nothing_but_phases(client, member, base, kind):
    client.force_login(member)
    assert client.get(f"{base}{kind}/las-in/").status_code == 403
    assert client.get(f"{base}faser/las-in/").status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_history_is_not_changed(client, lead, agreement, base, kind):
    agreement.state = AgreementState.REPLACED
    agreement.save()
    client.force_login(lead)
    assert client.get(f"{base}{kind}/las-in/").status_code == 403
    assert client.get(f"{base}{kind}/excel/").status_code == 200


def test_a_preview_is_its_owners_alone(client, lead, administrator, preview):
    client.force_login(lead)
    url, context = preview("punkter", workbook(HEADS, ["9", "Ny", "Text.", ""]))
    client.force_login(administrator)
    assert client.get(url).status_code == 404
    assert press(client, url, context).status_code == 404
    client.force_login(lead)
    assert client.get(url.replace("punkter", "beslut")).status_code == 404


def test_reading_a_file_in_saves_nothing_of_it_and_a_day_later_it_is_gone(client, lead, preview):
    client.force_login(lead)
    url, _context = preview("punkter", workbook(HEADS, ["9", "Ny", "Text.", ""]))
    assert not Provision.objects.exists()
    Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(url).status_code == 404
    assert (drafts.sweep(), Draft.objects.count()) == (1, 0)


# -- files --


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"hej" * 3, "De här rubrikerna saknas: Nummer."),
        (long_workbook(100_000, "Nummer"), "fler än"),
        (workbook(HEADS, ["1", "a"], merge="A2:B2"), "sammanfogade"),
        (b"", "Filen är tom."),
    ],
    ids=["text", "100 000 rows", "merged", "empty"],
)
def test_a_bad_file_is_said_on_the_form(client, lead, upload, content, words):
    client.force_login(lead)
    response = upload("punkter", content)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Draft.objects.exists()


def test_no_file_at_all(client, lead, base):
    client.force_login(lead)
    response = client.post(f"{base}punkter/las-in/", {})
    assert (response.status_code, response.context["form"].errors["file"]) == (422, ["Välj en fil."])


def test_word_is_for_clauses_only(client, lead, upload, provisions):
    client.force_login(lead)
    word = client.get(f"/avtal/{provisions[0].agreement_id}/punkter/word/").content
    assert upload("punkter", word, "avtal.docx").status_code == 302
    assert upload("beslut", word, "avtal.docx").status_code == 422


# -- choosing --

BAD = workbook(HEADS, ["1.1", "Ny rubrik", "Gäller.", ""], ["9", "Ny", "", ""], ["9.1", "Nyare", "Text.", ""])


def test_bad_rows_stop_all_but_the_good_ones_can_be_chosen(client, lead, provisions, preview):
    client.force_login(lead)
    url, context = preview("punkter", BAD)
    assert outcomes(context) == [(2, "changed"), (3, "wrong"), (4, "new")]
    assert faults(context) == ["Rad 3, kolumn Text: Här måste något stå."]
    page = client.get(url).content.decode()
    assert 'value="all"' not in page
    assert "Spara de 2 rader som är rätta" in page
    response = press(client, url, context)
    assert (response.status_code, Provision.objects.count()) == (422, 4)
    assert "Inget är sparat" in response.content.decode()
    assert press(client, url, context, "good").status_code == 302
    assert list(Provision.objects.filter(title__in=["Ny rubrik", "Nyare"]).values_list("number", flat=True)) == [
        "1.1",
        "9.1",
    ]
    assert not Provision.objects.filter(number="9").exists()
    entry = AuditEntry.objects.get(verb="imported")
    assert entry.details == {"kind": "punkter", "new": "1", "changed": "1", "left_out": "1"}


def test_it_is_saved_once_and_the_draft_is_gone(client, lead, provisions, preview):
    client.force_login(lead)
    url, context = preview("punkter", workbook(HEADS, ["9", "Ny", "Text.", ""]))
    assert press(client, url, context).status_code == 302
    assert press(client, url, context).status_code == 404
    assert (Provision.objects.filter(number="9").count(), Draft.objects.count()) == (1, 0)


def test_thrown_away(client, lead, provisions, preview):
    client.force_login(lead)
    url, context = preview("punkter", workbook(HEADS, ["9", "Ny", "Text.", ""]))
    press(client, url, context, "discard")
    assert (Provision.objects.count(), Draft.objects.count()) == (4, 0)


def test_what_changed_since_the_preview_is_looked_at_again(client, lead, provisions, preview):
    client.force_login(lead)
    url, context = preview("punkter", workbook(HEADS, ["1.1", "Ny rubrik", "Gäller.", ""]))
    Provision.objects.filter(number="1.1").update(title="Någon annans rubrik", revision=2)
    response = press(client, url, context)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Någon har ändrat något sedan du såg sidan" in page
    assert "Någon annans rubrik" in page
    assert "Ny rubrik" in page
    assert Provision.objects.get(number="1.1").title == "Någon annans rubrik"
    assert press(client, url, response.context).status_code == 302
    assert Provision.objects.get(number="1.1").title == "Ny rubrik"


def test_a_row_that_somebody_changed_since_the_download_is_refused_with_both_shown(
    client, lead, provisions, preview, base
):
    client.force_login(lead)
    downloaded = client.get(f"{base}punkter/excel/").content
    Provision.objects.filter(number="1.1").update(title="Någon annans rubrik", revision=2)
    url, context = preview("punkter", with_cells(downloaded, C2="Min rubrik", C3="Annan vårdkontakt"))
    assert outcomes(context) == [(2, "stale"), (3, "changed"), (4, "unchanged"), (5, "unchanged")]
    page = client.get(url).content.decode()
    assert "Någon annans rubrik" in page
    assert "Min rubrik" in page
    assert press(client, url, context).status_code == 422
    press(client, url, context, "good")
    assert [one.title for one in Provision.objects.filter(number__in=["1.1", "2.1"])] == [
        "Någon annans rubrik",
        "Annan vårdkontakt",
    ]


def test_what_a_service_refuses_is_marked_on_its_row_and_nothing_is_half_saved(
    client, lead, provisions, preview, monkeypatch
):
    from django.core.exceptions import ValidationError

    from agreements import services

    save = services.save_provision

    def refuse(provision, **options):
        if provision.number == "2.1":
            raise ValidationError("Det går inte.")
        return save(provision, **options)

    monkeypatch.setattr(services, "save_provision", refuse)
    client.force_login(lead)
    url, context = preview("punkter", workbook(HEADS, ["1.1", "A", "Gäller.", ""], ["2.1", "B", "Gäller.", ""]))
    response = press(client, url, context)
    assert response.status_code == 422
    assert faults(response.context) == ["Rad 3: Det går inte."]
    assert not Provision.objects.filter(title="A").exists()
    press(client, url, response.context, "good")
    assert list(Provision.objects.filter(title__in=["A", "B"]).values_list("title", flat=True)) == ["A"]


def test_the_same_row_twice(client, lead, provisions, preview):
    client.force_login(lead)
    _url, context = preview("punkter", workbook(HEADS, ["9", "A", "B.", ""], ["§ 9", "C", "D.", ""]))
    assert faults(context) == ["Rad 3: Samma som på rad 2. Behåll en av dem."]


def test_personal_numbers_are_refused(client, lead, provisions, preview):
    client.force_login(lead)
    _url, context = preview("punkter", workbook(HEADS, ["1.1", "Rubrik", "Se 19811228-9874.", ""]))
    assert faults(context) == ["Rad 2, kolumn Text: Det ser ut att stå ett personnummer här. Ta bort det."]


def test_columns_that_are_not_known_and_rows_that_are_missing_are_told(client, lead, provisions, preview):
    client.force_login(lead)
    url, _context = preview("punkter", workbook(["Nummer", "Färg"], ["1.1", "blå"]))
    page = client.get(url).content.decode()
    assert "Den här kolumnen läses inte: Färg." in page
    assert "3 rader i portalen finns inte i filen. De lämnas som de är." in page
    assert "§\xa02.1 Fast vårdkontakt" in page
    assert "Filen säger samma sak som portalen." in page


def test_long_files_are_paged_and_filtered(client, lead, provisions, preview):
    client.force_login(lead)
    rows = [[f"{n}", f"Rubrik {n}", "Text.", ""] for n in range(100, 170)]
    url, context = preview("punkter", workbook(HEADS, *rows, ["1.1", "Gemensam ledning", "", ""]))
    assert len(context["page"].object_list) == 50
    assert len(client.get(url, {"sida": 2}).context["page"].object_list) == 21
    assert [line.number for line in client.get(url, {"visa": "fel"}).context["page"]] == [72]


def test_too_many_changes_at_once_are_not_saved(client, lead, provisions, preview, monkeypatch):
    monkeypatch.setattr("agreements.exchange.preview.MOST_CHANGES", 1)
    client.force_login(lead)
    url, context = preview("punkter", workbook(HEADS, ["8", "A", "B.", ""], ["9", "A", "B.", ""]))
    page = client.get(url).content.decode()
    assert "Filen ändrar 2 rader. Högst 1 kan sparas på en gång." in page
    assert 'value="all"' not in page
    assert press(client, url, context).status_code == 422
    assert Provision.objects.count() == 4


def test_nothing_is_saved_from_a_page_that_was_never_seen(client, lead, provisions, preview):
    client.force_login(lead)
    url, _context = preview("punkter", workbook(HEADS, ["9", "A", "B.", ""]))
    assert client.post(url, {"choice": "all"}).status_code == 422
    assert client.post(url, {"choice": "all", "digest": "x"}).status_code == 422
    assert Provision.objects.count() == 4
