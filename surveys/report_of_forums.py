"""Reports of answers from local forums: of one forum, both sides beside each other, and of a wave for those who lead."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal import dates
from surveys import drawings, figures
from surveys.queries.both_sides import apart_in_words, change_in_words, sentence
from surveys.queries.ladders import Ladder
from surveys.report_of_results import day_of
from surveys.report_parts import ladder_part
from surveys.reports import Part, Quote, Report, Table
from surveys.sharing import sharing_rule
from surveys.strips import Axis, Strip, TwoMarks

MOST_COLUMNS = 8
SIDE = 84  # room for a side's name


def _made(by):
    return (_("The report was made"), _("%(day)s by %(name)s") % {"day": day_of(dates.today()), "name": by})


def _days(one):
    return (
        pgettext("report", "Open"),
        _("%(first)s to %(last)s") % {"first": day_of(one.opens_on), "last": day_of(one.closes_on)},
    )


# -- one forum --


def report_of_forum(both, beside, *, by: str, texts=False) -> Report:
    round, (region, municipal) = both.round, both.sides
    parts = []
    if both.far:
        said = [f"{_begun(pair.title)} {sentence(pair, region, municipal)}." for pair in both.far]
        here = _("Here your pictures differ most. Neither is wrong; ask what each has seen.")
        parts.append(Part(_("Talk about"), [here], quotes=[Quote(one) for one in said]))
    parts += _pairs(both, region, municipal)
    parts += [_in_words(both.others, region, municipal)] if both.others else []
    parts += _beside(beside, round.forum)
    if texts:
        parts += _said(both.texts, region, municipal)
    return Report(
        title=_("Results: %(survey)s")
        % {"survey": round.title if round.forum.name in round.title else f"{round.title}, {round.forum.name}"},
        author=by,
        facts=[
            (_("Survey"), round.title),
            (_("Forum"), round.forum.name),
            _days(round),
            (_("Have answered"), ", ".join(side.name for side in both.answered)),
            _made(by),
        ],
        sentences=_reservations(both),
        method=[
            _("The circle is %(region)s, the square %(municipal)s, and the line between them how far apart they are.")
            % {"region": region.name, "municipal": municipal.name},
            sharing_rule(round),
        ],
        parts=parts,
    )


def _begun(title) -> str:
    """A question, to go on after in the same line."""
    return title if title.endswith((".", "?", "!", ":")) else f"{title}:"


def _reservations(both):
    """What has to be known of how the answers came."""
    said = []
    for side in both.sides:
        if not side.has_answered:
            said.append(_("%(side)s did not answer before the last day.") % {"side": side.name})
        if side.late:
            said.append(_("%(side)s answered after the other side's answer had been shown.") % {"side": side.name})
        if side.reopened:
            said.append(
                _("The answer of %(side)s has been opened again since. What was shown then stays here.")
                % {"side": side.name}
            )
    return said


def _pairs(both, region, municipal):
    """Questions with the same steps in one drawing, in order; ladders too."""
    groups = []
    for pair in [*both.steps, *both.ladders]:
        steps = list(pair.question.steps.items())
        if not groups or groups[-1][0] != steps:
            groups.append((steps, []))
        groups[-1][1].append(pair)
    return [_pair_part(pairs, both, region, municipal) for _steps, pairs in groups]


def _pair_part(pairs, both, region, municipal):
    axis = Axis.of(pairs[0].question)
    labels = [
        f"§ {one.question.provision.number}" if one.question.provision else str(number)
        for number, one in enumerate(pairs, start=1)
    ]
    titles = [
        one.title if one.question.provision else f"{label} {one.title}"
        for one, label in zip(pairs, labels, strict=True)
    ]
    head = [_("Question"), region.name, municipal.name, _("How far apart")]
    head += [_("Since last time")] if both.has_before else []
    rows = [
        [
            title,
            one.region_said or "–",
            one.municipal_said or "–",
            apart_in_words(one.apart) if one.apart is not None else "–",
            *([change_in_words(one, region, municipal) or "–"] if both.has_before else []),
        ]
        for one, title in zip(pairs, titles, strict=True)
    ]
    far = sum(one.is_far for one in pairs)
    said = ngettext(
        "The sides are far apart on %(far)s of %(all)s question.",
        "The sides are far apart on %(far)s of %(all)s questions.",
        len(pairs),
    ) % {"far": far, "all": len(pairs)}
    return Part(
        (len(pairs) > 1 and pairs[0].question.section) or pairs[0].title,
        [said],
        drawing=drawings.strips(
            [(label, TwoMarks.of(one.values, axis)) for one, label in zip(pairs, labels, strict=True)],
            axis,
            described="; ".join(
                f"{_begun(title)} {sentence(one, region, municipal)}" for one, title in zip(pairs, titles, strict=True)
            ),
        ),
        table=Table(head, rows, numbers=len(head)),
        notes=_ends(axis),
    )


def _ends(axis):
    """The words of the scale's ends, where the drawing has no room for them."""
    return [", ".join(axis.ends) + "."] if axis.ends else []


def _in_words(pairs, region, municipal):
    head = [_("Question"), region.name, municipal.name]
    rows = [[one.title, one.region_said or "–", one.municipal_said or "–"] for one in pairs]
    return Part(_("Other answers"), table=Table(head, rows, numbers=len(head)))


def _beside(beside, forum):
    """The forum among the others, where their figures may be shown."""
    if not beside:
        return []
    rows = []
    for one in beside:
        for name, summary in one.groups:
            rows.append(
                [
                    one.question.text,
                    name,
                    figures.decimal(one.own) if one.own is not None else "–",
                    figures.decimal(summary.mean),
                    f"{figures.decimal(summary.quarter)}–{figures.decimal(summary.three_quarters)}",
                    str(summary.count),
                ]
            )
    head = [
        _("Question"),
        pgettext("of organisations", "Group"),
        forum.name,
        _("Mean"),
        _("Half between"),
        pgettext("number of forums", "Forums"),
    ]
    said = _("The forum's place is the middle of its two sides.")
    return [Part(_("Beside other forums"), [said], table=Table(head, rows, numbers=2))]


def _said(pairs, region, municipal):
    parts = [Part(_("In their own words"))] if pairs else []
    for one in pairs:
        sides = [(region.name, one.region_said), (municipal.name, one.municipal_said)]
        parts.append(Part(one.title, quotes=[Quote(text, name) for name, text in sides if text], is_under=True))
    return parts


# -- a wave, for those who lead --


def report_of_wave(wave, results, *, asked: int, by: str, texts=False) -> Report:
    done = len(results.forums)
    parts = [_spread_part(one) for one in results.scales]
    parts += [
        ladder_part(Ladder(one.question, [(side.label, sum(side.counts.values())) for side in one.sides], one.rows))
        for one in results.ladders
    ]
    parts += _forum_by_forum(results)
    if texts:
        parts += _wave_texts(results)
    revealed = ngettext("%(done)s of %(all)s forum is revealed.", "%(done)s of %(all)s forums are revealed.", asked) % {
        "done": done,
        "all": asked,
    }
    return Report(
        title=_("Results: %(survey)s") % {"survey": wave.title},
        author=by,
        facts=[
            (_("Survey"), wave.title),
            _days(wave),
            (pgettext("report", "Forums"), ", ".join(one.round.forum.name for one in results.forums)),
            _made(by),
        ],
        sentences=[revealed],
        method=[
            _(
                "What those who lead the work see of all forums. In alphabetical order and without ranking: the figures are where the talk in each forum begins."
            ),
            _("The mean is unweighted: each side of each forum counts the same."),
            _(
                "In the drawings the line across is the mean, the thick bar holds at least half of the forums and the thin one goes from the lowest to the highest."
            ),
        ],
        parts=parts,
    )


def _spread_part(one):
    axis = Axis.of(one.question)
    shown = [side for side in one.sides if side.summary]
    rows = [
        [
            side.label,
            figures.decimal(side.summary.mean),
            figures.decimal(side.summary.median),
            figures.span(side.summary.quarter, side.summary.three_quarters),
            figures.span(side.summary.low, side.summary.high),
            str(side.summary.count),
            "–" if side.change is None else figures.signed(side.change) or "0",
        ]
        if side.summary
        else [side.label, *["–"] * 6]
        for side in one.sides
    ]
    head = [
        pgettext("of a forum", "Side"),
        _("Mean"),
        _("Median"),
        _("Half between"),
        _("Lowest to highest"),
        pgettext("number of forums", "Forums"),
        _("Since last time"),
    ]
    return Part(
        one.question.text,
        [one.far_in_words],
        drawing=drawings.strips(
            [(side.label, Strip.of_figures(None, side.summary, axis)) for side in shown],
            axis,
            described="; ".join(
                _("%(group)s: mean %(mean)s") % {"group": side.label, "mean": figures.decimal(side.summary.mean)}
                for side in shown
            ),
            label=SIDE,
        )
        if shown
        else None,
        table=Table(head, rows),
        notes=_ends(axis),
    )


def _forum_by_forum(results):
    """Both sides' figures on each question: the region's first."""
    spreads = [*results.scales, *results.ladders]
    if not spreads or len(spreads) > MOST_COLUMNS:
        return []
    head = [_("Forum"), *(str(number) for number in range(1, len(spreads) + 1))]
    rows = [
        [
            forum.round.forum.name,
            *(
                " / ".join("–" if value is None else str(value) for value in one.pairs[place][1].values)
                for one in spreads
            ),
        ]
        for place, forum in enumerate(results.forums)
    ]
    which = "; ".join(f"{number} {one.question.text}" for number, one in enumerate(spreads, start=1))
    first = _("The region's side first, then the municipality's.")
    return [Part(_("Forum by forum"), [first], table=Table(head, rows), notes=[which])]


def _wave_texts(results):
    parts = [Part(_("In their own words"))] if results.texts else []
    for question, said in results.texts:
        quotes = []
        for round, pair in said:
            quotes += [
                Quote(text, f"{round.forum.name}, {side}")
                for side, text in (
                    (_("The region’s side"), pair.region_said),
                    (_("The municipality’s side"), pair.municipal_said),
                )
                if text
            ]
        parts.append(Part(question.text, quotes=quotes, is_under=True))
    return parts
