"""``crash_points``: the power is cut at every durable step of the canonical day, and again while it recovers."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.chaos import oracle
from tests.chaos.canonical import a_day, final, steps_log
from tests.chaos.run import Figure, Run, at_least, none, shown

SAMPLED = 2
"""Days of the short form, spread over the steps by the seed."""
RECOVERY = 14
"""A second cut falls within so many steps of the start after the first: what recovery does, and the next act."""

VARIES = 10
"""So many steps fewer may a day have than the undisturbed one, for what falls together is one commit: at its end there
may be none left to be cut at."""

Cuts = tuple[int, ...]


@dataclass(frozen=True)
class Outcome:
    """How one disturbed day ended."""

    cuts: Cuts
    deaths: int
    differences: tuple[str, ...]
    violations: tuple[str, ...]


async def crash_points(run: Run) -> list[Figure]:
    """Live the day undisturbed, then once for every step at which it can be cut, and compare."""
    wanted, steps = await _undisturbed(run)
    chosen = _chosen(run, steps)
    outcomes = await _all(run, chosen, wanted)
    within = [one for one in outcomes if one.cuts[0] <= steps - VARIES]
    again = [one for one in outcomes if one.deaths > 1]
    return [
        at_least("durable steps of the day", steps, 60),
        shown("days lived", len(outcomes)),
        shown("days with a power cut", sum(one.deaths > 0 for one in outcomes)),
        at_least("of those whose step the day surely reaches", sum(one.deaths > 0 for one in within), len(within)),
        at_least("days with a second one", len(again), sum(len(cuts) > 1 for cuts in chosen) // 2),
        none("days that ended otherwise", (f"{one.cuts}: {one.differences[0]}" for one in outcomes if one.differences)),
        none("days that do not add up", (f"{one.cuts}: {one.violations[0]}" for one in outcomes if one.violations)),
    ]


def _chosen(run: Run, steps: int) -> list[Cuts]:
    """Return the cuts of each day: every step, on every other day with a second cut in the recovery."""
    if run.cuts:
        return [run.cuts]
    chance = run.chance("cuts")
    places = chance.sample(range(1, steps + 1), SAMPLED) if run.short else range(1, steps + 1)
    days = [(n,) if number % 2 else (n, chance.randint(1, RECOVERY)) for number, n in enumerate(places)]
    first, last = run.steps or (1, steps)
    return [cuts for cuts in days if first <= cuts[0] <= last]


async def _undisturbed(run: Run) -> tuple[dict[str, object], int]:
    async with a_day(run) as day:
        await day.live()
        return final(day.office), len(steps_log(day.office).read_text("utf-8").splitlines())


async def _all(run: Run, chosen: Sequence[Cuts], wanted: dict[str, object]) -> list[Outcome]:
    places = asyncio.Semaphore(run.at_once)

    async def one(cuts: Cuts) -> Outcome:
        async with places:
            outcome = await _disturbed(run, cuts, wanted)
        wrong = (*outcome.differences, *outcome.violations)
        for line in wrong or ("as undisturbed",):
            print(f"{cuts}: {line}", file=sys.stderr, flush=True)  # The last day may be an hour away.
        return outcome

    async with asyncio.TaskGroup() as group:
        days = [group.create_task(one(cuts)) for cuts in chosen]
    return [day.result() for day in days]


async def _disturbed(run: Run, cuts: Cuts, wanted: dict[str, object]) -> Outcome:
    async with a_day(run, *cuts) as day:
        try:
            await day.live()
        except (TimeoutError, RuntimeError) as broken:  # One day's: the others are lived all the same.
            log = day.office.bot.log.read_text("utf-8", "replace")
            return Outcome(cuts, day.deaths, (f"{broken} after {day.deaths} deaths: …{log[-600:]}",), ())
        found = final(day.office)
        violations = tuple(figure.line() for figure in await oracle.check(day.office) if not figure.reached)
        return Outcome(cuts, day.deaths, differences(wanted, found), violations)


def differences(wanted: Mapping[str, object], found: Mapping[str, object]) -> tuple[str, ...]:
    """Return what a day left behind that another one did not."""
    return tuple(_difference(what, wanted[what], found[what]) for what in wanted if wanted[what] != found[what])


def _difference(what: str, wanted: object, found: object) -> str:
    if isinstance(wanted, dict) and isinstance(found, dict):
        parts = {
            key: (wanted.get(key), found.get(key)) for key in {*wanted, *found} if wanted.get(key) != found.get(key)
        }
        return f"{what}: {parts}"
    return f"{what}: {wanted} became {found}"
