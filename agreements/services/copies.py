"""One local activity for every organisation, made from a joint one (004-14, 001-21)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from agreements.models import Activity, ActivityState, Level
from agreements.services.plan_versions import keep_before_change
from portal import audit
from portal.revisions import claim

TEXTS = ["title", "kind", "provision_id", "audience", "note"]  # what a copy shares with its original
TAKEN_OVER = [*TEXTS, "stage_id", "may_start_before_decision"]


@transaction.atomic
def copy_to_organisations(activity, organisations, *, starts_on, ends_on, or_on, for_every_party, by):
    """Give each of these parties a local activity of its own, unless it has one; returns the new ones.

    The dates are where each begins; every organisation then moves its own. `for_every_party` lets parties that join
    later have theirs too.
    """
    keep_before_change(activity.stage.plan_id)
    row = claim(activity, None)
    _ensure_can_be_copied(row)
    parties = set(row.stage.plan.agreement.parties.values_list("organisation", flat=True))
    if any(organisation.pk not in parties for organisation in organisations):
        raise ValidationError({"organisations": _("Only parties to the agreement can have a copy.")})
    made = _make(row, [one.pk for one in organisations], starts_on=starts_on, ends_on=ends_on, or_on=or_on, by=by)
    if row.for_every_party != for_every_party:
        row.for_every_party = for_every_party
        row.revision += 1
        row.save(update_fields=["for_every_party", "revision"])
        audit.record(by, "changed", row, for_every_party=for_every_party)
    return made


def _ensure_can_be_copied(row):
    if row.stage.plan.agreement.is_closed:
        raise ValidationError(_("The agreement has been replaced. Its plan can be read but not changed."))
    if row.copy_of_id or row.level == Level.LOCAL:
        raise ValidationError(_("Only a county-wide or subregional activity can be copied to organisations."))
    if row.state == ActivityState.CANCELLED:
        raise ValidationError(_("The activity is cancelled. Say that it is planned again before you copy it."))


def _make(row, organisations, *, starts_on, ends_on, or_on, by):
    """Create what is missing among these organisations' copies."""
    present = set(row.copies.values_list("organisation_id", flat=True))
    shared = {name: getattr(row, name) for name in TAKEN_OVER}
    made = Activity.objects.bulk_create(
        Activity(
            **shared,
            copy_of=row,
            level=Level.LOCAL,
            organisation_id=organisation,
            starts_on=starts_on,
            ends_on=ends_on,
            or_on=or_on,
        )
        for organisation in organisations
        if organisation not in present
    )
    audit.record_many(by, "created", [(copy, {"copy_of": row.pk}) for copy in made])
    return made


@transaction.atomic
def copy_to_new_parties(agreement, organisations, *, by) -> int:
    """Parties that have joined (ids) get what every party has; returns how many copies that made."""
    if not organisations:
        return 0
    originals = Activity.objects.filter(
        stage__plan__agreement=agreement,
        for_every_party=True,
        state__in=[ActivityState.PLANNED, ActivityState.UNDER_WAY],
    )
    return sum(
        len(_make(row, organisations, starts_on=row.starts_on, ends_on=row.ends_on, or_on=row.or_on, by=by))
        for row in originals
    )


def carry_texts(activity, *, was, by):
    """Give copies whose words are still those of the original its new ones; returns how many. In a transaction."""
    if all(getattr(was, name) == getattr(activity, name) for name in TEXTS):
        return 0
    untouched = Activity.objects.filter(copy_of=activity, **{name: getattr(was, name) for name in TEXTS})
    copies = list(untouched.select_for_update(of=("self",)))
    Activity.objects.filter(pk__in=[copy.pk for copy in copies]).update(
        **{name: getattr(activity, name) for name in TEXTS}, revision=F("revision") + 1
    )
    audit.record_many(by, "changed", [(copy, {"with_original": activity.pk}) for copy in copies])
    return len(copies)
