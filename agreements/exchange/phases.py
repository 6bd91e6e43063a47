"""Phases and how it goes as a table: a row is one organisation's work on one clause."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from agreements import policies, services
from agreements.exchange.kind import ASIDE, INFO, KEY, REASON, REVISION_COLUMN, Context, Kind
from agreements.models import Adoption, Implementation, Phase, Progress
from portal.tables import CHOICE, DAY, LINES, Column

REPORT = ("progress", "comment", "target_on", "adoption")


class Phases(Kind):
    slug = "faser"
    title = gettext_lazy("Phases")
    back = "agreement-phases"
    tab = "phases"
    file_name = "faser-att-fylla-i"
    most = 20_000
    columns = (
        Column("organisation", gettext_lazy("Party"), needed=True, required=True, role=KEY, width=22),
        Column("number", gettext_lazy("Clause"), needed=True, required=True, role=KEY, width=9),
        Column("title", gettext_lazy("Heading"), role=INFO, width=28),
        Column("phase", gettext_lazy("Phase"), kind=CHOICE, choices=lambda: Phase.choices, required=True),
        Column("because", REASON, kind=LINES, most=2000, role=ASIDE, width=34),
        Column("progress", gettext_lazy("Progress"), kind=CHOICE, choices=lambda: Progress.choices, required=True),
        Column("comment", gettext_lazy("Comment"), kind=LINES, most=2000, width=34),
        Column("target_on", gettext_lazy("Target date"), kind=DAY),
        Column(
            "adoption",
            gettext_lazy("known, understood, used"),
            kind=CHOICE,
            choices=lambda: Adoption.choices,
            required=True,
        ),
        Column("since", pgettext_lazy("column", "In the phase since"), kind=DAY, role=INFO),
        REVISION_COLUMN,
    )

    def may_import(self, user, agreement):
        """Those who lead, and members for their own organisation; which rows is decided row by row."""
        if agreement.is_closed:
            return False
        return user.leads or bool(policies.moves_for(user))

    def read(self, agreement, *, user, on):
        rows = (
            Implementation.objects.current()
            .filter(provision__agreement=agreement)
            .select_related("organisation", "provision")
            .defer("provision__text", "provision__what_is_new", "provision__realism_note")
            .order_by("organisation__short_name", "provision__position", "provision__number")
        )
        things = {}
        for row in rows:
            row.provision.agreement = agreement
            things[row.organisation.short_name.casefold(), row.provision.number] = row
        parties = {name.casefold() for name in agreement.parties.values_list("organisation__short_name", flat=True)}
        return Context(agreement, user, on, things, {"parties": parties})

    def tidy(self, values):
        if values.get("number"):
            values["number"] = values["number"].removeprefix("§").strip()

    def key(self, values):
        if not (values.get("organisation") and values.get("number")):
            return None
        return values["organisation"].casefold(), values["number"]

    def name(self, values):
        return f"{values.get('organisation') or '–'}, §\xa0{values.get('number') or '–'}"

    def values(self, thing, context):
        return {
            "organisation": thing.organisation.short_name,
            "number": thing.provision.number,
            "title": thing.provision.title,
            "phase": thing.phase,
            "progress": thing.progress,
            "comment": thing.comment,
            "target_on": thing.target_on,
            "adoption": thing.adoption,
            "since": thing.phase_since,
            "revision": thing.revision,
        }

    def unknown(self, line, context):
        if line.faults:
            return
        name, number = line.values["organisation"], line.values["number"]
        if name.casefold() not in context.more["parties"]:
            line.fault(self.column("organisation"), _("%(name)s is not a party of this agreement.") % {"name": name})
        else:
            line.fault(
                self.column("number"),
                _("The agreement has no clause in force with the number %(number)s.") % {"number": number},
            )

    def check(self, line, context):
        if not policies.can_move(context.user, line.thing):
            line.fault(self.column("organisation"), _("You may only change the rows of your own organisation."))
        if line.changed("phase") and not line.value("because"):
            line.fault(self.column("because"), _("Say why the phase changes. One sentence is enough."))
        if line.changed(*REPORT) and not line.value("comment", line.thing.comment):
            line.fault(self.column("comment"), _("Say what makes you say so. One sentence is enough."))

    def deed(self, line, context, *, by, at):
        row, revision = line.thing, line.thing.revision
        if line.changed("phase"):
            moved = services.move_to_phase(
                row, line.values["phase"], because=line.values["because"], by=by, at=at, revision=revision
            )
            revision = moved.revision
        if line.changed(*REPORT):
            services.set_progress(
                row,
                line.value("progress", row.progress),
                comment=line.value("comment", row.comment),
                target_on=line.value("target_on", row.target_on),
                adoption=line.value("adoption", row.adoption),
                by=by,
                at=at,
                revision=revision,
            )
