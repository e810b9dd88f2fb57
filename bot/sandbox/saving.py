"""The whole world as one JSON text: saved at a stroke, loaded into a running server, refused in words if it is none.

It holds every attribute of the world but the clock's machinery, so whatever a world learns to hold is saved with it.
Life times are saved as ages: what had waited an hour has waited an hour when it comes back.
"""

from __future__ import annotations

import asyncio
import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any, get_type_hints

from bot.clock import ScaledClock
from bot.sandbox.errors import Json, WrongUse
from bot.sandbox.fitting import fits
from bot.sandbox.freezing import Freezer, Thawer, Unreadable
from bot.sandbox.world import World

FORMAT = "taizhang-sandbox-world"
VERSION = 1
NOT_STATE = {"clock", "closed"}
MALFORMED = (AttributeError, IndexError, KeyError, OverflowError, RecursionError, TypeError, ValueError)


def saved(world: World) -> Json:
    """Return the world as plain JSON."""
    freezer = Freezer(world.monotonic())
    state = {name: freezer.freeze(value) for name, value in _state(world).items()}
    speed = world.clock.speed if isinstance(world.clock, ScaledClock) else 1.0
    clock = {"now": world.clock.now().isoformat(), "speed": speed}
    return {"format": FORMAT, "version": VERSION, "clock": clock, "state": state, "things": freezer.things}


def load(world: World, read: Any) -> None:
    """Put a saved world in the place of this one; bots that poll are told, webhooks go on. Raises WrongUse."""
    try:
        clock = _clock(read)
        state = _thawed(world, read, clock[0])
    except MALFORMED as problem:
        raise WrongUse(f"this is no world of a sandbox: {problem}") from None
    _replace(world, state, clock)


async def save_to(world: World, file: Path) -> None:
    """Write the world to a file; the old one stays until the new one is whole."""
    await asyncio.to_thread(_write, saved(world), file)


def load_from(world: World, file: Path) -> None:
    """Load a file; raises WrongUse with words if it cannot be read or holds no world."""
    try:
        load(world, json.loads(file.read_text(encoding="utf-8")))
    except OSError as problem:
        raise WrongUse(f"cannot read {file}: {problem.strerror}") from None
    except (ValueError, RecursionError):
        raise WrongUse(f"{file} is no world of a sandbox: it is not JSON") from None
    except WrongUse as problem:
        raise WrongUse(f"{file}: {problem}") from None


def _write(content: Json, file: Path) -> None:
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    with beside.open("w", encoding="ascii") as opened:
        json.dump(content, opened, separators=(",", ":"))
        opened.flush()
        os.fsync(opened.fileno())
    beside.replace(file)


def _state(world: World) -> Json:
    return {name: value for name, value in vars(world).items() if name not in NOT_STATE and not callable(value)}


def _clock(read: Any) -> tuple[datetime, float]:
    if not isinstance(read, dict) or read.get("format") != FORMAT:
        raise Unreadable("it does not say that it is one")
    if read["version"] != VERSION:
        raise Unreadable(f"it is of version {read['version']}, this server reads version {VERSION}")
    now, speed = datetime.fromisoformat(read["clock"]["now"]), float(read["clock"]["speed"])
    ScaledClock(now, speed=speed)  # Refuses what no clock can be.
    return now, speed


def _thawed(world: World, read: Json, moment: datetime) -> Json:
    settable = moment if isinstance(world.clock, ScaledClock) else None
    now = world.count(virtual=read["state"]["virtual"] is True, moment=settable)
    thawer = Thawer(read["things"], now, {"monotonic": world.monotonic})
    state = {name: thawer.thaw(value) for name, value in read["state"].items()}
    hints, known = get_type_hints(World), _state(world)
    if wrong := set(state) ^ set(known):
        raise Unreadable(f"{min(wrong)} is in one of the two worlds only")
    for name, value in state.items():
        if not fits(value, hints.get(name, type(known[name]))):
            raise Unreadable(f"its {name} is not what it should be")
    return state


def _replace(world: World, state: Json, clock: tuple[datetime, float]) -> None:
    feed = world.feed
    for bot in world.bots.values():
        bot.webhook = None
        bot.queue.take_over("terminated by a load of the sandbox")
    vars(world).update(state)
    if isinstance(world.clock, ScaledClock):
        world.clock.run_at(clock[1])
        world.clock.jump_to(clock[0])
    feed.tell("reset")  # Who watches the old world turns to the new one.
    for bot in world.bots.values():
        world.watch(bot)
