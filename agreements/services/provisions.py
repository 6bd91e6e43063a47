"""Writing the clauses down: the words, their place, what they mean for whom, and what they consist of."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Change, CoreComponent, Provision, Relevance
from agreements.services.implementation import ensure_implementations
from portal import audit
from portal.revisions import claim


@transaction.atomic
def save_provision(provision, *, by, revision=None, relevance=None, core_components=None):
    """Store a new or changed clause, in its place by number, with a row for every party to follow it up.

    `relevance` is a list of (audience, text) and `core_components` a list of texts: exactly these from now on; None
    leaves them as they are. `revision` is what the person saw; raises ChangedMeanwhile when it has moved on since.
    """
    agreement = Agreement.objects.select_for_update().get(pk=provision.agreement_id)  # one clause's place at a time
    was = None
    if provision.pk:
        was = claim(provision, revision)
        provision.revision = was.revision + 1
    _ensure_possible(provision, agreement)
    if _departs(was, provision):
        provision.change = Change.CHANGED
    if was is None or was.number != provision.number:
        provision.position = _make_room(provision)
    provision.save()
    if relevance is not None:
        _set_relevance(provision, relevance)
    if core_components is not None:
        _set_core_components(provision, core_components)
    audit.record(by, "changed" if was else "created", provision, number=provision.number, change=provision.change)
    ensure_implementations(agreement)
    return provision


def _ensure_possible(provision, agreement):
    """A clause is written while its agreement lives, and comes from the agreement that this one replaces."""
    if agreement.is_closed:
        raise ValidationError(_("The agreement has been replaced. Its clauses can be read but not changed."))
    old = provision.predecessor
    if old is None:
        return
    if old.agreement_id != agreement.replaces_id:
        raise ValidationError({"predecessor": _("The clause before must stand in the agreement that is replaced.")})
    if provision.change == Change.NEW:
        raise ValidationError(
            {"predecessor": _("A new clause has no clause before it. Choose changed, or take away the clause before.")}
        )


def _departs(was, provision) -> bool:
    """Whether the words now leave those of the clause before for the first time; later the choice is the writer's."""
    old = provision.predecessor
    if was is None or old is None or not was.change == provision.change == Change.UNCHANGED:
        return False
    return plain(was.text) == plain(old.text) != plain(provision.text)


def plain(text: str) -> str:
    """A text as it is compared: line ends alike, no space around it."""
    return text.replace("\r\n", "\n").strip()


def _set_relevance(provision, wanted):
    """Exactly these (audience, text); one that is known by its audience keeps its row."""
    present = {row.audience.casefold(): row for row in provision.relevance.all()}
    for audience, text in wanted:
        row = present.pop(audience.casefold(), None) or Relevance(provision=provision)
        if (row.audience, row.text) != (audience, text):
            row.audience, row.text = audience, text
            row.save()
    Relevance.objects.filter(pk__in=[row.pk for row in present.values()]).delete()


def _set_core_components(provision, wanted):
    """Exactly these texts in this order; one whose words stand as before keeps its row, and what points to it."""
    present = {}
    for row in provision.core_components.all():
        present.setdefault(row.text, row)
    kept = []
    for position, text in enumerate(dict.fromkeys(wanted)):
        row = present.get(text) or CoreComponent(provision=provision, text=text)
        if row.pk is None or row.position != position:
            row.position = position
            row.save()
        kept.append(row.pk)
    provision.core_components.exclude(pk__in=kept).delete()


def _make_room(provision) -> int:
    """The place after the last clause with a lower number; those behind move one step."""
    others = list(
        Provision.objects.select_for_update()
        .filter(agreement=provision.agreement)
        .exclude(pk=provision.pk)
        .order_by("position", "number")
    )
    key = _number_key(provision.number)
    place = next((index for index, other in enumerate(others) if _number_key(other.number) > key), len(others))
    moved = []
    for index, other in enumerate(others):
        position = index if index < place else index + 1
        if other.position != position:
            other.position = position
            moved.append(other)
    Provision.objects.bulk_update(moved, ["position"])
    return place


def _number_key(number: str) -> list:
    """4.10 after 4.9, and letters after figures."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.findall(r"\d+|[^\W\d_]+", number)]
