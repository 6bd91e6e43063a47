"""The parties' decisions as a table: a row is a party, known by its organisation."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from agreements import services
from agreements.exchange.kind import ASIDE, KEY, REVISION_COLUMN, Context, Kind
from portal.tables import DAY, Column


class Decisions(Kind):
    slug = "beslut"
    title = gettext_lazy("Decisions")
    back = "agreement-decisions"
    tab = "decisions"
    file_name = "beslut"
    columns = (
        Column("organisation", gettext_lazy("Party"), needed=True, required=True, role=KEY, width=26),
        Column("planned_on", gettext_lazy("decision planned"), kind=DAY),
        Column("decided_on", gettext_lazy("decided"), kind=DAY),
        Column("registry_number", gettext_lazy("registry number"), most=60),
        Column("because", pgettext_lazy("column", "Reason for a moved date"), most=300, role=ASIDE, width=40),
        REVISION_COLUMN,
    )

    def read(self, agreement, *, user, on):
        parties = agreement.parties.select_related("organisation").order_by("organisation__short_name")
        return Context(agreement, user, on, {one.organisation.short_name.casefold(): one for one in parties})

    def key(self, values):
        return (values.get("organisation") or "").casefold() or None

    def name(self, values):
        return values.get("organisation") or "–"

    def values(self, thing, context):
        return {
            "organisation": thing.organisation.short_name,
            "planned_on": thing.planned_on,
            "decided_on": thing.decided_on,
            "registry_number": thing.registry_number,
            "revision": thing.revision,
        }

    def unknown(self, line, context):
        if not line.faults:
            line.fault(
                self.column("organisation"),
                _("%(name)s is not a party of this agreement.") % {"name": line.values["organisation"]},
            )

    def check(self, line, context):
        day = line.value("decided_on")
        if day and day > context.on:
            line.fault(
                self.column("decided_on"),
                _("The decision cannot be in the future. Write the day as planned instead."),
            )
        if line.thing.decided_on and line.changed("decided_on") and not day and context.agreement.is_decided:
            line.fault(
                self.column("decided_on"),
                _(
                    "The agreement is marked as decided. Change the state of the agreement before you remove a decision."
                ),
            )

    def deed(self, line, context, *, by, at):
        party = line.thing
        services.record_decision(
            party,
            planned_on=line.value("planned_on", party.planned_on),
            decided_on=line.value("decided_on", party.decided_on),
            registry_number=line.value("registry_number", party.registry_number),
            because=line.value("because") or "",
            by=by,
            on=context.on,
            at=at,
            revision=party.revision,
        )
