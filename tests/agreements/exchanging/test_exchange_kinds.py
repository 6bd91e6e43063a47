"""What each kind says of itself: its columns, what it refuses, and the service that carries it out."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from agreements import services
from agreements.exchange import KINDS
from agreements.models import (
    Activity,
    Agreement,
    AgreementState,
    Change,
    DateMove,
    Implementation,
    Phase,
    PhaseChange,
    Plan,
    Provision,
    Stage,
)
from portal.tables import write_table
from tests.agreements.exchanging.reading import faults, outcomes, press
from tests.workbooks import rows_of, with_cells, workbook


@pytest.fixture
def everything(agreement, rows, row, activity, provisions, region, municipality, lead):
    """An agreement with something of each kind in every column, also what a spreadsheet would misread."""
    old = Agreement.objects.create(title="Gamla avtalet", short_title="Gamla", state=AgreementState.REPLACED)
    before = Provision.objects.create(agreement=old, number="7", title="Gammal", text="Gammalt.")
    Agreement.objects.filter(pk=agreement.pk).update(replaces=old)
    Provision.objects.filter(pk=provisions[2].pk).update(
        text="=Ett\r\n- två\r\n\r\n+tre  fyra",
        what_is_new="@nytt",
        realism_note="Det tar tid.",
        responsible="region",
        predecessor=before,
    )
    services.move_to_phase(row, Phase.USE, because="Det används.", by=lead, at=timezone.now())
    services.set_progress(
        row, "at_risk", comment="-Osäkert\n=1", target_on=date(2027, 3, 1), adoption=2, by=lead, at=timezone.now()
    )
    party = agreement.parties.get(organisation=municipality)
    services.record_decision(
        party,
        planned_on=date(2026, 2, 1),
        decided_on=date(2026, 2, 2),
        registry_number="=KS 1",
        by=lead,
        on=date(2026, 3, 1),
    )
    Activity.objects.filter(pk=activity.pk).update(
        organisation=region, provision=provisions[1], organiser="Någon", audience="Alla", note="Rad 1\nrad 2"
    )
    return agreement


@pytest.mark.parametrize("kind", KINDS)
def test_what_goes_out_comes_in_unchanged(client, lead, everything, base, preview, kind):
    client.force_login(lead)
    content = client.get(f"{base}{kind}/excel/").content
    assert len(rows_of(content)) > 1
    _url, context = preview(kind, content)
    assert {str(line.outcome) for line in context["preview"].lines} == {"unchanged"}, faults(context)
    assert (context["preview"].missing, context["ignored"]) == ([], [])


def test_english_and_swedish_workbooks_are_the_same(client, lead, everything, preview):
    client.force_login(lead)
    kind = KINDS["faser"]
    with override("en"):
        context = kind.read(everything, user=lead, on=timezone.localdate())
        content = write_table(kind.columns, kind.table_rows(context), title="Phases")
    assert rows_of(content)[0][:2] == ["Party", "Clause"]
    _url, context = preview("faser", content)
    assert {str(line.outcome) for line in context["preview"].lines} == {"unchanged"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [1, 3])
def test_the_preview_costs_the_same_however_many_rows(
    client, lead, agreement, county, base, preview, kind, count, django_assert_num_queries
):
    plan = Plan.objects.create(agreement=agreement, title="Plan")
    stage = Stage.objects.create(
        plan=plan, position=1, title="A", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)
    )
    agreement.parties.exclude(organisation__in=county[:count]).delete()
    for number in range(count):
        Provision.objects.create(agreement=agreement, number=f"{number}", title="P", text="T")
        Activity.objects.create(
            stage=stage, title=f"A{number}", kind="seminar", level="local", starts_on=date(2026, 5, 1)
        )
    services.ensure_implementations(agreement)
    client.force_login(lead)
    content = client.get(f"{base}{kind}/excel/").content
    url, context = preview(kind, content)
    assert len(context["preview"].lines) in {count, count * count}
    # session, user, memberships, agreement, draft; then what the kind reads
    with django_assert_num_queries(5 + {"punkter": 1, "beslut": 1, "faser": 2, "plan": 4}[kind]):
        client.get(url)


# -- clauses --


def _clause_heads():
    kind = KINDS["punkter"]
    return [
        kind.column(key).name
        for key in ("number", "title", "text", "change", "responsible", "realism_note", "predecessor")
    ]


def test_new_and_changed_clauses(client, lead, everything, preview):
    client.force_login(lead)
    url, context = preview(
        "punkter",
        workbook(
            _clause_heads(),
            ["§ 2.10", "Tionde", "Ny text.", "ny", "Båda", "Går bra.", ""],
            ["2.2", "Samordnad individuell plan", "Helt ny text.", "ändrad", "Kommunerna", "", "7"],
        ),
    )
    assert outcomes(context) == [(2, "new"), (3, "changed")], faults(context)
    assert "<ins>Helt ny text.</ins>" in client.get(url).content.decode()
    assert press(client, url, context).status_code == 302
    new, changed = Provision.objects.get(number="2.10"), Provision.objects.get(number="2.2")
    assert (new.title, new.change, new.responsible, new.realism_note) == ("Tionde", Change.NEW, "", "Går bra.")
    assert (changed.text, changed.responsible, changed.realism_note) == ("Helt ny text.", "municipal", "")
    assert (changed.predecessor.number, changed.what_is_new) == ("7", "@nytt")
    numbers = list(everything.provisions.order_by("position").values_list("number", flat=True))
    assert numbers == ["1.1", "2.1", "2.2", "2.10", "3.1"]
    assert Implementation.objects.filter(provision=new).count() == 3


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["9", "", "a", "ny"], "kolumn Rubrik: Här måste något stå."),
        (["9", "a", "a", "annat"], "går inte att välja. Skriv något av: ny, ändrad, oförändrad"),
        (["9", "a", "a", "ändrad", "", "", "99"], "Förra avtalet har ingen punkt med nummer 99."),
        (["9", "a", "a", "ny", "", "", "7"], "En ny punkt har ingen föregångare."),
        (["9" * 21, "a", "a", "ny"], "Högst 20 får plats."),
        (["9", "a" * 201, "a", "ny"], "Högst 200 får plats."),
    ],
)
def test_a_clause_that_cannot_be(client, lead, everything, preview, cells, words):
    client.force_login(lead)
    _url, context = preview("punkter", workbook(_clause_heads(), cells))
    (fault,) = faults(context)
    assert words in fault
    assert fault.startswith("Rad 2, kolumn ")


def test_a_new_clause_needs_its_words_and_there_may_be_no_agreement_before(client, lead, provisions, preview):
    client.force_login(lead)
    kind = KINDS["punkter"]
    heads = [kind.column("number").name, kind.column("predecessor").name]
    _url, context = preview("punkter", workbook(heads, ["9", ""], ["1.1", "7"]))
    first, second = faults(context)
    assert "En ny punkt behöver rubrik och text." in first
    assert "Avtalet ersätter inget annat." in second


def test_a_text_too_long_for_a_cell_is_not_cut_in_silence(client, lead, provisions, base):
    Provision.objects.filter(pk=provisions[1].pk).update(text="ord " * 9000)
    client.force_login(lead)
    page = client.get(f"{base}punkter/excel/", follow=True).content.decode()
    assert "Texten i kolumn Text på rad 3 är för lång för en cell i Excel. Hämta punkterna som Word i stället." in page


# -- decisions --


def test_decisions(client, lead, agreement, base, preview):
    client.force_login(lead)
    party = agreement.parties.get(organisation__short_name="Ekby")
    services.record_decision(
        party, planned_on=date(2026, 2, 1), decided_on=None, registry_number="", by=lead, on=date(2026, 1, 1)
    )
    content = client.get(f"{base}beslut/excel/").content
    names = [row[0] for row in rows_of(content)]
    line = names.index("Ekby") + 1
    url, context = preview(
        "beslut",
        with_cells(
            content,
            **{
                f"B{line}": date(2026, 2, 15),
                f"C{line}": date(2026, 2, 14),
                f"D{line}": "KS 26/1",
                f"E{line}": "Flyttat sammanträde",
            },
        ),
    )
    assert context["count"]["changed"] == 1
    assert press(client, url, context).status_code == 302
    party.refresh_from_db()
    assert (party.planned_on, party.decided_on, party.registry_number) == (
        date(2026, 2, 15),
        date(2026, 2, 14),
        "KS 26/1",
    )
    assert DateMove.objects.get(party=party).because == "Flyttat sammanträde"


def test_decisions_that_cannot_be(client, lead, agreement, preview):
    client.force_login(lead)
    tomorrow = timezone.localdate() + timedelta(days=1)
    _url, context = preview("beslut", workbook(["Part", "Beslutat"], ["Ekby", tomorrow], ["Okänd kommun", None]))
    first, second = faults(context)
    assert "Beslutet kan inte ligga i framtiden" in first
    assert second == "Rad 3, kolumn Part: Okänd kommun är inte part i avtalet."


# -- phases --

PHASES = ["Part", "Punkt", "Fas", "Skäl", "Läge", "Kommentar", "Måldatum"]


def test_phases_with_their_reason_and_report(client, lead, row, preview):
    client.force_login(lead)
    url, context = preview(
        "faser",
        workbook(
            PHASES, ["ekby", "§ 2.1", "Införande", "Utbildningen är klar.", "Risk", "Få har gått den.", "2027-03-01"]
        ),
    )
    assert outcomes(context) == [(2, "changed")], faults(context)
    page = client.get(url).content.decode()
    assert "<del>Ej påbörjat</del>" in page
    assert "<ins>Införande</ins>" in page
    assert "<ins>2027-03-01</ins>" in page
    assert press(client, url, context).status_code == 302
    row.refresh_from_db()
    assert (row.phase, row.progress, row.comment, row.target_on) == (2, "at_risk", "Få har gått den.", date(2027, 3, 1))
    assert list(PhaseChange.objects.filter(implementation=row).values_list("because", "by")) == [
        ("Få har gått den.", lead.pk),
        ("Utbildningen är klar.", lead.pk),
    ]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["Ekby", "2.1", "Införande", "", "", "", ""], "kolumn Läge: Här måste något stå."),
        (["Ekby", "2.1", "Införande", "", "I fas", "", ""], "kolumn Skäl: Skriv varför fasen ändras."),
        (["Ekby", "2.1", "Ej påbörjat", "", "Risk", "", ""], "kolumn Kommentar: "),
        (["Lagom", "2.1", "Införande", "a", "I fas", "", ""], "kolumn Part: Lagom är inte part i avtalet."),
        (["Ekby", "9.9", "Införande", "a", "I fas", "", ""], "Avtalet har ingen gällande punkt med nummer 9.9."),
    ],
)
def test_phases_that_cannot_be(client, lead, row, preview, cells, words):
    client.force_login(lead)
    _url, context = preview("faser", workbook(PHASES, cells))
    assert any(words in fault for fault in faults(context)), faults(context)


def test_a_member_changes_the_rows_of_their_own_organisation_only(client, member, row, preview):
    client.force_login(member)
    rows = [[name, "2.1", "Införande", "Klart.", "I fas", "", ""] for name in ("Ekby", "Åsele")]
    url, context = preview("faser", workbook(PHASES, *rows))
    assert faults(context) == ["Rad 3, kolumn Part: Du kan bara ändra din egen organisations rader."]
    press(client, url, context, "good")
    assert list(Implementation.objects.filter(phase=2).values_list("organisation__short_name", flat=True)) == ["Ekby"]


# -- the plan --


def _plan_heads():
    kind = KINDS["plan"]
    keys = (
        "pk",
        "stage",
        "title",
        "kind",
        "level",
        "starts_on",
        "ends_on",
        "or_on",
        "organisation",
        "provision",
        "state",
    )
    return [kind.column(key).name for key in keys]


def test_new_and_changed_activities(client, lead, activity, provisions, preview):
    client.force_login(lead)
    url, context = preview(
        "plan",
        workbook(
            _plan_heads(),
            [activity.pk, "dialog", "Nytt namn", "Webbinarium", "Länsgemensam", "2026-04-02", "", "", "", "", "Pågår"],
            [
                "",
                "Utbildning",
                "Träff i Ekby",
                "Seminarium",
                "Lokal",
                "2026-03-01",
                "2026-03-02",
                "",
                "Ekby",
                "§ 2.1",
                "Planerad",
            ],
        ),
    )
    assert outcomes(context) == [(2, "changed"), (3, "new")], faults(context)
    assert press(client, url, context).status_code == 302
    activity.refresh_from_db()
    assert (activity.title, activity.stage.title, activity.state, activity.or_on) == (
        "Nytt namn",
        "Dialog",
        "under_way",
        None,
    )
    assert activity.owner == lead
    new = Activity.objects.get(title="Träff i Ekby")
    assert (new.organisation.short_name, new.provision.number, new.ends_on) == ("Ekby", "2.1", date(2026, 3, 2))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"pk": 987654}, "Planen har ingen aktivitet med det här id:t."),
        ({"stage": "Okänd"}, "Planen har ingen etapp som heter Okänd."),
        ({"organisation": "Okänd"}, "Det finns ingen organisation som heter Okänd."),
        ({"provision": "99"}, "Avtalet har ingen punkt med nummer 99."),
        ({"ends_on": "2026-02-01"}, "Den sista dagen är före den första."),
        ({"level": ""}, "Här måste något stå."),
        ({"starts_on": "snart"}, "är inget datum"),
    ],
)
def test_activities_that_cannot_be(client, lead, plan, provisions, preview, changes, words):
    client.force_login(lead)
    values = {
        "pk": "",
        "stage": "Dialog",
        "title": "A",
        "kind": "Seminarium",
        "level": "Lokal",
        "starts_on": "2026-03-01",
    }
    values |= {"ends_on": "", "or_on": "", "organisation": "", "provision": "", "state": "Planerad"} | changes
    _url, context = preview("plan", workbook(_plan_heads(), list(values.values())))
    (fault,) = faults(context)
    assert words in fault


def test_a_clause_is_found_by_a_number_with_letters(client, lead, activity, provisions, preview):
    provisions[0].number = "Bilaga A"
    provisions[0].save()
    client.force_login(lead)
    row = ["", "Dialog", "A", "Seminarium", "Lokal", "2026-04-01", "", "", "", "Bilaga A", "Planerad"]
    url, context = preview("plan", workbook(_plan_heads(), row))
    assert faults(context) == []
    assert press(client, url, context).status_code == 302
    assert Activity.objects.get(title="A").provision == provisions[0]


def test_an_agreement_without_a_plan_says_so(client, lead, agreement, preview):
    client.force_login(lead)
    row = ["", "Dialog", "A", "Seminarium", "Lokal", "2026-03-01", "", "", "", "", "Planerad"]
    _url, context = preview("plan", workbook(_plan_heads(), row))
    assert faults(context) == ["Rad 2, kolumn Etapp: Planen har ingen etapp som heter Dialog."]
