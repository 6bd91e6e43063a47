"""The audit trail is kept: no way through the ORM or SQL changes or empties it."""

import pytest
from django.db import DatabaseError, connection, transaction

from portal import audit
from portal.models import AuditEntry


@pytest.fixture
def entry(lead, municipality):
    return audit.record(lead, "changed", municipality, field="name")


def test_an_entry_says_who_did_what_to_which_thing(entry, lead, municipality):
    found = audit.entries_about(municipality).get()
    assert (found.by, found.verb, found.details) == (lead, "changed", {"field": "name"})


def test_the_portal_itself_can_be_the_actor(municipality):
    assert audit.record(None, "reminded", municipality).by is None


@pytest.mark.parametrize(
    "deed",
    [
        lambda entry: AuditEntry.objects.filter(pk=entry.pk).update(verb="nothing"),
        lambda entry: entry.delete(),
        lambda entry: connection.cursor().execute("UPDATE portal_auditentry SET verb = 'nothing'"),
    ],
    ids=["update", "delete", "sql"],
)
def test_an_entry_cannot_be_changed_or_removed(entry, deed):
    with pytest.raises(DatabaseError), transaction.atomic():
        deed(entry)
    assert AuditEntry.objects.get(pk=entry.pk).verb == "changed"


def test_the_trail_cannot_be_emptied(entry):
    """The tests' own set-up switches this trigger off (transactional tests truncate); here it is on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'portal_auditentry'::regclass AND tgname LIKE '%emptied%'"
        )
        (name,) = cursor.fetchone()
        # leftover deferred checks would forbid ALTER TABLE in this transaction
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE portal_auditentry ENABLE TRIGGER {name}")
        with pytest.raises(DatabaseError, match="audit trail is kept"), transaction.atomic():
            cursor.execute("TRUNCATE portal_auditentry CASCADE")
        cursor.execute(f"ALTER TABLE portal_auditentry DISABLE TRIGGER {name}")
    assert AuditEntry.objects.count() == 1
