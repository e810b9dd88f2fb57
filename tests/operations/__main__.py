"""Type the procedures into a clean folder: ``python -m tests.operations [NUMBER…]``; exit 1 at the first that fails.

The platform is the sandbox; for 6. a PostgreSQL server is started. Every line is shown with its exit code.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Collection
from pathlib import Path

from bot.sandbox.server import TOKEN, running
from bot.sandbox.world import World
from tests.operations.machine import Machine, Typed
from tests.operations.procedures import blocks
from tests.support.databases import PostgresDatabases
from tests.support.postgres import running_postgres

STARTING = {"systemctl start taizhang", "systemctl enable --now taizhang"}
PATIENCE = 60.0  # Real seconds; the machine may be busy.


async def procedures(machine: Machine, world: World, numbers: Collection[int]) -> list[Typed]:
    """Type the blocks of these numbers (all, where none is given), and return the lines up to the first that failed."""
    typed: list[Typed] = []
    for block in blocks():
        if block.by_hand or (numbers and block.number not in numbers):
            continue
        for line in block.lines:
            typed.append(await asyncio.to_thread(machine.types, line))
            if typed[-1].failed:
                return typed
            if line in STARTING:
                await _polled(world)
        if block.number == 1:
            machine.at("/etc/taizhang/token").write_text(TOKEN, "utf-8")
        if block.number == 5:
            typed.append(await asyncio.to_thread(machine.types, "systemctl enable --now taizhang"))
    return typed


async def _polled(world: World) -> None:
    queue = world.bot_of(TOKEN).queue
    assert await queue.signal.until(lambda: queue.poller > 0, PATIENCE), "the bot did not poll"


async def _all(numbers: Collection[int]) -> list[Typed]:
    world = World()
    with tempfile.TemporaryDirectory(prefix="taizhang-machine-") as folder, running_postgres() as server:
        async with running(world) as url:
            settings = {"TAIZHANG_API_URL": url, "NEW_DATABASE": PostgresDatabases(server).fresh()}
            machine = Machine(Path(folder), settings)
            try:
                return await procedures(machine, world, numbers)
            finally:
                machine.off()


def _main() -> int:
    typed = asyncio.run(_all({int(word) for word in sys.argv[1:]}))
    for one in typed:
        sys.stdout.write(f"{one.code} {one.line}\n")
    if typed[-1].failed:
        sys.stdout.write(typed[-1].out)
    return int(typed[-1].failed)


if __name__ == "__main__":
    raise SystemExit(_main())
