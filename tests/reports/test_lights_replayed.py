"""Any past day's light follows from the entries: thirty random days against a computation that shares no code."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from ledger import entries as e
from ledger.entries import TaskEntry
from ledger.folding import replay
from ledger.lights import light_of
from tests.support.facts import HOUSE, LI, QIAN, ZHANG, Diary, local, to

FIRST = local("11-02 09:00")  # Two months without a feast or a make-up day: workdays are Monday to Friday.
SPAN = 50
HIS = to(ZHANG)[0]


def test_each_light_of_thirty_random_days_is_recomputed_from_the_entries():
    chance = random.Random(20261125)
    lives = [life(chance, number) for number in range(1, 61)]
    moments = [FIRST + timedelta(minutes=chance.randrange(SPAN * 24 * 60)) for _ in range(30)]
    seen = set()
    for moment in moments:
        for diary in lives:
            known = [record for record in diary.records if record.entry.at <= moment]
            if known:
                lit = light_of(replay(known), moment, HOUSE)
                found = (lit.light.value, lit.claimed) if lit else None
                assert found == light([record.entry for record in known], moment), (moment, known)
                seen.add(found)
    assert seen == {None, *((light_, claimed) for light_ in ("red", "yellow", "green") for claimed in (True, False))}


def life(chance: random.Random, number: int) -> Diary:
    """Return one task's random life."""
    diary, day = Diary(), chance.randrange(10)
    due = None if chance.random() < 0.1 else stamp(day + chance.randrange(1, 30), 18)
    diary.assign(number, "汇总", ZHANG, at=stamp(day, 9), due=due)
    blocked = claimed = False
    for step in sorted(chance.sample(range(day + 1, day + 40), 8)):
        act = (
            chance.choice(["note", "move", "block", "claim"]) if not claimed else chance.choice(["wait", "back", "end"])
        )
        at = stamp(step, chance.randrange(9, 18))
        match act:
            case "note":
                diary.on(e.ProgressNoted, number, at, ZHANG, HIS, note="推进中")
            case "move":
                diary.on(e.Amended, number, at, LI, deadline=local(stamp(step + chance.randrange(1, 12), 18)))
            case "block":
                diary.on(e.BlockerCleared if blocked else e.BlockerRaised, number, at, ZHANG, HIS,
                         **({} if blocked else {"reason": "缺数据"}))  # fmt: skip
                blocked = not blocked
            case "claim":
                diary.on(e.CompletionClaimed, number, at, ZHANG, HIS)
                claimed, blocked = True, False
            case "back":
                diary.on(e.Returned, number, at, QIAN, missing="盖章版")
                claimed = False
            case "end":
                diary.on(e.Closed, number, at, QIAN)
                return diary
    return diary


def stamp(day: int, hour: int) -> str:
    """Return that hour of the day of the span, in office words."""
    return f"{(FIRST + timedelta(days=day)):%Y-%m-%d} {hour:02d}:00"


def light(entries: Sequence[TaskEntry], moment: datetime) -> tuple[str, bool] | None:
    """Return the light by the words of the rule, from nothing but the entries in their order."""
    deadline = claim = blocker = None
    for entry in entries:
        match type(entry).__name__:
            case "Closed":
                return None
            case "Assigned" | "Amended":
                deadline = entry.deadline
            case "BlockerRaised":
                blocker = entry.at
            case "BlockerCleared":
                blocker = None
            case "CompletionClaimed":
                claim, blocker = entry.at, None
            case "Returned":
                claim = None
    at = claim or moment
    if deadline is not None and at > deadline:
        return "red", claim is not None
    near = deadline is not None and weekdays(at, deadline) <= 3
    stuck = blocker is not None and weekdays(blocker, at) >= 3
    return ("yellow" if near or stuck else "green"), claim is not None


def weekdays(start: datetime, end: datetime) -> int:
    """Count the days from Monday to Friday after the first day up to the last one, in the office's zone."""
    first, last = ((moment + timedelta(hours=8)).date() for moment in (start, end))
    return sum((first + timedelta(days=step)).weekday() < 5 for step in range(1, (last - first).days + 1))
