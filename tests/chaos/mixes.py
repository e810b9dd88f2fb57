"""``mixes``: every fault on every method that the bot calls; it is back within half a minute and nothing is lost."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.chaos import conserved, oracle
from tests.chaos.load import Crowd
from tests.chaos.office import PATIENCE, Office, at, opened
from tests.chaos.run import Figure, Run, at_least, at_most
from tests.chaos.seeding import Plan
from tests.chaos.working import finish, rest, warm_up

PLAN = Plan(groups=3, start=at("2026-11-26 09:00"))
BACK = 30.0
"""Seconds within which everything that was held up is done."""
TWICE = 2
STEPS = 8
FEW = 2
PASSING: tuple[dict[str, Any], ...] = (
    {"kind": "error", "code": 500},
    {"kind": "error", "code": 429, "retry_after": 2},
    {"kind": "error", "code": 409},
    {"kind": "html"},
    {"kind": "garbage"},
    {"kind": "half"},
    {"kind": "truncated"},
    {"kind": "drop"},
    {"kind": "hang", "seconds": 3},
)
REFUSALS: tuple[dict[str, Any], ...] = ({"kind": "error", "code": 403}, {"kind": "error", "code": 400})
"""Where a message, a tap or a file is concerned the platform means them, and the bot gives up; here nothing is."""
STANDSTILL: dict[str, Any] = {"kind": "hang", "seconds": 300}
"""A long poll that is never answered; met once, for the bot waits for it as long as half a minute allows."""
AT_WORK = ("getUpdates", "sendMessage", "editMessageText", "answerCallbackQuery", "getFile")
AT_START = ("getMe", "deleteWebhook", "setMyCommands")
UNDONE = (429, 409)
"""Codes by which the platform says that it did nothing: they come before the effect only."""
CONCERNS_NOTHING = ("getUpdates", *AT_START)


@dataclass(frozen=True)
class Trial:
    """One fault on one method."""

    method: str
    fault: dict[str, Any]
    when: str
    times: int = TWICE


async def mixes(run: Run) -> list[Figure]:
    """Try the faults one after the other while the crowd works; the short size tries a few of them."""
    async with opened(run, PLAN) as office:
        crowd, chance = Crowd(office, run.chance("crowd"), tasks_wanted=1000), run.chance("trials")
        await warm_up(office, crowd)
        took, played = list[float](), 0
        trials = list(_trials(chance))
        for trial in trials[:FEW] if run.short else trials:
            fault = office.fault(method=trial.method, when=trial.when, count=trial.times, **trial.fault)
            took.append(await _through(office, crowd, trial))
            played += fault.played > 0
            office.world.faults.clear()
        refused = await _refused(office, crowd, seconds=6 if run.short else 20)
        await finish(office, crowd)
        return [
            at_least("faults that met their call", played, 0.9 * len(took)),
            at_most("seconds until all was done, at most", round(max(took), 1), BACK),
            at_most("polls in 5 s while the token is refused", refused, 1),
            *await conserved.check(office, crowd),
            *await oracle.check(office),
        ]


def _trials(chance: random.Random) -> Iterator[Trial]:
    """Yield every method with every fault that can meet it, before or after the effect, in an order of chance."""
    found = [
        Trial(method, fault, "before" if fault.get("code") in UNDONE else chance.choice(("before", "after")))
        for method in (*AT_WORK, *AT_START)
        for fault in (*PASSING, *(REFUSALS if method in CONCERNS_NOTHING else ()))
    ]
    chance.shuffle(found)
    found.insert(len(found) // 2, Trial("getUpdates", STANDSTILL, "before", times=1))
    yield from found


async def _through(office: Office, crowd: Crowd, trial: Trial) -> float:
    """Let the crowd do what brings the method about, and return the seconds until all of it is done."""
    if trial.method in AT_START:
        await office.bot.stop()
        await office.bot.start()
    began = time.monotonic()
    crowd.assigns()
    crowd.photographs()
    for _ in range(STEPS):
        crowd.step()
    await rest(office, crowd, patience=PATIENCE)
    return time.monotonic() - began


async def _refused(office: Office, crowd: Crowd, *, seconds: float) -> float:
    """Refuse the token for a while; return how often the bot asked with it in 5 s meanwhile."""
    before = office.world.journal.seq
    office.fault(code=401, count=-1)
    began = time.monotonic()
    crowd.step()
    await office.until(lambda: time.monotonic() - began >= seconds, patience=2 * seconds)
    office.world.faults.clear()
    polls = [call for call in office.world.journal.since(before, "getUpdates") if call["status"] == 401]
    return len(polls) / (seconds / 5)
