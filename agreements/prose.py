"""Plain text as people type it, made readable: paragraphs, line breaks, and lines with a dash or a dot as a list."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

BULLET = re.compile(r"\s*[-–•*·]\s+")
BREAK = mark_safe("<br>")


def prose(text: str) -> str:
    """The text as safe markup: <p> and <ul>; everything in it is escaped."""
    blocks = []
    for lines in _blocks((text or "").replace("\r\n", "\n").strip()):
        for is_list, part in _runs(lines):
            if is_list:
                items = format_html_join("", "<li>{}</li>", ((BULLET.sub("", line, count=1),) for line in part))
                blocks.append(format_html("<ul>{}</ul>", items))
            else:
                blocks.append(format_html("<p>{}</p>", format_html_join(BREAK, "{}", ((line,) for line in part))))
    return format_html_join("\n", "{}", ((one,) for one in blocks))


def _blocks(text):
    """The lines between empty lines."""
    return [block.split("\n") for block in re.split(r"\n\s*\n", text) if block.strip()]


def _runs(lines):
    """(is a list, lines), each run as long as it goes."""
    runs = []
    for line in lines:
        is_list = bool(BULLET.match(line))
        if not runs or runs[-1][0] != is_list:
            runs.append((is_list, []))
        runs[-1][1].append(line.strip())
    return runs
