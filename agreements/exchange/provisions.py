"""Clauses as a table: a row is a clause, known by its number."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from agreements import services
from agreements.exchange.kind import KEY, REVISION_COLUMN, WORDS, Context, Kind
from agreements.models import Change, Provision
from organisations.models import Side
from portal.tables import CHOICE, LINES, Column

FIELDS = ("title", "chapter", "text", "change", "what_is_new", "realism_note", "responsible")


def sides():
    return [("", pgettext_lazy("side", "Both")), *Side.choices]


class Provisions(Kind):
    slug = "punkter"
    title = gettext_lazy("Clauses")
    back = "provision-list"
    tab = "provisions"
    file_name = "punkter"
    adds = True
    takes_documents = True
    columns = (
        Column("number", gettext_lazy("number"), needed=True, required=True, most=20, width=9, role=KEY),
        Column("chapter", gettext_lazy("chapter"), most=120),
        Column("title", gettext_lazy("heading"), required=True, most=200, width=28),
        Column("text", gettext_lazy("text"), kind=LINES, required=True, width=60, role=WORDS),
        Column(
            "change",
            gettext_lazy("Compared with the previous agreement"),
            kind=CHOICE,
            choices=lambda: Change.choices,
            required=True,
        ),
        Column("what_is_new", gettext_lazy("what is new"), kind=LINES, width=40),
        Column("realism_note", gettext_lazy("how realistic it is"), kind=LINES, most=3000, width=40),
        Column("responsible", gettext_lazy("responsible side"), kind=CHOICE, choices=sides),
        Column("predecessor", gettext_lazy("number in the previous agreement"), most=20, width=14),
        REVISION_COLUMN,
    )

    def read(self, agreement, *, user, on):
        things = {
            one.number: one for one in agreement.provisions.select_related("predecessor").order_by("position", "number")
        }
        old = {}
        if agreement.replaces_id:
            old = {one.number: one for one in Provision.objects.filter(agreement=agreement.replaces_id)}
        return Context(agreement, user, on, things, {"old": old})

    def tidy(self, values):
        for key in ("number", "predecessor"):
            if values.get(key):
                values[key] = values[key].removeprefix("§").strip()

    def key(self, values):
        return values.get("number") or None

    def name(self, values):
        return f"§\xa0{values.get('number') or '–'} {values.get('title') or ''}".strip()

    def values(self, thing, context):
        found = {name: getattr(thing, name) for name in FIELDS}
        number = thing.predecessor.number if thing.predecessor else ""
        return found | {"number": thing.number, "predecessor": number, "revision": thing.revision}

    def unknown(self, line, context):
        for key in ("title", "text"):
            if not line.values.get(key) and not line.faults:
                line.fault(self.column(key), _("A new clause needs a heading and a text."))

    def check(self, line, context):
        number = line.value("predecessor")
        if not number or not line.changed("predecessor", "change"):
            return
        column = self.column("predecessor")
        if not context.agreement.replaces_id:
            line.fault(column, _("This agreement does not replace another. Leave the cell empty."))
        elif number not in context.more["old"]:
            line.fault(
                column, _("The previous agreement has no clause with the number %(number)s.") % {"number": number}
            )
        elif line.value("change") == Change.NEW:
            line.fault(column, _("A new clause has no clause before it. Choose changed, or leave the cell empty."))

    def deed(self, line, context, *, by, at):
        provision = line.thing or Provision(agreement=context.agreement, number=line.values["number"])
        for change in line.changes:
            if change.column.key == "predecessor":
                provision.predecessor = context.more["old"].get(change.new)
            else:
                setattr(provision, change.column.key, change.new or "")
        services.save_provision(provision, by=by, revision=line.thing.revision if line.thing else None)
