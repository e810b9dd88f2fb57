"""An office that opens in a second: the sandbox in this process, the bot beside it, everybody known already."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.clock import ScaledClock
from bot.remote_clock import ASK_EVERY
from bot.sandbox import acts
from bot.sandbox.faults import Fault
from bot.sandbox.membership import set_status
from bot.sandbox.server import running
from bot.sandbox.values import Bot, Room, User
from bot.sandbox.world import World
from tests.chaos import seeding
from tests.chaos.run import Run
from tests.chaos.seeding import Plan
from tests.support.bot_process import BotProcess, at_the_sandbox
from tests.support.looking import Database

SECRET = "sandbox-token-that-opens-nothing"
TOKEN = f"7000000001:{SECRET}"
PATIENCE = 180.0
"""Seconds for whatever must come; generous, for a busy machine is no fault of the bot's."""
LOOK_EVERY = 0.03

Json = dict[str, Any]


class Office:
    """People and groups of the sandbox's world, the bot as a process and the database behind it."""

    def __init__(self, world: World, clock: ScaledClock, environment: dict[str, str], folder: Path) -> None:
        self.world, self.clock, self.folder = world, clock, folder
        self.environment = environment
        self.account: Bot = world.bot_of(TOKEN)
        self.people: dict[str, User] = {}
        self.groups: list[Room] = []
        self.processes: list[BotProcess] = []
        self.bot = self.process()
        self.database = Database(environment["TAIZHANG_DATABASE_URL"])
        self.seq = 0
        self.first_update = 0

    def process(self, **more: str) -> BotProcess:
        """Return one more process on the same database, not started; ``more`` goes into its environment."""
        folder = self.folder / f"process-{len(self.processes)}"
        folder.mkdir()
        environment = self.environment | {"TAIZHANG_EVIDENCE_FOLDER": str(folder / "evidence")} | more
        self.processes.append(BotProcess(environment, folder / "bot.log", folder))
        return self.processes[-1]

    def move_in(self, plan: Plan) -> None:
        """Let the sandbox's world hold the people and groups of the database's template."""
        for number, name in enumerate(seeding.people()):
            user = self.world.create_user(name, user_id=seeding.user_of(number), phone=seeding.phone_of(number))
            self.people[name] = user
            self.world.private_room(self.account, user, create=True)
        for number in range(plan.groups):
            group = self.world.create_group(seeding.title_of(number), self.people.values())
            set_status(self.world, group, self.account.user, "administrator")
            self.groups.append(group)
        self.account.queue.pending.clear()
        self.first_update = self.account.queue.next_id
        self.seq = self.database.rows("SELECT max(seq) FROM entries")[0][0]

    def room(self, of: str | Room) -> Room:
        """Return the private chat of somebody, or the group itself."""
        if isinstance(of, Room):
            return of
        return self.world.rooms[f"{self.account.id}/{self.people[of].id}"]

    def says(self, who: str, text: str, *, chat: Room | None = None, reply_to: int | None = None) -> Json:
        """Let somebody write, in private unless a group is given; return the message."""
        given = {"reply_to": reply_to} if reply_to else None
        return acts.say(self.world, chat or self.room(who), self.people[who], text, given=given)

    def edits(self, who: str, message: Json, text: str, *, chat: Room | None = None) -> Json:
        """Let somebody change the words of a message."""
        return acts.edit(self.world, chat or self.room(who), self.people[who], message["message_id"], text=text)

    def taps(self, who: str, label: str, message: Json, *, chat: Room | None = None) -> None:
        """Let somebody press the button with that label."""
        acts.press(self.world, chat or self.room(who), self.people[who], message["message_id"], text=label, data=None)

    def said(self, chat: str | Room, *, after: int = 0) -> list[Json]:
        """Return what the bot has written in a chat, as it stands now, without the pictures of reports."""
        return [one for one in self.written(chat) if one["message_id"] > after and "photo" not in one]

    def written(self, chat: str | Room) -> list[Json]:
        """Return everything that the bot has sent to a chat, as it stands now; not what the platform says of a pin."""
        own = (one for one in self.room(chat).messages.values() if one["from"]["id"] == self.account.id)
        return [one for one in own if "pinned_message" not in one]

    def fault(self, kind: str = "error", **more: Any) -> Fault:
        """Let a fault wait for its call and return it, so that one can see whether it was played."""
        fault = Fault(kind, **more)
        self.world.faults.add(fault)
        return fault

    @property
    def updates(self) -> int:
        """How many updates the sandbox has made since the office opened."""
        return self.account.queue.next_id - self.first_update

    def settled(self) -> bool:
        """Tell whether everything said is dealt with, and everything to be said is sent or asked about."""
        return not self.account.queue.pending and self.database.unsettled() == 0

    async def until(self, holds: Callable[[], bool], *, patience: float = PATIENCE) -> float:
        """Wait in real time until something is so; return the seconds that it took."""
        began = time.monotonic()
        while not holds():
            if time.monotonic() - began > patience:
                raise TimeoutError(f"not within {patience} s; the bot's log: {self.bot.log}")
            await asyncio.sleep(LOOK_EVERY)
        return time.monotonic() - began

    async def settle(self, *, patience: float = PATIENCE) -> float:
        """Wait until everything is settled."""
        return await self.until(self.settled, patience=patience)

    async def ring(self, process: BotProcess | None = None) -> None:
        """Wait until the bot has made two whole rounds since it can have heard of the clock's last jump."""
        heard_at, rounds = time.time() + ASK_EVERY, set[float]()

        def rung() -> bool:
            mark = (process or self.bot).alive_at()
            if mark > heard_at:
                rounds.add(mark)
            return len(rounds) >= 2

        await self.until(rung)

    async def finish(self) -> None:
        """Let the clock's debts be paid and everything come to rest, then stop the bot in order.

        What the clock owes is queued by the bot's rounds, so that a settled office may still owe something until two
        of them have gone by.
        """
        await self.ring()
        await self.settle()
        if await self.bot.stop() != 0:
            raise RuntimeError(f"the bot did not stop in order; its log: {self.bot.log}")

    async def close(self) -> None:
        """End every process and give the connections back."""
        for process in self.processes:
            await process.close()
        self.database.close()


@asynccontextmanager
async def opened(run: Run, plan: Plan, **more: str) -> AsyncIterator[Office]:
    """Open the office on a copy of the plan's template; the bot is not started, ``more`` goes into its environment."""
    database_url = await asyncio.to_thread(run.databases.copy_of, plan.name, plan.fill)
    world, clock = World(), ScaledClock(plan.start, speed=0)
    folder = run.folder / f"office-{len(list(run.folder.iterdir()))}"
    folder.mkdir()
    async with running(world, clock=clock) as url:
        settings = at_the_sandbox(url, token=TOKEN, database_url=database_url, folder=folder)
        office = Office(world, clock, settings | {"TAIZHANG_PROBE__AFTER": "1"} | more, folder)
        try:
            office.move_in(plan)
            yield office
        finally:
            await office.close()


def at(moment: str) -> datetime:
    """Return a moment of the office, like ``2026-11-26 08:30``."""
    return datetime.fromisoformat(f"{moment}+08:00")
