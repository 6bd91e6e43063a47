"""Reading a note in the browser: what may be read, the preview, and saving what was kept."""

import re
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pypandoc
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from actions.models import ActionItem
from meetings.forms.preview import ROWS, Preview
from meetings.models import Meeting, Outcome
from meetings.queries.names import Names
from organisations.models import Group

READ = "/moten/las-in/"
SAVE = "/moten/las-in/spara/"

TEXT = """Minnesanteckningar från Arbetsgruppen

Datum: 9 mars 2026
Tid: 09.00–12.00
Plats: Rådhuset

Närvarande:
Lena Ledare, Region Nordlunda
Mats Medlem, Ekby kommun
Pia Persson, Nybygda kommun (förhindrad)

1. Inledning
Alla hälsades välkomna.

2. Rutinen
Vi beslutade att rutinen är mall.
Åtgärd: Mats Medlem delar rutinen senast 1 april.
Åtgärd: Ta fram en presentation.
Nästa möte är den 27 april 2026.

Vid anteckningarna
Lena Ledare
"""


@pytest.fixture
def preview(client, lead, member, group, municipality):
    """The preview of TEXT as the lead sees it."""
    client.force_login(lead)
    return client.post(READ, {"text": TEXT, "group": group.pk})


def fields(response):
    """What a browser would send back: every named control of the preview's form, read from its HTML."""
    page = response.content.decode()
    form = page[page.index('id="anteckningar"') :]
    form = form[: form.index("</form>")]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name = re.search(r'name="([^"]*)"', tag)
        if not name or ('type="checkbox"' in tag and " checked" not in tag):
            continue
        value = re.search(r'value="([^"]*)"', tag)
        sent[name[1]] = _plain(value[1]) if value else ("on" if 'type="checkbox"' in tag else "")
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        sent[name] = _plain(text).removeprefix("\n")
    for name, body in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        sent[name] = chosen[1] if chosen else ""
    return sent


def _plain(text):
    for code, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        text = text.replace(code, char)
    return text


# -- the page that reads ----------------------------------------------------------------------------------------------


def test_everything_found_is_shown_with_its_sentence(preview, group):
    assert preview.status_code == 200
    sent = fields(preview)
    head = {name: sent[f"mote-{name}"] for name in ("group", "date", "starts_at", "ends_at", "venue", "note_taker")}
    assert head == {
        "group": str(group.pk), "date": "2026-03-09", "starts_at": "09:00", "ends_at": "12:00",
        "venue": "Rådhuset", "note_taker": "Lena Ledare",
    }  # fmt: skip
    people = [(sent[f"attendance-{n}-name"], sent[f"attendance-{n}-status"]) for n in range(3)]
    assert people == [("Lena Ledare", "present"), ("Mats Medlem", "present"), ("Pia Persson", "absent")]
    owners = {
        sent[f"outcomes-{n}-owner"]
        for n in range(int(sent["outcomes-TOTAL_FORMS"]))
        if sent[f"outcomes-{n}-kind"] == "action"
    }
    assert owners == {"Mats Medlem", ""}
    page = preview.content.decode()
    assert "Ur texten: <q>" in page
    assert 'placeholder="utan ansvarig"' in page
    assert "Inget är sparat än." in page
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_documents_are_read(kind, client, lead, group, tmp_path):
    path = tmp_path / f"not.{kind}"
    pypandoc.convert_text(TEXT.replace("\n", "\n\n"), kind, format="markdown", outputfile=str(path))
    client.force_login(lead)
    with path.open("rb") as file:
        response = client.post(READ, {"file": file, "group": group.pk})
    assert response.status_code == 200
    assert fields(response)["mote-date"] == "2026-03-09"


def archive(names):
    buffer = BytesIO()
    with ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("tom.txt", b"", "Filen är tom."),
        ("bild.docx", b"\x89PNG\r\n\x1a\n", "Filen är en bild."),
        ("not.pdf", b"%PDF-1.7\n", "PDF-filer går inte att läsa."),
        ("not.docx", archive(["x.txt"]), "Filen är inget dokument som går att läsa."),
        ("trasig.docx", b"PK\x03\x04" + b"x" * 50, "Filen är skadad och går inte att öppna."),
        (
            "skyddad.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "Filen är skyddad med lösenord.",
        ),
        ("siffror.txt", b"1 2 3", "Det finns ingen text i filen."),
    ],
)
def test_what_cannot_be_read_is_said_plainly(name, content, said, client, lead, group):
    client.force_login(lead)
    response = client.post(READ, {"file": SimpleUploadedFile(name, content), "group": group.pk})
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert f'<option value="{group.pk}" selected' in page


def test_a_file_over_the_limit_is_refused_by_its_size(client, lead, group):
    client.force_login(lead)
    big = SimpleUploadedFile("stor.docx", b"x" * (21 * 1024 * 1024))
    response = client.post(READ, {"file": big, "group": group.pk})
    assert response.status_code == 422
    assert "Filen är 21 MB och gränsen är 20 MB." in response.content.decode()


def test_nothing_chosen_is_said_and_the_text_kept(client, lead, group):
    client.force_login(lead)
    assert (
        "Välj en fil, eller klistra in anteckningarnas text." in client.post(READ, {"group": group.pk}).content.decode()
    )
    response = client.post(READ, {"text": "Det jag klistrade in"})
    assert response.status_code == 422
    assert "Välj vilken grupp som möttes." in response.content.decode()
    assert "Det jag klistrade in" in response.content.decode()


@pytest.mark.parametrize("who", ["member", "coach", "auditor", "respondent"])
def test_who_keeps_no_notes_may_not(who, client, group, request):
    client.force_login(request.getfixturevalue(who))
    assert [client.get(READ).status_code, client.post(READ).status_code, client.post(SAVE).status_code] == [
        403,
        403,
        403,
    ]


def test_a_secretary_reads_for_own_groups_only(client, secretary, group):
    other = Group.objects.create(name="Styrgruppen", kind="steering_group")
    client.force_login(secretary)
    assert client.post(READ, {"text": TEXT, "group": other.pk}).status_code == 422
    sent = fields(client.post(READ, {"text": TEXT, "group": group.pk}))
    assert client.post(SAVE, sent | {"mote-group": other.pk}).status_code == 422
    assert client.post(SAVE, sent).status_code == 302


# -- saving -----------------------------------------------------------------------------------------------------------


def test_what_was_shown_is_saved(client, preview, group, lead, member, municipality):
    response = client.post(SAVE, fields(preview))
    meeting = Meeting.objects.get()
    assert (response.status_code, response["Location"]) == (302, meeting.get_absolute_url())
    assert (meeting.group, meeting.venue, meeting.note_taker, meeting.created_by) == (group, "Rådhuset", lead, lead)
    assert [item.heading for item in meeting.agenda.all()] == ["Inledning", "Rutinen"]
    assert meeting.attendance.get(name="Mats Medlem").organisation == municipality
    assert meeting.attendance.get(name="Pia Persson").organisation_text == "Nybygda kommun"
    shared = ActionItem.objects.get(owner=member)
    assert (shared.due_on, shared.group) == (date(2026, 4, 1), group)
    assert ActionItem.objects.filter(owner=None, owner_text="").count() == 1
    assert all(outcome.source for outcome in meeting.outcomes.all())
    assert {outcome.item.heading for outcome in meeting.outcomes.all()} == {"Rutinen"}


def place_of(sent, kind, owner=None):
    return next(
        n
        for n in range(int(sent["outcomes-TOTAL_FORMS"]))
        if sent[f"outcomes-{n}-kind"] == kind and (owner is None or sent[f"outcomes-{n}-owner"] == owner)
    )


def test_what_was_edited_is_saved_as_edited(client, preview, lead):
    sent = fields(preview)
    place = place_of(sent, "action", owner="Mats Medlem")
    sent |= {
        "mote-title": "Möte 5",
        f"outcomes-{place}-text": "Dela mallen",
        f"outcomes-{place}-owner": "Lena Ledare",
        f"outcomes-{place}-due_on": "2026-06-01",
        "sections-0-text": "Ny text",
    }
    client.post(SAVE, sent)
    assert Meeting.objects.get().title == "Möte 5"
    action = ActionItem.objects.get(owner=lead)
    assert (action.title, action.due_on) == ("Dela mallen", date(2026, 6, 1))
    assert Meeting.objects.get().agenda.first().text == "<p>Ny text</p>"


def test_what_was_unticked_is_dropped_whatever_stands_in_it(client, preview):
    sent = fields(preview)
    place = place_of(sent, "decision")
    for name in (f"outcomes-{place}-keep", "attendance-0-keep", "sections-0-keep"):
        del sent[name]
    sent |= {f"outcomes-{place}-text": "", f"outcomes-{place}-due_on": "i maj", "attendance-0-name": ""}
    assert client.post(SAVE, sent).status_code == 302
    meeting = Meeting.objects.get()
    assert not meeting.outcomes.filter(kind="decision").exists()
    assert sorted(meeting.attendance.values_list("name", flat=True)) == ["Mats Medlem", "Pia Persson"]
    assert [item.heading for item in meeting.agenda.all()] == ["Rutinen"]
    assert {outcome.item.heading for outcome in meeting.outcomes.all()} == {"Rutinen"}


def test_outcomes_of_a_dropped_point_stay_with_the_meeting(client, preview):
    sent = fields(preview)
    del sent["sections-1-keep"]
    client.post(SAVE, sent)
    assert set(Outcome.objects.values_list("item", flat=True)) == {None}


def test_what_is_wrong_is_said_at_its_field_and_everything_kept(client, preview):
    sent = fields(preview)
    place = place_of(sent, "action", owner="Mats Medlem")
    sent |= {
        "mote-date": "",
        "mote-ends_at": "08:00",
        f"outcomes-{place}-text": " ",
        f"outcomes-{place}-due_on": "i maj",
        "attendance-1-name": "",
        "attendance-2-name": "Pia P. Persson",
        "dates-0-what": "",
    }
    response = client.post(SAVE, sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert response.context["errors"] == [
        ("id_mote-date", "Välj vilken dag mötet var."),
        ("id_mote-ends_at", "Mötet slutar innan det börjar. Kontrollera tiderna."),
        ("id_attendance-1-name", "Skriv namnet."),
        (f"id_outcomes-{place}-text", "Skriv något, eller ta bort bocken på raden."),
        (f"id_outcomes-{place}-due_on", "Skriv ett datum, till exempel 2026-10-27."),
        ("id_dates-0-what", "Skriv vad som händer."),
    ]
    for target, _ in response.context["errors"]:
        assert f'id="{target}"' in page
    again = fields(response)
    assert (again["attendance-2-name"], again[f"outcomes-{place}-due_on"]) == ("Pia P. Persson", "i maj")
    assert again[f"outcomes-{place}-source"] == sent[f"outcomes-{place}-source"]
    assert not Meeting.objects.exists()


def test_the_same_note_twice_asks_and_shows_the_way(client, preview):
    sent = fields(preview)
    client.post(SAVE, sent)
    first = Meeting.objects.get()
    response = client.post(SAVE, sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Mötet är redan sparat" in page
    assert f'href="{first.get_absolute_url()}"' in page
    assert Meeting.objects.count() == 1
    assert client.post(SAVE, fields(response) | {"even_if_saved": "1"}).status_code == 302
    assert Meeting.objects.count() == 2


def test_an_unknown_owner_is_kept_as_written_and_said(client, lead, group):
    client.force_login(lead)
    response = client.post(READ, {"text": TEXT.replace("Mats Medlem delar", "Pia Persson delar"), "group": group.pk})
    assert "Pia Persson har inget konto här." in response.content.decode()
    client.post(SAVE, fields(response))
    assert ActionItem.objects.filter(owner=None, owner_text="Pia Persson").count() == 1


def test_sixty_people_and_sixty_suggestions_go_through(client, preview):
    sent = fields(preview)
    for name, count in (("attendance", 60), ("outcomes", 60), ("sections", 30), ("dates", 30)):
        row = {key.split("-", 2)[2]: value for key, value in sent.items() if key.startswith(f"{name}-0-")}
        sent |= {f"{name}-{n}-{key}": f"{value}" for n in range(count) for key, value in row.items()}
        sent |= {f"{name}-TOTAL_FORMS": count, f"{name}-INITIAL_FORMS": count}
    assert client.post(SAVE, sent).status_code == 302
    meeting = Meeting.objects.get()
    counts = [meeting.attendance.count(), meeting.outcomes.count(), meeting.agenda.count(), meeting.key_dates.count()]
    assert counts == [60, 60, 30, 30]


def test_the_fullest_form_is_within_the_limit_of_fields(settings, lead, group):
    full = {
        "attendance": [{"name": "Pia", "status": "present"}] * ROWS["attendance"],
        "sections": [{"heading": "Punkt"}] * ROWS["sections"],
        "outcomes": [{"kind": "decision", "text": "Vi kör", "source": "x"}] * ROWS["outcomes"],
        "dates": [{"on": date(2026, 5, 31), "what": "Sista dag", "source": "x"}] * ROWS["dates"],
    }
    preview = Preview(names=Names(), groups=Group.objects.all(), suggested=full)
    rows = sum(len(form.fields) for formset in preview.formsets for form in formset)
    assert rows + 4 * len(preview.formsets) + len(preview.head.fields) + 2 < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


def test_more_than_fits_is_said(lead, group):
    rows = [{"kind": "decision", "text": f"Beslut {n}", "source": ""} for n in range(ROWS["outcomes"] + 30)]
    preview = Preview(names=Names(), groups=Group.objects.all(), suggested={"outcomes": rows})
    assert len(preview.outcomes) == ROWS["outcomes"]
    with translation.override("sv"):
        assert preview.words_left_out() == ["30 rader till hittades och visas inte."]


def test_what_was_read_is_escaped(client, lead, group):
    client.force_login(lead)
    text = TEXT.replace("Rådhuset", '"><script>alert(1)</script>').replace("en presentation", "<b>fet</b> presentation")
    page = client.post(READ, {"text": text, "group": group.pk}).content.decode()
    assert "<script>alert" not in page
    assert "<b>fet</b>" not in page


def test_no_queries_per_row(client, lead, group, django_assert_max_num_queries):
    client.force_login(lead)
    for rows in (1, 3):
        text = "Minnesanteckningar\n9 mars 2026\n\n1. Allt\n" + "\n".join(
            f"Åtgärd: Ta fram del {n}." for n in range(rows)
        )
        # session, user, memberships, groups of the choice (twice), people, memberships and organisations, organisations, clauses
        with django_assert_max_num_queries(12):
            client.post(READ, {"text": text, "group": group.pk})


def test_who_reads_the_day_after_gets_the_year_right(client, lead, group):
    client.force_login(lead)
    response = client.post(READ, {"text": TEXT.replace("9 mars 2026", "9 mars"), "group": group.pk})
    read = date.fromisoformat(fields(response)["mote-date"])
    assert (read.month, read.day) == (3, 9)
    assert abs(read - date.today()) < timedelta(days=366)
