"""One organisation's standing in the agreements it is party to."""

from dataclasses import dataclass

from agreements.models import Agreement, Implementation
from agreements.queries.phases import PhaseFigures, figures_of


@dataclass
class OrganisationStanding:
    """One agreement with the organisation's rows; `figures` count all of them, `rows` are those shown."""

    agreement: Agreement
    rows: list[Implementation]
    figures: PhaseFigures


def standings_of_organisation(organisation, *, user, new_only=False) -> list[OrganisationStanding]:
    """The organisation's rows in every current agreement the user may see; one SQL statement."""
    implementations = (
        Implementation.objects.visible_to(user)
        .current()
        .filter(organisation=organisation, provision__agreement__in=Agreement.objects.current())
        .select_related("provision__agreement")
        .defer("provision__text", "provision__what_is_new")
        .order_by("-provision__agreement__valid_from", "provision__agreement", "provision__position")
    )
    by_agreement = {}
    for row in implementations:
        by_agreement.setdefault(row.provision.agreement, []).append(row)
    return [
        OrganisationStanding(
            agreement,
            [row for row in rows if row.provision.is_new_or_changed or not new_only],
            figures_of((row.pk, row.phase, row.progress) for row in rows),
        )
        for agreement, rows in by_agreement.items()
    ]
