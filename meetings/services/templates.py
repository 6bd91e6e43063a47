"""Word templates that minutes borrow their looks from."""

from django.db import transaction

from meetings.models import WordTemplate
from portal import audit


@transaction.atomic
def add_template(*, name, organisation, content, by, at):
    template = WordTemplate.objects.create(
        name=name, organisation=organisation, content=content, added_by=by, added_at=at
    )
    audit.record(by, "added Word template", template)
    return template


@transaction.atomic
def delete_template(template, *, by):
    """Take it away; minutes are exported with the built-in looks from then on."""
    audit.record(by, "deleted Word template", template)
    template.delete()
