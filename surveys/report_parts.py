"""The parts of a report of organisations' answers: each with a sentence, a drawing and the figures behind it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from surveys import drawings, figures
from surveys.queries.distributions import distributions_of
from surveys.queries.ladders import ladders_by_side
from surveys.queries.rates import response_rates
from surveys.radar import radars_of
from surveys.reports import Part, Quote, Table
from surveys.result_rows import rows_of

# -- questions whose answers are steps of a scale --


def radars(results) -> list[Part]:
    return [_radar_part(radar) for radar in radars_of(results)]


def scales(results) -> list[Part]:
    return [_scale_part(title, those, results) for group in results.scale_groups for title, those in _sections(group)]


def _sections(group):
    """The questions of each section together, in order."""
    found = {}
    for one in group:
        found.setdefault(one.question.section or one.question.get_kind_display(), []).append(one)
    return found.items()


def _radar_part(radar):
    head = [_("Section") if radar.by_sections else _("Question")]
    names = {
        "own": radar.own_name,
        "was": pgettext("figure", "Before"),
        "mean": _("Mean: %(group)s") % {"group": radar.group_name},
    }
    shown = [which for which in ("own", "was", "mean") if which in radar.has]
    rows = [
        [
            spoke.title if spoke.is_clause else f"{spoke.label} {spoke.title}",
            *(spoke.words(which) for which in shown),
        ]
        for spoke in radar.spokes
    ]
    middle = _("The middle is %(middle)s, the rim %(rim)s.") % {"middle": radar.middle, "rim": radar.rim}
    careful = _(
        "Read the figures beside: the surface grows faster than they do, and the order of the spokes decides the shape."
    )
    return Part(
        _("All in a radar"),
        [middle, careful],
        drawing=drawings.of_radar(radar),
        table=Table(head + [str(names[which]) for which in shown], rows),
    )


def _scale_part(title, those, results):
    written = rows_of(those, results)
    labels = [
        f"§ {one.provision.number}" if one.provision else str(number) for number, one in enumerate(those, start=1)
    ]
    titles = [one.title if one.provision else f"{label} {one.title}" for one, label in zip(those, labels, strict=True)]
    described = "; ".join(f"{name}: {row['described']}" for name, row in zip(titles, written["rows"], strict=True))
    head = [_("Clause") if written["about_clauses"] else _("Question")]
    if results.own_answered:
        head.append(results.own.short_name)
    head += [_("Mean"), _("Median"), _("Half between"), _("Lowest to highest"), _("Answers")]
    rows = [
        [
            name,
            *([row["own"]] if results.own_answered else []),
            *(row[figure] for figure in ("mean", "median", "half", "spread")),
            "–" if row["count"] is None else str(row["count"]),
        ]
        for name, row in zip(titles, written["rows"], strict=True)
    ]
    return Part(
        str(title),
        _scale_sentences(those, labels, results),
        drawing=drawings.strips(
            [(label, row["strip"]) for label, row in zip(labels, written["rows"], strict=True)],
            written["axis"],
            described=described,
        ),
        table=Table(head, rows),
    )


def _scale_sentences(those, labels, results):
    """What the drawing says, in plain words."""
    shown = [(one.compared.mean, label) for one, label in zip(those, labels, strict=True) if one.compared]
    said, group = [], results.chosen.name
    if len(shown) > 1 and min(shown)[0] != max(shown)[0]:
        (low, lowest), (high, highest) = min(shown, key=lambda one: one[0]), max(shown, key=lambda one: one[0])
        said.append(
            _("%(group)s: the mean is lowest in %(lowest)s (%(low)s) and highest in %(highest)s (%(high)s).")
            % {
                "group": group,
                "lowest": lowest,
                "low": figures.decimal(low),
                "highest": highest,
                "high": figures.decimal(high),
            }
        )
    elif shown:
        said.append(_("%(group)s: the mean is %(mean)s.") % {"group": group, "mean": figures.decimal(shown[0][0])})
    else:
        said.append(_("The figures of the others are not shown here."))
    both = [one for one in those if one.compared and one.own.value is not None]
    if both:
        over = sum(one.own.value > one.compared.mean for one in both)
        under = sum(one.own.value < one.compared.mean for one in both)
        said.append(
            ngettext(
                "%(own)s is above the mean in %(over)s and below it in %(under)s of %(all)s question.",
                "%(own)s is above the mean in %(over)s and below it in %(under)s of %(all)s questions.",
                len(both),
            )
            % {"own": results.own.short_name, "over": over, "under": under, "all": len(both)}
        )
    return said


# -- since the round before --


def changes(results) -> list[Part]:
    """One's own answers and the group's mean now and before, with a word of care."""
    moved = [one for one in results.scales if one.change is not None or one.compared_change is not None]
    if not moved:
        return []
    has_own = any(one.change is not None for one in moved)
    has_mean = any(one.compared_change is not None for one in moved)
    head = [_("Question")]
    if has_own:
        head += [
            _("%(organisation)s before") % {"organisation": results.own.short_name},
            pgettext("figure", "Now"),
            pgettext("figure", "Change"),
        ]
    if has_mean:
        head += [_("Mean before"), _("Mean now"), _("Change of the mean")]
    rows = [
        [one.title, *(_own_change(one) if has_own else []), *(_mean_change(one) if has_mean else [])] for one in moved
    ]
    said = []
    if has_own:
        changes = [one.change for one in moved if one.change is not None]
        said.append(
            _("%(own)s has moved forward on %(forward)s of %(all)s questions and back on %(back)s.")
            % {
                "own": results.own.short_name,
                "forward": sum(change > 0 for change in changes),
                "all": len(changes),
                "back": sum(change < 0 for change in changes),
            }
        )
    if has_mean:
        changes = [one.compared_change for one in moved if one.compared_change is not None]
        said.append(
            _("%(group)s: the mean has risen on %(up)s of %(all)s questions and fallen on %(down)s.")
            % {
                "group": results.chosen.name,
                "up": sum(figures.signed(change).startswith("+") for change in changes),
                "all": len(changes),
                "down": sum(figures.signed(change).startswith(figures.MINUS) for change in changes),
            }
        )
    notes = []
    if any(one.is_small for one in moved) or has_own:
        notes.append(
            _(
                "Read the changes with care. Less than one step, or fewer than ten organisations behind a mean, says little: a single organisation that has thought again is enough, or that others have answered this time."
            )
        )
    return [Part(_("Since the round before"), said, table=Table(head, rows), notes=notes)]


def _own_change(one):
    if one.change is None:
        return ["–", figures.own_text(one.own), "–"]
    return [str(one.own_before.value), str(one.own.value), figures.signed(one.change) or "0"]


def _mean_change(one):
    if one.compared_change is None:
        return ["–", figures.decimal(one.compared.mean) if one.compared else "–", "–"]
    before = one.groups_before[one.chosen].mean
    sign = figures.signed(one.compared_change) or "0"
    return [figures.decimal(before), figures.decimal(one.compared.mean), sign]


# -- ladders and choices --


def ladders(results) -> list[Part]:
    """How many of each side stand on each step, where the side may be shown."""
    return [ladder_part(one) for one in ladders_by_side(results)]


def ladder_part(ladder):
    sides = [name for name, _count in ladder.sides]
    head = [pgettext("of a ladder", "Step"), *sides]
    rows = [
        [f"{number} {word}", *("–" if count is None else str(count) for count in counts)]
        for number, word, counts in ladder.steps
    ]
    totals = [count for _name, count in ladder.sides]
    rows.append([_("All"), *("–" if count is None else str(count) for count in totals)])
    said, lines = [], []
    for place, (name, total) in enumerate(ladder.sides):
        if not total:
            continue
        counted = [(number, word, counts[place]) for number, word, counts in ladder.steps]
        most = max(count for _number, _word, count in counted)
        where = ", ".join(str(number) for number, _word, count in counted if count == most)
        said.append(
            _("%(side)s: most stand on step %(step)s (%(count)s of %(all)s each).")
            % {"side": name, "step": where, "count": most, "all": total}
            if "," in where
            else _("%(side)s: most stand on step %(step)s (%(count)s of %(all)s).")
            % {"side": name, "step": where, "count": most, "all": total}
        )
        lines += [
            (_("%(side)s, step %(step)s") % {"side": name, "step": number}, 100 * count / total, f"{count}/{total}")
            for number, _word, count in counted
        ]
    return Part(
        _("The ladder, side by side: %(question)s") % {"question": ladder.question.text},
        said or [_("Too few have answered for anything to be shown.")],
        drawing=drawings.bars(lines, described=" ".join(said)) if lines else None,
        table=Table(head, rows),
    )


def distributions(results) -> list[Part]:
    """Every question that is neither a step nor a text."""
    return [part for one in distributions_of(results) for part in _spread(one, results)]


def _spread(one, results):
    own = _own_words(one, results)
    if not one.is_shown:
        return [Part(one.question.text, [_("Too few have answered for anything to be shown."), *own])]
    parts = [_block_part(one, block, own) for block in one.blocks]
    if one.figures:
        head = [pgettext("of a question", "Figure"), pgettext("figure", "Value")]
        said = [] if parts else own
        parts.append(
            Part(one.question.text, said, table=Table(head, [[*row] for row in one.figures]), is_under=bool(parts))
        )
    return parts


def _own_words(one, results):
    return [_("%(name)s: %(value)s") % {"name": results.own.short_name, "value": one.own}] if one.own else []


def _block_part(one, block, own):
    title = f"{one.question.text}: {block.title}" if block.title else one.question.text
    total = block.bars[0].total if block.bars else 0
    most = max((bar.count for bar in block.bars), default=0)
    top = [bar.text for bar in block.bars if bar.count == most]
    said = [
        _("%(count)s of %(all)s have answered “%(answer)s”, which is the most common answer.")
        % {"count": most, "all": total, "answer": top[0]}
        if len(top) == 1
        else ngettext("%(all)s organisation has answered.", "%(all)s organisations have answered.", total)
        % {"all": total}
    ]
    rows = [[bar.text, str(bar.count), f"{bar.percent} %"] for bar in block.bars]
    return Part(
        title,
        said + own,
        drawing=drawings.bars(
            [(bar.text, bar.percent, f"{bar.count} ({bar.percent} %)") for bar in block.bars],
            described="; ".join(f"{bar.text}: {bar.count}" for bar in block.bars),
        ),
        table=Table(
            [pgettext("survey answer", "Answer"), _("Number of answers"), pgettext("of all", "Share")],
            rows,
        ),
    )


# -- who has answered, and what was written --


def rates(results) -> list[Part]:
    return [_rate_part(heading, groups) for heading, groups in response_rates(results)]


def _rate_part(heading, groups):
    lines = [(rate.name, rate.percent, f"{rate.done}/{rate.asked}") for rate in groups]
    rows = [[rate.name, str(rate.done), str(rate.asked), f"{rate.percent} %"] for rate in groups]
    everybody = {"done": sum(rate.done for rate in groups), "all": sum(rate.asked for rate in groups)}
    return Part(
        _("Who has answered: %(groups)s") % {"groups": heading.lower()},
        [_("%(done)s of %(all)s organisations have answered.") % everybody],
        drawing=drawings.bars(lines, described="; ".join(f"{rate.name}: {rate.done}/{rate.asked}" for rate in groups)),
        table=Table(
            [
                pgettext("of organisations", "Group"),
                _("Have answered"),
                pgettext("organisations", "Asked"),
                pgettext("of all", "Share"),
            ],
            rows,
        ),
    )


def texts(results) -> list[Part]:
    """What was written, as far as the reader of the results may read it."""
    groups = results.open_answers()
    if not groups:
        return []
    count = sum(group.count for group in groups)
    parts = [Part(_("In their own words"), [ngettext("%(count)s text.", "%(count)s texts.", count) % {"count": count}])]
    for group in groups:
        for question in group.questions:
            title = f"{group.title}: {question.question.text}" if group.title else question.question.text
            quotes = [Quote(answer.text, answer.organisation.short_name) for answer in question.answers]
            parts.append(Part(title, quotes=quotes, is_under=True))
    return parts
