"""The first person of an empty portal."""

import pytest
from django.core.management import CommandError, call_command

from organisations import facts
from organisations.models import User
from portal.models import Letter

REGION = "Region Jönköpings län"


def add(**changes):
    asked = {"email": "Nils.Ny@example.org", "first_name": "Nils", "last_name": "Ny", "organisation": REGION}
    call_command("add_leader", **asked | changes)


def test_the_first_person_leads_and_gets_a_letter(db, capsys):
    facts.load_county(REGION)
    add()
    user = User.objects.get(email="nils.ny@example.org")
    assert user.leads
    assert not user.has_usable_password()
    assert Letter.objects.filter(to_address=user.email).count() == 1
    assert "can sign in" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"organisation": "Ingenstans"}, "no organisation called Ingenstans"),
        ({"email": "inte en adress"}, "^email: "),
        ({"first_name": ""}, "^first_name: "),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_made(db, changes, said):
    facts.load_county(REGION)
    with pytest.raises(CommandError, match=said):
        add(**changes)
    assert not User.objects.exists()


def test_an_address_is_given_once(db):
    facts.load_county(REGION)
    add()
    with pytest.raises(CommandError, match=r"^email: "):
        add(email="NILS.NY@example.org")
    assert User.objects.count() == 1
