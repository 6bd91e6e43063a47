"""Letters that are owed for what is to be checked: each due pulse is told of once."""

from collections import defaultdict

from agreements.queries import pulses_to_remind_of
from organisations.models import Membership, Role
from portal import notifications
from portal.models import Letter
from portal.notifications import Recipient

KIND = "agreement-pulse"


def remind_of_pulses(*, on) -> int:
    """Owe the members of each organisation a letter about its pulses that have come due; returns how many are new.

    One letter tells of all that came due since the last one to the same person, so that a sweep which has slept sends
    one and not many. Its purpose is the newest day it tells of: the same twice is the same letter. Four SQL statements
    and those of each new letter.
    """
    due = defaultdict(list)
    for row in pulses_to_remind_of(on=on):
        due[row.provision.agreement_id, row.organisation_id].append(row)
    told = _told_until(due)
    queued = 0
    for membership in _members({organisation for _agreement, organisation in due}):
        for (agreement, organisation), rows in due.items():
            if organisation != membership.organisation_id:
                continue
            purpose = f"{KIND}:{agreement}:{organisation}:{membership.user_id}"
            newest = max(row.pulse_on for row in rows).isoformat()
            if newest <= told.get(purpose, ""):
                continue
            letter = notifications.queue(
                KIND,
                to=Recipient.of(membership.user),
                about=membership.organisation,
                key=f"{purpose}:{newest}",
                context={"agreement": agreement, "after": told.get(purpose, ""), "until": newest},
            )
            queued += letter is not None
    return queued


def _told_until(due) -> dict[str, str]:
    """Purpose without day -> the newest day that a letter has told of."""
    told = {}
    organisations = {str(organisation) for _agreement, organisation in due}
    for key in Letter.objects.filter(kind=KIND, about_pk__in=organisations).values_list("key", flat=True):
        purpose, _colon, day = key.rpartition(":")
        told[purpose] = max(day, told.get(purpose, ""))
    return told


def _members(organisations):
    """Those who can answer for an organisation, each once."""
    return (
        Membership.objects.filter(
            organisation__in=organisations, role__in=[Role.MEMBER, Role.LEAD], user__is_active=True
        )
        .select_related("user", "organisation")
        .order_by("organisation_id", "user_id", "role")
        .distinct("organisation_id", "user_id")
    )
