"""The cast every test knows: who may do what is asked of the same few people everywhere."""

import os
import shutil
import time
from datetime import date

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase

from agreements.models import Agreement, AgreementState, Change, Implementation, Party, Provision
from organisations.models import (
    Group,
    GroupKind,
    GroupMembership,
    Membership,
    Organisation,
    OrganisationKind,
    Role,
    Side,
    User,
)
from portal import dates
from portal.start import ready_made

pytest_plugins = ["tests.browser"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """The database of this run is a copy of one that is migrated; what has been added since is migrated as usual."""
    connection.settings_dict["TEST"]["TEMPLATE"] = ready_made.migrated(os.environ["DATABASE_URL"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Let transactional tests empty the tables; the trigger itself is tested by switching it on again."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'portal_auditentry'::regclass AND tgname LIKE '%emptied%'"
        )
        (name,) = cursor.fetchone()
        cursor.execute(f"ALTER TABLE portal_auditentry DISABLE TRIGGER {name}")


@pytest.fixture(scope="session", autouse=True)
def _only_what_was_written_is_emptied():
    """After a transactional test only tables with rows are emptied, not all hundred; what migrations gave stays."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: empty())
        yield


def empty():
    """Remove every row but those of Django's own registers. The audit's are kept by a trigger: it is truncated."""
    names = set(connection.introspection.django_table_names(only_existing=True, include_views=False))
    names -= {"django_content_type", "auth_permission"}
    wait_for_answers()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in names))
        written = {name for (name,) in cursor.fetchall()}
        for name in written:
            cursor.execute(f'TRUNCATE "{name}"' if name == "portal_auditentry" else f'DELETE FROM "{name}"')


def wait_for_answers(seconds=5):
    """A page that was closed may still be answered by the live server; what that writes must be there to be removed."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND backend_type = 'client backend' AND state <> 'idle'"
            )
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.02)


@pytest.fixture(scope="session")
def demonstration_database(django_db_setup):
    """A database of this run's own with the demonstration county around today, and its files."""
    url, name = os.environ["DATABASE_URL"], f"{connection.settings_dict['NAME']}_county"
    source, files = ready_made.demonstrated(url, dates.today())
    ready_made.copy(url, name, source)
    shutil.copytree(files, settings.MEDIA_ROOT, dirs_exist_ok=True)
    yield name
    ready_made.drop(url, name)


@pytest.fixture(scope="module")
def demonstration(demonstration_database, django_db_blocker):
    """The demonstration county for a module's tests; what they do to it is taken back afterwards."""
    ours = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = demonstration_database
    with django_db_blocker.unblock():
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        connection.close()
    connection.settings_dict["NAME"] = ours


@pytest.fixture
def https(monkeypatch):
    """Production settings as they are computed for an https address, for this test."""
    import runpy

    from django.test import override_settings

    monkeypatch.setenv("BASE_URL", "https://fardplan.example.org")
    monkeypatch.setenv("SECRET_KEY", "a-long-random-string-only-for-tests-" * 2)
    production = runpy.run_path(str(settings.BASE_DIR / "portal" / "settings.py"))
    kept = {"DATABASES", "EMAIL_BACKEND", "ALLOWED_HOSTS"}
    changed = {
        name: value
        for name, value in production.items()
        if name.isupper() and name not in kept and getattr(settings, name, None) != value
    }
    with override_settings(**changed, ALLOWED_HOSTS=["fardplan.example.org"]):
        yield


def _person(first, last, *memberships):
    user = User.objects.create_user(f"{first}.{last}@example.org".lower(), first_name=first, last_name=last)
    for organisation, role in memberships:
        Membership.objects.create(user=user, organisation=organisation, role=role, is_contact=role == Role.RESPONDENT)
    return user


@pytest.fixture
def region(db):
    return Organisation.objects.create(
        name="Region Nordlunda", short_name="Regionen", kind=OrganisationKind.REGION, side=Side.REGION
    )


@pytest.fixture
def municipality(db):
    return Organisation.objects.create(
        name="Ekby kommun", short_name="Ekby", kind=OrganisationKind.MUNICIPALITY, side=Side.MUNICIPAL, code="9901"
    )


@pytest.fixture
def other_municipality(db):
    return Organisation.objects.create(
        name="Åsele kommun", short_name="Åsele", kind=OrganisationKind.MUNICIPALITY, side=Side.MUNICIPAL, code="9902"
    )


@pytest.fixture
def county(region, municipality, other_municipality):
    """The region and two municipalities."""
    return [region, municipality, other_municipality]


@pytest.fixture
def lead(region):
    return _person("Lena", "Ledare", (region, Role.LEAD))


@pytest.fixture
def member(municipality):
    return _person("Mats", "Medlem", (municipality, Role.MEMBER))


@pytest.fixture
def respondent(municipality):
    return _person("Rut", "Respons", (municipality, Role.RESPONDENT))


@pytest.fixture
def neighbour(other_municipality):
    """A member and respondent of the other municipality."""
    return _person("Nils", "Nabo", (other_municipality, Role.MEMBER), (other_municipality, Role.RESPONDENT))


@pytest.fixture
def coach(region):
    return _person("Cia", "Coach", (region, Role.COACH))


@pytest.fixture
def auditor(region):
    return _person("Adam", "Auditor", (region, Role.AUDITOR))


@pytest.fixture
def administrator(region):
    return _person("Disa", "Admin", (region, Role.ADMINISTRATOR))


@pytest.fixture
def stranger(db):
    """Has an account and belongs to nothing."""
    return _person("Sten", "Strang")


@pytest.fixture
def group(region, lead, member, municipality):
    group = Group.objects.create(name="Arbetsgruppen", kind=GroupKind.WORKING)
    GroupMembership.objects.create(group=group, user=lead, organisation=region, role="chair")
    GroupMembership.objects.create(group=group, user=member, organisation=municipality)
    return group


@pytest.fixture
def agreement(county):
    """Out for decision, with the whole county as parties."""
    agreement = Agreement.objects.create(
        title="Avtal om hälso- och sjukvård i hemmet",
        short_title="Hälso- och sjukvårdsavtalet",
        state=AgreementState.OUT_FOR_DECISION,
        valid_from=date(2027, 1, 1),
    )
    Party.objects.bulk_create(Party(agreement=agreement, organisation=organisation) for organisation in county)
    return agreement


@pytest.fixture
def provisions(agreement):
    """Two new, one changed, one unchanged."""
    rows = [
        ("1.1", "Gemensam ledning", Change.UNCHANGED),
        ("2.1", "Fast vårdkontakt", Change.NEW),
        ("2.2", "Samordnad individuell plan", Change.CHANGED),
        ("3.1", "Läkarmedverkan", Change.NEW),
    ]
    return [
        Provision.objects.create(
            agreement=agreement,
            number=number,
            position=place,
            chapter=f"Kapitel {number[0]}",
            title=title,
            text=f"{title} gäller.",
            change=change,
        )
        for place, (number, title, change) in enumerate(rows)
    ]


@pytest.fixture
def implementation(municipality, provisions):
    """Ekby's work on § 2.1, not started."""
    return Implementation.objects.create(organisation=municipality, provision=provisions[1])
