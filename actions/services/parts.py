"""One action, many doers: a part for each organisation, with its own owner, date and state."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actions.models import ActionItem
from portal import audit

LONGEST = 300


@transaction.atomic
def spread(action, parts, *, by) -> list:
    """Make a part for each (organisation, owner, due_on). An organisation that has its part already keeps that one."""
    whole = ActionItem.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if whole.parent_id:
        raise ValidationError(_("This is a part already. Share out the whole action instead."))
    have = set(whole.children.values_list("organisation", flat=True))
    made = [
        ActionItem(
            title=part_title(whole.title, organisation),
            description=whole.description,
            owner=owner,
            organisation=organisation,
            group_id=whole.group_id,
            provision_id=whole.provision_id,
            priority=whole.priority,
            parent=whole,
            due_on=due_on,
            created_by=by,
        )
        for organisation, owner, due_on in parts
        if organisation.pk not in have
    ]
    ActionItem.objects.bulk_create(made)
    also = list(whole.also_provisions.values_list("pk", flat=True))
    link = ActionItem.also_provisions.through
    link.objects.bulk_create(link(actionitem_id=part.pk, provision_id=pk) for part in made for pk in also)
    audit.record_many(by, "added action", [(part, {"part_of": whole.pk}) for part in made])
    audit.record(by, "shared out action", whole, parts=len(made))
    return made


def part_title(title, organisation) -> str:
    """What the organisation's part is called: the whole, and whose part it is."""
    ending = f": {organisation.short_name}"
    return title[: LONGEST - len(ending)] + ending
