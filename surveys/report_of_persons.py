"""The report of a round that persons answer: what its result page shows this reader, from tallies, never an answer."""

from itertools import groupby

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal import dates
from surveys import drawings, figures, person_exports
from surveys.queries.person_texts import texts_of
from surveys.report_of_results import day_of
from surveys.reports import Part, Quote, Report, Table

MOST_TEXTS = 500  # in a report; all of them are in their own file


def report_of_persons(results, *, by: str, texts=False) -> Report:
    parts = [*_means(results)]
    parts += [part for one in results.questions for part in _question(one, results)]
    if results.rates:
        parts.append(_rates(results))
    if texts:
        parts += _texts(results)
    return Report(
        title=_("Results: %(survey)s") % {"survey": results.round.title},
        author=by,
        facts=_facts(results, by),
        sentences=[],
        method=_method(results),
        parts=parts,
    )


def _facts(results, by):
    round = results.round
    answered = ngettext("%(number)s person", "%(number)s people", results.answered) % {
        "number": number_format(results.answered, force_grouping=True)
    }
    facts = [
        (_("Survey"), round.title),
        (
            pgettext("report", "Open"),
            _("%(first)s to %(last)s") % {"first": day_of(round.opens_on), "last": day_of(round.closes_on)},
        ),
        (_("Have answered"), answered),
    ]
    if results.chosen:
        facts.append((pgettext("report", "Compared with"), results.chosen.name))
    facts.append((_("The report was made"), _("%(day)s by %(name)s") % {"day": day_of(dates.today()), "name": by}))
    return facts


def _method(results):
    wanted = {_("Mean"), _("Median"), _("Quartiles"), _("When figures are shown")}
    lines = [f"{name}: {words}" for name, words in person_exports.method_rows(results) if name in wanted]
    return [*lines, _("A dash: the figure is not shown, or there is none. The survey is no ranking.")]


def _means(results):
    """Every scale question in one table, with the change since the round before."""
    scales = results.scales
    if not scales:
        return []
    own = results.chosen
    changes = [(own and one.own_change) or one.change for one in scales]
    head = [_("Question")]
    head += [_("Mean, %(organisation)s") % {"organisation": own.short_name}] if own else []
    head += [_("Mean, all")]
    if any(changes):
        since = (
            _("Since last time, %(organisation)s") % {"organisation": own.short_name} if own else _("Since last time")
        )
        head += [since]
    head += [_("Median"), _("Half between"), _("Answers")]
    rows = []
    for one, change in zip(scales, changes, strict=True):
        summary = one.summary
        row = [one.title]
        row += [_mean(one.own_summary)] if own else []
        row += [_mean(summary)]
        row += [_change(change, of_all=own and not one.own_change)] if any(changes) else []
        row += [
            figures.decimal(summary.median) if summary else "–",
            figures.span(summary.quarter, summary.three_quarters) if summary else "–",
            number_format(one.all.voiced, force_grouping=True) if one.all else "–",
        ]
        rows.append(row)
    notes = []
    if any(change and change.is_small for change in changes):
        notes.append(
            _(
                "Read the changes with care. Those marked “uncertain” are so small, or rest on so few, that they can come of who happened to answer."
            )
        )
    return [Part(_("Question by question"), _means_said(scales), table=Table(head, rows), notes=notes)]


def _means_said(scales):
    shown = [one for one in scales if one.summary]
    if len(shown) < 2:
        return []
    low, high = (pick(shown, key=lambda one: one.summary.mean) for pick in (min, max))
    return [
        _("The mean is lowest in “%(lowest)s” (%(low)s) and highest in “%(highest)s” (%(high)s).")
        % {
            "lowest": low.title,
            "low": _mean(low.summary),
            "highest": high.title,
            "high": _mean(high.summary),
        }
    ]


def _mean(summary):
    return figures.decimal(summary.mean) if summary else "–"


def _change(change, *, of_all):
    if change is None:
        return "–"
    said = figures.signed(change.value) or "0"
    said += f" ({pgettext('change of people', 'all')})" if of_all else ""
    return said + (f" {pgettext('change', 'uncertain')}" if change.is_small else "")


def _question(one, results):
    if not one.is_shown:
        return [Part(one.title, [_("Too few have answered for anything to be shown.")])]
    parts = [_block(one, block, results) for block in one.blocks]
    if one.facts:
        own = results.chosen and any(fact.own for fact in one.facts)
        head = [pgettext("of a question", "Figure"), pgettext("people", "All")]
        head += [results.chosen.short_name] if own else []
        rows = [[fact.name, fact.all, *([fact.own or "–"] if own else [])] for fact in one.facts]
        parts.append(Part(one.title, table=Table(head, rows), is_under=bool(parts)))
    if not parts:
        return [Part(one.title, [one.sentence])]
    first = parts[0]
    parts[0] = Part(first.title, [one.sentence], first.drawing, first.table, first.notes, first.quotes, first.is_under)
    return parts


def _block(one, block, results):
    own = bool(block.lines and block.lines[0].own)
    head = [pgettext("survey answer", "Answer")]
    head += [results.chosen.short_name] if own else []
    head += [pgettext("people", "All")]
    rows = [[line.text, *([_share(line.own)] if own else []), _share(line.all)] for line in block.lines]
    return Part(
        f"{one.title}: {block.title}" if block.title else one.title,
        drawing=drawings.bars(
            [(line.text, line.drawn.percent, _share(line.drawn)) for line in block.lines],
            described="; ".join(f"{line.text}: {_share(line.drawn)}" for line in block.lines),
        ),
        table=Table(head, rows),
    )


def _share(share):
    return _("%(count)s (%(percent)s %%)") % {
        "count": number_format(share.count, force_grouping=True),
        "percent": share.percent,
    }


def _rates(results):
    shared = [rate for rate in results.rates if rate.share]
    rows = [
        [
            rate.name,
            str(rate.answered),
            str(rate.asked) if rate.share else "–",
            f"{rate.share.percent} %" if rate.share else "–",
        ]
        for rate in results.rates
    ]
    return Part(
        _("Who has answered"),
        [
            _("Organisations where at least %(least)s people were asked or have answered.")
            % {"least": results.counts.least}
        ],
        drawing=drawings.bars(
            [(rate.name, rate.share.percent, f"{rate.answered}/{rate.asked}") for rate in shared],
            described="; ".join(f"{rate.name}: {rate.answered}/{rate.asked}" for rate in shared),
        )
        if shared
        else None,
        table=Table(
            [_("Organisation"), _("Have answered"), pgettext("organisations", "Asked"), pgettext("of all", "Share")],
            rows,
        ),
    )


def _texts(results):
    """What persons wrote, without organisation and in no order: for who may read it, of questions with enough texts."""
    shown = {question.identity: question.text for question, _number in results.texts}
    if not shown:
        return []
    found = list(texts_of(results.round, list(shown))[: MOST_TEXTS + 1])
    notes = []
    if len(found) > MOST_TEXTS:
        notes = [_("Only the first %(most)s texts stand here; all are in the file of texts.") % {"most": MOST_TEXTS}]
    parts = [
        Part(
            _("In their own words"),
            [_("Without organisation and in no order.")],
            notes=notes,
        )
    ]
    for identity, texts in groupby(found[:MOST_TEXTS], key=lambda text: text.question):
        parts.append(Part(shown[identity], quotes=[Quote(text.text) for text in texts], is_under=True))
    return parts
