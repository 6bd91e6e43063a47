"""Who may be asked in a local forum's round: the people of two organisations, one for each side."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from surveys.services.reveals import forum_organisations
from surveys.sided import side_of


def ensure_sides(round, organisations):
    """ValidationError when one of them belongs to neither side, or another answers for its side already."""
    if not round.is_of_forum:
        return
    there = forum_organisations(round)
    for one in organisations:
        side = side_of(one)
        if not side:
            raise ValidationError(_("%(name)s belongs to neither side of the forum.") % {"name": one.name})
        if there.setdefault(side, one) != one:
            raise ValidationError(
                _("%(other)s already answers for this side. Ask the person for %(other)s instead.")
                % {"other": there[side].name}
            )
