"""The report of a round that organisations answer: what its result page shows this reader, in the same order."""

from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal import dates
from surveys import exports, report_parts
from surveys.queries.rounds import area_key
from surveys.reports import Report
from surveys.sharing import sharing_rule


@dataclass(frozen=True)
class Choice:
    """What the reader wants in it: the radar, the texts. Who `follows` the round sees by name who was asked."""

    radar: bool = False
    texts: bool = False
    follows: bool = False


def report_of(results, choice, *, by: str) -> Report:
    parts = [*report_parts.radars(results)] if choice.radar else []
    parts += report_parts.scales(results)
    parts += report_parts.changes(results)
    parts += report_parts.ladders(results)
    parts += report_parts.distributions(results)
    if choice.follows:
        parts += report_parts.rates(results)
    if choice.texts:
        parts += report_parts.texts(results)
    return Report(
        title=_("Results: %(survey)s") % {"survey": results.round.title},
        author=by,
        facts=_facts(results, choice, by),
        sentences=_summary(results),
        method=_method(results),
        parts=parts,
    )


def day_of(day) -> str:
    return formats.date_format(day, "DATE_FORMAT")


def _facts(results, choice, by):
    round, today = results.round, dates.today()
    facts = [
        (_("Survey"), round.title),
        (
            pgettext("report", "Open"),
            _("%(first)s to %(last)s") % {"first": day_of(round.opens_on), "last": day_of(round.closes_on)},
        ),
        (_("Have answered"), _("%(done)s of %(all)s organisations") % {"done": results.answered, "all": results.asked}),
    ]
    if choice.follows:
        names = {True: [], False: []}
        for one in sorted(results.organisations.values(), key=lambda one: area_key("", one)):
            names[one.pk in results.now].append(one.short_name)
        facts += [
            (label, ", ".join(names[done]))
            for done, label in ((True, _("Those who have answered")), (False, _("Those who have not")))
            if names[done]
        ]
    if results.own:
        facts.append((_("Own organisation"), results.own.name))
    if results.shows_county:
        facts.append((pgettext("report", "Compared with"), results.chosen.name))
    made = _("%(day)s by %(name)s") % {"day": day_of(today), "name": by}
    facts.append((_("The report was made"), made))
    if not round.is_over(on=today):
        facts.append((pgettext("report", "Note"), _("The survey is still open: the figures may change.")))
    return facts


def _summary(results):
    if not results.shows_county:
        return [_("The figures of the others come when the survey has closed.")]
    return []


def _method(results):
    """The page's method, without what does not concern a report."""
    rows = exports.method_rows(results)
    wanted = {
        _("Scale"),
        _("Mean"),
        _("Median"),
        _("Quartiles"),
        _("When figures are shown"),
    }
    lines = [f"{name}: {words}" for name, words in rows if name in wanted]
    lines.append(
        _(
            "In the drawings the filled circle is one's own organisation, the line across is the mean, the thick bar holds at least half of the organisations and the thin one goes from the lowest to the highest. An empty circle is one's own answer in the round before."
        )
    )
    lines.append(_("A dash: the figure is not shown, or there is none. The survey is no ranking."))
    lines.append(sharing_rule(results.round))
    return lines
