"""Where a long title breaks: each line whole in sense, the lines about equally long (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

import re

from reports.papers.sheet import SIDES, TITLE_FONT, signs

ROOM = int(SIDES.width / 25.4 * 72 / TITLE_FONT.size)
"""Signs of the title that one line of the measure holds: 20."""
_BREAKS = re.compile(
    r"(?<=[日月年度》，、））])(?=[^日月年度》，、）)至内前后]{2})|(?<= )(?=\S)|(?=督查事项|办理情况|会议|关于|《)"
)


def title_lines(title: str) -> tuple[str, ...]:
    """Return the title in as few lines as hold it, broken between words where one can tell them."""
    if signs(title) <= ROOM:
        return (title,)
    places = [at for at in (found.start() for found in _BREAKS.finditer(title)) if 0 < at < len(title)]
    lines = -(-signs(title) // ROOM)
    wanted = signs(title) / lines
    able = [at for at in places if signs(title[:at]) <= ROOM and signs(title[at:]) <= ROOM * (lines - 1)]
    at = min(able or range(1, len(title)), key=lambda at: abs(signs(title[:at]) - wanted))
    return (title[:at].rstrip(), *title_lines(title[at:]))
