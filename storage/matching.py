"""Matching: who on a new roster is who on the old one, in one pass over both."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from typing import Any

from storage.types import plain


def matched(known: Sequence[Any], rows: Sequence[tuple[str, int | None]]) -> dict[int, Any]:
    """Return who each row (name, unit) is, by its position; whoever is new has no place in it.

    ``known`` have ``id``, ``name``, ``unit`` and ``left_at``. They are the same by name and unit, the first of the old
    roster first; by the name alone where only one of it is left on both sides, who has not left the office.
    """
    found = _in_same_unit(known, rows)
    taken = {one.id for one in found.values()}
    free: defaultdict[str, list[Any]] = defaultdict(list)
    for one in known:
        if one.id not in taken and one.left_at is None:
            free[one.name].append(one)
    waiting = Counter(name for position, (name, _) in enumerate(rows) if position not in found)
    for position, (name, _) in enumerate(rows):
        same = free[plain(name)]
        if position not in found and len(same) == waiting[name] == 1:
            found[position] = same.pop()
            waiting[name] = 0
    return found


def _in_same_unit(known: Sequence[Any], rows: Sequence[tuple[str, int | None]]) -> dict[int, Any]:
    free: defaultdict[tuple[str, int | None], deque[Any]] = defaultdict(deque)
    for one in known:
        free[one.name, one.unit].append(one)
    found: dict[int, Any] = {}
    for position, (name, unit) in enumerate(rows):
        if same := free[plain(name), unit]:
            found[position] = same.popleft()
    return found
