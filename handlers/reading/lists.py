"""Numbered lists: pasted minutes become a task an item, when the items name who does them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.reading.duties import Duty
from handlers.reading.said import Said
from handlers.reading.targets import Target

_MARK = re.compile(
    r"(?=[①-⑩⑴-⑽⒈-⒑\s(\d一二三四五六七八九十•·*第首其再最-])(?:[①-⑩⑴-⑽⒈-⒑]|(?:^|(?<=[\n;。:,\s]))\s{0,12}(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:[.、)]|\s?[.、)])(?!\d)|[-•·*]\s|(?:第[一二三四五六七八九]|[一二三四五六七八九]是|首先|其次|再次|最后)(?:[,、:]|(?=[请由\ue000]|\ue002))))"
)
Part = tuple[int, int, tuple[Target, ...]]


def after_mark(said: Said, start: int) -> int:
    """Return where an item's own words begin: its number or ① is no part of its title."""
    found = _MARK.match(said.masked, start)
    return found.end() if found else start


def first_item(said: Said) -> int:
    """Return where the list begins, 0 where there is none."""
    found = _MARK.search(said.masked)
    return found.start() if found else 0


def items_of(said: Said, targets: Sequence[Target]) -> list[Part]:
    """Return the items with their own targets; none unless at least two items name somebody."""
    starts = [found.start() for found in _MARK.finditer(said.masked)]
    if len(starts) < 2:
        return []
    ends = [*starts[1:], len(said.text)]
    parts = [(start, end, _inside(targets, start, end)) for start, end in zip(starts, ends, strict=True)]
    named = [part for part in parts if any(one.duty in (Duty.ASSIGNEE, Duty.LEAD) for one in part[2])]
    return _with_head(parts, _inside(targets, 0, starts[0])) if len(named) >= 2 else []


def _with_head(parts: list[Part], head: tuple[Target, ...]) -> list[Part]:
    """Give an item that names nobody to those named before the list."""
    return [part if part[2] else (part[0], part[1], head) for part in parts]


def _inside(targets: Sequence[Target], start: int, end: int) -> tuple[Target, ...]:
    return tuple(target for target in targets if start <= target.start < end)
