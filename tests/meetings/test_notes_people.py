"""Lists of people in all their forms, and the labels of a note's head."""

import pytest

from meetings.notes import read_pasted
from meetings.notes.people import Directory, Person, looks_like_name, side_of

BODY = """

1. Läget
Gruppen gick igenom läget i de olika verksamheterna och diskuterade behoven framåt i länet.

2. Övrigt
Inga övriga frågor.
"""
ANNA, BERTIL, CECILIA = "Anna Svensson", "Bertil Ek", "Cecilia Dahlgren"

LISTS = [
    (
        "Närvarande: Anna Svensson, Region Norr, Bertil Ek, Växjö kommun, Cecilia Dahlgren, Vårdcentralen Tallen",
        [
            (ANNA, "Region Norr", "region", "present"),
            (BERTIL, "Växjö kommun", "municipal", "present"),
            (CECILIA, "Vårdcentralen Tallen", "region", "present"),
        ],
    ),
    (
        "Närvarande: Anna Svensson (Region Norr), Bertil Ek (Växjö kommun)\nFrånvarande: Cecilia Dahlgren (Vårdcentralen Tallen)",
        [
            (ANNA, "Region Norr", "region", "present"),
            (BERTIL, "Växjö kommun", "municipal", "present"),
            (CECILIA, "Vårdcentralen Tallen", "region", "absent"),
        ],
    ),
    (
        "Deltagare: Anna Svensson (AS) Region Norr, Bertil Ek (BE) Växjö kommun",
        [(ANNA, "Region Norr", "region", "present"), (BERTIL, "Växjö kommun", "municipal", "present")],
    ),
    (
        "Deltagare:\nAnna Svensson, Region Norr (AS)\nBertil Ek, Växjö kommun (BE)",
        [(ANNA, "Region Norr", "region", "present"), (BERTIL, "Växjö kommun", "municipal", "present")],
    ),
    (
        "Närvarande:\n- Anna Svensson – Region Norr\n- Bertil Ek – Växjö kommun – förhindrad",
        [(ANNA, "Region Norr", "region", "present"), (BERTIL, "Växjö kommun", "municipal", "absent")],
    ),
    (
        "Närvarande\nRegionen: Anna Svensson, Cecilia Dahlgren\nKommunerna: Bertil Ek",
        [
            (ANNA, None, "region", "present"),
            (CECILIA, None, "region", "present"),
            (BERTIL, None, "municipal", "present"),
        ],
    ),
    (
        "Region Norr: Anna Svensson, Cecilia Dahlgren\nVäxjö kommun: Bertil Ek (förhinder)",
        [
            (ANNA, "Region Norr", "region", "present"),
            (CECILIA, "Region Norr", "region", "present"),
            (BERTIL, "Växjö kommun", "municipal", "absent"),
        ],
    ),
    (
        "Närvarande: Anna Svensson, enhetschef, Region Norr; Bertil Ek, MAS, Växjö kommun",
        [(ANNA, "Region Norr", "region", "present"), (BERTIL, "Växjö kommun", "municipal", "present")],
    ),
    (
        "Närvarande:\nAnna Svensson, ordförande\nBertil Ek, sekreterare\nFrånvarande:\nCecilia Dahlgren",
        [(ANNA, None, None, "present"), (BERTIL, None, None, "present"), (CECILIA, None, None, "absent")],
    ),
    (
        "Kallade:\nAnna Svensson, Region Norr\nBertil Ek, Växjö kommun (anmält förhinder)\nCecilia Dahlgren, Vårdcentralen Tallen (deltar i mån av tid)",
        [
            (ANNA, "Region Norr", "region", "present"),
            (BERTIL, "Växjö kommun", "municipal", "absent"),
            (CECILIA, "Vårdcentralen Tallen", "region", "if_time_allows"),
        ],
    ),
    (
        "| Namn | Organisation | Närvaro |\n|---|---|---|\n| Anna Svensson | Region Norr | Ja |\n| Bertil Ek | Växjö kommun | Nej |",
        [(ANNA, "Region Norr", "region", "present"), (BERTIL, "Växjö kommun", "municipal", "absent")],
    ),
    (
        "| Namn | Organisation | Status |\n|---|---|---|\n| Anna Svensson | Region Norr | Närvarande |\n| Bertil Ek | Växjö kommun | Förhindrad |\n| Cecilia Dahlgren | Vårdcentralen Tallen | I mån av tid |",
        [
            (ANNA, "Region Norr", "region", "present"),
            (BERTIL, "Växjö kommun", "municipal", "absent"),
            (CECILIA, "Vårdcentralen Tallen", "region", "if_time_allows"),
        ],
    ),
    (
        "Närvarande: Anna Svensson, Bertil Ek och Cecilia Dahlgren",
        [(ANNA, None, None, "present"), (BERTIL, None, None, "present"), (CECILIA, None, None, "present")],
    ),
    (
        "Närvarande: Anna Svensson, Bertil Ek\nFörhinder: Cecilia Dahlgren, Region Norr",
        [(ANNA, None, None, "present"), (BERTIL, None, None, "present"), (CECILIA, "Region Norr", "region", "absent")],
    ),
    (
        "Närvarande från Region Norr: Anna Svensson och Cecilia Dahlgren\nNärvarande från kommunerna: Bertil Ek, Växjö kommun",
        [
            (ANNA, "Region Norr", "region", "present"),
            (CECILIA, "Region Norr", "region", "present"),
            (BERTIL, "Växjö kommun", "municipal", "present"),
        ],
    ),
    (
        "## Deltagare\n\n### Region\n* Anna Svensson, Region Norr\n* Cecilia Dahlgren, Vårdcentralen Tallen (frånvarande)\n\n### Kommun\n* Bertil Ek, Växjö",
        [
            (ANNA, "Region Norr", "region", "present"),
            (CECILIA, "Vårdcentralen Tallen", "region", "absent"),
            (BERTIL, "Växjö", "municipal", "present"),
        ],
    ),
    (
        "Närvarande: Anna Svensson, Region Norr (ordf.), Bertil Ek, Växjö kommun (via Teams)\nEj närvarande: Cecilia Dahlgren",
        [
            (ANNA, "Region Norr", "region", "present"),
            (BERTIL, "Växjö kommun", "municipal", "present"),
            (CECILIA, None, None, "absent"),
        ],
    ),
    (
        "Närvarande: Anna Svensson, Region Norr\n            Bertil Ek, Växjö kommun\nFrånvarande: Cecilia Dahlgren, Vårdcentralen Tallen",
        [
            (ANNA, "Region Norr", "region", "present"),
            (BERTIL, "Växjö kommun", "municipal", "present"),
            (CECILIA, "Vårdcentralen Tallen", "region", "absent"),
        ],
    ),
    (
        "Närvarande ledamöter:\nAnna Svensson (S), Region Norr\nBertil Ek (M), Växjö kommun\nEj närvarande ledamöter:\nCecilia Dahlgren (C)",
        [
            (ANNA, "Region Norr", "region", "present"),
            (BERTIL, "Växjö kommun", "municipal", "present"),
            (CECILIA, None, None, "absent"),
        ],
    ),
    (
        "Medverkande: Anna Svensson Region Norr, Bertil Ek Växjö kommun, Cecilia Dahlgren Vårdcentralen Tallen",
        [
            (ANNA, "Region Norr", "region", "present"),
            (BERTIL, "Växjö kommun", "municipal", "present"),
            (CECILIA, "Vårdcentralen Tallen", "region", "present"),
        ],
    ),
    (
        "Anmälda förhinder: Cecilia Dahlgren, Bertil Ek\nNärvarande: Anna Svensson",
        [(CECILIA, None, None, "absent"), (BERTIL, None, None, "absent"), (ANNA, None, None, "present")],
    ),
    (
        "Närvarande: Anna Svensson, Region Norr, ordförande, Bertil Ek, Växjö kommun, sekreterare",
        [(ANNA, "Region Norr", "region", "present"), (BERTIL, "Växjö kommun", "municipal", "present")],
    ),
    (
        "**Närvarande:** Anna Svensson (Region Norr), Bertil Ek (Växjö kommun)  \n**Frånvarande:** Cecilia Dahlgren (sjuk)",
        [
            (ANNA, "Region Norr", "region", "present"),
            (BERTIL, "Växjö kommun", "municipal", "present"),
            (CECILIA, None, None, "absent"),
        ],
    ),
    (
        "Närvarande: Anna Svensson - Region Norr, Bertil Ek - Växjö kommun",
        [(ANNA, "Region Norr", "region", "present"), (BERTIL, "Växjö kommun", "municipal", "present")],
    ),
    (
        "Deltagare\n1. Anna Svensson, Region Norr\n2. Bertil Ek, Växjö kommun\n3. Cecilia Dahlgren, Vårdcentralen Tallen (återbud)",
        [
            (ANNA, "Region Norr", "region", "present"),
            (BERTIL, "Växjö kommun", "municipal", "present"),
            (CECILIA, "Vårdcentralen Tallen", "region", "absent"),
        ],
    ),
    (
        "Närvarande:\tAnna Svensson, Region Norr\n\tBertil Ek, Växjö kommun\nFrånvarande:\tCecilia Dahlgren",
        [
            (ANNA, "Region Norr", "region", "present"),
            (BERTIL, "Växjö kommun", "municipal", "present"),
            (CECILIA, None, None, "absent"),
        ],
    ),
    (
        "Narvarande: Anna Svensson (Region Norr), Bertil Ek (Vaxjo kommun)\nForhindrad: Cecilia Dahlgren (Vardcentralen Tallen)",
        [
            (ANNA, "Region Norr", "region", "present"),
            (BERTIL, "Vaxjo kommun", "municipal", "present"),
            (CECILIA, "Vardcentralen Tallen", "region", "absent"),
        ],
    ),
    (
        "Kallade: Anna Svensson, Bertil Ek, Cecilia Dahlgren\nNärvarande: Anna Svensson, Bertil Ek",
        [(ANNA, None, None, "present"), (BERTIL, None, None, "present"), (CECILIA, None, None, "invited")],
    ),
    (
        "Närvarande: Anna Svensson, Region Norr. Bertil Ek, Växjö kommun. Cecilia Dahlgren, Vårdcentralen Tallen.",
        [
            (ANNA, "Region Norr", "region", "present"),
            (BERTIL, "Växjö kommun", "municipal", "present"),
            (CECILIA, "Vårdcentralen Tallen", "region", "present"),
        ],
    ),
    (
        "Närvarande: se närvarolista\n\nRegion\nAnna Svensson, Region Norr\n\nKommun\nBertil Ek, Växjö kommun (förhindrad)",
        [(ANNA, "Region Norr", "region", "present"), (BERTIL, "Växjö kommun", "municipal", "absent")],
    ),
    (
        "Deltagare: Anna Svensson, Region Norr, Bertil Ek, Växjö kommun (t.o.m. punkt 1), Cecilia Dahlgren, Region Norr (fr.o.m. punkt 2)",
        [
            (ANNA, "Region Norr", "region", "present"),
            (BERTIL, "Växjö kommun", "municipal", "present"),
            (CECILIA, "Region Norr", "region", "present"),
        ],
    ),
]
HEADS = [
    (
        "Datum: 2026-03-04\nTid: kl. 13.00–15.30\nPlats: Stadshuset, lokal Eken samt Teams",
        ("2026-03-04", "13:00", "15:30", "hybrid", "Stadshuset, lokal Eken"),
    ),
    ("Datum: 20260304\nTid: 13-15\nPlats: Teams", ("2026-03-04", "13:00", "15:00", "digital", "Teams")),
    (
        "Datum: 26-03-04\nTid: 09.00 - 11.30\nPlats: Kommunhuset",
        ("2026-03-04", "09:00", "11:30", "physical", "Kommunhuset"),
    ),
    (
        "Datum: den 4 mars 2026\nTid: 9–11.30\nMötesform: digitalt via Teams",
        ("2026-03-04", "09:00", "11:30", "digital", None),
    ),
    (
        "Datum och tid: 4 mars 2026, kl 13:00-15:00\nForm: Hybridmöte\nLokal: Sammanträdesrum A",
        ("2026-03-04", "13:00", "15:00", "hybrid", "Sammanträdesrum A"),
    ),
    (
        "Onsdag 4 mars 2026 kl. 13.00–15.00\nPlats: Regionens hus, Växjö",
        ("2026-03-04", "13:00", "15:00", "physical", "Regionens hus, Växjö"),
    ),
    ("Datum: 4/3 2026\nTid: 13.00–15.00\nPlats: Zoom", ("2026-03-04", "13:00", "15:00", "digital", "Zoom")),
    (
        "Tid: 2026-03-04 kl. 13:00 – 15:00\nPlats: Distansmöte via Teams",
        ("2026-03-04", "13:00", "15:00", "digital", "Distansmöte via Teams"),
    ),
    ("Datum: l4 oktober 2O25\nTid: O8:15 – l2.OO\nLokal: Rum 3", ("2025-10-14", "08:15", "12:00", "physical", "Rum 3")),
    (
        "Mötesdatum: 2026-03-04\nMötestid: 08.30-10.00\nMötesform: Fysiskt\nPlats: Rådhuset",
        ("2026-03-04", "08:30", "10:00", "physical", "Rådhuset"),
    ),
    (
        "Datum: 4:e mars 2026\nTid: klockan 13 till 15\nPlats: Digitalt",
        ("2026-03-04", "13:00", "15:00", "digital", "Digitalt"),
    ),
    (
        "När: 4 mars 2026 kl 13-15\nVar: Stadsbiblioteket",
        ("2026-03-04", "13:00", "15:00", "physical", "Stadsbiblioteket"),
    ),
    (
        "Plats och tid: Kommunhuset, sal A, 2026-03-04 kl. 13.00-15.00",
        ("2026-03-04", "13:00", "15:00", "physical", "Kommunhuset, sal A"),
    ),
    (
        "Datum: 2026-03-04 Tid: 13.00-15.00 Plats: Kommunhuset och via Teams",
        ("2026-03-04", "13:00", "15:00", "hybrid", "Kommunhuset"),
    ),
    ("Mötesform: Fysiskt, Lokal Ek", (None, None, None, "physical", "Lokal Ek")),
    (
        "Mötesform: Fysiskt möte i lokal Ek, Kommunhuset\nDatum: 2026-03-04",
        ("2026-03-04", None, None, "physical", "lokal Ek, Kommunhuset"),
    ),
    (
        "Mötesform: Hybrid (Kommunhuset och Teams)\nDatum: 2026-03-04",
        ("2026-03-04", None, None, "hybrid", "Kommunhuset"),
    ),
    (
        "Tid: Onsdagen den 4 mars 2026 klockan 13.00–15.00\nPlats: Skype",
        ("2026-03-04", "13:00", "15:00", "digital", "Skype"),
    ),
]
NOTE_TAKERS = [
    "Vid pennan: Anna Svensson",
    "Antecknat av Anna Svensson",
    "Vid anteckningarna\nAnna Svensson",
    "Sekreterare: Anna",
    "Anteckningar: Anna Svensson",
    "Mötessekreterare Anna Svensson",
    "Protokollförare: Anna Svensson",
    "Anna Svensson förde anteckningar.",
    "Anna för dagens anteckningar.",
    "/Anna",
    "Vid protokollet\n\n_________________\nAnna Svensson",
    "Anteckningar förda av: Anna Svensson",
    "Minnesanteckningar förda av Anna Svensson, Region Norr",
    "Antecknare: AS",
    "Skrivet av Anna",
]


def read(text):
    return read_pasted(f"Minnesanteckningar Samverkansgruppen\nDatum: 2026-03-04\n{text}{BODY}")


@pytest.mark.parametrize(("text", "people"), LISTS)
def test_a_list_of_people(text, people):
    assert [(one.name, one.organisation, one.side, one.status) for one in read(text).attendance] == people


@pytest.mark.parametrize(("text", "head"), HEADS)
def test_the_labels_of_the_head(text, head):
    note = read_pasted(f"Minnesanteckningar Samverkansgruppen\n{text}\nNärvarande: Anna Svensson, Bertil Ek{BODY}")
    assert (note.date and note.date.isoformat(), note.starts_at, note.ends_at, note.form, note.venue) == head


@pytest.mark.parametrize("line", NOTE_TAKERS)
def test_who_wrote_it(line):
    note = read_pasted(
        f"Minnesanteckningar Samverkansgruppen\nDatum: 2026-03-04\nNärvarande: Anna Svensson, Bertil Ek{BODY}\n{line}"
    )
    assert note.note_taker == ANNA


@pytest.mark.parametrize(
    ("lines", "title", "group"),
    [
        ("Protokoll – Styrgrupp Nära vård", "Protokoll – Styrgrupp Nära vård", "Styrgrupp Nära vård"),
        (
            "MINNESANTECKNINGAR\nSamrådsgruppen för äldre",
            "MINNESANTECKNINGAR – Samrådsgruppen för äldre",
            "Samrådsgruppen för äldre",
        ),
        (
            "Växjö kommun\nSocialnämnden\n\nSAMMANTRÄDESPROTOKOLL",
            "SAMMANTRÄDESPROTOKOLL – Socialnämnden",
            "Socialnämnden",
        ),
        (
            "Möte med arbetsgruppen för rehabilitering",
            "Möte med arbetsgruppen för rehabilitering",
            "arbetsgruppen för rehabilitering",
        ),
        ("Samverkansmöte vårdcentral och kommun", "Samverkansmöte vårdcentral och kommun", None),
    ],
)
def test_title_and_group(lines, title, group):
    note = read_pasted(f"{lines}\n\nDatum: 2026-03-04\nNärvarande: Anna Svensson, Bertil Ek{BODY}")
    assert (note.title, note.group) == (title, group)


def test_absence_told_in_the_text_counts_for_who_is_not_marked():
    note = read("Kallade:\nAnna Svensson, Region Norr\nBertil Ek, Växjö kommun").attendance
    assert [one.status for one in note] == ["present", "present"]
    text = "Kallade:\nAnna Svensson, Region Norr\nBertil Ek, Växjö kommun\n\n1. Inledning\nBertil har anmält förhinder. Anna hälsade välkommen."
    assert [one.status for one in read(text).attendance] == ["present", "absent"]


def test_in_a_call_to_a_meeting_nobody_has_come_yet():
    note = read_pasted(
        "Kallelse till styrgruppen\nDatum: 2026-03-04\nKallade:\nAnna Svensson, Region Norr\nBertil Ek, Växjö kommun\n\nDagordning\n1. Öppnande\n2. Budget\n"
    )
    assert [one.status for one in note.attendance] == ["invited", "invited"]


@pytest.mark.parametrize(
    ("organisation", "side"),
    [
        ("Region Norrmark", "region"), ("Västra Sjukhuset", "region"), ("Vårdcentralen Eken", "region"), ("Norra regionen", "region"),
        ("Granviks kommun", "municipal"), ("Göteborgs Stad", "municipal"), ("Skaraborgs kommunalförbund", "municipal"),
        ("Göteborgsregionen", "municipal"), ("Kommunal primärvård", "municipal"), ("Hemsjukvården", "municipal"), ("Tibro", "municipal"),
        ("Konsult AB", None), (None, None),
    ],
)  # fmt: skip
def test_side_of_an_organisation(organisation, side):
    assert side_of(organisation) == side


@pytest.mark.parametrize(
    "text", ["Anna Svensson", "Eva-Maria Ek", "Karl von Berg", "Xhevat Krasniqi", "Anna", "Lena A L"]
)
def test_names(text):
    assert looks_like_name(text)


@pytest.mark.parametrize(
    "text", ["Nära Vård", "Region Norr", "Övriga Frågor", "Granviks kommun", "Mötets öppnande", "Borås"]
)
def test_no_names(text):
    assert not looks_like_name(text)


def test_whom_a_short_name_means():
    people = Directory(
        [Person("Malin Swedin"), Person("Malin Ask"), Person("Åsa Öberg", initials="ÅÖ"), Person("Jenny Hall Berg")]
    )
    assert people.who("Malin") is None
    assert people.who("Malin S").name == "Malin Swedin"
    assert people.who("Åsa").name == people.who("ÅÖ").name == people.who("Asa Oberg").name == "Åsa Öberg"
    assert people.who("Hall Berg").name == people.who("JHB").name == "Jenny Hall Berg"


def test_known_people_are_matched_by_their_whole_names_only():
    text = "Minnesanteckningar\nDatum: 2026-03-04\n\n1. Läget\nStina Ström kontaktar skolan. Per bokar lokal."
    note = read_pasted(text, known_people=["Stina Ström", "Per Lund"])
    assert [action.owners for action in note.actions] == [["Stina Ström"], ["Per"]]
