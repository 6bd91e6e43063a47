"""The plan's activities as a table: a row is an activity, known by its number in the portal; without one it is new."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from agreements import services
from agreements.exchange.kind import KEY, REVISION_COLUMN, Context, Kind
from agreements.models import Activity, ActivityKind, ActivityState, Level
from organisations.models import Organisation
from portal.tables import CHOICE, DAY, LINES, WHOLE, Column

PLAIN = ("title", "kind", "level", "starts_on", "ends_on", "or_on", "organiser", "audience", "state", "note")
DAYS = ("starts_on", "ends_on", "or_on")
NEEDED = ("stage", "title", "kind", "level", "starts_on")


class Activities(Kind):
    slug = "plan"
    title = gettext_lazy("Plan")
    back = "agreement-plan"
    tab = "plan"
    file_name = "plan"
    adds = True
    columns = (
        Column("pk", pgettext_lazy("column", "Id (empty: new)"), kind=WHOLE, role=KEY, width=9, also=("id",)),
        Column("stage", gettext_lazy("stage"), required=True, most=120, width=22),
        Column("title", gettext_lazy("title"), needed=True, required=True, most=200, width=34),
        Column(
            "kind", pgettext_lazy("activity", "Kind"), kind=CHOICE, choices=lambda: ActivityKind.choices, required=True
        ),
        Column("level", gettext_lazy("level"), kind=CHOICE, choices=lambda: Level.choices, required=True),
        Column("starts_on", gettext_lazy("date"), kind=DAY, required=True),
        Column("ends_on", gettext_lazy("last day"), kind=DAY),
        Column("or_on", gettext_lazy("or on"), kind=DAY),
        Column("organiser", gettext_lazy("organiser"), most=120),
        Column("organisation", gettext_lazy("organisation"), most=200),
        Column("provision", gettext_lazy("clause"), most=20, width=9),
        Column("audience", gettext_lazy("for whom"), most=150),
        Column(
            "state",
            pgettext_lazy("activity", "State"),
            kind=CHOICE,
            choices=lambda: ActivityState.choices,
            required=True,
        ),
        Column("note", gettext_lazy("note"), kind=LINES, width=34),
        REVISION_COLUMN,
    )

    def read(self, agreement, *, user, on):
        rows = (
            Activity.objects.filter(stage__plan__agreement=agreement)
            .select_related("stage__plan", "organisation", "provision", "change_owner")
            .order_by("stage__position", "starts_on", "pk")
        )
        things = {}
        for row in rows:
            row.stage.plan.agreement = agreement
            things[row.pk] = row
        plan = getattr(agreement, "plan", None)
        stages = list(plan.stages.order_by("position")) if plan else []
        for stage in stages:
            stage.plan = plan
        organisations = Organisation.objects.visible_to(user).order_by("pk")
        more = {
            "stage": {one.title.casefold(): one for one in reversed(stages)},
            "organisation": {one.short_name.casefold(): one for one in organisations},
            "provision": {one.number.casefold(): one for one in agreement.provisions.defer("text", "what_is_new")},
        }
        return Context(agreement, user, on, things, more)

    def tidy(self, values):
        if values.get("provision"):
            values["provision"] = values["provision"].removeprefix("§").strip()

    def key(self, values):
        return values.get("pk")

    def name(self, values):
        return values.get("title") or "–"

    def values(self, thing, context):
        return {name: getattr(thing, name) for name in PLAIN} | {
            "pk": thing.pk,
            "stage": thing.stage.title,
            "organisation": thing.organisation.short_name if thing.organisation else "",
            "provision": thing.provision.number if thing.provision else "",
            "revision": thing.revision,
        }

    def unknown(self, line, context):
        if line.values.get("pk"):
            line.fault(
                self.column("pk"), _("The plan has no activity with this number. Empty the cell to make a new one.")
            )
        elif not line.faults:
            for key in NEEDED:
                if not line.values.get(key):
                    line.fault(self.column(key), _("A new activity needs this."))

    def check(self, line, context):
        for key, words in (
            ("stage", _("The plan has no stage called %(text)s.")),
            ("organisation", _("There is no organisation called %(text)s.")),
            ("provision", _("The agreement has no clause with the number %(text)s.")),
        ):
            text = line.value(key)
            if text and line.changed(key) and text.casefold() not in context.more[key]:
                line.fault(self.column(key), words % {"text": text})
        if line.faults or not (line.thing is None or line.changed(*DAYS)):
            return
        days = {name: line.value(name, getattr(line.thing, name, None)) for name in DAYS}
        try:
            Activity(**days).clean()
        except ValidationError as error:
            for name, sentences in error.message_dict.items():
                line.fault(self.column(name), " ".join(sentences))

    def deed(self, line, context, *, by, at):
        activity = line.thing or Activity()
        for change in line.changes:
            key, value = change.column.key, change.new
            if key in context.more:
                setattr(activity, key, context.more[key].get((value or "").casefold()))
            else:
                setattr(activity, key, value)
        if line.thing is None:
            activity.state = line.value("state") or ActivityState.PLANNED
        services.save_activity(activity, by=by, revision=line.thing.revision if line.thing else None)
