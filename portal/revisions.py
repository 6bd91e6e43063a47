"""Two people, one row: whoever saves second is told, and nobody overwrites silently.

A row that people edit inherits `Revised`. The form carries the revision its reader saw (`portal.forms.RevisedForm`),
the service claims the row with it, and a row that has moved on since answers `ChangedMeanwhile`.
"""

from django.db import models


class Revised(models.Model):
    """A row that counts its changes."""

    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class ChangedMeanwhile(Exception):  # noqa: N818  not a fault: two people did their work at once
    """Somebody changed the row after the form was shown; `current` is how it stands now."""

    def __init__(self, current):
        super().__init__(f"revision is now {current.revision}")
        self.current = current


def claim(thing, revision):
    """Lock the row of `thing` and return it as it stands; ChangedMeanwhile when it is not as the person saw it.

    `revision` None asks for no check. Call inside a transaction; count the revision up when you save.
    """
    row = type(thing).objects.select_for_update(of=("self",)).get(pk=thing.pk)
    if revision is not None and row.revision != revision:
        raise ChangedMeanwhile(row)
    return row
