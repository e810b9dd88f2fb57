"""Numbered lists: pasted minutes become a task an item, when the items name who does them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.reading.duties import Duty
from handlers.reading.late import Late
from handlers.reading.masks import MARK
from handlers.reading.said import Said
from handlers.reading.targets import Target

Part = tuple[int, int, tuple[Target, ...]]


def marks_of(said: Said) -> tuple[re.Match[str], ...]:
    """Return the marks that open the items of a list, found once for all who ask."""
    return said.once(_find_marks)


def _find_marks(said: Said) -> tuple[re.Match[str], ...]:
    return tuple(MARK.finditer(said.masked))


def after_mark(said: Said, start: int) -> int:
    """Return where an item's own words begin: its number or ① is no part of its title."""
    found = MARK.match(said.masked, start)
    return found.end() if found else start


def first_item(said: Said) -> int:
    """Return where the list begins, 0 where there is none."""
    marks = marks_of(said)
    return marks[0].start() if marks else 0


def items_of(said: Said, targets: Sequence[Target]) -> list[Part]:
    """Return the items with their own targets; none unless two name somebody; a mark without words is no item."""
    marks = marks_of(said)
    if len(marks) < 2:
        return []
    ends = [*(found.start() for found in marks[1:]), len(said.text)]
    items = [(one.start(), end) for one, end in zip(marks, ends, strict=True) if said.masked[one.end() : end].strip()]
    if len(items) < 2:
        return []
    parts = [(start, end, _inside(targets, start, end)) for start, end in items]
    named = [part for part in parts if any(one.duty in (Duty.ASSIGNEE, Duty.LEAD) for one in part[2])]
    head = _inside(targets, 0, items[0][0])
    return _with_head(parts, head) if len(named) >= 2 or (head and not named and _each_limited(said, parts)) else []


def _each_limited(said: Said, parts: list[Part]) -> bool:
    """张三干两件事：一是周三前…，二是周五前…: counted before they are listed, each with a limit of its own."""
    counted = _COUNTED.search(said.bones, 0, parts[0][0])
    return counted is not None and all(
        any(time.bound and start <= time.start < end for time in said.times) for start, end, _ in parts
    )


def _with_head(parts: list[Part], head: tuple[Target, ...]) -> list[Part]:
    """Give an item that names nobody to those named before the list."""
    return [part if part[2] else (part[0], part[1], head) for part in parts]


def _inside(targets: Sequence[Target], start: int, end: int) -> tuple[Target, ...]:
    return tuple(target for target in targets if start <= target.start < end)


_COUNTED = Late(r"[两二三四五六七八几\d](?:件|项|个)(?:事|工作|任务|活)")
