"""New versions of an agreement: a draft beside the old one, the day it takes over, and phases that follow."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agreements import queries
from agreements.models import (
    Agreement,
    AgreementState,
    Change,
    CoreComponent,
    CriterionCheck,
    Evidence,
    Implementation,
    Party,
    Phase,
    PhaseChange,
    Provision,
    Pulse,
    Relevance,
)
from agreements.services.implementation import ensure_implementations, history_row, hold, keep, note
from portal import audit
from portal.revisions import claim

COPIED = ("number", "position", "chapter", "title", "text", "realism_note", "responsible")
CARRIED = ("phase", "phase_since", "progress", "adoption", "target_on", "comment", "owner_unit_id", "owner_contact")


@transaction.atomic
def start_version(agreement, *, title, short_title, by, valid_from=None, decide_by=None):
    """Make a draft that replaces the agreement: the same parties, undecided, and every clause in force, unchanged."""
    old = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if old.is_closed:
        raise ValidationError(_("The agreement has been replaced. Make the new version from the one that replaced it."))
    started = old.replaced_by.filter(state__in=[AgreementState.DRAFT, AgreementState.OUT_FOR_DECISION]).first()
    if started:
        raise ValidationError(
            _("There is already a new version under way: %(name)s. Go on with that one, or delete it first.")
            % {"name": started}
        )
    new = Agreement.objects.create(
        title=title,
        short_title=short_title,
        purpose=old.purpose,
        replaces=old,
        parent=old.parent,
        implementation_word=old.implementation_word,
        valid_from=valid_from,
        decide_by=decide_by,
    )
    organisations = old.parties.order_by("pk").values_list("organisation", flat=True)
    Party.objects.bulk_create(Party(agreement=new, organisation_id=pk) for pk in organisations)
    _copy_clauses(old, new)
    ensure_implementations(new)
    audit.record(by, "started version", new, of=old.pk, clauses=new.provisions.count())
    return new


def _copy_clauses(old, new):
    clauses = list(old.provisions.in_force().order_by("position", "number"))
    made = Provision.objects.bulk_create(
        Provision(
            agreement=new,
            change=Change.UNCHANGED,
            predecessor=clause,
            **{name: getattr(clause, name) for name in COPIED},
        )
        for clause in clauses
    )
    copies = {copy.predecessor_id: copy for copy in made}
    Relevance.objects.bulk_create(
        Relevance(provision=copies[row.provision_id], audience=row.audience, text=row.text)
        for row in Relevance.objects.filter(provision__in=copies)
    )
    CoreComponent.objects.bulk_create(
        CoreComponent(provision=copies[row.provision_id], position=row.position, text=row.text)
        for row in CoreComponent.objects.filter(provision__in=copies)
    )


@transaction.atomic
def take_over(agreement, *, by, at, on, revision=None):
    """Let a decided version take the place of the one it replaces; phases, sub-agreements and history follow.

    A row of the new version that somebody has reported on already stands as it is. Returns how many rows followed.
    """
    list(Agreement.objects.select_for_update().filter(pk__in=[agreement.pk, agreement.replaces_id]).order_by("pk"))
    new = claim(agreement, revision)
    old = new.replaces
    if old is None:
        raise ValidationError(_("The agreement does not replace any other. Choose which one when you change it."))
    if not new.is_decided:
        raise ValidationError(_("The agreement is not decided yet. Record the parties' decisions first."))
    if old.state == AgreementState.DRAFT:
        raise ValidationError(_("The agreement that is replaced is still a draft."))
    ensure_implementations(new)
    count = _carry_over(new, old, by=by, at=at, on=on)
    for part in old.parts.exclude(pk=new.pk).living():
        audit.record(by, "moved under", part, was=old.pk, now=new.pk)
        part.parent = new
        part.revision += 1
        part.save(update_fields=["parent", "revision"])
    audit.record(by, "took over", new, replaced=old.pk, rows=count)
    if not old.is_closed:
        audit.record(by, "set state", old, was=old.state, now=AgreementState.REPLACED)
        old.state = AgreementState.REPLACED
        old.revision += 1
        old.save(update_fields=["state", "revision"])
    if new.valid_from is None or new.valid_from <= on:
        new.state = AgreementState.IN_FORCE
    new.revision += 1
    new.save(update_fields=["state", "revision"])
    return count


def _carry_over(new, old, *, by, at, on) -> int:
    """Give each waiting row what its predecessor's row holds, with a line of history that says so."""
    rows = list(
        Implementation.objects.select_for_update(of=("self",))
        .filter(pk__in=queries.waiting_to_follow(new).values("pk"))
        .select_related("provision__predecessor")
        .order_by("pk")
    )
    before = {
        (row.organisation_id, row.provision_id): row
        for row in Implementation.objects.select_for_update()
        .filter(provision__in=[row.provision.predecessor_id for row in rows])
        .order_by("pk")
    }
    pairs = [(row, before[row.organisation_id, row.provision.predecessor_id]) for row in rows]
    changes = [_follow(row, former, old, by=by, at=at, on=on) for row, former in pairs]
    Implementation.objects.bulk_update(rows, [*CARRIED, "carried_on", "revision", "changed_by", "changed_at"])
    PhaseChange.objects.bulk_create(changes)
    same = [(row, former) for row, former in pairs if row.provision.change == Change.UNCHANGED]
    _copy_rows(Evidence, pairs)
    _copy_rows(Pulse, pairs)
    _copy_rows(CriterionCheck, same)  # a changed clause is to be checked anew
    return len(rows)


def _follow(row, former, old, *, by, at, on) -> PhaseChange:
    clause = row.provision
    changed = clause.change == Change.CHANGED
    words = _("Followed from § %(number)s in %(agreement)s, which this version replaces.")
    if changed:
        words = _(
            "Followed from § %(number)s in %(agreement)s, which this version replaces."
            " The clause is changed, so the phase is to be confirmed."
        )
    change = history_row(
        row,
        because=words % {"number": clause.predecessor.number, "agreement": old},
        by=by,
        at=at,
        now=former.phase,
        progress_now=former.progress,
        adoption_now=former.adoption,
        target_now=former.target_on,
    )
    for name in CARRIED:
        setattr(row, name, getattr(former, name))
    row.carried_on = on if changed and former.phase != Phase.NOT_STARTED else None
    row.revision += 1
    row.changed_by, row.changed_at = by, at
    return change


def _copy_rows(model, pairs):
    """What stands behind the former rows, written behind those that followed too."""
    places = {former.pk: row.pk for row, former in pairs}
    present = set(model.objects.filter(implementation__in=places.values()).values_list("implementation", flat=True))
    copies = []
    for one in model.objects.filter(implementation__in=places):
        if places[one.implementation_id] not in present:
            one.implementation_id, one.pk = places[one.implementation_id], None
            one._state.adding = True
            copies.append(one)
    model.objects.bulk_create(copies)


@transaction.atomic
def confirm_carried(implementation, *, because, by, at, revision=None):
    """Say that the phase that followed a changed clause still holds, and why."""
    row = hold(implementation, revision)
    if row.carried_on is None:
        return row
    note(row, because=because, by=by, at=at)
    audit.record(by, "confirmed carried phase", row, phase=int(row.phase), carried_on=row.carried_on)
    row.carried_on = None
    return keep(row, by)
