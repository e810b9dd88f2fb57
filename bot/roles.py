"""Roles: what of the work this process does, and the turn of each that one process at a time has."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping

from bot.process import Loop
from bot.turns import ByTurns
from config.channels import Work
from storage.engines import Database
from storage.turns import Key, Turn

KEYS = {Work.POLLER: Key.POLLER, Work.SENDER: Key.SENDER, Work.TICKER: Key.TICKER}
"""Workers share their work chat by chat and need no turn; of two senders neither would know the other's pace."""
DOING = {Work.POLLER: "polling", Work.SENDER: "sending", Work.TICKER: "ticking"}


class Roles:
    """The roles of this process."""

    def __init__(self, mine: Collection[Work], database: Database) -> None:
        self._mine = frozenset(mine)
        self._turns = {work: Turn(database, key) for work, key in KEYS.items()}

    def does(self, work: Work) -> bool:
        """Tell whether this process does that."""
        return work in self._mine

    def holds(self, work: Work) -> Callable[[], bool]:
        """Return what tells whether this process does that, and has the turn."""
        return lambda: self.does(work) and self._turns[work].held

    def mine(self, loops: Mapping[Work, Loop]) -> list[Loop]:
        """Return the loops of what this process does."""
        return [loop for work, loop in loops.items() if self.does(work)]

    def by_turns(self, work: Work, loop: Loop) -> Loop:
        """Return the loop that runs while this process has the turn."""
        return ByTurns(DOING[work], loop, self._turns[work], clears_up=work is Work.SENDER).run

    def ticking(self) -> Loop:
        """Return the loop that keeps the bell's turn; what rings asks whether it is held."""
        return self.by_turns(Work.TICKER, _wait)


async def _wait(over: asyncio.Event) -> None:
    await over.wait()
