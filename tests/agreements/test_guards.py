"""Every address of the agreements at once: history is not written in, and who only reads writes nothing."""

from collections import Counter

import pytest
from django.db import transaction

from agreements.models import Agreement, AgreementState, Plan
from tests.portal.addresses import every_address, path_of

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]

REFUSED = {403, 404, 405}
# What may be posted in an agreement that is history, and why.
IN_HISTORY = {
    "agreement-new": "another agreement",
    "agreement-edit": "it may have been closed by mistake",
    "agreement-remove": "asked again there, and refused for all but drafts",
    "phases-many": "says which cells are to be chosen first; no cell of history can be",
    "provision-remove": "says on its page that clauses of what is history stay",
    "calendar-open": "one's own address",
    "calendar-renew": "one's own address",
    "calendar-close": "one's own address",
    **dict.fromkeys(
        ["document-new", "document-edit", "document-share", "document-state", "document-remove", "version-new"],
        "the register is kept by those who lead, also afterwards",
    ),
}
# What everybody who takes part may do.
FOR_ALL = {"phases-many", "question-new", "learning", "calendar-open", "calendar-renew", "calendar-close"}


def let_in(client, user, allowed):
    """{name: status} of the addresses that took an empty post from the person."""
    client.force_login(user)
    found = {}
    for address in every_address():
        if address.route.startswith("avtal/") and address.name not in allowed:
            with transaction.atomic():
                status = client.post(path_of(address)).status_code
                transaction.set_rollback(True)
            if status not in REFUSED:
                found[address.name] = status
    return found


def test_a_name_stands_for_one_address():
    """Of two with the same name every link leads to the last."""
    names = Counter(address.name for address in every_address())
    assert [name for name, count in names.items() if count > 1] == []


def test_a_new_question_of_the_mandate_is_asked_in_the_plan(client, lead):
    plan = Plan.objects.exclude(agreement__state=AgreementState.REPLACED).first()
    client.force_login(lead)
    page = client.get(f"/avtal/{plan.agreement_id}/plan/dokument/").content.decode()
    assert f'href="/avtal/{plan.agreement_id}/plan/fraga/ny/"' in page


@pytest.mark.parametrize("who", ["lead", "auditor"])
def test_no_cell_is_moved_by_who_may_not(client, request, agreement, row, who):
    if who == "lead":
        Agreement.objects.update(state=AgreementState.REPLACED)
    client.force_login(request.getfixturevalue(who))
    wish = {"rows": f"{row.pk}:{row.revision}", "phase": "2", "because": "Så är det."}
    assert client.post(f"/avtal/{agreement.pk}/faser/flera/", wish).status_code == 403


def test_history_is_read_and_not_written(client, lead):
    Agreement.objects.update(state=AgreementState.REPLACED)
    assert let_in(client, lead, IN_HISTORY) == {}


@pytest.mark.parametrize("who", ["auditor", "coach"])
def test_who_only_reads_writes_nothing(client, request, who):
    assert let_in(client, request.getfixturevalue(who), FOR_ALL) == {}
