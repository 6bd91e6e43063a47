"""The finder's answers in words: why a time is good, what stands against it, why days fell away."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings import finding
from organisations.models import Side

_SIDES = {
    "region": lambda: _("the region"),
    "municipal": lambda: _("the municipalities"),
}


def sides_in_words(sides) -> str:
    """ "regionen och kommunerna"."""
    return get_text_list([_SIDES[side]() for side in Side.values if side in sides], _("and"))


def weekdays_in_words(weekday) -> str:
    """ "måndagar"."""
    names = [_("Mondays"), _("Tuesdays"), _("Wednesdays"), _("Thursdays"), _("Fridays"), _("Saturdays"), _("Sundays")]
    return names[weekday]


def reasons(proposal, known) -> list[tuple[bool, str]]:
    """(whether it speaks for the time, the sentence), the good ones first."""
    good, bad = [], []
    weekday = weekdays_in_words(proposal.day.weekday())
    easy = [side for side in known.sides if side not in proposal.hard]
    if known.sides and not proposal.hard:
        words = {"weekday": weekday.capitalize(), "sides": sides_in_words(easy)}
        good.append(_("%(weekday)s suit %(sides)s.") % words)
    if proposal.hard:
        words = {"weekday": weekday.capitalize(), "sides": sides_in_words(proposal.hard)}
        bad.append(_("%(weekday)s are hard for %(sides)s.") % words)
    if proposal.persons:
        bad.append(_called_elsewhere(proposal, known.people))
    elif known.people:
        good.append(
            ngettext(
                "The %(count)d person is not called to anything else.",
                "None of the %(count)d persons is called to anything else.",
                known.people,
            )
            % {"count": known.people}
        )
    return [(True, sentence) for sentence in good] + [(False, sentence) for sentence in bad]


def _called_elsewhere(proposal, people) -> str:
    named = [
        f"{clash.title} ({clash.persons})" if clash.title else _hidden(clash.persons) for clash in proposal.clashes
    ]
    return ngettext(
        "%(persons)d of %(people)d is called to something else then: %(what)s.",
        "%(persons)d of %(people)d are called to something else then: %(what)s.",
        proposal.persons,
    ) % {"persons": proposal.persons, "people": people, "what": get_text_list(named, _("and"))}


def _hidden(persons) -> str:
    return ngettext(
        "a meeting that you cannot see (%(count)d)", "meetings that you cannot see (%(count)d)", persons
    ) % {"count": persons}


def lost_in_words(lost) -> list[str]:
    """ "5 fredagar: kommunerna kan inte", one for each reason; holidays are told together."""
    said = []
    holidays = [row for row in lost if row.why == finding.HOLIDAY]
    if holidays:
        count = sum(row.days for row in holidays)
        names = ", ".join(dict.fromkeys(row.what for row in holidays))
        said.append(
            ngettext("%(count)d free day: %(names)s", "%(count)d free days: %(names)s", count)
            % {"count": count, "names": names}
        )
    return said + [_one_lost(row) for row in lost if row.why != finding.HOLIDAY]


def _one_lost(row) -> str:
    if row.why == finding.WEEKDAY:
        words = {"count": row.days, "weekday": _weekday_counted(row.what, row.days), "sides": sides_in_words(row.sides)}
        return _("%(count)d %(weekday)s: %(sides)s cannot") % words
    days = ngettext("%(count)d day", "%(count)d days", row.days) % {"count": row.days}
    if row.why == finding.BUSY:
        whom = f" ({sides_in_words(row.sides)})" if row.sides else ""
        return f"{days}: {row.what}{whom}"
    if row.why == finding.TAKEN:
        if row.what:
            return _("%(days)s: the group meets then already (%(title)s)") % {"days": days, "title": row.what}
        return _("%(days)s: the group meets then already") % {"days": days}
    return _("%(days)s: the hours have passed") % {"days": days}


def _weekday_counted(weekday, count) -> str:
    if count != 1:
        return weekdays_in_words(weekday)
    one = [_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")]
    return one[weekday].lower() if _("Mondays").islower() else one[weekday]
