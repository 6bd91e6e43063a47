"""The page's drawings as files that stand by themselves: the same marks at the same places, with colours of their own.

A file has no tokens to ask, so the colours are those of the light theme on white paper.
"""

from django.template.loader import render_to_string

from surveys.reports import Drawing
from surveys.strips import TwoMarks

INK, INK_3, LINE, LINE_2, ACCENT, PAPER = "#14242a", "#5a6b72", "#dce4e6", "#b7c5c9", "#005b64", "#ffffff"
FONT = '"Libertinus Serif","Times New Roman",serif'
STYLE = f"""
text{{font-family:{FONT};font-size:12px;fill:{INK}}}
.mark,.step{{fill:{INK_3};font-size:11px}}.mark{{text-anchor:middle}}.count{{text-anchor:end}}
.grid,.ring,.spoke{{stroke:{LINE};stroke-width:1;fill:none}}
.spread,.all{{fill:{LINE}}}.half{{fill:{LINE_2}}}.part{{fill:{ACCENT}}}
.mean{{stroke:{INK};stroke-width:2}}.move{{stroke:{ACCENT};stroke-width:2}}
.own,.dot-own{{fill:{ACCENT};stroke:{PAPER};stroke-width:2}}
.other{{fill:{INK};stroke:{PAPER};stroke-width:2}}.apart{{stroke:#6f8289;stroke-width:3}}
.was,.dot-was{{fill:{PAPER};stroke:{ACCENT};stroke-width:1.5}}
.dot-mean{{fill:{INK};stroke:{PAPER};stroke-width:1}}
.line-own,.line-was,.line-mean{{fill:none;stroke:{ACCENT};stroke-width:2.5}}
.line-was{{stroke-width:1.5;stroke-dasharray:2 4}}.line-mean{{stroke:{INK};stroke-width:2;stroke-dasharray:7 4}}
"""
WIDTH, LABEL, ROW = 520, 60, 34
SHORT, LONGEST = 8, 34  # letters
BAR_LABEL, COUNT = 190, 62


def strips(rows, axis, *, described, label=LABEL) -> Drawing:
    """(label, Strip or TwoMarks) under one axis; `label` is the room to the left of them."""
    room = WIDTH - label
    places = [label + room * float(mark["x"].rstrip("%")) / 100 for mark in axis.marks]
    texts = [
        {"kind": "mark", "x": f"{place:.1f}", "y": 12, "text": mark["text"]}
        for place, mark in zip(places, axis.marks, strict=True)
    ]
    if len(texts[-1]["text"]) > SHORT:  # what would go over the edge ends at it
        texts[-1] |= {"kind": "step count", "x": WIDTH}
    texts += [
        {"kind": "name", "x": 0, "y": 20 + ROW * place + 20, "text": text} for place, (text, _strip) in enumerate(rows)
    ]
    context = {
        "texts": texts,
        "left": label,
        "room": room,
        "strips": [
            {"y": 20 + ROW * place, "strip": strip, "is_pair": isinstance(strip, TwoMarks)}
            for place, (_label, strip) in enumerate(rows)
        ],
    }
    return _drawing(20 + ROW * len(rows), context, described)


def bars(rows, *, described) -> Drawing:
    """(label, share of the whole width, from 0 to 100, what stands at the end)."""
    room = WIDTH - BAR_LABEL - COUNT
    texts = []
    for place, (label, _percent, count) in enumerate(rows):
        short = label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip()}…"
        texts += [
            {"kind": "name", "x": 0, "y": 15 + 22 * place, "text": short},
            {"kind": "count", "x": WIDTH, "y": 15 + 22 * place, "text": count},
        ]
    context = {
        "texts": texts,
        "left": BAR_LABEL,
        "room": room,
        "bars": [
            {"y": 5 + 22 * place, "width": f"{room * percent / 100:.1f}"}
            for place, (_label, percent, _count) in enumerate(rows)
        ],
    }
    return _drawing(22 * len(rows) + 4, context, described)


def of_radar(radar) -> Drawing:
    return _drawing(400, {"radar": radar, "texts": []}, radar.described, width=400, share=50)


def _drawing(height, context, described, *, width=WIDTH, share=100):
    for text in context["texts"]:
        text["text"] = "".join(letter if letter.isprintable() else " " for letter in str(text["text"]))
    svg = render_to_string(
        "surveys/report_drawing.svg", {"width": width, "height": height, "style": STYLE, **context}
    ).strip()
    return Drawing(svg, described, width=width, share=share)
