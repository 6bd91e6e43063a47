"""Surveys from LimeSurvey: what is taken, what is changed, what is left; in the new way of writing the file and the old."""

from xml.sax.saxutils import escape

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from surveys import interchange
from surveys.lss import read_lss
from surveys.lss.relevance import Named, NotSimple, translated
from surveys.lss.texts import plain
from surveys.models import Round

# code, type, (swedish, english), more
QUESTIONS = [
    ("Roll", "L", ("<p>Vad arbetar du <b>med</b>?</p>", "What do you do?"), {"other": "Y", "mandatory": "Y"}),
    ("Nojd", "5", ("Hur nöjd är du?", "How content?"), {"help": "Tänk på i år."}),
    ("Kanaler", "P", ("Hur nås ni?", "How are you reached?"), {}),
    ("Pastaenden", "A", ("Ta ställning", "Consider"), {}),
    ("Utveckling", "E", ("Hur har det gått?", "How did it go?"), {}),
    ("Tva", "1", ("Nu och sen", "Now and then"), {}),
    ("Viktigt", "R", ("Vad är viktigast?", "What matters?"), {}),
    ("Antal", "N", ("Hur många?", "How many?"), {"attributes": {"min_num_value_n": "0", "max_num_value_n": "99", "suffix": "personer"}}),
    ("Timmar", "K", ("Timmar", "Hours"), {}),
    ("Dag", "D", ("När?", "When?"), {}),
    ("Kon", "G", ("Kön?", "Gender?"), {}),
    ("Ja", "Y", ("Får vi höra av oss?", "May we call?"), {"relevance": '((Roll.NAOK == "A1" or Roll.NAOK == "A2"))'}),
    ("Varfor", "T", ("Varför? " + "Berätta mer. " * 30, "Why?"), {"relevance": 'Ja.NAOK == "N" and !is_empty(Antal.NAOK)'}),
    ("Fil", "|", ("Bifoga", "Attach"), {}),
    ("Info", "X", ("Tack {TOKEN:FIRSTNAME} <img src=x onerror=alert(1)>", "Thanks"), {}),
    ("Rakna", "*", ("{Antal*2}", ""), {}),
    ("Dold", "S", ("Dold", "Hidden"), {"attributes": {"hidden": "1"}}),
    ("Svar", "S", ("Vem är {Roll.shown}?", "Who?"), {"relevance": 'regexMatch("/x/", Roll)', "mandatory": "S"}),
    ("Tabell", ";", ("Skriv", "Write"), {}),
]  # fmt: skip
PARTS = {  # subquestions
    "Kanaler": ("Telefon", "Brev"),
    "Pastaenden": ("Vi har tid", "Vi har stöd"),
    "Utveckling": ("Samarbetet",),
    "Tva": ("Läget",),
    "Timmar": ("Möten", "Resor"),
    "Tabell": ("a", "b"),
}
ANSWERS = {"Roll": ("Vård", "Omsorg"), "Tva": ("Bra", "Dåligt"), "Viktigt": ("Tid", "Stöd", "Ro")}


def row(**fields):
    return "<row>" + "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in fields.items()) + "</row>"


def document(tables, *, version=650, kind="Survey", before=""):
    said = "".join(
        f"<{name}><fields><fieldname>x</fieldname></fields><rows>{''.join(rows)}</rows></{name}>"
        for name, rows in tables.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<document><LimeSurveyDocType>{kind}</LimeSurveyDocType><DBVersion>{version}</DBVersion><languages><language>sv</language></languages>{said}</document>'.encode()


def an_lss(*, new=True, base="sv", more="en-GB", questions=QUESTIONS):
    """The survey above as LimeSurvey writes it: the texts in tables of their own, or a row for each language."""
    tables = {
        "surveys": [row(sid=7, language=base, additional_languages=more, admin="Någon")],
        "surveys_languagesettings": [
            row(
                surveyls_language=base,
                surveyls_title="Vår <i>vardag</i>",
                surveyls_welcometext="<p>Hej!</p>",
                surveyls_endtext="Tack",
            ),
            row(surveyls_language=more, surveyls_title="Our days", surveyls_welcometext="Hello!"),
        ],
        "quota": [row(id=1)],
    }
    languages = [base, more]

    def add(table, texts_table, key, one, texts):
        if new:
            tables.setdefault(table, []).append(row(**one))
            tables.setdefault(texts_table, []).extend(
                row(**{key: one[key]}, language=code, **said) for code, said in zip(languages, texts, strict=True)
            )
        else:
            tables.setdefault(table, []).extend(
                row(**one, language=code, **said) for code, said in zip(languages, texts, strict=True)
            )

    names = {"group_name": "Om er"}, {"group_name": "About you"}
    add("groups", "group_l10ns", "gid", {"gid": 1, "sid": 7, "group_order": 1, "grelevance": "1"}, names)
    number = 100
    for qid, (code, kind, texts, extra) in enumerate(questions, start=1):
        one = {"qid": qid, "parent_qid": 0, "sid": 7, "gid": 1, "type": kind, "title": code, "other": extra.get("other", "N"), "mandatory": extra.get("mandatory", "N"), "question_order": qid, "relevance": extra.get("relevance", "1")}  # fmt: skip
        add(
            "questions",
            "question_l10ns",
            "qid",
            one,
            [{"question": text, "help": extra.get("help", "")} for text in texts],
        )
        tables.setdefault("question_attributes", []).extend(
            row(qid=qid, attribute=name, value=value, language="")
            for name, value in extra.get("attributes", {}).items()
        )
        for place, text in enumerate(PARTS.get(code, ()), start=1):
            number += 1
            part = {
                "qid": number,
                "parent_qid": qid,
                "sid": 7,
                "gid": 1,
                "type": "T",
                "title": f"SQ{place}",
                "question_order": place,
                "scale_id": 0,
            }
            add("subquestions", "question_l10ns", "qid", part, [{"question": text}, {"question": f"{text} (en)"}])
        for scale in (0, 1) if kind == "1" else (0,):
            for place, text in enumerate(ANSWERS.get(code, ()), start=1):
                number += 1
                answer = {"aid": number, "qid": qid, "code": f"A{place}", "sortorder": place, "scale_id": scale}
                add("answers", "answer_l10ns", "aid", answer, [{"answer": text}, {"answer": f"{text} (en)"}])
    return document(tables, version=650 if new else 146)


@pytest.mark.django_db
@pytest.mark.parametrize("new", [True, False], ids=["texts apart", "a row for each language"])
def test_a_survey_is_read_question_by_question(new):
    found = read_lss(an_lss(new=new))
    states = {line.code: line.state for line in found.lines}
    assert [code for code, state in states.items() if state == "left"] == ["Info", "Rakna", "Dold", "Tabell"]
    assert {states[code] for code in ("Utveckling", "Antal", "Dag", "Pastaenden")} == {"taken"}
    taken = interchange.read_data(found.data)
    asked = {question.identity: question for question in taken.questions}
    assert [(one.identity, one.kind) for one in taken.questions] == [
        ("Roll", "single"), ("Roll_other", "short_text"), ("Nojd", "ladder"), ("Kanaler", "multiple"),
        ("Kanaler_comment", "long_text"), ("Pastaenden", "matrix"), ("Utveckling", "matrix"), ("Tva", "matrix"),
        ("Tva_B", "matrix"), ("Viktigt", "ranking"), ("Antal", "number"), ("Timmar_SQ1", "number"),
        ("Timmar_SQ2", "number"), ("Dag", "date"), ("Kon", "single"), ("qJa", "yes_no"), ("Varfor", "long_text"),
        ("Fil", "file"), ("Svar", "short_text"),
    ]  # fmt: skip
    assert (taken.title, taken.intro, taken.language) == ("Vår vardag", "Hej!", "sv")
    roll = asked["Roll"]
    assert (roll.text, roll.is_required, roll.section) == ("Vad arbetar du med?", True, "Om er")
    assert roll.options == [
        {"key": "A1", "text": "Vård"},
        {"key": "A2", "text": "Omsorg"},
        {"key": "other", "text": "Annat"},
    ]
    assert roll.translations["en"]["options"] == {"A1": "Vård (en)", "A2": "Omsorg (en)", "other": "Other"}
    assert not asked["Roll_other"].is_required
    assert asked["Roll_other"].text == "Vad arbetar du med?: Annat, nämligen"
    assert asked["Utveckling"].translations["en"]["options"] == {"I": "Increase", "S": "Same", "D": "Decrease"}
    assert (asked["Antal"].least, asked["Antal"].most, asked["Antal"].unit) == (0, 99, "personer")
    assert asked["Timmar_SQ2"].text == "Timmar: Resor"
    # what a condition looks at stands on an earlier page, and what cannot be said is told
    assert asked["qJa"].shown_if == "(Roll = A1 eller Roll = A2)"
    assert asked["Varfor"].shown_if == "(qJa = nej och Antal besvarad)"
    assert [asked[code].section for code in ("Kon", "qJa", "Varfor", "Fil")] == [
        "Om er",
        "Om er (2)",
        "Om er (3)",
        "Om er (3)",
    ]
    assert len(asked["Varfor"].text) <= 300
    assert asked["Varfor"].help_text
    told = {line.code: " ".join(line.notes) for line in found.lines}
    assert 'visas den alltid: regexMatch("/x/", Roll)' in told["Svar"]
    assert "klamrar" in told["Svar"]
    assert asked["Svar"].shown_if == ""
    assert any("Kvoter" in note for note in found.notes)


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ("1", None),
        ('((Q1.NAOK == "Y"))', "Q1 = ja"),
        ("Q1.NAOK != 'Y' || Q2.NAOK >= 3", "(inte Q1 = ja eller Q2 >= 3)"),
        ('!(Q1.NAOK eq "N") && Q2 lt 2.5', "(inte Q1 = nej och Q2 < 2.5)"),
        ('Q3_SQ1.NAOK == "Y" and is_empty(Q3_SQ2)', "(Q3 = SQ1 och inte Q3 = SQ2)"),
        ('Q3_SQ1.NAOK == ""', "inte Q3 = SQ1"),
        ("!is_empty(Q2)", "Q2 besvarad"),
        ('Q4 == "ja"', 'Q4 = "ja"'),
    ],
)
def test_simple_conditions_become_ours(said, ours):
    found = translated(said, NAMES.get)
    assert (found and found[0]) == ours


NAMES = {
    "Q1": Named("Q1", values={"Y": "ja", "N": "nej"}, is_yes_no=True),
    "Q2": Named("Q2"),
    "Q3_SQ1": Named("Q3", option="SQ1"),
    "Q3_SQ2": Named("Q3", option="SQ2"),
    "Q4": Named("Q4"),
}


@pytest.mark.parametrize(
    "said",
    [
        "count(Q1,Q2) > 1", "Q9 == 1", "Q1 + Q2 == 3", "Q1.NAOK == Q2.NAOK", 'Q1 == "X"', "(" * 50 + "Q2==1" + ")" * 50,
        "Q2 ==", "Q2 == 1)", 'Q4 == "a\' or \'b" "', "#", "!" * 5000 + "Q2==1",
    ],
)  # fmt: skip
def test_what_is_not_simple_is_not_guessed(said):
    with pytest.raises(NotSimple):
        translated(said, NAMES.get)


@pytest.mark.django_db
def test_conditions_of_old_files_are_read_too():
    tables = {
        "surveys": [row(sid=7, language="en")],
        "surveys_languagesettings": [row(surveyls_language="en", surveyls_title="Old")],
        "groups": [row(gid=1, group_name="A", group_order=0, language="en"), row(gid=2, group_name="B", group_order=1, language="en")],
        "questions": [
            row(qid=33, parent_qid=0, sid=7, gid=1, type="Y", title="Y", question="Yes?", language="en", question_order=1),
            row(qid=34, parent_qid=0, sid=7, gid=2, type="S", title=":", question="What?", language="en", question_order=1),
            row(qid=35, parent_qid=0, sid=7, gid=2, type="S", title=":", question="What more?", language="en", question_order=2),
        ],
        "conditions": [row(qid=34, cqid=33, cfieldname="7X1X33", method="==", value="Y", scenario=1)],
    }  # fmt: skip
    taken = interchange.read_data(read_lss(document(tables, version=145)).data)
    assert [(one.identity, one.shown_if) for one in taken.questions] == [("Y", ""), ("q", "Y = ja"), ("q-2", "")]
    assert taken.language == "en"


BOMB = '<!DOCTYPE document [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "går inte att läsa"),
        (b"# LimeSurvey Survey Dump\n", "går inte att läsa"),
        (b"<html></html>", "går inte att läsa"),
        (b"PK\x03\x04", "packad"),
        (b"<document><a>" * 20_000, "går inte att läsa"),
        (document({"questions": [row(qid=1)]}, kind="Group"), "bara en del"),
        (document({"questions": [row(qid=1)]}, kind=""), "ingen enkät från LimeSurvey"),
        (document({"surveys": [row(sid=1)]}), "inga frågor"),
        (document({"questions": [row(title="Q")], "surveys": [row(sid=1)]}, version=9999), "en version av LimeSurvey"),
        (document({"surveys": []}, before=BOMB), "går inte att läsa"),
        (document({"surveys": []}, before=OUTSIDE), "går inte att läsa"),
        (an_lss(questions=[("X", "X", ("Bara text", ""), {})]), "Ingen av frågorna"),
        (b"<document>" + b" " * 5_000_001, "större än 5 MB"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, says):
    with pytest.raises(ValidationError) as refused:
        read_lss(content)
    assert says in refused.value.messages[0]


def test_html_becomes_plain_text():
    assert (
        plain("<p>Vad&nbsp;är <b>bra</b>?</p><script>alert(1)</script><ul><li>Ett<li>Två</ul>") == "Vad är bra? Ett Två"
    )
    assert plain("a &lt;b&gt; c<br>d", lines=True) == "a <b> c\nd"


def test_nothing_is_made_before_one_has_seen_what_comes_of_it(client, lead, member):
    client.force_login(lead)
    upload = SimpleUploadedFile("Enkät.LSS", an_lss())
    answer = client.post(reverse("survey-from-file"), {"file": upload})
    assert answer.status_code == 302
    assert not Round.objects.exists()
    page = client.get(answer.url).content.decode()
    assert "lämnas utanför" in page
    assert "Döljs i LimeSurvey" in page or "dold i LimeSurvey" in page
    assert escape("onerror=alert(1)") not in page
    client.force_login(member)
    assert client.get(answer.url).status_code in (403, 404)
    client.force_login(lead)
    made = client.post(answer.url)
    round = Round.objects.get()
    assert made.url == reverse("survey-questions", args=[round.pk])
    assert round.questionnaire.questions.count() == 19
    assert round.translations["en"]["title"] == "Our days"
    assert client.get(reverse("round-preview", args=[round.pk, 1]) + "?sprak=en").status_code == 200
    assert client.get(reverse("survey-blank", args=[round.pk])).status_code == 200
    assert client.get(answer.url).status_code == 404, "the draft of the file is gone"
    refused = client.post(reverse("survey-from-file"), {"file": SimpleUploadedFile("a.lss", b"nej")})
    assert refused.status_code == 422
    assert "går inte att läsa" in refused.content.decode()
