"""What may be named and chosen: people, organisations, groups, clauses. Each function says how many statements it costs."""

from collections import defaultdict

from actions import policies
from actions.lines import Known, name_person, name_place
from actions.policies import ACTING
from agreements.models import Agreement, Provision
from organisations.models import Group, Organisation, User


def places_open_to(user, *, everywhere=False):
    """(organisations, groups) the user may add actions for: all for leads, else one's own. Two statements at most."""
    organisations, groups = Organisation.objects.visible_to(user), Group.objects.visible_to(user)
    if everywhere or user.leads:
        return organisations.alphabetical(), groups.alphabetical()
    return (
        organisations.filter(pk__in=user.organisations_as(*ACTING)).alphabetical(),
        groups.filter(pk__in=policies.group_ids(user)).alphabetical(),
    )


def current_provisions(user):
    """The clauses an action can be about: those of agreements under decision or in force."""
    return Provision.objects.filter(agreement__in=Agreement.objects.visible_to(user).current())


def people(user):
    """Who can be made responsible, each with the organisations to tell them apart. Three statements when read."""
    return User.objects.visible_to(user).alphabetical().prefetch_related("memberships__organisation")


def organisation_names(person) -> str:
    """The short names of the organisations a person of `people` belongs to."""
    return ", ".join(dict.fromkeys(membership.organisation.short_name for membership in person.memberships.all()))


def known_to(user, *, everywhere=False) -> Known:
    """All that may be named in one line by this user. Six statements."""
    organisations, groups = places_open_to(user, everywhere=everywhere)
    allowed = {organisation.pk for organisation in organisations}
    provisions = defaultdict(list)
    for provision in current_provisions(user):
        provisions[provision.number].append(provision)
    everybody = [_named(organisation) for organisation in Organisation.objects.visible_to(user).alphabetical()]
    return Known(
        people=[name_person(person, organisation=organisation_names(person)) for person in people(user)],
        places=[
            *(named for named in everybody if named.thing.pk in allowed),
            *(name_place(group, group.name) for group in groups),
        ],
        closed=[named for named in everybody if named.thing.pk not in allowed],
        provisions=dict(provisions),
    )


def _named(organisation):
    return name_place(organisation, organisation.name, organisation.short_name)
