"""What a large matrix costs: 300 organisations x 60 clauses, beside the same cells as bare strings and an empty page."""

import time

from portal.start.measures import Row, measure

ORGANISATIONS, CLAUSES, ROUNDS = 300, 60, 7


@measure
def large_matrix(stage):
    """Everything is made for the measure and taken back. The quickest of each counts, as the clock on the wall."""
    from django.db import connection, transaction
    from django.test import Client, override_settings
    from django.test.utils import CaptureQueriesContext

    with (
        override_settings(ROOT_URLCONF="tests.benchmarks.pages.addresses", ALLOWED_HOSTS=["testserver"]),
        transaction.atomic(),
    ):
        agreement, person = _made()
        client = Client()
        client.force_login(person)
        address = f"/avtal/{agreement.pk}/faser/"
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).content.count(b'class="cell ') == ORGANISATIONS * CLAUSES
        yield Row(f"Matrix {ORGANISATIONS} x {CLAUSES}: SQL statements", len(queries), limit=12)
        page, floor = [], []
        for _ in range(ROUNDS):
            page.append(_seconds(lambda: client.get(address)))
            floor.append(_seconds(lambda: _bare_table(agreement)) + _seconds(lambda: client.get("/empty/")))
        yield Row(
            f"Matrix {ORGANISATIONS} x {CLAUSES}, beside its cells as bare strings and an empty page",
            ours=min(page) * 1000,
            reference=min(floor) * 1000,
            unit="ms",
            limit=2,
        )
        transaction.set_rollback(True)


def _made():
    """An agreement with 300 parties in ten parts of the county and 60 clauses, and somebody who leads."""
    from agreements.models import Agreement, AgreementState, Implementation, Party, Provision
    from organisations.models import Grouping, GroupingMember, Membership, Organisation, Role, User

    made = Organisation.objects.bulk_create(
        Organisation(
            name=f"Mätning {number} kommun", short_name=f"Mätning {number}", kind="municipality", side="municipal"
        )
        for number in range(ORGANISATIONS)
    )
    parts = Grouping.objects.bulk_create(Grouping(kind="county_part", name=f"Del {part}") for part in range(10))
    GroupingMember.objects.bulk_create(
        GroupingMember(grouping=parts[number % 10], organisation=one) for number, one in enumerate(made)
    )
    agreement = Agreement.objects.create(title="Mätning", short_title="Mätning", state=AgreementState.OUT_FOR_DECISION)
    Party.objects.bulk_create(Party(agreement=agreement, organisation=one) for one in made)
    Provision.objects.bulk_create(
        Provision(agreement=agreement, number=str(place), position=place, title=f"Punkt {place}", text="Text.")
        for place in range(CLAUSES)
    )
    clauses = list(agreement.provisions.values_list("pk", flat=True))
    Implementation.objects.bulk_create(
        Implementation(organisation=one, provision_id=clause, phase=(row + column) % 5)
        for row, one in enumerate(made)
        for column, clause in enumerate(clauses)
    )
    person = User.objects.create_user("matning@example.org", first_name="Mia", last_name="Mätare")
    Membership.objects.create(user=person, organisation=made[0], role=Role.LEAD)
    return agreement, person


def _bare_table(agreement):
    """The same query for the cells, and every cell as a string with its number, its revision, its phase and its word."""
    from agreements.models import Phase
    from agreements.queries.phases import cells_between
    from organisations.models import Organisation

    parties = Organisation.objects.filter(pk__in=agreement.parties.values("organisation"))
    words = {phase: str(Phase(phase).label) for phase in Phase}
    rows = {}
    for (organisation, _provision), (pk, phase, _progress, revision) in cells_between(
        parties, agreement.provisions.all()
    ).items():
        rows.setdefault(organisation, []).append(
            f'<td><a class="cell cell-{phase}" id="c{pk}" data-r="{revision}" href="/avtal/fas/{pk}/" tabindex="-1">'
            f'<svg class="sym" aria-hidden="true"><use href="/static/portal/symbols.svg#phase-{phase}"></use></svg>'
            f'<span class="visually-hidden">{words[phase]}</span></a></td>'
        )
    return "".join(f"<tr><th>{organisation}</th>{''.join(cells)}</tr>" for organisation, cells in rows.items())


def _seconds(deed):
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began
