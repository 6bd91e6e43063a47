"""How the plan is cut on its pages: one level, one organisation."""

from dataclasses import dataclass

from django.db.models import Q

from agreements.models import Activity, Level
from organisations.models import Organisation
from portal.collation import swedish


@dataclass(frozen=True)
class PlanCut:
    """What ?niva= and ?organisation= ask for, and what there is to choose from."""

    level: str
    organisation: Organisation | None
    organisations: list
    levels: list

    def shows(self, activity) -> bool:
        return not self.level or activity.level == self.level

    @property
    def is_cut(self) -> bool:
        return bool(self.level or self.organisation)

    @property
    def query(self) -> str:
        """The same cut as the end of another address."""
        organisation = self.organisation.pk if self.organisation else ""
        return f"niva={self.level}&organisation={organisation}" if self.is_cut else ""


def plan_cut(request, agreement) -> PlanCut:
    """Read the cut from the address; what nobody can mean is left out. One SQL statement."""
    own = Activity.objects.filter(stage__plan__agreement=agreement, organisation__isnull=False)
    involved = Q(pk__in=agreement.parties.values("organisation")) | Q(pk__in=own.values("organisation"))
    organisations = list(Organisation.objects.visible_to(request.user).filter(involved).order_by(swedish("short_name")))
    level, wish = request.GET.get("niva", ""), request.GET.get("organisation", "")
    return PlanCut(
        level=level if level in Level.values else "",
        organisation=next((one for one in organisations if str(one.pk) == wish), None),
        organisations=organisations,
        levels=Level.choices,
    )
