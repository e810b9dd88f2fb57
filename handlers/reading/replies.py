"""What every rule needs to answer with: a reading, the task that is meant, and the names in a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from handlers.reading.choosing import choose
from handlers.reading.late import Late
from handlers.reading.masks import MARK
from handlers.reading.moments import Resolved
from handlers.reading.numerals import number
from handlers.reading.people_of import shown
from handlers.reading.said import Said
from handlers.reading.values import Context, Intent, Reading
from ledger.people import Role

STAFF = frozenset({Role.STAFF, Role.HEAD})
"""Those who report; the other roles assign and decide."""

DECIDERS, BUT_STAFF = frozenset(Role) - STAFF, frozenset(Role) - {Role.STAFF}
"""Those who decide; and whoever may have others do something, the head of an office too."""

_DECISIONS = frozenset({Intent.CLOSE_APPROVE, Intent.CLOSE_REJECT, Intent.CANCEL, Intent.REASSIGN})
_DIGIT = Late(r"\d")  # Left over where numbers, times and quantities are taken out: it may name a task.

DELTA = Late(r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3}|半)(?P<more>个半|个)?(?P<unit>工作日|天|日|周|星期|礼拜|月)")
_LETTERS = {"工作日": "wd", "天": "d", "日": "d", "周": "w", "星期": "w", "礼拜": "w", "月": "m"}


def heard(said: Said, intent: Intent, *, asks: Iterable[str] = (), **args: Any) -> Reading:
    """Return a reading without tasks of its own."""
    kept = {name: value for name, value in args.items() if value not in (None, (), [], "")}
    people = tuple((one.entry.name, one.entry.who) for one in said.mentions)
    return Reading(
        text=said.text,
        intent=intent,
        task_number=said.number,
        args=kept,
        asks=tuple(dict.fromkeys(asks)),
        people=people,
        task_numbers=tuple(dict.fromkeys(one.number for one in said.numbers)),
        unclear=said.unclear
        or (intent in _DECISIONS and not said.numbers and bool(_DIGIT.search(MARK.sub("", said.bones)))),
    )


def which_task(said: Said) -> tuple[str, ...]:
    """Ask which task is meant, unless its number or the message replied to says so."""
    return () if said.number or said.context is Context.REPLY else ("which_task",)


def names(said: Said, found: re.Match[str] | None, group: str = "who") -> tuple[str, ...]:
    """Return the names that stand in a group of a match on the bones."""
    if found is None or found[group] is None:
        return ()
    start, end = found.span(group)
    inside = [one for one in said.mentions if start <= one.start and one.end <= end]
    persons = {one.start for one in inside if one.entry.person}
    return tuple(shown(one.entry) for one in inside if one.entry.person or one.end not in persons)  # 信息科王五 is one.


def all_names(said: Said) -> tuple[str, ...]:
    """Return every name in the message, as the reading shows it."""
    return tuple(dict.fromkeys(shown(one.entry) for one in said.mentions))


def only(found: tuple[str, ...]) -> str | list[str] | None:
    """Return one name as itself, several as a list, none as nothing."""
    return found[0] if len(found) == 1 else list(found) or None


def deadline(said: Said) -> Resolved:
    """Return the deadline said, with nothing in it where none is."""
    chosen = choose(said)
    return chosen.resolved if chosen else Resolved()


def delta(said: Said, start: int = 0) -> str | None:
    """Return a span to add to the deadline in force: +2d, +3wd, +1m."""
    found = DELTA.search(said.masked, start)
    if found is None or (found["unit"] == "月" and not found["more"]):
        return None
    if found["n"] == "半":
        return "+15d" if found["unit"] == "月" else None
    count = number(found["n"])
    if not count or found["more"] == "个半":
        return None
    letter = _LETTERS[found["unit"]]
    return f"+{count * 7}d" if letter == "w" else f"+{count}{letter}"
