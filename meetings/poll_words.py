"""A date poll in words: how a time stands."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.finding_words import sides_in_words


def standing(column, answered, *, names: bool) -> str:
    """ "5 kan, 1 om det behövs. Kan inte: Anna Ek." Names only for those who may see them."""
    if answered and column.answered == answered == len(column.yes):
        said = [
            ngettext("The one who has answered can.", "All %(count)d who have answered can.", answered)
            % {"count": answered}
        ]
    else:
        counts = [ngettext("%(count)d can", "%(count)d can", len(column.yes)) % {"count": len(column.yes)}]
        if column.if_needed:
            many = len(column.if_needed)
            counts.append(ngettext("%(count)d if need be", "%(count)d if need be", many) % {"count": many})
        if column.no and not names:
            counts.append(ngettext("%(count)d cannot", "%(count)d cannot", len(column.no)) % {"count": len(column.no)})
        said = [f"{', '.join(counts)}."]
        if column.if_needed and names:
            said.append(_("If need be: %(names)s.") % {"names": _listed(column.if_needed)})
        if column.no and names:
            said.append(_("Cannot: %(names)s.") % {"names": _listed(column.no)})
    if column.missing_sides:
        sides = sides_in_words(column.missing_sides)
        said.append(_("Nobody from %(sides)s can.") % {"sides": sides})
    return " ".join(said)


def _listed(voters):
    return get_text_list([voter.name for voter in voters], _("and"))
