"""What the pages about people show."""

from django.db.models import Prefetch, Q

from organisations.models import Membership, User
from portal.collation import swedish

PERSON_ORDER = {
    "namn": lambda descending: [
        swedish("last_name", descending=descending),
        swedish("first_name", descending=descending),
    ],
    "epost": lambda descending: ["-email" if descending else "email"],
}


def list_people(user, *, search="", role="", closed=False, ordering=None):
    """People with their memberships and organisations: two statements. `closed` gives the closed accounts instead."""
    rows = User.objects.filter(is_active=False) if closed else User.objects.visible_to(user)
    if search:
        rows = rows.filter(
            Q(first_name__icontains=search)
            | Q(last_name__icontains=search)
            | Q(email__icontains=search)
            | Q(title__icontains=search)
            | Q(pk__in=Membership.objects.filter(organisation__name__icontains=search).values("user"))
        )
    if role:
        rows = rows.filter(pk__in=Membership.objects.filter(role=role).values("user"))
    return rows.order_by(*(ordering or PERSON_ORDER["namn"](False))).prefetch_related(_memberships())


def person_page(person):
    """(memberships, seats) of one person: two statements."""
    memberships = list(
        person.memberships.select_related("organisation").order_by(swedish("organisation__name"), "role")
    )
    seats = list(person.seats.select_related("group", "organisation").order_by(swedish("group__name")))
    return memberships, seats


def _memberships():
    return Prefetch(
        "memberships", Membership.objects.select_related("organisation").order_by(swedish("organisation__name"), "role")
    )
