"""Who can be asked in a date poll, and what is known about them."""

from organisations.models import GroupMembership, User


def seats_of(groups) -> list:
    """Everybody who sits in these groups, each once. One statement."""
    seats = (
        GroupMembership.objects.filter(group__in=groups, user__is_active=True)
        .select_related("user", "organisation")
        .order_by("group", "user__last_name", "user__first_name")
    )
    return list({seat.user_id: seat for seat in seats}.values())


def voters_of(people, others, *, seats) -> list[dict]:
    """The facts of each voter: the chosen of the group, and others by name and address. Three statements at most.

    Whoever has an account under the address is that person; nobody is asked twice.
    """
    chosen = {seat.user.email.lower(): _of_seat(seat) for seat in seats if seat.user_id in set(people)}
    for name, address in others:
        chosen.setdefault(address.strip().lower(), {"name": name.strip(), "address": address.strip()})
    accounts = _accounts([address for address, facts in chosen.items() if "user" not in facts])
    for address, facts in chosen.items():
        if address in accounts:
            facts.update(_of_account(accounts[address]))
    return list(chosen.values())


def _of_seat(seat):
    home = seat.organisation
    return {
        "user": seat.user,
        "name": seat.user.get_full_name(),
        "address": seat.user.email,
        "organisation": home,
        "side": home.side if home else "",
    }


def _accounts(addresses):
    if not addresses:
        return {}
    users = User.objects.filter(is_active=True, email__in=addresses).prefetch_related("memberships__organisation")
    return {user.email.lower(): user for user in users}


def _of_account(user):
    homes = {membership.organisation for membership in user.memberships.all()}
    home = homes.pop() if len(homes) == 1 else None
    return {"user": user, "name": user.get_full_name(), "organisation": home, "side": home.side if home else ""}
